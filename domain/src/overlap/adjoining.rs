//! Enrolments that follow each other.

use chrono::{Days, NaiveDate};

use crate::calendar::holidays;
use crate::date::{days_after, is_weekend};
use crate::period::Period;
use crate::school_year::SchoolYear;

/// More days than ever lie between two adjoining enrolments: July and August with the weekends
/// around them.
pub const REACH: Days = Days::new(70);

/// Whether one ends before the other begins without a school day of all schools between them.
///
/// AGODI shows "aansluitende inschrijvingen" without saying how close they lie. Most leavers end on
/// 30 June or on a Friday and the next school begins on 1 September or a Monday, since no enrolment
/// begins in a weekend: so weekends and the holidays of all schools do not keep them apart.
pub(super) fn adjoin(a: Period, b: Period) -> bool {
    let (first, second) = if a.from <= b.from { (a, b) } else { (b, a) };
    let Some(last) = first.until.filter(|last| *last >= first.from && second.from <= second.last()) else {
        return false;
    };
    let between = || days_after(last).take_while(|day| *day < second.from);
    last < second.from && last.checked_add_days(REACH) >= Some(second.from) && between().all(is_free)
}

/// Whether an enrolment in another school goes on where one ends on `last`, without a school day of all
/// schools between them: then nobody of compulsory age is without a school.
pub fn goes_on(last: NaiveDate, theirs: Period) -> bool {
    let there = last.succ_opt().is_some_and(|next| theirs.covers(next));
    there || (last < theirs.from && adjoin(Period { from: last, until: Some(last) }, theirs))
}

fn is_free(day: NaiveDate) -> bool {
    is_weekend(day)
        || SchoolYear::of(day).is_ok_and(|year| holidays::of(year).iter().any(|holiday| holiday.covers(day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adjoins(last: &str, first: &str) -> bool {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let before = Period { from: day("2020-01-01"), until: Some(day(last)) };
        let after = Period { from: day(first), until: None };
        assert_eq!(adjoin(before, after), adjoin(after, before));
        adjoin(before, after)
    }

    #[test]
    fn only_a_school_day_keeps_two_enrolments_apart() {
        for (last, first, expected) in [
            ("2026-10-08", "2026-10-09", true),
            ("2026-10-09", "2026-10-12", true),
            ("2026-10-08", "2026-10-12", false),
            ("2026-06-30", "2026-09-01", true),
            ("2024-06-28", "2024-09-02", true),
            ("2026-06-29", "2026-09-01", false),
            ("2026-08-31", "2026-09-01", true),
            ("2026-12-18", "2027-01-04", true),
            ("2026-10-09", "2026-10-09", false),
            ("2025-06-30", "2026-09-01", false),
        ] {
            assert_eq!(adjoins(last, first), expected, "{last} {first}");
        }
    }

    #[test]
    fn a_school_that_begins_after_the_weekend_or_the_summer_goes_on() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let theirs = |from, until: &str| Period { from: day(from), until: until.parse().ok() };
        assert!(goes_on(day("2026-11-06"), theirs("2026-11-09", "2027-08-31")), "a weekend");
        assert!(goes_on(day("2027-06-30"), theirs("2027-09-01", "")), "the summer");
        assert!(goes_on(day("2026-11-06"), theirs("2026-09-01", "")), "there already");
        assert!(!goes_on(day("2026-11-06"), theirs("2026-11-10", "")), "a school day without a school");
        assert!(!goes_on(day("2026-11-06"), theirs("2025-09-01", "2026-11-05")), "the school before");
    }

    proptest::proptest! {
        #[test]
        fn no_summer_is_longer_than_the_reach(begin in 1900u16..2198) {
            let year = SchoolYear::beginning(begin).unwrap();
            let gap = days_after(year.last_day()).take_while(|day| is_free(*day)).count()
                + year.last_day().iter_days().rev().take_while(|day| is_free(*day)).count();
            proptest::prop_assert!(gap < 70, "{gap}");
        }
    }
}
