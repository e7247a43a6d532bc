//! The command line as a script meets it: exit status, shapes, nothing without `--apply`.

mod attendance;
mod cards;
mod enrolments;
mod imports;
mod overlaps;
mod register;
#[cfg(unix)]
mod server;
mod sync;

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

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

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stamboek"));
        command
            .arg("--data")
            .arg(self.path("register"))
            .arg("--key-file")
            .arg(self.path("sleutel"))
            .args(arguments)
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
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
