//! Attendance (aan- en afwezigheden): what can stand in the register for one half school day.
//!
//! Presence is never written: an empty cell of a taken register is a presence, only what deviates
//! from it is a mark (discimus.md 0, rule 1).

pub mod codes;
pub mod entry;
pub mod informat_file;
pub mod refusal;
#[cfg(test)]
pub(crate) mod samples;
pub mod totals;

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Morning or afternoon of a school day; attendance is registered per half (discimus.md 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "UPPERCASE")]
#[ts(export)]
pub enum Half {
    /// Voormiddag.
    Vm,
    /// Namiddag.
    Nm,
}

impl Half {
    /// Both, in the order of the day.
    pub const BOTH: [Self; 2] = [Self::Vm, Self::Nm];

    /// As it is written in files and on the command line: `VM` or `NM`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vm => "VM",
            Self::Nm => "NM",
        }
    }
}

/// A half school day (halve schooldag).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HalfDay {
    /// The day.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// Which half of it.
    pub half: Half,
}

/// The code of a mark as the school types it: an official letter, a subcode of its own, `L` or
/// `?`. What it means stands in [`codes`]; the text is kept, also when the list changes (C20).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct MarkCode(
    /// ASCII, filled up with zeros: a school year of a large school holds a hundred thousand.
    [u8; LONGEST_CODE],
);

/// Characters in a code at most.
const LONGEST_CODE: usize = 4;

/// Not a letter or `?` followed by at most three letters or digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkCodeFault;

impl MarkCode {
    /// Accepts a letter or `?` followed by at most three letters or digits; small letters become
    /// capitals.
    pub fn parse(text: &str) -> Result<Self, MarkCodeFault> {
        let [first, rest @ ..] = text.trim().as_bytes() else { return Err(MarkCodeFault) };
        let first_fits = first.is_ascii_alphabetic() || *first == b'?';
        if !first_fits || rest.len() >= LONGEST_CODE || !rest.iter().all(u8::is_ascii_alphanumeric) {
            return Err(MarkCodeFault);
        }
        let mut code = [0; LONGEST_CODE];
        code[0] = *first;
        code[1..=rest.len()].copy_from_slice(rest);
        code.make_ascii_uppercase();
        Ok(Self(code))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST_CODE);
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    /// Its first letter, or `?`.
    pub fn letter(&self) -> char {
        char::from(self.0[0])
    }

    /// What stands behind the first letter; empty for a code of one letter.
    pub fn rest(&self) -> &str {
        self.as_str().get(1..).unwrap_or_default()
    }
}

impl fmt::Debug for MarkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MarkCode({})", self.as_str())
    }
}

impl TryFrom<String> for MarkCode {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "mark_code")
    }
}

impl From<MarkCode> for String {
    fn from(code: MarkCode) -> Self {
        code.as_str().to_owned()
    }
}

/// What stands in one cell of the register. `Debug` keeps silent about the note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Mark {
    /// The code.
    pub code: MarkCode,
    /// Time of arrival of somebody who was late, `HH:MM`.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "minutes")]
    #[ts(type = "string | null", optional)]
    pub time: Option<NaiveTime>,
    /// A remark of the secretariat, at most [`NOTE_LIMIT`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// Longest remark at a mark, in characters.
pub const NOTE_LIMIT: usize = 500;

impl Mark {
    /// A mark that is nothing but its code.
    pub fn of(code: MarkCode) -> Self {
        Self { code, time: None, note: None }
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mark({})", self.code.as_str())
    }
}

/// A time of the day as `HH:MM`.
mod minutes {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &Option<NaiveTime>, to: S) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => to.serialize_str(&time.format("%H:%M").to_string()),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveTime>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        let read = |text: String| NaiveTime::parse_from_str(&text, "%H:%M").map_err(Error::custom);
        text.map(read).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_letter_or_a_question_mark_and_at_most_three_more() {
        for (typed, code) in [("z", "Z"), (" R03 ", "R03"), ("?", "?"), ("b1", "B1")] {
            assert_eq!(MarkCode::parse(typed).unwrap().as_str(), code);
        }
        for wrong in ["", "03", "R0303", "R 3", "é", "-"] {
            assert!(MarkCode::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_mark_travels_as_short_as_it_can() {
        let mark = Mark::of(MarkCode::parse("Z").unwrap());
        assert_eq!(serde_json::to_string(&mark).unwrap(), r#"{"code":"Z"}"#);
        let late = r#"{"code":"L","time":"08:51","note":"trein"}"#;
        let read: Mark = serde_json::from_str(late).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), late);
        assert!(serde_json::from_str::<Mark>(r#"{"code":"L","time":"25:00"}"#).is_err());
    }

    #[test]
    fn a_morning_comes_before_its_afternoon() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let at = |d, half| HalfDay { day: day(d), half };
        assert!(at(23, Half::Vm) < at(23, Half::Nm));
        assert!(at(23, Half::Nm) < at(24, Half::Vm));
    }
}
