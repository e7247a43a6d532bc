//! The register when the disk is full.

use std::collections::BTreeMap;

use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::Change;
use uuid::Uuid;

use super::*;

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
