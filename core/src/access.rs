//! The access log: who looked at what (S59). Entries are written in the transaction of the
//! reading, or before it; a reading whose entry cannot be stored is refused.
//! Which command leaves one: `core/tests/access.rs`.

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta};
use rusqlite::{Connection, OptionalExtension, Transaction};
use stamboek_domain::pupil::PupilId;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A pupil's sheet, or another page about one pupil.
    Sheet,
    /// Who entered what in one cell of a register.
    Cell,
    /// An INSZ in clear.
    Insz,
    /// A search by a whole INSZ.
    Search,
    /// Another search that named somebody.
    Find,
    /// A barcode that was somebody's.
    Scan,
    /// A list written to a file.
    Export,
    /// On paper: lists, letters, barcode sheets.
    Print,
}

impl Look {
    fn kind(self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Cell => "cell",
            Self::Insz => "insz",
            Self::Search => "search",
            Self::Find => "find",
            Self::Scan => "scan",
            Self::Export => "export",
            Self::Print => "print",
        }
    }

    /// So long [`log_once`] takes looks of this kind for one.
    fn one_for(self) -> TimeDelta {
        // A search is asked again at every key, a page at every save.
        if self == Self::Find { TimeDelta::minutes(1) } else { TimeDelta::minutes(10) }
    }
}

/// The pupil, where it is one: an entry names nobody when it is about more.
pub fn only(pupils: &[PupilId]) -> Option<PupilId> {
    if let [one] = pupils { Some(*one) } else { None }
}

/// Adds an entry: one pupil, or how many, and why. No names of pupils.
pub fn log(
    tx: &Transaction,
    at: DateTime<FixedOffset>,
    look: Look,
    pupil: Option<PupilId>,
    count: usize,
    reason: &str,
) -> Answer<()> {
    let sql = "INSERT INTO access_log (at, kind, pupil, count, reason, person, name)
               VALUES (?1, ?2, ?3, ?4, ?5,
                 (SELECT trim(value, '\"') FROM local_fact WHERE key = 'sync_person'),
                 (SELECT value FROM local_fact WHERE key = 'user'))";
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

/// Adds an entry before something is read that a screen asks again by itself, at every key or after
/// every save: who looked at the same a moment ago is still looking.
///
/// # Errors
/// Those of the entry; nothing may be shown then.
pub fn log_once(
    register: &Register,
    at: DateTime<FixedOffset>,
    look: Look,
    pupil: Option<PupilId>,
    count: usize,
    reason: &str,
) -> Answer<()> {
    let last = register.read(|db| last(db, look, pupil, reason))?;
    match last.is_some_and(|last| (at - last).abs() < look.one_for()) {
        true => Ok(()),
        false => register.write_local(|tx| log(tx, at, look, pupil, count, reason)),
    }
}

/// When who works here last looked so; `None`: somebody else did, or nobody.
fn last(
    db: &Connection,
    look: Look,
    pupil: Option<PupilId>,
    reason: &str,
) -> Answer<Option<DateTime<FixedOffset>>> {
    let sql = "SELECT at FROM
                 (SELECT at, person, name FROM access_log
                  WHERE kind = ?1 AND pupil IS ?2 AND reason = ?3 ORDER BY n DESC LIMIT 1)
               WHERE person IS (SELECT trim(value, '\"') FROM local_fact WHERE key = 'sync_person')
                 AND name IS (SELECT value FROM local_fact WHERE key = 'user')";
    let pupil = pupil.map(|pupil| pupil.0.to_string());
    let at: Option<String> = db
        .prepare_cached(sql)
        .and_then(|mut select| select.query_row((look.kind(), pupil, reason), |row| row.get(0)).optional())
        .or_problem()?;
    Ok(at.and_then(|at| DateTime::parse_from_rfc3339(&at).ok()))
}
