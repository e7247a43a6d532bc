//! The register and the store of sync when the disk is full.

use std::collections::BTreeMap;

use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::PupilRecord;
use stamboek_domain::sync::engine::{StoreAnswer, SyncState, Work};
use stamboek_domain::sync::op::Change;
use stamboek_domain::sync::record::Body;
use stamboek_domain::sync::wire::{CommitId, Head, Rev, Row};
use uuid::Uuid;

use super::*;
use crate::sync::store::{carry_out, state};

#[test]
fn a_full_disk_leaves_nothing_half_saved_and_saving_goes_on_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let clock = || chrono::DateTime::UNIX_EPOCH.fixed_offset();
    let changed = Box::new(|_: &BTreeSet<&'static str>| {});
    let key = Key::new([7; 32]);
    let register = Register::open(folder.path(), &key, Access::Create, clock, changed).unwrap();
    let save = |pupils: u32| {
        register.write("create", |batch| {
            for _ in 0..pupils {
                let pupil = PupilId(Uuid::now_v7());
                let fields = BTreeMap::from([(PupilField::LastName, "x".repeat(200))]);
                let tag = pupil.0.simple().to_string();
                batch.push(Change::PupilCreate { pupil, tag, fields })?;
            }
            Ok(())
        })
    };
    let counts = || {
        let sql = "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM view_pupil),
                   (SELECT count(*) FROM batch)";
        let read = |db: &Connection| {
            db.query_row(sql, [], |row| Ok([row.get::<_, u32>(0)?, row.get(1)?, row.get(2)?])).or_problem()
        };
        register.read(read).unwrap()
    };
    save(3).unwrap();
    let limit = |pages: u32| {
        let set = format!("PRAGMA max_page_count = {pages}");
        guard(&register.writer).query_row(&set, [], |row| row.get::<_, u32>(0)).unwrap();
    };
    limit(1);
    assert_eq!(save(200).unwrap_err().code, Code::DiskFull);
    assert_eq!(counts(), [3, 3, 1]);
    limit(1_000_000);
    save(200).unwrap();
    assert_eq!(counts(), [203, 203, 2]);
    assert!(register.check().unwrap().is_sound());
}

#[test]
fn a_full_disk_leaves_a_pull_as_it_was_and_it_is_completed_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let clock = || chrono::DateTime::UNIX_EPOCH.fixed_offset();
    let changed = Box::new(|_: &BTreeSet<&'static str>| {});
    let key = Key::new([7; 32]);
    let register = Register::open(folder.path(), &key, Access::Create, clock, changed).unwrap();
    let limit = |pages: u32| {
        let set = format!("PRAGMA max_page_count = {pages}");
        guard(&register.writer).query_row(&set, [], |row| row.get::<_, u32>(0)).unwrap();
    };
    let counts = || {
        let sql = "SELECT (SELECT count(*) FROM arrived), (SELECT count(*) FROM mirror),
                   (SELECT count(*) FROM view_pupil), (SELECT count(*) FROM mirror_digest)";
        let read = |db: &Connection| {
            db.query_row(sql, [], |row| Ok([0, 1, 2, 3].map(|column| row.get::<_, u32>(column).unwrap())))
                .or_problem()
        };
        register.read(read).unwrap()
    };
    let seen = Head { rev: Rev(300), commit: CommitId(Uuid::nil()) };
    let row = |rev: u64| {
        let pupil = Uuid::now_v7();
        let fields = BTreeMap::from([(PupilField::LastName, "x".repeat(200))]);
        let value = PupilRecord { tag: pupil.simple().to_string(), fields, removed: false };
        let body = Body { value: Some(value), by: None, fields: BTreeMap::new(), erased: false };
        let body = Some(serde_json::value::to_raw_value(&body).unwrap());
        Row { kind: "pupil".into(), id: pupil.to_string(), rev: Rev(rev), year: None, body }
    };
    let rows: Vec<Row> = (1..=300).map(row).collect();
    let stage = || carry_out(&register, Work::Stage { fresh: true, rows: rows.clone(), seen });
    let time = chrono::DateTime::UNIX_EPOCH;
    let complete = || {
        carry_out(&register, Work::Complete { replace: true, cursor: Rev(300), scope: "all".into(), time })
    };
    limit(1);
    assert!(matches!(stage(), StoreAnswer::Failed));
    assert!(counts() == [0; 4] && register.read(state).unwrap() == SyncState::default());
    limit(1_000_000);
    assert!(matches!(stage(), StoreAnswer::Done));
    limit(1);
    assert!(matches!(complete(), StoreAnswer::Failed));
    assert_eq!(counts(), [300, 0, 0, 0]);
    assert_eq!(register.read(state).unwrap().cursor, Rev(0));
    limit(1_000_000);
    assert!(matches!(complete(), StoreAnswer::Completed { digest } if digest[0].sum.n == 300));
    assert_eq!(counts(), [0, 300, 300, 1]);
    assert!(register.check().unwrap().is_sound());
}

/// sync.md 13: an op over the limit cannot be created.
#[test]
fn what_no_server_would_take_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let clock = || chrono::DateTime::UNIX_EPOCH.fixed_offset();
    let changed = Box::new(|_: &BTreeSet<&'static str>| {});
    let register = Register::open(folder.path(), &Key::new([7; 32]), Access::Create, clock, changed).unwrap();
    let save = |bytes: usize| {
        let now = Some("x".repeat(bytes));
        register.write("setting", |batch| batch.push(Change::SettingSet { key: "x".into(), was: None, now }))
    };
    for (bytes, what) in [(16 * 1024 + 1, "text"), (64 * 1024, "entry")] {
        let problem = save(bytes).unwrap_err();
        assert_eq!((problem.code, &*problem.values["what"]), (Code::EntryTooLarge, what));
    }
    assert_eq!(register.check().unwrap().ops, 0);
    save(16 * 1024).unwrap();
}
