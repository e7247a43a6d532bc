//! What becomes of the ops in the outbox: `pending` → `acked` → `done`, and back when the server lost
//! them. Their text never changes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::engine::{StoreAnswer, WaitingOp};
use stamboek_domain::sync::op::{BatchId, Op, OpId};
use stamboek_domain::sync::record::RecordKey;
use stamboek_domain::sync::wire::{Hash, OpResult, OutcomeWord};
use uuid::Uuid;

use super::erased;
use super::state::{open_from, set_open_from};
use crate::Answer;
use crate::db::OrProblem;
use crate::register::outbox;
use crate::register::overlay::{refresh, wants};
use crate::register::touched::Touched;

/// The oldest ops that wait.
pub(super) fn pending(db: &Connection, ops: usize, bytes: usize) -> Answer<StoreAnswer> {
    let mut select = db
        .prepare_cached(
            "SELECT op_id, hash, body FROM outbox
             WHERE n >= ?1 AND state = 'pending' AND refused IS NULL ORDER BY n",
        )
        .or_problem()?;
    let mut rows = select.query([open_from(db)?]).or_problem()?;
    let (mut taken, mut size) = (Vec::new(), 0);
    while taken.len() < ops
        && let Some(row) = rows.next().or_problem()?
    {
        let hash: Vec<u8> = row.get(1).or_problem()?;
        let hash = Hash(hash.try_into().map_err(|_| damaged())?);
        // What is no text any more does not travel, and is marked by the engine.
        let body = String::from_utf8_lossy(row.get_ref(2).or_problem()?.as_bytes().unwrap_or_default());
        size += body.len();
        if size > bytes && !taken.is_empty() {
            break;
        }
        taken.push(WaitingOp { op_id: op_id(row, 0)?, hash, body: body.into_owned() });
    }
    Ok(StoreAnswer::Pending { ops: taken, waiting: waiting(db)? })
}

/// How many ops wait for the server; those that it takes in no push are not among them.
pub fn waiting(db: &Connection) -> Answer<u32> {
    // Ops are numbered without gaps, and only those that left are in an index: so long as none went
    // from among those that are looked at, nothing needs to be walked.
    let sql = "SELECT iif(s.pruned_to < s.open_from,
            (SELECT coalesce(max(n), 0) FROM outbox) + 1 - s.open_from
              - (SELECT count(*) FROM outbox WHERE state = 'acked' AND n >= s.open_from)
              - (SELECT count(*) FROM outbox WHERE state = 'done' AND n >= s.open_from),
            (SELECT count(*) FROM outbox WHERE n >= s.open_from AND state = 'pending'))
          - (SELECT count(*) FROM outbox WHERE refused IS NOT NULL AND state = 'pending')
        FROM sync_state s";
    db.prepare_cached(sql).and_then(|mut select| select.query_row([], |row| row.get(0))).or_problem()
}

/// Ids of ops that were sent, but for those of which nothing is left.
pub(super) fn retained(db: &Connection, after: i64, limit: usize) -> Answer<StoreAnswer> {
    let mut select = db
        .prepare_cached(
            "SELECT op_id, n FROM outbox WHERE n > ?1 AND state <> 'pending' AND server_outcome IS NOT ?2 ORDER BY n",
        )
        .or_problem()?;
    let mut rows = select.query((after, erased::OUTCOME)).or_problem()?;
    let (mut ids, mut last) = (Vec::new(), None);
    while ids.len() < limit
        && let Some(row) = rows.next().or_problem()?
    {
        ids.push(op_id(row, 0)?);
        last = Some(row.get(1).or_problem()?);
    }
    let last = last.filter(|_| ids.len() == limit);
    Ok(StoreAnswer::Retained { ids, last })
}

