//! What the core asks of the window: dialogs of the system, its PDF viewer, its keyring, and
//! telling the screens what changed.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;

use rfd::{AsyncFileDialog, FileHandle};
use stamboek_core::keys::keyring;
use stamboek_core::shell::{Event, FileKind, KeyringAnswer, Shell};
use stamboek_domain::problem::{Code, Problem};
use stamboek_presence::Desk;
use tauri::{AppHandle, Emitter, Manager};

/// Name of the event that the screens listen to.
pub const EVENT: &str = "stamboek";

/// The shell of the real window.
pub struct Window {
    app: AppHandle,
    desk: Desk,
}

impl Window {
    /// For the program that is running.
    pub fn new(app: AppHandle) -> Self {
        Self { app, desk: Desk::default() }
    }

    /// Shows a dialog on the window's thread and waits for the answer on this one.
    fn ask<F>(&self, open: impl FnOnce(AsyncFileDialog) -> F + Send + 'static) -> Option<PathBuf>
    where
        F: Future<Output = Option<FileHandle>> + Send + 'static,
    {
        let (answered, answer) = mpsc::channel();
        let app = self.app.clone();
        self.app
            .run_on_main_thread(move || {
                let mut dialog = AsyncFileDialog::new();
                if let Some(window) = app.get_webview_window(crate::WINDOW) {
                    dialog = dialog.set_parent(&window);
                }
                let choice = open(dialog);
                std::thread::spawn(move || {
                    let chosen = tauri::async_runtime::block_on(choice);
                    // The other side is gone only when the program ends.
                    let _ = answered.send(chosen.map(|file| file.path().to_owned()));
                });
            })
            .ok()?;
        answer.recv().ok().flatten()
    }
}

impl Shell for Window {
    fn choose_file(&self, kind: FileKind) -> Option<PathBuf> {
        let (name, endings) = filter(kind);
        self.ask(move |dialog| dialog.add_filter(name, endings).pick_file())
    }

    fn choose_target(&self, kind: FileKind, suggested: &str) -> Option<PathBuf> {
        let (name, endings) = filter(kind);
        let suggested = suggested.to_owned();
        let chosen =
            self.ask(move |dialog| dialog.add_filter(name, endings).set_file_name(suggested).save_file())?;
        Some(with_ending(chosen, endings[0]))
    }

    fn show_pdf(&self, path: &Path) -> Result<(), Problem> {
        view(path)
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
        tell(&self.app, &event);
    }
}

/// Tells the screens. A window that is closing hears nothing, and needs nothing.
pub fn tell(app: &AppHandle, event: &Event) {
    let _ = app.emit(EVENT, event);
}

/// What the dialog calls a kind of file, and its endings; the first one is given to a new file.
fn filter(kind: FileKind) -> (&'static str, &'static [&'static str]) {
    match kind {
        FileKind::Sheet => ("Rekenblad of CSV", &["xlsx", "xls", "ods", "csv", "txt"]),
        FileKind::Pdf => ("PDF", &["pdf"]),
        FileKind::Xlsx => ("Excel", &["xlsx"]),
        FileKind::Csv => ("CSV", &["csv"]),
        FileKind::Text => ("Tekstbestand voor Informat", &["txt"]),
        FileKind::Certificate => ("Certificaat van het bestuur", &["pem", "crt", "cer"]),
    }
}

/// Not every dialog adds the ending itself.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    match path.extension() {
        Some(found) if found.eq_ignore_ascii_case(ending) => path,
        _ => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(ending);
            name.into()
        }
    }
}

/// Hands a PDF that we made to the system's viewer. Nothing else than an existing `.pdf` goes.
fn view(path: &Path) -> Result<(), Problem> {
    let refused = || Problem::new(Code::Internal).with("detail", "viewer");
    let path = path.canonicalize().map_err(|_| refused())?;
    if !path.is_file() || path.extension().is_none_or(|ending| ending != "pdf") {
        return Err(refused());
    }
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut viewer = Command::new(program)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| Problem::new(Code::NoViewer))?;
    // Waited for beside the window, so that no finished process stays in the table.
    std::thread::spawn(move || viewer.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_gets_its_ending_once() {
        for (chosen, becomes) in
            [("a/lijst", "a/lijst.pdf"), ("lijst.PDF", "lijst.PDF"), ("v1.2", "v1.2.pdf"), ("x.pdf", "x.pdf")]
        {
            assert_eq!(with_ending(chosen.into(), "pdf"), PathBuf::from(becomes));
        }
    }

    #[test]
    fn the_viewer_gets_nothing_but_an_existing_pdf() {
        for path in ["/etc/passwd", "/nergens/blad.pdf", "/", "https://example.org/x.pdf", "-x.pdf"] {
            assert!(view(Path::new(path)).is_err());
        }
    }
}
