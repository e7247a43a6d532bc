//! What the tests of the register share: a fixed clock, keys, changes.

pub use std::collections::BTreeMap;
pub use std::path::Path;
pub use std::sync::Arc;

pub use chrono::{DateTime, FixedOffset, NaiveDate};
pub use stamboek_core::db::open::Key;
pub use stamboek_core::shell::Headless;
pub use stamboek_core::{Answer, Core};
pub use stamboek_domain::problem::Code;
pub use stamboek_domain::pupil::{PupilField, PupilId};
pub use stamboek_domain::sync::op::{Change, ExternalNumber, FieldChange};
pub use uuid::Uuid;

pub fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

pub fn key(byte: u8) -> Key {
    Key::new([byte; 32])
}

pub fn create(folder: &Path) -> Core {
    Core::create_with_key(folder, Arc::new(Headless::default()), clock, &key(7)).unwrap()
}

pub fn open(folder: &Path, byte: u8) -> Answer<Core> {
    Core::open_with_key(folder, Arc::new(Headless::default()), clock, &key(byte))
}

pub fn pupil(last_name: &str) -> (PupilId, Change) {
    let id = PupilId(Uuid::now_v7());
    let fields = BTreeMap::from([(PupilField::LastName, last_name.to_owned())]);
    (id, Change::PupilCreate { pupil: id, tag: id.0.simple().to_string(), fields })
}

pub fn edit(pupil: PupilId, was: &str, now: &str) -> Change {
    let text = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let items = vec![FieldChange { field: PupilField::Class, was: text(was), now: text(now) }];
    Change::PupilEdit { pupil, items }
}

pub fn number(value: &str) -> ExternalNumber {
    ExternalNumber { system: "informat".into(), database: "SG Oud".into(), value: value.into() }
}

pub fn day() -> NaiveDate {
    clock().date_naive()
}

pub fn count(core: &Core, table: &str) -> u32 {
    let sql = format!("SELECT count(*) FROM {table}");
    core.register().unwrap().read(|db| Ok(db.query_row(&sql, [], |row| row.get(0)).unwrap())).unwrap()
}

pub fn code<T>(answer: Answer<T>) -> Code {
    match answer {
        Ok(_) => panic!("was not refused"),
        Err(problem) => problem.code,
    }
}

/// What a command answers, as the screens read it.
pub fn answer(core: &Core, command: &str, request: serde_json::Value) -> serde_json::Value {
    serde_json::from_str(&stamboek_core::commands::call(core, command, request).unwrap()).unwrap()
}
