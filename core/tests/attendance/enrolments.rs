//! Periods in classes: coming, changing class, leaving.

use proptest::prelude::*;
use stamboek_core::attendance::{pupil_year, worklist};
use stamboek_core::commands::Nothing;
use stamboek_core::enrolments::messages::*;
use stamboek_core::enrolments::{leave, move_pupils};
use stamboek_core::pupils::messages::{PupilRequest, PupilSheet};
use stamboek_core::pupils::sheet;

use crate::common::*;

fn enter(school: &School, pupil: PupilId, class: &str, from: &str) -> Answer<Saved> {
    let request = MoveRequest {
        pupils: vec![pupil],
        class_of: String::new(),
        on: day(from),
        group: None,
        location: None,
        class: Some(class.into()),
        details: None,
        apply: true,
    };
    let plan = move_pupils(&school.core, request)?;
    match plan.rows.into_iter().find_map(|row| row.problem) {
        Some(problem) => Err(problem),
        None => Ok(Saved { batch: plan.batch }),
    }
}

fn sheet_of(school: &School, pupil: PupilId) -> PupilSheet {
    sheet(&school.core, PupilRequest { id: pupil }).unwrap()
}

/// `class from..until`, the oldest first.
fn periods(school: &School, pupil: PupilId) -> Vec<String> {
    let written = |row: &EnrolmentRow| {
        let Enrolment { class, from, until, .. } = &row.enrolment;
        format!("{class} {from}..{}", until.map(|day| day.to_string()).unwrap_or_default())
    };
    sheet_of(school, pupil).enrolments.iter().rev().map(written).collect()
}

fn year(school: &School, pupil: PupilId) -> PupilYearAnswer {
    pupil_year(&school.core, PupilYearRequest { pupil, year: None }).unwrap()
}

#[test]
fn a_change_of_class_keeps_the_past_and_the_sheet_follows() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    school.set(pupil, at("2026-11-17", Half::Vm), None, Some("Z")).unwrap();
    let before = year(&school, pupil);
    assert!(periods(&school, pupil).is_empty());
    let saved = enter(&school, pupil, "L5A", "2026-11-23").unwrap();
    assert_eq!(periods(&school, pupil), ["L4A 2026-09-01..2026-11-22", "L5A 2026-11-23.."]);
    let after = year(&school, pupil);
    assert_eq!(
        (after.class.as_str(), after.totals, after.half_days),
        ("L5A", before.totals, before.half_days)
    );
    assert_eq!(sheet_of(&school, pupil).row.class, "L5A");
    let left = school.week("L4A").rows[0].cells[0].not_here.clone();
    assert_eq!(left, Some(NotHere::LeftOn { day: day("2026-11-22") }));
    let here = school.week("L5A").rows.into_iter().find(|row| row.pupil == pupil).unwrap();
    assert_eq!(here.totals.get("Z"), Some(&1), "a mark of the class before counts");
    undo(&school.core, UndoRequest { batch: saved.batch }).unwrap();
    assert!(periods(&school, pupil).is_empty());
    assert_eq!(sheet_of(&school, pupil).row.class, "L4A");
    school.assert_sound();
}

#[test]
fn a_class_of_the_future_leaves_the_sheet_as_it_is() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    enter(&school, pupil, "L5A", "2026-11-30").unwrap();
    assert_eq!(sheet_of(&school, pupil).row.class, "L4A");
    assert!(year(&school, pupil).class == "L4A");
}

#[test]
fn who_is_enrolled_in_the_class_of_the_sheet_came_on_that_day() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    enter(&school, pupil, "L4A", "2026-10-05").unwrap();
    assert_eq!(periods(&school, pupil), ["L4A 2026-10-05.."]);
    assert!(enter(&school, pupil, "L4A", "2026-11-16").unwrap().batch.is_none(), "is there already");
    let problem = enter(&school, pupil, "L5A", "2026-09-07").err().unwrap();
    assert_eq!((problem.code, problem.values["from"].as_str()), (Code::EnrolmentOverlaps, "2026-10-05"));
}

