//! A register with a pupil, and what the server would have said about it.

pub use std::collections::BTreeMap;
pub use std::sync::Arc;

pub use chrono::{DateTime, FixedOffset, NaiveDate};
pub use serde_json::{Value, json};
pub use stamboek_core::Core;
pub use stamboek_core::db::open::Key;
pub use stamboek_core::shell::Headless;
pub use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
pub use stamboek_domain::problem::Problem;
pub use stamboek_domain::pupil::{PupilField, PupilId};
pub use stamboek_domain::sync::conflict::{Conflict, Held, HeldPart, HeldState, Offer, OfferState};
pub use stamboek_domain::sync::op::{BatchId, Cell, CellChange, Change, Clock, FieldChange, Op, OpId};
pub use stamboek_domain::sync::parts::subject;
pub use stamboek_domain::sync::record::{Author, Body, DeviceId};
pub use stamboek_domain::sync::wire::HeldReason;
pub use uuid::Uuid;

pub fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

/// A school of one pupil.
pub struct School {
    pub core: Core,
    pub pupil: PupilId,
    _folder: tempfile::TempDir,
}

impl School {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = Arc::new(Headless::default());
        let core = Core::create_with_key(folder.path(), shell, clock, &Key::new([7; 32])).unwrap();
        let school = Self { core, pupil: PupilId(Uuid::now_v7()), _folder: folder };
        school.add(school.pupil, "Peeters", "1A");
        school
    }

    pub fn add(&self, pupil: PupilId, name: &str, class: &str) {
        let fields = BTreeMap::from([
            (PupilField::LastName, name.to_owned()),
            (PupilField::FirstName, "Noor".to_owned()),
            (PupilField::Class, class.to_owned()),
        ]);
        let tag = pupil.0.simple().to_string();
        self.write(Change::PupilCreate { pupil, tag, fields });
    }

    pub fn write(&self, change: Change) {
        self.core.register().unwrap().write("edit", |batch| batch.push(change)).unwrap();
    }

    /// Lays a record in the mirror, or a row of the server in its view.
    pub fn lay(&self, sql: &str, values: impl rusqlite::Params) {
        let lay = |tx: &rusqlite::Transaction| {
            tx.execute(sql, values).unwrap();
            Ok(())
        };
        self.core.register().unwrap().write_local(lay).unwrap();
    }

    pub fn conflict(&self, offers: Vec<Offer>) -> String {
        let about = subject(&offers[0].change);
        let conflict = Conflict { offers, ..Conflict::about(Some(self.pupil)) };
        self.lay(
            "INSERT OR REPLACE INTO view_conflict (subject, pupil, open, body) VALUES (?1, ?2, 1, ?3)",
            (&about, self.pupil.0.to_string(), serde_json::to_string(&conflict).unwrap()),
        );
        about
    }

    pub fn held(&self, held: &Held) -> String {
        let op = Uuid::now_v7().to_string();
        self.lay(
            "INSERT INTO view_held (op, open, body) VALUES (?1, 1, ?2)",
            (&op, serde_json::to_string(held).unwrap()),
        );
        op
    }

    pub fn call(&self, command: &str, request: Value) -> Result<Value, Problem> {
        let answer = stamboek_core::commands::call(&self.core, command, request)?;
        Ok(serde_json::from_str(&answer).unwrap())
    }

    pub fn ask(&self, about: &str) -> Value {
        self.call("sync", json!({ "about": about })).unwrap()
    }

    pub fn act(&self, request: Value) -> Value {
        self.call("sync_do", request).unwrap()
    }

    /// The choice of a row: an offer by its place, or `None` for what is in force.
    pub fn choose(row: &Value, offer: Option<usize>) -> Value {
        let offers: Vec<&Value> =
            row["offers"].as_array().unwrap().iter().map(|offer| &offer["op"]).collect();
        json!({
            "subject": row["subject"],
            "seen": row["seen"],
            "offers": offers,
            "choose": offer.map(|place| offers[place]),
        })
    }

    pub fn text(&self, sql: &str) -> String {
        let read = |db: &rusqlite::Connection| Ok(db.query_row(sql, [], |row| row.get(0)).unwrap());
        self.core.register().unwrap().read(read).unwrap()
    }

    pub fn code(&self) -> String {
        self.text("SELECT coalesce(max(code), '') FROM view_attendance")
    }
}

pub fn author(name: &str, device: u128) -> Author {
    Author {
        op: OpId(Uuid::now_v7()),
        device: DeviceId(Uuid::from_u128(device)),
        user: Some(name.to_owned()),
        at: DateTime::parse_from_rfc3339("2026-11-20T10:00:00+01:00").unwrap(),
    }
}

pub fn mark(code: &str) -> Mark {
    Mark { code: MarkCode::parse(code).unwrap(), time: None, note: None }
}

pub fn cell(pupil: PupilId) -> Cell {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    Cell { pupil, at: HalfDay { day, half: Half::Vm } }
}

pub fn set(pupil: PupilId, was: Option<&str>, now: Option<&str>) -> Change {
    let items = vec![CellChange { key: cell(pupil), was: was.map(mark), now: now.map(mark) }];
    Change::AttendanceSet { items }
}

pub fn edit(pupil: PupilId, field: PupilField, was: Option<&str>, now: &str) -> Change {
    let was = was.map(str::to_owned);
    Change::PupilEdit { pupil, items: vec![FieldChange { field, was, now: Some(now.to_owned()) }] }
}

pub fn offer(by: Author, change: Change) -> Offer {
    Offer { by, change, instead_of: None, same_as: None, origin: None, state: OfferState::Open }
}
