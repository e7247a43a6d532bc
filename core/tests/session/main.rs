//! First start, keys and recovery through the program's public face (security S4 to S8).

mod joining;
mod lock;
mod restore;
mod rotate;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use stamboek_core::commands::{Nothing, call};
use stamboek_core::keys::{Key, key_from_text_or_bytes};
use stamboek_core::session;
use stamboek_core::session::messages::*;
use stamboek_core::shell::{Event, FileKind, KeyringAnswer, Shell};
use stamboek_core::{Answer, Core};
use stamboek_domain::problem::{Code, Problem};

/// A keyring in memory that can be missing, locked or emptied, and dialogs that answer one path.
#[derive(Default)]
struct Desk {
    entries: Mutex<Vec<(String, [u8; 32])>>,
    missing: AtomicBool,
    locked: AtomicBool,
    target: Mutex<Option<PathBuf>>,
    source: Mutex<Option<PathBuf>>,
}

impl Shell for Desk {
    fn choose_file(&self, _kind: FileKind) -> Option<PathBuf> {
        self.source.lock().unwrap().clone()
    }
    fn choose_target(&self, _kind: FileKind, _suggested: &str) -> Option<PathBuf> {
        self.target.lock().unwrap().clone()
    }
    fn show_pdf(&self, _path: &Path) -> Result<(), Problem> {
        Ok(())
    }
    fn keyring_get(&self, entry: &str) -> KeyringAnswer {
        if self.missing.load(Ordering::SeqCst) {
            return KeyringAnswer::Unavailable;
        }
        let entries = self.entries.lock().unwrap();
        // A locked keyring answers exactly like an empty one.
        match entries.iter().rev().find(|(name, _)| name == entry) {
            Some((_, key)) if !self.locked.load(Ordering::SeqCst) => KeyringAnswer::Key(Key::new(*key)),
            _ => KeyringAnswer::Absent,
        }
    }
    fn keyring_set(&self, entry: &str, key: &[u8; 32]) -> Result<(), Problem> {
        if self.missing.load(Ordering::SeqCst) || self.locked.load(Ordering::SeqCst) {
            return Err(Code::KeyringUnavailable.into());
        }
        self.entries.lock().unwrap().push((entry.to_owned(), *key));
        Ok(())
    }
    fn keyring_remove(&self, entry: &str) -> Result<(), Problem> {
        self.entries.lock().unwrap().retain(|(name, _)| name != entry);
        Ok(())
    }
    fn notify(&self, _event: Event) {}
}

struct Laptop {
    folder: tempfile::TempDir,
    desk: Arc<Desk>,
}

impl Laptop {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), desk: Arc::default() }
    }

    fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    fn start(&self) -> Core {
        let core = Core::new(&self.profile(), self.desk.clone(), || chrono::Local::now().fixed_offset());
        session::start(&core);
        core
    }

    /// Everything in the profile folder that must survive: names and contents.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = std::fs::read_dir(self.profile())
            .unwrap()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().unwrap().is_file())
            .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
            .filter(|(name, _)| name.ends_with(".db") || name.starts_with("keys.json"))
            .collect();
        files.sort();
        files
    }

    fn sheet(&self) -> PathBuf {
        self.folder.path().join("blad.pdf")
    }

    /// Sets up an empty school and keeps the recovery sheet; answers the recovery key.
    fn set_up(&self, passphrase: Option<&str>) -> String {
        let core = self.start();
        session::setup(&core, school(passphrase)).map_err(|p| p.code).unwrap();
        self.keep_sheet(&core)
    }

    fn keep_sheet(&self, core: &Core) -> String {
        *self.desk.target.lock().unwrap() = Some(self.sheet());
        session::recovery_sheet_save(core, Nothing {}).map_err(|p| p.code).unwrap();
        let groups = groups_on(&self.sheet());
        let Phase::ConfirmRecovery { ask, saved: true, .. } = phase(core) else { panic!("not saved") };
        let typed = ask.iter().map(|n| groups[usize::from(*n) - 1].to_lowercase()).collect();
        session::recovery_confirm(core, ConfirmRecoveryRequest { groups: typed })
            .map_err(|p| p.code)
            .unwrap();
        groups.join("-")
    }
}

