//! Connections to the encrypted file: raw key, pragmas of sync.md section 4, refusals.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use super::OrProblem;
use crate::Answer;

/// The raw key of the database: 32 random bytes, no passphrase (security.md 2).
pub type Key = Zeroizing<[u8; 32]>;

/// What a connection may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Makes the file; it must not exist.
    Create,
    /// Reads and writes an existing file.
    Write,
    /// Reads an existing file.
    Read,
}

/// Oldest SQLite whose write-ahead log is free of the corruption race (sync.md 4): 3.51.3.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Pages of the write-ahead log after which its content moves into the file: 8 MiB. The log keeps
/// that size and is written over, which is cheaper than growing it. The save that moves it waits some
/// ten milliseconds: of saves of a whole class fewer than one in a hundred.
const WAL_PAGES: u32 = 2000;

/// Size of a log with so many pages, each with the head of its frame.
const WAL_BYTES: u64 = 32 + WAL_PAGES as u64 * (24 + 4096);

/// Opens a connection with the raw key.
///
/// # Errors
/// `SqliteTooOld`; `RegisterMissing` or `RegisterExists` for a file that is or is not there;
/// `KeyWrong` when the key opens no page; `RegisterDamaged`; `Disk`.
pub fn connect(file: &Path, key: &Key, access: Access) -> Answer<Connection> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Problem::new(Code::SqliteTooOld)
            .with("found", rusqlite::version())
            .with("needed", "3.51.3"));
    }
    let flags = match access {
        Access::Create => {
            if file.exists() {
                return Err(Code::RegisterExists.into());
            }
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        }
        // Never made anew: a file that is gone is a question, not an empty register.
        Access::Write | Access::Read => {
            let size = match std::fs::metadata(file) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    return Err(Code::RegisterMissing.into());
                }
                other => other.or_problem()?.len(),
            };
            if size == 0 {
                // SQLite would take an empty file for a new database.
                return Err(Problem::new(Code::RegisterDamaged).with("detail", "empty"));
            }
            if access == Access::Write {
                OpenFlags::SQLITE_OPEN_READ_WRITE
            } else {
                OpenFlags::SQLITE_OPEN_READ_ONLY
            }
        }
    };
    let db = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).or_problem()?;
    // The library would write its errors to standard error; they come back as problems.
    db.execute_batch("PRAGMA cipher_log_level = NONE").or_problem()?;
    hand_over(&db, key)?;
    // The first read tells whether the key opens the file.
    let read: rusqlite::Result<i64> =
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
    if let Err(error) = read {
        let problem = super::problem(&error);
        if problem.code != Code::RegisterDamaged {
            return Err(problem);
        }
        return Err(if opens_a_page(&db, file) { problem } else { Code::KeyWrong.into() });
    }
    tune(&db, access)?;
    Ok(db)
}

/// Hands the key over in a buffer that is wiped. The library's own copies of the statement are
/// overwritten by a statement of the same shape that means nothing.
fn hand_over(db: &Connection, key: &Key) -> Answer<()> {
    let outcome = db.execute_batch(&spelled("PRAGMA key = \"x'", key, "'\""));
    let _ = db.execute_batch(&spelled("PRAGMA kex = \"x'", &Key::new([0; 32]), "'\""));
    outcome.map_err(|_| Problem::new(Code::Internal).with("detail", "key"))
}

/// Puts another file beside this one in the same connection, under the name `old`. Handed over as
/// the key of the file itself.
///
/// # Errors
/// `KeyWrong` when the key opens no page of it; `RegisterMissing`, `Disk`.
pub(super) fn attach(db: &Connection, file: &Path, key: &Key) -> Answer<()> {
    // It would be made anew.
    if !file.exists() {
        return Err(Code::RegisterMissing.into());
    }
    let path = file.to_str().ok_or(Problem::new(Code::Disk).with("detail", "name"))?;
    let outcome = db.execute(&spelled("ATTACH DATABASE ?1 AS old KEY \"x'", key, "'\""), [path]);
    let _ = db.prepare(&spelled("SELECT                  ?1, 'a', 'xx", &Key::new([0; 32]), "' "));
    match outcome.map_err(|error| super::problem(&error)) {
        Ok(_) => Ok(()),
        Err(problem) if problem.code == Code::RegisterDamaged => Err(Code::KeyWrong.into()),
        Err(problem) => Err(problem),
    }
}

/// A statement with a key in it, in wiped memory.
fn spelled(before: &str, key: &Key, after: &str) -> Zeroizing<String> {
    let mut statement = Zeroizing::new(String::with_capacity(before.len() + 64 + after.len()));
    statement.push_str(before);
    for byte in key.iter() {
        // Writing to a String cannot fail.
        let _ = write!(statement, "{byte:02x}");
    }
    statement.push_str(after);
    statement
}

/// Whether the key fits at least one page: then the rest is damage, not another key.
fn opens_a_page(db: &Connection, file: &Path) -> bool {
    let pages = std::fs::metadata(file).map(|m| m.len() / 4096).unwrap_or(0);
    faulty_pages(db).is_ok_and(|faulty| (faulty as u64) < pages)
}

/// How many pages fail their authentication code (SQLCipher's own check of the whole file).
pub fn faulty_pages(db: &Connection) -> Answer<usize> {
    let mut statement = db.prepare("PRAGMA cipher_integrity_check").or_problem()?;
    let mut rows = statement.query([]).or_problem()?;
    let mut faulty = 0;
    while rows.next().or_problem()?.is_some() {
        faulty += 1;
    }
    Ok(faulty)
}

/// The pragmas of sync.md section 4.
fn tune(db: &Connection, access: Access) -> Answer<()> {
    db.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -65536;
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 0;
         PRAGMA trusted_schema = OFF;
         PRAGMA busy_timeout = 5000;",
    )
    .or_problem()?;
    db.set_prepared_statement_cache_capacity(128);
    if access == Access::Read {
        return db.execute_batch("PRAGMA query_only = ON").or_problem();
    }
    let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).or_problem()?;
    if mode != "wal" {
        return Err(Problem::new(Code::Disk).with("detail", "wal"));
    }
    db.execute_batch(&format!(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA wal_autocheckpoint = {WAL_PAGES};"
    ))
    .or_problem()?;
    let mut persist = 1;
    db.file_control(Some(rusqlite::MAIN_DB), rusqlite::FileControl::PersistWal(&mut persist)).or_problem()
}

/// Gives the log of the file its full size, so that no save waits until the disk has found room.
/// Zeros behind the last frame mean nothing to SQLite; nobody may be saving meanwhile.
///
/// # Errors
/// `DiskFull`, `Disk`; the log is good all the same.
pub fn fill_log(file: &Path) -> Answer<()> {
    let log = super::log(file);
    let mut log = std::fs::File::options().append(true).open(log).or_problem()?;
    let missing = WAL_BYTES.saturating_sub(log.metadata().or_problem()?.len());
    if missing > 0 {
        log.write_all(&vec![0; missing as usize]).and_then(|()| log.sync_all()).or_problem()?;
    }
    Ok(())
}
