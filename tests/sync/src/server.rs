//! A server in memory: one institution behind the real decisions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::value::{RawValue, to_raw_value};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::PupilRecord;
use stamboek_domain::sync::authority::{
    Found, Incoming, Known, ReceiveFault, decide, knows, page, receive, unknown, wanted,
};
use stamboek_domain::sync::merge::Alias;
use stamboek_domain::sync::op::{Change, Op, OpId};
use stamboek_domain::sync::overlay::rebased;
use stamboek_domain::sync::record::{Body, DeviceId, Kind, RecordKey, Stored, owners, pupil_of_id, state};
use stamboek_domain::sync::wire::{
    CommitId, Digest, DigestSum, Hash, Head, MEDIA_TYPE, PROBLEM_TYPE, PullRequest, PushAnswer, PushRequest,
    ReconcileAnswer, ReconcileRequest, Rev, Row,
};
use uuid::Uuid;

use crate::plant::Plant;

/// Status, media type, body.
pub type Said = (u16, &'static str, String);

/// Everything that a backup holds.
#[derive(Clone)]
pub struct Server {
    pub head: Head,
    commits: BTreeMap<CommitId, (Rev, Rev)>,
    pub ops: BTreeMap<OpId, Known>,
    pub records: BTreeMap<RecordKey, Stored>,
    digests: BTreeMap<(String, Option<u16>), DigestSum>,
    /// Decided twice, told with another hash: what must not be (I7).
    pub broken: Option<String>,
    /// With [`Plant::LateVisibility`]: not to be seen before this step.
    late: BTreeMap<RecordKey, u64>,
    pub step: u64,
}

impl Server {
    pub fn new(commit: Uuid) -> Self {
        let head = Head { rev: Rev(0), commit: CommitId(commit) };
        Self {
            head,
            commits: BTreeMap::from([(head.commit, (Rev(0), Rev(0)))]),
            ops: BTreeMap::new(),
            records: BTreeMap::new(),
            digests: BTreeMap::new(),
            broken: None,
            late: BTreeMap::new(),
            step: 0,
        }
    }

    pub fn push(
        &mut self,
        body: &str,
        device: DeviceId,
        commit: Uuid,
        time: DateTime<Utc>,
        plant: Option<Plant>,
    ) -> Said {
        let Ok(request) = serde_json::from_str::<PushRequest>(body) else {
            return problem(400, "bad_request");
        };
        let ignored = plant == Some(Plant::SeenIgnoredOnPush);
        if !ignored && !self.knows(request.seen, plant) {
            return problem(409, "history_changed");
        }
        let mut ops = Vec::new();
        for sent in request.ops {
            match receive(sent) {
                Ok(received) => ops.push(Incoming { received, refused: None }),
                Err(ReceiveFault::Integrity) => return problem(422, "integrity"),
                Err(ReceiveFault::Shape) => return problem(400, "bad_request"),
                Err(ReceiveFault::TooLarge) => return problem(413, "too_large"),
            }
        }
        let check = plant != Some(Plant::NoOpIdCheck);
        let known: BTreeMap<OpId, Known> = ops
            .iter()
            .filter(|_| check)
            .filter_map(|op| self.ops.get_key_value(&op.received.op_id))
            .map(|(op, known)| (*op, known.clone()))
            .collect();
        let mut found = self.found(&ops, &known);
        if plant == Some(Plant::AliasNotFollowed) {
            self.forget_aliases(&mut found);
        }
        if plant == Some(Plant::LastWriterWins) {
            for op in &mut ops {
                if let Ok(Op { change, .. }) = &mut op.received.content {
                    let now = state(&found.records, change);
                    *change = rebased(&now, change.clone());
                }
            }
        }
        if plant == Some(Plant::StaysDecided) {
            for op in &mut ops {
                if let Ok(Op { change: Change::ConflictReopen { decision, .. }, op_id, .. }) =
                    &mut op.received.content
                {
                    *decision = *op_id;
                }
            }
        }
        let commit = match (plant, ops.iter().find(|op| !known.contains_key(&op.received.op_id))) {
            (Some(Plant::OpIdAsCommit), Some(op)) => op.received.op_id.0,
            _ => commit,
        };
        let mut plan = decide(ops, &known, found, self.head, CommitId(commit), device);
        for row in &plan.ops {
            if self.ops.contains_key(&row.op_id) {
                self.broken = Some("I7: an op was decided twice".into());
            }
        }
        match plant {
            Some(Plant::HeadStays) if plan.records.is_empty() => plan.commit = None,
            Some(Plant::ConflictForgotten) => plan.records.retain(|row| row.key.kind != Kind::Conflict),
            Some(Plant::HeldForgotten) => plan.records.retain(|row| row.key.kind != Kind::Held),
            Some(Plant::LateVisibility) => {
                let until = self.step + 3;
                self.late.extend(plan.records.iter().map(|row| (row.key.clone(), until)));
            }
            _ => {}
        }
        for row in plan.ops {
            self.ops.insert(row.op_id, Known { hash: row.hash, outcome: row.outcome, detail: row.detail });
        }
        for row in plan.records {
            self.records.insert(row.key, Stored { rev: row.rev, body: row.body });
        }
        for digest in plan.digests {
            let sum = self.digests.entry((digest.kind, digest.year)).or_default();
            sum.n = sum.n.wrapping_add(digest.sum.n);
            sum.sum = sum.sum.wrapping_add(digest.sum.sum);
        }
        if let Some(head) = plan.commit {
            self.commits.insert(head.commit, (self.head.rev, head.rev));
            self.head = head;
        }
        said(&PushAnswer { results: plan.results, head: self.head, time })
    }

    pub fn pull(&self, body: &str, time: DateTime<Utc>, plant: Option<Plant>) -> Said {
        let Ok(request) = serde_json::from_str::<PullRequest>(body) else {
            return problem(400, "bad_request");
        };
        if !self.knows(request.seen, plant) {
            return problem(409, "history_changed");
        }
        let mut rows: Vec<Row> = self
            .records
            .iter()
            .filter(|(key, stored)| key.kind.travels() && stored.rev > request.after)
            .filter(|(key, _)| self.late.get(key).is_none_or(|until| *until <= self.step))
            .filter(|(_, stored)| plant != Some(Plant::TombstonesForgotten) || stored.body.is_some())
            .map(|(key, stored)| Row {
                kind: key.kind.as_str().to_owned(),
                id: key.id.clone(),
                rev: stored.rev,
                year: key.year(),
                body: stored.body.clone(),
            })
            .collect();
        rows.sort_by_key(|row| row.rev);
        rows.truncate(request.limit + 1);
        let digest = self
            .digests
            .iter()
            .filter(|(_, sum)| sum.n > 0)
            .map(|((kind, year), sum)| Digest { kind: kind.clone(), year: *year, sum: *sum })
            .collect();
        said(&page(rows, &request, self.head, digest, "all".into(), time))
    }

    pub fn reconcile(&self, body: &str, time: DateTime<Utc>, plant: Option<Plant>) -> Said {
        let Ok(request) = serde_json::from_str::<ReconcileRequest>(body) else {
            return problem(400, "bad_request");
        };
        if !self.knows(request.seen, plant) {
            return problem(409, "history_changed");
        }
        let known: BTreeSet<OpId> =
            request.op_ids.iter().filter(|op| self.ops.contains_key(op)).copied().collect();
        said(&ReconcileAnswer { unknown: unknown(&request.op_ids, &known), head: self.head, time })
    }

    fn knows(&self, seen: Option<Head>, plant: Option<Plant>) -> bool {
        match plant {
            Some(Plant::SeenIgnored) => true,
            Some(Plant::OnlyRevisionChecked) => seen.is_none_or(|seen| seen.rev <= self.head.rev),
            _ => knows(seen, seen.and_then(|seen| self.commits.get(&seen.commit).copied())),
        }
    }

    fn found(&self, ops: &[Incoming], known: &BTreeMap<OpId, Known>) -> Found {
        let mut found = Found::default();
        loop {
            let wanted = wanted(ops, known, &found);
            if wanted.is_empty() {
                return found;
            }
            for key in wanted.records {
                let stored = self.records.get(&key).cloned().unwrap_or_default();
                found.records.read(key, stored);
            }
            for pupil in wanted.whole {
                let own = |key: &RecordKey, stored: &Stored| {
                    let named = |body: &RawValue| owners(key, body.get()).contains(&pupil);
                    pupil_of_id(key) == Some(pupil) || stored.body.as_deref().is_some_and(named)
                };
                for (key, stored) in self.records.iter().filter(|(key, stored)| own(key, stored)) {
                    found.records.read(key.clone(), stored.clone());
                }
                found.whole.insert(pupil);
            }
            for insz in wanted.insz {
                let holders = self.holders(&insz);
                found.insz.insert(insz, holders);
            }
        }
    }

    /// Whoever was merged is there still.
    fn forget_aliases(&self, found: &mut Found) {
        for (key, stored) in self.records.iter().filter(|(key, _)| key.kind == Kind::Alias) {
            let Some(alias) = self.value::<Alias>(key).filter(|alias| alias.gone.is_some()) else { continue };
            let pupil = RecordKey { kind: Kind::Pupil, id: key.id.clone() };
            let Some(mut record) = self.value::<PupilRecord>(&pupil) else { continue };
            record.removed = false;
            let body = |value: serde_json::Value| {
                let body = serde_json::json!({ "value": value });
                to_raw_value(&body).ok()
            };
            let alone = Alias { gone: None, ..alias };
            let alone = serde_json::to_value(alone).unwrap_or_default();
            found.records.read(key.clone(), Stored { rev: stored.rev, body: body(alone) });
            let rev = self.records.get(&pupil).map_or(Rev(0), |stored| stored.rev);
            let record = serde_json::to_value(record).unwrap_or_default();
            found.records.read(pupil, Stored { rev, body: body(record) });
        }
    }

    fn holders(&self, insz: &str) -> BTreeSet<PupilId> {
        let pupils = self.records.iter().filter(|(key, _)| key.kind == Kind::Pupil);
        let holds = |stored: &Stored| {
            let body: Body<PupilRecord> = serde_json::from_str(stored.body.as_ref()?.get()).ok()?;
            let record = body.value.filter(|record| !record.removed)?;
            (record.fields.get(&PupilField::Insz).map(String::as_str) == Some(insz)).then_some(())
        };
        let holders = pupils.filter(|(_, stored)| holds(stored).is_some());
        holders.filter_map(|(key, _)| Uuid::parse_str(&key.id).ok().map(PupilId)).collect()
    }

    /// What a laptop should have: key and revision.
    pub fn shared(&self) -> impl Iterator<Item = (&RecordKey, &Stored)> {
        self.records.iter().filter(|(key, stored)| key.kind.travels() && stored.body.is_some())
    }

    /// The hash under which an op was stored.
    pub fn hash(&self, op: OpId) -> Option<Hash> {
        self.ops.get(&op).map(|known| known.hash)
    }

    /// A value of a record.
    pub fn value<T: serde::de::DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        let body = self.records.get(key)?.body.as_ref()?;
        serde_json::from_str::<Body<T>>(body.get()).ok()?.value
    }
}

fn said(answer: &impl serde::Serialize) -> Said {
    (200, MEDIA_TYPE, serde_json::to_string(answer).unwrap_or_default())
}

/// A refusal.
pub fn problem(status: u16, kind: &str) -> Said {
    (status, PROBLEM_TYPE, format!(r#"{{"type":"{kind}","title":"","status":{status}}}"#))
}
