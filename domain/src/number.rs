//! Numbers that other programs give to a person.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::digits::{self, DigitsFault};

/// A number of a person in another system, meaningful only inside the database that issued it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct ExternalNumber {
    /// The other program, for instance `informat`.
    pub system: String,
    /// The database of that program, for instance `SG Dijleland`.
    pub database: String,
    /// The number as text, without leading zeros.
    pub value: String,
}

impl ExternalNumber {
    /// A number as it stands in a cell, on a screen or in a barcode, in its canonical form.
    pub fn parse(system: &str, database: &str, value: &str) -> Result<Self, DigitsFault> {
        Ok(Self {
            system: system.trim().to_owned(),
            database: database.trim().to_owned(),
            value: normal_value(value)?,
        })
    }
}

/// The value without leading zeros and without what a spreadsheet made of it (a float, an exponent
/// that shows all digits). One to eighteen digits; nought is no number of anybody.
pub fn normal_value(text: &str) -> Result<String, DigitsFault> {
    let digits = digits::of_cell(text)?;
    match digits.trim_start_matches('0') {
        "" => Err(DigitsFault::Empty),
        value if value.len() > 18 => Err(DigitsFault::Length),
        value => Ok(value.to_owned()),
    }
}

/// Ten digits with leading zeros, as Informat writes the number of a person towards other programs
/// (informat.md 1.1). A longer number stays as it is.
pub fn ten_digits(value: &str) -> String {
    format!("{value:0>10}")
}

/// From when to when a number is a person's; both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None`: open.
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Whether the number is the person's on that day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Personal: shows the system only.
impl std::fmt::Debug for ExternalNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ExternalNumber({}, ‹…›)", self.system)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_one_number_however_a_spreadsheet_wrote_it() {
        for cell in ["48213", "0000048213", "48213.0", "4.8213E+04", " 48213 ", "'0000048213"] {
            assert_eq!(normal_value(cell).as_deref(), Ok("48213"), "{cell}");
        }
    }

    #[test]
    fn what_names_nobody_is_refused() {
        assert_eq!(normal_value("0000000000"), Err(DigitsFault::Empty));
        assert_eq!(normal_value("4.82E+04"), Err(DigitsFault::DigitsLost));
        assert_eq!(normal_value("48213.5"), Err(DigitsFault::Fraction));
        assert_eq!(normal_value("1234567890123456789"), Err(DigitsFault::Length));
    }

    #[test]
    fn a_period_includes_its_last_day() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let period = Period { from: day(1), until: Some(day(20)) };
        assert!(period.holds_on(day(1)) && period.holds_on(day(20)));
        assert!(!period.holds_on(day(21)));
        assert!(Period { from: day(1), until: None }.holds_on(day(30)));
    }

    proptest::proptest! {
        #[test]
        fn ten_digits_and_back(number in 1u64..10_000_000_000) {
            let value = number.to_string();
            proptest::prop_assert_eq!(normal_value(&ten_digits(&value)), Ok(value));
        }
    }
}
