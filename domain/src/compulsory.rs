//! Compulsory education (leerplicht): from when until when a child must be taught.
//!
//! Since 2020 it begins on 1 September of the calendar year of the fifth birthday; it ends on the
//! eighteenth birthday when that falls before 1 July, else on 30 June of that calendar year
//! (discimus.md 2.8).

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

use crate::age;
use crate::school_year::SchoolYear;

/// First calendar year in which it begins at five instead of six.
const SINCE: i32 = 2020;

/// First day of compulsory education.
pub fn begin(birth: NaiveDate) -> NaiveDate {
    let year = match birth.year() + 5 {
        early if early < SINCE => birth.year() + 6,
        year => year,
    };
    NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(NaiveDate::MAX)
}

/// First day on which it no longer holds: the eighteenth birthday, or 1 July.
pub fn end(birth: NaiveDate) -> NaiveDate {
    let birthday = age::reaches(birth, 18 * 12);
    NaiveDate::from_ymd_opt(birth.year() + 18, 7, 1).map_or(birthday, |july| birthday.min(july))
}

/// Whether somebody born that day is of compulsory age on `day`.
pub fn holds_on(birth: NaiveDate, day: NaiveDate) -> bool {
    begin(birth) <= day && day < end(birth)
}

/// Age that is reached in the calendar year in which the school year begins: what "5-jarig" means
/// in the rules for kleuters (discimus.md 2.4).
pub fn age_in(year: SchoolYear, birth: NaiveDate) -> i32 {
    i32::from(year.begin_year()) - birth.year()
}

/// Age group of a pupil on a day, on which the absence codes depend (discimus.md 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AgeGroup {
    /// Not yet of compulsory age.
    Below,
    /// In the first year of compulsory education: the five-year-old, in kleuter only partly compulsory
    /// (deeltijds leerplichtig). Since 1 September 2020.
    FirstYear,
    /// Fully compulsory, or older.
    Full,
}

impl AgeGroup {
    /// All, from the oldest to the youngest.
    pub const ALL: [Self; 3] = [Self::Full, Self::FirstYear, Self::Below];

    /// The group on that day.
    pub fn of(birth: NaiveDate, day: NaiveDate) -> Self {
        match day {
            day if day < begin(birth) => Self::Below,
            day if SchoolYear::of(day).is_ok_and(|year| age_in(year, birth) <= 5) => Self::FirstYear,
            _ => Self::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn it_begins_on_the_first_of_september_of_the_year_of_the_fifth_birthday() {
        for birth in [day(2021, 1, 1), day(2021, 12, 31)] {
            assert!(!holds_on(birth, day(2026, 8, 31)));
            assert!(holds_on(birth, day(2026, 9, 1)));
        }
    }

    #[test]
    fn before_2020_it_began_a_year_later() {
        assert_eq!(begin(day(2014, 5, 1)), day(2020, 9, 1));
        assert_eq!(begin(day(2015, 5, 1)), day(2020, 9, 1));
        assert_eq!(begin(day(2013, 5, 1)), day(2019, 9, 1));
    }

    #[test]
    fn it_ends_on_the_eighteenth_birthday_or_with_the_school_year_of_it() {
        assert_eq!(end(day(2008, 6, 30)), day(2026, 6, 30));
        assert_eq!(end(day(2008, 7, 1)), day(2026, 7, 1));
        assert_eq!(end(day(2008, 12, 31)), day(2026, 7, 1));
        assert!(holds_on(day(2008, 9, 15), day(2026, 6, 30)));
        assert_eq!(end(day(2008, 2, 29)), day(2026, 3, 1));
    }

    #[test]
    fn five_years_old_is_counted_by_calendar_year() {
        let year = SchoolYear::beginning(2026).unwrap();
        assert_eq!(age_in(year, day(2021, 1, 1)), 5);
        assert_eq!(age_in(year, day(2021, 12, 31)), 5);
        assert_eq!(age_in(year, day(2022, 1, 1)), 4);
    }

    #[test]
    fn the_age_group_turns_on_the_first_of_september() {
        let birth = day(2021, 5, 5);
        for (on, group) in [
            (day(2026, 8, 31), AgeGroup::Below),
            (day(2026, 9, 1), AgeGroup::FirstYear),
            (day(2027, 8, 31), AgeGroup::FirstYear),
            (day(2027, 9, 1), AgeGroup::Full),
        ] {
            assert_eq!(AgeGroup::of(birth, on), group, "{on}");
        }
        let early = day(2014, 3, 1);
        assert_eq!(AgeGroup::of(early, day(2020, 8, 31)), AgeGroup::Below);
        assert_eq!(AgeGroup::of(early, day(2020, 9, 1)), AgeGroup::Full, "six by then");
    }

    proptest::proptest! {
        #[test]
        fn a_pupil_passes_through_the_groups_in_their_order(born in 0u64..15_000, age in 0u64..10_000) {
            let birth = day(1990, 1, 1) + chrono::Days::new(born);
            let on = birth + chrono::Days::new(age);
            let place = |day| AgeGroup::ALL.iter().position(|group| *group == AgeGroup::of(birth, day));
            proptest::prop_assert!(place(on) >= place(on + chrono::Days::new(1)));
            proptest::prop_assert_eq!(AgeGroup::of(birth, on) == AgeGroup::Below, on < begin(birth));
        }
    }
}
