//! What is done about a double enrolment, and what a refresh does to it.

use crate::common::*;

/// A double enrolment that Discimus told, with its case.
fn double() -> (TestSchool, PupilId, CaseKey) {
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12T10:05");
    school.told(pupil, &[linde_later()], "2026-11-23T02:00:00+01:00");
    let case = school.pair(pupil).case.key;
    (school, pupil, case)
}

fn linde_later() -> Elsewhere {
    elsewhere(LINDE, "2026-10-12", "2026-10-08T16:10")
}

const LATER: &str = "2026-11-24T02:00:00+01:00";

#[test]
fn each_step_is_kept_with_who_and_when_and_can_be_taken_back() {
    let (school, pupil, case) = double();
    let act = OverlapDo::Note {
        case: case.clone(),
        action: CaseAction::Call { waits: true },
        note: " Directeur belt terug ".into(),
    };
    let saved = school.act(pupil, act).unwrap();
    assert_eq!(school.state(pupil), CaseState::WaitingForCall);
    let steps = school.pair(pupil).case.steps;
    assert_eq!((steps.len(), steps[0].note.as_str(), steps[0].at), (1, "Directeur belt terug", clock()));
    undo(&school.core, UndoRequest { batch: saved }).unwrap();
    assert_eq!((school.state(pupil), school.pair(pupil).case.steps.len()), (CaseState::Open, 0));
    let until = day("2026-12-01");
    school.note(pupil, &case, CaseAction::Postpone { until }).unwrap();
    assert_eq!(school.state(pupil), CaseState::Postponed { until });
    assert_eq!((school.list().counts.due, school.list().counts.postponed), (0, 1));
    let on_the_day = overlaps(&school.core, OverlapsRequest { on: Some(until), ..Default::default() });
    assert_eq!(on_the_day.unwrap().counts.due, 1);
    school.assert_sound();
}

#[test]
fn a_solved_case_that_discimus_tells_again_came_back() {
    let (school, pupil, case) = double();
    school.note(pupil, &case, CaseAction::Solved).unwrap();
    assert_eq!(school.state(pupil), CaseState::Solved);
    school.told(pupil, &[linde_later()], LATER);
    assert_eq!(school.state(pupil), CaseState::CameBack);
    assert_eq!((school.list().counts.due, school.list().counts.came_back), (1, 1));
    // Every night the same: that is said once.
    school.told(pupil, &[linde_later()], "2026-11-25T02:00:00+01:00");
    let row = school.pair(pupil);
    assert_eq!((row.case.standing.came_back, row.case.steps.len()), (1, 2));
    school.note(pupil, &case, CaseAction::OtherWrong).unwrap();
    school.told(pupil, &[linde_later()], "2026-11-26T02:00:00+01:00");
    assert_eq!(school.pair(pupil).case.standing.came_back, 2);
    school.assert_sound();
}

#[test]
fn a_case_stays_away_when_ours_is_closed_in_time_or_discimus_tells_it_no_more() {
    let school = school(SchoolKind::Bao);
    let [closed, mended] = [0, 1].map(|at| school.pupils[at].id);
    let ours = [closed, mended].map(|pupil| school.enrolled(pupil, "2026-09-01", "2026-03-12"));
    for pupil in [closed, mended] {
        school.told(pupil, &[linde_later()], "2026-11-23T02:00:00+01:00");
        school.note(pupil, &school.pair(pupil).case.key, CaseAction::Solved).unwrap();
    }
    let last = school.pair(closed).pair.last_own_day.unwrap();
    school.left(&ours[0], &last.to_string());
    school.told(closed, &[linde_later()], LATER);
    let row = school.pair(closed);
    assert_eq!((row.pair.kind, row.case.standing.state), (OverlapKind::Adjoining, CaseState::NothingToDo));
    assert_eq!(row.case.standing.came_back, 0, "the next school is no double");
    school.told(mended, &[], LATER);
    let list = school.of(mended);
    assert!(list.pupils.is_empty());
    assert_eq!(
        (list.gone.len(), list.gone[0].left, list.gone[0].school.as_str()),
        (1, CaseState::Solved, LINDE)
    );
    school.assert_sound();
}

