//! `stamboek server …` is the program of the server with the same words.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::Value;

#[test]
fn the_program_of_the_server_gets_the_same_words_and_says_how_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("stamboek");
    std::fs::copy(env!("CARGO_BIN_EXE_stamboek"), &own).unwrap();
    let run = |arguments: &[&str]| Command::new(&own).args(arguments).env("PATH", "").output().unwrap();
    let missing = run(&["--json", "server", "institution", "list"]);
    assert_eq!(missing.status.code(), Some(1));
    let problem: Value = serde_json::from_slice(&missing.stderr).unwrap();
    assert_eq!(
        (problem["code"].as_str(), problem["values"]["what"].as_str()),
        (Some("not_found"), Some("server_program"))
    );
    let said = String::from_utf8(run(&["server", "institution", "list"]).stderr).unwrap();
    assert!(said.contains("stamboek-server staat niet op deze computer"), "{said}");

    let beside = folder.path().join("stamboek-server");
    std::fs::write(&beside, "#!/bin/sh\necho \"$@\"\necho neen >&2\nexit 2\n").unwrap();
    std::fs::set_permissions(&beside, std::fs::Permissions::from_mode(0o755)).unwrap();
    let ran = run(&["--json", "server", "--config", "x.toml", "tidy"]);
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), "--json --config x.toml tidy\n");
    assert_eq!(String::from_utf8(ran.stderr).unwrap(), "neen\n");
    let ran = run(&["server", "tidy", "--help"]);
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), "tidy --help\n", "help of that program");
}
