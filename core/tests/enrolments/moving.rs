//! Moving to another group, location or class: one record closes, the next opens.

use proptest::prelude::*;

use crate::common::*;

fn request(pupils: Vec<PupilId>, on: &str) -> MoveRequest {
    MoveRequest {
        pupils,
        class_of: String::new(),
        on: day(on),
        group: None,
        location: None,
        class: None,
        details: None,
        apply: true,
    }
}

#[test]
fn one_pupil_moves_on_the_three_levels_in_one_action() {
    let school = empty("099901");
    let pupil = school.enrolled(form("Aerts", "Lotte", "2016-05-05"));
    let to = |apply| MoveRequest {
        group: Some("43062".into()),
        location: Some("2".into()),
        class: Some("L5A".into()),
        apply,
        ..request(vec![pupil], "2027-01-11")
    };
    let plan = move_pupils(&school.core, to(false)).unwrap();
    assert_eq!((plan.moves, plan.applicable, plan.batch.is_none()), (1, true, true));
    assert_eq!((plan.rows[0].was.class.as_str(), plan.rows[0].now.group.as_str()), ("L4A", "043062"));
    assert!(move_pupils(&school.core, to(true)).unwrap().batch.is_some());
    assert_eq!(school.groups(pupil), ["043056 2026-11-24..2027-01-10", "043062 2027-01-11.."]);
    assert_eq!(school.seats(pupil), ["L4A 2026-11-24..2027-01-10", "L5A 2027-01-11.."]);
    let again = move_pupils(&school.core, to(true)).unwrap();
    assert_eq!((again.unchanged, again.batch), (1, None));
    school.undo();
    assert_eq!(school.groups(pupil), ["043056 2026-11-24.."]);
    school.assert_sound();
}

#[test]
fn a_whole_class_moves_and_who_is_refused_holds_all() {
    let school = demo(Level::Basis, 60);
    let members = school.state("2026-11-23").rows.into_iter().filter(|row| row.class == "L4A").count() as u32;
    let to = |on: &str| MoveRequest {
        class_of: "L4A".into(),
        class: Some("L4Z".into()),
        location: Some("002".into()),
        ..request(Vec::new(), on)
    };
    let weekend = move_pupils(&school.core, to("2026-11-28")).unwrap();
    assert_eq!((weekend.refused, weekend.batch), (members, None));
    let plan = move_pupils(&school.core, to("2026-11-30")).unwrap();
    assert_eq!((plan.moves, plan.batch.is_some()), (members, true));
    let moved = |on: &str| school.state(on).rows.into_iter().filter(|row| row.class == "L4Z").count() as u32;
    assert_eq!((moved("2026-11-29"), moved("2026-11-30")), (0, members));
    assert!(school.state("2026-11-30").rows.iter().all(|row| row.class != "L4Z" || row.location == "002"));
    school.assert_sound();
}

#[test]
fn outside_an_enrolment_in_a_group_there_is_nothing_to_move() {
    let school = empty("099901");
    let pupil = school.enrolled(form("Aerts", "Lotte", "2016-05-05"));
    let early = MoveRequest { group: Some("43062".into()), ..request(vec![pupil], "2026-11-20") };
    let plan = move_pupils(&school.core, early).unwrap();
    assert_eq!(plan.rows[0].remarks[0].kind, EnrolmentRemarkKind::ChangeOutside);
    let wrong = MoveRequest { group: Some("x".into()), ..request(vec![pupil], "2027-01-11") };
    let plan = move_pupils(&school.core, wrong).unwrap();
    assert_eq!(plan.rows[0].problem.as_ref().unwrap().code, Code::InvalidValue);
    assert!(move_pupils(&school.core, request(Vec::new(), "2027-01-11")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// However often a pupil moves, every day of the enrolment belongs to exactly one group and one
    /// class, and taking all moves back gives what was there.
    #[test]
    fn moving_conserves_days_and_is_undone(
        moves in proptest::collection::vec((1u64..200, 0usize..4), 1..6),
    ) {
        let school = empty("099901");
        let pupil = school.enrolled(form("Aerts", "Lotte", "2016-05-05"));
        let before = (school.groups(pupil), school.seats(pupil));
        let mut done = 0;
        for (after, to) in moves {
            let on = (day("2026-11-24") + chrono::Days::new(after)).to_string();
            let (group, class) = (["43056", "43062", "43020", "43064"][to], ["L4A", "L4B", "L4C", "L4D"][to]);
            let to = MoveRequest { group: Some(group.into()), class: Some(class.into()), ..request(vec![pupil], &on) };
            let plan = move_pupils(&school.core, to).unwrap();
            done += u32::from(plan.batch.is_some());
        }
        let file = school.file(pupil);
        for on in day("2026-11-24").iter_days().take(270) {
            let groups = file.schools[0].groups.iter().filter(|row| {
                row.enrolment.period().is_some_and(|period| period.covers(on))
            }).count();
            let classes = file.classes.iter().filter(|row| row.enrolment.covers(on)).count();
            prop_assert_eq!((groups, classes), (1, 1), "{}", on);
        }
        for _ in 0..done {
            school.undo();
        }
        prop_assert_eq!((school.groups(pupil), school.seats(pupil)), before);
        school.assert_sound();
    }
}
