//! Leaving, never having come, cancelling, staying after all.

use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::sync::op::{Cell, CellChange, Change};

use crate::common::*;

fn ask(school: &School, pupil: PupilId, how: LeaveHow, apply: bool) -> LeavePlan {
    leave(&school.core, LeaveRequest { pupil, enrolment: None, how, case: None, apply }).unwrap()
}

fn ends(until: &str) -> LeaveHow {
    LeaveHow::Ends { until: day(until), cause: "Verhuis".into(), situation: "Andere school".into() }
}

fn pupil(school: &School) -> PupilId {
    school.enrolled(form("Aerts", "Lotte", "2016-05-05"))
}

fn mark(school: &School, pupil: PupilId, on: &str) {
    let key = Cell { pupil, at: HalfDay { day: day(on), half: Half::Vm } };
    let now = Some(Mark::of(MarkCode::parse("Z").unwrap()));
    let set = Change::AttendanceSet { items: vec![CellChange { key, was: None, now }] };
    school.core.register().unwrap().write("attendance", |batch| batch.push(set)).unwrap();
}

#[test]
fn leaving_ends_the_three_levels_and_tells_what_falls_outside() {
    let school = empty("099901");
    let pupil = pupil(&school);
    mark(&school, pupil, "2026-12-17");
    mark(&school, pupil, "2027-01-05");
    let plan = ask(&school, pupil, ends("2026-12-18"), false);
    assert!(plan.applicable && plan.batch.is_none());
    assert_eq!(plan.marks.len(), 1, "the day before still counts");
    let change = CountDayChange { day: day("2027-02-01"), was: true, now: false };
    assert_eq!(plan.count_days, [change], "the pupil no longer counts on the count day");
    assert!(plan.remarks.iter().all(|remark| !remark.refuses));
    let before = (school.seats(pupil), school.groups(pupil));
    assert!(ask(&school, pupil, ends("2026-12-18"), true).batch.is_some());
    assert_eq!(school.seats(pupil), ["L4A 2026-11-24..2026-12-18"]);
    assert_eq!(school.groups(pupil), ["043056 2026-11-24..2026-12-18"]);
    assert!(!ask(&school, pupil, ends("2026-12-18"), false).applicable, "it is so already");
    // Staying after all gives the same as undo.
    assert!(ask(&school, pupil, LeaveHow::Stays, true).batch.is_some());
    assert_eq!((school.seats(pupil), school.groups(pupil)), before);
    school.undo();
    school.undo();
    assert_eq!((school.seats(pupil), school.groups(pupil)), before);
    school.assert_sound();
}

#[test]
fn an_end_before_the_begin_is_refused() {
    let school = empty("099901");
    let pupil = pupil(&school);
    let plan = ask(&school, pupil, ends("2026-11-20"), true);
    assert_eq!(plan.remarks[0].kind, EnrolmentRemarkKind::EndBeforeBegin);
    assert!(!plan.applicable && plan.batch.is_none());
    assert_eq!(school.groups(pupil), ["043056 2026-11-24.."]);
}

#[test]
fn who_never_came_stays_in_the_school_without_a_group_and_counts_nowhere() {
    let school = empty("099901");
    let pupil = pupil(&school);
    assert_eq!(school.state("2026-12-01").total, 1);
    assert!(ask(&school, pupil, LeaveHow::NeverCame, true).batch.is_some());
    assert_eq!(school.groups(pupil), ["[043056 2026-11-24..]"]);
    assert_eq!(school.file(pupil).schools[0].enrolment.status, EnrolmentStatus::Realised);
    assert!(school.seats(pupil).is_empty());
    assert_eq!(school.state("2026-12-01").total, 0);
    school.undo();
    assert_eq!(school.state("2026-12-01").total, 1);
    school.assert_sound();
}

#[test]
fn cancelling_needs_a_reason_and_a_confirmation_and_ends_all_work_on_it() {
    let school = empty("099901");
    let pupil = pupil(&school);
    let cancel = |reason: &str, confirmed| LeaveHow::Cancel { reason: reason.into(), confirmed };
    let bare = ask(&school, pupil, cancel(" ", true), true);
    assert_eq!(bare.remarks[0].kind, EnrolmentRemarkKind::CancelWithoutReason);
    let shown = ask(&school, pupil, cancel("Verkeerde leerling", false), true);
    assert!(shown.batch.is_none() && shown.remarks[0].kind == EnrolmentRemarkKind::CancelWipes);
    assert!(ask(&school, pupil, cancel("Verkeerde leerling", true), true).batch.is_some());
    let enrolment = school.file(pupil).schools[0].enrolment.clone();
    assert_eq!(
        (enrolment.status, enrolment.reason.as_str()),
        (EnrolmentStatus::Cancelled, "Verkeerde leerling")
    );
    let request = LeaveRequest {
        pupil,
        enrolment: Some(enrolment.id),
        how: ends("2026-12-18"),
        case: None,
        apply: true,
    };
    assert_eq!(
        leave(&school.core, request).err().map(|problem| problem.code),
        Some(Code::EnrolmentCancelled)
    );
    school.undo();
    assert_eq!(school.groups(pupil), ["043056 2026-11-24.."]);
    school.assert_sound();
}

