//! Backups: checked, few, encrypted, and put back without destroying anything (S18).

use chrono::Duration;
use stamboek_core::db::backup;
use stamboek_core::db::open::{Access, connect};

use crate::common::*;
use crate::undo::visible;

fn add(core: &Core, name: &str) {
    let (_, change) = pupil(name);
    core.register().unwrap().write("create", |batch| batch.push(change)).unwrap();
}

#[test]
fn a_backup_is_put_back_and_the_newer_register_is_kept_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    add(&core, "Aerts");
    let then = visible(&core);
    let answer = &answer(&core, "maintain", serde_json::json!({ "what": "backup" }))["backup"];
    assert_eq!(answer["verified"], true);
    add(&core, "Bogaert");
    let later = visible(&core);

    let name = answer["file_name"].as_str().unwrap();
    let kept = core.restore_backup(name, &key(7), &key(7)).unwrap();
    core.open_register(&key(7)).unwrap();
    assert!(visible(&core) == then);
    assert!(core.register().unwrap().check().unwrap().is_sound());

    // What was kept is whole: under the register's name elsewhere it opens.
    let elsewhere = tempfile::tempdir().unwrap();
    for end in ["", "-wal"] {
        let from = folder.path().join(format!("{kept}{end}"));
        if from.exists() {
            std::fs::copy(from, elsewhere.path().join(format!("register.db{end}"))).unwrap();
        }
    }
    assert!(visible(&open(elsewhere.path(), 7).unwrap()) == later);
}

#[test]
fn one_backup_a_day_is_kept_for_seven_days() {
    let folder = tempfile::tempdir().unwrap();
    let _core = create(folder.path());
    let db = connect(&folder.path().join("register.db"), &key(7), Access::Read).unwrap();
    db.execute_batch("PRAGMA query_only = OFF").unwrap();
    let make = |hours: i64| {
        backup::make(&db, folder.path(), &key(7), clock() + Duration::hours(hours)).map(|_| ()).unwrap();
    };
    for day in 0..10 {
        make(day * 24);
        make(day * 24 + 2);
    }
    let days: Vec<_> = backup::list(folder.path()).unwrap().iter().map(|backup| backup.at).collect();
    assert_eq!(days.len(), 8, "two of the last day, one of each of the six before");
    assert!(days.windows(2).all(|pair| pair[0] > pair[1]));
    assert_eq!(days[2], (clock() + Duration::hours(8 * 24 + 2)).naive_local(), "the last one of a day stays");
    assert!(!backup::is_due(folder.path(), clock() + Duration::hours(9 * 24 + 5)).unwrap());
    assert!(backup::is_due(folder.path(), clock() + Duration::hours(10 * 24)).unwrap());
}

#[test]
fn a_damaged_backup_is_not_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    add(&core, "Aerts");
    let before = visible(&core);
    core.register().unwrap().back_up().unwrap();
    let backup = backup::list(folder.path()).unwrap().remove(0);
    let mut bytes = std::fs::read(&backup.file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&backup.file, bytes).unwrap();
    assert_eq!(code(core.restore_backup(&backup.name(), &key(7), &key(7))), Code::BackupFailed);
    assert_eq!(code(core.restore_backup("../register.db", &key(7), &key(7))), Code::NotFound);
    core.open_register(&key(7)).unwrap();
    assert!(visible(&core) == before);
}
