//! One op after another, over records in memory.

use std::collections::BTreeSet;

use serde_json::value::RawValue;
use serde_json::{Value, to_value};

use super::heal::{Waits, missing};
use super::receive::Received;
use super::wanted::{Found, brought_insz};
use crate::problem::{Code, Problem};
use crate::pupil::{PupilField, PupilId};
use crate::sync::apply::{Outcome, PupilRecord, Write, apply, touches};
use crate::sync::conflict::{Conflict, Held, HeldPart, HeldState, Offer, OfferState};
use crate::sync::erase::{everybody, id_tells, without};
use crate::sync::merge::{Alias, EndlessChain, redirected};
use crate::sync::op::{Change, FieldChange, Op};
use crate::sync::parts::{named_pupils, parts, subject};
use crate::sync::record::{Author, Body, DeviceId, Kind, RecordKey, Records, follow, state};
use crate::sync::wire::{HeldReason, OutcomeWord, PartResult};

/// The records while a push is decided.
pub(super) struct Decision {
    pub(super) found: Found,
    device: DeviceId,
}

/// What becomes of a part.
pub(super) enum Verdict {
    Same,
    Applied,
    Conflict,
    Held(HeldReason),
}

impl Decision {
    pub(super) fn new(found: Found, device: DeviceId) -> Self {
        Self { found, device }
    }

    pub(super) fn records(&self) -> &Records {
        &self.found.records
    }

    /// Decides one op as a whole: its outcome, and its parts that are not in force.
    pub(super) fn entry(
        &mut self,
        received: &Received,
        refused: Option<HeldReason>,
    ) -> (OutcomeWord, Vec<PartResult>) {
        let op = match &received.content {
            Ok(op) => op,
            Err(reason) => return self.hold_unread(received, *reason),
        };
        let by = self.author(op);
        let mut outcome = OutcomeWord::Same;
        let mut detail = Vec::new();
        let mut held = Vec::new();
        let mut erased = false;
        for part in self.stated(&by, &op.change, &mut detail) {
            let verdict = match refused {
                Some(_) if !self.erased(&part).is_empty() => Verdict::Held(HeldReason::Erased),
                Some(reason) => Verdict::Held(reason),
                None => self.part(&by, &part),
            };
            let (word, reason) = match verdict {
                Verdict::Same => (OutcomeWord::Same, None),
                Verdict::Applied => (OutcomeWord::Applied, None),
                Verdict::Conflict => (OutcomeWord::Conflict, None),
                Verdict::Held(reason) => (OutcomeWord::Held, Some(reason)),
            };
            // Of somebody who was erased nothing is kept but that an entry came (sync.md C18).
            erased |= reason == Some(HeldReason::Erased);
            if let Some(reason) = reason.filter(|reason| *reason != HeldReason::Erased) {
                held.push(HeldPart { reason, change: part.clone() });
            }
            if word >= OutcomeWord::Held {
                detail.push(PartResult { subject: subject(&part), outcome: word, reason });
            }
            outcome = outcome.max(word);
        }
        if !held.is_empty() || erased {
            self.hold(&by, held, erased);
        }
        let weightiest = detail.iter().map(|part| part.outcome).max().unwrap_or(outcome);
        (outcome.max(weightiest), detail)
    }

    /// The parts of a change. A new pupil, or one with whom another is merged, gets no INSZ that
    /// somebody else has: that is offered beside (sync.md C15).
    fn stated(&mut self, by: &Author, change: &Change, detail: &mut Vec<PartResult>) -> Vec<Change> {
        let mut whole = change.clone();
        let insz = match &mut whole {
            Change::PupilCreate { pupil, fields, .. } => {
                let now = fields.get(&PupilField::Insz).cloned();
                Some((*pupil, FieldChange { field: PupilField::Insz, was: None, now }))
            }
            Change::PupilMerge { to, fields, .. } => {
                let item = fields.iter().find(|item| item.field == PupilField::Insz).cloned();
                item.map(|item| (*to, item))
            }
            _ => return parts(change),
        };
        let other = self.insz_holder(change);
        let Some(((pupil, item), other)) = insz.zip(other) else { return vec![whole] };
        match &mut whole {
            Change::PupilCreate { fields, .. } => drop(fields.remove(&PupilField::Insz)),
            Change::PupilMerge { fields, .. } => fields.retain(|item| item.field != PupilField::Insz),
            _ => {}
        }
        let offer = Change::PupilEdit { pupil, items: vec![item] };
        let (subject, outcome) = (subject(&offer), OutcomeWord::Conflict);
        let into = |pupil| self.found.records.merged_into(pupil);
        let about_who_stands = redirected(&offer, &into).ok().flatten();
        self.offer(by, about_who_stands.unwrap_or(offer), Some(other));
        detail.push(PartResult { subject, outcome, reason: None });
        vec![whole]
    }

