//! School year (schooljaar): from 1 September to 31 August.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A school year, written `2026-2027`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct SchoolYear(u16);

/// The text is no school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolYearFault;

impl SchoolYear {
    /// Accepts `2026-2027`, `2026-27`, and both with a slash; the years must follow each other.
    pub fn parse(text: &str) -> Result<Self, SchoolYearFault> {
        let (first, second) = text.trim().split_once(['-', '/']).ok_or(SchoolYearFault)?;
        if first.len() != 4 || !first.bytes().chain(second.bytes()).all(|b| b.is_ascii_digit()) {
            return Err(SchoolYearFault);
        }
        let begin: u16 = first.parse().map_err(|_| SchoolYearFault)?;
        let year = Self::beginning(begin)?;
        let written = year.to_string();
        match second == &written[5..] || second == &written[7..] {
            true => Ok(year),
            false => Err(SchoolYearFault),
        }
    }

    /// The school year that begins in September of that year, 1900 to 2199.
    pub fn beginning(year: u16) -> Result<Self, SchoolYearFault> {
        match (1900..2200).contains(&year) {
            true => Ok(Self(year)),
            false => Err(SchoolYearFault),
        }
    }

    /// The school year in which that day falls.
    pub fn of(day: NaiveDate) -> Result<Self, SchoolYearFault> {
        let year = if day.month() >= 9 { day.year() } else { day.year() - 1 };
        Self::beginning(u16::try_from(year).map_err(|_| SchoolYearFault)?)
    }

    /// Calendar year in which it begins.
    pub fn begin_year(self) -> u16 {
        self.0
    }

    /// 1 September, also in a weekend (discimus.md 0, rule 6).
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(i32::from(self.0), 9, 1).unwrap_or_default()
    }

    /// 31 August.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(i32::from(self.0) + 1, 8, 31).unwrap_or_default()
    }
}

impl std::fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.0, self.0 + 1)
    }
}

impl TryFrom<String> for SchoolYear {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "school_year")
    }
}

impl From<SchoolYear> for String {
    fn from(year: SchoolYear) -> Self {
        year.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_turns_on_the_first_of_september() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(SchoolYear::of(day(2026, 8, 31)).unwrap().to_string(), "2025-2026");
        assert_eq!(SchoolYear::of(day(2026, 9, 1)).unwrap().to_string(), "2026-2027");
    }

    #[test]
    fn the_two_years_follow_each_other() {
        assert_eq!(SchoolYear::parse("2026-27"), SchoolYear::parse("2026/2027"));
        assert_eq!(SchoolYear::parse("1999-00").unwrap().begin_year(), 1999);
        for wrong in ["2026", "2026-2028", "2026-7", "26-27", "2026-", "2026-20277", "9999-10000"] {
            assert!(SchoolYear::parse(wrong).is_err(), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_day_lies_in_its_school_year(n in 0u64..80_000) {
            let day = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + chrono::Days::new(n);
            let year = SchoolYear::of(day).unwrap();
            proptest::prop_assert!(year.first_day() <= day && day <= year.last_day());
            proptest::prop_assert_eq!(SchoolYear::parse(&year.to_string()), Ok(year));
        }
    }
}
