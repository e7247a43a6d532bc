//! A new database key after a suspected leak (S9), with everything that leads to it: another key in
//! the keyring, another recovery sheet, another passphrase.

use std::path::Path;

use rusqlite::Transaction;
use stamboek_domain::problem::{Code, Problem};
use uuid::Uuid;

use super::held::{Held, Stage};
use super::open::{CONFIRMED, key_in_keyring, open, set_fact};
use super::recovery::{log, write_sheet};
use crate::db::rotate;
use crate::keys::file::{self, Found, KeysFile};
use crate::keys::recovery::RecoveryKey;
use crate::keys::seal::Slot;
use crate::keys::{Key, new_key, passphrase};
use crate::shell::{Event, KeyringAnswer};
use crate::{Answer, Core};

/// Under this name the screens hear how far it is.
const WORK: &str = "key_rotate";

/// What the new slots are made of, beside the keyring.
pub(super) struct Wish<'a> {
    /// On paper already.
    pub recovery: Option<&'a RecoveryKey>,
    /// The new one, where a passphrase opens the register.
    pub passphrase: Option<&'a str>,
}

/// Puts the open register under a new key and opens it again. After an error it is open under the
/// key that counts then; that is the old one, unless only the last steps failed, which the next
/// start does again.
pub(super) fn rotate(core: &Core, held: &mut Held, wish: &Wish) -> Answer<()> {
    let (Some(old), Some(slots_before)) = (held.dek.clone(), held.keys.clone()) else {
        return Err(Code::NotReady.into());
    };
    let new = new_key()?;
    let slots = slots(core, held, &slots_before, &new, wish)?;
    core.close_and_wait();
    let steps = rotate::STEPS.len() as u32;
    let mut done = 0;
    let outcome = rotate::rotate(&core.folder, &old, &new, &slots, &mut |_| {
        done += 1;
        core.shell.notify(Event::Progress { work: WORK.into(), done, total: steps + 1 });
        Ok(())
    });
    let counts =
        matches!(file::read(&core.folder), Found::File(on_disk) if on_disk.database == slots.database);
    let (slots, key) = if counts { (slots, new) } else { (slots_before, old) };
    held.stage = open(core, held, &slots, key);
    core.shell.notify(Event::Progress { work: WORK.into(), done: steps + 1, total: steps + 1 });
    outcome?;
    if let Stage::Refused(problem) = &held.stage {
        return Err(problem.clone());
    }
    let at = core.now().to_rfc3339();
    let register = core.register()?;
    register.write_local(|tx| note(tx, &at, &slots))?;
    // What cannot be copied now is tried again beside the window: the backups there are have the
    // key of before.
    let _ = register.back_up();
    Ok(())
}

fn note(tx: &Transaction, at: &str, slots: &KeysFile) -> Answer<()> {
    set_fact(tx, CONFIRMED, at)?;
    set_fact(tx, "database_id", &slots.database)?;
    log(tx, at, "key_rotated")
}

/// New slots of the kinds there were, under another identity: with it goes another entry in the
/// keyring, so that the one of before opens the old file until the new one counts.
fn slots(core: &Core, held: &Held, before: &KeysFile, key: &Key, wish: &Wish) -> Answer<KeysFile> {
    let mut slots = KeysFile::new(&Uuid::new_v4().to_string());
    if before.has(Slot::Keyring) {
        let kek = key_in_keyring(core, &slots.entry())?.ok_or(Code::KeyringUnavailable)?;
        slots.set_keyring(&kek, key)?;
    }
    match wish.passphrase {
        Some(phrase) if !passphrase::is_acceptable(phrase) => return Err(Code::PassphraseWeak.into()),
        Some(phrase) => slots.set_passphrase(phrase, held.cost(), key)?,
        None if before.has(Slot::Passphrase) => return Err(Code::PassphraseNeeded.into()),
        None => {}
    }
    match wish.recovery {
        Some(recovery) => slots.set_recovery(recovery, held.cost(), key)?,
        None if before.has(Slot::Recovery) => return Err(Code::RecoveryNotSaved.into()),
        None => {}
    }
    Ok(slots)
}

/// Whether a passphrase opens the register: a new key asks for a new one.
pub fn has_passphrase(core: &Core) -> bool {
    core.session.has_passphrase()
}

/// The same for whoever runs a command and keeps the key or the passphrase: the new recovery sheet is
/// written first. Who has one already needs another one.
///
/// # Errors
/// `NotReady`; `RecoveryNotSaved`, `PassphraseNeeded`, `PassphraseWeak` when a slot could not follow;
/// those of [`crate::db::rotate::rotate`].
pub fn rotate_with_key_at_hand(core: &Core, sheet: Option<&Path>, phrase: Option<&str>) -> Answer<()> {
    let mut held = core.session.lock();
    if !matches!(held.stage, Stage::Open) {
        return Err(Code::NotReady.into());
    }
    let recovery = sheet.map(|_| RecoveryKey::new()).transpose()?;
    // Refused before anything is written.
    if let Some(keys) = &held.keys {
        if keys.has(Slot::Recovery) && recovery.is_none() {
            return Err(Code::RecoveryNotSaved.into());
        }
        if keys.has(Slot::Passphrase) && !phrase.is_some_and(passphrase::is_acceptable) {
            return Err(phrase.map_or(Code::PassphraseNeeded, |_| Code::PassphraseWeak).into());
        }
    }
    if let (Some(path), Some(recovery)) = (sheet, &recovery) {
        write_sheet(core, recovery, path)?;
    }
    rotate(core, &mut held, &Wish { recovery: recovery.as_ref(), passphrase: phrase })
}

/// The key of a backup: that of the register, or one of before, which its own slots give.
///
/// # Errors
/// `KeyOfBefore` when neither the keyring nor what was typed gives it; `RecoveryMistyped`,
/// `SecretWrong`, `TooSoon`.
pub(super) fn key_of(core: &Core, held: &mut Held, found: &Path, typed: Option<&str>) -> Answer<Key> {
    let of_now = held.dek.clone().ok_or(Code::NotReady)?;
    let Some(slots) = of_before(held, found) else { return Ok(of_now) };
    if let KeyringAnswer::Key(kek) = core.shell.keyring_get(&slots.entry())
        && let Some(key) = slots.open_with_keyring(&kek)
    {
        return Ok(key);
    }
    let Some(typed) = typed else { return Err(Code::KeyOfBefore.into()) };
    let recovery = RecoveryKey::parse(typed)
        .map_err(|group| Problem::new(Code::RecoveryMistyped).with("group", group))?;
    super::unlock::attempt(held, || slots.open_with_recovery(&recovery))
}

/// The slots of a backup that was made under an earlier key.
pub(super) fn of_before(held: &Held, found: &Path) -> Option<KeysFile> {
    let now = held.keys.as_ref()?;
    match file::read_beside(found) {
        Found::File(slots) if slots.database != now.database => Some(slots),
        _ => None,
    }
}
