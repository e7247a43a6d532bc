//! Rules for a passphrase (S4): at least 14 characters or 5 words.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Longest passphrase accepted, in characters: nobody types more, and stretching has a bound.
const LONGEST: usize = 256;

/// What was typed, in the one form that is stretched: NFC, without spaces around it. Keyboards
/// of two systems may compose an accent differently.
pub fn normalise(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(typed.trim().nfc().collect())
}

/// Whether it may be used as a new passphrase. One character repeated is not one.
pub fn is_acceptable(typed: &str) -> bool {
    let phrase = normalise(typed);
    let length = phrase.chars().count();
    let mut different: Vec<char> = phrase.chars().collect();
    different.sort_unstable();
    different.dedup();
    let words = phrase.split_whitespace().filter(|word| word.chars().count() >= 2).count();
    let varied = different.len() >= 6;
    different.clear();
    length <= LONGEST && varied && (length >= 14 || words >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourteen_characters_or_five_words_are_asked() {
        for good in ["correct paard12", "veertien-tekens", "de kat zit op mat", "één twee drie vier vijf"] {
            assert!(is_acceptable(good), "{good}");
        }
        for bad in ["", "kort", "dertienteken1", "aaaaaaaaaaaaaaaa", "a b c d e", "   kort   kort   "] {
            assert!(!is_acceptable(bad), "{bad}");
        }
        assert!(!is_acceptable(&"lang genoeg ".repeat(100)));
    }

    #[test]
    fn the_same_passphrase_from_another_keyboard_is_the_same() {
        assert_eq!(normalise(" caf\u{e9} ").as_str(), normalise("cafe\u{301}").as_str());
    }
}
