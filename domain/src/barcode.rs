//! What a barcode holds, and which symbols carry it.
//!
//! Which number Registratie 2.0 expects is known only in part: the person number of the database,
//! ten digits with leading zeros (attendance import of the maker); the symbology is not
//! documented. So both are a choice of the school, and a test sheet shows the variants.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Code 128 or Code 39.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Symbology {
    /// Code 128, subset C wherever it shortens.
    Code128,
    /// Code 39.
    Code39,
}

/// What is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Payload {
    /// The current number, ten digits with leading zeros.
    Registratie,
    /// The current number as it is.
    Raw,
    /// A prefix of the school's choice and the number.
    Prefixed,
    /// The permanent Stamboek code.
    Stamboek,
}

/// Digits of a number in the profile of Registratie 2.0.
const REGISTRATIE_DIGITS: usize = 10;

/// Most characters in a barcode: what a scan accepts (S39).
pub const LONGEST: usize = 32;

impl Payload {
    /// The text in the barcode of a person with that open number and that tag; `None` for a person
    /// without the number that this payload needs. A longer number than ten digits, or one with
    /// other characters than digits, stays as it is.
    pub fn text(self, number: Option<&str>, tag: &str, prefix: &str) -> Option<String> {
        let number = number.filter(|n| !n.is_empty());
        Some(match self {
            Payload::Registratie => {
                let number = number?;
                if number.bytes().all(|b| b.is_ascii_digit()) {
                    format!("{number:0>REGISTRATIE_DIGITS$}")
                } else {
                    number.to_owned()
                }
            }
            Payload::Raw => number?.to_owned(),
            Payload::Prefixed => format!("{prefix}{}", number?),
            Payload::Stamboek => tag.to_owned(),
        })
    }
}

/// A number without its leading zeros, as the register keeps it.
pub fn without_zeros(number: &str) -> &str {
    let short = number.trim_start_matches('0');
    if short.is_empty() && !number.is_empty() { "0" } else { short }
}

/// Whether a scan field accepts the text: 1 to 32 characters of `0-9 A-Z -` (S39).
pub fn scannable(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-')
}

impl Symbology {
    /// Whether every character of the text has a symbol and there are 1 to [`LONGEST`] of them.
    /// Code 128: printable ASCII. Code 39: `0-9 A-Z - . $ / + %` and space (ISO/IEC 16388).
    pub fn carries(self, text: &str) -> bool {
        (1..=LONGEST).contains(&text.len())
            && text.bytes().all(|b| match self {
                Symbology::Code128 => (b' '..=b'~').contains(&b),
                Symbology::Code39 => b.is_ascii_digit() || b.is_ascii_uppercase() || b"-. $/+%".contains(&b),
            })
    }

    /// Width in modules without quiet zones. `wide` is the width of a wide element of Code 39 in
    /// modules, 2 or 3. The text must be one that [`Symbology::carries`].
    pub fn modules(self, text: &str, wide: u32) -> u32 {
        match self {
            // Eleven a symbol, thirteen for the stop.
            Symbology::Code128 => code128_symbols(text).len() as u32 * 11 + 13,
            // Nine elements a character, three of them wide; a gap of one module between
            // characters; a guard at both ends.
            Symbology::Code39 => (text.len() as u32 + 2) * (6 + 3 * wide + 1) - 1,
        }
    }
}

const START_B: u8 = 104;
const START_C: u8 = 105;
const TO_B: u8 = 100;
const TO_C: u8 = 99;

