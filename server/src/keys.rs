//! The server's keys: one signs grants and orders (laptops know its public half), others prove that
//! a token is ours, others seal what goes to the database. They lie in files, are read again while the
//! server runs, and are never printed.

use std::io::Write;
use std::path::Path;

use base64ct::{Base64UrlUnpadded, Encoding};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::SigningKey;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use stamboek_domain::sync::access::Purpose;
use stamboek_domain::sync::signature::{encoded, public_text};
pub use stamboek_domain::sync::signature::{public_key, sign, unverified, verified};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::seal::Seals;

const SIGNING: &str = "signing.key";
const TOKEN: &str = "token.key";
const SEAL: &str = "seal.key";

/// The keys of one moment.
pub struct Keys {
    signing: SigningKey,
    /// The first makes tokens; the others are still believed until the last token of theirs ended.
    tokens: Vec<Zeroizing<Vec<u8>>>,
    /// The first seals what goes to the database; all open it.
    seals: Seals,
}

/// What a token says. Only this server reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// For which address.
    pub audience: String,
    /// Which laptop.
    pub device: Uuid,
    /// Who works at it.
    pub user: Option<Uuid>,
    /// Of which institutions it may ask.
    pub institutions: Vec<Uuid>,
    /// Until when.
    pub expires: DateTime<Utc>,
}

impl Keys {
    /// Reads the files of a folder.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let wrong = |name: &str| {
            format!("{}: geen sleutel (64 hexadecimale cijfers per regel)", folder.join(name).display())
        };
        let signing = lines(folder, SIGNING)?.into_iter().next().ok_or_else(|| wrong(SIGNING))?;
        let signing = SigningKey::from_slice(&signing).map_err(|_| wrong(SIGNING))?;
        let (tokens, seals) = (lines(folder, TOKEN)?, lines(folder, SEAL)?);
        if tokens.is_empty() {
            return Err(wrong(TOKEN));
        }
        if seals.is_empty() {
            return Err(wrong(SEAL));
        }
        Ok(Self { signing, tokens, seals: Seals::new(seals) })
    }

    /// What seals in the database.
    pub fn seals(&self) -> Seals {
        self.seals.clone()
    }

    /// Makes the files, where they are not there yet, readable for their owner alone.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn make(folder: &Path) -> Result<(), String> {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for name in [SIGNING, TOKEN, SEAL] {
            let file = folder.join(name);
            if file.exists() {
                continue;
            }
            let mut bytes = Zeroizing::new([0u8; 32]);
            // A scalar of the curve is any number below its order: nearly every 32 bytes are.
            while *bytes == [0; 32] || (name == SIGNING && SigningKey::from_slice(&*bytes).is_err()) {
                getrandom::fill(&mut *bytes).map_err(|error| error.to_string())?;
            }
            let text: Zeroizing<String> =
                Zeroizing::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
            private(&file)
                .and_then(|mut open| writeln!(open, "{}", *text))
                .map_err(|error| format!("{}: {error}", file.display()))?;
        }
        Ok(())
    }

    /// The public half of the signing key, SEC1 in base64url.
    pub fn public(&self) -> String {
        public_text(self.signing.verifying_key())
    }

    /// Signs something for a laptop.
    pub fn sign(&self, purpose: Purpose, what: &impl Serialize) -> String {
        sign(&self.signing, purpose, what)
    }

    /// Reads something that we signed ourselves.
    pub fn ours<T: DeserializeOwned>(&self, purpose: Purpose, text: &str) -> Option<T> {
        verified(self.signing.verifying_key(), purpose, text)
    }

    /// A token.
    pub fn token(&self, claims: &Claims) -> String {
        let payload = encoded(claims);
        let proof = mac(&self.tokens[0], &payload).finalize().into_bytes();
        format!("{payload}.{}", Base64UrlUnpadded::encode_string(&proof))
    }

    /// What a token says, if it is ours, for this address, and not over.
    pub fn claims(&self, token: &str, audience: &str, now: DateTime<Utc>) -> Option<Claims> {
        // The same work for every bad token: how soon it is refused tells nothing of it (S85).
        let (payload, proof) = token.split_once('.').unwrap_or((token, ""));
        let proof = Base64UrlUnpadded::decode_vec(proof).unwrap_or_default();
        let ours = |found, key: &Zeroizing<Vec<u8>>| found | mac(key, payload).verify_slice(&proof).is_ok();
        if !self.tokens.iter().fold(false, ours) {
            return None;
        }
        let claims: Claims = serde_json::from_slice(&Base64UrlUnpadded::decode_vec(payload).ok()?).ok()?;
        (claims.audience == audience && now < claims.expires).then_some(claims)
    }
}

