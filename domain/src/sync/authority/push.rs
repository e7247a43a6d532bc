//! A push: what becomes of it.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::decide::Decision;
use super::receive::Incoming;
use super::wanted::Found;
use crate::sync::op::OpId;
use crate::sync::record::{DeviceId, Kind, RecordKey};
use crate::sync::wire::{CommitId, Digest, DigestSum, Hash, Head, OpResult, OutcomeWord, PartResult, Rev};

/// What was decided about an op when it came the first time.
#[derive(Clone)]
pub struct Known {
    /// Of the text that came then.
    pub hash: Hash,
    /// The outcome.
    pub outcome: OutcomeWord,
    /// Its parts that are not in force.
    pub detail: Vec<PartResult>,
}

/// What to write, in the transaction that holds the head.
pub struct Plan {
    /// The answer, in the order of the request.
    pub results: Vec<OpResult>,
    /// Rows of the ops that are new, in order.
    pub ops: Vec<OpRow>,
    /// Records as they stand afterwards.
    pub records: Vec<RecordRow>,
    /// To be added (wrapping) to the digests.
    pub digests: Vec<Digest>,
    /// The commit (revisions from the old head's, exclusive, to this one's), which is the new head;
    /// `None` where no op is new: then nothing is written.
    pub commit: Option<Head>,
}

/// An op that was decided.
pub struct OpRow {
    /// Identity.
    pub op_id: OpId,
    /// Of the text.
    pub hash: Hash,
    /// The text, byte for byte, but for what is about somebody who was erased.
    pub body: String,
    /// What became of it.
    pub outcome: OutcomeWord,
    /// Its parts that are not in force.
    pub detail: Vec<PartResult>,
}

/// A record to be written.
pub struct RecordRow {
    /// Where.
    pub key: RecordKey,
    /// School year, for kinds that have one.
    pub year: Option<u16>,
    /// Its revision.
    pub rev: Rev,
    /// The record; `None`: gone, a tombstone.
    pub body: Option<Box<RawValue>>,
}

/// Decides a push: each op in order, each over what the ops before it left.
pub fn decide(
    ops: Vec<Incoming>,
    known: &BTreeMap<OpId, Known>,
    found: Found,
    head: Head,
    commit: CommitId,
    device: DeviceId,
) -> Plan {
    let mut decision = Decision::new(found, device);
    let mut known = known.clone();
    let mut results = Vec::new();
    let mut rows = Vec::new();
    for op in ops {
        let Incoming { received, refused } = op;
        let (op_id, hash) = (received.op_id, received.hash);
        if let Some(before) = known.get(&op_id) {
            let same = before.hash == hash;
            let outcome = if same { before.outcome } else { OutcomeWord::IdReused };
            let detail = if same { before.detail.clone() } else { Vec::new() };
            results.push(OpResult { op_id, hash, outcome, detail });
            continue;
        }
        let (outcome, detail) = decision.entry(&received, refused);
        known.insert(op_id, Known { hash, outcome, detail: detail.clone() });
        results.push(OpResult { op_id, hash, outcome, detail: detail.clone() });
        let (body, detail) = decision.kept(received, detail);
        rows.push(OpRow { op_id, hash, body, outcome, detail });
    }
    debug_assert!(decision.records().are_sound());
    let mut rev = head.rev;
    let mut digests: BTreeMap<(Kind, Option<u16>), DigestSum> = BTreeMap::new();
    let mut records = Vec::new();
    for (key, before, body) in decision.records().written() {
        if before.body.is_none() && body.is_none() {
            continue;
        }
        rev = rev.next();
        let year = key.year();
        records.push(RecordRow { key: key.clone(), year, rev, body: body.clone() });
        if !key.kind.travels() {
            continue;
        }
        let sum = digests.entry((key.kind, year)).or_default();
        if before.body.is_some() {
            sum.remove(key.kind.as_str(), &key.id, before.rev);
        }
        if body.is_some() {
            sum.add(key.kind.as_str(), &key.id, rev);
        }
    }
    // Every commit with a new op moves the head, also when no record changed (sync.md 7, step 6).
    if rev == head.rev && !rows.is_empty() {
        rev = rev.next();
    }
    let digests = digests
        .into_iter()
        .map(|((kind, year), sum)| Digest { kind: kind.as_str().to_owned(), year, sum })
        .collect();
    let commit = (!rows.is_empty()).then_some(Head { rev, commit });
    Plan { results, ops: rows, records, digests, commit }
}
