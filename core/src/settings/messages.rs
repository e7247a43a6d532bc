//! Requests and answers about settings, backups and checks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attendance::messages::AttendanceSettingsRequest;
use crate::cards::messages::CardsSettingsRequest;

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

/// A part of the settings.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
#[ts(export)]
pub enum SettingsSave {
    /// The school's.
    School(SettingsSaveRequest),
    /// How the school takes attendance, and who works on this laptop.
    Attendance(AttendanceSettingsRequest),
    /// Own formats, printers or units of barcode sheets.
    Cards(CardsSettingsRequest),
}

/// Care for the register's file.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum MaintainRequest {
    /// A verified backup.
    Backup,
    /// The integrity of file, views and ops.
    Check,
}

/// What came of it; the one that was asked for is there.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MaintainAnswer {
    /// The backup.
    pub backup: Option<BackupRow>,
    /// What was found.
    pub check: Option<CheckAnswer>,
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
