//! A new key for the register after a suspected leak (S9): its content goes into a new file under the
//! new key, and that file takes the place of the old one.
//!
//! The slots in `keys.json` say which key counts. They are replaced in one step, once the new file
//! is whole and compared; until then the old file and the old slots are as they were. From then on
//! the new file only needs its name, which [`finish`] gives it, at once or at the next start.

use std::path::{Path, PathBuf};

use stamboek_domain::problem::{Code, Problem};

use super::OrProblem;
use super::migrate::remove_if_there;
use super::open::{Access, Key, connect};
use super::rekey::copy_under;
use crate::Answer;
use crate::keys::file::{self, KeysFile};

/// Names of the files that wait for their place begin so.
const WAITING: &str = "register-rotated-";

/// Hears of each step before it is done.
pub type Before<'a> = &'a mut dyn FnMut(&'static str) -> Answer<()>;

/// The steps in their order, for who shows how far it is.
pub const STEPS: [&str; 10] = [
    "settle",
    "copy",
    "name",
    "slots beside copies",
    "slots",
    "slots of before",
    "log",
    "place",
    "folder",
    "done",
];

/// Puts the register under the key that the new slots hold. It must be closed. After an error the
/// slots on disk say which key counts.
///
/// # Errors
/// `RegisterInUse`, `KeyWrong`, `CopyDiffers`, `DiskFull`, `Disk`, `BackupFailed`.
pub fn rotate(folder: &Path, old: &Key, new: &Key, slots: &KeysFile, before: Before) -> Answer<()> {
    let _lock = crate::register::lock(folder)?;
    tidy(folder, slots)?;
    let register = super::file(folder);
    before("settle")?;
    settle(&register, old)?;
    before("copy")?;
    let unfinished = waiting(folder, slots).with_extension("unfinished");
    copy_under(&register, old, &unfinished, new)?;
    before("name")?;
    std::fs::rename(&unfinished, waiting(folder, slots)).or_problem()?;
    sync(folder)?;
    before("slots beside copies")?;
    leave_slots_beside_copies(folder)?;
    before("slots")?;
    file::replace(folder, slots)?;
    take_place(folder, slots, before)
}

/// Gives a register that was put under a new key its name, when that was broken off.
///
/// # Errors
/// `RegisterInUse`, `DiskFull`, `Disk`.
pub fn finish(folder: &Path, slots: &KeysFile) -> Answer<()> {
    if !waiting(folder, slots).exists() {
        return Ok(());
    }
    let _lock = crate::register::lock(folder)?;
    take_place(folder, slots, &mut |_| Ok(()))
}

/// Each step leaves the next ones to do until the last but one, which is the renaming.
fn take_place(folder: &Path, slots: &KeysFile, before: Before) -> Answer<()> {
    let register = super::file(folder);
    before("slots of before")?;
    // Two earlier versions are kept for when the file is lost: none of them may be of the old key.
    file::replace(folder, slots)?;
    file::replace(folder, slots)?;
    before("log")?;
    // Holds nothing any more, and would be taken for the log of the new file.
    remove_if_there(&super::log(&register))?;
    remove_if_there(&register.with_extension("db-shm"))?;
    before("place")?;
    std::fs::rename(waiting(folder, slots), &register).or_problem()?;
    before("folder")?;
    sync(folder)?;
    before("done")
}

/// Takes away what was left of rotations whose slots never came to count: nobody has their key.
///
/// # Errors
/// `Disk`.
pub fn tidy(folder: &Path, slots: &KeysFile) -> Answer<()> {
    let mine = waiting(folder, slots);
    for entry in std::fs::read_dir(folder).or_problem()? {
        let path = entry.or_problem()?.path();
        let waits = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(WAITING));
        if waits && path != mine {
            remove_if_there(&path)?;
        }
    }
    Ok(())
}

fn waiting(folder: &Path, slots: &KeysFile) -> PathBuf {
    folder.join(format!("{WAITING}{}.db", slots.database))
}

/// Moves everything that the log holds into the file, and empties the log.
fn settle(register: &Path, key: &Key) -> Answer<()> {
    {
        let db = connect(register, key, Access::Write)?;
        let busy: bool =
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).or_problem()?;
        if busy {
            return Err(Code::RegisterInUse.into());
        }
    }
    match std::fs::metadata(super::log(register)) {
        Ok(log) if log.len() > 0 => Err(Problem::new(Code::Disk).with("detail", "wal")),
        _ => Ok(()),
    }
}

/// Copies of the register that have no slots of their own get those of now, so that the recovery
/// sheet of now goes on opening them.
fn leave_slots_beside_copies(folder: &Path) -> Answer<()> {
    let slots = folder.join(file::NAME);
    let register = super::file(folder);
    for folder in [folder.to_owned(), super::backup_folder(folder)] {
        if !folder.exists() {
            continue;
        }
        for entry in std::fs::read_dir(folder).or_problem()? {
            let copy = entry.or_problem()?.path();
            let waits = copy.file_name().is_some_and(|name| name.to_string_lossy().starts_with(WAITING));
            let beside = copy.with_extension("keys.json");
            let is_copy = copy.extension().is_some_and(|end| end == "db") && copy != register && !waits;
            if is_copy && !beside.exists() {
                std::fs::copy(&slots, beside).or_problem()?;
            }
        }
    }
    Ok(())
}

fn sync(folder: &Path) -> Answer<()> {
    if cfg!(unix) {
        std::fs::File::open(folder).and_then(|file| file.sync_all()).or_problem()
    } else {
        Ok(())
    }
}
