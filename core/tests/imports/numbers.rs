//! Lists of old and new numbers, and lists for cards.

use super::*;

#[test]
fn numbers_swap_and_chain_at_once_and_twice_is_harmless() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let request =
        school.numbers("Oud nummer;Nieuw nummer;Naam\n10;20;Peeters\n20;10;Maes\n30;40;Claes\n", "A");
    let done = school.renumber(&request).unwrap();
    assert_eq!((done.renumbered.len(), done.ambiguous.len(), done.missing.len()), (3, 2, 0));
    let held = |pairs: [(&str, &str); 3]| pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec();
    assert_eq!(school.held(), held([("Jan", "20"), ("Noor", "40"), ("Zoë", "10")]));
    let again = school.renumber(&request).unwrap();
    assert_eq!((again.unchanged, again.renumbered.len(), again.batch), (3, 0, None));
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    assert_eq!(school.held(), held([("Jan", "10"), ("Noor", "30"), ("Zoë", "20")]));
}

#[test]
fn unknown_numbers_are_offered_and_doubles_refuse_the_list() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let head = "Oud nummer;Nieuw nummer;Naam;Voornaam;Geboortedatum";
    let mut request = school
        .numbers(&format!("{head}\n10;110;Peeters;Jan;\n99;120;Maes;Zoe;31/12/2014\n;;Totaal;;\n"), "B");
    let plan = renumbering::plan(&school.core, request.clone()).unwrap();
    assert_eq!((plan.renumbered.len(), plan.missing.len(), &plan.skipped[..]), (1, 2, &[4][..]));
    let who = plan.unmatched[0].candidates[0].pupil.id;
    request.confirm = [(3, who)].into();
    let done = school.renumber(&request).unwrap();
    assert_eq!((done.renumbered.len(), done.missing.len()), (2, 1));
    assert_eq!(school.held()[2], ("Zoë".to_owned(), "120".to_owned()));

    let refused = |text: &str| {
        let request = school.numbers(&format!("{head}\n{text}"), "B");
        let problem: Problem = school.renumber(&request).map(|_| ()).expect_err("refused");
        assert_eq!(problem.code, Code::PlanNotApplicable);
        renumbering::plan(&school.core, request).unwrap().refused
    };
    assert!(refused("30;130;;;\n30;131;;;\n").iter().any(|r| r.code == RemarkCode::OldNumberTwice));
    assert!(refused("30;110;;;\n").iter().any(|r| r.code == RemarkCode::NewNumberTaken));
    let without_old = refused(";130;;;\n");
    assert!(without_old.iter().any(|r| r.code == RemarkCode::OldNumberMissing), "not passed over as a total");
    assert!(refused("x;130;;;\n").iter().any(|r| r.code == RemarkCode::NumberInvalid));
    assert!(refused("30;;Claes;Noor;\n").iter().any(|r| r.code == RemarkCode::NewNumberMissing));
    assert!(refused("30;1,3E+05;Claes;Noor;\n").iter().any(|r| r.code == RemarkCode::NumberRounded));
}

#[test]
fn a_list_for_cards_keeps_its_order_and_its_texts() {
    let school = school();
    let path = school.file(
        "kaarten.csv",
        b"Naam;Voornaam;Nummer;Artikel\nB;b;0012;\nA;a;;MIDDAG\nC;c;;\n;;;\nD;d;x1;\nTotaal;;3;\n",
    );
    let session = read_file(&school.core, &path, SheetKind::Cards).unwrap().session;
    let list = cards_list(&school.core, session).unwrap();
    let texts: Vec<(&str, bool)> = list.people.iter().map(|p| (p.text.as_str(), p.is_number)).collect();
    assert_eq!(texts, [("12", true), ("MIDDAG", false)], "a total is nobody's card");
    assert_eq!(list.without_number, [4, 6], "who is left out is told; a blank row is not");
}