    /// Decides one part, and writes what follows.
    pub(super) fn part(&mut self, by: &Author, part: &Change) -> Verdict {
        match redirected(part, &|pupil| self.found.records.merged_into(pupil)) {
            Err(EndlessChain) => Verdict::Held(HeldReason::InvalidValue),
            Ok(None) => self.standing_part(by, part, part),
            Ok(Some(now)) => self.standing_part(by, &now, part),
        }
    }

    /// Decides one part about pupils who stand, which was entered about whoever `said` names.
    fn standing_part(&mut self, by: &Author, part: &Change, said: &Change) -> Verdict {
        if let Some(reason) = self.no_parent(part) {
            return Verdict::Held(reason);
        }
        if let Some(other) = self.insz_holder(part) {
            self.offer(by, part.clone(), Some(other));
            return Verdict::Conflict;
        }
        let now = state(&self.found.records, part);
        match apply(&now, part) {
            Ok(Outcome::Applied(writes)) => {
                self.write(&writes, by);
                self.came(by, said, &writes);
                self.apart(by, part);
                self.amend(by, part, OfferState::Amended(by.clone()));
                self.settle(part);
                self.wake(part);
                Verdict::Applied
            }
            Ok(Outcome::Same) => {
                self.amend(by, part, OfferState::Amended(by.clone()));
                Verdict::Same
            }
            Err(problem) => match verdict(&problem) {
                Verdict::Conflict => {
                    self.amend(by, part, OfferState::Amended(by.clone()));
                    self.offer(by, part.clone(), None);
                    Verdict::Conflict
                }
                other => other,
            },
        }
    }

    /// The pupils of a change who were erased.
    fn erased(&self, change: &Change) -> BTreeSet<PupilId> {
        let records = &self.found.records;
        let is_erased =
            |pupil| records.get::<PupilRecord>(&RecordKey::pupil(pupil)).is_some_and(|body| body.erased);
        everybody(change).into_iter().filter(|pupil| is_erased(*pupil)).collect()
    }

    /// What is kept of an op that was decided: its text, without what is about people who were
    /// erased, and the parts of it that are not in force.
    pub(super) fn kept(&self, received: Received, mut detail: Vec<PartResult>) -> (String, Vec<PartResult>) {
        let erased = received.content.as_ref().map(|op| self.erased(&op.change)).unwrap_or_default();
        if !erased.is_empty() {
            detail.retain(|part| !id_tells(Kind::Conflict.as_str(), &part.subject));
        }
        (without(received.body, &erased), detail)
    }

    /// Why the part cannot stand: a pupil that it names is not there.
    fn no_parent(&self, part: &Change) -> Option<HeldReason> {
        let records = &self.found.records;
        // What is about being there at all is said about one who is not, too.
        let gone_is_fine = |pupil| match part {
            Change::PupilRemove { .. } | Change::PupilUnmerge { .. } => true,
            Change::PupilMerge { .. } => records.merged_into(pupil).is_some(),
            _ => false,
        };
        let there = |pupil| {
            let record = records.value::<PupilRecord>(&RecordKey::pupil(pupil));
            record.is_some_and(|record| !record.removed || gone_is_fine(pupil))
        };
        let named = named_pupils(part);
        if !self.erased(part).is_empty() {
            return Some(HeldReason::Erased);
        }
        (!named.into_iter().all(there)).then_some(HeldReason::MissingRecord)
    }

