//! The trial run of a list of pupils, and applying it.

use super::*;

#[test]
fn all_or_nothing_unless_a_row_is_left_out() {
    let school = school();
    let (mut request, plan) = school.plan(&THREE.replace("31/12/2014", "31/11/2014"));
    assert_eq!(
        (plan.applicable, plan.refused[0].row, plan.refused[0].code),
        (false, 3, RemarkCode::DateUnreadable)
    );
    let refused = apply_pupils(&school.core, request.clone()).map(|_| ()).expect_err("refused");
    assert_eq!(refused.code, Code::PlanNotApplicable);
    assert!(school.people().is_empty());
    request.leave_out = vec![3];
    plan_pupils(&school.core, request.clone()).unwrap();
    let done = apply_pupils(&school.core, request).unwrap();
    assert_eq!((done.created, school.people().len()), (2, 2));
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    assert!(school.people().is_empty(), "one action, taken back as one");
}

#[test]
fn a_register_that_changed_since_is_not_overwritten() {
    let school = school();
    let (request, _) = school.plan(THREE);
    school.import(&school.file("ander.csv", THREE.as_bytes()));
    let refused = apply_pupils(&school.core, request).map(|_| ()).expect_err("refused");
    assert_eq!(refused.code, Code::Stale);
    assert_eq!(school.people().len(), 3);
}

#[test]
fn two_rows_of_one_pupil_and_likely_duplicates_ask_a_person() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let (_, plan) = school.plan(&format!("{THREE}10;Peeters;Jan;03/04/2015;4A\n"));
    let codes: Vec<(u32, RemarkCode)> = plan.refused.iter().map(|r| (r.row, r.code)).collect();
    assert_eq!(codes, [(2, RemarkCode::TwoRowsOnePupil), (5, RemarkCode::TwoRowsOnePupil)]);
    let (mut request, plan) = school.plan("Naam;Voornaam;Geboortedatum\nPeters;Jan;03/04/2015\n");
    assert_eq!((plan.applicable, &plan.undecided[..], plan.created), (false, &[2][..], 1));
    request.same = [(2, plan.rows[0].likely[0].pupil.id)].into();
    let plan = plan_pupils(&school.core, request.clone()).unwrap();
    assert_eq!((plan.applicable, plan.changed, plan.created), (true, 1, 0));
    (request.same, request.different) = (Default::default(), vec![2]);
    let plan = plan_pupils(&school.core, request).unwrap();
    assert_eq!((plan.applicable, plan.changed, plan.created), (true, 0, 1));
}

#[test]
fn an_empty_cell_erases_nothing_and_order_means_nothing() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let (_, plan) =
        school.plan("Nummer;Naam;Voornaam;Geboortedatum;Klas\n30;Claes;Noor;;\n10;Peeters;Jan;;5A\n");
    assert_eq!((plan.changed, plan.unchanged, plan.created), (1, 1, 0));
    assert_eq!(plan.rows[1].changes.len(), 1);
}
