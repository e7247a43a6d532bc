//! A server in memory, and the entries that the tests send it.

use super::*;

pub(super) const ANNE: DeviceId = DeviceId(Uuid::from_u128(0xa));
pub(super) const BERT: DeviceId = DeviceId(Uuid::from_u128(0xb));

/// A server in memory: what stands behind the functions.
pub(super) struct Server {
    pub(super) head: Head,
    pub(super) records: BTreeMap<RecordKey, Stored>,
    pub(super) known: BTreeMap<OpId, Known>,
    pub(super) digests: BTreeMap<String, DigestSum>,
    pub(super) bodies: BTreeMap<OpId, String>,
    pub(super) made: u128,
}

impl Server {
    pub(super) fn new() -> Self {
        let head = Head { rev: Rev(0), commit: CommitId(Uuid::from_u128(0xc0)) };
        let (records, known, digests, bodies) = Default::default();
        Self { head, records, known, digests, bodies, made: 1000 }
    }

    pub(super) fn op(&mut self, change: Change) -> SentOp {
        self.made += 1;
        let op = Op {
            op_id: OpId(Uuid::from_u128(self.made)),
            v: 1,
            batch: BatchId(Uuid::from_u128(1)),
            entered_at: "2026-11-23T08:41:09+01:00".parse().unwrap(),
            clock: Clock::Ok,
            change,
            user: Some("An".into()),
            person: None,
            note: None,
        };
        SentOp::saved(serde_json::to_string(&op).unwrap()).unwrap()
    }

    pub(super) fn send(&mut self, device: DeviceId, ops: Vec<SentOp>) -> Vec<OpResult> {
        self.send_refused(device, ops, None)
    }

    pub(super) fn send_refused(
        &mut self,
        device: DeviceId,
        ops: Vec<SentOp>,
        refused: Option<HeldReason>,
    ) -> Vec<OpResult> {
        let ops: Vec<Incoming> =
            ops.into_iter().map(|sent| Incoming { received: receive(sent).unwrap(), refused }).collect();
        let mut found = Found::default();
        loop {
            let wanted = wanted(&ops, &self.known, &found);
            if wanted.is_empty() {
                break;
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
                let holds = |stored: &Stored| {
                    let body = stored.body.as_ref()?;
                    let body: Body<PupilRecord> = serde_json::from_str(body.get()).ok()?;
                    let record = body.value.filter(|record| !record.removed)?;
                    (record.fields.get(&PupilField::Insz) == Some(&insz)).then_some(())
                };
                let holders: BTreeSet<PupilId> = self
                    .records
                    .iter()
                    .filter(|(key, stored)| key.kind == Kind::Pupil && holds(stored).is_some())
                    .map(|(key, _)| PupilId(Uuid::parse_str(&key.id).unwrap()))
                    .collect();
                found.insz.insert(insz, holders);
            }
        }
        self.made += 1;
        let commit = CommitId(Uuid::from_u128(self.made));
        let plan = decide(ops, &self.known, found, self.head, commit, device);
        for row in plan.records {
            assert!(row.rev > self.head.rev);
            self.records.insert(row.key, Stored { rev: row.rev, body: row.body });
        }
        for row in plan.ops {
            self.bodies.insert(row.op_id, row.body);
            self.known.insert(row.op_id, Known { hash: row.hash, outcome: row.outcome, detail: row.detail });
        }
        for digest in plan.digests {
            let sum = self.digests.entry(format!("{}{:?}", digest.kind, digest.year)).or_default();
            sum.n = sum.n.wrapping_add(digest.sum.n);
            sum.sum = sum.sum.wrapping_add(digest.sum.sum);
        }
        self.head = plan.commit.unwrap_or(self.head);
        plan.results
    }

    pub(super) fn one(&mut self, device: DeviceId, change: Change) -> OpResult {
        let op = self.op(change);
        self.send(device, vec![op]).remove(0)
    }

    pub(super) fn outcome(&mut self, device: DeviceId, change: Change) -> OutcomeWord {
        self.one(device, change).outcome
    }

    pub(super) fn value<T: serde::de::DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        let body = self.records.get(key)?.body.as_ref()?;
        serde_json::from_str::<Body<T>>(body.get()).unwrap().value
    }

    pub(super) fn mark(&self, n: u128) -> Option<String> {
        self.value::<Mark>(&RecordKey::cell(cell(n))).map(|mark| mark.code.as_str().to_owned())
    }

    pub(super) fn conflict(&self, n: u128) -> Conflict {
        let subject = cell_subject(n);
        self.value(&RecordKey::new(Kind::Conflict, subject)).unwrap()
    }
}

pub(super) fn pupil(n: u128) -> PupilId {
    PupilId(Uuid::from_u128(n))
}

pub(super) fn cell(n: u128) -> Cell {
    Cell { pupil: pupil(n), at: HalfDay { day: "2026-11-23".parse().unwrap(), half: Half::Vm } }
}

pub(super) fn cell_subject(n: u128) -> String {
    format!("attendance/{}", RecordKey::cell(cell(n)).id)
}

pub(super) fn mark(code: &str) -> Mark {
    Mark { code: MarkCode::parse(code).unwrap(), time: None, note: None }
}

pub(super) fn create(n: u128) -> Change {
    Change::PupilCreate { pupil: pupil(n), tag: format!("TAG{n}"), fields: BTreeMap::new() }
}

pub(super) fn set(n: u128, was: Option<&str>, now: Option<&str>) -> Change {
    let items = vec![CellChange { key: cell(n), was: was.map(mark), now: now.map(mark) }];
    Change::AttendanceSet { items }
}

pub(super) fn field(n: u128, field: PupilField, was: Option<&str>, now: &str) -> FieldChange {
    assert!(n > 0);
    FieldChange { field, was: was.map(str::to_owned), now: Some(now.to_owned()) }
}
