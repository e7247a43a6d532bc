//! Stamnummer: the number of a pupil inside one institution.

use serde::{Deserialize, Serialize};

use crate::school_year::SchoolYear;

/// Given by the school's package, unique within one institution, kept for the whole stay
/// (discimus.md 4). Informat: two digits of the school year and a counter of five (`2200001`). How
/// other packages write it is not published, so letters and `- / .` are accepted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stamnummer(String);

/// Why a text is no stamnummer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StamnummerFault {
    /// Nothing was filled in.
    Empty,
    /// Something else than letters, digits and `- / .`.
    Characters,
    /// More than twenty characters, or a counter that does not fit.
    Length,
}

impl Stamnummer {
    /// Accepts one to twenty letters, digits, `-`, `/` and `.`; zeros in front stay.
    pub fn parse(text: &str) -> Result<Self, StamnummerFault> {
        let text = text.trim();
        match text {
            "" => Err(StamnummerFault::Empty),
            t if !t.bytes().all(|b| b.is_ascii_alphanumeric() || b"-/.".contains(&b)) => {
                Err(StamnummerFault::Characters)
            }
            t if t.len() > 20 => Err(StamnummerFault::Length),
            t => Ok(Self(t.to_owned())),
        }
    }

    /// A cell of a column of Informat's stamnummers, from which a spreadsheet may have stripped
    /// the zero of the school years 2000-2001 to 2009-2010.
    pub fn parse_stripped(text: &str) -> Result<Self, StamnummerFault> {
        match crate::digits::of_cell(text) {
            Ok(digits) if digits.len() == 6 => Self::parse(&format!("0{digits}")),
            Ok(digits) => Self::parse(&digits),
            Err(_) => Self::parse(text),
        }
    }

    /// Informat's form: the `counter`th of that school year.
    pub fn informat(year: SchoolYear, counter: u32) -> Result<Self, StamnummerFault> {
        match counter {
            0..=99_999 => Ok(Self(format!("{:02}{counter:05}", year.begin_year() % 100))),
            _ => Err(StamnummerFault::Length),
        }
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl StamnummerFault {
    /// Name of the fault as it stands in the values of a problem.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Characters => "characters",
            Self::Length => "length",
        }
    }
}

impl TryFrom<String> for Stamnummer {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(StamnummerFault::code)
    }
}

impl From<Stamnummer> for String {
    fn from(number: Stamnummer) -> Self {
        number.0
    }
}

/// Personal: shows nothing.
impl std::fmt::Debug for Stamnummer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stamnummer(‹…›)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn informat_writes_the_year_and_a_counter_of_five() {
        let year = SchoolYear::parse("2022-2023").unwrap();
        assert_eq!(Stamnummer::informat(year, 1).unwrap().as_str(), "2200001");
        assert!(Stamnummer::informat(year, 100_000).is_err());
    }

    #[test]
    fn a_stripped_zero_comes_back_only_when_asked() {
        assert_eq!(Stamnummer::parse("700012").unwrap().as_str(), "700012");
        assert_eq!(Stamnummer::parse_stripped("700012.0").unwrap().as_str(), "0700012");
        assert_eq!(Stamnummer::parse_stripped("2200001").unwrap().as_str(), "2200001");
        assert_eq!(Stamnummer::parse_stripped("A-12").unwrap().as_str(), "A-12");
    }

    #[test]
    fn it_does_not_show_in_a_log() {
        assert!(!format!("{:?}", Stamnummer::parse("2200001").unwrap()).contains("2200001"));
    }
}
