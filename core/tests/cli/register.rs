//! The register itself: making, opening, keys, backups, and what is said of wrong use.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use super::{School, file};

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
        let output = school.json(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let problem: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(problem["code"], "bad_request");
        let detail = problem["values"]["detail"].as_str().unwrap();
        assert!(!detail.is_empty() && !detail.ends_with(':'), "{detail}");
    }
    let output = school.run(&["pupils"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("geen register"));
    let (problem, _) = school.refused(&["init", "--school", "X", "--institution", "12"]);
    assert_eq!(problem["code"], "invalid_value");
    assert_eq!(problem["values"]["field"], "institution");
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
        join: None,
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
fn a_new_key_with_a_new_key_file_leaves_the_old_one_without_use() {
    let (school, _) = School::demo();
    let people = school.done(&["pupils"]);
    let made = school.done(&["backup"]);
    let (old, new) = (school.path("sleutel"), school.path("sleutel-2"));
    let sheet = school.path("blad.pdf");
    let words = ["--new-key-file", new.to_str().unwrap(), "--sheet", sheet.to_str().unwrap()];
    let rotated = school.done(&[&["key", "rotate"], &words[..]].concat());
    assert_eq!((&rotated["rotated"], &rotated["sheet"]), (&true.into(), &true.into()));
    assert!(std::fs::read(&sheet).unwrap().starts_with(b"%PDF"));
    assert_eq!(school.refused(&["pupils"]).0["code"], "key_wrong", "by the old file");
    let kept = std::fs::read(&old).unwrap();
    std::fs::rename(&new, &old).unwrap();
    assert_eq!(school.done(&["pupils"]), people);
    assert_eq!(school.done(&["check"])["views_equal"], true);
    let backups = school.done(&["verify"]);
    assert_eq!(backups["sound"], true);
    let earlier = |row: &Value| row["earlier_key"] == true;
    let earlier: Vec<&Value> =
        backups["backups"].as_array().unwrap().iter().filter(|row| earlier(row)).collect();
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0]["file_name"], made["file_name"]);

    // There is a recovery sheet now: another key asks for another one.
    assert_eq!(school.refused(&["key", "rotate"]).0["code"], "recovery_not_saved");
    std::fs::write(&old, kept).unwrap();
    assert_eq!(school.refused(&["pupils"]).0["code"], "key_wrong");
}
