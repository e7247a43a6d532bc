//! What a laptop keeps on its disk: outbox, mirror, stage, views. In memory, each piece of work
//! whole or not at all, as transactions are.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::value::RawValue;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{Outcome, PupilRecord, Write, touches};
use stamboek_domain::sync::conflict::{Conflict, Offer};
use stamboek_domain::sync::engine::{StoreAnswer, SyncState, WaitingOp, Work};
use stamboek_domain::sync::merge::{Alias, redirected};
use stamboek_domain::sync::op::{Change, Op, OpId};
use stamboek_domain::sync::overlay::{affected, overlaid, rebased};
use stamboek_domain::sync::parts::{named_pupils, parts, pupils_about, subject, without};
use stamboek_domain::sync::record::{
    Author, Body, DeviceId, Kind, RecordKey, Records, Stored, follow, state, wanted,
};
use stamboek_domain::sync::wire::{Digest, DigestSum, Hash, Head, OutcomeWord, PartResult, Rev, Row};

use crate::beside::{Beside, Seen};
use crate::plant::Plant;

/// Where an op in the outbox stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Pending,
    Acked,
    Done,
}

/// An op in the outbox.
#[derive(Clone)]
pub struct OutRow {
    pub op_id: OpId,
    pub hash: Hash,
    pub body: String,
    pub change: Change,
    pub at: DateTime<FixedOffset>,
    pub state: State,
    pub detail: Vec<PartResult>,
    pub refused: bool,
}

impl OutRow {
    /// Whether it merges pupils, or parts them: everything of both may go.
    fn merges(&self) -> bool {
        touches(&self.change).family.is_some()
    }
}

/// Views: what a screen reads.
pub type View = BTreeMap<RecordKey, Box<RawValue>>;

/// The disk of a laptop.
#[derive(Clone)]
pub struct Store {
    pub device: DeviceId,
    pub outbox: Vec<OutRow>,
    pub mirror: BTreeMap<RecordKey, Stored>,
    stage: BTreeMap<RecordKey, Stored>,
    digests: BTreeMap<(Kind, Option<u16>), DigestSum>,
    pub view: View,
    pub sync: SyncState,
    /// Counts what was written.
    pub writes: u64,
    /// An op came back as `id_reused`: an error of the program.
    pub reused: bool,
    pub plant: Option<Plant>,
    /// A real store that is given the same to do.
    pub beside: Option<Beside>,
    /// The first time that it differed.
    pub differs: Option<String>,
}

impl Store {
    pub fn new(device: DeviceId, plant: Option<Plant>, beside: Option<Beside>) -> Self {
        Self {
            device,
            outbox: Vec::new(),
            mirror: BTreeMap::new(),
            stage: BTreeMap::new(),
            digests: BTreeMap::new(),
            view: View::new(),
            sync: SyncState::default(),
            writes: 0,
            reused: false,
            plant,
            beside,
            differs: None,
        }
    }

    /// The records that a change wants, as the views have them.
    pub fn records(&self, change: &Change) -> Records {
        records_of(&self.view, &wants(&self.view, change))
    }

    /// With whom a pupil was merged.
    pub fn merged_into(&self, pupil: PupilId) -> Option<PupilId> {
        merged_into(&self.view, pupil)
    }

