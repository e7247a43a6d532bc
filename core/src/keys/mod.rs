//! Keys: the database key and the slots that wrap it in `keys.json`.
//!
//! The database key is 32 random bytes, handed to SQLCipher as it is. It never stands on disk in
//! clear. `keys.json`, next to the database, holds it sealed in slots: K by a key in the keyring
//! of the operating system, P by a passphrase, R by the recovery key on paper, E by the school
//! board. Every slot is sealed with XChaCha20-Poly1305 and bound to the database and to its
//! letter.

pub mod board;
pub mod file;
pub mod keyring;
pub mod passphrase;
pub mod recovery;
pub mod seal;
pub mod waits;

use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use crate::Answer;

/// A key of 32 bytes that is wiped when dropped. No `Debug`, no `Display`.
pub type Key = Zeroizing<[u8; 32]>;

/// Fills a buffer from the system's source of randomness.
pub(crate) fn random(buffer: &mut [u8]) -> Answer<()> {
    getrandom::fill(buffer).map_err(|_| Problem::new(Code::Internal).with("detail", "randomness"))
}

/// A new random key.
pub fn new_key() -> Answer<Key> {
    let mut key = Zeroizing::new([0u8; 32]);
    random(key.as_mut_slice())?;
    Ok(key)
}

/// Lower-case hexadecimal of bytes that are not secret (sealed boxes, nonces, salts).
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes behind hexadecimal digits of either case; `None` for anything else.
pub(crate) fn from_hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let value = |digit: u8| (digit as char).to_digit(16).map(|v| v as u8);
    digits
        .chunks(2)
        .map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?))
        .collect::<Option<Vec<u8>>>()
        .map(Zeroizing::new)
}

/// A key from its 32 bytes or 64 hexadecimal digits, as a key file or the keyring holds it.
pub fn key_from_text_or_bytes(content: &[u8]) -> Option<Key> {
    if let Ok(raw) = <[u8; 32]>::try_from(content) {
        return Some(Zeroizing::new(raw));
    }
    let bytes = from_hex(std::str::from_utf8(content).ok()?.trim())?;
    <[u8; 32]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new)
}

/// A key as 64 hexadecimal digits in wiped memory, for keyrings that keep text only (KDE Wallet).
pub(crate) fn key_to_text(key: &[u8; 32]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(64));
    for byte in key {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_text_form_and_other_lengths_are_no_key() {
        let key = new_key().unwrap();
        assert!(key_from_text_or_bytes(key_to_text(&key).as_bytes()).unwrap() == key);
        assert!(key_from_text_or_bytes(key.as_slice()).unwrap() == key);
        assert!(
            key_from_text_or_bytes(format!("{}\n", key_to_text(&key).as_str()).as_bytes()).unwrap() == key
        );
        for wrong in [&b""[..], b"0011", &[7u8; 31], &[b'g'; 64], &[b'a'; 63]] {
            assert!(key_from_text_or_bytes(wrong).is_none());
        }
    }
}
