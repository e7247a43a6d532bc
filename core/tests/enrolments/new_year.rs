//! The new school year, and a restructuring, as one action that can be taken back.

use proptest::prelude::*;

use crate::common::*;

fn pass(classes: Vec<ClassPassing>, pupils: Vec<PupilPassing>, apply: bool) -> NewYearRequest {
    NewYearRequest { change: YearChange::Pass { year: None, classes, pupils }, apply }
}

fn leaves() -> Passing {
    Passing::Leaves { cause: "Einde".into(), situation: String::new() }
}

/// All that the state tells of a few days, as text.
fn picture(school: &School) -> Vec<String> {
    let mut lines = Vec::new();
    for on in ["2026-11-23", "2027-06-30", "2027-07-01", "2027-08-31", "2027-09-01", "2028-02-01"] {
        for row in school.state(on).rows {
            lines.push(format!("{on} {} {} {} {:?}", row.pupil.0, row.group, row.class, row.until));
        }
    }
    lines
}

#[test]
fn everybody_passes_to_the_class_one_year_up_and_the_last_year_leaves() {
    let school = demo(Level::Basis, 120);
    let before = picture(&school);
    let plan = new_year(&school.core, pass(Vec::new(), Vec::new(), false)).unwrap();
    assert_eq!((plan.year.to_string().as_str(), plan.applicable), ("2027-2028", true));
    let to = |class: &str| plan.classes.iter().find(|one| one.class == class).unwrap().passing.clone();
    for (from, next) in [("K1A", "K2A"), ("K3A", "L1A"), ("L1A", "L2A")] {
        assert!(matches!(to(from), Passing::Group { class, .. } if class == next), "{from}");
    }
    assert!(to("L6A") == Passing::Leaves { cause: String::new(), situation: String::new() });
    assert_eq!(picture(&school), before, "only a plan");

    let done = new_year(&school.core, pass(Vec::new(), Vec::new(), true)).unwrap();
    assert!(done.batch.is_some());
    assert_eq!((done.passing, done.leaving), (plan.passing, plan.leaving));
    let summer = school.state("2027-08-31");
    let next = school.state("2027-09-01");
    // Who enrolled for next year already counts from then on.
    assert_eq!(next.total - u32::from(next.without_group > 0) * next.without_group, plan.passing);
    assert_eq!(summer.total, plan.passing, "leavers went on 30 June");
    let was: BTreeMap<PupilId, String> =
        school.state("2027-06-30").rows.into_iter().map(|row| (row.pupil, row.class)).collect();
    for row in next.rows.iter().filter(|row| was.get(&row.pupil).is_some_and(|class| class == "K3A")) {
        assert_eq!(row.class, "L1A");
    }
    let again = new_year(&school.core, pass(Vec::new(), Vec::new(), true)).unwrap();
    assert_eq!((again.passing, again.leaving, again.batch), (0, 0, None));
    assert_eq!(again.already, plan.passing + plan.leaving);
    school.undo();
    assert_eq!(picture(&school), before);
    school.assert_sound();
}

#[test]
fn a_decision_for_a_pupil_goes_before_that_of_the_class() {
    let school = demo(Level::Basis, 60);
    let of = |class: &str| {
        let here = |row: &StateRow| row.class == class && row.until.is_none();
        school.state("2026-11-23").rows.into_iter().filter(here).map(|row| row.pupil).collect::<Vec<_>>()
    };
    let (stays, goes) = (of("L3A")[0], of("L4A")[0]);
    let again = Passing::Group { class: "L3A".into(), group: "992300".into(), location: String::new() };
    let pupils =
        vec![PupilPassing { pupil: stays, passing: again }, PupilPassing { pupil: goes, passing: leaves() }];
    let classes = vec![ClassPassing { class: "L5A".into(), passing: Passing::Unknown }];
    let plan = new_year(&school.core, pass(classes, pupils, true)).unwrap();
    assert!(plan.batch.is_some() && plan.unknown > 0);
    let next = school.state("2027-09-01");
    let row = |pupil| next.rows.iter().find(move |row| row.pupil == pupil);
    assert_eq!((row(stays).unwrap().class.as_str(), row(stays).unwrap().group.as_str()), ("L3A", "992300"));
    assert!(row(goes).is_none());
    for pupil in of("L5A") {
        assert_eq!(row(pupil).unwrap().group, "", "nothing was decided");
    }
}

#[test]
fn a_restructuring_moves_enrolments_and_identity_to_the_new_number() {
    let school = demo(Level::Basis, 60);
    let before = school.state("2027-01-01");
    let change = |from: &str, to: &str| YearChange::Restructure {
        from: from.into(),
        to: to.into(),
        on: day("2027-01-01"),
    };
    for wrong in ["099901", "1", ""] {
        let request = NewYearRequest { change: change("", wrong), apply: true };
        assert_eq!(new_year(&school.core, request).err().unwrap().code, Code::InvalidValue, "{wrong}");
    }
    let plan = new_year(&school.core, NewYearRequest { change: change("", "099999"), apply: true }).unwrap();
    assert!(plan.batch.is_some() && plan.passing >= before.total);
    let after = school.state("2027-01-01");
    assert_eq!(after.total, before.total);
    assert!(after.rows.iter().all(|row| row.institution == "099999"));
    let row = &school.list()[0];
    assert_eq!(row.institution, "099999", "the sheet follows");
    // Enrolments that were over keep the number under which they were registered.
    let left = school.state("2026-09-15").rows.into_iter().find(|row| row.until.is_some());
    assert!(left.is_none_or(|row| row.institution == "099901"));
    school.undo();
    assert!(school.state("2027-01-01").rows == before.rows);
    school.assert_sound();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is decided, the new year can be taken back whole.
    #[test]
    fn the_new_year_is_undoable(decisions in proptest::collection::vec((any::<proptest::sample::Index>(), 0u8..3), 0..12)) {
        let school = demo(Level::Secundair, 60);
        let before = picture(&school);
        let rows = school.state("2026-11-23").rows;
        let pupils = decisions.iter().map(|(at, what)| PupilPassing {
            pupil: rows[at.index(rows.len())].pupil,
            passing: match what {
                0 => leaves(),
                1 => Passing::Unknown,
                _ => Passing::Group { class: "3Z".into(), group: "993900".into(), location: "1".into() },
            },
        }).collect();
        let plan = new_year(&school.core, pass(Vec::new(), pupils, true)).unwrap();
        prop_assert!(plan.batch.is_some());
        prop_assert_eq!(plan.rows.len() as u32, plan.passing + plan.leaving + plan.unknown + plan.already + plan.refused);
        school.undo();
        prop_assert_eq!(picture(&school), before);
        school.assert_sound();
    }
}
