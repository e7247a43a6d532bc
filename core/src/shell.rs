//! What the program needs from whatever hosts it: the window, the command line, or a test.

use std::path::{Path, PathBuf};

use stamboek_domain::problem::Problem;
use zeroize::Zeroizing;

/// Kinds of files that a person chooses, for the filter of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// XLSX, XLS, ODS, CSV, TXT.
    Sheet,
    /// PDF.
    Pdf,
    /// XLSX.
    Xlsx,
    /// CSV.
    Csv,
}

/// What the keyring answered when asked for a key.
pub enum KeyringAnswer {
    /// The key.
    Key(Zeroizing<[u8; 32]>),
    /// The keyring works and holds no such entry, or a locked one that looks the same.
    Absent,
    /// No usable keyring.
    Unavailable,
}

/// Dialogs, the system's viewer and the keyring. Called from the blocking pool, never from the
/// window's thread.
pub trait Shell: Send + Sync {
    /// Asks for a file to read; `None` when closed.
    fn choose_file(&self, kind: FileKind) -> Option<PathBuf>;
    /// Asks where to write; `None` when closed. The name holds no personal data (S38).
    fn choose_target(&self, kind: FileKind, suggested: &str) -> Option<PathBuf>;
    /// Opens a PDF that we made in the system's viewer.
    fn show_pdf(&self, path: &Path) -> Result<(), Problem>;
    /// The key under that entry.
    fn keyring_get(&self, entry: &str) -> KeyringAnswer;
    /// Stores a key; the caller reads it back before relying on it.
    fn keyring_set(&self, entry: &str, key: &[u8; 32]) -> Result<(), Problem>;
    /// Says which subjects changed and how far long work is; the screens ask again.
    fn notify(&self, event: Event);
}

/// What the program says by itself.
#[derive(Clone, serde::Serialize, ts_rs::TS)]
#[serde(tag = "event", rename_all = "snake_case")]
#[ts(export)]
pub enum Event {
    /// These subjects changed: `pupils`, `cards`, `settings`, `session`.
    Changed {
        /// The subjects.
        subjects: Vec<String>,
    },
    /// Long work goes on.
    Progress {
        /// Which work, for instance `import_apply`.
        work: String,
        /// Done.
        done: u32,
        /// In all.
        total: u32,
    },
}
