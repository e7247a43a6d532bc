//! Ages counted from date to date.

use chrono::{Datelike, Months, NaiveDate};

/// The day on which somebody born that day reaches an age in months. Where the month has no such
/// day it is the day after: somebody born on 29 February turns eighteen on 1 March in a year
/// without that day.
pub fn reaches(birth: NaiveDate, months: u32) -> NaiveDate {
    match birth.checked_add_months(Months::new(months)) {
        Some(day) if day.day() != birth.day() => day.succ_opt().unwrap_or(NaiveDate::MAX),
        Some(day) => day,
        None => NaiveDate::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_that_day_passes_it_on_to_the_next() {
        for (birth, months, expected) in [
            ("2017-03-02", 30, "2019-09-02"),
            ("2020-08-31", 30, "2023-03-01"),
            ("2021-08-29", 30, "2024-02-29"),
            ("2008-02-29", 216, "2026-03-01"),
        ] {
            let day = |text: &str| text.parse::<NaiveDate>().unwrap();
            assert_eq!(reaches(day(birth), months), day(expected), "{birth}");
        }
    }

    proptest::proptest! {
        #[test]
        fn who_is_older_is_never_later(born in 0u64..20_000, younger in 0u64..800, months in 0u32..300) {
            let birth = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(born);
            let day = reaches(birth, months);
            proptest::prop_assert!(day <= reaches(birth + chrono::Days::new(younger), months));
            proptest::prop_assert!(day <= reaches(birth, months + 1));
        }
    }
}