    /// Who else has the INSZ that a change brings: not the pupil whom it merges.
    fn insz_holder(&self, change: &Change) -> Option<PupilId> {
        let merged = touches(change).family.map(|(from, _)| from);
        brought_insz(change).find_map(|(pupil, insz)| {
            let holders: &BTreeSet<PupilId> = self.found.insz.get(insz)?;
            holders.iter().copied().find(|holder| *holder != pupil && Some(*holder) != merged)
        })
    }

    /// What was entered under the name of a merged pupil goes back with that pupil, step by step where
    /// the other was merged in turn.
    fn came(&mut self, by: &Author, said: &Change, writes: &[Write]) {
        if touches(said).family.is_some() {
            return;
        }
        let records = &mut self.found.records;
        let steps = |pupil| records.merged_through(pupil).collect::<Vec<_>>();
        let steps: BTreeSet<PupilId> = named_pupils(said).into_iter().flat_map(steps).collect();
        for pupil in steps {
            let key = RecordKey::alias(pupil);
            let Some(mut alias) = records.value::<Alias>(&key) else { continue };
            if let Some(gone) = &mut alias.gone {
                gone.came(writes);
                records.put(key, &Body::new(alias, by));
            }
        }
    }

    /// Two pupils again: an INSZ that somebody else got meanwhile is offered beside (sync.md C15).
    fn apart(&mut self, by: &Author, part: &Change) {
        let Change::PupilUnmerge { from, to, .. } = part else { return };
        for pupil in [*from, *to] {
            let record = self.found.records.value::<PupilRecord>(&RecordKey::pupil(pupil));
            let Some(insz) = record.and_then(|mut record| record.fields.remove(&PupilField::Insz)) else {
                continue;
            };
            let holders = self.found.insz.get(&insz);
            let other = holders.and_then(|all| all.iter().copied().find(|holder| *holder != pupil));
            let Some(other) = other else { continue };
            self.write(&[Write::Field { pupil, field: PupilField::Insz, value: None }], by);
            let items = vec![FieldChange { field: PupilField::Insz, was: None, now: Some(insz) }];
            self.offer(by, Change::PupilEdit { pupil, items }, Some(other));
        }
    }

    /// Writes the steps, and keeps who has which INSZ.
    pub(super) fn write(&mut self, writes: &[Write], by: &Author) {
        follow(&mut self.found.records, writes, by);
        for write in writes {
            let pupil = match write {
                Write::Pupil { pupil, .. } | Write::Field { pupil, field: PupilField::Insz, .. } => *pupil,
                Write::PupilRemoved(pupil) | Write::PupilBack(pupil) => *pupil,
                _ => continue,
            };
            self.found.insz.values_mut().for_each(|holders| {
                holders.remove(&pupil);
            });
            let record = self.found.records.value::<PupilRecord>(&RecordKey::pupil(pupil));
            let live = record.filter(|record| !record.removed);
            let insz = live.and_then(|mut record| record.fields.remove(&PupilField::Insz));
            if let Some(holders) = insz.and_then(|insz| self.found.insz.get_mut(&insz)) {
                holders.insert(pupil);
            }
        }
    }

    /// Keeps a change beside what is in force.
    pub(super) fn offer(&mut self, by: &Author, change: Change, same_as: Option<PupilId>) {
        let key = RecordKey::new(Kind::Conflict, subject(&change));
        let instead_of = self.standing(&change);
        let pupil = named_pupils(&change).into_iter().next();
        let mut conflict: Conflict = self.found.records.value(&key).unwrap_or_else(|| Conflict::about(pupil));
        conflict.pupil = conflict.pupil.or(pupil);
        // What was chosen and came too late is offered as what it should have become.
        let change = match change {
            Change::ConflictResolve { choose: Some(chosen), .. } => *chosen,
            other => other,
        };
        let (by_whom, origin, state) = (by.clone(), None, OfferState::Open);
        conflict.add(Offer { by: by_whom, change, instead_of, same_as, origin, state });
        self.found.records.put(key, &Body::new(conflict, by));
    }

