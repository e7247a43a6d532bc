//! Opening with the keyring once more, a passphrase, or the recovery key.

use std::time::Instant;

use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use super::held::{Held, Stage};
use super::messages::*;
use super::open::{CONFIRMED, clear_fact, ensure_started, key_in_keyring, look, open};
use super::recovery::{self, log};
use super::state::of;
use crate::commands::Nothing;
use crate::keys::file::{self, Found, KeysFile};
use crate::keys::recovery::RecoveryKey;
use crate::keys::{Key, passphrase};
use crate::lock::messages::PinSecret;
use crate::{Answer, Core};

/// Opens the register, or says why not. With an open register `Retry` goes back from a renewal
/// of the recovery key that the person began.
pub fn unlock(core: &Core, request: UnlockRequest) -> Answer<SessionState> {
    let mut held = core.session.lock();
    ensure_started(core, &mut held);
    if matches!(held.stage, Stage::Open) {
        if held.pending.as_ref().is_some_and(|pending| pending.purpose != Purpose::Needed) {
            held.pending = None;
        }
        return of(core, &held);
    }
    match request {
        UnlockRequest::Retry => look(core, &mut held, true),
        UnlockRequest::Passphrase { secret } => {
            let secret = Zeroizing::new(secret);
            let keys = slots(core, &held)?;
            let dek = attempt(&mut held, || keys.open_with_passphrase(&secret))?;
            take_up(core, &mut held, &keys, dek)?;
        }
        UnlockRequest::Recovery { secret } => {
            let secret = Zeroizing::new(secret);
            let keys = slots(core, &held)?;
            let dek = with_recovery(&mut held, &keys, &secret)?;
            take_up(core, &mut held, &keys, dek.clone())?;
            after_recovery(core, &mut held, keys, &dek)?;
        }
    }
    of(core, &held)
}

/// The slots to try: those found, or a previous version when the file was lost or damaged.
fn slots(core: &Core, held: &Held) -> Answer<KeysFile> {
    if !core.has_register() {
        return Err(Code::RegisterMissing.into());
    }
    match (&held.keys, file::read(&core.folder)) {
        (_, Found::File(keys)) => Ok(keys),
        (Some(keys), _) => Ok(keys.clone()),
        (None, Found::Missing) => file::read_previous(&core.folder).ok_or(Code::KeysFileMissing.into()),
        (None, Found::Damaged) => file::read_previous(&core.folder).ok_or(Code::KeysFileDamaged.into()),
    }
}

/// One try with a typed secret: waits are kept, and the answer to a wrong one is always the same.
pub(super) fn attempt(held: &mut Held, try_it: impl FnOnce() -> Option<Key>) -> Answer<Key> {
    let left = held.waits.seconds(Instant::now());
    if left > 0 {
        return Err(Problem::new(Code::TooSoon).with("wait_seconds", left));
    }
    match try_it() {
        Some(dek) => {
            held.waits.right();
            Ok(dek)
        }
        None => {
            let now = Instant::now();
            held.waits.wrong(now);
            Err(Problem::new(Code::SecretWrong).with("wait_seconds", held.waits.seconds(now)))
        }
    }
}

/// Opens with a database key that a typed secret gave, and puts a lost `keys.json` back.
fn take_up(core: &Core, held: &mut Held, keys: &KeysFile, dek: Key) -> Answer<()> {
    held.stage = open(core, held, keys, dek);
    if let Stage::Refused(problem) = &held.stage {
        return Err(problem.clone());
    }
    match file::read(&core.folder) {
        Found::File(_) => Ok(()),
        _ => file::replace(&core.folder, keys),
    }
}

/// After the paper was used (S7): a new key in the keyring where there is one, a new recovery key
/// to put on paper, and an entry in the access log. The old recovery key works until the new one
/// was typed back.
fn after_recovery(core: &Core, held: &mut Held, mut keys: KeysFile, dek: &Key) -> Answer<()> {
    let at = core.now().to_rfc3339();
    core.register()?.write_local(|tx| {
        clear_fact(tx, CONFIRMED)?;
        log(tx, &at, "used")
    })?;
    core.session.set_unfinished(true);
    if let Some(kek) = key_in_keyring(core, &keys.entry())? {
        keys.set_keyring(&kek, dek)?;
        file::replace(&core.folder, &keys)?;
        held.keys = Some(keys);
    }
    if held.pending.is_none() && matches!(held.stage, Stage::Open) {
        held.pending = Some(recovery::pending(Purpose::Needed)?);
    }
    Ok(())
}

/// What opens the register itself, typed again while it is open: for who forgot a PIN.
///
/// # Errors
/// `SecretWrong`, `TooSoon`, `RecoveryMistyped`.
pub(crate) fn prove(core: &Core, secret: PinSecret) -> Answer<()> {
    let mut held = core.session.lock();
    let keys = slots(core, &held)?;
    match secret {
        PinSecret::Passphrase { secret } => {
            let secret = Zeroizing::new(secret);
            attempt(&mut held, || keys.open_with_passphrase(&secret)).map(drop)
        }
        PinSecret::Recovery { secret } => {
            let dek = with_recovery(&mut held, &keys, &Zeroizing::new(secret))?;
            // A renewal that somebody began gives way to the one that has to be.
            held.pending = None;
            after_recovery(core, &mut held, keys, &dek)
        }
    }
}

/// The database key by what stands on the recovery sheet.
fn with_recovery(held: &mut Held, keys: &KeysFile, secret: &str) -> Answer<Key> {
    let key = RecoveryKey::parse(secret)
        .map_err(|group| Problem::new(Code::RecoveryMistyped).with("group", group))?;
    attempt(held, || keys.open_with_recovery(&key))
}

/// Another passphrase; the database key stays the same (S8).
pub fn passphrase_change(core: &Core, request: ChangePassphraseRequest) -> Answer<Nothing> {
    let mut held = core.session.lock();
    let mut keys = held.keys.clone().ok_or(Code::NotReady)?;
    let new = new_passphrase(&mut held, &keys, request)?;
    let dek = held.dek.clone().ok_or(Code::NotReady)?;
    keys.set_passphrase(&new, held.cost(), &dek)?;
    file::replace(&core.folder, &keys)?;
    held.keys = Some(keys);
    Ok(Nothing {})
}

/// The new passphrase, from whoever knows the one in force.
pub(super) fn new_passphrase(
    held: &mut Held,
    keys: &KeysFile,
    request: ChangePassphraseRequest,
) -> Answer<Zeroizing<String>> {
    let (current, new) = (Zeroizing::new(request.current), Zeroizing::new(request.new));
    attempt(held, || keys.open_with_passphrase(&current))?;
    if passphrase::is_acceptable(&new) { Ok(new) } else { Err(Code::PassphraseWeak.into()) }
}
