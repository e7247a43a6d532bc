//! What the program needs from whatever hosts it: the window, the command line, or a test.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use stamboek_domain::problem::{Code, Problem};
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
    /// TXT: the text file that Informat reads.
    Text,
    /// PEM, CRT, CER: certificates of a board's own authority.
    Certificate,
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
    /// Takes an entry away, for good.
    fn keyring_remove(&self, entry: &str) -> Result<(), Problem>;
    /// Whether the system's own screen is locked or another user took over; `None` where it is not known.
    /// Asked every few seconds, on a thread of its own.
    fn is_away(&self) -> Option<bool> {
        None
    }
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

/// A shell without window and keyring, for the command line and tests. Dialogs answer with what
/// was set before, once.
#[derive(Default)]
pub struct Headless {
    file: Mutex<Option<PathBuf>>,
    target: Mutex<Option<PathBuf>>,
}

impl Headless {
    /// The next question for a file to read gets this answer.
    pub fn answer_file(&self, path: &Path) {
        *self.file.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(path.to_owned());
    }

    /// The next question where to write gets this answer.
    pub fn answer_target(&self, path: &Path) {
        *self.target.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(path.to_owned());
    }
}

impl Shell for Headless {
    fn choose_file(&self, _kind: FileKind) -> Option<PathBuf> {
        self.file.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take()
    }

    fn choose_target(&self, _kind: FileKind, _suggested: &str) -> Option<PathBuf> {
        self.target.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take()
    }

    fn show_pdf(&self, _path: &Path) -> Result<(), Problem> {
        Ok(())
    }

    fn keyring_get(&self, _entry: &str) -> KeyringAnswer {
        KeyringAnswer::Unavailable
    }

    fn keyring_set(&self, _entry: &str, _key: &[u8; 32]) -> Result<(), Problem> {
        Err(Problem::new(Code::Internal).with("detail", "keyring"))
    }

    fn keyring_remove(&self, _entry: &str) -> Result<(), Problem> {
        Err(Problem::new(Code::Internal).with("detail", "keyring"))
    }

    fn notify(&self, _event: Event) {}
}