fn school(passphrase: Option<&str>) -> SetupRequest {
    SetupRequest {
        demo: false,
        school: "Testschool".into(),
        institution: "099901".into(),
        join: None,
        passphrase: passphrase.map(str::to_owned),
    }
}

/// The eight groups as a person reads them from the paper.
fn groups_on(sheet: &Path) -> Vec<String> {
    let text = std::process::Command::new("pdftotext").arg("-layout").arg(sheet).arg("-").output();
    let text = String::from_utf8(text.expect("pdftotext (poppler-utils)").stdout).unwrap();
    let mut groups: Vec<(u8, String)> = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    for pair in words.windows(2) {
        let number = pair[0].strip_suffix('.').and_then(|n| n.parse().ok());
        if let (Some(number @ 1..=8), 5) = (number, pair[1].len()) {
            groups.push((number, pair[1].to_owned()));
        }
    }
    groups.sort();
    assert_eq!(groups.len(), 8, "eight groups on the sheet");
    groups.into_iter().map(|(_, group)| group).collect()
}

fn phase(core: &Core) -> Phase {
    session::state(core, Nothing {}).map_err(|p| p.code).unwrap().phase
}

fn code<T>(answer: Answer<T>) -> Code {
    match answer {
        Err(problem) => problem.code,
        Ok(_) => panic!("was accepted"),
    }
}

fn reason(core: &Core) -> String {
    match phase(core) {
        Phase::KeyMissing { reason, .. } => reason,
        _ => panic!("the key is not missing"),
    }
}

const PHRASE: &str = "vijf woorden zonder veel zin";

#[test]
fn set_up_is_finished_only_after_the_sheet_was_saved_and_two_groups_typed_back() {
    let laptop = Laptop::new();
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::FirstStart { needs_passphrase: false }));
    session::setup(&core, school(None)).map_err(|p| p.code).unwrap();
    assert!(!core.is_ready());
    let refused = call(&core, "pupils_list", serde_json::json!({}));
    assert!(code(refused) == Code::NotReady);
    for request in [
        KeysRequest::Renew(RenewRequest::default()),
        KeysRequest::Passphrase(ChangePassphraseRequest { current: PHRASE.into(), new: PHRASE.into() }),
    ] {
        assert!(code(session::keys(&core, request)) == Code::NotReady, "of an open register alone");
    }
    let typed = ConfirmRecoveryRequest { groups: vec!["00000".into(), "00000".into()] };
    assert!(code(session::recovery_confirm(&core, typed.clone())) == Code::RecoveryNotSaved);
    *laptop.desk.target.lock().unwrap() = None;
    let closed = session::recovery_sheet_save(&core, Nothing {}).map_err(|p| p.code).unwrap();
    assert!(closed.file_name.is_none());
    assert!(code(session::recovery_confirm(&core, typed.clone())) == Code::RecoveryNotSaved);
    *laptop.desk.target.lock().unwrap() = Some(laptop.sheet());
    session::recovery_sheet_save(&core, Nothing {}).map_err(|p| p.code).unwrap();
    assert!(code(session::recovery_confirm(&core, typed)) == Code::RecoveryGroupsWrong);
    assert!(!core.is_ready());
    laptop.keep_sheet(&core);
    assert!(core.is_ready() && matches!(phase(&core), Phase::Ready));
    drop(core);
    assert!(matches!(phase(&laptop.start()), Phase::Ready), "and stays finished");
}

#[test]
fn a_program_that_ends_before_the_sheet_was_kept_asks_again_with_a_new_key() {
    let laptop = Laptop::new();
    let core = laptop.start();
    session::setup(&core, school(None)).map_err(|p| p.code).unwrap();
    *laptop.desk.target.lock().unwrap() = Some(laptop.sheet());
    session::recovery_sheet_save(&core, Nothing {}).map_err(|p| p.code).unwrap();
    let first = groups_on(&laptop.sheet());
    drop(core);
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::ConfirmRecovery { saved: false, .. }));
    assert!(!core.is_ready());
    let second = laptop.keep_sheet(&core);
    assert!(first.join("-") != second);
    drop(core);
    laptop.desk.entries.lock().unwrap().clear();
    let core = laptop.start();
    let typed = |secret: String| UnlockRequest::Recovery { secret };
    assert!(code(session::unlock(&core, typed(first.join("-")))) == Code::SecretWrong);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert!(session::unlock(&core, typed(second)).is_ok());
}

