//! The 290 half days of a five-year-old kleuter: two totals that must never be mixed.
//!
//! For compulsory education an acceptable absence (P) counts as coming to school; for admission to
//! the first year of primary school only real presence counts (discimus.md 0 rule 3, 2.7).

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

use super::{Finding, FindingKey, FollowUpRule, NextStep, PupilYear, RuleSource, between, source};
use crate::attendance::codes::OfficialCode;
use crate::attendance::totals::Totals;
use crate::compulsory;
use crate::enrolment::Level;

/// Half days that are needed, for either purpose (discimus.md 2.7: W2, E4 and G1).
pub const MINIMUM: u32 = 290;

/// First calendar year in which a school year with this minimum begins.
const SINCE: u16 = 2020;

/// Age that a kleuter reaches in the calendar year in which the rules hold for it.
const AGE: i32 = 5;

/// One total, in half days: the columns that schools know from the screen for school allowances of
/// their package (informat.md 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HalfDaysReached {
    /// Reached at this school before today.
    pub here: u32,
    /// Reached at the previous school of this school year.
    pub elsewhere: u32,
    /// Both.
    pub total: u32,
    /// From today until 30 June, without the absences that were entered ahead.
    pub left: u32,
    /// What is needed.
    pub minimum: u32,
    /// Still needed.
    pub required: u32,
    /// What is left is not enough.
    pub at_risk: bool,
}

/// Both totals of one kleuter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct KleuterTotals {
    /// Compulsory education: presence and acceptable absences.
    pub compulsory: HalfDaysReached,
    /// Admission to the first year of primary school: presence alone.
    pub admission: HalfDaysReached,
    /// Half days B.
    pub problematic: u32,
    /// Absences without a reason: counted for neither total as long as they stand so.
    pub open: u32,
}

impl HalfDaysReached {
    fn new(here: u32, elsewhere: u32, left: u32) -> Self {
        let total = here.saturating_add(elsewhere);
        let required = MINIMUM.saturating_sub(total);
        Self { here, elsewhere, total, left, minimum: MINIMUM, required, at_risk: required > left }
    }
}

/// Whether the 290 half days are counted for the pupil: a kleuter who turns five in the calendar
/// year in which the school year begins. Without date of birth or level nothing is said.
pub fn concerns(pupil: &PupilYear) -> bool {
    let five = |birth| compulsory::age_in(pupil.year, birth) == AGE;
    pupil.year.begin_year() >= SINCE && pupil.level == Some(Level::Kleuter) && pupil.birth.is_some_and(five)
}

/// Both totals of the school year. A half day of lessons without a mark is a presence, also where
/// the register was not taken yet (see [`super::deadline`] for those).
pub fn totals(pupil: &PupilYear) -> KleuterTotals {
    let first = pupil.year.first_day();
    let last = NaiveDate::from_ymd_opt(first.year() + 1, 6, 30).unwrap_or(first);
    let past = Absences::of(pupil, first, last.min(pupil.today.pred_opt().unwrap_or(first)));
    let ahead = Absences::of(pupil, first.max(pupil.today), last);
    let before = pupil.previous;
    let marks = Totals::of(pupil.of_year());
    KleuterTotals {
        compulsory: HalfDaysReached::new(
            past.lessons - past.other,
            before.present.saturating_add(before.acceptable),
            ahead.lessons - ahead.other,
        ),
        admission: HalfDaysReached::new(past.present(), before.present, ahead.present()),
        problematic: marks.under(OfficialCode::B).saturating_add(before.b),
        open: marks.open,
    }
}

/// Half days with lessons of a period, and those on which the pupil was or will be absent.
struct Absences {
    lessons: u32,
    /// With code P.
    acceptable: u32,
    /// With another code, or without a reason yet.
    other: u32,
}

impl Absences {
    fn of(pupil: &PupilYear, from: NaiveDate, until: NaiveDate) -> Self {
        let entries = between(pupil.of_year(), from, until);
        let absent = || entries.iter().filter(|entry| entry.is_absence() && pupil.lessons.on(entry.at));
        let acceptable = absent().filter(|entry| entry.official() == Some(OfficialCode::P)).count() as u32;
        Self {
            lessons: pupil.lessons.between(from, until),
            acceptable,
            other: absent().count() as u32 - acceptable,
        }
    }

    fn present(&self) -> u32 {
        self.lessons - self.other - self.acceptable
    }
}

/// What cannot be reached any more.
pub(super) fn findings(pupil: &PupilYear) -> Vec<Finding> {
    if !concerns(pupil) {
        return Vec::new();
    }
    let totals = totals(pupil);
    [
        (
            FollowUpRule::KleuterCompulsory,
            totals.compulsory,
            NextStep::TalkPresence,
            source::KLEUTER_COMPULSORY,
        ),
        (FollowUpRule::KleuterAdmission, totals.admission, NextStep::ClassCouncil, source::KLEUTER_ADMISSION),
    ]
    .into_iter()
    .filter(|(_, reached, ..)| reached.at_risk)
    .map(|(rule, reached, step, source)| finding(pupil, rule, reached, step, source))
    .collect()
}

