//! The keyring of the operating system: Secret Service, Credential Manager, Keychain.
//!
//! Slow at times (it may ask the person to unlock it), so only called from the blocking pool.
//! Keys are stored as hexadecimal text, since KDE Wallet keeps text only.

use keyring::{Entry, Error};
use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use super::{key_from_text_or_bytes, key_to_text};
use crate::Answer;
use crate::shell::KeyringAnswer;

/// The service under which our entries stand.
const SERVICE: &str = "be.stamboek.app";

/// The key under that entry.
///
/// A locked keyring answers like an empty one on some systems, and an entry with something else
/// in it is as good as none: neither is ever a reason to make a new key while a database exists.
pub fn get(entry: &str) -> KeyringAnswer {
    let secret = Entry::new(SERVICE, entry).and_then(|entry| entry.get_secret());
    match secret.map(Zeroizing::new) {
        Ok(secret) => match key_from_text_or_bytes(&secret) {
            Some(key) => KeyringAnswer::Key(key),
            None => KeyringAnswer::Absent,
        },
        Err(Error::NoEntry | Error::BadEncoding(_) | Error::Ambiguous(_)) => KeyringAnswer::Absent,
        Err(_) => KeyringAnswer::Unavailable,
    }
}

/// Takes an entry away; one that is not there is as good.
pub fn remove(entry: &str) -> Answer<()> {
    match Entry::new(SERVICE, entry).and_then(|entry| entry.delete_credential()) {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(_) => Err(Problem::new(Code::KeyringUnavailable)),
    }
}

/// Stores a key. The caller reads it back before relying on it.
pub fn set(entry: &str, key: &[u8; 32]) -> Answer<()> {
    Entry::new(SERVICE, entry)
        .and_then(|entry| entry.set_secret(key_to_text(key).as_bytes()))
        .map_err(|_| Problem::new(Code::KeyringUnavailable))
}
