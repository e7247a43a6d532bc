//! Backups on this laptop: encrypted with the same key, checked before they get their name, one a
//! day kept for the last seven days, and put back without destroying anything (S18).

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, FixedOffset, NaiveDateTime, TimeZone};
use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};

use super::OrProblem;
use super::migrate::{copy, verify};
use super::open::{Access, Key, connect};
use super::rekey::copy_under;
use crate::Answer;
use crate::keys::file::{self, Found, NAME as KEYS};

/// Days of which a backup is kept.
const DAYS: usize = 7;

/// First version with tables of sync.
const SYNCED: usize = 6;

/// Names tell when, never whose.
const NAME: &str = "backup-%Y-%m-%d-%H%M%S";

/// A backup that passed its check.
pub struct Backup {
    /// Inside the backup folder.
    pub file: PathBuf,
    /// When it was made, by the laptop's clock.
    pub at: NaiveDateTime,
    /// Bytes.
    pub size: u64,
}

impl Backup {
    /// Name without folder.
    pub fn name(&self) -> String {
        self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// With the zone of now; information only.
    pub fn instant(&self, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
        now.offset().from_local_datetime(&self.at).single().unwrap_or(now)
    }
}

/// The backups of a profile folder, newest first. Only a checked one has such a name.
pub fn list(folder: &Path) -> Answer<Vec<Backup>> {
    let entries = match std::fs::read_dir(super::backup_folder(folder)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.or_problem()?,
    };
    let mut backups = Vec::new();
    for entry in entries {
        let file = entry.or_problem()?.path();
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
        let is_db = file.extension().is_some_and(|extension| extension == "db");
        if let (true, Ok(at)) = (is_db, NaiveDateTime::parse_from_str(stem, NAME)) {
            let size = std::fs::metadata(&file).or_problem()?.len();
            backups.push(Backup { file, at, size });
        }
    }
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    Ok(backups)
}

/// The backup of that name.
///
/// # Errors
/// `NotFound`.
pub fn find(folder: &Path, name: &str) -> Answer<Backup> {
    let named = list(folder)?.into_iter().find(|backup| backup.name() == name);
    named.ok_or(Problem::new(Code::NotFound).with("what", "backup"))
}

/// Writes a backup with its key slots beside it, checks it, and lets the oldest go.
///
/// # Errors
/// `DiskFull`, `Disk`, `BackupFailed`; older backups then stay.
pub fn make(db: &Connection, folder: &Path, key: &Key, now: DateTime<FixedOffset>) -> Answer<Backup> {
    // One that was made in the same second stays.
    let named = |at: &NaiveDateTime| super::backup_folder(folder).join(format!("{}.db", at.format(NAME)));
    let mut at = now.naive_local();
    while named(&at).exists() {
        at += Duration::seconds(1);
    }
    let file = named(&at);
    copy(db, &file, key)?;
    // The wrapped keys belong to it: without them the recovery sheet opens nothing.
    let keys = folder.join(KEYS);
    if keys.exists() {
        std::fs::copy(&keys, file.with_extension("keys.json")).or_problem()?;
    }
    prune(folder)?;
    let size = std::fs::metadata(&file).or_problem()?.len();
    let at = NaiveDateTime::parse_from_str(&at.format(NAME).to_string(), NAME).unwrap_or(at);
    Ok(Backup { file, at, size })
}

/// Whether the last backup is of another day, or has the key of before.
pub fn is_due(folder: &Path, now: DateTime<FixedOffset>) -> Answer<bool> {
    let of_now = |newest: &Backup| match (file::read_beside(&newest.file), file::read(folder)) {
        (Found::File(slots), Found::File(now)) => slots.database == now.database,
        _ => true,
    };
    Ok(list(folder)?.first().is_none_or(|newest| newest.at.date() != now.date_naive() || !of_now(newest)))
}

/// Keeps all backups of the newest day and the last one of the six days with backups before it.
fn prune(folder: &Path) -> Answer<()> {
    let mut days: BTreeMap<_, Vec<Backup>> = BTreeMap::new();
    for backup in list(folder)? {
        days.entry(std::cmp::Reverse(backup.at.date())).or_default().push(backup);
    }
    for (index, backups) in days.into_values().enumerate() {
        let keep = match index {
            0 => backups.len(),
            1..DAYS => 1,
            _ => 0,
        };
        for backup in backups.into_iter().skip(keep) {
            super::migrate::remove_if_there(&backup.file)?;
            super::migrate::remove_if_there(&backup.file.with_extension("keys.json"))?;
        }
    }
    Ok(())
}

/// Puts a backup in the place of the register, which must be closed. What stood there is kept
/// beside it under another name, with its log. Answers that name. `theirs` opens the backup; when it is
/// a key of before, the content goes under the key of now.
///
/// # Errors
/// `NotFound` for a name that is no backup; `BackupFailed` when it does not pass its check with
/// this key; `RegisterInUse`; `Disk`. Nothing was moved then.
pub fn restore(
    folder: &Path,
    name: &str,
    theirs: &Key,
    key: &Key,
    now: DateTime<FixedOffset>,
) -> Answer<String> {
    let _lock = crate::register::lock(folder)?;
    let backup = find(folder, name)?;
    let register = super::file(folder);
    let new = register.with_extension("restoring");
    if let Err(problem) = ready(&backup, theirs, &new, key) {
        super::migrate::remove_if_there(&new)?;
        return Err(problem);
    }
    let kept = |n: u32| match n {
        1 => format!("register-kept-{}.db", now.format("%Y-%m-%d-%H%M%S")),
        n => format!("register-kept-{}-{n}.db", now.format("%Y-%m-%d-%H%M%S")),
    };
    let free = (1..).map(kept).find(|name| !folder.join(name).exists());
    let kept = free.ok_or(Problem::new(Code::Internal).with("detail", "kept"))?;
    for end in ["-wal", "-shm", ""] {
        let from = folder.join(format!("register.db{end}"));
        if from.exists() {
            std::fs::rename(&from, folder.join(format!("{kept}{end}"))).or_problem()?;
        }
    }
    std::fs::rename(&new, &register).or_problem()?;
    #[cfg(unix)]
    File::open(folder).and_then(|file| file.sync_all()).or_problem()?;
    Ok(kept)
}

/// A copy of a backup that opens with the key of now, checked and on the disk. It asks the server what
/// it has before it sends anything (S19).
fn ready(backup: &Backup, theirs: &Key, new: &Path, key: &Key) -> Answer<()> {
    if theirs == key {
        std::fs::copy(&backup.file, new).or_problem()?;
    } else {
        verify(&backup.file, theirs)?;
        copy_under(&backup.file, theirs, new, key)?;
    }
    verify(new, key)?;
    mark(new, key)?;
    File::open(new).and_then(|file| file.sync_all()).or_problem()
}

/// Says in the copy that it comes out of a backup. One from before there was sync was never told
/// anything: it sends all that it has, and the server knows again what it has already.
fn mark(file: &Path, key: &Key) -> Answer<()> {
    let db = connect(file, key, Access::Write)?;
    if super::migrate::version(&db)? >= SYNCED {
        crate::sync::store::reconcile_first(&db)?;
    }
    // All of it in the file itself: a log beside it would not be moved along.
    db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).or_problem()
}
