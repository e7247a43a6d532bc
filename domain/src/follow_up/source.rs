//! Where the rules of this subject stand.

pub use crate::source::RuleSource;

/// Notes of the parents (discimus.md 2.5, G7).
pub(super) const NOTES: RuleSource = RuleSource {
    title: "Onderwijs Vlaanderen, veelgestelde vragen over leerplicht",
    address: "http://www.ond.vlaanderen.be/leerplicht/FAQ/default.htm",
};

/// Half days B and the CLB (discimus.md 2.6, E3: an older edition).
pub(super) const PROBLEMATIC: RuleSource = RuleSource {
    title: "Omzendbrief BaO/2002/11",
    address: "http://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=13281",
};

/// Half days B and the school allowance (discimus.md 2.6, G8).
pub(super) const ALLOWANCE: RuleSource = RuleSource {
    title: "Vlaamse overheid, publicatie over de schooltoelage",
    address: "https://issuu.com/vlaanderen-be/docs/38b3ff73-6275-4c60-94bd-18e235ae78a3",
};

/// The 290 half days of compulsory education (discimus.md 2.7, W2, which quotes BaO/2002/11).
pub(super) const KLEUTER_COMPULSORY: RuleSource = RuleSource {
    title: "Omzendbrief BaO/2002/11, punt 3 (aangehaald door revalidatie.be)",
    address: "https://revalidatie.be/news/afwezigheden-van-leerplichtige-5-jarigen-in-het-kleuteronderwijs/",
};

/// The 290 half days of admission (discimus.md 2.7, E4).
pub(super) const KLEUTER_ADMISSION: RuleSource = RuleSource {
    title: "Omzendbrief BaO/2001/10",
    address: "https://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=13126",
};

/// A number that the school chose.
pub(super) const SCHOOL: RuleSource = RuleSource { title: "Instelling van de school", address: "" };
