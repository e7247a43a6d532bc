//! JSON in which nothing can be read in two ways (security.md S84): no key twice, no number that
//! others round, no nesting and no text beyond the limits of the protocol.

use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use stamboek_domain::sync::wire::{JSON_DEPTH, Rev, STRING_BYTES};

/// Whether the text is such JSON.
pub fn holds(text: &[u8]) -> bool {
    let mut reader = serde_json::Deserializer::from_slice(text);
    Value { left: JSON_DEPTH }.deserialize(&mut reader).is_ok() && reader.end().is_ok()
}

/// A value with so many levels below it.
#[derive(Clone, Copy)]
struct Value {
    left: usize,
}

impl Value {
    fn inside<E: Error>(self) -> Result<Self, E> {
        self.left.checked_sub(1).map(|left| Self { left }).ok_or_else(|| E::custom("depth"))
    }
}

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

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        within(text.len() <= STRING_BYTES)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let inside = self.inside()?;
        while items.next_element_seed(inside)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let inside = self.inside()?;
        let mut seen = HashSet::new();
        while let Some(Key(key)) = fields.next_key()? {
            if key.len() > STRING_BYTES || !seen.insert(key) {
                return Err(A::Error::custom("key"));
            }
            fields.next_value_seed(inside)?;
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
