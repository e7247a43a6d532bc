//! Where the rules of this subject stand.

use crate::source::RuleSource;

/// At least one shared day is an overlap (discimus.md 5, V4b).
pub(super) const ONE_DAY: RuleSource = RuleSource {
    title: "Informat, Automatisch ophalen van dubbele inschrijvingen",
    address: "https://helpdesk.informat.be/hc/nl/articles/360005678419-Automatisch-ophalen-van-dubbele-inschrijvingen-BO-",
};

/// Adjoining enrolments show up; what a secondary school does (discimus.md 5, A1; the circular on
/// enrolling and leaving in secondary education is E6).
pub(super) const FAQ: RuleSource = RuleSource {
    title: "AGODI, FAQ elektronische uitwisseling van leerlingengegevens",
    address: "https://www.agodi.be/directie-en-secretariaat/discimus/faq-elektronische-uitwisseling-van-leerlingengegevens",
};

/// The same answer of AGODI, named with the circular that a secondary school looks up (E6).
pub(super) const SECONDARY: RuleSource = RuleSource {
    title: "AGODI, FAQ elektronische uitwisseling van leerlingengegevens (in- en uitschrijvingen: omzendbrief SO/2005/04)",
    address: FAQ.address,
};

/// A later enrolment elsewhere is ground enough in primary education (discimus.md 5, E6).
pub(super) const PRIMARY: RuleSource = RuleSource {
    title: "Omzendbrief BaO/97/12, Schoolveranderen in het basisonderwijs",
    address: "https://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=13022",
};

/// Type 5 overlaps lawfully; parallel is shown in the colour of overlap (discimus.md 5, V19).
pub(super) const COLOURS: RuleSource = RuleSource {
    title: "Informat, Wat betekenen de gekleurde balkjes in de leerlingenlijst op tabblad Inschrijving",
    address: "https://helpdesk.informat.be/hc/nl/articles/360019787699-Wat-betekenen-de-gekleurde-balkjes-in-de-leerlingenlijst-op-tabblad-Inschrijving-BO",
};

/// An overlap that comes back: call the other school (discimus.md 5, V4c).
pub(super) const COMES_BACK: RuleSource = RuleSource {
    title: "Informat, Overlappende inschrijving",
    address: "https://helpdesk.informat.be/hc/nl/articles/360013129939-Overlappende-inschrijving-BO",
};