    /// The value of a record in the views.
    pub fn value<T: serde::de::DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        let body = self.view.get(key)?;
        serde_json::from_str::<Body<T>>(body.get()).ok()?.value
    }

    /// Saves an op: the outbox and the views, at once.
    pub fn save(&mut self, op: &Op, body: String) {
        let row = OutRow {
            op_id: op.op_id,
            hash: Hash::of(&body),
            body: body.clone(),
            change: op.change.clone(),
            at: op.entered_at,
            state: State::Pending,
            detail: Vec::new(),
            refused: false,
        };
        lay(&mut self.view, &row, self.device, self.plant);
        self.outbox.push(row);
        self.writes += 1;
        self.look_beside(|disk, seen| disk.save(op, &body, &seen));
    }

    /// Carries out store work.
    pub fn work(&mut self, work: Work) -> StoreAnswer {
        let again = self.beside.is_some().then(|| work.clone());
        let answer = self.carry_out(work);
        if let Some(again) = again {
            self.look_beside(|disk, seen| disk.work(again, &answer, &seen));
        }
        answer
    }

    /// The disk holds what an older copy held.
    pub fn put_back(&mut self, out_of_a_backup: bool) {
        self.sync.reconcile_first = out_of_a_backup;
        self.look_beside(|disk, _| disk.put_back(out_of_a_backup));
    }

    fn look_beside(&mut self, look: impl FnOnce(&mut dyn crate::Disk, Seen) -> Result<(), String>) {
        let Some(Beside(disk)) = &mut self.beside else { return };
        let seen = Seen { view: &self.view, sync: &self.sync, device: self.device };
        if let Err(differs) = look(&mut **disk, seen) {
            self.differs.get_or_insert(differs);
        }
    }

    fn carry_out(&mut self, work: Work) -> StoreAnswer {
        match work {
            Work::ReadPending { ops, bytes } => return self.pending(ops, bytes),
            Work::ReadRetained { after, limit } => return self.retained(after, limit),
            Work::Ack { results, seen, time } => {
                let mut changed = Changed::default();
                for result in results {
                    self.reused |= result.outcome == OutcomeWord::IdReused;
                    let dropped = self.plant == Some(Plant::OverlayDroppedAtAck);
                    let pending =
                        |row: &&mut OutRow| row.op_id == result.op_id && row.state == State::Pending;
                    if let Some(row) = self.outbox.iter_mut().find(pending) {
                        row.state = State::Acked;
                        if !result.detail.is_empty() || dropped {
                            changed.row(&self.view, row);
                        }
                        row.detail = result.detail;
                    }
                }
                self.sync.seen = Some(seen);
                self.sync.last_ok = Some(time);
                self.refresh(changed);
            }
            Work::Refuse { op_id, .. } => {
                if self.plant != Some(Plant::BadOpBlocks) {
                    let mut rows = self.outbox.iter_mut();
                    rows.by_ref().filter(|row| row.op_id == op_id).for_each(|row| row.refused = true);
                }
            }
            Work::Stage { fresh, rows, seen } => self.stage(fresh, rows, seen),
            Work::Complete { replace, cursor, scope, time } => {
                self.sync.cursor = cursor;
                self.sync.scope = scope;
                self.sync.last_ok = Some(time);
                self.complete(replace);
                self.writes += 1;
                return StoreAnswer::Completed { digest: self.digest() };
            }
            Work::Recover { unknown, rebuild, time } => self.recover(unknown, rebuild, time),
        }
        self.writes += 1;
        StoreAnswer::Done
    }

    fn pending(&self, ops: usize, bytes: usize) -> StoreAnswer {
        let waits = |row: &&OutRow| row.state == State::Pending && !row.refused;
        let mut size = 0;
        let taken = self.outbox.iter().filter(waits).take(ops).take_while(|row| {
            let first = size == 0;
            size += row.body.len();
            first || size <= bytes
        });
        let ops: Vec<WaitingOp> =
            taken.map(|row| WaitingOp { op_id: row.op_id, hash: row.hash, body: row.body.clone() }).collect();
        let waiting = u32::try_from(self.outbox.iter().filter(waits).count()).unwrap_or(u32::MAX);
        StoreAnswer::Pending { ops, waiting }
    }

    fn retained(&self, after: i64, limit: usize) -> StoreAnswer {
        let sent = |row: &OutRow| row.state != State::Pending;
        let numbered = (1_i64..).zip(&self.outbox).filter(|(n, row)| *n > after && sent(row));
        let page: Vec<(OpId, i64)> = numbered.map(|(n, row)| (row.op_id, n)).take(limit).collect();
        let last = page.last().filter(|_| page.len() == limit).map(|(_, n)| *n);
        StoreAnswer::Retained { ids: page.into_iter().map(|(id, _)| id).collect(), last }
    }

    fn stage(&mut self, fresh: bool, rows: Vec<Row>, seen: Head) {
        if fresh {
            self.stage.clear();
        }
        for row in rows {
            if let Some(kind) = Kind::parse(&row.kind) {
                self.stage.insert(RecordKey { kind, id: row.id }, Stored { rev: row.rev, body: row.body });
            }
        }
        self.sync.seen = Some(seen);
        if self.plant == Some(Plant::PagesOneByOne) {
            self.merge();
        }
    }

    fn merge(&mut self) {
        let stage = std::mem::take(&mut self.stage);
        let changed = Changed { keys: stage.keys().cloned().collect(), whole: false };
        for (key, stored) in stage {
            let sum = self.digests.entry((key.kind, key.year())).or_default();
            if let Some(before) = self.mirror.remove(&key) {
                sum.remove(key.kind.as_str(), &key.id, before.rev);
            }
            if stored.body.is_some() {
                sum.add(key.kind.as_str(), &key.id, stored.rev);
                self.mirror.insert(key, stored);
            }
        }
        self.refresh(changed);
    }

    fn complete(&mut self, replace: bool) {
        let mut changed = Changed::default();
        if replace
            && self.plant != Some(Plant::RebuildOverTheOldMirror)
            && self.plant != Some(Plant::PagesOneByOne)
        {
            changed.keys.extend(std::mem::take(&mut self.mirror).into_keys());
            self.digests.clear();
        }
        for row in self.outbox.iter_mut().filter(|row| row.state == State::Acked) {
            row.state = State::Done;
            changed.row(&self.view, row);
        }
        self.merge();
        self.refresh(changed);
    }

    fn recover(&mut self, unknown: Vec<OpId>, rebuild: Option<Head>, time: DateTime<Utc>) {
        let mut changed = Changed::default();
        if self.plant != Some(Plant::NoReconcile) {
            for row in self.outbox.iter_mut().filter(|row| unknown.contains(&row.op_id)) {
                row.state = State::Pending;
                row.detail.clear();
                changed.row(&self.view, row);
            }
        }
        self.sync.checked = Some(time);
        if let Some(head) = rebuild {
            self.sync.seen = Some(head);
            self.sync.cursor = Rev(0);
            self.sync.reconcile_first = false;
            self.stage.clear();
        }
        self.refresh(changed);
    }

    /// The views of these records, and of what hangs together with them through ops.
    fn refresh(&mut self, changed: Changed) {
        let Changed { keys: mut changed, whole } = changed;
        if changed.is_empty() {
            return;
        }
        let over: Vec<&OutRow> = over(&self.outbox, self.plant).collect();
        // A merge re-keys whatever the two have: seldom, and simplest made from nothing.
        let text = |body: Option<&RawValue>| body.map(|body| body.get().to_owned());
        let realigned = |key: &RecordKey| {
            let mirror = self.mirror.get(key).and_then(|stored| stored.body.as_deref());
            key.kind == Kind::Alias && text(mirror) != text(self.view.get(key).map(|body| &**body))
        };
        if whole || over.iter().any(|row| row.merges()) || changed.iter().any(realigned) {
            self.view = self.rebuilt();
            return;
        }
        let wants: Vec<BTreeSet<RecordKey>> = over.iter().map(|row| wants(&self.view, &row.change)).collect();
        let again = affected(&mut changed, &wants);
        for key in changed {
            match self.mirror.get(&key).and_then(|stored| stored.body.clone()) {
                Some(body) => self.view.insert(key, body),
                None => self.view.remove(&key),
            };
        }
        for (row, _) in over.into_iter().zip(again).filter(|(_, again)| *again) {
            lay(&mut self.view, row, self.device, self.plant);
        }
    }

    /// The views, made from nothing (I4).
    pub fn rebuilt(&self) -> View {
        let mut view: View = self
            .mirror
            .iter()
            .filter_map(|(key, stored)| Some((key.clone(), stored.body.clone()?)))
            .collect();
        for row in over(&self.outbox, self.plant) {
            lay(&mut view, row, self.device, self.plant);
        }
        view
    }

    /// Over the mirror.
    pub fn digest(&self) -> Vec<Digest> {
        let digest = |((kind, year), sum): (&(Kind, Option<u16>), &DigestSum)| Digest {
            kind: kind.as_str().to_owned(),
            year: *year,
            sum: *sum,
        };
        self.digests.iter().map(digest).collect()
    }
}

