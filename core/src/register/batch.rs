//! One action while it is being saved.

use chrono::{DateTime, FixedOffset};
use rusqlite::Transaction;
use stamboek_domain::sync::apply::{Outcome, apply, sharpen};
use stamboek_domain::sync::op::{BatchId, Change, Clock, Op, OpId};
use uuid::Uuid;

use super::touched::Touched;
use super::{outbox, overlay, views};
use crate::Answer;
use crate::db::OrProblem;

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
    /// How far the laptop's clock can be trusted.
    clock: Clock,
    pub(super) touched: Touched,
}

impl<'a> Batch<'a> {
    /// An action of which nothing is saved yet.
    pub(super) fn begin(
        tx: &'a Transaction<'a>,
        now: DateTime<FixedOffset>,
        user: Option<String>,
        clock: Clock,
    ) -> Self {
        Self {
            tx,
            id: BatchId(Uuid::now_v7()),
            now,
            user,
            first: None,
            ops: 0,
            undoes: None,
            clock,
            touched: Touched::default(),
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
        // A screen may still show somebody who was merged.
        let change = overlay::about_who_stands(self.tx, change)?;
        let state = views::read(self.tx, &change)?;
        let change = sharpen(&state, change);
        let op = Op {
            op_id: OpId(Uuid::now_v7()),
            v: 1,
            batch: self.id,
            entered_at: self.now,
            clock: self.clock,
            change,
            user: self.user.clone(),
            person: crate::sync::person::identity(self.tx)?,
            note: None,
        };
        let outcome = apply(&state, &op.change)?;
        self.append(&op, outcome)
    }

    fn append(&mut self, op: &Op, outcome: Outcome) -> Answer<()> {
        let body = outbox::text(op)?;
        outbox::check(op, &body)?;
        // The first op has the number that the action gets.
        let batch = match self.first {
            Some(first) => first,
            None => outbox::next(self.tx)?,
        };
        enter(self.tx, op, &body, batch, outcome, &mut self.touched)?;
        self.first = Some(batch);
        self.ops += 1;
        Ok(())
    }

    /// Writes down the action itself, when anything was done.
    pub(super) fn finish(&self, kind: &str) -> Answer<()> {
        let Some(n) = self.first else { return Ok(()) };
        let at = views::written(self.now);
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

/// Appends one op of an action to the outbox, and lets the views follow what came of it.
pub(crate) fn enter(
    tx: &Transaction,
    op: &Op,
    body: &str,
    batch: i64,
    outcome: Outcome,
    touched: &mut Touched,
) -> Answer<()> {
    let (word, writes) = match outcome {
        Outcome::Applied(writes) => ("applied", writes),
        Outcome::Same => ("same", Vec::new()),
    };
    let n = outbox::append(tx, op, body, batch, word)?;
    views::write(tx, &writes, &views::Entry::of(n, op))?;
    touched.by(tx, &op.change, &writes)
}
