//! Requests and answers about settings, backups and checks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The school's settings.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Settings {
    /// Name of the school.
    pub school: String,
    /// Instellingsnummer.
    pub institution: String,
    /// Database that numbers belong to unless said otherwise.
    pub database: String,
}

/// A backup of the last days.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BackupRow {
    /// Name without folder.
    pub file_name: String,
    /// RFC 3339.
    pub at: String,
    /// Bytes.
    pub size: u64,
    /// Whether it was opened and checked after writing.
    pub verified: bool,
}

/// Settings with what belongs on that screen.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SettingsAnswer {
    /// The settings.
    pub settings: Settings,
    /// Newest first.
    pub backups: Vec<BackupRow>,
    /// `keyring` or `passphrase`.
    pub key_kept_in: String,
    /// Databases seen on numbers.
    pub databases: Vec<String>,
}

/// Saves the settings as seen and as they become.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SettingsSaveRequest {
    /// What the person saw.
    pub was: Settings,
    /// What it becomes.
    pub now: Settings,
}

/// Result of the integrity check.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckAnswer {
    /// Whether the file is sound (page HMACs, SQLite's own check).
    pub file_sound: bool,
    /// Whether the views equal a rebuild from the ops (I4).
    pub views_equal: bool,
    /// Whether the hashes of all ops are right.
    pub ops_sound: bool,
    /// Ops stored.
    pub ops: u64,
}
