//! Damage is an error and never data; nothing that fails to open is deleted or made anew.

use stamboek_core::db::open::{Access, connect};

use crate::common::*;
use crate::undo::{act, visible};

/// A closed register with a few pupils, its log folded in.
fn closed(folder: &Path) -> Vec<String> {
    let core = create(folder);
    for n in 0..40 {
        act(&core, (n, n, n));
    }
    let seen = visible(&core);
    drop(core);
    // After a clean end everything is in the file itself.
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("register.db{end}")));
    }
    seen
}

#[test]
fn one_flipped_bit_anywhere_gives_an_error_never_data() {
    let folder = tempfile::tempdir().unwrap();
    let seen = closed(folder.path());
    let file = folder.path().join("register.db");
    let good = std::fs::read(&file).unwrap();
    let pages = good.len() / 4096;
    assert!(pages > 15);
    for page in 0..pages {
        // Another place in each page: salt, content, initialisation vector, code.
        let place = page * 4096 + (page * 977 + 11) % 4096;
        let mut bad = good.clone();
        bad[place] ^= 1 << (page % 8);
        std::fs::write(&file, &bad).unwrap();
        match open(folder.path(), 7) {
            Err(problem) => {
                assert!(
                    matches!(problem.code, Code::RegisterDamaged | Code::KeyWrong),
                    "page {page}: {:?} {:?}",
                    problem.code,
                    problem.values
                );
            }
            Ok(core) => {
                assert!(!core.register().unwrap().check().unwrap().file_sound, "page {page}");
                // What can still be read is what was written.
                let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| visible(&core)));
                assert!(read.is_err() || read.unwrap() == seen);
            }
        }
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("register.db{end}")));
        }
    }
    std::fs::write(&file, &good).unwrap();
    assert!(visible(&open(folder.path(), 7).unwrap()) == seen);
}

#[test]
fn a_damaged_first_page_is_not_called_a_wrong_key() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let file = folder.path().join("register.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[2000] ^= 4;
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(code(open(folder.path(), 7)), Code::RegisterDamaged);
    assert_eq!(code(open(folder.path(), 8)), Code::KeyWrong);
}

#[test]
fn a_truncated_file_is_damaged_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let file = folder.path().join("register.db");
    let good = std::fs::read(&file).unwrap();
    for length in [0, 100, 4096, good.len() / 2 / 4096 * 4096, good.len() - 4096, good.len() - 1] {
        std::fs::write(&file, &good[..length]).unwrap();
        match open(folder.path(), 7) {
            Err(problem) => {
                assert!(
                    matches!(problem.code, Code::RegisterDamaged | Code::KeyWrong),
                    "{length}: {:?} {:?}",
                    problem.code,
                    problem.values
                );
                assert_eq!(std::fs::metadata(&file).unwrap().len() as usize, length);
            }
            Ok(core) => assert!(!core.register().unwrap().check().unwrap().file_sound, "{length}"),
        }
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("register.db{end}")));
        }
    }
}

#[test]
fn a_register_of_a_newer_program_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let file = folder.path().join("register.db");
    let db = connect(&file, &key(7), Access::Write).unwrap();
    db.execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(db);
    let before = std::fs::read(&file).unwrap();
    assert_eq!(code(open(folder.path(), 7)), Code::RegisterNewer);
    assert!(std::fs::read(&file).unwrap() == before);
}

#[test]
fn no_name_and_no_number_stands_readable_in_the_profile_folder() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let (id, change) = pupil("Onmiskenbaarnaamse");
    register.write("create", |batch| batch.push(change)).unwrap();
    let insz = FieldChange { field: PupilField::Insz, was: None, now: Some("12050399938".into()) };
    register.write("edit", |batch| batch.push(Change::PupilEdit { pupil: id, items: vec![insz] })).unwrap();
    register.back_up().unwrap();
    let mut files = 0;
    let mut folders = vec![folder.path().to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let bytes = std::fs::read(&entry).unwrap();
            for secret in ["Onmiskenbaarnaamse", "12050399938", "pupil.create", "view_pupil"] {
                let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                assert!(!found, "{secret} in {entry:?}");
            }
            files += 1;
        }
    }
    assert!(files >= 4, "file, log, lock, backup");
}
