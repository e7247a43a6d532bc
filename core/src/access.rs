//! The access log: who looked at what (S59). Entries are written in the transaction of the
//! reading; a reading whose entry cannot be stored is refused.

use chrono::{DateTime, FixedOffset, SecondsFormat};
use rusqlite::Transaction;
use stamboek_domain::pupil::PupilId;

use crate::Answer;
use crate::db::OrProblem;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A pupil's sheet.
    Sheet,
    /// An INSZ in clear.
    Insz,
    /// A search by a whole INSZ.
    Search,
    /// A list written to a file.
    Export,
    /// Barcode sheets.
    Print,
}

impl Look {
    fn kind(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Insz => "insz",
            Self::Search => "search",
            Self::Export => "export",
            Self::Print => "print",
        }
    }
}

/// Adds an entry: one pupil, or how many, and why. No names.
pub fn log(
    tx: &Transaction,
    at: DateTime<FixedOffset>,
    look: Look,
    pupil: Option<PupilId>,
    count: usize,
    reason: &str,
) -> Answer<()> {
    let sql = "INSERT INTO access_log (at, kind, pupil, count, reason, person)
               VALUES (?1, ?2, ?3, ?4, ?5, (SELECT trim(value, '\"') FROM local_fact WHERE key = 'sync_person'))";
    tx.prepare_cached(sql)
        .and_then(|mut insert| {
            insert.execute((
                at.to_rfc3339_opts(SecondsFormat::Millis, false),
                look.kind(),
                pupil.map(|pupil| pupil.0.to_string()),
                count as i64,
                reason,
            ))
        })
        .or_problem()?;
    Ok(())
}