    /// Who entered what is in force.
    fn standing(&self, change: &Change) -> Option<Author> {
        let keys = crate::sync::record::wanted(change);
        let pupil_field = match change {
            Change::PupilEdit { pupil, items } => items.first().map(|item| (*pupil, item.field)),
            _ => None,
        };
        if let Some((pupil, field)) = pupil_field {
            let body = self.found.records.get::<PupilRecord>(&RecordKey::pupil(pupil))?;
            return body.fields.get(&field).cloned().or(body.by);
        }
        let about = keys.iter().find(|key| {
            !matches!(key.kind, Kind::Pupil | Kind::Tag | Kind::Conflict) && self.found.records.has(key)
        })?;
        self.found.records.get::<Box<RawValue>>(about)?.by
    }

    /// The same laptop's open offer of what this part takes as seen has had its day (sync.md C2).
    fn amend(&mut self, by: &Author, part: &Change, becomes: OfferState) {
        let Some((was, _)) = typed(part) else { return };
        let key = RecordKey::new(Kind::Conflict, subject(part));
        let Some(mut body) = self.found.records.get::<Conflict>(&key) else { return };
        let open = body.value.iter_mut().flat_map(|conflict| &mut conflict.offers);
        let mut changed = false;
        for offer in open.filter(|offer| offer.is_open() && offer.by.device == by.device) {
            if typed(&offer.change).is_some_and(|(_, offered)| offered == was) {
                offer.state = becomes.clone();
                changed = true;
            }
        }
        if changed {
            self.found.records.put(key, &body);
        }
    }

    fn hold(&mut self, by: &Author, parts: Vec<HeldPart>, erased: bool) {
        for part in &parts {
            if part.reason == HeldReason::MissingRecord
                && let Some(key) = missing(&self.found.records, &part.change)
            {
                Waits::read(&self.found.records, &key).add(by.op).write(&mut self.found.records, by);
            }
        }
        let mut reasons = parts.iter().map(|part| part.reason).chain(erased.then_some(HeldReason::Erased));
        let first = reasons.next();
        let reason = first.filter(|reason| reasons.all(|other| other == *reason));
        let held = Held { parts, entry: None, reason, by: Some(by.clone()), state: HeldState::Open };
        self.found.records.put(RecordKey::new(Kind::Held, by.op.0), &Body::new(held, by));
    }

    fn hold_unread(&mut self, received: &Received, reason: HeldReason) -> (OutcomeWord, Vec<PartResult>) {
        let key = RecordKey::new(Kind::Held, received.op_id.0);
        let entry = RawValue::from_string(received.body.clone()).ok();
        let held = Held { parts: Vec::new(), entry, reason: Some(reason), by: None, state: HeldState::Open };
        let detail = PartResult {
            subject: format!("{}/{}", Kind::Held.as_str(), key.id),
            outcome: OutcomeWord::Held,
            reason: Some(reason),
        };
        let body = Body { value: Some(held), by: None, fields: Default::default(), erased: false };
        self.found.records.put(key, &body);
        (OutcomeWord::Held, vec![detail])
    }

    fn author(&self, op: &Op) -> Author {
        Author { op: op.op_id, device: self.device, user: op.user.clone(), at: op.entered_at }
    }
}

/// What a refusal by `apply` means on the server: a value that is not what the person saw is a
/// conflict, everything else is held.
fn verdict(problem: &Problem) -> Verdict {
    match problem.code {
        Code::Stale | Code::NumberTaken => Verdict::Conflict,
        Code::NotFound | Code::EnrolmentCancelled => Verdict::Held(HeldReason::MissingRecord),
        _ => Verdict::Held(HeldReason::InvalidValue),
    }
}

/// What a part took as seen and what it makes of it, as JSON: only for values that a person types over.
fn typed(part: &Change) -> Option<(Value, Value)> {
    let (was, now) = match part {
        Change::AttendanceSet { items } => {
            let item = items.first()?;
            (to_value(&item.was), to_value(&item.now))
        }
        Change::PupilEdit { items, .. } => {
            let item = items.first()?;
            (to_value(&item.was), to_value(&item.now))
        }
        Change::EnrolmentClose { was, now, .. } => (to_value(was), to_value(now)),
        Change::FactSet { was, now, .. } | Change::SettingSet { was, now, .. } => {
            (to_value(was), to_value(now))
        }
        _ => return None,
    };
    was.ok().zip(now.ok())
}
