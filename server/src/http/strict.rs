//! JSON in which nothing can be read in two ways (security.md S84): no key twice, no number that
//! others round, no nesting and no text beyond the limits of the protocol.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use stamboek_domain::sync::wire::{Rev, is_within_limits};

/// Whether the text is such JSON.
pub fn holds(text: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(text) else { return false };
    let mut reader = serde_json::Deserializer::from_str(text);
    is_within_limits(text) && Value.deserialize(&mut reader).is_ok() && reader.end().is_ok()
}

/// A value in which no key stands twice, and no number that others round.
#[derive(Clone, Copy)]
struct Value;

fn within<E: Error>(fits: bool) -> Result<(), E> {
    if fits { Ok(()) } else { Err(E::custom("limit")) }
}

impl<'de> DeserializeSeed<'de> for Value {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        within(number <= Rev::LARGEST.0)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        within(number.unsigned_abs() <= Rev::LARGEST.0)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        within(number.is_finite() && number.abs() <= Rev::LARGEST.0 as f64)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(Key(key)) = fields.next_key()? {
            if !seen.insert(key) {
                return Err(A::Error::custom("key"));
            }
            fields.next_value_seed(self)?;
        }
        Ok(())
    }
}

struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;
    use stamboek_domain::sync::wire::{JSON_DEPTH, STRING_BYTES};

    use super::*;

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for wrong in [
            r#"{"a":1,"a":2}"#,
            r#"[{"x":{"a":1,"\u0061":2}}]"#,
            "9007199254740992",
            "-9007199254740992",
            "1e400",
            "1e17",
            "{} {}",
            "",
            "{",
            "\"\u{1}\"",
        ] {
            assert!(!holds(wrong.as_bytes()), "{wrong}");
        }
        assert!(!holds(b"\"\xff\""), "not UTF-8");
        for right in [r#"{"a":1,"b":[null,true,"é",-1.5]}"#, "9007199254740991", "[]"] {
            assert!(holds(right.as_bytes()), "{right}");
        }
    }

    proptest! {
        /// The laptop counts a text as the server does, in whichever way it is written.
        #[test]
        fn what_one_counter_takes_the_other_takes(
            character in prop_oneof![Just("a"), Just("\\n"), Just("\\u00e9"), Just("\\ud83d\\ude00"), Just("€")],
            times in prop_oneof![4000..4200_usize, 5400..5500_usize, 8100..8300_usize, 16_300..16_400_usize],
        ) {
            let text = format!("{{\"{0}\":\"{0}\"}}", character.repeat(times));
            prop_assert_eq!(holds(text.as_bytes()), is_within_limits(&text));
            let says: HashMap<String, String> = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(holds(text.as_bytes()), says.values().all(|text| text.len() <= STRING_BYTES));
        }
    }

    #[test]
    fn nesting_and_texts_end_at_their_limits() {
        let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        assert!(holds(nested(JSON_DEPTH).as_bytes()));
        assert!(!holds(nested(JSON_DEPTH + 1).as_bytes()));
        let text = |bytes: usize| format!("\"{}\"", "a".repeat(bytes));
        assert!(holds(text(STRING_BYTES).as_bytes()));
        assert!(!holds(text(STRING_BYTES + 1).as_bytes()));
    }
}