#[test]
fn closing_on_the_proposed_day_is_previewed_and_leaves_no_shared_day() {
    use stamboek_core::enrolments::leave;
    use stamboek_core::enrolments::messages::{LeaveHow, LeaveRequest};
    let (school, pupil, case) = double();
    let pair = school.of(pupil).pupils.remove(0);
    let until = pair.pairs[0].pair.last_own_day.unwrap();
    let ours = pair.ours[pair.pairs[0].ours as usize].id;
    let how = LeaveHow::Ends { until, cause: "Naar een andere school".into(), situation: String::new() };
    let ask =
        |apply| LeaveRequest { pupil, enrolment: ours, how: how.clone(), case: Some(case.clone()), apply };
    let plan = leave(&school.core, ask(false)).unwrap();
    assert!(plan.applicable && plan.batch.is_none());
    assert!(!plan.count_days.is_empty(), "the first school day of February: counted, and no more");
    assert_eq!(school.state(pupil), CaseState::Open);
    let done = leave(&school.core, ask(true)).unwrap();
    assert_eq!(school.pair(pupil).case.steps[0].action, CaseAction::OursClosed { until });
    school.note(pupil, &case, CaseAction::Solved).unwrap();
    let row = school.pair(pupil);
    assert_eq!((row.pair.kind, row.pair.overlap), (OverlapKind::Adjoining, None));
    assert_eq!((row.case.steps.len(), school.list().counts.double), (2, 0));
    school.told(pupil, &[linde_later()], LATER);
    assert_eq!(school.pair(pupil).case.standing.came_back, 0);
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    let row = school.pair(pupil);
    assert_eq!(row.pair.kind, OverlapKind::Double);
    let left: Vec<_> = row.case.steps.iter().map(|step| step.action).collect();
    assert_eq!(left, [CaseAction::Solved], "one undo takes back the closing and what was noted of it");
    let other = CaseKey::parse(&format!("{BEUK}/2026-2027")).unwrap();
    let wrong = leave(&school.core, LeaveRequest { case: Some(other), ..ask(true) });
    assert_eq!(wrong.err().map(|problem| problem.code), Some(Code::NotFound));
    assert_eq!(school.pair(pupil).pair.kind, OverlapKind::Double, "nothing is half done");
    school.assert_sound();
}

#[test]
fn who_goes_on_in_another_school_is_not_said_to_be_without_one() {
    use stamboek_core::enrolments::leave;
    use stamboek_core::enrolments::messages::{LeaveHow, LeaveRequest};
    use stamboek_domain::enrolment::EnrolmentRemarkKind;
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils.iter().find(|row| row.class.starts_with('L')).unwrap().id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12T10:05");
    let warned = |until: &str| {
        let how = LeaveHow::Ends { until: day(until), cause: String::new(), situation: String::new() };
        let request = LeaveRequest { pupil, enrolment: None, how, case: None, apply: false };
        let remarks = leave(&school.core, request).unwrap().remarks;
        remarks.iter().any(|one| matches!(one.kind, EnrolmentRemarkKind::LeavesWhileCompulsory { .. }))
    };
    assert!(warned("2026-10-11"), "of compulsory age, and no other school is known");
    school.told(pupil, &[linde_later()], "2026-11-23T02:00:00+01:00");
    assert!(!warned("2026-10-11"), "De Linde begins the next day");
    assert!(!warned("2026-10-09"), "on a Friday: De Linde begins on the Monday");
    assert!(warned("2026-10-08"), "a school day without a school");
}

#[test]
fn removing_what_was_told_says_that_the_other_school_is_wrong() {
    let (school, pupil, _) = double();
    let was = Some(ElsewhereKey::parse(&format!("{LINDE}/2026-10-12")).unwrap());
    school.act(pupil, OverlapDo::Elsewhere { was: was.clone(), now: None }).unwrap();
    assert_eq!(school.of(pupil).gone[0].left, CaseState::OtherWrong);
    let again = school.act(pupil, OverlapDo::Elsewhere { was, now: None });
    assert_eq!(again.unwrap_err().code, Code::Stale);
    school.told(pupil, &[linde_later()], LATER);
    assert_eq!(school.state(pupil), CaseState::CameBack);
}

