//! Backups as a person meets them: made now, compared with the register, put back (S18).
//!
//! Putting back destroys nothing: the register as it was is kept beside it under a name of its own.
//! It also works when the register itself does not open, as long as its key was found.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::problem::{Code, Problem};

use super::held::{Held, Stage};
use super::open::open;
use super::recovery::log;
use super::rotate::{key_of, of_before};
use crate::db::OrProblem;
use crate::db::backup::{self, Backup};
use crate::db::migrate::verify;
use crate::db::open::{Access, Key, connect};
use crate::history::last_entry;
use crate::settings::messages::{BackupComparison, BackupRow, MaintainAnswer};
use crate::shell::Event;
use crate::sync::store::pruned_to;
use crate::{Answer, Core};

/// Whatever a screen shows is another register now.
const EVERYTHING: [&str; 5] = ["pupils", "cards", "settings", "session", "attendance"];

/// The backups of this laptop, newest first.
pub(crate) fn rows(core: &Core) -> Answer<Vec<BackupRow>> {
    let (now, held) = (core.now(), core.session.lock());
    Ok(backup::list(&core.folder)?.iter().map(|backup| row(&held, backup, now)).collect())
}

/// The backup of a moment. The screens name no file (S47).
fn made_at(core: &Core, at: &str) -> Answer<Backup> {
    let now = core.now();
    let found = backup::list(&core.folder)?.into_iter().find(|backup| moment(backup, now) == at);
    found.ok_or(Problem::new(Code::NotFound).with("what", "backup"))
}

/// When it was made, as the screens name it.
fn moment(backup: &Backup, now: DateTime<FixedOffset>) -> String {
    backup.instant(now).to_rfc3339_opts(SecondsFormat::Secs, false)
}

fn row(held: &Held, backup: &Backup, now: DateTime<FixedOffset>) -> BackupRow {
    BackupRow {
        file_name: backup.name(),
        at: moment(backup, now),
        size: backup.size,
        earlier_key: of_before(held, &backup.file).is_some(),
        // Only a copy that passed its check is given such a name.
        verified: true,
    }
}

/// Writes a checked one now.
///
/// # Errors
/// `NotReady`, and those of [`backup::make`].
pub fn make(core: &Core) -> Answer<MaintainAnswer> {
    if !core.is_ready() {
        return Err(Code::NotReady.into());
    }
    let made = core.register()?.back_up()?;
    let row = row(&core.session.lock(), &made, core.now());
    Ok(MaintainAnswer { backup: Some(row), ..Default::default() })
}

/// Checks one and says what putting it back would change; changes nothing.
///
/// # Errors
/// `NotReady` while nobody has the key, `NotFound`, `BackupFailed`, `Disk`; those of [`key_of`].
pub fn compare(core: &Core, at: &str, sheet: Option<&str>) -> Answer<MaintainAnswer> {
    let found = made_at(core, at)?;
    let (key, row) = {
        let mut held = core.session.lock();
        (key_of(core, &mut held, &found.file, sheet)?, row(&held, &found, core.now()))
    };
    verify(&found.file, &key)?;
    let comparison = match core.register() {
        Ok(register) => Some(register.read(|db| differences(db, &found, &key))?),
        Err(_) => None,
    };
    Ok(MaintainAnswer { backup: Some(row), comparison, ..Default::default() })
}

/// What the register holds and the backup does not, and the other way round. Entries are only ever
/// added at the end, so the two are the same up to one place and differ from there on; those that went
/// since were the same in both.
fn differences(db: &Connection, found: &Backup, key: &Key) -> Answer<BackupComparison> {
    let copy = connect(&found.file, key, Access::Read)?;
    let (mine, theirs) = (last_entry(db)?, last_entry(&copy)?);
    let both = mine.min(theirs);
    let (mut same, mut differs) = (pruned_to(db)?.max(pruned_to(&copy)?).min(both), both + 1);
    while same + 1 < differs {
        let middle = (same + differs) / 2;
        if hash(db, middle)? == hash(&copy, middle)? { same = middle } else { differs = middle }
    }
    let first = db
        .query_row("SELECT saved_at FROM outbox WHERE n = ?1", [same + 1], |row| row.get(0))
        .optional()
        .or_problem()?;
    Ok(BackupComparison { lost: (mine - same) as u32, first_lost: first, gained: (theirs - same) as u32 })
}

fn hash(db: &Connection, n: i64) -> Answer<Option<Vec<u8>>> {
    db.query_row("SELECT hash FROM outbox WHERE n = ?1", [n], |row| row.get(0)).optional().or_problem()
}

/// Puts one in the place of the register and opens it.
///
/// # Errors
/// As [`compare`]; `RegisterInUse`, `DiskFull`. The register stays as it was then.
pub fn restore(core: &Core, at: &str, sheet: Option<&str>) -> Answer<MaintainAnswer> {
    let mut held = core.session.lock();
    let key = held.dek.clone().ok_or(Code::NotReady)?;
    let keys = held.keys.clone().ok_or(Code::NotReady)?;
    let found = made_at(core, at)?;
    let theirs = key_of(core, &mut held, &found.file, sheet)?;
    let restored = core.restore_backup(&found.name(), &theirs, &key);
    // Whatever came of it: the register that stands there now is opened again.
    held.pending = None;
    held.stage = open(core, &mut held, &keys, key);
    let kept = restored?;
    if matches!(held.stage, Stage::Open) {
        let at = core.now().to_rfc3339();
        core.register()?.write_local(|tx| log(tx, &at, "backup_restored"))?;
    }
    let backup = Some(row(&held, &found, core.now()));
    drop(held);
    core.shell.notify(Event::Changed { subjects: EVERYTHING.map(str::to_owned).to_vec() });
    Ok(MaintainAnswer { backup, kept: Some(kept), ..Default::default() })
}

/// The backups that can take the place of a register that does not open: none while nobody has the
/// key, or when the reason is not the register itself.
pub(super) fn instead(core: &Core, held: &Held, problem: &Problem) -> Vec<BackupRow> {
    let the_register = matches!(problem.code, Code::RegisterDamaged | Code::RegisterMissing | Code::KeyWrong);
    if !the_register || held.dek.is_none() {
        return Vec::new();
    }
    let backups = backup::list(&core.folder).unwrap_or_default();
    backups.iter().map(|backup| row(held, backup, core.now())).collect()
}
