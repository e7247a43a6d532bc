//! What must be read before a push can be decided.

use std::collections::{BTreeMap, BTreeSet};

use super::heal::{creates, needs, waiting_for};
use super::push::Known;
use super::receive::Incoming;
use crate::pupil::{PupilField, PupilId};
use crate::sync::apply::{PupilRecord, touches};
use crate::sync::conflict::{Conflict, Held};
use crate::sync::erase::everybody;
use crate::sync::merge::{Alias, redirected};
use crate::sync::op::{Change, OpId};
use crate::sync::parts::{field_subject, parts, pupils_about, subject};
use crate::sync::record::{self, Kind, OF_PUPIL_BY_ID, RecordKey, Records};

/// What was read so far.
#[derive(Clone, Default)]
pub struct Found {
    /// Records, also those that are not there.
    pub records: Records,
    /// Which pupils that were not taken back or erased have that INSZ.
    pub insz: BTreeMap<String, BTreeSet<PupilId>>,
    /// Pupils of whom every record was read.
    pub whole: BTreeSet<PupilId>,
}

/// What must still be read.
#[derive(Default)]
pub struct Wanted {
    /// Records by kind and id.
    pub records: BTreeSet<RecordKey>,
    /// Holders of an INSZ.
    pub insz: BTreeSet<String>,
    /// Pupils of whom every record is wanted: those whose id begins with the pupil
    /// ([`OF_PUPIL_BY_ID`]), and those that name the pupil ([`owners`](record::owners)).
    pub whole: BTreeSet<PupilId>,
}

impl Wanted {
    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.insz.is_empty() && self.whole.is_empty()
    }
}

/// What must be read before these ops can be decided. Asked again with what was found, until it is
/// empty: twice is usual, more often where entries waited for a record that comes now, and where
/// pupils are merged.
pub fn wanted(ops: &[Incoming], known: &BTreeMap<OpId, Known>, found: &Found) -> Wanted {
    let mut gather = Gather { found, wanted: Wanted::default(), merges: Vec::new() };
    for op in ops.iter().filter(|op| !known.contains_key(&op.received.op_id)) {
        gather.wanted.records.insert(RecordKey::new(Kind::Held, op.received.op_id.0));
        let Ok(entry) = &op.received.content else { continue };
        // Also of what is not applied nothing is kept about somebody who was erased.
        gather.wanted.records.extend(everybody(&entry.change).into_iter().map(RecordKey::pupil));
        if op.refused.is_some() {
            continue;
        }
        gather.change(&entry.change);
    }
    gather.merges();
    let mut wanted = gather.wanted;
    wanted.records.retain(|key| !found.records.has(key));
    wanted.insz.retain(|insz| !found.insz.contains_key(insz));
    wanted.whole.retain(|pupil| !found.whole.contains(pupil));
    wanted
}

struct Gather<'a> {
    found: &'a Found,
    wanted: Wanted,
    /// Pupils who are merged with each other, or parted.
    merges: Vec<BTreeSet<PupilId>>,
}

