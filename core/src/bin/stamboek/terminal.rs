//! The shell of the command line: files named by hand, a key file or the keyring.

use std::fs::OpenOptions;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use stamboek_core::commands::Nothing;
use stamboek_core::keys::file::disk_problem;
use stamboek_core::keys::{key_from_text_or_bytes, keyring};
use stamboek_core::session::messages::{Phase, UnlockRequest};
use stamboek_core::session::{self};
use stamboek_core::shell::{Event, FileKind, KeyringAnswer, Shell};
use stamboek_core::{Answer, Core};
use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use crate::args::Arguments;

/// Answers what was typed on the command line.
pub struct Terminal {
    key_file: Mutex<Option<PathBuf>>,
    target: Mutex<Option<PathBuf>>,
}

impl Terminal {
    fn new(arguments: &Arguments) -> Arc<Self> {
        Arc::new(Self { key_file: Mutex::new(arguments.key_file.clone()), target: Mutex::new(None) })
    }

    /// Where the next file goes.
    pub fn write_to(&self, path: &Path) {
        *guard(&self.target) = Some(path.to_owned());
    }

    /// From now on keys come from this file, and a new one goes there.
    pub fn keep_keys_in(&self, path: &Path) {
        *guard(&self.key_file) = Some(path.to_owned());
    }

    fn key_file(&self) -> Option<PathBuf> {
        guard(&self.key_file).clone()
    }
}

impl Shell for Terminal {
    fn choose_file(&self, _kind: FileKind) -> Option<PathBuf> {
        None
    }

    fn choose_target(&self, _kind: FileKind, _suggested: &str) -> Option<PathBuf> {
        guard(&self.target).take()
    }

    fn show_pdf(&self, _path: &Path) -> Result<(), Problem> {
        Err(Code::NoViewer.into())
    }

    fn keyring_get(&self, entry: &str) -> KeyringAnswer {
        let Some(path) = self.key_file() else { return keyring::get(entry) };
        match std::fs::read(path).map(Zeroizing::new) {
            Ok(content) => {
                key_from_text_or_bytes(&content).map_or(KeyringAnswer::Unavailable, KeyringAnswer::Key)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => KeyringAnswer::Absent,
            Err(_) => KeyringAnswer::Unavailable,
        }
    }

    /// With a key file: makes it, for this user only; one that exists is never written over.
    fn keyring_set(&self, entry: &str, key: &[u8; 32]) -> Result<(), Problem> {
        let Some(path) = self.key_file() else { return keyring::set(entry, key) };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(path).and_then(|mut file| file.write_all(key)).map_err(disk_problem)
    }

    fn keyring_remove(&self, entry: &str) -> Result<(), Problem> {
        let Some(path) = self.key_file() else { return keyring::remove(entry) };
        stamboek_core::keys::file::destroy(&path).map_err(disk_problem)
    }

    fn notify(&self, _event: Event) {}
}

fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The program with its register still closed.
pub fn closed(arguments: &Arguments) -> (Core, Arc<Terminal>) {
    let terminal = Terminal::new(arguments);
    let core = Core::new(&arguments.data, terminal.clone(), || chrono::Local::now().fixed_offset());
    (core, terminal)
}

/// The program with its register open, or why not. A register that is kept with a passphrase asks
/// for it on the terminal.
pub fn open(arguments: &Arguments) -> Answer<(Core, Arc<Terminal>)> {
    let (core, terminal) = closed(arguments);
    let phase = look(&core)?;
    refusal(phase).map_or(Ok((core, terminal)), Err)
}

/// As [`open`], also for a register that does not open while it has backups to put back.
pub fn with_key(arguments: &Arguments) -> Answer<(Core, Arc<Terminal>)> {
    let (core, terminal) = closed(arguments);
    match look(&core)? {
        Phase::Refused { backups, .. } if !backups.is_empty() => Ok((core, terminal)),
        phase => refusal(phase).map_or(Ok((core, terminal)), Err),
    }
}

fn look(core: &Core) -> Answer<Phase> {
    session::start(core);
    let state = session::state(core, Nothing {})?;
    let Phase::Passphrase { .. } = state.phase else { return Ok(state.phase) };
    let opened = session::unlock(core, UnlockRequest::Passphrase { secret: passphrase()? });
    let after = session::state(core, Nothing {})?.phase;
    match opened {
        Err(problem) if !matches!(after, Phase::Refused { .. }) => Err(problem),
        _ => Ok(after),
    }
}

/// Why the register is not open; nothing when it is.
fn refusal(phase: Phase) -> Option<Problem> {
    match phase {
        Phase::Revoked { .. } => Some(Code::Revoked.into()),
        // Whoever runs this has the key of the register itself: the PIN is of the window.
        Phase::Ready | Phase::Locked { .. } | Phase::ChoosePin { .. } => None,
        Phase::FirstStart { .. } => Some(Code::RegisterMissing.into()),
        Phase::ConfirmRecovery { .. } => Some(Code::SetupUnfinished.into()),
        Phase::Passphrase { .. } => Some(needed()),
        Phase::KeyMissing { reason, .. } => {
            Some(serde_json::from_value(reason.into()).map_or(Code::KeyAbsent.into(), Problem::new))
        }
        Phase::Refused { problem, .. } => Some(problem),
    }
}

/// Asks without echo. Only a person at a terminal is asked: a secret that comes through a pipe
/// stands in a script or a history.
fn passphrase() -> Answer<String> {
    asked("Wachtzin: ")
}

/// A new passphrase, typed twice.
pub fn new_passphrase() -> Answer<Zeroizing<String>> {
    loop {
        let phrase = Zeroizing::new(asked("Nieuwe wachtzin: ")?);
        if *phrase == asked("Nog eens: ")? {
            return Ok(phrase);
        }
    }
}

fn asked(question: &str) -> Answer<String> {
    if !std::io::stdin().is_terminal() {
        return Err(needed());
    }
    rpassword::prompt_password(question).map_err(|_| needed())
}

fn needed() -> Problem {
    Problem::new(Code::PassphraseNeeded).with("register", "exists")
}
