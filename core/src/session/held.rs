//! What the program holds in memory about its register.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};

use stamboek_domain::problem::{Code, Problem};

use super::messages::Purpose;
use crate::keys::file::KeysFile;
use crate::keys::recovery::RecoveryKey;
use crate::keys::seal::{Cost, Slot};
use crate::keys::{Key, waits::Waits};

/// Part of the program: where it stands, and the keys while the register is open.
#[derive(Default)]
pub struct Session {
    held: Mutex<Held>,
    /// Open, but set-up or a recovery is not finished: no command but those of the session runs.
    unfinished: AtomicBool,
}

/// Where the machine stands.
#[derive(Default)]
pub(super) enum Stage {
    /// Nothing was looked at.
    #[default]
    NotStarted,
    /// No register, or an empty one of a set-up that was broken off.
    FirstStart,
    /// Only slot P.
    Passphrase,
    /// The data are there, the key is not.
    KeyMissing(Code),
    /// Not openable for another reason.
    Refused(Problem),
    /// The administrator struck this laptop off.
    Revoked { wiped: bool },
    /// Open.
    Open,
}

/// A recovery key that is on paper or not yet; its slot is written when it was typed back.
pub(super) struct Pending {
    pub key: RecoveryKey,
    /// Groups to type back, from 1.
    pub ask: [u8; 2],
    pub saved: bool,
    /// What it is for.
    pub purpose: Purpose,
    /// With a new database key: the passphrase that opens it then, where there is one.
    pub passphrase: Option<zeroize::Zeroizing<String>>,
}

#[derive(Default)]
pub(super) struct Held {
    pub stage: Stage,
    /// Slots of the register that is open, or that were found.
    pub keys: Option<KeysFile>,
    /// The database key, once a slot gave it; also of a register that does not open.
    pub dek: Option<Key>,
    pub pending: Option<Pending>,
    pub waits: Waits,
    /// The keyring was seen not to work.
    pub no_keyring: bool,
    /// `None`: the full cost. Tests make it cheap.
    pub cost: Option<Cost>,
}

impl Held {
    pub fn cost(&self) -> Cost {
        self.cost.unwrap_or(Cost::FULL)
    }
}

impl Session {
    pub(super) fn lock(&self) -> MutexGuard<'_, Held> {
        // After a panic the machine still holds what it held; commands look again.
        self.held.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Whether other commands have to wait for the recovery sheet.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.unfinished.load(Ordering::SeqCst)
    }

    /// Where the key of the open register is kept: `keyring` or `passphrase`.
    pub(crate) fn key_kept_in(&self) -> &'static str {
        let by_passphrase = |keys: &KeysFile| keys.has(Slot::Passphrase) && !keys.has(Slot::Keyring);
        if self.lock().keys.as_ref().is_some_and(by_passphrase) { "passphrase" } else { "keyring" }
    }

    /// Whether a passphrase opens the register.
    pub(super) fn has_passphrase(&self) -> bool {
        self.lock().keys.as_ref().is_some_and(|keys| keys.has(Slot::Passphrase))
    }

    pub(super) fn set_unfinished(&self, unfinished: bool) {
        self.unfinished.store(unfinished, Ordering::SeqCst);
    }
}