/// Records that changed below the ops.
#[derive(Default)]
struct Changed {
    keys: BTreeSet<RecordKey>,
    /// A merge is no longer laid, or laid otherwise.
    whole: bool,
}

impl Changed {
    fn row(&mut self, view: &View, row: &OutRow) {
        self.whole |= row.merges();
        self.keys.extend(wants(view, &row.change));
    }
}

fn merged_into(view: &View, pupil: PupilId) -> Option<PupilId> {
    let body = view.get(&RecordKey::alias(pupil))?;
    Some(serde_json::from_str::<Body<Alias>>(body.get()).ok()?.value?.gone?.to)
}

/// The records that a change wants, also about who stands in the place of a merged pupil. A merge
/// wants whatever there is.
fn wants(view: &View, change: &Change) -> BTreeSet<RecordKey> {
    let mut keys = wanted(change);
    keys.extend(pupils_about(change).into_iter().map(RecordKey::alias));
    if touches(change).family.is_some() {
        keys.extend(view.keys().cloned());
    }
    if let Ok(Some(now)) = redirected(change, &|pupil| merged_into(view, pupil)) {
        keys.extend(wanted(&now));
        keys.extend(pupils_about(&now).into_iter().map(RecordKey::alias));
    }
    keys
}

fn records_of(view: &View, keys: &BTreeSet<RecordKey>) -> Records {
    let mut records = Records::default();
    for key in keys {
        records.read(key.clone(), Stored { rev: Rev(0), body: view.get(key).cloned() });
    }
    records
}

