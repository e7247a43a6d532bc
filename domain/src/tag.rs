//! The permanent Stamboek code that is printed and scanned: ten base32 characters and one check
//! character (sync.md 3). It survives every migration of another program.
//!
//! The check character makes the weighted sum over the field of 32 elements nought. The weights
//! are powers of a primitive element and all differ, so every single wrong character and every
//! exchange of two characters is found.

use serde::{Deserialize, Serialize};

/// Digits and capitals without I, L, O and U, which are misread (Crockford's base32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A permanent code with a check character that fits, eleven characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(String);

/// Why a text is no Stamboek code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagFault {
    /// Not eleven characters.
    Length,
    /// A character outside the alphabet.
    Characters,
    /// The check character does not fit.
    Check,
}

impl TagFault {
    /// Name of the fault as it stands in the values of a problem.
    pub fn code(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Characters => "characters",
            Self::Check => "check",
        }
    }
}

impl Tag {
    /// Characters, the check character included.
    pub const LENGTH: usize = 11;

    /// Makes a code from ten random bytes, of which five bits each are used. A code of digits only
    /// would look like a number of another program, so then the first character becomes a letter.
    pub fn mint(random: [u8; 10]) -> Self {
        let mut values = random.map(|byte| byte & 31);
        if values.iter().all(|value| *value < 10) {
            values[0] += 10;
        }
        // The check character must bring the sum to nought: it stands at weight 1.
        let check = sum(&values, 1);
        let text = values.iter().chain([&check]).map(|value| ALPHABET[usize::from(*value)] as char).collect();
        Self(text)
    }

    /// Accepts the code as scanned or typed: small letters, hyphens and spaces; O is read as 0, I
    /// and L as 1.
    pub fn parse(text: &str) -> Result<Self, TagFault> {
        let mut code = String::with_capacity(Self::LENGTH);
        let mut values = Vec::with_capacity(Self::LENGTH);
        for c in text.chars().filter(|c| !matches!(c, ' ' | '-')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            let value = ALPHABET.iter().position(|a| char::from(*a) == c).ok_or(TagFault::Characters)?;
            values.push(value as u8);
            code.push(c);
        }
        match values.len() == Self::LENGTH {
            false => Err(TagFault::Length),
            true if sum(&values, 0) != 0 => Err(TagFault::Check),
            true => Ok(Self(code)),
        }
    }

    /// The eleven characters as they are printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups, to read aloud: `XXXXX-XXXXX-X`.
    pub fn written(&self) -> String {
        format!("{}-{}-{}", &self.0[..5], &self.0[5..10], &self.0[10..])
    }
}

/// Weighted sum; the last value has weight α^`shift`, the one before α^(`shift`+1), and so on.
fn sum(values: &[u8], shift: u32) -> u8 {
    // Horner's rule: multiply by α, add the next.
    let sum = values.iter().fold(0, |sum, value| times_alpha(sum) ^ value);
    (0..shift).fold(sum, |sum, _| times_alpha(sum))
}

/// Multiplication by α in the field of 32 elements with α⁵ = α² + 1.
fn times_alpha(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 { shifted } else { (shifted ^ 0b10_0101) & 31 }
}

impl TryFrom<String> for Tag {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(TagFault::code)
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.0
    }
}

/// Points to a person: shows nothing.
impl std::fmt::Debug for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tag(‹…›)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn alpha_runs_through_all_the_elements_but_nought() {
        let mut value = 1;
        let mut seen = std::collections::HashSet::new();
        while seen.insert(value) {
            value = times_alpha(value);
        }
        assert_eq!(seen.len(), 31, "so the eleven weights differ");
    }

    #[test]
    fn a_code_is_read_as_a_person_types_it() {
        let tag = Tag::mint([0, 1, 2, 3, 4, 5, 30, 31, 17, 9]);
        assert_eq!(Tag::parse(&tag.written().to_lowercase()), Ok(tag.clone()));
        assert_eq!(Tag::parse(&tag.as_str().replace('0', "O").replace('1', "l")), Ok(tag.clone()));
        assert_eq!(Tag::parse(&tag.as_str()[..10]), Err(TagFault::Length));
        assert_eq!(Tag::parse(&tag.as_str().replace('0', "U")), Err(TagFault::Characters));
    }

    proptest! {
        #[test]
        fn a_minted_code_is_read_back_and_is_never_digits_only(random: [u8; 10]) {
            let tag = Tag::mint(random);
            prop_assert_eq!(tag.as_str().len(), Tag::LENGTH);
            prop_assert!(tag.as_str().bytes().any(|b| b.is_ascii_uppercase()));
            prop_assert_eq!(Tag::parse(tag.as_str()), Ok(tag));
        }

        #[test]
        fn every_single_wrong_character_is_found(random: [u8; 10]) {
            let tag = Tag::mint(random);
            for at in 0..Tag::LENGTH {
                for other in ALPHABET {
                    let mut wrong = tag.as_str().as_bytes().to_vec();
                    if wrong[at] == *other {
                        continue;
                    }
                    wrong[at] = *other;
                    prop_assert_eq!(Tag::parse(std::str::from_utf8(&wrong).unwrap()), Err(TagFault::Check));
                }
            }
        }

        #[test]
        fn every_exchange_of_two_characters_is_found(random: [u8; 10]) {
            let tag = Tag::mint(random);
            for at in 0..Tag::LENGTH {
                for other in at + 1..Tag::LENGTH {
                    let mut wrong = tag.as_str().as_bytes().to_vec();
                    wrong.swap(at, other);
                    if wrong == tag.as_str().as_bytes() {
                        continue;
                    }
                    prop_assert_eq!(Tag::parse(std::str::from_utf8(&wrong).unwrap()), Err(TagFault::Check));
                }
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,30}") {
            let _ = Tag::parse(&text);
        }
    }
}
