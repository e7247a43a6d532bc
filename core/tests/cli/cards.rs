//! Barcode sheets.

use super::{School, file};

#[test]
fn cards_are_printed_and_remembered() {
    let (school, _) = School::demo();
    let out = school.path("kaarten.pdf");
    let out = out.to_str().unwrap();
    let all = school.done(&["cards", "print", "--all", "--out", out]);
    assert!(all["stickers"].as_u64().unwrap() > 50);
    assert!(std::fs::read(out).unwrap().starts_with(b"%PDF-"));
    let (problem, _) = school.refused(&["cards", "print", "--outdated", "--out", out]);
    assert_eq!(problem["code"], "cards_nobody", "everybody has the right card now");
}

#[test]
fn cards_come_straight_from_a_list_without_importing_it() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let list = file(&school, "personeel.csv", "Naam;Voornaam;Nummer\nPeeters;Noor;1043\nMaes;Wout;1045\n");
    let out = school.path("kaarten.pdf");
    let made =
        school.done(&["cards", "from-list", &list, "--payload", "raw", "--out", out.to_str().unwrap()]);
    assert_eq!(made["stickers"], 2);
    assert_eq!(school.done(&["pupils"]), serde_json::json!([]));
}

#[test]
fn a_list_tells_whose_row_is_not_printed() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let rows = "Naam;Voornaam;Nummer\nPeeters;Noor;1043\nMaes;Wout;\n;;\nTotaal;;2\n";
    let list = file(&school, "personeel.csv", rows);
    let out = school.path("kaarten.pdf");
    let made = school.done(&["cards", "from-list", &list, "--out", out.to_str().unwrap()]);
    assert_eq!((&made["stickers"], &made["left_out"]), (&1.into(), &serde_json::json!([3])));
}

#[test]
fn the_look_of_a_print_is_of_that_print_alone() {
    let (school, _) = School::demo();
    let out = school.path("kaarten.pdf");
    let print = |look: &[&str]| {
        school.done(&[&["cards", "print", "--all", "--out", out.to_str().unwrap()], look].concat())
    };
    let usual = print(&[]);
    let other = print(&["--sheet", "L7651", "--symbology", "code39", "--payload", "raw"]);
    assert_eq!(other["sheet"], "L7651");
    let again = print(&[]);
    assert_eq!(
        ["sheet", "module_dots"].map(|key| &again[key]),
        ["sheet", "module_dots"].map(|key| &usual[key])
    );
}

#[test]
fn a_class_or_a_printer_that_does_not_exist_is_refused() {
    let (school, _) = School::demo();
    let class = school.done(&["pupils"])[0]["class"].as_str().unwrap().to_owned();
    let out = school.path("kaarten.pdf");
    for wrong in [["--class", "9Z"], ["--printer", "Nergens"]] {
        let wished =
            ["cards", "print", "--class", &class, wrong[0], wrong[1], "--out", out.to_str().unwrap()];
        let (problem, _) = school.refused(&wished);
        assert_eq!((&problem["code"], &problem["values"]["value"]), (&"not_found".into(), &wrong[1].into()));
        assert!(!out.exists());
    }
}
