//! Letting go of ops that the server has for a long time (sync.md 4). Actions stay in their list, and
//! cannot be taken back any more; the history of a pupil begins later on this laptop. The server keeps
//! the ops.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use stamboek_domain::sync::apply::{days, pupils};
use stamboek_domain::sync::conflict::Conflict;
use stamboek_domain::sync::op::{Op, OpId};
use uuid::Uuid;

use super::outbox::op_id;
use super::state::state;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;
use crate::register::views::attendance::day_number;

/// Days that an op stays after the mirror has it.
const KEPT: TimeDelta = TimeDelta::days(60);

/// Ops that go in one transaction at most, so that nobody waits long to save.
const AT_ONCE: usize = 500;

/// Lets go of ops that are `done` for sixty days by the server's clock, except those in an open
/// conflict or held. Answers how many.
///
/// # Errors
/// `DiskFull`, `Disk`; what went before stays gone.
pub fn prune(register: &Register) -> Answer<usize> {
    let Some(now) = register.read(state)?.last_ok else { return Ok(0) };
    let old = register.read(|db| old(db, now - KEPT))?;
    for some in old.chunks(AT_ONCE) {
        register.write_local(|tx| some.iter().try_for_each(|n| go(tx, *n)))?;
    }
    Ok(old.len())
}

/// The number of the newest op that went; 0: none did. A file from before there was sync has no row.
pub(crate) fn pruned_to(db: &Connection) -> Answer<i64> {
    if db.prepare("SELECT 1 FROM sync_state").is_err() {
        return Ok(0);
    }
    db.query_row("SELECT pruned_to FROM sync_state", [], |row| row.get(0)).or_problem()
}

/// The numbers of the ops that may go. Never the last one: its number would be given out again.
fn old(db: &Connection, until: DateTime<Utc>) -> Answer<Vec<i64>> {
    let waiting = waiting(db)?;
    let mut select = db
        .prepare(
            "SELECT op_id, n, done_at FROM outbox
             WHERE state = 'done' AND n < (SELECT max(n) FROM outbox) ORDER BY n",
        )
        .or_problem()?;
    let mut rows = select.query([]).or_problem()?;
    let mut old = Vec::new();
    while let Some(row) = rows.next().or_problem()? {
        let done: Option<String> = row.get(2).or_problem()?;
        let done: Option<DateTime<Utc>> = done.and_then(|at| at.parse().ok());
        if done.is_some_and(|at| at <= until) && !waiting.contains(&op_id(row, 0)?) {
            old.push(row.get(1).or_problem()?);
        }
    }
    Ok(old)
}

/// Ops of which something waits for a person.
fn waiting(db: &Connection) -> Answer<BTreeSet<OpId>> {
    let texts = |sql: &str| -> Answer<Vec<String>> {
        let mut select = db.prepare(sql).or_problem()?;
        select.query_map([], |row| row.get(0)).and_then(Iterator::collect).or_problem()
    };
    let held = texts("SELECT op FROM view_held WHERE open = 1")?;
    let mut ops: BTreeSet<OpId> = held.iter().filter_map(|op| Uuid::parse_str(op).ok()).map(OpId).collect();
    for body in texts("SELECT body FROM view_conflict WHERE open = 1")? {
        if let Ok(conflict) = serde_json::from_str::<Conflict>(&body) {
            ops.extend(conflict.offers.iter().map(|offer| offer.by.op));
        }
    }
    Ok(ops)
}

fn go(tx: &Transaction, n: i64) -> Answer<()> {
    let body: String =
        tx.query_row("DELETE FROM outbox WHERE n = ?1 RETURNING body", [n], |row| row.get(0)).or_problem()?;
    if let Ok(op) = serde_json::from_str::<Op>(&body) {
        for pupil in pupils(&op.change) {
            tx.prepare_cached("DELETE FROM op_pupil WHERE pupil = ?1 AND n = ?2")
                .and_then(|mut delete| delete.execute((pupil.0.to_string(), n)))
                .or_problem()?;
        }
        for day in days(&op.change) {
            tx.prepare_cached("DELETE FROM op_day WHERE day = ?1 AND n = ?2")
                .and_then(|mut delete| delete.execute((day_number(day), n)))
                .or_problem()?;
        }
    }
    tx.execute("UPDATE sync_state SET pruned_to = max(pruned_to, ?1)", [n]).or_problem().map(drop)
}