/// The server decided about ops.
pub(super) fn ack(tx: &Transaction, results: &[OpResult], touched: &mut Touched) -> Answer<()> {
    let places = places(tx, results.iter().map(|result| result.op_id).collect())?;
    let mut changed = BTreeSet::new();
    for result in results {
        let Some(n) = places.get(&result.op_id) else { continue };
        if result.outcome == OutcomeWord::IdReused {
            changed.extend(enter_again(tx, *n)?);
            continue;
        }
        let detail = match result.detail.as_slice() {
            [] => None,
            detail => Some(serde_json::to_string(detail).map_err(|_| internal("detail"))?),
        };
        if detail.is_some() {
            changed.extend(wants(tx, &body(tx, *n)?)?);
        }
        tx.prepare_cached("UPDATE outbox SET state = 'acked', server_outcome = ?2, detail = ?3 WHERE n = ?1")
            .and_then(|mut update| update.execute((n, result.outcome.as_str(), detail)))
            .or_problem()?;
    }
    // Screens show whether an entry arrived.
    touched.subjects.extend(["sync", "attendance"]);
    refresh(tx, changed, touched)
}

/// Where these ops stand that wait. They are among the oldest: those were sent.
fn places(db: &Connection, mut asked: BTreeSet<OpId>) -> Answer<BTreeMap<OpId, i64>> {
    let mut select = db
        .prepare_cached("SELECT op_id, n FROM outbox WHERE n >= ?1 AND state = 'pending' ORDER BY n")
        .or_problem()?;
    let mut rows = select.query([open_from(db)?]).or_problem()?;
    let mut places = BTreeMap::new();
    while !asked.is_empty()
        && let Some(row) = rows.next().or_problem()?
    {
        let op = op_id(row, 0)?;
        if asked.remove(&op) {
            places.insert(op, row.get(1).or_problem()?);
        }
    }
    Ok(places)
}

