//! Sealing what was entered about people before it goes to the database (security.md S65): who has
//! the database, or a copy of it, and not the key file reads nothing of anybody.
//!
//! From each line of `seal.key` an institution's keys are derived (HKDF-SHA256, by its id): one
//! seals texts (XChaCha20-Poly1305, each bound to the institution and to where it stands), the other
//! hashes INSZ, so that equal ones are found. The first line seals; all lines open.
//!
//! A sealed text: 1 (the form), four bytes that tell the line, the nonce of 24 bytes, and the text
//! with its tag; in front of the text, how long it is when it was packed, and 0 when it was not.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use stamboek_domain::sync::wire::PACK_FROM_BYTES;
use uuid::Uuid;
use zeroize::Zeroizing;

/// How many bytes a sealed text is longer than a text that was not packed.
pub const ADDED: usize = HEAD + LENGTH + 16;
const FORM: u8 = 1;
const HEAD: usize = 1 + 4 + 24;
const LENGTH: usize = 4;
/// Longest text that is unpacked: more than anything that we ever seal.
const LONGEST: usize = 64 << 20;

/// The text is not what was sealed there, or by a line that is not in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOurs;

/// Where a sealed text stands; nowhere else it can be opened.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// Text of an op.
    Op(Uuid),
    /// Parts of an op that are not in force.
    Detail(Uuid),
    /// A record, by kind and id.
    Record(&'a str, &'a str),
    /// What is kept to recognise the key file by.
    Probe,
}

impl Place<'_> {
    fn text(&self, inst: Uuid) -> String {
        match self {
            Self::Op(op) => format!("{inst}\nop\n{op}"),
            Self::Detail(op) => format!("{inst}\ndetail\n{op}"),
            Self::Record(kind, id) => format!("{inst}\nrecord\n{kind}\n{id}"),
            Self::Probe => format!("{inst}\nprobe"),
        }
    }
}

/// The lines of the key file.
#[derive(Clone, Default)]
pub struct Seals(Vec<Line>);

/// One line.
#[derive(Clone)]
struct Line {
    id: [u8; 4],
    secret: Zeroizing<Vec<u8>>,
}

/// The keys of one institution.
pub struct Seal {
    inst: Uuid,
    lines: Vec<Own>,
}

/// What one line comes to for one institution.
struct Own {
    id: [u8; 4],
    texts: XChaCha20Poly1305,
    insz: Zeroizing<[u8; 32]>,
}

impl Seals {
    /// These lines, of 32 bytes each; the first seals.
    pub fn new(lines: Vec<Zeroizing<Vec<u8>>>) -> Self {
        let line = |secret: Zeroizing<Vec<u8>>| {
            let mut id = [0; 4];
            derive(&secret, "stamboek seal id 1", &[], &mut id);
            Line { id, secret }
        };
        Self(lines.into_iter().map(line).collect())
    }

    /// The keys of an institution.
    pub fn of(&self, inst: Uuid) -> Seal {
        let own = |line: &Line| {
            let (mut texts, mut insz) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
            derive(&line.secret, "stamboek seal texts 1", inst.as_bytes(), &mut *texts);
            derive(&line.secret, "stamboek seal insz 1", inst.as_bytes(), &mut *insz);
            Own { id: line.id, texts: XChaCha20Poly1305::new((&*texts).into()), insz }
        };
        Seal { inst, lines: self.0.iter().map(own).collect() }
    }
}

/// HKDF-SHA256. Never more than a few bytes, which it always gives.
fn derive(secret: &[u8], purpose: &str, whose: &[u8], into: &mut [u8]) {
    let derived = Hkdf::<Sha256>::new(None, secret).expand_multi_info(&[purpose.as_bytes(), whose], into);
    derived.unwrap_or_else(|_| unreachable!("at most 32 bytes"));
}

impl Seal {
    /// Which line seals; `None` without a key file.
    pub fn line(&self) -> Option<&[u8]> {
        self.lines.first().map(|line| line.id.as_slice())
    }

    /// Seals a text for one place.
    ///
    /// # Errors
    /// Without a key file, or without randomness of the system.
    pub fn seal(&self, place: Place<'_>, text: &str) -> Result<Vec<u8>, NotOurs> {
        let line = self.lines.first().ok_or(NotOurs)?;
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce).map_err(|_| NotOurs)?;
        let sealed = line
            .texts
            .encrypt(
                &XNonce::from(nonce),
                Payload { msg: &packed(text), aad: place.text(self.inst).as_bytes() },
            )
            .map_err(|_| NotOurs)?;
        let mut all = Vec::with_capacity(HEAD + sealed.len());
        all.push(FORM);
        all.extend(line.id);
        all.extend(nonce);
        all.extend(sealed);
        Ok(all)
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// When it is not that, or was altered.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<String, NotOurs> {
        let (head, sealed) = sealed.split_at_checked(HEAD).ok_or(NotOurs)?;
        let line = self.lines.iter().find(|line| head[0] == FORM && head[1..5] == line.id);
        let nonce = <[u8; 24]>::try_from(&head[5..]).map_err(|_| NotOurs)?;
        let text = line
            .ok_or(NotOurs)?
            .texts
            .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: place.text(self.inst).as_bytes() })
            .map_err(|_| NotOurs)?;
        unpacked(text)
    }

    /// Hash by which a row with this INSZ is found.
    pub fn insz(&self, insz: &str) -> Option<Vec<u8>> {
        self.all_insz(insz).next()
    }

    /// Hashes under which rows with this INSZ may stand, of every line.
    pub fn all_insz(&self, insz: &str) -> impl Iterator<Item = Vec<u8>> {
        self.lines.iter().map(|line| {
            let mut mac = Hmac::<Sha256>::new_from_slice(&*line.insz)
                .unwrap_or_else(|_| unreachable!("any length will do"));
            mac.update(insz.as_bytes());
            mac.finalize().into_bytes().to_vec()
        })
    }
}

