//! The database file: opening, migrating, backing up.

pub mod backup;
pub mod folder;
pub mod migrate;
pub mod open;
pub mod rekey;
pub mod rotate;

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};
use stamboek_domain::problem::{Code, Problem};

use crate::Answer;

/// The register's file inside a profile folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join("register.db")
}

/// The write-ahead log of that file.
pub(crate) fn log(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// The folder of the backups inside a profile folder.
pub fn backup_folder(folder: &Path) -> PathBuf {
    folder.join("backups")
}

/// Turns errors of the database library and of the file system into problems, without the values
/// and paths that stand in their texts.
pub trait OrProblem<T> {
    /// `Ok`, or the problem that a screen can explain.
    fn or_problem(self) -> Answer<T>;
}

impl<T> OrProblem<T> for rusqlite::Result<T> {
    fn or_problem(self) -> Answer<T> {
        self.map_err(|error| problem(&error))
    }
}

impl<T> OrProblem<T> for std::io::Result<T> {
    fn or_problem(self) -> Answer<T> {
        self.map_err(|error| io_problem(&error))
    }
}

/// What an error of the database library means to a person.
pub fn problem(error: &rusqlite::Error) -> Problem {
    let rusqlite::Error::SqliteFailure(failure, text) = error else {
        return Problem::new(Code::Internal).with("detail", "sql");
    };
    let extended = failure.extended_code;
    match failure.code {
        ErrorCode::DiskFull => Code::DiskFull.into(),
        ErrorCode::SystemIoFailure | ErrorCode::ReadOnly | ErrorCode::CannotOpen => {
            Problem::new(Code::Disk).with("detail", format!("sqlite_{extended}"))
        }
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            Problem::new(Code::RegisterDamaged).with("detail", format!("sqlite_{extended}"))
        }
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Code::RegisterInUse.into(),
        ErrorCode::OperationInterrupted => Code::Cancelled.into(),
        // SQLCipher answers a page whose code does not check out with the plainest of errors, for
        // which the library has only this sentence; our own statements fail with another one.
        ErrorCode::Unknown if text.as_deref().is_none_or(|text| text == "SQL logic error") => {
            Problem::new(Code::RegisterDamaged).with("detail", "page")
        }
        _ => Problem::new(Code::Internal).with("detail", format!("sqlite_{extended}")),
    }
}

/// What an error of the file system means to a person.
pub fn io_problem(error: &std::io::Error) -> Problem {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Code::DiskFull.into(),
        kind => Problem::new(Code::Disk).with("detail", format!("{kind:?}")),
    }
}

/// Whether the error is a broken rule of a table (`UNIQUE`, `NOT NULL`, …).
pub fn is_constraint(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(failure, _)
        if failure.code == ErrorCode::ConstraintViolation || failure.code as i32 == ffi::SQLITE_CONSTRAINT)
}