/// The ops that lie over the mirror.
fn over(outbox: &[OutRow], plant: Option<Plant>) -> impl Iterator<Item = &OutRow> {
    let dropped = plant == Some(Plant::OverlayDroppedAtAck);
    outbox.iter().filter(move |row| row.state == State::Pending || row.state == State::Acked && !dropped)
}

/// Lays one op over the views.
fn lay(view: &mut View, row: &OutRow, device: DeviceId, plant: Option<Plant>) {
    let Some(change) = without(row.change.clone(), &row.detail) else { return };
    let mut records = records_of(view, &wants(view, &row.change));
    let by = Author { op: row.op_id, device, user: None, at: row.at };
    for part in parts(&change) {
        let into = |pupil| records.merged_into(pupil);
        let part = match redirected(&part, &into) {
            Ok(Some(now)) if plant != Some(Plant::AliasNotFollowedInViews) => now,
            _ => part,
        };
        let there = |pupil| records.value::<PupilRecord>(&RecordKey::pupil(pupil)).is_some();
        let parents = named_pupils(&part).into_iter().all(there);
        let now = state(&records, &part);
        let part = rebased(&now, part);
        if let Outcome::Applied(writes) = overlaid(&now, parents, &part) {
            for write in &writes {
                match write {
                    Write::Offered { change, of } => offer(&mut records, change, *of, &by),
                    write => follow(&mut records, slice::from_ref(write), &by),
                }
            }
        }
    }
    for (key, _, body) in records.written() {
        match body {
            Some(body) => view.insert(key.clone(), body.clone()),
            None => view.remove(key),
        };
    }
}

/// As the views of a laptop, which keep no authors: until the server says who entered what one who is
/// merged had, it is offered by whoever merges.
fn offer(records: &mut Records, change: &Change, of: PupilId, by: &Author) {
    let key = RecordKey::new(Kind::Conflict, subject(change));
    let offer = Offer::of_merged(change.clone(), of, by.clone(), None);
    let conflict = Conflict::of_merge(records.value(&key), offer);
    records.put(key, &Body::new(conflict, by));
}
