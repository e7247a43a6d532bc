//! Only with the feature `scripted-dialogs`, for tests in the real window: WebDriver cannot
//! operate dialogs of the system. The n-th dialog is answered by the n-th line of the file named in
//! `STAMBOEK_DIALOG_ANSWERS`: a path, or an empty line for a dialog that was closed. Lines may be
//! added while the program runs. A PDF that would be shown is copied into the folder named in
//! `STAMBOEK_SHOWN_PDFS`.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use stamboek_core::keys::keyring;
use stamboek_core::shell::{Event, FileKind, KeyringAnswer, Shell};
use stamboek_domain::problem::{Code, Problem};
use stamboek_presence::Desk;
use tauri::AppHandle;

/// A shell whose dialogs are answered from a file.
pub struct Scripted {
    app: AppHandle,
    desk: Desk,
    asked: AtomicUsize,
}

impl Scripted {
    /// For the program that is running.
    pub fn new(app: AppHandle) -> Self {
        Self { app, desk: Desk::default(), asked: AtomicUsize::new(0) }
    }

    fn next(&self) -> Option<PathBuf> {
        let answers = std::fs::read_to_string(std::env::var_os("STAMBOEK_DIALOG_ANSWERS")?).ok()?;
        let line = answers.lines().nth(self.asked.fetch_add(1, Ordering::SeqCst))?.trim().to_owned();
        (!line.is_empty()).then(|| line.into())
    }
}

impl Shell for Scripted {
    fn choose_file(&self, _kind: FileKind) -> Option<PathBuf> {
        self.next()
    }

    fn choose_target(&self, _kind: FileKind, _suggested: &str) -> Option<PathBuf> {
        self.next()
    }

    fn show_pdf(&self, path: &Path) -> Result<(), Problem> {
        let refused = || Problem::new(Code::NoViewer);
        let folder = PathBuf::from(std::env::var_os("STAMBOEK_SHOWN_PDFS").ok_or_else(refused)?);
        let name = path.file_name().ok_or_else(refused)?;
        std::fs::copy(path, folder.join(name)).map(|_| ()).map_err(|_| refused())
    }

    fn keyring_get(&self, entry: &str) -> KeyringAnswer {
        keyring::get(entry)
    }

    fn keyring_set(&self, entry: &str, key: &[u8; 32]) -> Result<(), Problem> {
        keyring::set(entry, key)
    }

    fn keyring_remove(&self, entry: &str) -> Result<(), Problem> {
        keyring::remove(entry)
    }

    fn is_away(&self) -> Option<bool> {
        self.desk.is_away()
    }

    fn notify(&self, event: Event) {
        crate::dialogs::tell(&self.app, &event);
    }
}
