//! Whether a person's card is right: one rule, shared by the list of pupils and the reprint
//! progress.

/// SQL of the status of a person's card: `printed`, `outdated` or `never`. Needs the person as
/// alias `p` with the columns `id`, `tag` and `number` (the open number, or empty).
///
/// A card is right when a print that is not taken back and did not fail holds the permanent tag or
/// the present number, with or without leading zeros.
pub const STATUS: &str = "CASE
    WHEN EXISTS (SELECT 1 FROM view_print c WHERE c.pupil = p.id AND c.removed = 0 AND c.failed = 0
                 AND (c.payload = p.tag OR (p.number <> '' AND ltrim(c.payload, '0') = p.number)))
      THEN 'printed'
    WHEN EXISTS (SELECT 1 FROM view_print c WHERE c.pupil = p.id AND c.removed = 0) THEN 'outdated'
    ELSE 'never' END";
