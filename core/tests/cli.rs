//! The command line as a script meets it: exit status, shapes, nothing without `--apply`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use stamboek_domain::school_year::SchoolYear;

struct School {
    folder: tempfile::TempDir,
}

impl School {
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A demo school of 60 pupils, with the lists of its migration.
    fn demo() -> (Self, Value) {
        let school = Self::empty();
        let files = school.path("lijsten");
        let made = school.done(&["demo", "--pupils", "60", "--files", files.to_str().unwrap()]);
        (school, made)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_stamboek"))
            .arg("--data")
            .arg(self.path("register"))
            .arg("--key-file")
            .arg(self.path("sleutel"))
            .args(arguments)
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .output()
            .unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Output {
        self.run(&[&["--json"], arguments].concat())
    }

    fn done(&self, arguments: &[&str]) -> Value {
        let output = self.json(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty());
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The problem, and what was answered all the same.
    fn refused(&self, arguments: &[&str]) -> (Value, Option<Value>) {
        let output = self.json(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let problem: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert!(problem["code"].is_string() && problem["values"].is_object());
        (problem, serde_json::from_slice(&output.stdout).ok())
    }
}

fn file(school: &School, name: &str, content: &str) -> String {
    let path = school.path(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_demo_school_is_listed_with_the_documented_shape() {
    let (school, made) = School::demo();
    assert_eq!(made["pupils"], 60);
    let listed = school.done(&["pupils"]);
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), 60);
    for person in listed {
        let keys: Vec<&str> = person.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["birth_date", "class", "first_name", "id", "insz", "last_name", "numbers"]);
        for number in person["numbers"].as_array().unwrap() {
            let keys: Vec<&str> = number.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, ["database", "system", "until", "value"]);
        }
    }
    let (problem, _) = school.refused(&["demo"]);
    assert_eq!(problem["code"], "register_exists");
}

#[cfg(unix)]
#[test]
fn a_key_file_that_is_made_is_for_this_user_only_and_never_written_over() {
    use std::os::unix::fs::PermissionsExt;
    let (school, _) = School::demo();
    let key = school.path("sleutel");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let content = std::fs::read(&key).unwrap();
    assert_eq!(content.len(), 32);

    // A key in hexadecimal digits that was there before is used as it is.
    let other = School::empty();
    std::fs::write(other.path("sleutel"), "ab".repeat(32)).unwrap();
    other.done(&["init", "--school", "Testschool", "--institution", "099901"]);
    assert_eq!(std::fs::read_to_string(other.path("sleutel")).unwrap(), "ab".repeat(32));
    assert_eq!(other.done(&["pupils"]), serde_json::json!([]));
}

#[test]
fn a_wrong_missing_or_broken_key_is_refused_and_leaves_everything_as_it_is() {
    let (school, _) = School::demo();
    let kept = std::fs::read(school.path("sleutel")).unwrap();
    for (key, code) in
        [(Some(vec![7; 32]), "key_wrong"), (Some(vec![7; 5]), "keyring_unavailable"), (None, "key_absent")]
    {
        match key {
            Some(key) => std::fs::write(school.path("sleutel"), key).unwrap(),
            None => std::fs::remove_file(school.path("sleutel")).unwrap(),
        }
        let (problem, answer) = school.refused(&["pupils"]);
        assert_eq!(problem["code"], code);
        assert!(answer.is_none());
    }
    assert!(!school.path("sleutel").exists(), "reading makes no key");
    std::fs::write(school.path("sleutel"), kept).unwrap();
    assert_eq!(school.done(&["pupils"]).as_array().unwrap().len(), 60);
    let nowhere = School::empty();
    assert_eq!(nowhere.refused(&["pupils"]).0["code"], "register_missing");
    assert!(!nowhere.path("register").exists());
}

#[test]
fn wrong_usage_ends_with_status_2_and_problems_are_said_in_dutch_without_json() {
    let school = School::empty();
    for arguments in
        [&["iets"][..], &[], &["cards", "print", "--out", "x.pdf"], &["demo", "--pupils", "veel"]]
    {
        assert_eq!(school.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    let output = school.run(&["pupils"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("geen register"));
    let (problem, _) = school.refused(&["init", "--school", "X", "--institution", "12"]);
    assert_eq!(problem["code"], "invalid_value");
    assert_eq!(problem["values"]["field"], "institution");
}

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
fn a_backup_is_put_back_only_with_apply_also_over_a_register_that_does_not_open() {
    let (school, _) = School::demo();
    let made = school.done(&["backup"]);
    let name = made["file_name"].as_str().unwrap();
    let list = file(&school, "lijst.csv", "Familienaam;Voornaam\nPeeters;Noor\n");
    school.done(&["import", "pupils", &list, "--different", "2", "--apply"]);
    let plan = school.done(&["backup", "restore", name]);
    assert_eq!(
        (&plan["applied"], &plan["comparison"]["gained"], &plan["kept"]),
        (&false.into(), &0.into(), &Value::Null)
    );
    assert!(plan["comparison"]["lost"].as_u64().unwrap() > 0);
    assert_eq!(school.done(&["pupils"]).as_array().unwrap().len(), 61, "a plan changes nothing");
    let applied = school.done(&["backup", "restore", name, "--apply"]);
    assert!(school.path("register").join(applied["kept"].as_str().unwrap()).exists());
    assert_eq!(school.done(&["pupils"]).as_array().unwrap().len(), 60);

    std::fs::write(school.path("register").join("register.db"), vec![7; 16_384]).unwrap();
    assert!(
        ["key_wrong", "register_damaged"].contains(&school.refused(&["pupils"]).0["code"].as_str().unwrap())
    );
    let applied = school.done(&["backup", "restore", name, "--apply"]);
    assert_eq!(applied["comparison"], Value::Null);
    assert_eq!(school.done(&["pupils"]).as_array().unwrap().len(), 60);
    assert_eq!(school.refused(&["backup", "restore", "backup-1.db"]).0["code"], "not_found");
}

#[test]
fn a_backup_is_made_and_verified_and_the_register_is_sound() {
    let (school, _) = School::demo();
    let made = school.done(&["backup"]);
    assert_eq!(made["verified"], true);
    let verified = school.done(&["verify"]);
    assert_eq!(verified["sound"], true);
    assert_eq!(verified["backups"].as_array().unwrap().len(), 1);
    let checked = school.done(&["check"]);
    assert_eq!(checked["file_sound"], true);
    assert_eq!(checked["views_equal"], true);

    // One flipped byte in a backup is found.
    let backup = find(&school.path("register"), made["file_name"].as_str().unwrap());
    let mut content = std::fs::read(&backup).unwrap();
    let middle = content.len() / 2;
    content[middle] ^= 1;
    std::fs::write(&backup, content).unwrap();
    let (problem, answer) = school.refused(&["verify"]);
    assert_eq!(problem["code"], "backup_failed");
    assert_eq!(answer.unwrap()["sound"], false);
}

fn find(folder: &Path, name: &str) -> PathBuf {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap() == name {
            return path;
        }
        if path.is_dir() && path.join(name).exists() {
            return path.join(name);
        }
    }
    panic!("no {name}");
}

/// Runs it in a terminal of its own, in which somebody types that line.
#[cfg(target_os = "linux")]
fn typed(school: &School, line: &str) -> Output {
    use std::io::Write;
    let program = env!("CARGO_BIN_EXE_stamboek");
    let command = format!("{program} --data {} pupils", school.path("register").display());
    let mut child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("script (util-linux)");
    let mut hands = child.stdin.take().unwrap();
    let mut screen = child.stdout.take().unwrap();
    // Typed once it is asked, as a person does.
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("Wachtzin: ") {
        let mut byte = [0];
        assert_eq!(std::io::Read::read(&mut screen, &mut byte).unwrap(), 1, "nothing was asked");
        seen.push(byte[0]);
    }
    // The echo goes off after the question stands there.
    std::thread::sleep(std::time::Duration::from_secs(1));
    hands.write_all(format!("{line}\n").as_bytes()).unwrap();
    std::io::Read::read_to_end(&mut screen, &mut seen).unwrap();
    drop(hands);
    let status = child.wait().unwrap();
    Output { status, stdout: seen, stderr: Vec::new() }
}

#[test]
#[cfg(target_os = "linux")]
fn a_register_with_a_passphrase_asks_for_it_on_the_terminal_without_echo() {
    let school = School::empty();
    let shell = std::sync::Arc::new(stamboek_core::shell::Headless::default());
    let core =
        stamboek_core::Core::new(&school.path("register"), shell, || chrono::Local::now().fixed_offset());
    let request = stamboek_core::session::messages::SetupRequest {
        demo: true,
        school: String::new(),
        institution: String::new(),
        passphrase: Some("zeven paarden zwemmen graag".to_owned()),
    };
    let demo = stamboek_core::demo::Params::new(3, chrono::Local::now().date_naive());
    stamboek_core::session::setup_with_key_at_hand(&core, &request, &demo).map_err(|p| p.code).unwrap();
    drop(core);

    let right = typed(&school, "zeven paarden zwemmen graag");
    let screen = String::from_utf8_lossy(&right.stdout);
    assert!(right.status.success() && screen.contains("3 personen"), "{screen}");
    assert!(!screen.contains("paarden"), "typed without echo");
    assert_eq!(typed(&school, "zeven paarden").status.code(), Some(1));

    // Without a terminal nobody can be asked.
    let program = env!("CARGO_BIN_EXE_stamboek");
    let mut piped = Command::new(program);
    piped.arg("--data").arg(school.path("register")).args(["--json", "pupils"]);
    let refused = piped.stdin(std::process::Stdio::null()).output().unwrap();
    assert!(String::from_utf8_lossy(&refused.stderr).contains("passphrase_needed"));
}

#[test]
fn marks_go_to_a_file_of_informat_and_come_back_only_with_apply() {
    let (school, _) = School::demo();
    let listed = school.done(&["pupils"]);
    let is_primary = |person: &&Value| person["class"].as_str().unwrap().starts_with('L');
    let person = listed.as_array().unwrap().iter().find(is_primary).unwrap();
    let number = format!("{:0>10}", person["numbers"][0]["value"].as_str().unwrap());
    // The demo school lives now: two weeks of October of this school year, of which some days may be free.
    let year = SchoolYear::of(chrono::Local::now().date_naive()).unwrap();
    let days = year.first_day().iter_days().skip(30).take(14);
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

#[test]
fn a_pupil_is_enrolled_moved_and_leaves_and_the_state_follows() {
    let (school, _) = School::demo();
    let today = chrono::Local::now().date_naive();
    let on = (0..7).map(|n| today + chrono::Days::new(n)).find(|day| {
        use chrono::Datelike;
        day.weekday().number_from_monday() < 6
    });
    let on = on.unwrap().to_string();
    let total = |school: &School| school.done(&["state", "--on", &on])["total"].as_u64().unwrap();
    let before = total(&school);
    let form = [
        "enrol",
        "--set",
        "last_name=Aerts",
        "--set",
        "first_name=Lotte",
        "--set",
        "birth_date=2016-05-05",
        "--class",
        "L4A",
        "--group",
        "43056",
        "--location",
        "1",
        "--from",
        &on,
    ];
    let plan = school.done(&form);
    assert_eq!((plan["applied"].as_bool(), plan["applicable"].as_bool()), (Some(false), Some(true)));
    assert_eq!(total(&school), before, "nothing without --apply");
    let done = school.done(&[&form[..], &["--apply"]].concat());
    let pupil = done["pupil"].as_str().unwrap();
    assert_eq!(total(&school), before + 1);
    let again = school.refused(&[&form[..], &["--apply"]].concat());
    assert_eq!(
        (again.0["code"].as_str(), again.0["values"]["undecided"].as_str()),
        (Some("plan_not_applicable"), Some("1"))
    );
    let moved = school.done(&["move", "--pupil", pupil, "--on", &on, "--class", "L4Z", "--apply"]);
    assert_eq!(moved["moves"], 1);
    let left = school.done(&["leave", "--pupil", pupil, "--never-came", "--apply"]);
    assert_eq!((left["applied"].as_bool(), total(&school)), (Some(true), before));
    let year = school.done(&["new-year"]);
    assert!(year["passing"].as_u64().unwrap() > 20 && !year["applied"].as_bool().unwrap());
}
