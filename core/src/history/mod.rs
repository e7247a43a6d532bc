//! What happened: the actions of the last days, undo and redo, and a pupil's history field by
//! field. All of it is read from the ops; taking back is a new action like any other.

pub mod messages;
mod of_pupil;
mod undo;

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::{Change, Op, OpId};

use crate::attendance::messages::EntryState;
use crate::commands::Nothing;
use crate::db::OrProblem;
use crate::sync::entry;
use crate::{Answer, Core};
use messages::*;

pub use of_pupil::of_pupil;
pub(crate) use undo::take_back;
pub use undo::{redo, step, undo};

/// The newest action that nobody took back. Set-up, the demo school and what Discimus told are not for
/// Ctrl Z, nor is an entry that was put aside.
const NEXT_UNDO: &str = "SELECT n FROM batch b
    WHERE kind NOT IN ('undo', 'demo', 'setup', 'follow', 'discimus', 'dismiss')
      AND undone_by IS NULL
      AND EXISTS (SELECT 1 FROM outbox o WHERE o.n BETWEEN b.n AND b.n + b.ops - 1
                    AND o.outcome = 'applied')
    ORDER BY n DESC LIMIT 1";

/// The newest undo that was not done again, unless a new action came after it.
const NEXT_REDO: &str = "SELECT n FROM batch u
    WHERE kind = 'undo' AND undone_by IS NULL
      AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.n > u.n AND b.kind NOT IN ('undo', 'redo', 'follow', 'discimus'))
    ORDER BY n DESC LIMIT 1";

/// Actions of the last days.
pub fn batches(core: &Core, _request: Nothing) -> Answer<BatchList> {
    core.register()?.read(|db| {
        let mut select = db
            .prepare_cached(
                "SELECT id, kind, at, ops, undone_by IS NOT NULL, n FROM batch ORDER BY n DESC LIMIT 100",
            )
            .or_problem()?;
        let joined = entry::is_joined(db)?;
        let rows = select.query_map([], |row| {
            Ok(BatchRow {
                batch: row.get(0)?,
                kind: row.get(1)?,
                at: row.get(2)?,
                ops: row.get(3)?,
                undone: row.get(4)?,
                state: if joined { state(db, row.get(5)?)? } else { None },
            })
        });
        Ok(BatchList { batches: rows.and_then(Iterator::collect).or_problem()? })
    })
}

/// Where the entries of an action stand: one that waits for a person counts before one that is only
/// here, and that before those that arrived.
fn state(db: &Connection, batch: i64) -> rusqlite::Result<Option<EntryState>> {
    let sql = format!(
        "SELECT {} AS state FROM batch b JOIN outbox o ON o.n BETWEEN b.n AND b.n + b.ops - 1
         WHERE b.n = ?1 ORDER BY CASE state WHEN 'waits' THEN 0 WHEN 'saved' THEN 1 ELSE 2 END LIMIT 1",
        entry::STATE
    );
    db.prepare_cached(&sql)?.query_row([batch], |row| entry::state_of(row, 0)).optional().map(Option::flatten)
}

/// The order of the newest entry; 0: there is none.
pub(crate) fn last_entry(db: &Connection) -> Answer<i64> {
    db.query_row("SELECT coalesce(max(n), 0) FROM outbox", [], |row| row.get(0)).or_problem()
}

/// The kind of the action that Ctrl Z would take back.
pub fn next_undo(db: &Connection) -> Answer<Option<String>> {
    next(db, NEXT_UNDO)?.map(|n| root_kind(db, n)).transpose()
}

/// The kind of the action that Ctrl Y would do again.
pub fn next_redo(db: &Connection) -> Answer<Option<String>> {
    next(db, NEXT_REDO)?.map(|n| root_kind(db, n)).transpose()
}

fn next(db: &Connection, sql: &str) -> Answer<Option<i64>> {
    db.prepare_cached(sql)
        .and_then(|mut select| select.query_row([], |row| row.get(0)).optional())
        .or_problem()
}

/// Follows undo and redo back to the action that a person began with.
fn root_kind(db: &Connection, batch: i64) -> Answer<String> {
    let (mut kind, mut undoes) = kind_and_undone(db, batch)?;
    while let (true, Some(before)) = (matches!(kind.as_str(), "undo" | "redo"), undoes) {
        (kind, undoes) = kind_and_undone(db, before)?;
    }
    Ok(kind)
}

fn kind_and_undone(db: &Connection, batch: i64) -> Answer<(String, Option<i64>)> {
    db.prepare_cached("SELECT kind, undoes FROM batch WHERE n = ?1")
        .and_then(|mut select| select.query_row([batch], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .or_problem()?
        .ok_or(Problem::new(Code::NotFound).with("what", "batch"))
}

/// The changes of an action that had effect, each with its op, in their order.
///
/// # Errors
/// `gone` when it is so long ago that its entries are not on this laptop any more.
fn changes(db: &Connection, batch: i64, gone: Code) -> Answer<Vec<(OpId, Change)>> {
    let whole: bool = db
        .prepare_cached(
            "SELECT b.ops = (SELECT count(*) FROM outbox o WHERE o.n BETWEEN b.n AND b.n + b.ops - 1)
             FROM batch b WHERE b.n = ?1",
        )
        .and_then(|mut select| select.query_row([batch], |row| row.get(0)))
        .or_problem()?;
    if !whole {
        return Err(gone.into());
    }
    let mut select = db
        .prepare_cached(
            "SELECT o.body FROM batch b JOIN outbox o ON o.n BETWEEN b.n AND b.n + b.ops - 1
             WHERE b.n = ?1 AND o.outcome = 'applied' ORDER BY o.n",
        )
        .or_problem()?;
    let mut rows = select.query([batch]).or_problem()?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next().or_problem()? {
        let body = row.get_ref(0).or_problem()?.as_str().map_err(|_| unreadable())?;
        let op = op(body)?;
        changes.push((op.op_id, op.change));
    }
    Ok(changes)
}

pub(crate) fn op(body: &str) -> Answer<Op> {
    serde_json::from_str(body).map_err(|_| unreadable())
}

pub(crate) fn unreadable() -> Problem {
    Problem::new(Code::RegisterDamaged).with("detail", "op")
}

/// The action of that identity; who names one names a recent one.
fn number(db: &Connection, id: &str) -> Answer<i64> {
    db.prepare_cached("SELECT n FROM batch WHERE id = ?1 ORDER BY n DESC LIMIT 1")
        .and_then(|mut select| select.query_row([id], |row| row.get(0)).optional())
        .or_problem()?
        .ok_or(Problem::new(Code::NotFound).with("what", "batch"))
}
