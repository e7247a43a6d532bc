use chrono::NaiveDate;
use uuid::Uuid;

use super::super::{PupilRecord, apply};
use super::*;
use crate::enrolment::{GroupDetails, Leaving, Moment};
use crate::group::AdministrativeGroup;
use crate::institution::{InstitutionNumber, Location};

const PUPIL: PupilId = PupilId(Uuid::from_u128(7));

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn school() -> SchoolEnrolment {
    SchoolEnrolment {
        id: SchoolEnrolmentId(Uuid::from_u128(1)),
        pupil: PUPIL,
        institution: InstitutionNumber::parse("099901").unwrap(),
        stamnummer: None,
        moment: Moment::parse("2026-03-12T10:05").unwrap(),
        from: day("2026-09-01"),
        status: EnrolmentStatus::Realised,
        reason: String::new(),
        leaving: None,
    }
}

fn left(until: &str, cause: &str) -> SchoolEnrolment {
    let leaving = Leaving { until: day(until), cause: cause.into(), situation: String::new() };
    SchoolEnrolment { leaving: Some(leaving), ..school() }
}

fn group(id: u128, from: &str, until: Option<&str>) -> GroupEnrolment {
    GroupEnrolment {
        id: GroupEnrolmentId(Uuid::from_u128(id)),
        enrolment: school().id,
        from: day(from),
        expected_until: day("2027-08-31"),
        until: until.map(day),
        never_came: false,
        details: GroupDetails::new(
            AdministrativeGroup::parse("043056").unwrap(),
            Location::parse("001").unwrap(),
        ),
    }
}

fn state(schools: Vec<SchoolEnrolment>, groups: Vec<GroupEnrolment>) -> State {
    State {
        pupil: Some(PupilRecord { tag: "T".into(), fields: Default::default(), removed: false }),
        schools: schools.into_iter().map(|school| (school.id, school)).collect(),
        groups: groups.into_iter().map(|group| (group.id, group)).collect(),
        ..State::default()
    }
}

fn schools(was: Option<SchoolEnrolment>, now: Option<SchoolEnrolment>) -> Change {
    Change::EnrolmentSet { pupil: PUPIL, schools: vec![RecordChange { was, now }], groups: Vec::new() }
}

fn groups(changes: Vec<RecordChange<GroupEnrolment>>) -> Change {
    Change::EnrolmentSet { pupil: PUPIL, schools: Vec::new(), groups: changes }
}

fn code(state: &State, change: &Change) -> Code {
    apply(state, change).err().unwrap().code
}

#[test]
fn the_same_closure_twice_is_the_same_and_another_one_is_refused() {
    // sync.md C5 and C6.
    let closed = left("2026-12-18", "Verhuis");
    let before = state(vec![school()], vec![]);
    let close = schools(Some(school()), Some(closed.clone()));
    assert!(apply(&before, &close).unwrap() == Outcome::Applied(vec![Write::School(&closed)]));
    let after = state(vec![closed.clone()], vec![]);
    assert!(apply(&after, &close).unwrap() == Outcome::Same);
    for other in [left("2026-12-17", "Verhuis"), left("2026-12-18", "Andere school")] {
        let problem = apply(&after, &schools(Some(school()), Some(other))).err().unwrap();
        assert_eq!((problem.code, problem.values["now"].as_str()), (Code::Stale, "2026-12-18"));
    }
}

#[test]
fn a_change_of_group_is_all_or_nothing() {
    // sync.md C7: one closes, another one moved the pupil to another group.
    let (was, next) = (group(2, "2026-09-01", None), group(3, "2027-01-11", None));
    let closed = group(2, "2026-09-01", Some("2027-01-10"));
    let change =
        groups(vec![RecordChange::change(was.clone(), closed.clone()), RecordChange::open(next.clone())]);
    let before = state(vec![school()], vec![was.clone()]);
    let writes = vec![Write::Group(PUPIL, &closed), Write::Group(PUPIL, &next)];
    assert!(apply(&before, &change).unwrap() == Outcome::Applied(writes));
    let other = state(vec![school()], vec![group(2, "2026-09-01", Some("2026-12-18"))]);
    assert_eq!(code(&other, &change), Code::Stale);
}

#[test]
fn nothing_changes_in_a_cancelled_enrolment() {
    // sync.md C9.
    let cancelled = school().cancelled("Dubbel ingevoerd").unwrap();
    let open = group(2, "2026-09-01", None);
    let dead = state(vec![cancelled.clone()], vec![open.clone()]);
    assert_eq!(code(&dead, &schools(Some(school()), Some(left("2026-12-18", "")))), Code::EnrolmentCancelled);
    let late = SchoolEnrolment { leaving: left("2026-12-18", "").leaving, ..cancelled.clone() };
    assert_eq!(code(&dead, &schools(Some(cancelled.clone()), Some(late))), Code::EnrolmentCancelled);
    let close = RecordChange::change(open.clone(), group(2, "2026-09-01", Some("2026-12-18")));
    assert_eq!(code(&dead, &groups(vec![close])), Code::EnrolmentCancelled);
    // Cancelling takes the groups along, in one op.
    let both = Change::EnrolmentSet {
        pupil: PUPIL,
        schools: vec![RecordChange::change(school(), cancelled)],
        groups: vec![RecordChange::change(open.clone(), open.never_came())],
    };
    assert!(apply(&state(vec![school()], vec![open]), &both).is_ok());
}

#[test]
fn an_enrolment_never_leaves_the_legal_register() {
    let before = state(vec![school()], vec![]);
    assert_eq!(code(&before, &schools(Some(school()), None)), Code::InvalidValue);
    // What was taken back may come again: so an undone action can be done again.
    let undone = state(vec![school().undone()], vec![]);
    let open = schools(None, Some(school()));
    assert!(apply(&undone, &open).unwrap() == Outcome::Applied(vec![Write::School(&school())]));
    let by_hand = state(vec![school().cancelled("Vergissing").unwrap()], vec![]);
    assert_eq!(code(&by_hand, &open), Code::EnrolmentCancelled);
}

#[test]
fn a_group_hangs_below_an_enrolment_of_the_same_pupil() {
    let open = groups(vec![RecordChange::open(group(2, "2026-09-01", None))]);
    assert_eq!(code(&state(vec![], vec![]), &open), Code::NotFound);
    let other = SchoolEnrolment { pupil: PupilId(Uuid::from_u128(8)), ..school() };
    assert_eq!(code(&state(vec![other], vec![]), &open), Code::NotFound);
    let backwards = groups(vec![RecordChange::open(group(2, "2026-09-01", Some("2026-08-31")))]);
    assert_eq!(code(&state(vec![school()], vec![]), &backwards), Code::InvalidValue);
}

#[test]
fn what_is_so_already_is_left_out_of_the_op() {
    let kept = group(2, "2026-09-01", None);
    let next = RecordChange::open(group(3, "2026-09-01", None));
    let all = vec![RecordChange::open(kept.clone()), next.clone()];
    let before = state(vec![school()], vec![kept]);
    let schools = vec![RecordChange::open(school())];
    let Change::EnrolmentSet { schools, groups, .. } = sharpen(&before, PUPIL, schools, all) else {
        panic!("another change")
    };
    assert!(schools.is_empty() && groups == [next]);
}
