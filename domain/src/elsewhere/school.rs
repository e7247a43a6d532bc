//! Other schools: how they are named, and the table of them that the school keeps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::SchoolKind;
use crate::institution::InstitutionNumber;
use crate::name;

/// Another school as a source names it. Written `039107`, or `n:` and the folded name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub enum OtherSchool {
    /// By its institution number.
    Number(InstitutionNumber),
    /// By its name alone, folded.
    Name(String),
}

/// A school in the table of schools: from a list of the secretariat, or told by Discimus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct School {
    /// Instellingsnummer.
    #[ts(type = "string")]
    pub number: InstitutionNumber,
    /// Name.
    pub name: String,
    /// Municipality; may be empty.
    pub municipality: String,
    /// Telephone; may be empty.
    pub phone: String,
    /// E-mail; may be empty.
    pub email: String,
    /// What kind of school; `None` while it is not known.
    pub kind: Option<SchoolKind>,
    /// Number of its school group (scholengemeenschap); `None` when it has none, or it is not known.
    #[ts(type = "string | null")]
    pub school_group: Option<InstitutionNumber>,
    /// A hospital school (type 5).
    pub hospital: bool,
}

impl OtherSchool {
    /// A school of which only the name is known.
    pub fn named(school: &str) -> Self {
        Self::Name(name::squash(&name::fold(school)))
    }

    /// As [`OtherSchool`] writes itself.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix("n:") {
            Some(folded) => Some(Self::named(folded))
                .filter(|school| matches!(school, Self::Name(same) if !same.is_empty() && same == folded)),
            None => InstitutionNumber::parse(text).ok().map(Self::Number),
        }
    }

    /// The number, where it is known.
    pub fn number(&self) -> Option<&InstitutionNumber> {
        match self {
            Self::Number(number) => Some(number),
            Self::Name(_) => None,
        }
    }
}

impl std::fmt::Display for OtherSchool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => f.write_str(number.as_str()),
            Self::Name(folded) => write!(f, "n:{folded}"),
        }
    }
}

impl TryFrom<String> for OtherSchool {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("school")
    }
}

impl From<OtherSchool> for String {
    fn from(school: OtherSchool) -> Self {
        school.to_string()
    }
}