/// The shortest row of Code 128 symbols for a text of printable ASCII: start, data, check; the
/// stop comes after it. Subset C, two digits a symbol, is taken wherever that shortens; where it
/// makes no difference the row stays in the subset it is in.
pub fn code128_symbols(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let pair = |i: usize| i + 1 < bytes.len() && bytes[i].is_ascii_digit() && bytes[i + 1].is_ascii_digit();
    // Fewest symbols from position i to the end, standing in B and in C; worked out from the end.
    let mut fewest = vec![[0usize; 2]; bytes.len() + 1];
    for i in (0..bytes.len()).rev() {
        let in_b = 1 + fewest[i + 1][0];
        let in_c = if pair(i) { 1 + fewest[i + 2][1] } else { usize::MAX - 1 };
        fewest[i] = [in_b.min(1 + in_c), in_c.min(1 + in_b)];
    }
    let mut in_c = fewest[0][1] < fewest[0][0];
    let mut symbols = vec![if in_c { START_C } else { START_B }];
    let mut i = 0;
    while i < bytes.len() {
        if in_c {
            if pair(i) && fewest[i][1] == 1 + fewest[i + 2][1] {
                symbols.push((bytes[i] - b'0') * 10 + bytes[i + 1] - b'0');
                i += 2;
            } else {
                symbols.push(TO_B);
                in_c = false;
            }
        } else if fewest[i][0] == 1 + fewest[i + 1][0] {
            symbols.push(bytes[i].saturating_sub(b' '));
            i += 1;
        } else {
            symbols.push(TO_C);
            in_c = true;
        }
    }
    let sum: u32 = symbols.iter().enumerate().map(|(i, s)| i.max(1) as u32 * u32::from(*s)).sum();
    symbols.push((sum % 103) as u8);
    symbols
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads symbols back; `None` when the check symbol is wrong.
    fn read(symbols: &[u8]) -> Option<String> {
        let (check, row) = symbols.split_last()?;
        let sum: u32 = row.iter().enumerate().map(|(i, s)| i.max(1) as u32 * u32::from(*s)).sum();
        if sum % 103 != u32::from(*check) {
            return None;
        }
        let mut in_c = row[0] == START_C;
        let mut text = String::new();
        for symbol in &row[1..] {
            match (in_c, *symbol) {
                (true, TO_B) => in_c = false,
                (false, TO_C) => in_c = true,
                (true, pair) => text.push_str(&format!("{pair:02}")),
                (false, symbol) => text.push((symbol + b' ') as char),
            }
        }
        Some(text)
    }

    /// Fewest data symbols by trying every way.
    fn by_trying(bytes: &[u8], in_c: bool, switched: bool) -> usize {
        let Some(first) = bytes.first() else { return 0 };
        let mut best = usize::MAX;
        if !in_c {
            best = 1 + by_trying(&bytes[1..], false, false);
        } else if first.is_ascii_digit() && bytes.get(1).is_some_and(u8::is_ascii_digit) {
            best = 1 + by_trying(&bytes[2..], true, false);
        }
        if !switched {
            best = best.min(1 + by_trying(bytes, !in_c, true));
        }
        if best == usize::MAX { 1000 } else { best }
    }

    proptest! {
        #[test]
        fn symbols_read_back_as_the_text(text in "[ -~]{1,32}") {
            prop_assert_eq!(read(&code128_symbols(&text)), Some(text));
        }

        #[test]
        fn no_shorter_row_of_symbols_exists(text in "[0-9A-Z]{0,3}[0-9]{0,9}[a-c]{0,2}[0-9]{0,5}") {
            let bytes = text.as_bytes();
            let best = by_trying(bytes, false, true).min(by_trying(bytes, true, true));
            prop_assert_eq!(code128_symbols(&text).len(), best + 2, "{}", text);
        }
    }

    #[test]
    fn leading_99_100_and_101_and_odd_lengths_keep_their_digits() {
        for number in [
            "99",
            "9900000001",
            "100",
            "101",
            "1001001001",
            "1011011011",
            "12345",
            "99999",
            "1",
            "0000000099",
        ] {
            assert_eq!(read(&code128_symbols(number)).as_deref(), Some(number));
        }
    }

    #[test]
    fn ten_digits_take_five_symbols() {
        assert_eq!(code128_symbols("0000012345").len(), 1 + 5 + 1);
        assert_eq!(Symbology::Code128.modules("0000012345", 2), 90);
        assert_eq!(Symbology::Code39.modules("0000012345", 2), 155);
    }

    #[test]
    fn registratie_wants_ten_digits() {
        assert_eq!(Payload::Registratie.text(Some("12345"), "", "").as_deref(), Some("0000012345"));
        assert_eq!(Payload::Registratie.text(Some("12345678901"), "", "").as_deref(), Some("12345678901"));
        assert_eq!(Payload::Registratie.text(None, "A", ""), None);
        assert_eq!(Payload::Raw.text(Some(""), "A", ""), None);
        assert_eq!(Payload::Stamboek.text(None, "A", "").as_deref(), Some("A"));
    }

    #[test]
    fn code_39_has_no_lower_case() {
        assert!(Symbology::Code39.carries("AB-12 $"));
        assert!(!Symbology::Code39.carries("ab"));
        assert!(!Symbology::Code128.carries("é"));
        assert!(!Symbology::Code128.carries(""));
        assert!(!Symbology::Code128.carries(&"1".repeat(33)));
    }
}
