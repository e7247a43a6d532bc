//! One action while it is being saved.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use rusqlite::Transaction;
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{Outcome, apply, days, pupils, sharpen};
use stamboek_domain::sync::op::{BatchId, Change, Clock, Op, OpId};
use uuid::Uuid;

use super::views;
use crate::Answer;
use crate::attendance::memory::Step;
use crate::db::OrProblem;

/// Largest op that may be made, in bytes (sync.md 13).
const OP_LIMIT: usize = 64 * 1024;

/// One action of a person that is being saved: every change becomes an op in the outbox and
/// updates the views, in one transaction.
pub struct Batch<'a> {
    tx: &'a Transaction<'a>,
    id: BatchId,
    now: DateTime<FixedOffset>,
    /// Who works on this laptop.
    user: Option<String>,
    /// `n` of the first op, once there is one.
    first: Option<i64>,
    ops: u32,
    /// The action that this one takes back.
    undoes: Option<i64>,
    pub(super) subjects: BTreeSet<&'static str>,
    /// Whose rows look different afterwards.
    pub(super) shown: BTreeSet<PupilId>,
    /// What the memory of attendance follows after the commit.
    pub(super) steps: Vec<Step>,
}

impl<'a> Batch<'a> {
    /// An action of which nothing is saved yet.
    pub(super) fn begin(tx: &'a Transaction<'a>, now: DateTime<FixedOffset>, user: Option<String>) -> Self {
        Self {
            tx,
            id: BatchId(Uuid::now_v7()),
            now,
            user,
            first: None,
            ops: 0,
            undoes: None,
            subjects: BTreeSet::new(),
            shown: BTreeSet::new(),
            steps: Vec::new(),
        }
    }

    /// The running transaction, for reads that must see the changes made so far.
    pub fn tx(&self) -> &Transaction<'_> {
        self.tx
    }

    /// Identity of this action.
    pub fn id(&self) -> BatchId {
        self.id
    }

    /// Identity of this action as it travels; `None` while there is nothing to save.
    pub fn saved(&self) -> Option<String> {
        self.first.map(|_| self.id.0.to_string())
    }

    /// Says that this action takes back another one, named by its `n`.
    pub(crate) fn takes_back(&mut self, action: i64) {
        self.undoes = Some(action);
    }

    /// Appends one op and updates the views. A change that cannot be applied (`was` differs:
    /// `Code::Stale`; a number that somebody else holds: `Code::NumberTaken`) is a problem; the
    /// action may go on without it.
    pub fn push(&mut self, change: Change) -> Answer<()> {
        let state = views::read(self.tx, &change)?;
        let change = sharpen(&state, change);
        let op = Op {
            op_id: OpId(Uuid::now_v7()),
            v: 1,
            batch: self.id,
            entered_at: self.now,
            clock: Clock::Unknown,
            change,
            user: self.user.clone(),
            note: None,
        };
        let outcome = apply(&state, &op.change)?;
        self.append(&op, outcome)
    }

    fn append(&mut self, op: &Op, outcome: Outcome) -> Answer<()> {
        let body = serde_json::to_string(op).map_err(|_| internal("op"))?;
        if body.len() > OP_LIMIT {
            return Err(internal("op_size"));
        }
        let hash = Sha256::digest(body.as_bytes());
        let (word, writes) = match outcome {
            Outcome::Applied(writes) => ("applied", writes),
            Outcome::Same => ("same", Vec::new()),
        };
        let at = self.now.to_rfc3339_opts(SecondsFormat::Millis, false);
        // The first op has the number that the action gets; SQLite hands out the next one by itself.
        let batch = match self.first {
            Some(first) => first,
            None => self
                .tx
                .prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM outbox")
                .and_then(|mut select| select.query_row([], |row| row.get(0)))
                .or_problem()?,
        };
        self.tx
            .prepare_cached(
                "INSERT INTO outbox (op_id, batch, body, hash, outcome, saved_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| {
                insert.execute((&op.op_id.0.as_bytes()[..], batch, &body, &hash[..], word, &at))
            })
            .or_problem()?;
        let n = self.tx.last_insert_rowid();
        let pupils = pupils(&op.change);
        for pupil in &pupils {
            self.tx
                .prepare_cached("INSERT INTO op_pupil (pupil, n) VALUES (?1, ?2)")
                .and_then(|mut insert| insert.execute((pupil.0.to_string(), n)))
                .or_problem()?;
        }
        for day in days(&op.change) {
            self.tx
                .prepare_cached("INSERT INTO op_day (day, n) VALUES (?1, ?2)")
                .and_then(|mut insert| insert.execute((views::attendance::day_number(day), n)))
                .or_problem()?;
        }
        self.first = Some(batch);
        self.ops += 1;
        self.subjects.extend(views::subjects(&op.change));
        self.steps.extend(writes.iter().filter_map(Step::of));
        let entry = views::Entry { n, at: &at, user: op.user.as_deref().unwrap_or("") };
        views::write(self.tx, &writes, &entry)?;
        self.shown.extend(pupils);
        self.shown.extend(views::on_the_print(self.tx, &op.change)?);
        Ok(())
    }

    /// Writes down the action itself, when anything was done.
    pub(super) fn finish(&self, kind: &str) -> Answer<()> {
        let Some(n) = self.first else { return Ok(()) };
        let at = self.now.to_rfc3339_opts(SecondsFormat::Millis, false);
        let id = self.id.0.to_string();
        self.tx
            .prepare_cached(
                "INSERT INTO batch (n, ops, id, kind, at, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| insert.execute((n, self.ops, id, kind, &at, self.undoes)))
            .or_problem()?;
        if let Some(undone) = self.undoes {
            self.tx
                .prepare_cached("UPDATE batch SET undone_by = ?1 WHERE n = ?2")
                .and_then(|mut update| update.execute((n, undone)))
                .or_problem()?;
        }
        Ok(())
    }
}

fn internal(detail: &str) -> Problem {
    Problem::new(Code::Internal).with("detail", detail)
}