impl Gather<'_> {
    /// What this change needs, and the same with the pupils who stand in the place of merged ones.
    fn change(&mut self, change: &Change) {
        self.one(change);
        let records = &self.found.records;
        for pupil in pupils_about(change) {
            let key = RecordKey::pupil(pupil);
            // Whoever is merged is marked as taken back: nothing more is read for all others.
            if records.value::<PupilRecord>(&key).is_some_and(|record| record.removed) {
                self.wanted.records.extend(records.merged_through(pupil).map(RecordKey::alias));
            }
        }
        if let Ok(Some(now)) = redirected(change, &|pupil| records.merged_into(pupil)) {
            self.one(&now);
            self.named_again(&now);
        }
    }

    /// Whoever stands now may have been merged in turn.
    fn named_again(&mut self, change: &Change) {
        self.wanted.records.extend(pupils_about(change).into_iter().map(RecordKey::alias));
    }

    /// What this change needs, and what may come about with it: offers over the same subjects, and
    /// entries that wait for what it creates.
    fn one(&mut self, change: &Change) {
        let records = &self.found.records;
        self.wanted.records.extend(record::wanted(change));
        // An entry that misses something waits under that thing's name.
        self.wanted.records.extend(needs(change).iter().map(waiting_for));
        self.wanted.insz.extend(brought_insz(change).map(|(_, insz)| insz.to_owned()));
        self.merges.extend(touches(change).family.map(|(from, to)| BTreeSet::from([from, to])));
        for part in parts(change) {
            let conflict = records.value::<Conflict>(&RecordKey::new(Kind::Conflict, subject(&part)));
            let offers = conflict.iter().flat_map(|conflict| &conflict.offers);
            let reopens = matches!(part, Change::ConflictReopen { .. });
            for offer in offers.filter(|offer| offer.is_open() || reopens) {
                self.wanted.records.extend(record::wanted(&offer.change));
            }
        }
        for created in creates(change) {
            let waits = waiting_for(&created);
            let ops = records.value::<Vec<OpId>>(&waits).unwrap_or_default();
            self.wanted.records.insert(waits);
            for op in ops {
                let key = RecordKey::new(Kind::Held, op.0);
                let parts = records.value::<Held>(&key).map(|held| held.parts).unwrap_or_default();
                // Looked at once: entries that wait for each other go round no more than that.
                if self.wanted.records.insert(key) {
                    parts.iter().for_each(|part| self.change(&part.change));
                }
            }
        }
    }

    /// What merges need: everything of both pupils, how they hang together with others, and for
    /// whatever the one has, or gets in this push, its place with the other.
    fn merges(&mut self) {
        let records = &self.found.records;
        for group in joined(std::mem::take(&mut self.merges)) {
            for pupil in &group {
                self.wanted.whole.insert(*pupil);
                self.family(*pupil);
                let insz = field_subject(*pupil, PupilField::Insz);
                self.wanted.records.insert(RecordKey::new(Kind::Conflict, insz));
                // Parted, both have their own INSZ again.
                let record = records.value::<PupilRecord>(&RecordKey::pupil(*pupil));
                self.wanted.insz.extend(record.and_then(|mut one| one.fields.remove(&PupilField::Insz)));
                let gone = records.value::<Alias>(&RecordKey::alias(*pupil)).and_then(|alias| alias.gone);
                let fields = gone.into_iter().flat_map(|gone| gone.fields);
                let insz = fields.filter(|item| item.field == PupilField::Insz);
                self.wanted.insz.extend(insz.filter_map(|item| item.was));
            }
            let found = records.keys(&[OF_PUPIL_BY_ID[0], OF_PUPIL_BY_ID[1], Kind::Conflict]);
            let keys: BTreeSet<RecordKey> = found.into_iter().chain(&self.wanted.records).cloned().collect();
            for key in keys {
                self.places(&key, &group);
            }
        }
    }

    fn family(&mut self, pupil: PupilId) {
        let records = &self.found.records;
        let alias = |pupil| records.value::<Alias>(&RecordKey::alias(pupil));
        let all = crate::sync::merge::merged_with(pupil, alias);
        self.wanted.records.extend(all.into_iter().chain([pupil]).map(RecordKey::alias));
    }

    /// The place of a record with each of the others, and of what may be offered there.
    fn places(&mut self, key: &RecordKey, group: &BTreeSet<PupilId>) {
        let named = |pupil: &&PupilId| key.id.contains(&pupil.0.to_string());
        let Some(pupil) = group.iter().find(named) else { return };
        for other in group {
            let id = key.id.replace(&pupil.0.to_string(), &other.0.to_string());
            let place = RecordKey { kind: key.kind, id };
            match key.kind {
                kind if OF_PUPIL_BY_ID.contains(&kind) => {
                    let about = format!("{}/{}", kind.as_str(), place.id);
                    self.wanted.records.insert(RecordKey::new(Kind::Conflict, about));
                }
                Kind::Conflict => {}
                _ => continue,
            }
            self.wanted.records.insert(place);
        }
    }
}

/// Groups without a pupil in common.
fn joined(pairs: Vec<BTreeSet<PupilId>>) -> Vec<BTreeSet<PupilId>> {
    let mut groups: Vec<BTreeSet<PupilId>> = Vec::new();
    for mut pair in pairs {
        let (touched, apart) = groups.into_iter().partition(|group| !group.is_disjoint(&pair));
        groups = apart;
        let touched: Vec<BTreeSet<PupilId>> = touched;
        pair.extend(touched.into_iter().flatten());
        groups.push(pair);
    }
    groups
}

/// Pupil and INSZ that a change brings.
pub(super) fn brought_insz(change: &Change) -> impl Iterator<Item = (PupilId, &str)> {
    let of_items = match change {
        Change::PupilEdit { pupil, items } | Change::PupilMerge { to: pupil, fields: items, .. } => items
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
