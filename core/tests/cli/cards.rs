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