/// The text behind its length. Long ones are packed: what was sealed nobody packs any more.
fn packed(text: &str) -> Zeroizing<Vec<u8>> {
    let small = (text.len() >= PACK_FROM_BYTES).then(|| zstd::bulk::compress(text.as_bytes(), 1).ok());
    let (length, content) = match small.flatten() {
        Some(small) => (text.len() as u32, small),
        None => (0, text.as_bytes().to_vec()),
    };
    let mut all = Zeroizing::new(Vec::with_capacity(LENGTH + content.len() + 16));
    all.extend(length.to_le_bytes());
    all.extend(content);
    all
}

fn unpacked(mut text: Vec<u8>) -> Result<String, NotOurs> {
    let length = text.first_chunk::<LENGTH>().ok_or(NotOurs)?;
    let content = match u32::from_le_bytes(*length) as usize {
        0 => {
            text.drain(..LENGTH);
            text
        }
        length if length > LONGEST => return Err(NotOurs),
        length => zstd::bulk::decompress(&text[LENGTH..], length).map_err(|_| NotOurs)?,
    };
    String::from_utf8(content).map_err(|_| NotOurs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seals(lines: &[u8]) -> Seals {
        Seals::new(lines.iter().map(|byte| Zeroizing::new(vec![*byte; 32])).collect())
    }

    #[test]
    fn what_was_sealed_is_opened_in_its_own_place_alone() {
        let (inst, op) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let seal = seals(&[1]).of(inst);
        for text in ["", "é", &"Émile ".repeat(2_000)] {
            let sealed = seal.seal(Place::Op(op), text).unwrap();
            assert_eq!(seal.open(Place::Op(op), &sealed).as_deref(), Ok(text));
            for elsewhere in [Place::Op(inst), Place::Detail(op), Place::Record("pupil", "2"), Place::Probe] {
                assert_eq!(seal.open(elsewhere, &sealed), Err(NotOurs));
            }
            assert_eq!(seals(&[1]).of(op).open(Place::Op(op), &sealed), Err(NotOurs), "another institution");
            assert_eq!(seals(&[2]).of(inst).open(Place::Op(op), &sealed), Err(NotOurs), "another key file");
            for place in 0..sealed.len() {
                let mut altered = sealed.clone();
                altered[place] ^= 1;
                assert_eq!(seal.open(Place::Op(op), &altered), Err(NotOurs), "byte {place}");
                assert_eq!(seal.open(Place::Op(op), &sealed[..place]), Err(NotOurs), "cut at {place}");
            }
        }
    }

    #[test]
    fn a_text_is_sealed_otherwise_each_time_and_a_long_one_is_packed() {
        let seal = seals(&[1]).of(Uuid::from_u128(1));
        let place = Place::Record("pupil", "2");
        assert_ne!(seal.seal(place, "x").unwrap(), seal.seal(place, "x").unwrap());
        assert_eq!(seal.seal(place, "Peeters").unwrap().len(), 7 + ADDED);
        assert!(seal.seal(place, &"Peeters ".repeat(1_000)).unwrap().len() < 200);
    }

    #[test]
    fn the_first_line_seals_and_every_line_opens_and_finds() {
        let inst = Uuid::from_u128(1);
        let (old, both) = (seals(&[1]).of(inst), seals(&[2, 1]).of(inst));
        let sealed = old.seal(Place::Probe, "x").unwrap();
        assert_eq!(both.open(Place::Probe, &sealed).as_deref(), Ok("x"));
        assert_eq!(seals(&[2]).of(inst).open(Place::Probe, &sealed), Err(NotOurs));
        assert_ne!(both.line(), old.line());
        assert_ne!(both.insz("26010100091"), old.insz("26010100091"));
        assert!(both.all_insz("26010100091").any(|hash| Some(hash) == old.insz("26010100091")));
        let other = seals(&[1]).of(Uuid::from_u128(2));
        assert_ne!(other.insz("26010100091"), old.insz("26010100091"), "nothing to compare between schools");
        assert_eq!(Seals::default().of(inst).seal(Place::Probe, "x"), Err(NotOurs));
    }
}