#[test]
fn a_missing_locked_emptied_or_wrong_keyring_makes_and_deletes_nothing() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let files = laptop.files();
    assert!(files.iter().any(|(name, _)| name.ends_with(".db")));
    let kept = laptop.desk.entries.lock().unwrap().clone();

    laptop.desk.missing.store(true, Ordering::SeqCst);
    assert_eq!(reason(&laptop.start()), "keyring_unavailable");
    laptop.desk.missing.store(false, Ordering::SeqCst);
    laptop.desk.locked.store(true, Ordering::SeqCst);
    assert_eq!(reason(&laptop.start()), "key_absent");
    laptop.desk.locked.store(false, Ordering::SeqCst);
    laptop.desk.entries.lock().unwrap().clear();
    let core = laptop.start();
    assert_eq!(reason(&core), "key_absent");
    assert!(code(session::setup(&core, school(None))) == Code::RegisterExists, "no new key beside old data");
    drop(core);
    let wrong = kept.iter().map(|(name, _)| (name.clone(), [7; 32])).collect();
    *laptop.desk.entries.lock().unwrap() = wrong;
    let core = laptop.start();
    assert_eq!(reason(&core), "key_wrong");
    assert!(laptop.files() == files, "nothing was made, changed or deleted");

    // The keyring comes back while the screen is open.
    *laptop.desk.entries.lock().unwrap() = kept;
    session::unlock(&core, UnlockRequest::Retry).map_err(|p| p.code).unwrap();
    assert!(matches!(phase(&core), Phase::Ready));
}

#[test]
fn a_missing_or_truncated_keys_file_is_said_and_a_previous_version_opens_when_asked() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let path = laptop.profile().join("keys.json");
    let whole = std::fs::read(&path).unwrap();
    for (content, expected) in [
        (None, "keys_file_missing"),
        (Some(&whole[..whole.len() / 2]), "keys_file_damaged"),
        (Some(&b""[..]), "keys_file_damaged"),
    ] {
        match content {
            None => std::fs::remove_file(&path).unwrap(),
            Some(content) => std::fs::write(&path, content).unwrap(),
        }
        let files = laptop.files();
        let core = laptop.start();
        assert_eq!(reason(&core), expected);
        assert!(code(session::setup(&core, school(None))) == Code::RegisterExists);
        assert!(laptop.files() == files);
        session::unlock(&core, UnlockRequest::Retry).map_err(|p| p.code).unwrap();
        assert!(matches!(phase(&core), Phase::Ready));
        drop(core);
        assert!(matches!(phase(&laptop.start()), Phase::Ready), "and the file is put back");
    }
}

#[test]
fn the_recovery_key_opens_renews_itself_and_puts_a_key_in_the_keyring() {
    let laptop = Laptop::new();
    let first = laptop.set_up(None);
    laptop.desk.entries.lock().unwrap().clear();
    let core = laptop.start();
    let mistyped = format!("{}0", &first[..first.len() - 1]).replace("00000", "00001");
    let answer = session::unlock(&core, UnlockRequest::Recovery { secret: mistyped.clone() });
    assert!(mistyped == first || code(answer) == Code::RecoveryMistyped);
    session::unlock(&core, UnlockRequest::Recovery { secret: first.to_lowercase() })
        .map_err(|p| p.code)
        .unwrap();
    assert!(!core.is_ready() && matches!(phase(&core), Phase::ConfirmRecovery { .. }));
    drop(core);
    // The power failed before the new sheet was kept: the keyring opens again, the sheet is asked.
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::ConfirmRecovery { .. }));
    let second = laptop.keep_sheet(&core);
    assert!(core.is_ready());
    let used: i64 = core
        .register()
        .map_err(|p| p.code)
        .unwrap()
        .read(|db| {
            Ok(db
                .query_row(
                    "SELECT count(*) FROM access_log WHERE kind = 'recovery' AND reason = 'used'",
                    [],
                    |r| r.get(0),
                )
                .unwrap())
        })
        .map_err(|p| p.code)
        .unwrap();
    assert_eq!(used, 1, "it stands in the access log");
    drop(core);
    laptop.desk.entries.lock().unwrap().clear();
    let core = laptop.start();
    assert!(code(session::unlock(&core, UnlockRequest::Recovery { secret: first })) == Code::SecretWrong);
    let soon = session::unlock(&core, UnlockRequest::Recovery { secret: second.clone() });
    assert!(code(soon) == Code::TooSoon, "S12: wait first");
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert!(session::unlock(&core, UnlockRequest::Recovery { secret: second }).is_ok());
}

