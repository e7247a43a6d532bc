//! A push: what must be read, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;

use super::decide::Decision;
use super::heal::{creates, needs, waiting_for};
use super::receive::Incoming;
use crate::pupil::{PupilField, PupilId};
use crate::sync::conflict::{Conflict, Held};
use crate::sync::erase::everybody;
use crate::sync::op::{Change, OpId};
use crate::sync::parts::{parts, subject};
use crate::sync::record::{self, DeviceId, Kind, RecordKey, Records};
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

/// What was read so far.
#[derive(Clone, Default)]
pub struct Found {
    /// Records, also those that are not there.
    pub records: Records,
    /// Which pupils that were not taken back or erased have that INSZ.
    pub insz: BTreeMap<String, BTreeSet<PupilId>>,
}

/// What must still be read.
#[derive(Default)]
pub struct Wanted {
    /// Records by kind and id.
    pub records: BTreeSet<RecordKey>,
    /// Holders of an INSZ.
    pub insz: BTreeSet<String>,
}

impl Wanted {
    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.insz.is_empty()
    }
}

/// What must be read before these ops can be decided. Asked again with what was found, until it is
/// empty: twice is usual, three times where entries waited for a record that comes now.
pub fn wanted(ops: &[Incoming], known: &BTreeMap<OpId, Known>, found: &Found) -> Wanted {
    let mut wanted = Wanted::default();
    for op in ops.iter().filter(|op| !known.contains_key(&op.received.op_id)) {
        wanted.records.insert(RecordKey::new(Kind::Held, op.received.op_id.0));
        let Ok(entry) = &op.received.content else { continue };
        // Also of what is not applied nothing is kept about somebody who was erased.
        wanted.records.extend(everybody(&entry.change).into_iter().map(RecordKey::pupil));
        if op.refused.is_some() {
            continue;
        }
        wanted.change(&entry.change, found);
    }
    wanted.records.retain(|key| !found.records.has(key));
    wanted.insz.retain(|insz| !found.insz.contains_key(insz));
    wanted
}

impl Wanted {
    /// What this change needs, and what may come about with it: offers over the same subjects, and
    /// entries that wait for what it creates.
    fn change(&mut self, change: &Change, found: &Found) {
        self.records.extend(record::wanted(change));
        // An entry that misses something waits under that thing's name.
        self.records.extend(needs(change).iter().map(waiting_for));
        self.insz.extend(brought_insz(change).map(|(_, insz)| insz.to_owned()));
        for part in parts(change) {
            let conflict = found.records.value::<Conflict>(&RecordKey::new(Kind::Conflict, subject(&part)));
            let offers = conflict.iter().flat_map(|conflict| &conflict.offers);
            for offer in offers.filter(|offer| offer.is_open()) {
                self.records.extend(record::wanted(&offer.change));
            }
        }
        for created in creates(change) {
            let waits = waiting_for(&created);
            let ops = found.records.value::<Vec<OpId>>(&waits).unwrap_or_default();
            self.records.insert(waits);
            for op in ops {
                let key = RecordKey::new(Kind::Held, op.0);
                let parts = found.records.value::<Held>(&key).map(|held| held.parts).unwrap_or_default();
                // Looked at once: entries that wait for each other go round no more than that.
                if self.records.insert(key) {
                    parts.iter().for_each(|part| self.change(&part.change, found));
                }
            }
        }
    }
}

/// Pupil and INSZ that a change brings.
pub(super) fn brought_insz(change: &Change) -> impl Iterator<Item = (PupilId, &str)> {
    let of_items = match change {
        Change::PupilEdit { pupil, items } => items
            .iter()
            .filter(|item| item.field == PupilField::Insz)
            .filter_map(|item| Some((*pupil, item.now.as_deref()?)))
            .collect(),
        Change::PupilCreate { pupil, fields, .. } => {
            fields.get(&PupilField::Insz).map(|insz| (*pupil, insz.as_str())).into_iter().collect()
        }
        Change::ConflictResolve { choose: Some(change), .. } => brought_insz(change).collect(),
        _ => Vec::new(),
    };
    of_items.into_iter()
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
