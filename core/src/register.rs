//! The open register: one writer, a few readers, and the one door through which changes go.

use rusqlite::{Connection, Transaction};
use stamboek_domain::problem::Code;
use stamboek_domain::sync::op::{BatchId, Change};

use crate::Answer;

/// An open database.
pub struct Register {}

/// One action of a person that is being saved: every change becomes an op in the outbox and
/// updates the views, in one transaction.
pub struct Batch<'a> {
    tx: &'a Transaction<'a>,
    id: BatchId,
}

impl Register {
    /// Reads in one consistent snapshot.
    pub fn read<T>(&self, _read: impl FnOnce(&Connection) -> Answer<T>) -> Answer<T> {
        Err(Code::NotReady.into())
    }

    /// Saves one action: all of its changes, or none when the closure or the commit fails. The
    /// answer comes after the commit. `kind` as in table `batch`.
    pub fn write<T>(&self, _kind: &str, _change: impl FnOnce(&mut Batch) -> Answer<T>) -> Answer<T> {
        Err(Code::NotReady.into())
    }

    /// Writes an entry of the access log or a local fact: no op.
    pub fn write_local<T>(&self, _write: impl FnOnce(&Transaction) -> Answer<T>) -> Answer<T> {
        Err(Code::NotReady.into())
    }
}

impl Batch<'_> {
    /// The running transaction, for reads that must see the changes made so far.
    pub fn tx(&self) -> &Transaction<'_> {
        self.tx
    }

    /// Identity of this action.
    pub fn id(&self) -> BatchId {
        self.id
    }

    /// Appends one op and updates the views. A change that cannot be applied (`was` differs:
    /// `Code::Stale`; a number that somebody else holds: `Code::NumberTaken`) is a problem.
    pub fn push(&mut self, _change: Change) -> Answer<()> {
        Err(Code::NotReady.into())
    }
}
