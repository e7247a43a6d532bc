//! The control list of AGODI against our own state.

use stamboek_core::overlaps::control;

use crate::common::*;

const HEADERS: &str =
    "Naam;Voornaam;Geboortedatum;Administratieve groep;Vestigingsplaats;Begindatum;Inschrijvingsmoment";

fn compare(school: &TestSchool, lines: &[String]) -> Control {
    let session = school.sheet(SheetKind::Control, &format!("{HEADERS}\n{}\n", lines.join("\n")));
    control(&school.core, ControlRequest { session, on: day("2026-11-23") }).unwrap()
}

/// The line of a pupil who is the same there.
fn same(school: &TestSchool, at: usize) -> String {
    format!("{};43056;1;1/09/2026;12/03/2026", school.name(at))
}

#[test]
fn who_is_missing_here_or_there_and_who_differs_is_told_with_the_field() {
    let school = school(SchoolKind::Bao);
    for at in 0..4 {
        school.enrolled(school.pupils[at].id, "2026-09-01", "2026-03-12T10:05");
    }
    let lines = [
        same(&school, 0).to_uppercase(),
        format!("{};043062;001;02/09/2026;13/03/2026", school.name(1)),
        same(&school, 2),
        // Not enrolled here; known in the register, and not.
        same(&school, 10),
        "Nergens;Bekend;01/02/2015;043056;001;1/09/2026;".to_owned(),
        same(&school, 2),
        "Totaal;6;;;;;".to_owned(),
    ];
    let found = compare(&school, &lines);
    assert_eq!((found.here, found.there, found.same), (4, 5, 2));
    let different = &found.different[0];
    assert_eq!(different.pupil, Some(school.pupils[1].id));
    let fields: Vec<_> =
        different.fields.iter().map(|f| (f.field.as_str(), f.was.as_str(), f.now.as_str())).collect();
    let expected = [
        ("group", "043056", "043062"),
        ("from", "2026-09-01", "2026-09-02"),
        ("moment", "2026-03-12T10:05:00", "2026-03-13"),
    ];
    assert_eq!(fields, expected);
    let mut missing_here: Vec<_> = found.missing_here.iter().map(|one| (one.row, one.pupil)).collect();
    missing_here.sort();
    assert_eq!(missing_here, [(Some(5), Some(school.pupils[10].id)), (Some(6), None)]);
    let missing_there: Vec<_> = found.missing_there.iter().map(|one| (one.pupil, one.row)).collect();
    assert_eq!(missing_there, [(Some(school.pupils[3].id), None)]);
    let group =
        |code: &str, here, there, different| ControlGroup { group: code.into(), here, there, different };
    // Here 0 to 3; there 0, 2, the known and the unknown one.
    assert_eq!(found.groups, [group("043056", 4, 4, 4), group("043062", 0, 1, 1)]);
    assert_eq!(found.warnings.len(), 1, "one pupil on two lines");
    assert_eq!(found.skipped, [8]);
}

#[test]
fn what_the_list_does_not_tell_is_not_compared_and_who_left_is_not_here() {
    let school = school(SchoolKind::Bao);
    let ours = school.enrolled(school.pupils[0].id, "2026-09-01", "2026-03-12");
    school.enrolled(school.pupils[1].id, "2026-12-01", "2026-11-02");
    let lines = "Naam;Voornaam;Geboortedatum\n".to_owned() + &school.name(0) + "\n";
    let session = school.sheet(SheetKind::Control, &lines);
    let on = |on: &str| control(&school.core, ControlRequest { session, on: day(on) }).unwrap();
    let found = on("2026-11-23");
    assert_eq!((found.same, found.here, found.groups.len()), (1, 1, 0));
    let found = on("2026-12-01");
    assert_eq!((found.same, found.missing_there.len()), (1, 1));
    school.left(&ours, "2026-10-30");
    let found = on("2026-11-23");
    assert_eq!((found.here, found.missing_here.len()), (0, 1));
    let wrong = school.sheet(SheetKind::Schools, "Instellingsnummer;School\n099911;x\n");
    let refused = control(&school.core, ControlRequest { session: wrong, on: day("2026-11-23") });
    assert_eq!(refused.err().unwrap().code, Code::BadRequest);
}
