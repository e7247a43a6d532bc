//! Signatures of laptops and of the server (sync.md 15; security.md S16, S23, S24): ECDSA over P-256
//! of [`Purpose::signed_text`], the same for whoever signs and whoever reads.

use base64ct::{Base64UrlUnpadded, Encoding};
use p256::ecdsa::signature::{Signer, Verifier};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::access::Purpose;

/// Signs a payload as it travels: payload, point, signature.
pub fn sign(key: &SigningKey, purpose: Purpose, what: &impl Serialize) -> String {
    let payload = encoded(what);
    let signature: Signature = key.sign(purpose.signed_text(&payload).as_bytes());
    format!("{payload}.{}", Base64UrlUnpadded::encode_string(&signature.to_bytes()))
}

/// The payload before it was verified: only to find out whose key must verify it.
pub fn unverified<T: DeserializeOwned>(text: &str) -> Option<T> {
    let (payload, _) = text.split_once('.')?;
    serde_json::from_slice(&Base64UrlUnpadded::decode_vec(payload).ok()?).ok()
}

/// The payload, if this key signed it for this purpose.
pub fn verified<T: DeserializeOwned>(key: &VerifyingKey, purpose: Purpose, text: &str) -> Option<T> {
    let (payload, signature) = text.split_once('.')?;
    let signature = Signature::from_slice(&Base64UrlUnpadded::decode_vec(signature).ok()?).ok()?;
    key.verify(purpose.signed_text(payload).as_bytes(), &signature).ok()?;
    unverified(text)
}

/// A public key as it travels.
pub fn public_key(text: &str) -> Option<VerifyingKey> {
    VerifyingKey::from_sec1_bytes(&Base64UrlUnpadded::decode_vec(text).ok()?).ok()
}

/// The same, written as it travels: SEC1 in base64url.
pub fn public_text(key: &VerifyingKey) -> String {
    Base64UrlUnpadded::encode_string(&key.to_sec1_bytes())
}

/// A payload as it travels, before it is signed.
pub fn encoded(what: &impl Serialize) -> String {
    // Our own types, without maps that have other keys than text: they always serialise.
    Base64UrlUnpadded::encode_string(&serde_json::to_vec(what).unwrap_or_default())
}
