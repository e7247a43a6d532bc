//! Requests and answers about opening the register: first start, keys, unlocking, state.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the program stands with its register.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "phase", rename_all = "snake_case")]
#[ts(export)]
pub enum Phase {
    /// No database exists: choose the demo school or an empty one.
    FirstStart {
        /// No usable keyring: a passphrase is needed at every start (S4).
        needs_passphrase: bool,
    },
    /// The recovery sheet must be kept and two groups typed back (S6).
    ConfirmRecovery {
        /// Indexes (from 1) of the two groups to type back.
        ask: Vec<u8>,
        /// Whether the sheet was printed or saved in this run.
        saved: bool,
        /// What the sheet is for.
        purpose: Purpose,
    },
    /// A passphrase opens the register (slot P).
    Passphrase {
        /// Seconds to wait before the next try (S12).
        wait_seconds: u32,
    },
    /// The data are there, the key is not (S5).
    KeyMissing {
        /// Why, as a problem code, for instance `keyring_unavailable`, `key_absent`, `key_wrong`,
        /// `keys_file_missing`, `keys_file_damaged`.
        reason: String,
        /// Whether a passphrase slot exists.
        passphrase: bool,
        /// Whether a recovery slot exists.
        recovery: bool,
        /// Seconds to wait before the next try (S12).
        wait_seconds: u32,
    },
    /// The register cannot be opened for another reason; nothing was changed.
    Refused {
        /// The reason.
        problem: stamboek_domain::problem::Problem,
        /// Backups that can take its place, newest first; none when that would not help or their
        /// key is not known.
        backups: Vec<crate::settings::messages::BackupRow>,
    },
    /// The administrator struck this laptop off (S15, S16).
    Revoked {
        /// Keys and files are destroyed; otherwise the data are there, encrypted, and it can be
        /// admitted again.
        wiped: bool,
    },
    /// Open, and a PIN is asked (S13).
    Locked {
        /// Who has one, by name.
        people: Vec<crate::lock::messages::LockPerson>,
        /// Whether a passphrase opens the register, for who forgot the PIN.
        passphrase: bool,
        /// The server was not heard for long: a PIN is not enough (S17).
        sign_in: bool,
    },
    /// Open; who signed in at the server has to choose a PIN (S14).
    ChoosePin {
        /// Who.
        name: String,
    },
    /// Open.
    Ready,
}

/// Why there is a new recovery sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Purpose {
    /// A new register, or the sheet was used: no going back.
    Needed,
    /// The person wants another one; the old one works until then.
    Renewed,
    /// The database gets a new key once two groups were typed back (S9).
    Rotated,
}

/// Result of the integrity check that runs beside the window.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Integrity {
    /// Still running.
    Checking,
    /// Sound.
    Sound,
    /// Damage was found.
    Damaged,
}

/// What the frame of the window shows.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SessionState {
    /// Where the program stands.
    pub phase: Phase,
    /// Name of the school, empty before set-up.
    pub school: String,
    /// Institution numbers, for the status bar.
    pub institutions: Vec<String>,
    /// Whether this register is the demo school.
    pub demo: bool,
    /// Today on this laptop, `YYYY-MM-DD`.
    pub today: String,
    /// School year of today, for instance `2026-27`.
    pub school_year: String,
    /// Pupils (all kinds of persons) in the register.
    pub pupils: u32,
    /// Persons whose card has to be printed (again).
    pub to_print: u32,
    /// Entries saved here and not on a server.
    pub waiting: u32,
    /// When the oldest of them was saved, RFC 3339.
    pub waiting_since: Option<String>,
    /// The integrity check.
    pub integrity: Integrity,
    /// Newest verified backup, RFC 3339.
    pub last_backup: Option<String>,
    /// What Ctrl Z would take back, as a batch kind (`import_pupils`, `edit`, …).
    pub undo: Option<String>,
    /// What Ctrl Y would do again.
    pub redo: Option<String>,
    /// Minutes without input after which it locks; `None`: nobody has a PIN.
    pub locks_after: Option<u32>,
    /// Name that stands with every entry made here.
    pub user: Option<String>,
    /// Version of the program.
    pub version: String,
}

/// First start.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SetupRequest {
    /// Fill the register with the demo school.
    pub demo: bool,
    /// Name of the school (empty school only).
    pub school: String,
    /// Institution number (empty school only).
    pub institution: String,
    /// Nothing of its own: it becomes a laptop of a school that a server has already. The name comes
    /// from there, and all that the school's register holds once somebody signed in.
    #[serde(default)]
    pub join: Option<crate::sync::messages::JoinRequest>,
    /// Only where there is no usable keyring: at least 14 characters or 5 words (S4).
    pub passphrase: Option<String>,
}

/// The two groups of the recovery sheet typed back.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ConfirmRecoveryRequest {
    /// In the order of `ask`.
    pub groups: Vec<String>,
}

/// How to open.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "method", rename_all = "snake_case")]
#[ts(export)]
pub enum UnlockRequest {
    /// Ask the keyring again.
    Retry,
    /// Slot P.
    Passphrase {
        /// What was typed.
        secret: String,
    },
    /// Slot R: makes a new recovery key afterwards (S7).
    Recovery {
        /// What was typed, with or without dashes.
        secret: String,
    },
}

/// A list of names of files written or shown to the person.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileAnswer {
    /// Name without folder; `None` when the person closed the dialog.
    pub file_name: Option<String>,
}

/// Care for the keys of the register.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum KeysRequest {
    /// Writes the recovery sheet as a PDF where the person chooses.
    Sheet,
    /// Two groups of the recovery sheet typed back.
    Confirm(ConfirmRecoveryRequest),
    /// A new recovery key, alone or with a new key of the database; the old ones stop working once
    /// two groups of the new one were typed back. Needs an open register.
    Renew(RenewRequest),
    /// Another passphrase. Needs an open register.
    Passphrase(ChangePassphraseRequest),
}

/// Where the program stands then.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KeysAnswer {
    /// Of the sheet: name of the file without folder; `None` when the person closed the dialog.
    pub file_name: Option<String>,
    /// Where the program stands.
    pub state: SessionState,
}

/// A new recovery key.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RenewRequest {
    /// With a new key of the database, after a suspected leak (S9).
    pub database_key: bool,
    /// With that, where a passphrase opens the register: another one.
    pub passphrase: Option<ChangePassphraseRequest>,
}

/// A new passphrase (only with slot P).
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChangePassphraseRequest {
    /// The one in force.
    pub current: String,
    /// The new one.
    pub new: String,
}
