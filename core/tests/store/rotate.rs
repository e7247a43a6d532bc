//! A new key for the register, killed at every step (S9): it opens with exactly one of the two keys,
//! the slots that count give that one, and nothing is lost.

use std::process::{Command, Stdio};

use stamboek_core::db::open::{Access, connect};
use stamboek_core::db::{file as register_file, rotate};
use stamboek_core::keys::file::{self, Found, KeysFile};

use crate::common::*;
use crate::undo::visible;

const FOLDER: &str = "STAMBOEK_ROTATE_TEST_FOLDER";
const STEP: &str = "STAMBOEK_ROTATE_TEST_STEP";

/// Byte of the key before, byte of the key after, and of those that seal them.
const OLD: u8 = 7;
const NEW: u8 = 9;
const SEALS: u8 = 100;

fn slots(byte: u8) -> KeysFile {
    let mut slots = KeysFile::new(&format!("database-{byte}"));
    slots.set_keyring(&key(SEALS + byte), &key(byte)).unwrap();
    slots
}

/// A register with a pupil, and slots beside it.
fn made(folder: &Path) -> Vec<String> {
    let core = create(folder);
    let (_, change) = pupil("Aerts");
    core.register().unwrap().write("create", |batch| batch.push(change)).unwrap();
    file::replace(folder, &slots(OLD)).unwrap();
    visible(&core)
}

/// The key that the slots on disk give.
fn counts(folder: &Path) -> u8 {
    let Found::File(slots) = file::read(folder) else { panic!("keys.json is gone") };
    let gives = |byte: u8| slots.open_with_keyring(&key(SEALS + byte)) == Some(key(byte));
    [OLD, NEW].into_iter().find(|byte| gives(*byte)).expect("a slot that opens")
}

/// The keys that the file of the register opens with.
fn opens_with(folder: &Path) -> Vec<u8> {
    let opens = |byte: &u8| connect(&register_file(folder), &key(*byte), Access::Write).is_ok();
    [OLD, NEW].into_iter().filter(opens).collect()
}

/// As the next start does.
fn next_start(folder: &Path) -> Core {
    rotate::finish(folder, &slots(counts(folder))).unwrap();
    let core = open(folder, counts(folder)).unwrap();
    rotate::tidy(folder, &slots(counts(folder))).unwrap();
    core
}

fn rotate_until(folder: &Path, last: usize, stop: impl Fn() -> Answer<()>) -> Answer<()> {
    let mut steps = 0..;
    rotate::rotate(folder, &key(OLD), &key(NEW), &slots(NEW), &mut |_| match steps.next() == Some(last) {
        true => stop(),
        false => Ok(()),
    })
}

/// Looks at what a rotation that was broken off left behind, and starts again.
fn check(folder: &Path, seen: &[String], step: &str) {
    assert_eq!(opens_with(folder).len(), 1, "one key before the next start, {step}");
    let core = next_start(folder);
    assert_eq!(opens_with(folder), [counts(folder)], "{step}");
    assert_eq!(visible(&core), seen, "{step}");
    assert!(core.register().unwrap().check().unwrap().is_sound(), "{step}");
    drop(core);
    let left = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("register-rotated")).collect();
    assert!(left.is_empty(), "{step}");
    if counts(folder) == OLD {
        rotate_until(folder, usize::MAX, || Ok(())).unwrap();
    }
    let core = next_start(folder);
    assert_eq!(visible(&core), seen, "{step}");
    assert_eq!(opens_with(folder), [NEW], "{step}");
}

/// Runs only as the child of the test below.
#[test]
fn child_that_is_killed_at_a_step() {
    let (Some(folder), Ok(step)) = (std::env::var_os(FOLDER), std::env::var(STEP)) else { return };
    let _ = rotate_until(Path::new(&folder), step.parse().unwrap(), || std::process::abort());
}

#[test]
fn killed_at_any_step_the_register_opens_with_exactly_one_of_both_keys() {
    for (step, name) in rotate::STEPS.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let seen = made(folder.path());
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "rotate::child_that_is_killed_at_a_step"])
            .envs([(FOLDER, folder.path().as_os_str()), (STEP, step.to_string().as_ref())])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(!status.success(), "was killed before {name}");
        check(folder.path(), &seen, name);
    }
}

#[test]
fn refused_at_any_step_the_register_opens_with_exactly_one_of_both_keys() {
    for (step, name) in rotate::STEPS.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let seen = made(folder.path());
        let refused = rotate_until(folder.path(), step, || Err(Code::DiskFull.into()));
        assert_eq!(code(refused), Code::DiskFull);
        check(folder.path(), &seen, name);
    }
}

#[test]
fn slots_of_before_are_kept_nowhere_but_beside_the_copies_that_need_them() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let copies = stamboek_core::db::backup_folder(folder.path());
    std::fs::create_dir_all(&copies).unwrap();
    let copy = copies.join("before-version-2.db");
    std::fs::copy(register_file(folder.path()), &copy).unwrap();
    rotate_until(folder.path(), usize::MAX, || Ok(())).unwrap();
    let Found::File(beside) = file::read_beside(&copy) else { panic!("no slots beside the copy") };
    assert!(beside.database == slots(OLD).database);
    assert!(connect(&copy, &beside.open_with_keyring(&key(SEALS + OLD)).unwrap(), Access::Read).is_ok());
    std::fs::remove_file(folder.path().join(file::NAME)).unwrap();
    for _ in 0..2 {
        assert!(file::read_previous(folder.path()).unwrap().database == slots(NEW).database);
        std::fs::remove_file(folder.path().join("keys.json.1")).unwrap_or_default();
    }
}

#[test]
fn a_register_that_somebody_works_on_keeps_its_key() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path());
    let _open = open(folder.path(), OLD).unwrap();
    assert_eq!(code(rotate_until(folder.path(), usize::MAX, || Ok(()))), Code::RegisterInUse);
    assert_eq!(counts(folder.path()), OLD);
}
