//! What sources tell of a pupil's enrolments in other schools.
//!
//! [`Elsewhere`] is one such enrolment, as Discimus, a list or a person told it; [`refresh`] decides
//! what a new telling changes of what is known. How it lies to our own enrolments says
//! [`crate::overlap`].

mod refresh;
mod school;

pub use refresh::{Change, refresh};
pub use school::{OtherSchool, School};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::enrolment::Moment;
use crate::institution::InstitutionNumber;
use crate::period::Period;

/// Who told of an enrolment elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ElsewhereSource {
    /// AGODI, through Discimus.
    Discimus,
    /// A list that was read.
    List,
    /// A person of the secretariat.
    Typed,
}

/// An enrolment of a pupil in another school. The class or year there is never told (discimus.md
/// 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Elsewhere {
    /// Number of the school; `None` when only its name is known. A number is never made up.
    #[ts(type = "string | null")]
    pub institution: Option<InstitutionNumber>,
    /// Name of the school as it was told; may be empty when the number is known.
    pub school: String,
    /// From the first day of attendance to the end date, or else the expected one.
    pub period: Period,
    /// Moment of enrolment there; `None` while it is not known.
    pub moment: Option<Moment>,
    /// In a hospital school (type 5): lawful beside any other enrolment.
    pub hospital: bool,
    /// Who told it.
    pub source: ElsewhereSource,
    /// The day on which it was first told so.
    #[ts(type = "string")]
    pub seen_on: NaiveDate,
}

/// What tells one enrolment elsewhere of a pupil from the others: the school and the first day. So
/// the same enrolment told by two sources, or on two laptops, is one. Written `039107/2026-09-01`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct ElsewhereKey {
    /// The school.
    pub school: OtherSchool,
    /// First day.
    pub from: NaiveDate,
}

/// The text is no key of an enrolment elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElsewhereKeyFault;

impl Elsewhere {
    /// The school: by its number where that is known.
    pub fn other_school(&self) -> OtherSchool {
        match &self.institution {
            Some(number) => OtherSchool::Number(number.clone()),
            None => OtherSchool::named(&self.school),
        }
    }

    /// What tells it from others of the pupil.
    pub fn key(&self) -> ElsewhereKey {
        ElsewhereKey { school: self.other_school(), from: self.period.from }
    }

    /// Whether both say the same, whoever told it and when.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let content = |one: &Self| Self { source: self.source, seen_on: self.seen_on, ..one.clone() };
        content(self) == content(other)
    }
}

impl ElsewhereKey {
    /// As [`ElsewhereKey`] writes itself.
    pub fn parse(text: &str) -> Result<Self, ElsewhereKeyFault> {
        let (school, from) = text.split_once('/').ok_or(ElsewhereKeyFault)?;
        let school = OtherSchool::parse(school).ok_or(ElsewhereKeyFault)?;
        let key = Self { school, from: from.parse().map_err(|_| ElsewhereKeyFault)? };
        if key.to_string() == text { Ok(key) } else { Err(ElsewhereKeyFault) }
    }
}

impl std::fmt::Display for ElsewhereKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.school, self.from)
    }
}

impl TryFrom<String> for ElsewhereKey {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "elsewhere_key")
    }
}

impl From<ElsewhereKey> for String {
    fn from(key: ElsewhereKey) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elsewhere(number: &str, name: &str) -> Elsewhere {
        Elsewhere {
            institution: InstitutionNumber::parse(number).ok(),
            school: name.to_owned(),
            period: Period { from: "2026-09-01".parse().unwrap(), until: None },
            moment: None,
            hospital: false,
            source: ElsewhereSource::List,
            seen_on: "2026-11-23".parse().unwrap(),
        }
    }

    #[test]
    fn the_number_tells_the_school_and_without_it_the_name() {
        assert_eq!(elsewhere("039107", "De Linde").key().to_string(), "039107/2026-09-01");
        let named = elsewhere("", "Basisschool Dé Linde/West");
        assert_eq!(named.key().to_string(), "n:basisschooldelindewest/2026-09-01");
        assert_eq!(named.key(), elsewhere("", "BASISSCHOOL DE LINDE (WEST)").key());
    }

    #[test]
    fn a_key_is_read_back_as_it_was_written() {
        for one in [elsewhere("039107", ""), elsewhere("", "École 2")] {
            assert_eq!(ElsewhereKey::parse(&one.key().to_string()), Ok(one.key()));
        }
        for wrong in
            ["", "39107/2026-09-01", "039107", "039107/1-9-2026", "n:/2026-09-01", "linde/2026-09-01"]
        {
            assert!(ElsewhereKey::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn who_told_it_and_when_is_not_what_it_says() {
        let list = elsewhere("039107", "De Linde");
        let typed = Elsewhere {
            source: ElsewhereSource::Typed,
            seen_on: "2026-11-24".parse().unwrap(),
            ..list.clone()
        };
        assert!(list.says_the_same(&typed) && typed.says_the_same(&list));
        assert!(!list.says_the_same(&Elsewhere { hospital: true, ..typed }));
    }
}
