//! Whether a person's card is right: one rule, shared by the list of pupils, the reprint progress
//! and the navigation.

/// SQL of the status of a person's card: `printed`, `outdated` or `never`. Needs the person as
/// alias `p` with the columns `id`, `tag` and `number` (the open number, or empty).
///
/// The newest print that is not taken back decides, so that a failed sheet reopens its cards even
/// when older right ones exist. It is right when it did not fail and holds the permanent tag or the
/// present number: with or without leading zeros, or behind a prefix (which never ends in a digit).
pub const STATUS: &str = "coalesce((SELECT CASE WHEN c.failed = 0 AND (
        c.payload = p.tag
        OR p.number <> '' AND ltrim(c.payload, '0') = p.number
        OR p.number <> '' AND substr(c.payload, -length(p.number)) = p.number
           AND length(c.payload) > length(p.number)
           AND substr(c.payload, length(c.payload) - length(p.number), 1) NOT BETWEEN '0' AND '9'
      ) THEN 'printed' ELSE 'outdated' END
    FROM view_print c WHERE c.pupil = p.id AND c.removed = 0
    ORDER BY c.at DESC, c.print DESC, c.sheet DESC LIMIT 1), 'never')";