#[test]
fn who_has_only_a_class_leaves_the_class() {
    let school = demo(Level::Basis, 60);
    let row = school.list().into_iter().find(|row| row.class == "L4A").unwrap();
    let file = school.file(row.id);
    assert!(!file.classes.is_empty());
    // A pupil of a list without enrolments.
    let listed = empty("099901");
    let fields = BTreeMap::from([
        (PupilField::LastName, "Aerts".to_owned()),
        (PupilField::FirstName, "Lotte".to_owned()),
    ]);
    let request = stamboek_core::pupils::messages::PupilCreateRequest { fields, despite_duplicates: true };
    let pupil = stamboek_core::pupils::create(&listed.core, request).unwrap().id.unwrap();
    let enter = MoveRequest {
        pupils: vec![pupil],
        class_of: String::new(),
        on: day("2026-09-01"),
        group: None,
        location: None,
        class: Some("L4A".into()),
        details: None,
        apply: true,
    };
    assert!(move_pupils(&listed.core, enter).unwrap().batch.is_some());
    assert!(ask(&listed, pupil, ends("2026-12-18"), true).batch.is_some());
    assert_eq!(listed.seats(pupil), ["L4A 2026-09-01..2026-12-18"]);
    assert!(ask(&listed, pupil, LeaveHow::NeverCame, false).problem.is_some());
}

#[test]
fn a_begin_date_set_right_moves_the_three_levels_and_is_taken_back() {
    let school = empty("099901");
    let pupil = pupil(&school);
    mark(&school, pupil, "2026-11-24");
    mark(&school, pupil, "2026-12-17");
    let before = (school.seats(pupil), school.groups(pupil));
    let begins = |from: &str, moment: &str| LeaveHow::Begins { from: day(from), moment: moment.into() };
    let plan = ask(&school, pupil, begins("2026-12-01", ""), false);
    assert!(plan.applicable && plan.batch.is_none());
    assert_eq!(plan.marks.len(), 1, "the day before the new begin falls outside");
    assert!(plan.count_days.is_empty(), "the pupil counts in February as before");
    assert!(ask(&school, pupil, begins("2026-12-01", "2026-11-20T09:15"), true).batch.is_some());
    assert_eq!(school.seats(pupil), ["L4A 2026-12-01.."]);
    assert_eq!(school.groups(pupil), ["043056 2026-12-01.."]);
    let enrolment = school.file(pupil).schools[0].enrolment.clone();
    assert_eq!(
        (enrolment.from, enrolment.moment.to_string()),
        (day("2026-12-01"), "2026-11-20T09:15:00".into())
    );
    assert!(!ask(&school, pupil, begins("2026-12-01", ""), false).applicable, "it is so already");
    school.undo();
    assert_eq!((school.seats(pupil), school.groups(pupil)), before);
    // Earlier, on 1 September: the group and the class begin with it.
    assert!(ask(&school, pupil, begins("2026-09-01", "2026-08-28T10:00"), true).batch.is_some());
    assert_eq!(school.groups(pupil), ["043056 2026-09-01.."]);
    assert_eq!(school.seats(pupil), ["L4A 2026-09-01.."]);
    school.assert_sound();
}

#[test]
fn a_begin_date_in_a_weekend_after_the_end_or_over_another_stay_is_refused() {
    let school = empty("099901");
    let pupil = pupil(&school);
    let refused = |from: &str| {
        let plan = ask(&school, pupil, LeaveHow::Begins { from: day(from), moment: String::new() }, true);
        assert!(!plan.applicable && plan.batch.is_none(), "{from}");
        plan.remarks.into_iter().filter(|one| one.refuses).map(|one| one.kind).collect::<Vec<_>>()
    };
    assert_eq!(refused("2026-12-05"), [EnrolmentRemarkKind::BeginInWeekend]);
    assert!(ask(&school, pupil, ends("2026-12-18"), true).batch.is_some());
    assert_eq!(refused("2027-01-05"), [EnrolmentRemarkKind::EndBeforeBegin]);
    let again = SchoolDraft { from: Some(day("2027-01-05")), ..form("Aerts", "Lotte", "2016-05-05").school };
    let form = form("Aerts", "Lotte", "2016-05-05");
    school.enrolled(EnrolRequest { pupil: Some(pupil), school: again, ..form });
    let over =
        EnrolmentRemarkKind::AlreadyEnrolled { from: day("2026-11-24"), until: Some(day("2026-12-18")) };
    assert_eq!(refused("2026-12-17"), [over], "the present stay would reach into the one before");
    let moment = "2026-11-25T09:00".to_owned();
    let plan = ask(&school, pupil, LeaveHow::Begins { from: day("2027-01-05"), moment }, false);
    assert_eq!(
        plan.problem.map(|problem| problem.code),
        Some(Code::InvalidValue),
        "a moment that is to come"
    );
}