#[test]
fn an_enrolment_begins_on_a_weekday_or_on_the_first_of_september() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    assert_eq!(enter(&school, pupil, "L5A", "2026-11-21").err().unwrap().code, Code::EnrolmentWeekend);
    // 1 September 2024 was a Sunday (discimus.md 3.3).
    enter(&school, pupil, "L2A", "2024-09-01").unwrap();
    let empty = enter(&school, pupil, " ", "2026-11-23").err().unwrap();
    assert_eq!((empty.code, empty.values["why"].as_str()), (Code::InvalidValue, "empty"));
    let nobody = enter(&school, PupilId(Uuid::now_v7()), "L5A", "2026-11-23");
    assert_eq!(nobody.err().unwrap().code, Code::NotFound);
}

#[test]
fn marks_after_leaving_stay_count_nowhere_and_are_shown() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    school.enrolled(pupil, "2026-09-01", None);
    for (when, half) in [("2026-11-19", Half::Vm), ("2026-11-20", Half::Nm)] {
        school.set(pupil, at(when, half), None, Some("B")).unwrap();
    }
    let last = |how| {
        leave(&school.core, LeaveRequest { pupil, enrolment: None, how, case: None, apply: true }).unwrap()
    };
    let ends =
        |until: &str| LeaveHow::Ends { until: day(until), cause: String::new(), situation: String::new() };
    assert_eq!(last(ends("2026-11-19")).marks.len(), 1);
    assert_eq!(year(&school, pupil).totals.get("B"), Some(&1));
    let stray = worklist(&school.core, Nothing {}).unwrap().stray;
    assert_eq!(stray.len(), 1);
    assert_eq!((stray[0].at, stray[0].class.as_str()), (at("2026-11-20", Half::Nm), "L4A"));
    assert_eq!(stray[0].not_here, Some(NotHere::LeftOn { day: day("2026-11-19") }));
    assert!(last(ends("2026-08-01")).batch.is_none(), "before the first day");
    assert!(last(LeaveHow::Stays).batch.is_some());
    assert!(worklist(&school.core, Nothing {}).unwrap().stray.is_empty());
    school.assert_sound();
}

#[test]
fn whoever_stays_after_all_does_not_reach_into_the_next_enrolment() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    school.enrolled(pupil, "2026-09-01", Some("2026-10-30"));
    school.enrolled(pupil, "2026-11-16", None);
    let request = LeaveRequest { pupil, enrolment: None, how: LeaveHow::Stays, case: None, apply: true };
    assert!(leave(&school.core, request).unwrap().batch.is_none(), "the last period is open");
    assert_eq!(periods(&school, pupil)[0], "L4A 2026-09-01..2026-10-30");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// The totals of a year are the sum of the parts, however the year is cut into enrolments.
    #[test]
    fn totals_are_the_same_under_any_split_of_enrolments(
        cuts in proptest::collection::btree_set(0u64..82, 0..5),
        marks in proptest::collection::btree_map(0u64..82, 0usize..4, 1..25),
    ) {
        let school = school();
        let rows = school.week("L4A").rows;
        let (whole, split) = (rows[0].pupil, rows[1].pupil);
        let nth = |n: u64| day("2026-09-01") + chrono::Days::new(n);
        for (n, code) in marks {
            let cell = HalfDay { day: nth(n), half: Half::BOTH[n as usize % 2] };
            // In weekends and holidays both are refused.
            for pupil in [whole, split] {
                let _ = school.set(pupil, cell, None, Some(["Z", "B", "?", "L"][code]));
            }
        }
        let mut from = nth(0);
        for cut in cuts.into_iter().filter(|cut| *cut > 0) {
            let last = nth(cut - 1);
            school.enrolled(split, &from.to_string(), Some(&last.to_string()));
            from = nth(cut);
        }
        school.enrolled(split, &from.to_string(), None);
        let (whole, split) = (year(&school, whole), year(&school, split));
        prop_assert_eq!(whole.totals, split.totals);
        prop_assert_eq!(whole.half_days, split.half_days);
        let stray = worklist(&school.core, Nothing {}).unwrap().stray;
        prop_assert!(stray.is_empty());
    }
}
