//! Looking what is there, and opening the register with a database key.

use rusqlite::{Connection, OptionalExtension, Transaction};
use stamboek_domain::problem::{Code, Problem};

use super::held::{Held, Stage};
use super::messages::Purpose;
use super::recovery;
use super::revoked::{REVOKED, is_admitted_again};
use crate::db::{OrProblem, rotate};
use crate::keys::file::{self, Found, KeysFile};
use crate::keys::seal::Slot;
use crate::keys::{Key, new_key};
use crate::register::is_filled;
use crate::shell::KeyringAnswer;
use crate::sync::device::Server;
use crate::{Answer, Core};

/// Opens the register as far as it goes without a person. Called beside the start of the window.
pub fn start(core: &Core) {
    let mut held = core.session.lock();
    ensure_started(core, &mut held);
}

/// Looks once; a later call finds the work done.
pub(super) fn ensure_started(core: &Core, held: &mut Held) {
    if matches!(held.stage, Stage::NotStarted) {
        look(core, held, false);
    }
}

/// Looks what is there and opens with the keyring where that goes. `again`: a person asked for
/// it, and then a previous version of a lost or damaged `keys.json` will do.
pub(super) fn look(core: &Core, held: &mut Held, again: bool) {
    held.stage = match found(core, again) {
        Seen::Nothing => Stage::FirstStart,
        Seen::Problem(problem) => {
            hold_key(core, held);
            Stage::Refused(problem)
        }
        Seen::NoKeys(reason) => Stage::KeyMissing(reason),
        Seen::Keys(keys, repaired) => {
            let stage = with_keyring(core, held, &keys, repaired);
            held.keys = Some(keys);
            stage
        }
    };
}

enum Seen {
    Nothing,
    Problem(Problem),
    NoKeys(Code),
    /// The slots, and whether they come from a previous version.
    Keys(KeysFile, bool),
}

fn found(core: &Core, again: bool) -> Seen {
    if !core.has_register() {
        // Backups without a register: somebody moved a file. A new register beside them would
        // hide that, and its keys would push theirs aside.
        let backups = std::fs::read_dir(crate::db::backup_folder(&core.folder));
        return match backups.map(|mut files| files.next().is_some()) {
            Ok(true) => Seen::Problem(Code::RegisterMissing.into()),
            _ => Seen::Nothing,
        };
    }
    let reason = match file::read(&core.folder) {
        Found::File(keys) => return Seen::Keys(keys, false),
        Found::Missing => Code::KeysFileMissing,
        Found::Damaged => Code::KeysFileDamaged,
    };
    match file::read_previous(&core.folder) {
        Some(keys) if again => Seen::Keys(keys, true),
        _ => Seen::NoKeys(reason),
    }
}

/// Of a register that is gone: takes the key that is still there, so that a backup can be put back.
fn hold_key(core: &Core, held: &mut Held) {
    let Found::File(keys) = file::read(&core.folder) else { return };
    if let KeyringAnswer::Key(kek) = core.shell.keyring_get(&keys.entry()) {
        held.dek = keys.open_with_keyring(&kek);
    }
    held.keys = Some(keys);
}

fn with_keyring(core: &Core, held: &mut Held, keys: &KeysFile, repaired: bool) -> Stage {
    if !keys.has(Slot::Keyring) {
        return if keys.has(Slot::Passphrase) {
            Stage::Passphrase
        } else {
            Stage::KeyMissing(Code::KeyAbsent)
        };
    }
    match core.shell.keyring_get(&keys.entry()) {
        KeyringAnswer::Key(kek) => match keys.open_with_keyring(&kek) {
            Some(dek) => {
                let stage = open(core, held, keys, dek);
                if repaired && matches!(stage, Stage::Open | Stage::FirstStart) {
                    // The register is open either way; without it the next start asks again.
                    let _ = file::replace(&core.folder, keys);
                }
                stage
            }
            None => Stage::KeyMissing(Code::KeyWrong),
        },
        KeyringAnswer::Absent => Stage::KeyMissing(Code::KeyAbsent),
        KeyringAnswer::Unavailable => {
            held.no_keyring = true;
            Stage::KeyMissing(Code::KeyringUnavailable)
        }
    }
}

/// Opens the register and decides what is left to do: nothing, the recovery sheet, or the rest of
/// a set-up that was broken off.
pub(super) fn open(core: &Core, held: &mut Held, keys: &KeysFile, dek: Key) -> Stage {
    // Also when it does not open: a backup can be put back then.
    held.keys = Some(keys.clone());
    held.dek = Some(dek.clone());
    let opened =
        rotate::finish(&core.folder, keys).and_then(|()| core.open_register(&dek)).and_then(|register| {
            register.read(|db| Ok((is_begun(db)?, fact(db, CONFIRMED)?, fact(db, REVOKED)?)))
        });
    let (filled, confirmed, revoked) = match opened {
        Ok(seen) => seen,
        Err(problem) => {
            core.close_register();
            return Stage::Refused(problem);
        }
    };
    if revoked.is_some() && !is_admitted_again(core) {
        core.close_register();
        held.dek = None;
        return Stage::Revoked { wiped: false };
    }
    // What is left of a new key that never came to count; the next look will do as well.
    let _ = rotate::tidy(&core.folder, keys);
    if !filled {
        core.session.set_unfinished(true);
        return Stage::FirstStart;
    }
    if confirmed.is_none() {
        // The key that was shown before the program ended is in nobody's hands for sure: a new
        // one takes its place.
        match recovery::pending(Purpose::Needed) {
            Ok(pending) => held.pending = Some(pending),
            Err(problem) => return Stage::Refused(problem),
        }
    }
    core.session.set_unfinished(confirmed.is_none());
    Stage::Open
}

/// Whether it has content, or belongs to a server that has it.
fn is_begun(db: &Connection) -> Answer<bool> {
    Ok(is_filled(db)? || Server::of(db)?.is_some())
}

/// Key of the fact that set-up is finished: the recovery sheet was saved and typed back.
pub(super) const CONFIRMED: &str = "setup_confirmed";
/// Key of the fact that this is the demo school.
pub(super) const DEMO: &str = "demo";

/// A fact of this database on this laptop.
pub(crate) fn fact(db: &Connection, key: &str) -> Answer<Option<String>> {
    db.query_row("SELECT value FROM local_fact WHERE key = ?1", [key], |row| row.get(0))
        .optional()
        .or_problem()
}

/// Writes a fact.
pub(crate) fn set_fact(tx: &Transaction, key: &str, value: &str) -> Answer<()> {
    tx.execute(
        "INSERT INTO local_fact (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
        [key, value],
    )
    .or_problem()?;
    Ok(())
}

/// Takes a fact away.
pub(crate) fn clear_fact(tx: &Transaction, key: &str) -> Answer<()> {
    tx.execute("DELETE FROM local_fact WHERE key = ?1", [key]).or_problem()?;
    Ok(())
}

/// The key that the keyring holds for this database, or a new one put there and read back; `None`
/// when the keyring does not keep it.
pub(super) fn key_in_keyring(core: &Core, entry: &str) -> Answer<Option<Key>> {
    if let KeyringAnswer::Key(kek) = core.shell.keyring_get(entry) {
        return Ok(Some(kek));
    }
    let kek = new_key()?;
    if core.shell.keyring_set(entry, &kek).is_err() {
        return Ok(None);
    }
    Ok(match core.shell.keyring_get(entry) {
        KeyringAnswer::Key(back) if back == kek => Some(kek),
        _ => None,
    })
}