fn mac(key: &[u8], payload: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap_or_else(|_| unreachable!("any length will do"));
    mac.update(b"stamboek.token.v1.");
    mac.update(payload.as_bytes());
    mac
}

fn lines(folder: &Path, name: &str) -> Result<Vec<Zeroizing<Vec<u8>>>, String> {
    let file = folder.join(name);
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let text = Zeroizing::new(text);
    let line = |line: &str| -> Option<Zeroizing<Vec<u8>>> {
        let pairs: Vec<&[u8]> = line.as_bytes().chunks(2).collect();
        let byte = |pair: &&[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes = pairs.iter().map(byte).collect::<Option<Vec<u8>>>()?;
        (line.len() == 64).then(|| Zeroizing::new(bytes))
    };
    let read: Option<Vec<_>> =
        text.lines().map(str::trim).filter(|text| !text.is_empty()).map(line).collect();
    read.ok_or_else(|| format!("{}: geen sleutel (64 hexadecimale cijfers per regel)", file.display()))
}

fn private(file: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;

    fn claims(now: DateTime<Utc>) -> Claims {
        Claims {
            audience: "https://sync.example".to_owned(),
            device: Uuid::from_u128(1),
            user: None,
            institutions: vec![Uuid::from_u128(2)],
            expires: now + Duration::minutes(10),
        }
    }

    fn made() -> (tempfile::TempDir, Keys) {
        let folder = tempfile::tempdir().unwrap();
        Keys::make(folder.path()).unwrap();
        let keys = Keys::read(folder.path()).unwrap();
        (folder, keys)
    }

    #[test]
    fn a_token_is_believed_only_whole_for_this_address_and_in_time() {
        let (_folder, keys) = made();
        let now: DateTime<Utc> = "2026-11-22T09:00:00Z".parse().unwrap();
        let token = keys.token(&claims(now));
        let audience = "https://sync.example";
        assert_eq!(keys.claims(&token, audience, now), Some(claims(now)));
        assert_eq!(keys.claims(&token, "https://other.example", now), None);
        assert_eq!(keys.claims(&token, audience, now + Duration::minutes(10)), None);
        assert_eq!(made().1.claims(&token, audience, now), None, "the keys of another server");
        let (payload, proof) = token.split_once('.').unwrap();
        let other = keys.token(&Claims { device: Uuid::from_u128(9), ..claims(now) });
        let mixed = format!("{}.{proof}", other.split_once('.').unwrap().0);
        for wrong in [mixed, format!("{payload}."), payload.to_owned(), String::new(), ".".to_owned()] {
            assert_eq!(keys.claims(&wrong, audience, now), None, "{wrong}");
        }
    }

    #[test]
    fn an_older_key_is_believed_as_long_as_it_stands_below_the_new_one() {
        let (folder, keys) = made();
        let now = Utc::now();
        let token = keys.token(&claims(now));
        let file = folder.path().join(TOKEN);
        let old = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, format!("{}\n{old}", "ab".repeat(32))).unwrap();
        let both = Keys::read(folder.path()).unwrap();
        assert!(both.claims(&token, "https://sync.example", now).is_some());
        assert_ne!(both.token(&claims(now)), token);
        std::fs::write(&file, "ab".repeat(32)).unwrap();
        assert!(Keys::read(folder.path()).unwrap().claims(&token, "https://sync.example", now).is_none());
    }

    #[test]
    fn a_signature_for_one_purpose_proves_nothing_for_another() {
        let (_folder, keys) = made();
        let signed = keys.sign(Purpose::Grant, &Uuid::from_u128(7));
        assert_eq!(keys.ours::<Uuid>(Purpose::Grant, &signed), Some(Uuid::from_u128(7)));
        assert_eq!(keys.ours::<Uuid>(Purpose::Order, &signed), None);
        assert_eq!(
            verified::<Uuid>(&public_key(&keys.public()).unwrap(), Purpose::Grant, &signed),
            Some(Uuid::from_u128(7))
        );
    }

    #[test]
    fn files_of_keys_are_for_their_owner_alone_and_never_made_anew() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, keys) = made();
        let mode = std::fs::metadata(folder.path().join(SIGNING)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        Keys::make(folder.path()).unwrap();
        assert_eq!(Keys::read(folder.path()).unwrap().public(), keys.public());
        std::fs::write(folder.path().join(TOKEN), "kort").unwrap();
        assert!(Keys::read(folder.path()).err().unwrap().contains(TOKEN));
    }
}
