//! The recovery sheet: saving it, typing two groups back, renewing it.

use std::path::Path;

use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use super::held::{Held, Pending, Stage};
use super::messages::*;
use super::open::{CONFIRMED, set_fact};
use super::rotate::{Wish, rotate};
use super::state::of;
use super::unlock::new_passphrase;
use crate::commands::Nothing;
use crate::db::OrProblem;
use crate::keys::file::{self, disk_problem};
use crate::keys::random;
use crate::keys::recovery::{GROUPS, RecoveryKey};
use crate::keys::seal::Slot;
use crate::shell::FileKind;
use crate::{Answer, Core, laptop};

/// A new recovery key with two groups to type back, chosen by chance.
pub(super) fn pending(purpose: Purpose) -> Answer<Pending> {
    let mut chance = [0u8; 2];
    random(&mut chance)?;
    let groups = GROUPS as u8;
    let first = chance[0] % groups;
    // Another one than the first, each as likely.
    let second = (first + 1 + chance[1] % (groups - 1)) % groups;
    let ask = [first.min(second) + 1, first.max(second) + 1];
    Ok(Pending { key: RecoveryKey::new()?, ask, saved: false, purpose, passphrase: None })
}

/// Writes the recovery sheet as a PDF where the person wants it.
pub fn save_sheet(core: &Core, _request: Nothing) -> Answer<FileAnswer> {
    let key = {
        let held = core.session.lock();
        held.pending.as_ref().map(|pending| pending.key.clone()).ok_or(Code::NotReady)?
    };
    // Not while the dialog is open: the screens go on asking where the program stands.
    let Some(path) = core.shell.choose_target(FileKind::Pdf, "stamboek-herstelblad.pdf") else {
        return Ok(FileAnswer { file_name: None });
    };
    write_sheet(core, &key, &path)?;
    if let Some(pending) = core.session.lock().pending.as_mut().filter(|pending| pending.key == key) {
        pending.saved = true;
    }
    Ok(FileAnswer { file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()) })
}

/// The sheet: no pupil data, no name of a school; it names the laptop.
pub(super) fn write_sheet(core: &Core, key: &RecoveryKey, path: &Path) -> Answer<()> {
    let mut lines = vec![
        "Met deze sleutel opent u de gegevens van Stamboek op deze laptop".to_owned(),
        "wanneer de laptop zelf de sleutel niet meer heeft.".to_owned(),
        String::new(),
        "Bewaar dit blad op een veilige plaats, niet bij de laptop.".to_owned(),
        "Wie dit blad én de laptop heeft, kan alle gegevens lezen.".to_owned(),
        String::new(),
        // So that a drawer with ten sheets can be told apart.
        format!("Laptop: {}", laptop::name()),
        format!("Gemaakt op: {}", core.today().format("%d/%m/%Y")),
        String::new(),
        "Herstelsleutel:".to_owned(),
        String::new(),
    ];
    let groups = key.groups();
    for (index, half) in groups.chunks(GROUPS / 2).enumerate() {
        let numbered: Vec<String> = half
            .iter()
            .enumerate()
            .map(|(i, group)| format!("{}.  {group}", index * GROUPS / 2 + i + 1))
            .collect();
        lines.push(numbered.join("        "));
        lines.push(String::new());
    }
    lines.push("Hoofdletters of kleine letters, met of zonder spaties: dat maakt niet uit.".to_owned());
    let sheet = crate::pdf::text_page("Herstelblad van Stamboek", &lines);
    std::fs::write(path, sheet).map_err(disk_problem)
}

/// Two groups typed back: from now on the slot opens with this key, and set-up is finished (S6). Or the
/// database gets its new key, to which this sheet belongs (S9).
///
/// # Errors
/// `RecoveryNotSaved`, `RecoveryGroupsWrong`; those of `rotate`. The sheet of
/// before works on then.
pub fn confirm(core: &Core, request: ConfirmRecoveryRequest) -> Answer<SessionState> {
    let mut held = core.session.lock();
    let pending = held.pending.as_ref().ok_or(Code::NotReady)?;
    typed_back(pending, &request)?;
    match pending.purpose {
        Purpose::Rotated => {
            let (key, passphrase) = (pending.key.clone(), pending.passphrase.clone());
            let passphrase = passphrase.as_ref().map(|phrase| phrase.as_str());
            rotate(core, &mut held, &Wish { recovery: Some(&key), passphrase })?;
        }
        Purpose::Needed | Purpose::Renewed => keep(core, &mut held)?,
    }
    held.pending = None;
    core.session.set_unfinished(false);
    of(core, &held)
}

/// Whether the sheet was saved and these are the groups that were asked.
fn typed_back(pending: &Pending, request: &ConfirmRecoveryRequest) -> Answer<()> {
    if !pending.saved {
        return Err(Code::RecoveryNotSaved.into());
    }
    let right = request.groups.len() == pending.ask.len()
        && pending
            .ask
            .iter()
            .zip(&request.groups)
            .all(|(number, typed)| pending.key.is_group(*number, typed));
    if right { Ok(()) } else { Err(Code::RecoveryGroupsWrong.into()) }
}

/// The slot opens with the new recovery key from now on.
fn keep(core: &Core, held: &mut Held) -> Answer<()> {
    let cost = held.cost();
    let (Some(pending), Some(keys), Some(dek)) = (&held.pending, &mut held.keys, &held.dek) else {
        return Err(Code::NotReady.into());
    };
    let mut changed = keys.clone();
    changed.set_recovery(&pending.key, cost, dek)?;
    file::replace(&core.folder, &changed)?;
    *keys = changed;
    // Last of all: a crash before this line asks for the sheet once more, with a new key.
    let at = core.now().to_rfc3339();
    core.register()?.write_local(|tx| {
        set_fact(tx, CONFIRMED, &at)?;
        log(tx, &at, "confirmed")
    })
}

/// A new recovery key, alone or with a new key of the database; the old ones work until two groups of
/// the new one were typed back.
///
/// # Errors
/// `NotReady`; for a new key of the database `PassphraseNeeded` where a passphrase opens the register
/// and none was given, and those of a change of passphrase.
pub fn renew(core: &Core, request: RenewRequest) -> Answer<SessionState> {
    let mut held = core.session.lock();
    if !matches!(held.stage, Stage::Open) || held.dek.is_none() {
        return Err(Problem::new(Code::NotReady));
    }
    let passphrase = match request.database_key {
        true => another_passphrase(&mut held, request.passphrase)?,
        false => None,
    };
    let purpose = if request.database_key { Purpose::Rotated } else { Purpose::Renewed };
    held.pending = Some(Pending { passphrase, ..pending(purpose)? });
    of(core, &held)
}

/// The new passphrase of a register that has one, from whoever knows the one in force.
fn another_passphrase(
    held: &mut Held,
    request: Option<ChangePassphraseRequest>,
) -> Answer<Option<Zeroizing<String>>> {
    let keys = held.keys.clone().ok_or(Code::NotReady)?;
    match request {
        None if keys.has(Slot::Passphrase) => {
            Err(Problem::new(Code::PassphraseNeeded).with("register", "exists"))
        }
        Some(request) if keys.has(Slot::Passphrase) => new_passphrase(held, &keys, request).map(Some),
        _ => Ok(None),
    }
}

/// An entry of the access log about the recovery key.
pub(super) fn log(tx: &rusqlite::Transaction, at: &str, what: &str) -> Answer<()> {
    tx.execute("INSERT INTO access_log (at, kind, reason) VALUES (?1, 'recovery', ?2)", [at, what])
        .or_problem()?;
    Ok(())
}
