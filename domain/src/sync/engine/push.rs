//! Sending what waits (sync.md 7, 14).

use std::collections::BTreeSet;

use super::{Effect, Engine, Moment, Path, Reply, Trouble, Wait, WaitingOp, Work, answer};
use crate::sync::op::OpId;
use crate::sync::wire::{Hash, PUSH_OPS, PushAnswer, PushRequest, SentOp, UNPACKED_BYTES};

/// Bodies in one push: about a quarter of it is left when packed.
const PUSH_BYTES: usize = UNPACKED_BYTES / 2;

impl Engine {
    pub(super) fn read_pending(&mut self, now: Moment) -> Vec<Effect> {
        self.again = false;
        let work = Work::ReadPending { ops: self.batch, bytes: PUSH_BYTES };
        self.store(work, Wait::Pending, now)
    }

    pub(super) fn push(&mut self, ops: Vec<WaitingOp>, waiting: u32, now: Moment) -> Vec<Effect> {
        if ops.is_empty() {
            return self.pull(now);
        }
        let sent: Vec<(OpId, Hash)> = ops.iter().map(|op| (op.op_id, op.hash)).collect();
        // A body that is no JSON any more was damaged on the disk: it is left out, and stands out.
        let damaged = ops.iter().find(|op| serde_json::from_str::<serde::de::IgnoredAny>(&op.body).is_err());
        if let Some(op) = damaged {
            return self.store(Work::Refuse { op_id: op.op_id, status: 0 }, Wait::Refuse, now);
        }
        let ops = ops
            .into_iter()
            .filter_map(|op| Some(SentOp { hash: op.hash, ..SentOp::saved(op.body)? }))
            .collect();
        let request = PushRequest { seen: self.state.seen, ops, waiting };
        match serde_json::to_string(&request) {
            Ok(body) => self.send(Path::Push, body, Wait::Push(sent), now),
            Err(_) => self.fail(Trouble::Store, None, now),
        }
    }

    pub(super) fn pushed(&mut self, reply: &Reply, sent: Vec<(OpId, Hash)>, now: Moment) -> Vec<Effect> {
        let Some(answer) = answer::read::<PushAnswer>(reply) else {
            return self.fail(Trouble::Nonsense, None, now);
        };
        let mut asked: BTreeSet<(OpId, Hash)> = sent.into_iter().collect();
        let mut results = answer.results;
        results.retain(|result| asked.remove(&(result.op_id, result.hash)));
        if results.is_empty() || self.goes_back(answer.head) {
            return self.fail(Trouble::Nonsense, None, now);
        }
        self.batch = (self.batch * 2).min(PUSH_OPS);
        let (seen, time) = (answer.head, answer.time);
        self.store(Work::Ack { results, seen, time }, Wait::Ack { seen, time }, now)
    }

    /// Refused by the server: halves, until one op alone is refused. That one is kept and marked,
    /// the others go on (I8).
    pub(super) fn split(&mut self, sent: Vec<(OpId, Hash)>, status: u16, now: Moment) -> Vec<Effect> {
        match sent.as_slice() {
            [(op_id, _)] => {
                let work = Work::Refuse { op_id: *op_id, status };
                self.batch = PUSH_OPS;
                self.store(work, Wait::Refuse, now)
            }
            _ => {
                self.batch = (sent.len() / 2).max(1);
                self.read_pending(now)
            }
        }
    }

    /// Somebody in between finds it too large: the next try is half of it, and nothing is marked.
    pub(super) fn smaller(&mut self, reply: &Reply, wait: &Wait) {
        if let (413, Wait::Push(sent)) = (reply.status, wait) {
            self.batch = (sent.len() / 2).max(1);
        }
    }
}
