//! A backup put back by the person at the laptop (S18): what would change is said first, nothing is
//! destroyed, and it works when the register itself does not open any more.

use stamboek_core::settings::maintain;
use stamboek_core::settings::messages::{BackupRow, MaintainAnswer, MaintainRequest};

use super::*;

/// When it was made.
pub fn backup(core: &Core) -> String {
    maintain(core, MaintainRequest::Backup).map_err(|p| p.code).unwrap().backup.unwrap().at
}

fn restore(core: &Core, at: &str) -> Answer<MaintainAnswer> {
    maintain(core, MaintainRequest::Restore { at: at.into(), sheet: None })
}

pub fn add(core: &Core, name: &str) {
    let create = serde_json::json!({ "fields": { "last_name": name, "first_name": "Noor" }, "despite_duplicates": true });
    call(core, "pupil_create", create).map_err(|p| p.code).unwrap();
}

pub fn names(core: &Core) -> Vec<String> {
    let rows = stamboek_core::pupils::list(core, Nothing {}).map_err(|p| p.code).unwrap().rows;
    rows.into_iter().map(|row| row.last_name).collect()
}

fn offered(core: &Core) -> Vec<BackupRow> {
    match phase(core) {
        Phase::Refused { backups, .. } => backups,
        _ => panic!("the register opened"),
    }
}

/// A school with one pupil in its backup and another one since; when the backup was made.
fn school_with_backup(laptop: &Laptop) -> String {
    laptop.set_up(None);
    let core = laptop.start();
    add(&core, "Aerts");
    let name = backup(&core);
    add(&core, "Bogaert");
    name
}

#[test]
fn what_a_backup_would_take_away_is_said_before_it_is_put_back() {
    let laptop = Laptop::new();
    let name = school_with_backup(&laptop);
    let core = laptop.start();
    let compare = || {
        maintain(&core, MaintainRequest::Compare { at: name.clone(), sheet: None })
            .map_err(|p| p.code)
            .unwrap()
    };
    let seen = compare().comparison.unwrap();
    assert_eq!((seen.lost, seen.gained), (1, 0));
    assert!(seen.first_lost.is_some());
    assert_eq!(names(&core), ["Aerts", "Bogaert"], "comparing changes nothing");

    let kept = restore(&core, &name).map_err(|p| p.code).unwrap().kept.unwrap();
    assert_eq!(names(&core), ["Aerts"]);
    assert!(laptop.profile().join(kept).exists());
    assert!(core.register().map_err(|p| p.code).unwrap().check().map_err(|p| p.code).unwrap().is_sound());
    // What is done from here on is another history than that of the register that was kept.
    let again = compare().comparison.unwrap();
    assert_eq!((again.lost, again.gained), (0, 0));
    add(&core, "Claes");
    let later = backup(&core);
    restore(&core, &name).map_err(|p| p.code).unwrap();
    add(&core, "Dams");
    let seen =
        maintain(&core, MaintainRequest::Compare { at: later, sheet: None }).map_err(|p| p.code).unwrap();
    let seen = seen.comparison.unwrap();
    assert_eq!((seen.lost, seen.gained), (1, 1));
    let kept = std::fs::read_dir(laptop.profile()).unwrap().map(|file| file.unwrap().file_name());
    let kept = kept.filter(|name| name.to_string_lossy().starts_with("register-kept-"));
    assert_eq!(
        kept.filter(|name| name.to_string_lossy().ends_with(".db")).count(),
        2,
        "also within a second"
    );
    drop(core);
    assert_eq!(names(&laptop.start()), ["Aerts", "Dams"], "it is the register at the next start too");
}

#[test]
fn a_damaged_or_lost_register_offers_its_backups() {
    for lost in [false, true] {
        let laptop = Laptop::new();
        let name = school_with_backup(&laptop);
        let file = stamboek_core::db::file(&laptop.profile());
        for end in ["", "-wal", "-shm"] {
            let path = format!("{}{end}", file.display());
            if std::path::Path::new(&path).exists() {
                std::fs::remove_file(&path).unwrap();
            }
        }
        if !lost {
            std::fs::write(&file, vec![7; 16_384]).unwrap();
        }
        let core = laptop.start();
        let offered_at: Vec<_> = offered(&core).into_iter().map(|row| row.at).collect();
        assert_eq!(offered_at, std::slice::from_ref(&name));
        let compared =
            maintain(&core, MaintainRequest::Compare { at: name.clone(), sheet: None }).map_err(|p| p.code);
        assert!(compared.unwrap().comparison.is_none(), "there is nothing to compare with");
        assert!(code(maintain(&core, MaintainRequest::Backup)) == Code::NotReady);
        restore(&core, &name).map_err(|p| p.code).unwrap();
        assert!(matches!(phase(&core), Phase::Ready));
        assert_eq!(names(&core), ["Aerts"]);
    }
}

#[test]
fn without_the_key_no_backup_is_offered_and_none_is_put_back() {
    let laptop = Laptop::new();
    let name = school_with_backup(&laptop);
    std::fs::write(stamboek_core::db::file(&laptop.profile()), vec![7; 16_384]).unwrap();
    laptop.desk.entries.lock().unwrap().clear();
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::KeyMissing { .. }));
    assert!(code(restore(&core, &name)) == Code::NotReady);
}

#[test]
fn a_backup_that_fails_its_check_leaves_the_register_open_as_it_was() {
    let laptop = Laptop::new();
    let name = school_with_backup(&laptop);
    let file = stamboek_core::db::backup::list(&laptop.profile()).map_err(|p| p.code).unwrap().remove(0).file;
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let core = laptop.start();
    assert!(code(restore(&core, &name)) == Code::BackupFailed);
    assert!(code(restore(&core, "../keys.json")) == Code::NotFound);
    assert_eq!(names(&core), ["Aerts", "Bogaert"]);
}