fn finding(
    pupil: &PupilYear,
    rule: FollowUpRule,
    reached: HalfDaysReached,
    step: NextStep,
    source: RuleSource,
) -> Finding {
    let key = FindingKey { rule, year: pupil.year, ordinal: MINIMUM };
    Finding {
        key,
        rule,
        since: None,
        count: reached.total.saturating_add(reached.left),
        limit: MINIMUM,
        step,
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::super::PreviousSchool;
    use super::super::samples::{day, days, kleuter, lesson_half_days, weekdays};
    use super::*;
    use crate::attendance::samples::entry;
    use crate::attendance::{Half, HalfDay};

    /// So many half days of lessons at the end of the year, on one day without any mark.
    fn with_lessons(n: usize, check: impl Fn(PupilYear)) {
        let june = |at: &HalfDay| at.day <= day("2027-06-30");
        let all: Vec<HalfDay> = lesson_half_days().filter(june).collect();
        let first = all[all.len() - n];
        let lessons = move |at: HalfDay| weekdays(at) && at >= first;
        check(PupilYear { lessons: &lessons, ..kleuter(&[]) });
    }

    fn rules(pupil: &PupilYear) -> Vec<FollowUpRule> {
        findings(pupil).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn both_minimums_are_290_half_days() {
        for (n, reached) in [(289, false), (290, true), (291, true)] {
            with_lessons(n, |pupil| {
                for today in ["2026-09-01", "2027-02-01", "2027-07-01"].map(day) {
                    let pupil = PupilYear { today, ..pupil };
                    let KleuterTotals { compulsory, admission, .. } = totals(&pupil);
                    assert_eq!(compulsory.total + compulsory.left, n as u32);
                    assert_eq!(compulsory, admission);
                    assert_eq!(findings(&pupil).is_empty(), reached, "{n} on {today}");
                }
            });
        }
    }

    #[test]
    fn an_acceptable_absence_counts_for_compulsory_education_alone() {
        with_lessons(290, |pupil| {
            for (code, broken) in [
                ("P", &[FollowUpRule::KleuterAdmission][..]),
                ("B", &[FollowUpRule::KleuterCompulsory, FollowUpRule::KleuterAdmission]),
                ("?", &[FollowUpRule::KleuterCompulsory, FollowUpRule::KleuterAdmission]),
                ("L", &[]),
            ] {
                let entries = [entry(HalfDay { day: day("2027-06-01"), half: Half::Vm }, code)];
                for today in ["2027-05-01", "2027-06-15"].map(day) {
                    let pupil = PupilYear { entries: &entries, today, ..pupil };
                    assert_eq!(rules(&pupil), broken, "{code} on {today}");
                }
            }
        });
    }

    #[test]
    fn the_previous_school_counts_along() {
        with_lessons(100, |pupil| {
            for (present, acceptable, broken) in [
                (190, 0, &[][..]),
                (189, 1, &[FollowUpRule::KleuterAdmission]),
                (189, 0, &[FollowUpRule::KleuterCompulsory, FollowUpRule::KleuterAdmission]),
            ] {
                let previous = PreviousSchool { b: 2, present, acceptable };
                let pupil = PupilYear { previous, ..pupil };
                assert_eq!(rules(&pupil), broken);
                assert_eq!(totals(&pupil).problematic, 2);
            }
        });
    }

    #[test]
    fn the_columns_add_up() {
        let entries = days("P", &["2026-09-01", "2026-09-07"]);
        let previous = PreviousSchool { present: 10, ..PreviousSchool::default() };
        let pupil = PupilYear { previous, today: day("2026-09-07"), ..kleuter(&entries) };
        // Tuesday, half a Wednesday, Thursday and Friday.
        let KleuterTotals { compulsory, admission, .. } = totals(&pupil);
        assert_eq!((compulsory.here, compulsory.elsewhere, compulsory.total), (7, 10, 17));
        assert_eq!((admission.here, admission.total, admission.required), (5, 15, 275));
        assert_eq!(compulsory.left, admission.left + 2);
    }

    #[test]
    fn only_a_kleuter_of_five_is_counted() {
        for (birth, level, year, counted) in [
            ("2021-01-01", Level::Kleuter, 2026, true),
            ("2021-12-31", Level::Kleuter, 2026, true),
            ("2020-12-31", Level::Kleuter, 2026, false),
            ("2022-01-01", Level::Kleuter, 2026, false),
            ("2021-06-01", Level::Lager, 2026, false),
            ("2014-06-01", Level::Kleuter, 2019, false),
        ] {
            let year = crate::school_year::SchoolYear::beginning(year).unwrap();
            let pupil = PupilYear { birth: Some(day(birth)), level: Some(level), year, ..kleuter(&[]) };
            assert_eq!(concerns(&pupil), counted, "{birth} {level:?}");
        }
        assert!(!concerns(&PupilYear { birth: None, ..kleuter(&[]) }));
        assert!(!concerns(&PupilYear { level: None, ..kleuter(&[]) }));
    }
}