#[test]
fn without_a_keyring_a_passphrase_is_asked_at_every_start_and_can_be_changed() {
    let laptop = Laptop::new();
    laptop.desk.locked.store(true, Ordering::SeqCst);
    let core = laptop.start();
    assert!(code(session::setup(&core, school(None))) == Code::PassphraseNeeded);
    assert!(matches!(phase(&core), Phase::FirstStart { needs_passphrase: true }));
    assert!(laptop.files().is_empty(), "no key in a plain file, no database");
    assert!(code(session::setup(&core, school(Some("kort")))) == Code::PassphraseWeak);
    drop(core);
    laptop.set_up(Some(PHRASE));
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::Passphrase { wait_seconds: 0 }));
    let typed = |secret: &str| UnlockRequest::Passphrase { secret: secret.into() };
    assert!(code(session::unlock(&core, typed("een heel andere wachtzin"))) == Code::SecretWrong);
    assert!(matches!(phase(&core), Phase::Passphrase { wait_seconds: 1 }));
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    session::unlock(&core, typed(PHRASE)).map_err(|p| p.code).unwrap();
    let change =
        |current: &str, new: &str| ChangePassphraseRequest { current: current.into(), new: new.into() };
    assert!(code(session::passphrase_change(&core, change(PHRASE, "kort"))) == Code::PassphraseWeak);
    session::passphrase_change(&core, change(PHRASE, "nog eens vijf andere woorden"))
        .map_err(|p| p.code)
        .unwrap();
    drop(core);
    let core = laptop.start();
    assert!(code(session::unlock(&core, typed(PHRASE))) == Code::SecretWrong);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    session::unlock(&core, typed("nog eens vijf andere woorden")).map_err(|p| p.code).unwrap();
    assert!(core.is_ready());
}

#[test]
fn a_renewed_recovery_key_takes_over_only_when_typed_back_and_the_work_goes_on() {
    let laptop = Laptop::new();
    let first = laptop.set_up(None);
    let core = laptop.start();
    session::recovery_renew(&core, RenewRequest::default()).map_err(|p| p.code).unwrap();
    assert!(matches!(phase(&core), Phase::ConfirmRecovery { .. }) && core.is_ready());
    session::unlock(&core, UnlockRequest::Retry).map_err(|p| p.code).unwrap();
    assert!(matches!(phase(&core), Phase::Ready), "going back is allowed");
    session::recovery_renew(&core, RenewRequest::default()).map_err(|p| p.code).unwrap();
    let second = laptop.keep_sheet(&core);
    assert!(first != second);
}

#[test]
fn backups_without_a_register_are_no_first_start() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let backups = stamboek_core::db::backup_folder(&laptop.profile());
    std::fs::create_dir_all(&backups).unwrap();
    std::fs::write(backups.join("2026-11-20.db"), b"x").unwrap();
    for name in ["", "-wal", "-shm"] {
        let file = stamboek_core::db::file(&laptop.profile());
        let _ = std::fs::remove_file(format!("{}{name}", file.display()));
    }
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::Refused { problem, .. } if problem.code == Code::RegisterMissing));
    assert!(code(session::setup(&core, school(None))) == Code::RegisterMissing);
}

#[test]
fn no_key_stands_in_the_profile_folder() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let (_, kek) = laptop.desk.entries.lock().unwrap()[0].clone();
    let hex: String = kek.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(key_from_text_or_bytes(hex.as_bytes()).is_some());
    for (name, content) in laptop.files() {
        assert!(!content.windows(32).any(|w| w == kek), "{name}");
        assert!(!content.windows(64).any(|w| w == hex.as_bytes()), "{name}");
    }
}
