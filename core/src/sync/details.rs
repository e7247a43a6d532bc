//! What a fact or a setting holds: its parts by name, so that screens say each in official words and
//! nobody meets the text in which it is stored.

use serde_json::Value;

use super::messages::{EntryDetail, EntryValue};

/// The parts of a stored text by name; empty ones are left out. A word or a number alone is a
/// text.
pub(super) fn details(stored: Option<&str>) -> EntryValue {
    let Some(stored) = stored else { return EntryValue::Nothing };
    let value = serde_json::from_str(stored).unwrap_or_else(|_| Value::String(stored.to_owned()));
    if let Value::String(_) | Value::Number(_) = value {
        let text = word(&value);
        return if text.is_empty() { EntryValue::Nothing } else { EntryValue::Text { text } };
    }
    let mut details = Vec::new();
    collect(&value, "", &mut details);
    if details.is_empty() { EntryValue::Nothing } else { EntryValue::Details { details } }
}

fn collect(value: &Value, name: &str, details: &mut Vec<EntryDetail>) {
    let below = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        Value::Object(parts) => {
            for (part, value) in parts {
                collect(value, &below(part), details);
            }
        }
        Value::Array(parts) => {
            for (place, value) in parts.iter().enumerate() {
                collect(value, &below(&place.to_string()), details);
            }
        }
        leaf => {
            let value = word(leaf);
            if !value.is_empty() {
                details.push(EntryDetail { name: name.to_owned(), value });
            }
        }
    }
}

fn word(leaf: &Value) -> String {
    match leaf {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(stored: &str) -> Vec<(String, String)> {
        match details(Some(stored)) {
            EntryValue::Details { details } => details.into_iter().map(|one| (one.name, one.value)).collect(),
            EntryValue::Text { text } => vec![(String::new(), text)],
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_part_that_is_filled_in_is_named_once() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let stored = r#"{"kind":"temporary_exclusion","from":"2026-11-20","until":null,"expected":false,
            "slots":[8,12],"note":""}"#;
        assert_eq!(
            shown(stored),
            [
                pair("expected", "false"),
                pair("from", "2026-11-20"),
                pair("kind", "temporary_exclusion"),
                pair("slots.0", "8"),
                pair("slots.1", "12"),
            ]
        );
    }

    #[test]
    fn a_word_alone_is_a_text_and_nothing_is_nothing() {
        assert_eq!(shown("\"Belg\""), [(String::new(), "Belg".to_owned())]);
        assert!(shown("{}").is_empty() && shown("\"\"").is_empty() && shown("null").is_empty());
        assert!(matches!(details(None), EntryValue::Nothing));
        assert_eq!(shown("no json"), [(String::new(), "no json".to_owned())]);
        assert_eq!(shown("true"), [(String::new(), "true".to_owned())]);
    }
}
