//! The recovery key: 160 random bits, written as eight groups of four characters and a check
//! character.
//!
//! Characters are those of Crockford's base 32 (no I, L, O, U). The check character of a group
//! depends on the group's place, so one wrong character, two swapped characters and two swapped
//! groups are all found and can be pointed at.

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::random;
use crate::Answer;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Groups on the recovery sheet.
pub const GROUPS: usize = 8;
/// Characters that carry the key in a group; one check character follows.
const CARRYING: usize = 4;

/// 160 random bits that open a database when the keyring does not. No `Debug`, no `Display`.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; 20]);

impl RecoveryKey {
    /// A new key.
    pub fn new() -> Answer<Self> {
        let mut bits = [0u8; 20];
        random(&mut bits)?;
        Ok(Self(bits))
    }

    /// What is stretched into the key of slot R.
    pub fn secret(&self) -> &[u8] {
        &self.0
    }

    /// The groups as they are printed, each five characters.
    pub fn groups(&self) -> Zeroizing<Vec<String>> {
        let groups = (0..GROUPS).map(|group| {
            // Four characters of five bits are exactly twenty bits: two and a half bytes.
            let values: [u8; CARRYING] = std::array::from_fn(|i| self.five_bits(group * CARRYING + i));
            let check = check_value(group, &values);
            values.iter().chain([&check]).map(|v| ALPHABET[*v as usize] as char).collect()
        });
        Zeroizing::new(groups.collect())
    }

    fn five_bits(&self, index: usize) -> u8 {
        (0..5).fold(0, |value, i| {
            let bit = index * 5 + i;
            value << 1 | (self.0[bit / 8] >> (7 - bit % 8) & 1)
        })
    }

    /// Reads what a person typed: capitals or not, with or without spaces and dashes, O for 0, I
    /// and L for 1. `Err` holds the first group (from 1) that cannot be right; 0 when the length
    /// is wrong.
    pub fn parse(typed: &str) -> Result<Self, u8> {
        let values = Zeroizing::new(values_of(typed).ok_or(0u8)?);
        if values.len() != GROUPS * (CARRYING + 1) {
            return Err(0);
        }
        let mut bits = Zeroizing::new([0u8; 20]);
        for (group, chunk) in values.chunks(CARRYING + 1).enumerate() {
            if check_value(group, &chunk[..CARRYING]) != chunk[CARRYING] {
                return Err(group as u8 + 1);
            }
            for (i, value) in chunk[..CARRYING].iter().enumerate() {
                for bit in 0..5 {
                    let at = (group * CARRYING + i) * 5 + bit;
                    bits[at / 8] |= (value >> (4 - bit) & 1) << (7 - at % 8);
                }
            }
        }
        Ok(Self(*bits))
    }

    /// Whether a person typed that group (from 1) of this key.
    pub fn is_group(&self, number: u8, typed: &str) -> bool {
        let groups = self.groups();
        let wanted = usize::from(number).checked_sub(1).and_then(|i| groups.get(i));
        match (wanted, values_of(typed)) {
            (Some(wanted), Some(typed)) => {
                let typed = Zeroizing::new(typed);
                values_of(wanted).map(Zeroizing::new) == Some(typed)
            }
            _ => false,
        }
    }
}

/// Values of the characters typed, without spaces and dashes; `None` when one is not ours.
fn values_of(typed: &str) -> Option<Vec<u8>> {
    if typed.len() > 400 {
        return None;
    }
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.'))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => Some(0),
            'I' | 'L' => Some(1),
            c => ALPHABET.iter().position(|a| *a as char == c).map(|v| v as u8),
        })
        .collect()
}

/// Sum in GF(32) of the characters weighted by powers of the generator, plus the group's place:
/// the weights differ, so one wrong character or two swapped ones always change it.
fn check_value(group: usize, values: &[u8]) -> u8 {
    let mut weight = 1;
    values.iter().fold(group as u8, |sum, value| {
        weight = multiply(weight, 2);
        sum ^ multiply(weight, *value)
    })
}

/// Multiplication in GF(32) with the primitive polynomial x⁵ + x² + 1.
fn multiply(a: u8, b: u8) -> u8 {
    (0..5).rev().fold(0u8, |product, bit| {
        let doubled = product << 1;
        let reduced = if doubled & 32 != 0 { doubled ^ 0b10_0101 } else { doubled };
        if b >> bit & 1 == 1 { reduced ^ a } else { reduced }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(key: &RecoveryKey) -> String {
        key.groups().join("-")
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(bits: [u8; 20]) {
            let key = RecoveryKey(bits);
            prop_assert!(RecoveryKey::parse(&text(&key)) == Ok(key.clone()));
            prop_assert!(RecoveryKey::parse(&text(&key).to_lowercase().replace('-', " ")) == Ok(key.clone()));
            let confused = text(&key).replace('0', "o").replace('1', "l");
            prop_assert!(RecoveryKey::parse(&confused) == Ok(key));
        }

        #[test]
        fn one_wrong_character_is_found_in_its_group(bits: [u8; 20], at in 0usize..40, other in 0usize..32) {
            let key = RecoveryKey(bits);
            let mut typed: Vec<u8> = key.groups().concat().into_bytes();
            prop_assume!(typed[at] != ALPHABET[other]);
            typed[at] = ALPHABET[other];
            let typed = String::from_utf8(typed).unwrap();
            prop_assert!(RecoveryKey::parse(&typed) == Err((at / 5) as u8 + 1));
        }

        #[test]
        fn two_swapped_characters_or_groups_are_found(bits: [u8; 20], group in 0usize..8, a in 0usize..5, b in 0usize..5) {
            let (a, b) = (group * 5 + a, group * 5 + b);
            let key = RecoveryKey(bits);
            let mut typed: Vec<u8> = key.groups().concat().into_bytes();
            prop_assume!(typed[a] != typed[b]);
            typed.swap(a, b);
            prop_assert!(RecoveryKey::parse(&String::from_utf8(typed).unwrap()).is_err());
            let mut groups = key.groups().to_vec();
            groups.swap(group, (group + 1) % GROUPS);
            prop_assert!(RecoveryKey::parse(&groups.concat()).is_err());
        }
    }

    #[test]
    fn a_group_is_recognised_only_at_its_own_place() {
        let key = RecoveryKey(std::array::from_fn(|i| i as u8 * 11));
        let groups = key.groups().to_vec();
        assert!(key.is_group(3, &groups[2].to_lowercase()));
        assert!(!key.is_group(4, &groups[2]));
        assert!(!key.is_group(0, &groups[0]) && !key.is_group(9, &groups[0]) && !key.is_group(1, ""));
    }

    #[test]
    fn other_lengths_and_strange_characters_are_no_key() {
        for typed in ["", "AB", "U", "é", &"0".repeat(39), &"0".repeat(41), &"0".repeat(10_000)] {
            assert!(RecoveryKey::parse(typed) == Err(0));
        }
    }
}
