//! Hashes: of an op as it was received, and of all records that a device should have.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::Rev;

/// SHA-256 of the exact text of an op. Travels as 64 small hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

/// Not 64 small hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashFault;

impl Hash {
    /// Of this text, byte for byte.
    pub fn of(text: &str) -> Self {
        Self(sha2::Sha256::digest(text.as_bytes()).into())
    }
}

impl fmt::Display for HashFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hash")
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl TryFrom<String> for Hash {
    type Error = HashFault;
    fn try_from(text: String) -> Result<Self, HashFault> {
        let mut bytes = [0; 32];
        if text.len() != 64 {
            return Err(HashFault);
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = digit(pair[0])? * 16 + digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

fn digit(letter: u8) -> Result<u8, HashFault> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        _ => Err(HashFault),
    }
}

/// How many live records of one kind and school year there are, and which in which revision. The
/// same on both sides when, and only when, they hold the same (sync.md 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Kind of the records.
    pub kind: String,
    /// Calendar year in which their school year begins; `None` for kinds without a year.
    pub year: Option<u16>,
    /// How many, and their sum.
    #[serde(flatten)]
    pub sum: DigestSum,
}

/// Count and wrapping sum of the first eight bytes (big-endian) of SHA-256(`kind|id|rev`). Adding
/// and taking away in any order comes to the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestSum {
    /// How many records.
    pub n: u64,
    /// Sixteen hexadecimal digits on the wire: JSON numbers end at 2⁵³.
    #[serde(with = "hex")]
    pub sum: u64,
}

impl DigestSum {
    /// One more record in this revision.
    pub fn add(&mut self, kind: &str, id: &str, rev: Rev) {
        self.n = self.n.wrapping_add(1);
        self.sum = self.sum.wrapping_add(term(kind, id, rev));
    }

    /// A record that stood there in this revision does not any more.
    pub fn remove(&mut self, kind: &str, id: &str, rev: Rev) {
        self.n = self.n.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(term(kind, id, rev));
    }
}

fn term(kind: &str, id: &str, rev: Rev) -> u64 {
    let hash = sha2::Sha256::digest(format!("{kind}|{id}|{}", rev.0).as_bytes());
    hash.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(sum: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{sum:016x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        match text.len() {
            16 => u64::from_str_radix(&text, 16).map_err(|_| D::Error::custom("sum")),
            _ => Err(D::Error::custom("sum")),
        }
    }
}
