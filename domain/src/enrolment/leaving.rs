//! Leaving (uitschrijven): the end date.

use chrono::{Datelike, NaiveDate};

use super::{EnrolmentRemark, EnrolmentRemarkKind};
use crate::compulsory;
use crate::school_year::SchoolYear;

/// The expected end of an enrolment that begins on that day: 31 August of its school year (AGODI,
/// FAQ; discimus.md 3.3). `None` outside the years that are known.
pub fn expected_end(from: NaiveDate) -> Option<NaiveDate> {
    SchoolYear::of(from).ok().map(SchoolYear::last_day)
}

/// The end date of a pupil who leaves with the school year: 30 June (discimus.md 3.3). A pupil who is
/// definitively excluded at the end of the year ends then, too, while the measure begins on 31
/// August (discimus.md 7.1).
pub fn leavers_end(year: SchoolYear) -> NaiveDate {
    NaiveDate::from_ymd_opt(i32::from(year.begin_year()) + 1, 6, 30).unwrap_or_default()
}

/// Checks the end date of an enrolment in a group that began on `from`. `birth` is needed for
/// compulsory age, and only where no other school is known does that matter. Those that refuse come
/// first.
pub fn check_end(from: NaiveDate, until: NaiveDate, birth: Option<NaiveDate>) -> Vec<EnrolmentRemark> {
    let kinds = [outside(from, until), in_summer(until), compulsory_age(until, birth)];
    kinds.into_iter().flatten().map(EnrolmentRemark::from).collect()
}

fn outside(from: NaiveDate, until: NaiveDate) -> Option<EnrolmentRemarkKind> {
    match expected_end(from) {
        _ if until < from => Some(EnrolmentRemarkKind::EndBeforeBegin),
        Some(last) if last < until => Some(EnrolmentRemarkKind::EndAfterYear { last }),
        _ => None,
    }
}

fn in_summer(until: NaiveDate) -> Option<EnrolmentRemarkKind> {
    let year = SchoolYear::of(until).ok()?;
    let (expected, last) = (leavers_end(year), year.last_day());
    (expected < until && until < last).then_some(EnrolmentRemarkKind::EndInSummer { expected })
}

/// Of compulsory age on the day after, when the pupil is no longer here.
fn compulsory_age(until: NaiveDate, birth: Option<NaiveDate>) -> Option<EnrolmentRemarkKind> {
    let (birth, next) = (birth?, until.succ_opt()?);
    let end = compulsory::end(birth);
    // Whoever leaves in summer is only missed when school begins again.
    let missed = match next.month() {
        7 | 8 => NaiveDate::from_ymd_opt(next.year(), 9, 1)?,
        _ => next,
    };
    compulsory::holds_on(birth, missed).then_some(EnrolmentRemarkKind::LeavesWhileCompulsory { until: end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn kinds(from: &str, until: &str, birth: &str) -> Vec<EnrolmentRemarkKind> {
        let remarks = check_end(day(from), day(until), birth.parse().ok());
        remarks.into_iter().map(|remark| remark.kind).collect()
    }

    #[test]
    fn the_30th_of_june_and_the_31st_of_august_both_occur() {
        let year = SchoolYear::parse("2026-2027").unwrap();
        assert_eq!(leavers_end(year), day("2027-06-30"));
        assert_eq!(expected_end(day("2026-10-12")), Some(day("2027-08-31")));
        assert_eq!(expected_end(day("2026-09-01")), Some(day("2027-08-31")));
        assert_eq!(expected_end(day("2026-08-31")), Some(day("2026-08-31")));
        for end in ["2027-06-30", "2027-08-31", "2027-03-12", "2026-09-01"] {
            assert_eq!(kinds("2026-09-01", end, ""), [], "{end}");
        }
        let expected = day("2027-06-30");
        for end in ["2027-07-01", "2027-08-30"] {
            assert_eq!(kinds("2026-09-01", end, ""), [EnrolmentRemarkKind::EndInSummer { expected }]);
        }
    }

    #[test]
    fn a_pupil_who_never_came_gets_no_end_date_before_the_begin() {
        let remarks = check_end(day("2026-09-01"), day("2026-06-30"), None);
        assert!(remarks[0].refuses && remarks[0].kind == EnrolmentRemarkKind::EndBeforeBegin);
        assert_eq!(remarks.len(), 1);
    }

    #[test]
    fn no_enrolment_in_a_group_lasts_beyond_its_school_year() {
        let last = day("2027-08-31");
        assert_eq!(kinds("2026-09-01", "2027-09-01", ""), [EnrolmentRemarkKind::EndAfterYear { last }]);
    }

    #[test]
    fn whoever_leaves_at_compulsory_age_needs_another_school() {
        let warned = |until| [EnrolmentRemarkKind::LeavesWhileCompulsory { until: day(until) }];
        assert_eq!(kinds("2026-09-01", "2026-10-09", "2018-05-05"), warned("2036-05-05"));
        assert_eq!(kinds("2026-09-01", "2027-06-30", "2018-05-05"), warned("2036-05-05"));
        assert_eq!(kinds("2026-09-01", "2027-06-30", "2009-04-01"), [], "eighteen by then");
        assert_eq!(kinds("2026-09-01", "2027-06-30", "2009-10-01"), [], "over on 30 June");
        assert_eq!(kinds("2026-09-01", "2027-06-29", "2009-10-01"), warned("2027-07-01"));
        assert_eq!(kinds("2026-09-01", "2027-03-12", "2022-10-01"), [], "a kleuter of four");
        assert_eq!(
            kinds("2026-09-01", "2027-06-30", "2022-10-01"),
            warned("2040-07-01"),
            "five in September"
        );
    }

    proptest::proptest! {
        #[test]
        fn an_end_is_refused_only_outside_its_period(from in 0u64..400, until in 0u64..900) {
            let first = day("2026-01-01");
            let (from, until) = (first + chrono::Days::new(from), first + chrono::Days::new(until));
            let refused = check_end(from, until, None).iter().any(|remark| remark.refuses);
            let inside = from <= until && Some(until) <= expected_end(from);
            proptest::prop_assert_eq!(refused, !inside);
        }
    }
}
