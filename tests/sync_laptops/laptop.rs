//! A laptop: a profile folder with its own register.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::session;
use stamboek_core::session::messages::SetupRequest;
use stamboek_core::settings::of_school;
use stamboek_core::shell::{Event, FileKind, Headless, KeyringAnswer, Shell};
use stamboek_core::sync::messages::{JoinRequest, SyncStatus};
use stamboek_core::sync::{act, device, status};
use stamboek_core::{Answer, Core, commands};
use uuid::Uuid;

use crate::world::{PASSWORD, World};

pub struct Laptop {
    pub core: Core,
    pub folder: tempfile::TempDir,
}

pub fn clock() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset()
}

pub fn key() -> Key {
    Key::new([7; 32])
}

/// A shell with a keyring of its own, as one laptop has it.
#[derive(Default)]
pub struct WithKeyring(Mutex<HashMap<String, [u8; 32]>>);

impl Shell for WithKeyring {
    fn choose_file(&self, _: FileKind) -> Option<PathBuf> {
        None
    }
    fn choose_target(&self, _: FileKind, _: &str) -> Option<PathBuf> {
        None
    }
    fn show_pdf(&self, _: &Path) -> Answer<()> {
        Ok(())
    }
    fn keyring_get(&self, entry: &str) -> KeyringAnswer {
        let key = self.0.lock().unwrap().get(entry).copied();
        key.map_or(KeyringAnswer::Absent, |key| KeyringAnswer::Key(Key::new(key)))
    }
    fn keyring_set(&self, entry: &str, key: &[u8; 32]) -> Answer<()> {
        self.0.lock().unwrap().insert(entry.to_owned(), *key);
        Ok(())
    }
    fn keyring_remove(&self, entry: &str) -> Answer<()> {
        self.0.lock().unwrap().remove(entry);
        Ok(())
    }
    fn notify(&self, _: Event) {}
}

impl Laptop {
    /// With an empty register, and a keyring.
    pub fn with_keyring() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = Arc::new(WithKeyring::default());
        let core = Core::create_with_key(folder.path(), shell, clock, &key()).unwrap();
        Self { core, folder }
    }

    /// A copy of its folder on another laptop, whose keyring knows nothing of it.
    pub fn copied(self) -> Self {
        let Self { core, folder } = self;
        drop(core);
        let shell = Arc::new(WithKeyring::default());
        let core = Core::open_with_key(folder.path(), shell, clock, &key()).unwrap();
        Self { core, folder }
    }

    /// With an empty register.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let core =
            Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &key()).unwrap();
        Self { core, folder }
    }

    /// With a demo school of so many pupils.
    pub fn of_a_school(pupils: u32) -> Self {
        let laptop = Self::new();
        fill(&laptop.core.register().unwrap(), &Params::new(pupils, clock().date_naive())).unwrap();
        laptop
    }

    /// Becomes one of the school's, with Els at it.
    pub fn join(self, world: &World, label: &str) -> Self {
        act::join(&self.core, &world.url(), &world.code(label), None).unwrap();
        act::sign_in(&self.core, "els", PASSWORD).unwrap();
        self
    }

    /// Begins as one of the school's, and keeps its recovery sheet.
    pub fn begins_there(world: &World, label: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let core = Core::new(folder.path(), Arc::new(WithKeyring::default()), clock);
        session::start(&core);
        let join = JoinRequest { address: world.url(), code: world.code(label), own_ca: false };
        let (school, institution) = (String::new(), String::new());
        let request = SetupRequest { demo: false, school, institution, join: Some(join), passphrase: None };
        let demo = Params::new(0, clock().date_naive());
        session::setup_with_key_at_hand(&core, &request, &demo).unwrap();
        Self { core, folder }
    }

    /// The program ended, and starts on the same laptop.
    pub fn started_again(self) -> Self {
        let Self { core, folder } = self;
        let shell = core.shell.clone();
        drop(core);
        let core = Core::new(folder.path(), shell, clock);
        session::start(&core);
        Self { core, folder }
    }

    /// Name and number of the school among its settings.
    pub fn school(&self) -> (String, String) {
        let settings = self.core.register().unwrap().read(of_school).unwrap();
        (settings.school, settings.institution)
    }

    /// Closes and opens it again, as another day.
    pub fn opened_again(self) -> Self {
        self.opened_on(clock)
    }

    /// The same with another clock.
    pub fn opened_on(self, clock: fn() -> DateTime<FixedOffset>) -> Self {
        let Self { core, folder } = self;
        drop(core);
        let core = Core::open_with_key(folder.path(), Arc::new(Headless::default()), clock, &key()).unwrap();
        Self { core, folder }
    }

    /// As a window has it: sync goes on beside it.
    pub fn staying_open(self) -> Self {
        let Self { core, folder } = self;
        drop(core);
        let core = Core::new(folder.path(), Arc::new(Headless::default()), clock).stays_open();
        core.open_register(&key()).unwrap();
        Self { core, folder }
    }

    pub fn now(&self) -> Answer<()> {
        act::now(&self.core)
    }

    pub fn device(&self) -> Uuid {
        self.core.register().unwrap().read(device::Server::of).unwrap().unwrap().device
    }

    pub fn status(&self) -> SyncStatus {
        status::status(&self.core).unwrap()
    }

    pub fn call(&self, name: &str, request: Value) -> Value {
        serde_json::from_str(&commands::call(&self.core, name, request).unwrap()).unwrap()
    }

    /// Everybody as the list shows them, in an order of their own.
    pub fn pupils(&self) -> Vec<Value> {
        let listed = stamboek_core::pupils::listing(&self.core).unwrap();
        let mut all: Vec<Value> = listed.iter().map(|one| serde_json::to_value(one).unwrap()).collect();
        all.sort_by_key(ToString::to_string);
        all
    }

    /// One pupil of a class and that class.
    pub fn somebody(&self) -> (String, String) {
        let all = self.pupils();
        let one = all.iter().find(|one| one["class"] != "").unwrap();
        (one["id"].as_str().unwrap().to_owned(), one["class"].as_str().unwrap().to_owned())
    }

    /// Sets a mark on Friday morning 20 November 2026.
    pub fn mark(&self, pupil: &str, was: Option<&str>, now: Option<&str>) {
        let mark = |code: Option<&str>| code.map(|code| json!({ "code": code }));
        let cell = json!({
            "pupil": pupil, "at": { "day": "2026-11-20", "half": "VM" }, "was": mark(was), "now": mark(now),
        });
        let set = self.call("attendance_set", json!({ "cells": [cell] }));
        assert_eq!(set["set"], 1, "{set}");
    }

    /// What stands there then.
    pub fn code(&self, class: &str, pupil: &str) -> Option<String> {
        let week = self.call("attendance_week", json!({ "class": class, "day": "2026-11-20" }));
        let row = week["rows"].as_array().unwrap().iter().find(|row| row["pupil"] == pupil).unwrap().clone();
        let at = |cell: &&Value| cell["at"] == json!({ "day": "2026-11-20", "half": "VM" });
        let cells = row["cells"].as_array().unwrap();
        let cell = cells.iter().find(at).unwrap_or(&cells[8]);
        cell["mark"]["code"].as_str().map(str::to_owned)
    }

    /// The register passes its check: views equal a rebuild.
    pub fn assert_sound(&self) {
        assert!(self.core.register().unwrap().check().unwrap().is_sound());
    }
}
