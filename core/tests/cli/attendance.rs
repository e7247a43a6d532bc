//! Registers, the worklist, and files of marks.

use serde_json::Value;
use stamboek_domain::school_year::SchoolYear;

use super::{School, file};

#[test]
fn marks_go_to_a_file_of_informat_and_come_back_only_with_apply() {
    let (school, _) = School::demo();
    let listed = school.done(&["pupils"]);
    let is_primary = |person: &&Value| person["class"].as_str().unwrap().starts_with('L');
    let person = listed.as_array().unwrap().iter().find(is_primary).unwrap();
    let number = format!("{:0>10}", person["numbers"][0]["value"].as_str().unwrap());
    // The demo school lives now: two weeks of October of this school year, of which some days may be free.
    let year = SchoolYear::of(chrono::Local::now().date_naive()).unwrap();
    let october = year.first_day() + chrono::Days::new(30);
    let days = october.iter_days().take(14);
    let blocks: Vec<String> = days.map(|day| format!("{}T1\nB\n{number}", day.format("%d%m%y"))).collect();
    let marks = file(&school, "in.txt", &format!("{}\n9999999999", blocks.join("\n")));
    let planned = school.done(&["attendance", "import", &marks]);
    let new = planned["new"].as_u64().unwrap();
    assert!(new >= 5 && planned["refused"].as_array().unwrap().len() as u64 == 14 - new, "{planned}");
    assert_eq!((&planned["applied"], &planned["cells"]), (&false.into(), &new.into()));
    assert_eq!(planned["unknown"][0]["line"], 43);
    let applied = school.done(&["attendance", "import", &marks, "--apply"]);
    assert_eq!((&applied["applied"], &applied["cells"]), (&true.into(), &new.into()));
    assert!(applied["batch"].is_string());

    let out = school.path("uit.txt");
    let out = out.to_str().unwrap();
    let (from, until) = (year.first_day().to_string(), year.last_day().to_string());
    let period = ["--from", &from, "--until", &until, "--out", out, "--all"];
    let export = |format: &str, options: &[&str]| {
        let start = ["attendance", "export", "--format", format];
        school.done(&[&start[..], options].concat())
    };
    assert!(export("informat", &period)["marks"].as_u64().unwrap() >= new);
    assert!(std::fs::read_to_string(out).unwrap().contains(&format!("\r\n{number}")));
    let second = export("informat", &period[..6]);
    assert_eq!((&second["file_name"], &second["marks"]), (&Value::Null, &0.into()));
    assert!(second["unchanged"].as_u64().unwrap() >= new);
    assert!(export("csv", &period)["marks"].as_u64().unwrap() >= new);
    assert!(std::fs::read_to_string(out).unwrap().contains(";VM;B;B;"));

    let broken = file(&school, "fout.txt", "121126T1\nQ\n0000000001");
    let (problem, answer) = school.refused(&["attendance", "import", &broken, "--apply"]);
    assert_eq!(problem["code"], "plan_not_applicable");
    assert_eq!(answer.unwrap()["faults"][0]["line"], 2);
}

/// Two pupils of one class, who belong to it without a first and last day.
fn class_of_two() -> (School, Vec<String>) {
    let school = School::empty();
    school.done(&["init", "--school", "Testschool", "--institution", "012345"]);
    let list = "Naam;Voornaam;Geboortedatum;Klas\nAerts;Noor;02/03/2015;4A\nMaes;Wout;05/06/2015;4A\n";
    let list = file(&school, "lijst.csv", list);
    school.done(&["import", "pupils", &list, "--apply"]);
    let listed = school.done(&["pupils"]);
    let id = |person: &Value| person["id"].as_str().unwrap().to_owned();
    let ids = listed.as_array().unwrap().iter().map(id).collect();
    (school, ids)
}

#[test]
fn a_register_is_taken_marked_and_shown_in_the_documented_shape() {
    let (school, ids) = class_of_two();
    // Monday, and a Wednesday of that week.
    let (monday, wednesday) = ("2025-11-24", "2025-11-26");
    let set = |half: &str, more: &[&str]| {
        let words = ["attendance", "set", "--date", monday, "--half", half, "--pupil", &ids[0]];
        [&words[..], more].concat().iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    let words = |words: &[String]| school.done(&words.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(words(&set("VM", &["--code", "z", "--note", "koorts"]))["batch"].is_string());
    assert!(words(&set("vm", &["--code", "Z", "--note", "koorts"]))["batch"].is_null(), "already so");
    words(&set("NM", &["--code", "B"]));
    words(&set("NM", &["--clear"]));
    let taken = school.done(&["attendance", "roll", "--class", "4A", "--date", wednesday]);
    assert_eq!(
        taken["taken"],
        serde_json::json!([{ "day": wednesday, "half": "VM" }]),
        "no lessons after noon"
    );
    let week = school.done(&["attendance", "show", "--class", "4A", "--week", wednesday]);
    assert_eq!((&week["class"], &week["monday"]), (&"4A".into(), &monday.into()));
    let columns = week["columns"].as_array().unwrap();
    assert_eq!(columns.len(), 10);
    assert!(columns[4]["taken"]["at"].is_string() && columns[5]["lessons"] == false);
    let row = &week["rows"][0];
    assert_eq!(
        (&row["codes"][0], &row["codes"][1], &row["totals"]["Z"]),
        (&"Z".into(), &Value::Null, &1.into())
    );
    let keys: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["codes", "first_name", "id", "last_name", "totals"]);
    let unknown = set("VM", &["--code", "Q"]);
    let refused = school.refused(&unknown.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(refused.0["code"], "code_unknown");
    let free = ["attendance", "roll", "--class", "4A", "--date", "2025-11-11"];
    assert_eq!(school.refused(&free).0["values"]["name"], "Wapenstilstand");
    assert_eq!(school.json(&["attendance", "roll", "--class", "4A"]).status.code(), Some(2));
}

#[test]
fn the_worklist_has_the_documented_shape() {
    use chrono::Datelike;
    let (school, ids) = class_of_two();
    let today = chrono::Local::now().date_naive();
    let begin = if today.month() >= 9 { today.year() } else { today.year() - 1 };
    // The first full weeks of September have no holidays; a Wednesday afternoon is refused.
    let first = chrono::NaiveDate::from_ymd_opt(begin, 9, 7).unwrap();
    for day in first.iter_days().take(7) {
        let words = ["attendance", "set", "--half", "VM", "--code", "B", "--pupil", &ids[1], "--date"];
        school.json(&[&words[..], &[&day.to_string()]].concat());
    }
    let list = school.done(&["attendance", "worklist"]);
    assert_eq!((&list["stray"], &list["proposed_b"]), (&serde_json::json!([]), &serde_json::json!([])));
    let item = &list["items"][0];
    assert_eq!(
        (&item["id"], &item["count"], &item["limit"]),
        (&ids[1].as_str().into(), &5.into(), &5.into())
    );
    assert_eq!((&item["rule"], &item["step"]), (&"problematic".into(), &"contact_clb".into()));
    let keys: Vec<&str> = item.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "class",
            "count",
            "first_name",
            "id",
            "key",
            "last_name",
            "limit",
            "rule",
            "since",
            "source",
            "step"
        ]
    );
    let text = String::from_utf8(school.run(&["attendance", "worklist"]).stdout).unwrap();
    assert!(text.contains("Maes Wout") && text.contains("1 op te volgen"), "{text}");
}
