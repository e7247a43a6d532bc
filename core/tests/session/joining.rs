//! Beginning as a laptop of a school that has a server (security S22): nothing half-made.

use std::io::{Read, Write};
use std::net::TcpListener;

use stamboek_core::sync::messages::JoinRequest;
use stamboek_domain::sync::signature::public_text;
use stamboek_domain::sync::wire::MEDIA_TYPE;

use super::*;

/// A server that says hello, and to everything else this.
fn server(status: &'static str, body: impl Into<String>) -> String {
    let said = body.into();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut asked = [0; 4096];
            let length = stream.read(&mut asked).unwrap_or(0);
            let (status, kind, body) = match asked[..length].starts_with(b"GET /v1/hello") {
                true => ("200 OK", MEDIA_TYPE, HELLO),
                false if status.starts_with('2') => (status, MEDIA_TYPE, said.as_str()),
                false => (status, "application/problem+json", said.as_str()),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n");
            let answer = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

const HELLO: &str = r#"{"server":"0.1.0","op_versions":{"oldest":1,"newest":1},"oldest_client":"0.1.0",
    "limits":{},"time":"2026-11-22T08:00:00Z"}"#;
const ENROLLED: &str = r#"{"device":"0198f3a0-0000-7000-8000-000000000001",
    "institution":"0198f3a0-0000-7000-8000-000000000002","institution_name":"De Linde",
    "label":"Balie","server_key":"KEY","time":"2026-11-22T08:00:00Z"}"#;

fn at(address: &str, own_ca: bool) -> SetupRequest {
    let join = JoinRequest { address: address.to_owned(), code: "7K2M-9PQR-4T6X".to_owned(), own_ca };
    SetupRequest { school: String::new(), institution: String::new(), join: Some(join), ..school(None) }
}

/// How many settings stand among the entries of this laptop.
fn entries(core: &Core) -> u32 {
    let count = |db: &rusqlite::Connection| {
        Ok(db.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0)).unwrap())
    };
    core.register().unwrap().read(count).unwrap()
}

#[test]
fn a_server_that_is_not_there_leaves_nothing_and_one_begins_alone() {
    let laptop = Laptop::new();
    let core = laptop.start();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    std::fs::write(laptop.folder.path().join("ca.pem"), "no certificate").unwrap();
    for (asked, expected) in [
        (at("stamboek", false), Code::InvalidValue),
        (at(&format!("http://{gone}"), false), Code::ServerFailed),
        (at(&server("404 No", ""), true), Code::Cancelled),
    ] {
        assert_eq!(code(session::setup(&core, asked)), expected);
    }
    *laptop.desk.source.lock().unwrap() = Some(laptop.folder.path().join("ca.pem"));
    assert_eq!(code(session::setup(&core, at("https://127.0.0.1:9", true))), Code::InvalidValue);
    assert!(!laptop.profile().join("register.db").exists() && laptop.desk.entries.lock().unwrap().is_empty());
    assert!(matches!(phase(&core), Phase::FirstStart { .. }));
    session::setup(&core, school(None)).map_err(|p| p.code).unwrap();
    laptop.keep_sheet(&core);
    assert!(phase(&core) == Phase::Ready);
}

#[test]
fn a_refused_code_leaves_every_way_to_begin_open_also_after_a_start() {
    let laptop = Laptop::new();
    let refusal = r#"{"type":"not_found","title":"","status":404}"#;
    let address = server("404 No", refusal);
    for _ in 0..2 {
        let core = laptop.start();
        assert!(matches!(phase(&core), Phase::FirstStart { .. }));
        assert_eq!(code(session::setup(&core, at(&address, false))), Code::CodeRefused);
        assert!(matches!(phase(&core), Phase::FirstStart { .. }));
        assert_eq!(entries(&core), 0);
    }
    let core = laptop.start();
    session::setup(&core, school(None)).map_err(|p| p.code).unwrap();
    laptop.keep_sheet(&core);
    let state = session::state(&core, Nothing {}).map_err(|p| p.code).unwrap();
    assert!(state.phase == Phase::Ready && state.school == "Testschool");
}

#[test]
fn who_joins_gets_a_recovery_sheet_and_the_name_that_the_server_tells_and_enters_nothing() {
    let laptop = Laptop::new();
    let key = public_text(p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap().verifying_key());
    let address = server("201 Yes", ENROLLED.replace("KEY", &key));
    let core = laptop.start();
    let state = session::setup(&core, at(&address, false)).map_err(|p| p.code).unwrap();
    assert!(matches!(state.phase, Phase::ConfirmRecovery { purpose: Purpose::Needed, .. }));
    drop(core);

    // Broken off before the sheet was kept: it is asked for again, and nobody joins twice.
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::ConfirmRecovery { purpose: Purpose::Needed, .. }));
    assert_eq!(code(session::setup(&core, at(&address, false))), Code::RegisterExists);
    laptop.keep_sheet(&core);
    let state = session::state(&core, Nothing {}).map_err(|p| p.code).unwrap();
    assert!(state.phase == Phase::Ready && state.school == "De Linde" && state.institutions.is_empty());
    assert_eq!(entries(&core), 0, "what is not entered here can be no question there");
}
