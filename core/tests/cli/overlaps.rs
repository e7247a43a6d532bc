//! Who is also enrolled elsewhere, and the control list.

use serde_json::Value;
use stamboek_domain::school_year::SchoolYear;

use super::{School, file};

/// A pupil of the demo school who is enrolled, as a line `naam;voornaam;geboortedatum`.
fn names(school: &School) -> Vec<(String, String)> {
    let pupils = school.done(&["pupils"]);
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
    let line =
        |one: &Value| ["last_name", "first_name", "birth_date"].map(|field| text(one, field)).join(";");
    pupils.as_array().unwrap().iter().map(|one| (text(one, "id"), line(one))).collect()
}

#[test]
fn who_is_also_enrolled_elsewhere_has_the_documented_shape_with_and_without_taking_a_list_over() {
    let (school, _) = School::demo();
    let (pupil, line) = names(&school).remove(0);
    let year = SchoolYear::of(chrono::Local::now().date_naive()).unwrap();
    let on = year.first_day() + chrono::Days::new(60);
    let content = format!(
        "Naam;Voornaam;Geboortedatum;Instellingsnummer;Begindatum;Einddatum;Inschrijvingsmoment\n\
         {line};099911;{};{};{}T09:00\n",
        year.first_day() + chrono::Days::new(30),
        year.last_day(),
        year.first_day() + chrono::Days::new(20),
    );
    let list = file(&school, "elders.csv", &content);
    let asked = on.to_string();
    assert_eq!(school.done(&["overlaps", "--on", &asked]), Value::Array(Vec::new()));
    let with_list = school.done(&["overlaps", "--on", &asked, "--file", &list]);
    assert_eq!(school.done(&["overlaps", "--on", &asked]), Value::Array(Vec::new()), "nothing is kept");
    let pair = &with_list[0];
    let keys: Vec<&str> = pair.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = ["pupil", "kind", "ours", "theirs", "overlap", "later", "may", "source"];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!((pair["pupil"].as_str(), pair["kind"].as_str()), (Some(pupil.as_str()), Some("double")));
    assert_eq!(pair["theirs"]["institution"], "099911");
    assert!(["from", "until", "moment"].iter().all(|key| pair["ours"].get(key).is_some()));
    assert_eq!(pair["overlap"]["from"], (year.first_day() + chrono::Days::new(30)).to_string());
    assert!(pair["overlap"]["days"].is_u64() && pair["overlap"]["until"].is_string());
    assert_eq!((pair["later"].as_str(), pair["may"][0].as_str()), (Some("theirs"), Some("deregister")));
    assert!(pair["source"].as_str().unwrap().contains("BaO/97/12"));
    let plan = school.done(&["import", "elsewhere", &list]);
    assert_eq!((plan["applied"].as_bool(), plan["new"].as_u64()), (Some(false), Some(1)));
    let done = school.done(&["import", "elsewhere", &list, "--apply"]);
    assert!(done["applied"].as_bool().unwrap() && done["batch"].is_string());
    assert_eq!(school.done(&["overlaps", "--on", &asked]), with_list);
    let said = school.run(&["overlaps", "--on", &asked]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("1 te bekijken, 1 dubbel"));
    let schools = file(&school, "scholen.csv", "Instellingsnummer;Naam school\n099911;De Linde\n");
    assert_eq!(school.done(&["import", "schools", &schools, "--apply"])["new"], 1);
    let said = school.run(&["overlaps", "--on", &asked]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("De Linde"));
}

/// In primary education a next school year is visible from 1 July (AGODI, FAQ on double enrolments).
#[test]
fn a_next_school_year_is_listed_from_the_first_of_july() {
    let (school, _) = School::demo();
    let next = SchoolYear::of(chrono::Local::now().date_naive()).unwrap();
    let next = SchoolYear::beginning(next.begin_year() + 1).unwrap();
    let enrolled = school.done(&[
        "enrol",
        "--set",
        "last_name=Wachters",
        "--set",
        "first_name=Pia",
        "--set",
        "birth_date=2016-05-05",
        "--from",
        &next.first_day().to_string(),
        "--different",
        "--apply",
    ]);
    let content = format!(
        "Naam;Voornaam;Geboortedatum;Instellingsnummer;Begindatum\nWachters;Pia;2016-05-05;099911;{}\n",
        next.first_day(),
    );
    let list = file(&school, "elders.csv", &content);
    let june = (next.first_day() - chrono::Days::new(63)).to_string();
    let july = (next.first_day() - chrono::Days::new(62)).to_string();
    assert!(june.ends_with("-06-30") && july.ends_with("-07-01"));
    let asked =
        |on: &str, extra: &[&str]| school.done(&[&["overlaps", "--on", on, "--file", &list], extra].concat());
    assert_eq!(asked(&june, &[]), Value::Array(Vec::new()));
    assert_eq!(asked(&july, &[])[0]["pupil"], enrolled["pupil"]);
    assert_eq!(asked(&june, &["--early"]), asked(&july, &[]));
}

#[test]
fn the_control_list_says_who_is_missing_here_and_there() {
    let (school, _) = School::demo();
    let (pupil, line) = names(&school).remove(0);
    let year = SchoolYear::of(chrono::Local::now().date_naive()).unwrap();
    let on = (year.first_day() + chrono::Days::new(60)).to_string();
    let content = format!("Naam;Voornaam;Geboortedatum\n{line}\nNergens;Bekend;2015-01-02\n");
    let list = file(&school, "controle.csv", &content);
    let found = school.done(&["control", &list, "--on", &on]);
    assert_eq!((found["same"].as_u64(), found["there"].as_u64()), (Some(1), Some(2)));
    assert_eq!(found["missing_here"][0]["last_name"], "Nergens");
    assert!(found["missing_here"][0]["id"].is_null());
    let missing = found["missing_there"].as_array().unwrap();
    assert_eq!(missing.len() as u64 + 1, found["here"].as_u64().unwrap());
    assert!(missing.iter().all(|one| one["id"] != pupil.as_str() && one["id"].is_string()));
}
