//! Leaving (uitschrijven): the end date.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

use super::kleuter::is_school_day;
use super::{EnrolmentRemark, EnrolmentRemarkKind};
use crate::calendar::Calendar;
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

/// Why a last day is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EndReason {
    /// It is the day itself.
    Today,
    /// The day itself has no lessons: the last one before it that has.
    NoLessons,
    /// School is over, or has not begun: whoever leaves with the school year ends on 30 June.
    Summer,
}

/// The last day to propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ProposedEnd {
    /// Which.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// Why.
    pub why: EndReason,
}

/// The last day to propose for a pupil who leaves today: today when there are lessons, otherwise the
/// last day before that had them; from the last school day until the first one 30 June (discimus.md
/// 3.3). No source was found that asks it to be a school day, so any other day can be typed.
pub fn proposed_end(today: NaiveDate, calendar: &Calendar) -> ProposedEnd {
    if is_school_day(calendar, today) {
        return ProposedEnd { day: today, why: EndReason::Today };
    }
    let begin = i32::from(calendar.year.begin_year());
    let june = |year| NaiveDate::from_ymd_opt(year, 6, 30).unwrap_or(today);
    let summer = |day| ProposedEnd { day, why: EndReason::Summer };
    if calendar.last_day < today {
        return summer(june(begin + 1));
    }
    let mut before = today.pred_opt().into_iter().flat_map(|day| {
        std::iter::successors(Some(day), NaiveDate::pred_opt).take_while(|day| calendar.first_day <= *day)
    });
    match before.find(|day| is_school_day(calendar, *day)) {
        Some(day) => ProposedEnd { day, why: EndReason::NoLessons },
        None => summer(june(begin)),
    }
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

    #[test]
    fn the_proposed_last_day_is_one_with_lessons_or_the_30th_of_june() {
        let year = SchoolYear::parse("2026-2027").unwrap();
        let calendar = Calendar::standard(year, crate::calendar::SchoolKind::Bao);
        let proposed = |today| proposed_end(day(today), &calendar);
        let end = |text, why| ProposedEnd { day: day(text), why };
        assert_eq!(proposed("2026-11-20"), end("2026-11-20", EndReason::Today));
        assert_eq!(proposed("2026-11-22"), end("2026-11-20", EndReason::NoLessons), "a Sunday");
        assert_eq!(proposed("2026-11-11"), end("2026-11-10", EndReason::NoLessons), "11 November");
        assert_eq!(proposed("2027-01-02"), end("2026-12-18", EndReason::NoLessons), "Christmas holidays");
        assert_eq!(proposed("2027-06-30"), end("2027-06-30", EndReason::Today));
        assert_eq!(proposed("2027-07-15"), end("2027-06-30", EndReason::Summer));
        let begins_later = Calendar { first_day: day("2026-09-03"), ..calendar.clone() };
        assert_eq!(proposed_end(day("2026-09-02"), &begins_later), end("2026-06-30", EndReason::Summer));
    }

    proptest::proptest! {
        #[test]
        fn the_proposed_last_day_never_lies_ahead_in_the_year(from in 0u64..303) {
            let year = SchoolYear::parse("2026-2027").unwrap();
            let calendar = Calendar::standard(year, crate::calendar::SchoolKind::So);
            let today = calendar.first_day + chrono::Days::new(from);
            let proposed = proposed_end(today, &calendar);
            let summer = proposed.why == EndReason::Summer;
            proptest::prop_assert!(summer || (proposed.day <= today && is_school_day(&calendar, proposed.day)));
            proptest::prop_assert_eq!(proposed.day == today, is_school_day(&calendar, today));
        }

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
