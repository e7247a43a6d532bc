//! The register through its public face: what is saved, what is refused, what stays.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use stamboek_core::db::open::Key;
use stamboek_core::shell::Headless;
use stamboek_core::{Answer, Core};
use stamboek_domain::problem::Code;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, ExternalNumber, FieldChange};
use uuid::Uuid;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

fn key(byte: u8) -> Key {
    Key::new([byte; 32])
}

fn create(folder: &Path) -> Core {
    Core::create_with_key(folder, Arc::new(Headless::default()), clock, &key(7)).unwrap()
}

fn open(folder: &Path, byte: u8) -> Answer<Core> {
    Core::open_with_key(folder, Arc::new(Headless::default()), clock, &key(byte))
}

fn pupil(last_name: &str) -> (PupilId, Change) {
    let id = PupilId(Uuid::now_v7());
    let fields = BTreeMap::from([(PupilField::LastName, last_name.to_owned())]);
    (id, Change::PupilCreate { pupil: id, tag: id.0.simple().to_string(), fields })
}

fn edit(pupil: PupilId, was: &str, now: &str) -> Change {
    let text = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let items = vec![FieldChange { field: PupilField::Class, was: text(was), now: text(now) }];
    Change::PupilEdit { pupil, items }
}

fn number(value: &str) -> ExternalNumber {
    ExternalNumber { system: "informat".into(), database: "SG Oud".into(), value: value.into() }
}

fn day() -> NaiveDate {
    clock().date_naive()
}

fn count(core: &Core, table: &str) -> u32 {
    let sql = format!("SELECT count(*) FROM {table}");
    core.register().unwrap().read(|db| Ok(db.query_row(&sql, [], |row| row.get(0)).unwrap())).unwrap()
}

fn code<T>(answer: Answer<T>) -> Code {
    match answer {
        Ok(_) => panic!("was not refused"),
        Err(problem) => problem.code,
    }
}

#[test]
fn what_was_saved_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let (_, change) = pupil("Peeters");
    core.register().unwrap().write("create", |batch| batch.push(change)).unwrap();
    drop(core);
    let core = open(folder.path(), 7).unwrap();
    assert_eq!((count(&core, "view_pupil"), count(&core, "outbox"), count(&core, "batch")), (1, 1, 1));
}

#[test]
fn a_refused_action_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let (id, change) = pupil("Peeters");
    register.write("create", |batch| batch.push(change)).unwrap();
    let answer = register.write("edit", |batch| {
        batch.push(edit(id, "", "4B"))?;
        batch.push(edit(id, "3A", "4C"))
    });
    assert_eq!(code(answer), Code::Stale);
    let class: String = register
        .read(|db| Ok(db.query_row("SELECT class FROM view_pupil", [], |row| row.get(0)).unwrap()))
        .unwrap();
    assert_eq!((class.as_str(), count(&core, "outbox")), ("", 1));
}

#[test]
fn a_number_has_one_open_holder_and_closed_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let ((a, make_a), (b, make_b)) = (pupil("Aerts"), pupil("Bogaert"));
    let add = |pupil| Change::NumberAdd { pupil, number: number("123"), from: day() };
    register
        .write("import_pupils", |batch| {
            batch.push(make_a)?;
            batch.push(make_b)?;
            batch.push(add(a))
        })
        .unwrap();
    assert_eq!(code(register.write("edit", |batch| batch.push(add(b)))), Code::NumberTaken);
    register
        .write("renumber", |batch| {
            batch.push(Change::NumberEnd { pupil: a, number: number("123"), until: day() })?;
            batch.push(add(b))
        })
        .unwrap();
    assert_eq!(count(&core, "view_number"), 2);
}

#[test]
fn a_second_window_on_the_same_profile_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let _core = create(folder.path());
    assert_eq!(code(open(folder.path(), 7)), Code::RegisterInUse);
}

#[test]
fn another_key_is_said_to_be_wrong_and_the_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let file = folder.path().join("register.db");
    let before = std::fs::read(&file).unwrap();
    assert_eq!(code(open(folder.path(), 8)), Code::KeyWrong);
    assert!(std::fs::read(&file).unwrap() == before);
}

#[test]
fn a_missing_register_is_not_made_and_an_existing_one_not_made_over() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(open(folder.path(), 7)), Code::RegisterMissing);
    assert!(!folder.path().join("register.db").exists());
    drop(create(folder.path()));
    let again = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &key(7));
    assert_eq!(code(again), Code::RegisterExists);
}
