//! The keyring of the operating system: Secret Service, Credential Manager, Keychain.
//!
//! Slow at times (it may ask the person to unlock it), so only called from the blocking pool.
//! Keys are stored as hexadecimal text, since KDE Wallet keeps text only. The store is looked for
//! until it is there: a keyring that starts after the program is found by trying again.

use std::sync::Arc;

use keyring_core::{
    CredentialStore, Entry, Error, get_default_store, set_default_store, unset_default_store,
};
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
    let secret = open(entry).and_then(|entry| entry.get_secret());
    match secret.map(Zeroizing::new) {
        Ok(secret) => match key_from_text_or_bytes(&secret) {
            Some(key) => KeyringAnswer::Key(key),
            None => KeyringAnswer::Absent,
        },
        Err(Error::NoEntry | Error::BadEncoding(_) | Error::Ambiguous(_)) => KeyringAnswer::Absent,
        Err(_) => {
            // The connection may be what broke: the next attempt makes a new one.
            unset_default_store();
            KeyringAnswer::Unavailable
        }
    }
}

/// Stores a key. The caller reads it back before relying on it.
pub fn set(entry: &str, key: &[u8; 32]) -> Answer<()> {
    open(entry)
        .and_then(|entry| entry.set_secret(key_to_text(key).as_bytes()))
        .map_err(|_| Problem::new(Code::KeyringUnavailable))
}

fn open(entry: &str) -> keyring_core::Result<Entry> {
    if get_default_store().is_none() {
        set_default_store(store()?);
    }
    Entry::new(SERVICE, entry)
}

/// The store of this system, when it answers.
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new()?;
    #[cfg(windows)]
    let store = windows_native_keyring_store::Store::new()?;
    #[cfg(all(unix, not(target_os = "macos")))]
    let store = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}
