//! Ops as they are appended to the outbox: once, and never changed.

use rusqlite::Transaction;
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::apply::{days, pupils};
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::size::{self, TooLarge};

use super::views;
use crate::Answer;
use crate::db::OrProblem;

/// The number that the next op gets: SQLite hands it out by itself.
pub(crate) fn next(tx: &Transaction) -> Answer<i64> {
    tx.prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM outbox")
        .and_then(|mut select| select.query_row([], |row| row.get(0)))
        .or_problem()
}

/// The text of an op, as it is stored and sent.
pub(crate) fn text(op: &Op) -> Answer<String> {
    serde_json::to_string(op).map_err(|_| internal("op"))
}

/// Whether an op that was just made may be saved (sync.md 13).
///
/// # Errors
/// `EntryTooLarge`.
pub(super) fn check(op: &Op, body: &str) -> Answer<()> {
    size::check(&op.change, body).map_err(|over| {
        let what = match over {
            TooLarge::Entry => "entry",
            TooLarge::Text => "text",
        };
        Problem::new(Code::EntryTooLarge).with("what", what)
    })
}

/// Appends an op of the action `batch` with its exact text, and whose history and which days it belongs
/// to. `outcome`: what came of it on this laptop. Answers its number.
pub(crate) fn append(tx: &Transaction, op: &Op, body: &str, batch: i64, outcome: &str) -> Answer<i64> {
    let hash = Sha256::digest(body.as_bytes());
    let at = views::written(op.entered_at);
    tx.prepare_cached(
        "INSERT INTO outbox (op_id, batch, body, hash, outcome, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )
    .and_then(|mut insert| insert.execute((&op.op_id.0.as_bytes()[..], batch, body, &hash[..], outcome, &at)))
    .or_problem()?;
    let n = tx.last_insert_rowid();
    for pupil in pupils(&op.change) {
        tx.prepare_cached("INSERT INTO op_pupil (pupil, n) VALUES (?1, ?2)")
            .and_then(|mut insert| insert.execute((pupil.0.to_string(), n)))
            .or_problem()?;
    }
    for day in days(&op.change) {
        tx.prepare_cached("INSERT INTO op_day (day, n) VALUES (?1, ?2)")
            .and_then(|mut insert| insert.execute((views::attendance::day_number(day), n)))
            .or_problem()?;
    }
    Ok(n)
}

fn internal(detail: &str) -> Problem {
    Problem::new(Code::Internal).with("detail", detail)
}
