//! Requests and answers about settings, backups and checks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attendance::messages::{AttendanceSettingsAnswer, AttendanceSettingsRequest};
use crate::cards::messages::CardsSettingsRequest;
use crate::lock::messages::{LockRulesRequest, LockSettings};

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
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// Whether it was made under an earlier key of the database.
    pub earlier_key: bool,
}

/// The register beside a backup, in entries.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct BackupComparison {
    /// Entries of the register that the backup does not hold.
    pub lost: u32,
    /// When the first of them was saved, RFC 3339.
    pub first_lost: Option<String>,
    /// Entries of the backup that the register does not hold, for instance after another backup
    /// was put back.
    pub gained: u32,
}

/// Which part of the settings.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SettingsPart {
    /// The school's, with its backups and keys.
    School,
    /// How the school takes attendance, and who works on this laptop.
    Attendance,
    /// When it locks, and who has a PIN on this laptop.
    Lock,
}

/// Asks for a part of the settings.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SettingsRequest {
    /// Which.
    pub part: SettingsPart,
}

/// The part that was asked for.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
pub struct SettingsAnswer {
    /// Of the school.
    pub school: Option<SchoolSettings>,
    /// Of attendance.
    pub attendance: Option<AttendanceSettingsAnswer>,
    /// Of the lock.
    pub lock: Option<LockSettings>,
}

/// Settings with what belongs on that screen.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SchoolSettings {
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
    /// When it locks.
    Lock(LockRulesRequest),
}

/// Care for the register's file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum MaintainRequest {
    /// A verified backup.
    Backup,
    /// Checks a backup and says what putting it back would change.
    Compare {
        /// When it was made, as the list says.
        at: String,
        /// Of one with an earlier key: what stands on the recovery sheet of then.
        #[serde(default)]
        sheet: Option<String>,
    },
    /// Puts a backup back. The register as it was is kept beside it.
    Restore {
        /// When it was made, as the list says.
        at: String,
        /// As for a comparison.
        #[serde(default)]
        sheet: Option<String>,
    },
    /// The integrity of file, views and ops.
    Check,
}

/// What came of it; what was asked for is there.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
pub struct MaintainAnswer {
    /// The backup that was made, compared or put back.
    pub backup: Option<BackupRow>,
    /// Of a comparison, when the register itself can be read.
    pub comparison: Option<BackupComparison>,
    /// Of putting back: name of the file, without folder, that holds the register as it was.
    pub kept: Option<String>,
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
