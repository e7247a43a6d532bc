//! What heals by itself: an entry that waited for a record that comes now, and an offer over a
//! value that is in force again. Both happen in numbers after a restore, when the laptops send
//! what was lost in another order than it was made in.

use super::decide::{Decision, Verdict};
use crate::sync::apply::{Outcome, apply, touches};
use crate::sync::conflict::{Conflict, Held, HeldState, Offer, OfferState};
use crate::sync::op::{Change, OpId};
use crate::sync::parts::{named_pupils, subject};
use crate::sync::record::{Author, Body, Kind, RecordKey, Records, state, wanted};
use crate::sync::wire::HeldReason;

/// The records that a change may bring.
pub(super) fn creates(change: &Change) -> Vec<RecordKey> {
    match change {
        Change::PupilCreate { pupil, .. } => vec![RecordKey::pupil(*pupil)],
        Change::NumberAdd { number, .. } => vec![RecordKey::number(number)],
        Change::CardsPrint { print, .. } => vec![RecordKey::new(Kind::Print, print)],
        Change::EnrolmentOpen { id, .. } => vec![RecordKey::new(Kind::Enrolment, id.0)],
        Change::EnrolmentSet { schools, .. } => schools
            .iter()
            .filter_map(|change| change.now.as_ref())
            .map(|school| RecordKey::new(Kind::SchoolEnrolment, school.id.0))
            .collect(),
        _ => Vec::new(),
    }
}

/// The records without which a change cannot be, in the order in which they are looked for.
pub(super) fn needs(change: &Change) -> Vec<RecordKey> {
    let touched = touches(change);
    let mut keys: Vec<RecordKey> = named_pupils(change).into_iter().map(RecordKey::pupil).collect();
    let made = creates(change);
    keys.extend(touched.enrolment.map(|id| RecordKey::new(Kind::Enrolment, id.0)));
    keys.extend(touched.schools.iter().map(|id| RecordKey::new(Kind::SchoolEnrolment, id.0)));
    keys.extend(touched.number.map(RecordKey::number));
    keys.extend(touched.print.map(|print| RecordKey::new(Kind::Print, print)));
    keys.retain(|key| !made.contains(key));
    keys
}

/// The first of what a change needs that is not there.
pub(super) fn missing(records: &Records, change: &Change) -> Option<RecordKey> {
    needs(change).into_iter().find(|key| records.get::<serde_json::Value>(key).is_none())
}

/// Where the entries stand that wait for this record.
pub(super) fn waiting_for(key: &RecordKey) -> RecordKey {
    RecordKey::new(Kind::Waiting, format!("{}/{}", key.kind.as_str(), key.id))
}

/// The entries that wait for a record.
pub(super) struct Waits {
    key: RecordKey,
    ops: Vec<OpId>,
}

impl Waits {
    pub(super) fn read(records: &Records, awaited: &RecordKey) -> Self {
        let key = waiting_for(awaited);
        Self { ops: records.value(&key).unwrap_or_default(), key }
    }

    pub(super) fn add(mut self, op: OpId) -> Self {
        if !self.ops.contains(&op) {
            self.ops.push(op);
        }
        self
    }

    pub(super) fn write(self, records: &mut Records, by: &Author) {
        records.put(self.key, &Body::new(self.ops, by));
    }
}

impl Decision {
    /// Offers over exactly the value that came into force now are carried out: their makers saw
    /// that value. Merges, and what came with one, wait for a person.
    pub(super) fn settle(&mut self, part: &Change) {
        let key = RecordKey::new(Kind::Conflict, subject(part));
        loop {
            let Some(mut body) = self.found.records.get::<Conflict>(&key) else { return };
            let open = body.value.iter_mut().flat_map(|conflict| &mut conflict.offers);
            let waits = |offer: &Offer| {
                touches(&offer.change).family.is_some() || offer.origin.is_some() || offer.same_as.is_some()
            };
            let mut open = open.filter(|offer| offer.is_open() && !waits(offer));
            let records = &self.found.records;
            let fits = |change: &Change| {
                wanted(change).iter().all(|key| records.has(key))
                    && apply(&state(records, change), change).is_ok()
            };
            let Some(offer) = open.find(|offer| fits(&offer.change)) else { return };
            let (by, change) = (offer.by.clone(), offer.change.clone());
            offer.state = OfferState::InForce;
            self.found.records.put(key.clone(), &body);
            let now = state(&self.found.records, &change);
            if let Ok(Outcome::Applied(writes)) = apply(&now, &change) {
                self.write(&writes, &by);
            }
        }
    }

    /// Entries that waited for what this part brought are decided again.
    pub(super) fn wake(&mut self, part: &Change) {
        for created in creates(part) {
            let waits = Waits::read(&self.found.records, &created);
            if waits.ops.is_empty() {
                continue;
            }
            self.found.records.remove(waits.key.clone());
            waits.ops.into_iter().for_each(|op| self.retry(op));
        }
    }

    fn retry(&mut self, op: OpId) {
        let key = RecordKey::new(Kind::Held, op.0);
        let Some(mut body) = self.found.records.get::<Held>(&key) else { return };
        let Some(held) = body.value.as_mut().filter(|held| held.is_open()) else { return };
        let Some(by) = held.by.clone() else { return };
        let mut still = Vec::new();
        for mut part in std::mem::take(&mut held.parts) {
            if part.reason == HeldReason::MissingRecord {
                match self.part(&by, &part.change) {
                    Verdict::Held(reason) => part.reason = reason,
                    _ => continue,
                }
            }
            if part.reason == HeldReason::MissingRecord
                && let Some(awaited) = missing(&self.found.records, &part.change)
            {
                Waits::read(&self.found.records, &awaited).add(op).write(&mut self.found.records, &by);
            }
            still.push(part);
        }
        if still.is_empty() {
            held.state = HeldState::Released;
        }
        held.parts = still;
        self.found.records.put(key, &body);
    }
}
