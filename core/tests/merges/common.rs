//! What the tests of this subject share: a school of a few pupils with everything that a pupil can
//! have, and its views as text.

pub use std::collections::BTreeMap;

pub use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::types::Value;
use stamboek_core::db::open::Key;
pub use stamboek_core::history::messages::{UndoAnswer, UndoRequest};
use stamboek_core::history::undo;
pub use stamboek_core::merges::merge;
pub use stamboek_core::merges::messages::*;
use stamboek_core::pupils::messages::{PupilRequest, PupilSheet};
use stamboek_core::pupils::sheet;
use stamboek_core::shell::Headless;
pub use stamboek_core::{Answer, Core};
pub use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
pub use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
pub use stamboek_domain::problem::Code;
pub use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::conflict::Conflict;
pub use stamboek_domain::sync::op::{Cell, CellChange, Change, ExternalNumber, FieldChange, PrintedCard};
pub use uuid::Uuid;

pub fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub struct School {
    pub core: Core,
    _folder: tempfile::TempDir,
}

/// Every row of every view, by table. What tells the order of entries is left out.
pub type Views = BTreeMap<String, Vec<String>>;

impl School {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = std::sync::Arc::new(Headless::default());
        let core = Core::create_with_key(folder.path(), shell, clock, &Key::new([7; 32])).unwrap();
        Self { core, _folder: folder }
    }

    /// A pupil with that name and date of birth, in no class.
    pub fn add(&self, last: &str, first: &str, born: &str) -> PupilId {
        let pupil = PupilId(Uuid::now_v7());
        let fields = BTreeMap::from([
            (PupilField::LastName, last.to_owned()),
            (PupilField::FirstName, first.to_owned()),
            (PupilField::BirthDate, born.to_owned()),
        ]);
        self.write(Change::PupilCreate { pupil, tag: pupil.0.simple().to_string(), fields });
        pupil
    }

    /// Twice the same child.
    pub fn twice(&self) -> (PupilId, PupilId) {
        (self.add("Peeters", "Noor", "2015-04-03"), self.add("Peeters", "Noor", "2015-04-03"))
    }

    pub fn write(&self, change: Change) {
        self.core.register().unwrap().write("edit", |batch| batch.push(change)).unwrap();
    }

    pub fn field(&self, pupil: PupilId, field: PupilField, now: &str) {
        let items = vec![FieldChange { field, was: None, now: Some(now.to_owned()) }];
        self.write(Change::PupilEdit { pupil, items });
    }

    /// Another value in the place of one that stands there.
    pub fn mend(&self, pupil: PupilId, field: PupilField, was: &str, now: &str) {
        let items = vec![FieldChange { field, was: Some(was.to_owned()), now: Some(now.to_owned()) }];
        self.write(Change::PupilEdit { pupil, items });
    }

    pub fn mark(&self, pupil: PupilId, date: &str, half: Half, code: &str) {
        self.set_mark(pupil, date, half, None, code);
    }

    /// A mark over whatever stands there.
    pub fn mark_anew(&self, pupil: PupilId, date: &str, half: Half, code: &str) {
        let was = self.core.register().unwrap().read(|db| {
            let sql = "SELECT code FROM view_attendance WHERE pupil = ?1 AND day = ?2 AND half = ?3";
            let number = date.replace('-', "").parse::<i64>().unwrap();
            let half = i64::from(half == Half::Nm);
            let row =
                db.query_row(sql, (&pupil.0.as_bytes()[..], number, half), |row| row.get::<_, String>(0));
            Ok(row.ok())
        });
        let was = was.unwrap().map(|code| of_code(&code));
        if was != Some(of_code(code)) {
            self.set_mark(pupil, date, half, was, code);
        }
    }

    fn set_mark(&self, pupil: PupilId, date: &str, half: Half, was: Option<Mark>, code: &str) {
        let key = Cell { pupil, at: HalfDay { day: day(date), half } };
        self.write(Change::AttendanceSet { items: vec![CellChange { key, was, now: Some(of_code(code)) }] });
    }

    pub fn fact(&self, pupil: PupilId, key: &str, value: &str) {
        self.set_fact(pupil, key, None, value);
    }

    /// A fact over whatever stands there.
    pub fn fact_anew(&self, pupil: PupilId, key: &str, value: &str) {
        let was = self.core.register().unwrap().read(|db| {
            let sql = "SELECT value FROM view_fact WHERE pupil = ?1 AND key = ?2";
            Ok(db.query_row(sql, [&pupil.0.to_string(), key], |row| row.get::<_, String>(0)).ok())
        });
        self.set_fact(pupil, key, was.unwrap(), value);
    }

    fn set_fact(&self, pupil: PupilId, key: &str, was: Option<String>, value: &str) {
        self.write(Change::FactSet { pupil, key: key.to_owned(), was, now: Some(value.to_owned()) });
    }

    pub fn number(&self, pupil: PupilId, value: &str) {
        let number =
            ExternalNumber { system: "informat".into(), database: "demo".into(), value: value.to_owned() };
        self.write(Change::NumberAdd { pupil, number, from: day("2026-09-01") });
    }

    pub fn class(&self, pupil: PupilId, class: &str) -> EnrolmentId {
        let id = EnrolmentId(Uuid::now_v7());
        let (class, from) = (class.to_owned(), day("2026-09-01"));
        let enrolment = Enrolment { pupil, class, location: String::new(), from, until: None };
        self.write(Change::EnrolmentOpen { id, enrolment });
        id
    }

    pub fn card(&self, pupil: PupilId, payload: &str) {
        let cards = vec![PrintedCard { pupil, payload: payload.to_owned(), sheet: 1 }];
        self.write(Change::CardsPrint { print: Uuid::now_v7(), label: "1A".into(), cards });
    }

    pub fn doubles(&self, pupil: Option<PupilId>) -> Vec<Double> {
        match merge(&self.core, MergeRequest::Doubles { pupil }).unwrap() {
            MergePlan::Doubles { pairs } => pairs,
            _ => panic!("no doubles"),
        }
    }

    pub fn preview(&self, from: PupilId, to: PupilId) -> Answer<MergePreview> {
        merge(&self.core, MergeRequest::Preview { from, to }).map(|plan| match plan {
            MergePlan::Merge(preview) => preview,
            _ => panic!("no preview"),
        })
    }

    pub fn part_preview(&self, from: PupilId) -> Answer<PartPreview> {
        merge(&self.core, MergeRequest::PartPreview { from }).map(|plan| match plan {
            MergePlan::Part(preview) => preview,
            _ => panic!("no preview"),
        })
    }

    /// Merges as a preview of this moment shows it.
    pub fn merge(&self, from: PupilId, to: PupilId, fields: &[PupilField]) -> Answer<String> {
        let seen = self.preview(from, to)?.seen;
        self.done(MergeRequest::Merge { from, to, fields: fields.to_vec(), seen })
    }

    /// Takes back as a preview of this moment shows it.
    pub fn part(&self, from: PupilId) -> Answer<String> {
        let seen = self.part_preview(from)?.seen;
        self.done(MergeRequest::Part { from, seen })
    }

    /// Does it; the action that it became.
    pub fn done(&self, request: MergeRequest) -> Answer<String> {
        merge(&self.core, request).map(|plan| match plan {
            MergePlan::Done { batch } => batch.unwrap_or_default(),
            _ => panic!("not done"),
        })
    }

    pub fn undo(&self, batch: &str) -> Answer<UndoAnswer> {
        undo(&self.core, UndoRequest { batch: Some(batch.to_owned()) })
    }

    pub fn sheet(&self, pupil: PupilId) -> PupilSheet {
        sheet(&self.core, PupilRequest { id: pupil }).unwrap()
    }

    pub fn sql(&self, sql: &str) {
        let run = |tx: &rusqlite::Transaction| {
            tx.execute_batch(sql).unwrap();
            Ok(())
        };
        self.core.register().unwrap().write_local(run).unwrap();
    }

    pub fn views(&self) -> Views {
        let read = |db: &rusqlite::Connection| {
            let tables =
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'view\\_%' ESCAPE '\\'";
            let mut select = db.prepare(tables).unwrap();
            let names = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
            Ok(names.map(Result::unwrap).map(|name| (name.clone(), rows(db, &name))).collect())
        };
        self.core.register().unwrap().read(read).unwrap()
    }

    /// Every open offer: about what, and which entry.
    pub fn questions(&self) -> Vec<String> {
        let read = |db: &rusqlite::Connection| {
            let mut select = db.prepare("SELECT subject, body FROM view_conflict ORDER BY subject").unwrap();
            let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
            let mut questions = Vec::new();
            for (subject, body) in rows.unwrap().map(Result::unwrap) {
                let conflict: Conflict = serde_json::from_str(&body).unwrap();
                let open = conflict.offers.iter().filter(|offer| offer.is_open());
                questions.extend(open.map(|offer| {
                    format!("{subject} {} {}", offer.by.op.0, serde_json::to_string(&offer.change).unwrap())
                }));
            }
            Ok(questions)
        };
        self.core.register().unwrap().read(read).unwrap()
    }

    /// Everything that belongs to one pupil, by table.
    pub fn of(&self, pupil: PupilId) -> Views {
        let id = pupil.0.to_string();
        let bytes = format!("{:?}", Value::Blob(pupil.0.as_bytes().to_vec()));
        let mut views = self.views();
        for rows in views.values_mut() {
            rows.retain(|row| row.contains(&id) || row.contains(&bytes));
        }
        views
    }
}

fn of_code(code: &str) -> Mark {
    Mark::of(MarkCode::parse(code).unwrap())
}

fn rows(db: &rusqlite::Connection, table: &str) -> Vec<String> {
    let mut select = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let names: Vec<String> = select.column_names().map(str::to_owned).collect();
    let row = |row: &rusqlite::Row| {
        let cells = names.iter().enumerate().filter(|(_, name)| *name != "n");
        Ok(cells.map(|(at, name)| format!("{name}={:?} ", row.get::<_, Value>(at).unwrap())).collect())
    };
    let mut rows: Vec<String> = select.query_map([], row).unwrap().map(Result::unwrap).collect();
    rows.sort();
    rows
}
