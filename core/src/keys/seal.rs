//! Sealing a database key in a slot.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use super::{Key, from_hex, random, to_hex};
use crate::Answer;

/// Which slot of `keys.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Key in the keyring of the operating system.
    Keyring,
    /// Passphrase.
    Passphrase,
    /// Recovery key on paper.
    Recovery,
    /// The school board.
    Board,
}

impl Slot {
    /// The letter that stands in the associated data.
    pub fn letter(self) -> &'static str {
        match self {
            Slot::Keyring => "K",
            Slot::Passphrase => "P",
            Slot::Recovery => "R",
            Slot::Board => "E",
        }
    }
}

/// A database key sealed under another key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedKey {
    nonce: String,
    sealed: String,
}

/// Seals `dek` under `kek`, bound to this database and this slot.
pub fn seal(kek: &Key, dek: &Key, database: &str, slot: Slot) -> Answer<SealedKey> {
    let mut nonce = [0u8; 24];
    random(&mut nonce)?;
    let aad = associated_data(database, slot);
    let sealed = cipher(kek)
        .encrypt(&XNonce::from(nonce), Payload { msg: dek.as_slice(), aad: aad.as_bytes() })
        .map_err(|_| Problem::new(Code::Internal).with("detail", "seal"))?;
    Ok(SealedKey { nonce: to_hex(&nonce), sealed: to_hex(&sealed) })
}

/// The database key, or `None` when `kek`, database or slot is not the one it was sealed for, or
/// the box was altered.
pub fn open(kek: &Key, sealed: &SealedKey, database: &str, slot: Slot) -> Option<Key> {
    let nonce = <[u8; 24]>::try_from(from_hex(&sealed.nonce)?.as_slice()).ok()?;
    let content = from_hex(&sealed.sealed)?;
    let aad = associated_data(database, slot);
    let plain = Zeroizing::new(
        cipher(kek)
            .decrypt(&XNonce::from(nonce), Payload { msg: content.as_slice(), aad: aad.as_bytes() })
            .ok()?,
    );
    <[u8; 32]>::try_from(plain.as_slice()).ok().map(Zeroizing::new)
}

fn cipher(kek: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&**kek).into())
}

fn associated_data(database: &str, slot: Slot) -> String {
    format!("stamboek keys 1\n{database}\n{}", slot.letter())
}

/// How dear Argon2id is made; kept with the slot, so that it can be raised later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// What the security requirements ask: 128 MiB, 3 passes, 1 lane.
    pub const FULL: Cost = Cost { memory_kib: 128 * 1024, passes: 3, lanes: 1 };

    /// For tests that are not about the cost.
    #[cfg(test)]
    pub const TEST: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

    /// A damaged file must not make the program reserve the whole memory or work for an hour.
    fn is_sane(self) -> bool {
        self.memory_kib <= 1024 * 1024 && (1..=16).contains(&self.passes) && (1..=4).contains(&self.lanes)
    }
}

/// A database key sealed under something that a person types. Both the passphrase and the
/// recovery key are stretched in the same way, so that a wrong one takes as long as the other
/// (S12).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StretchedKey {
    salt: String,
    cost: Cost,
    #[serde(flatten)]
    key: SealedKey,
}

/// Seals `dek` under a typed secret with a new salt.
pub fn seal_with_secret(
    secret: &[u8],
    cost: Cost,
    dek: &Key,
    database: &str,
    slot: Slot,
) -> Answer<StretchedKey> {
    let mut salt = [0u8; 16];
    random(&mut salt)?;
    let kek = stretch(secret, &salt, cost).ok_or(Problem::new(Code::Internal).with("detail", "stretch"))?;
    Ok(StretchedKey { salt: to_hex(&salt), cost, key: seal(&kek, dek, database, slot)? })
}

/// The database key, or `None` when the secret is wrong or the box was altered.
pub fn open_with_secret(secret: &[u8], sealed: &StretchedKey, database: &str, slot: Slot) -> Option<Key> {
    let kek = stretch(secret, &from_hex(&sealed.salt)?, sealed.cost)?;
    open(&kek, &sealed.key, database, slot)
}

fn stretch(secret: &[u8], salt: &[u8], cost: Cost) -> Option<Key> {
    if !cost.is_sane() {
        return None;
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).ok()?;
    let mut key = Zeroizing::new([0u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, key.as_mut_slice())
        .ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::new_key;

    #[test]
    fn a_sealed_key_opens_only_with_its_key_its_database_and_its_slot() {
        let (kek, dek) = (new_key().unwrap(), new_key().unwrap());
        let sealed = seal(&kek, &dek, "db-1", Slot::Keyring).unwrap();
        assert!(open(&kek, &sealed, "db-1", Slot::Keyring) == Some(dek));
        assert!(open(&new_key().unwrap(), &sealed, "db-1", Slot::Keyring).is_none());
        assert!(open(&kek, &sealed, "db-2", Slot::Keyring).is_none());
        assert!(open(&kek, &sealed, "db-1", Slot::Recovery).is_none());
    }

    #[test]
    fn an_altered_box_does_not_open() {
        let (kek, dek) = (new_key().unwrap(), new_key().unwrap());
        let sealed = seal(&kek, &dek, "db", Slot::Keyring).unwrap();
        for at in 0..sealed.sealed.len() {
            let mut altered = sealed.clone();
            let other = if altered.sealed.as_bytes()[at] == b'0' { "1" } else { "0" };
            altered.sealed.replace_range(at..=at, other);
            assert!(open(&kek, &altered, "db", Slot::Keyring).is_none(), "digit {at}");
        }
        for broken in ["", "zz", "00"] {
            let altered = SealedKey { nonce: sealed.nonce.clone(), sealed: broken.into() };
            assert!(open(&kek, &altered, "db", Slot::Keyring).is_none());
        }
    }

    #[test]
    fn the_sealed_key_does_not_show_in_the_file() {
        let (kek, dek) = (new_key().unwrap(), new_key().unwrap());
        let text = serde_json::to_string(&seal(&kek, &dek, "db", Slot::Keyring).unwrap()).unwrap();
        assert!(!text.contains(&to_hex(dek.as_slice())) && !text.contains(&to_hex(kek.as_slice())));
    }

    #[test]
    fn a_typed_secret_opens_its_own_slot_and_a_dearer_than_sane_cost_is_refused() {
        let dek = new_key().unwrap();
        let mut sealed = seal_with_secret(b"vijf woorden", Cost::TEST, &dek, "db", Slot::Passphrase).unwrap();
        assert!(open_with_secret(b"vijf woorden", &sealed, "db", Slot::Passphrase) == Some(dek));
        assert!(open_with_secret(b"vijf woordeN", &sealed, "db", Slot::Passphrase).is_none());
        sealed.cost.memory_kib = u32::MAX;
        assert!(open_with_secret(b"vijf woorden", &sealed, "db", Slot::Passphrase).is_none());
    }

    #[test]
    fn the_full_cost_is_that_of_the_requirements() {
        assert_eq!(Cost::FULL, Cost { memory_kib: 131_072, passes: 3, lanes: 1 });
    }
}
