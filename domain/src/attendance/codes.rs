//! What a code in the register means: the official codes and the school's own subcodes.
//!
//! Only the official code goes to the government; a school may keep finer codes, each of which
//! stands for one official code (discimus.md 2.1, 2.2).

mod allowed;
mod conversion;
mod list;

pub use allowed::{allowed, allowed_codes};
pub use conversion::{Conversion, convert_2019};
pub use list::{CodeFault, CodeFaultKind, CodeList};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MarkCode;
use super::refusal::Refusal;

/// An official code of absence since 1 September 2019 (AGODI, "Registratie afwezigheden in
/// Discimus: codes geldig vanaf 1 september 2019"; `codes/attendance_codes.csv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum OfficialCode {
    /// Afwezigheid niet-leerplichtige kleuter.
    A,
    /// Problematische afwezigheid.
    B,
    /// Revalidatie tijdens de lestijden; special education only.
    H,
    /// Niet-invulling werkplekleren, niet door onwil; secondary education only.
    M,
    /// Persoonlijke redenen met akkoord van de directie.
    P,
    /// Van rechtswege gewettigd.
    R,
    /// Ziekte.
    Z,
}

impl OfficialCode {
    /// All seven, in the order of the alphabet.
    pub const ALL: [Self; 7] = [Self::A, Self::B, Self::H, Self::M, Self::P, Self::R, Self::Z];

    /// The code of that letter.
    pub fn of(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str().starts_with(letter))
    }

    /// The letter.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::H => "H",
            Self::M => "M",
            Self::P => "P",
            Self::R => "R",
            Self::Z => "Z",
        }
    }

    /// The official Dutch words (`codes/attendance_codes.csv`).
    pub fn label(self) -> &'static str {
        match self {
            Self::A => "Afwezigheid niet-leerplichtige kleuter",
            Self::B => "Problematische (ongewettigde) afwezigheid",
            Self::H => "Revalidatie tijdens de lestijden",
            Self::M => "Niet-invulling werkplekleren, niet door onwil",
            Self::P => "Afwezig om persoonlijke redenen met akkoord van de directie",
            Self::R => "Van rechtswege gewettigd afwezig",
            Self::Z => "Afwezig wegens ziekte",
        }
    }

    /// Whether the code could be reported for that day: since 1 September 2019, and `A` not from 15
    /// May 2020 to the end of that school year (discimus.md 2.2).
    pub fn valid_on(self, day: NaiveDate) -> bool {
        self.check_day(day).is_ok()
    }

    fn check_day(self, day: NaiveDate) -> Result<(), Refusal> {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let (from, suspended, resumed) = (date(2019, 9, 1), date(2020, 5, 15), date(2020, 6, 30));
        match self {
            _ if day < from => Err(Refusal::NotYetValid { from }),
            Self::A if suspended <= day && day <= resumed => {
                Err(Refusal::Suspended { from: suspended, until: resumed })
            }
            _ => Ok(()),
        }
    }
}

/// How illness was shown. The government knows only `Z`, so the school counts (discimus.md 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Evidence {
    /// Verklaring van de ouders (briefje).
    ParentsNote,
    /// Medisch attest.
    Certificate,
}

/// What a code of the school stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "as")]
#[ts(export)]
pub enum Meaning {
    /// An absence that is reported under this official code.
    Absent {
        /// The official code.
        official: OfficialCode,
        /// For illness: what was handed in, when the code says so.
        evidence: Option<Evidence>,
        /// Only for a pupil who is not expected at school because of a disciplinary measure
        /// (T, U, Y; discimus.md 7.1).
        discipline: bool,
    },
    /// Te laat: a presence with a time; never reported.
    Late,
    /// Nog te bepalen: an absence without a reason yet; never reported as it stands.
    Open,
}

/// One code that the school uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LocalCode {
    /// As it is typed and shown.
    pub code: MarkCode,
    /// In words, on screen and on paper.
    pub label: String,
    /// What it stands for.
    pub meaning: Meaning,
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../codes/attendance_codes.csv");

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_codes_and_their_words_are_those_of_the_official_list() {
        let mut rows = csv::Reader::from_reader(FILE.as_bytes());
        // The two that were in force for weeks only end on a date, and were never reported again.
        let lasting = rows.records().map(Result::unwrap).filter(|row| row[4].is_empty());
        let mut listed: Vec<(String, String)> =
            lasting.map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
        listed.sort();
        let ours = OfficialCode::ALL.map(|code| (code.as_str().to_owned(), code.label().to_owned()));
        assert_eq!(listed, ours);
    }

    #[test]
    fn the_codes_hold_from_september_2019() {
        for code in OfficialCode::ALL {
            assert!(!code.valid_on(day("2019-08-31")));
            assert!(code.valid_on(day("2019-09-01")) && code.valid_on(day("2026-11-23")));
            assert_eq!(OfficialCode::of(code.as_str().chars().next().unwrap()), Some(code));
        }
        assert_eq!(OfficialCode::of('D'), None);
    }

    #[test]
    fn the_absence_of_a_young_kleuter_could_not_be_reported_in_the_spring_of_2020() {
        for (on, valid) in
            [("2020-05-14", true), ("2020-05-15", false), ("2020-06-30", false), ("2020-07-01", true)]
        {
            assert_eq!(OfficialCode::A.valid_on(day(on)), valid, "{on}");
            assert!(OfficialCode::P.valid_on(day(on)));
        }
    }
}