#[test]
fn discimus_answers_for_itself_and_leaves_what_was_typed() {
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12");
    school.typed(pupil, BEUK, "2026-11-02", "2026-10-30");
    let ours = elsewhere(OURS, "2026-09-01", "2026-03-12");
    school.told(pupil, &[linde_later(), ours.clone()], "2026-11-23T02:00:00+01:00");
    let schools = || {
        let theirs = school.of(pupil).career.unwrap().all;
        theirs.iter().map(|other| other.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(schools(), [LINDE, BEUK], "without our own");
    // Twice the same adds nothing to the register.
    let entries = || {
        let sql = "SELECT count(*) FROM outbox";
        let register = school.core.register().unwrap();
        register.read(|db| Ok(db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap())).unwrap()
    };
    let before = entries();
    school.told(pupil, &[ours, linde_later()], LATER);
    assert_eq!(entries(), before);
    school.told(pupil, &[], LATER);
    assert_eq!(schools(), [BEUK]);
}

#[test]
fn what_cannot_be_is_refused_with_the_field_and_why() {
    let (school, pupil, case) = double();
    let add = |typed: TypedElsewhere| {
        let problem = school.act(pupil, OverlapDo::Elsewhere { was: None, now: Some(typed) }).unwrap_err();
        (problem.code, problem.values["field"].clone(), problem.values["why"].clone())
    };
    let base = || typed(BEUK, "2026-09-01", "");
    let refused = |field: &str, why: &str| (Code::InvalidValue, field.to_owned(), why.to_owned());
    assert_eq!(add(typed("12", "2026-09-01", "")), refused("institution", "length"));
    assert_eq!(add(typed(OURS, "2026-09-01", "")), refused("institution", "own_school"));
    assert_eq!(add(typed("", "2026-09-01", "")), refused("school", "empty"));
    assert_eq!(add(typed(LINDE, "2026-10-12", "")), refused("school", "exists"));
    assert_eq!(add(typed(BEUK, "2026-09-01", "12/10/2026")), refused("moment", "date"));
    assert_eq!(add(typed(BEUK, "2026-09-01", "2027-01-01")), refused("moment", "future"));
    let until = Some(day("2026-08-31"));
    let reversed = TypedElsewhere { period: Period { from: day("2026-09-01"), until }, ..base() };
    assert_eq!(add(reversed), refused("until", "before_begin"));
    assert_eq!(add(TypedElsewhere { school: "x".repeat(121), ..base() }), refused("school", "length"));
    let note = |case: &CaseKey, action| school.note(pupil, case, action).unwrap_err();
    let today = CaseAction::Postpone { until: day("2026-11-23") };
    assert_eq!(note(&case, today).values["why"], "past");
    assert_eq!(note(&case, CaseAction::SeenAgain).code, Code::BadRequest);
    let other = CaseKey::parse(&format!("{BEUK}/2026-2027")).unwrap();
    assert_eq!(note(&other, CaseAction::Solved).code, Code::NotFound);
    let long = OverlapDo::Note { case, action: CaseAction::Solved, note: "x".repeat(501) };
    assert_eq!(school.act(pupil, long).unwrap_err().values["why"], "length");
    let nobody = PupilId(uuid::Uuid::nil());
    let stranger = school.act(nobody, OverlapDo::Elsewhere { was: None, now: Some(base()) });
    assert_eq!(stranger.unwrap_err().code, Code::NotFound);
    assert_eq!(school.state(pupil), CaseState::Open);
}

#[test]
fn a_typed_enrolment_can_be_changed_to_another_school_and_date() {
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12");
    let was = Some(school.typed(pupil, BEUK, "2026-11-02", ""));
    let named = TypedElsewhere { school: "Sint-Jan".into(), ..typed("", "2026-11-03", "2026-10-30T09:00") };
    let saved = school.act(pupil, OverlapDo::Elsewhere { was, now: Some(named) }).unwrap();
    let one = school.of(pupil).pupils.remove(0);
    assert_eq!((one.theirs.len(), one.theirs[0].name.as_str()), (1, "Sint-Jan"));
    assert_eq!(one.theirs[0].key.to_string(), "n:sintjan/2026-11-03");
    undo(&school.core, UndoRequest { batch: saved }).unwrap();
    assert_eq!(school.of(pupil).pupils[0].theirs[0].name, BEUK);
    school.assert_sound();
}
