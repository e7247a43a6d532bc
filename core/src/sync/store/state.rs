//! What is remembered of sync: the one row of `sync_state`.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Transaction};
use stamboek_domain::sync::engine::SyncState;
use stamboek_domain::sync::wire::{CommitId, Head, Rev};
use uuid::Uuid;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::odd;

/// What the store remembers, for a new engine.
pub fn state(db: &Connection) -> Answer<SyncState> {
    let sql =
        "SELECT cursor, seen_rev, seen_commit, scope, last_ok, checked, reconcile_first FROM sync_state";
    db.query_row(sql, [], read).or_problem()
}

fn read(row: &Row) -> rusqlite::Result<SyncState> {
    let seen = match (row.get::<_, Option<i64>>(1)?, row.get::<_, Option<String>>(2)?) {
        (Some(rev), Some(commit)) => {
            let commit = CommitId(Uuid::parse_str(&commit).map_err(|_| odd(2))?);
            Some(Head { rev: rev_of(rev, 1)?, commit })
        }
        _ => None,
    };
    Ok(SyncState {
        cursor: rev_of(row.get(0)?, 0)?,
        seen,
        scope: row.get(3)?,
        last_ok: moment(row, 4)?,
        checked: moment(row, 5)?,
        reconcile_first: row.get(6)?,
    })
}

pub(super) fn rev_of(rev: i64, column: usize) -> rusqlite::Result<Rev> {
    u64::try_from(rev).map(Rev).map_err(|_| odd(column))
}

/// A revision as the tables have it: never above 2⁵³.
pub(super) fn number(rev: Rev) -> i64 {
    rev.0.cast_signed()
}

fn moment(row: &Row, column: usize) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|_| odd(column))).transpose()
}

/// A head that was told.
pub(super) fn saw(tx: &Transaction, head: Head) -> Answer<()> {
    tx.prepare_cached("UPDATE sync_state SET seen_rev = ?1, seen_commit = ?2")
        .and_then(|mut update| update.execute((number(head.rev), head.commit.0.to_string())))
        .or_problem()
        .map(drop)
}

/// A push was answered.
pub(super) fn pushed(tx: &Transaction, head: Head, time: DateTime<Utc>) -> Answer<()> {
    saw(tx, head)?;
    tx.prepare_cached("UPDATE sync_state SET last_ok = ?1")
        .and_then(|mut update| update.execute([time.to_rfc3339()]))
        .or_problem()
        .map(drop)
}

/// A pull was completed: what waited for a person does not any more.
pub(super) fn pulled(tx: &Transaction, cursor: Rev, scope: &str, time: DateTime<Utc>) -> Answer<()> {
    tx.prepare_cached(
        "UPDATE sync_state SET cursor = ?1, scope = ?2, last_ok = ?3, mass = NULL, mass_agreed = NULL",
    )
    .and_then(|mut update| update.execute((number(cursor), scope, time.to_rfc3339())))
    .or_problem()
    .map(drop)
}

/// The server was asked whether it has everything.
pub(super) fn checked(tx: &Transaction, time: DateTime<Utc>) -> Answer<()> {
    tx.execute("UPDATE sync_state SET checked = ?1", [time.to_rfc3339()]).or_problem().map(drop)
}

/// The mirror is to be built anew; the old one stays until it is replaced.
pub(super) fn begin_anew(tx: &Transaction, head: Head) -> Answer<()> {
    saw(tx, head)?;
    tx.execute("UPDATE sync_state SET cursor = 0, reconcile_first = 0", []).or_problem().map(drop)
}

/// A database out of a backup: what the server has is asked before anything is pushed (S19).
pub(crate) fn reconcile_first(db: &Connection) -> Answer<()> {
    db.execute("UPDATE sync_state SET reconcile_first = 1", []).or_problem().map(drop)
}

/// The number from which on the outbox holds ops that are not done.
pub(super) fn open_from(db: &Connection) -> Answer<i64> {
    db.query_row("SELECT open_from FROM sync_state", [], |row| row.get(0)).or_problem()
}

pub(super) fn set_open_from(tx: &Transaction, n: i64) -> Answer<()> {
    tx.prepare_cached("UPDATE sync_state SET open_from = ?1")
        .and_then(|mut update| update.execute([n]))
        .or_problem()
        .map(drop)
}