/// The id of an op stands for something else on the server: the op is done, and its content becomes an
/// entry with an id of its own. Answers the records that it wants.
fn enter_again(tx: &Transaction, n: i64) -> Answer<BTreeSet<RecordKey>> {
    let body = body(tx, n)?;
    let (kind, outcome, at): (String, String, String) = tx
        .query_row(
            "SELECT b.kind, o.outcome, b.at FROM outbox o JOIN batch b ON b.n = o.batch WHERE o.n = ?1",
            [n],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .or_problem()?;
    tx.execute("UPDATE outbox SET state = 'done', server_outcome = 'id_reused' WHERE n = ?1", [n])
        .or_problem()?;
    let mut op: Op = serde_json::from_str(&body).map_err(|_| damaged())?;
    op.op_id = OpId(Uuid::now_v7());
    op.batch = BatchId(Uuid::now_v7());
    let batch = outbox::next(tx)?;
    outbox::append(tx, &op, &outbox::text(&op)?, batch, &outcome)?;
    tx.execute(
        "INSERT INTO batch (n, ops, id, kind, at) VALUES (?1, 1, ?2, ?3, ?4)",
        (batch, op.batch.0.to_string(), kind, at),
    )
    .or_problem()?;
    wants(tx, &body)
}

/// No push takes this op: it stays, marked.
pub(super) fn refuse(tx: &Transaction, op: OpId, status: u16, touched: &mut Touched) -> Answer<()> {
    for n in places(tx, BTreeSet::from([op]))?.values() {
        tx.execute("UPDATE outbox SET refused = ?2 WHERE n = ?1", (n, status)).or_problem()?;
    }
    touched.subjects.insert("sync");
    Ok(())
}

/// Entries that no push took wait again: these, or all but those of which the text was damaged here.
/// Answers how many.
pub fn send_again(tx: &Transaction, ops: Option<&[OpId]>) -> Answer<u32> {
    let refused = "UPDATE outbox SET refused = NULL WHERE state = 'pending' AND refused IS NOT NULL";
    let changed = match ops {
        None => tx.execute(&format!("{refused} AND refused <> 0"), []).or_problem()?,
        Some(ops) => {
            let mut update = tx.prepare(&format!("{refused} AND op_id = ?1")).or_problem()?;
            let mut each = ops.iter().map(|op| update.execute([&op.0.as_bytes()[..]]));
            each.try_fold(0, |sum, one| one.map(|one| sum + one)).or_problem()?
        }
    };
    Ok(changed as u32)
}

/// The mirror has what was acknowledged. Answers the records that those ops want.
pub(super) fn done(tx: &Transaction, time: DateTime<Utc>) -> Answer<BTreeSet<RecordKey>> {
    let mut changed = BTreeSet::new();
    {
        let mut select = tx.prepare_cached("SELECT body FROM outbox WHERE state = 'acked'").or_problem()?;
        let mut rows = select.query([]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            changed.extend(wants(tx, row.get_ref(0).or_problem()?.as_str().unwrap_or_default())?);
        }
    }
    tx.prepare_cached("UPDATE outbox SET state = 'done', done_at = ?1 WHERE state = 'acked'")
        .and_then(|mut update| update.execute([time.to_rfc3339()]))
        .or_problem()?;
    let from = open_from(tx)?;
    let first: Option<i64> = tx
        .prepare_cached("SELECT n FROM outbox WHERE n >= ?1 AND state <> 'done' ORDER BY n LIMIT 1")
        .and_then(|mut select| select.query_row([from], |row| row.get(0)).optional())
        .or_problem()?;
    let first = match first {
        Some(first) => first,
        None => outbox::next(tx)?,
    };
    set_open_from(tx, first)?;
    Ok(changed)
}

/// The server does not have these ops: they wait again.
pub(super) fn wait_again(tx: &Transaction, unknown: &[OpId], touched: &mut Touched) -> Answer<()> {
    let unknown: BTreeSet<OpId> = unknown.iter().copied().collect();
    let mut found: Vec<i64> = Vec::new();
    if !unknown.is_empty() {
        let mut select =
            tx.prepare("SELECT op_id, n FROM outbox WHERE state <> 'pending' ORDER BY n").or_problem()?;
        let mut rows = select.query([]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            if unknown.contains(&op_id(row, 0)?) {
                found.push(row.get(1).or_problem()?);
            }
        }
    }
    let Some(first) = found.first() else { return Ok(()) };
    set_open_from(tx, open_from(tx)?.min(*first))?;
    let mut changed = BTreeSet::new();
    for n in found {
        tx.prepare_cached(
            "UPDATE outbox SET state = 'pending', server_outcome = NULL, detail = NULL, done_at = NULL
             WHERE n = ?1",
        )
        .and_then(|mut update| update.execute([n]))
        .or_problem()?;
        changed.extend(wants(tx, &body(tx, n)?)?);
    }
    touched.subjects.extend(["sync", "attendance"]);
    refresh(tx, changed, touched)
}

/// The text of an entry of this laptop; `None` where it is of another one, or no longer kept.
pub fn entry(db: &Connection, op: OpId) -> Answer<Option<String>> {
    db.prepare_cached("SELECT body FROM outbox WHERE op_id = ?1 AND server_outcome IS NOT ?2")
        .and_then(|mut select| {
            select.query_row((&op.0.as_bytes()[..], erased::OUTCOME), |row| row.get(0)).optional()
        })
        .or_problem()
}

fn body(db: &Connection, n: i64) -> Answer<String> {
    db.prepare_cached("SELECT body FROM outbox WHERE n = ?1")
        .and_then(|mut select| select.query_row([n], |row| row.get(0)))
        .or_problem()
}

pub(super) fn op_id(row: &rusqlite::Row, column: usize) -> Answer<OpId> {
    let id = row.get_ref(column).or_problem()?.as_blob().unwrap_or_default();
    Uuid::from_slice(id).map(OpId).map_err(|_| damaged())
}

pub(super) fn damaged() -> Problem {
    Problem::new(Code::RegisterDamaged).with("detail", "op")
}

fn internal(detail: &str) -> Problem {
    Problem::new(Code::Internal).with("detail", detail)
}
