//! The name under which a finding is known again.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FollowUpRule;
use crate::school_year::SchoolYear;

/// Rule, school year and ordinal, written `notes_used/2026-2027/5`. What the ordinal counts, the
/// rule says: the threshold that was crossed, or the day of the school year (1 September is 1) on
/// which it began, so that a mark entered later does not renumber the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct FindingKey {
    /// The rule.
    pub rule: FollowUpRule,
    /// The school year.
    pub year: SchoolYear,
    /// The ordinal.
    pub ordinal: u32,
}

/// The text is no key of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FindingKeyFault;

impl FindingKey {
    /// A finding that begins on a day of that school year.
    pub(super) fn on(rule: FollowUpRule, year: SchoolYear, day: NaiveDate) -> Self {
        let days = (day - year.first_day()).num_days() + 1;
        Self { rule, year, ordinal: u32::try_from(days).unwrap_or_default() }
    }

    /// As [`FindingKey`] writes itself.
    pub fn parse(text: &str) -> Result<Self, FindingKeyFault> {
        let mut parts = text.split('/');
        let (Some(rule), Some(year), Some(ordinal), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(FindingKeyFault);
        };
        let rule =
            FollowUpRule::ALL.into_iter().find(|known| known.as_str() == rule).ok_or(FindingKeyFault)?;
        let year = SchoolYear::parse(year).map_err(|_| FindingKeyFault)?;
        let key = Self { rule, year, ordinal: ordinal.parse().map_err(|_| FindingKeyFault)? };
        match key.to_string() == text {
            true => Ok(key),
            false => Err(FindingKeyFault),
        }
    }
}

impl FollowUpRule {
    /// All, in the order in which findings are shown.
    pub const ALL: [Self; 7] = [
        Self::NoteTooLong,
        Self::NotesUsed,
        Self::OpenReason,
        Self::Problematic,
        Self::AllowanceBack,
        Self::KleuterCompulsory,
        Self::KleuterAdmission,
    ];

    /// As it stands in keys and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoteTooLong => "note_too_long",
            Self::NotesUsed => "notes_used",
            Self::OpenReason => "open_reason",
            Self::Problematic => "problematic",
            Self::AllowanceBack => "allowance_back",
            Self::KleuterCompulsory => "kleuter_compulsory",
            Self::KleuterAdmission => "kleuter_admission",
        }
    }
}

impl fmt::Display for FindingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.rule.as_str(), self.year, self.ordinal)
    }
}

impl TryFrom<String> for FindingKey {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "finding_key")
    }
}

impl From<FindingKey> for String {
    fn from(key: FindingKey) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_as_it_was_written() {
        let year = SchoolYear::beginning(2026).unwrap();
        for rule in FollowUpRule::ALL {
            let key = FindingKey { rule, year, ordinal: 5 };
            assert_eq!(FindingKey::parse(&key.to_string()), Ok(key));
            assert_eq!(serde_json::to_string(&rule).unwrap(), format!("\"{}\"", rule.as_str()));
        }
        for wrong in
            ["", "notes_used/2026-2027", "notes_used/2026-27/5", "notes_used/2026-2027/05", "x/2026-2027/5"]
        {
            assert!(FindingKey::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_first_of_september_is_day_one() {
        let year = SchoolYear::beginning(2026).unwrap();
        assert_eq!(FindingKey::on(FollowUpRule::OpenReason, year, year.first_day()).ordinal, 1);
        assert_eq!(FindingKey::on(FollowUpRule::OpenReason, year, year.last_day()).ordinal, 365);
    }
}
