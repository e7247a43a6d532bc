//! The real keyring of a Linux desktop: there, locked, emptied, missing (S4, S5, S11).
//!
//! Every case runs in a session bus of its own with a `gnome-keyring-daemon` of its own, so the
//! tests need no running service and touch nobody's keyring. The cases themselves run in this same
//! test binary, started again inside that bus.
#![cfg(target_os = "linux")]

use std::process::Command;

use stamboek_core::keys::keyring;
use stamboek_core::shell::KeyringAnswer;

/// Runs one of the cases below inside a new session bus; `script` prepares the keyring.
fn in_session(script: &str, case: &str) {
    let home = tempfile::tempdir().unwrap();
    let run = home.path().join("run");
    std::fs::create_dir(&run).unwrap();
    let program = std::env::current_exe().unwrap();
    let line = format!("{script}\n\"{}\" --exact --ignored case_{case}", program.display());
    let output = Command::new("dbus-run-session")
        .args(["--", "bash", "-euc", &line])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", &run)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("dbus-run-session (dbus), gnome-keyring-daemon (gnome-keyring)");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.contains("1 passed"), "the case ran: {text}");
}

const UNLOCKED: &str = "printf geheim | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";

#[test]
fn a_key_is_kept_and_read_back() {
    in_session(UNLOCKED, "kept");
}

#[test]
fn without_a_keyring_service_the_answer_is_unavailable() {
    // A bus that starts no service by itself.
    in_session(
        "unset DBUS_SESSION_BUS_ADDRESS; export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent",
        "missing",
    );
}

#[test]
fn a_locked_keyring_gives_no_key_and_keeps_none() {
    // No prompter without a display: nobody can unlock it.
    in_session("gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1", "locked");
}

#[test]
#[ignore = "runs inside a session of its own, started by the test above"]
fn case_kept() {
    assert!(matches!(keyring::get("database 1"), KeyringAnswer::Absent));
    keyring::set("database 1", &[7; 32]).unwrap_or_else(|_| panic!("not kept"));
    keyring::set("database 2", &[8; 32]).unwrap_or_else(|_| panic!("not kept"));
    let key = |entry: &str| match keyring::get(entry) {
        KeyringAnswer::Key(key) => Some(*key),
        _ => None,
    };
    assert_eq!(key("database 1"), Some([7; 32]));
    assert_eq!(key("database 2"), Some([8; 32]));
    assert_eq!(key("database 3"), None, "another database has another entry");
    keyring::set("database 1", &[9; 32]).unwrap_or_else(|_| panic!("not kept"));
    assert_eq!(key("database 1"), Some([9; 32]), "a new key replaces the old one");
}

#[test]
#[ignore = "runs inside a session of its own, started by the test above"]
fn case_missing() {
    assert!(matches!(keyring::get("database 1"), KeyringAnswer::Unavailable));
    assert!(keyring::set("database 1", &[7; 32]).is_err());
}

#[test]
#[ignore = "runs inside a session of its own, started by the test above"]
fn case_locked() {
    assert!(!matches!(keyring::get("database 1"), KeyringAnswer::Key(_)));
    assert!(keyring::set("database 1", &[7; 32]).is_err());
    assert!(!matches!(keyring::get("database 1"), KeyringAnswer::Key(_)));
}
