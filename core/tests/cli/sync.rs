//! `stamboek sync` without a server; with one: `tests/sync_laptops`.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::School;

fn empty() -> School {
    let school = School::empty();
    school.done(&["init", "--school", "De Linde", "--institution", "012345"]);
    school
}

#[test]
fn a_register_of_no_server_says_so_and_has_nothing_to_send() {
    let school = empty();
    let status = school.done(&["sync", "status"]);
    assert_eq!((&status["joined"], &status["waiting"]), (&Value::Null, &0.into()));
    for words in [&["sync", "now"][..], &["sync", "leave"]] {
        let (problem, answer) = school.refused(words);
        assert_eq!((&problem["code"], answer), (&"not_joined".into(), None), "{words:?}");
    }
}

#[test]
fn an_address_in_clear_over_a_network_or_a_file_without_certificates_is_refused_before_anything_is_asked() {
    let school = empty();
    let join =
        |address: &str| school.refused(&["sync", "join", "--server", address, "--code", "AAAA-AAAA-AAAA"]).0;
    let problem = join("http://sync.example");
    assert_eq!((&problem["code"], &problem["values"]["why"]), (&"invalid_value".into(), &"https".into()));
    assert_eq!(join("sync.example")["values"]["why"], "shape");
    let file = school.path("ca.pem");
    std::fs::write(&file, "geen certificaat").unwrap();
    let words = ["sync", "join", "--server", "https://127.0.0.1:9", "--code", "A", "--ca"];
    let (problem, _) = school.refused(&[&words[..], &[file.to_str().unwrap()]].concat());
    assert_eq!((&problem["code"], &problem["values"]["field"]), (&"invalid_value".into(), &"ca".into()));
}

#[test]
fn nobody_listening_is_said_and_a_password_may_come_through_a_pipe() {
    let school = empty();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let address = format!("http://{free}");
    let (problem, _) = school.refused(&["sync", "join", "--server", &address, "--code", "AAAA-AAAA-AAAA"]);
    assert_eq!(
        (&problem["code"], &problem["values"]["why"]),
        (&"server_failed".into(), &"unreachable".into())
    );
    let mut command = school.command(&["--json", "sync", "sign-in", "--login", "els"]);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"een lang wachtwoord\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let problem: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(problem["code"], "not_joined");
}
