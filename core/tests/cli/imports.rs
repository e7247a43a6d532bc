//! Lists of pupils and of numbers.

use super::{School, file};

#[test]
fn pupils_are_imported_only_with_apply_and_the_same_list_again_changes_nothing() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let list = file(
        &school,
        "lijst.csv",
        "Familienaam;Voornaam;Geboortedatum;Klas;Persoonsnummer\nPeeters;Noor;02/03/2015;4A;1043\n\
         Janssens;Élise;15/11/2014;4B;1044\n;;;;\n",
    );
    let trial = school.done(&["import", "pupils", &list, "--database", "DB1"]);
    assert_eq!((&trial["created"], &trial["applied"]), (&2.into(), &false.into()));
    assert_eq!(school.done(&["pupils"]).as_array().unwrap().len(), 0, "a trial run changes nothing");
    let applied = school.done(&["import", "pupils", &list, "--database", "DB1", "--apply"]);
    assert_eq!((&applied["created"], &applied["applied"]), (&2.into(), &true.into()));
    assert!(applied["batch"].is_string());
    let listed = school.done(&["pupils"]);
    assert_eq!(listed[0]["last_name"], "Peeters");
    assert_eq!(listed[0]["numbers"][0]["value"], "1043");
    let again = school.done(&["import", "pupils", &list, "--database", "DB1", "--apply"]);
    assert_eq!(
        (&again["created"], &again["changed"], &again["unchanged"]),
        (&0.into(), &0.into(), &2.into())
    );
}

#[test]
fn a_refused_row_refuses_the_file_until_it_is_left_out_by_name() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let list = file(
        &school,
        "lijst.csv",
        "Naam;Voornaam;Geboortedatum\nPeeters;Noor;02/03/2015\nJanssens;Élise;32/13/2014\n",
    );
    for extra in [&[][..], &["--apply"]] {
        let (problem, answer) = school.refused(&[&["import", "pupils", &list][..], extra].concat());
        assert_eq!(problem["code"], "plan_not_applicable");
        assert_eq!(answer.unwrap()["refused"][0]["row"], 3);
    }
    let answer = school.done(&["import", "pupils", &list, "--leave-out", "3", "--apply"]);
    assert_eq!((&answer["created"], &answer["left_out"]), (&1.into(), &serde_json::json!([3])));
}

#[test]
fn numbers_that_swap_are_applied_at_once_and_old_barcodes_still_tell_whose_they_were() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let list = file(
        &school,
        "lijst.csv",
        "Naam;Voornaam;Geboortedatum;Klas;Persoonsnummer\nPeeters;Noor;02/03/2015;4A;1043\n\
         Janssens;Elise;15/11/2014;4B;1044\nMaes;Wout;01/05/2014;4B;1045\n",
    );
    school.done(&["import", "pupils", &list, "--database", "DB1", "--apply"]);
    let numbers = file(&school, "nummers.csv", "Oud nummer;Nieuw nummer\n1043;1044\n1044;1043\n9999;2000\n");
    let from_to = ["import", "numbers", &numbers, "--system", "informat", "--from", "DB1", "--to", "DB2"];
    let waiting = school.done(&from_to);
    assert_eq!(waiting["applied"], false);
    assert_eq!(waiting["unmatched"][0]["row"], 4);
    assert_eq!(waiting["missing"][0]["last_name"], "Maes");
    let applied = school.done(&[&from_to[..], &["--nobody", "4", "--apply"]].concat());
    assert_eq!(applied["renumbered"], 2);
    assert_eq!(applied["ambiguous"].as_array().unwrap().len(), 2);
    let answer = school.done(&["scan", "0000001043"]);
    assert_eq!(answer["result"], "ambiguous", "a number of two people selects nobody");
    assert_eq!(school.done(&["scan", "0000001045"])["result"], "green");
    assert_eq!(school.done(&["scan", "77"])["result"], "red");
}

/// "Rows without a name and first name (blank, totals) are skipped and listed."
#[test]
fn blank_rows_and_totals_are_listed_as_skipped() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let rows = "VBS De Linde\n\nNaam;Voornaam;Klas\nPeeters;Noor;4A\n\nMaes;Wout;4A\n;;\nTotaal;;2\n;;\n";
    let list = file(&school, "lijst.csv", rows);
    let plan = school.done(&["import", "pupils", &list]);
    assert_eq!((&plan["created"], &plan["skipped"]), (&2.into(), &serde_json::json!([5, 7, 8])));
}

#[test]
fn a_row_that_is_not_in_the_list_cannot_be_decided() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let list = file(&school, "lijst.csv", "Naam;Voornaam\nPeeters;Noor\n");
    for flag in ["--leave-out", "--different"] {
        let (problem, _) = school.refused(&["import", "pupils", &list, flag, "3"]);
        assert_eq!((&problem["code"], &problem["values"]["value"]), (&"not_found".into(), &"3".into()));
    }
    let numbers = file(&school, "nummers.csv", "Oud nummer;Nieuw nummer\n1;2\n");
    let (problem, _) =
        school.refused(&["import", "numbers", &numbers, "--from", "A", "--to", "B", "--nobody", "1"]);
    assert_eq!(problem["values"]["what"], "row", "the headers are no row of the list");
}

#[test]
fn a_file_that_is_not_there_and_a_list_without_its_database_are_told_in_so_many_words() {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    let (problem, _) = school.refused(&["import", "pupils", "nergens.xlsx"]);
    assert_eq!((&problem["code"], &problem["values"]["what"]), (&"not_found".into(), &"file".into()));
    let list = file(&school, "lijst.csv", "Naam;Voornaam;Leerlingnummer\nPeeters;Noor;1043\n");
    let said = school.run(&["import", "pupils", &list]);
    assert!(String::from_utf8_lossy(&said.stderr).contains("--database"));
}
