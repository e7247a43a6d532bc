//! Institution (instelling) and location (vestigingsplaats).

use serde::{Deserialize, Serialize};

use crate::digits::fixed_digits;

fixed_digits!(
    /// Instellingsnummer: six digits, text, since a leading zero matters (`039107`) and an official
    /// API drops it. A group of schools has one, too. No check digit is published (discimus.md 4).
    InstitutionNumber,
    6
);

fixed_digits!(
    /// Discimus number of a vestigingsplaats: three digits (`001`), meaningful only inside its
    /// institution (discimus.md 4).
    Location,
    3
);

/// A place where lessons are given: the key is always the pair (discimus.md 4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocationKey {
    /// The institution.
    pub institution: InstitutionNumber,
    /// The location inside it.
    pub location: Location,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digits::DigitsFault;

    #[test]
    fn a_leading_zero_belongs_to_the_number() {
        let number = InstitutionNumber::parse("039107").unwrap();
        assert_eq!(number.as_str(), "039107");
        assert_eq!(InstitutionNumber::parse("39107"), Err(DigitsFault::Length), "never padded silently");
        assert_eq!(InstitutionNumber::parse_stripped("39107.0"), Ok(number));
    }

    #[test]
    fn a_location_has_three_digits() {
        assert_eq!(Location::parse_stripped("1").unwrap().as_str(), "001");
        assert_eq!(Location::parse("1"), Err(DigitsFault::Length));
        assert_eq!(Location::parse_stripped("1000"), Err(DigitsFault::Length));
    }

    #[test]
    fn a_stored_number_is_checked_when_read() {
        assert!(serde_json::from_str::<InstitutionNumber>("\"039107\"").is_ok());
        assert!(serde_json::from_str::<InstitutionNumber>("\"39107\"").is_err());
        assert!(serde_json::from_str::<Location>("\"a01\"").is_err());
    }
}
