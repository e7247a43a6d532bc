//! Codes, rules and letters of the school.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::codes::CodeList;
use stamboek_domain::follow_up::FollowUpSettings;
use ts_rs::TS;

use crate::reports::messages::LetterTemplates;

/// How the school takes attendance.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct AttendanceSettings {
    /// The school's codes.
    pub codes: CodeList,
    /// What is followed up.
    pub follow_up: FollowUpSettings,
    /// Digits of morning and afternoon in the text file for Informat.
    pub slots: [u8; 2],
    /// Texts of letters, by kind; a kind that is absent has its standard text.
    pub letters: BTreeMap<String, String>,
}

/// Settings with what belongs on that screen.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceSettingsAnswer {
    /// The settings.
    pub settings: AttendanceSettings,
    /// The name that stands with entries of this laptop.
    pub user: String,
    /// Standard texts of letters, and the fields that they may have.
    pub templates: LetterTemplates,
}

/// Saves the settings as seen and as they become.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceSettingsRequest {
    /// What the person saw.
    pub was: AttendanceSettings,
    /// What it becomes.
    pub now: AttendanceSettings,
    /// The name that stands with entries of this laptop from now on, empty for none; `None`: as it
    /// is.
    pub user: Option<String>,
}
