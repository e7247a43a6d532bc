//! One op after another, over records in memory.

use std::collections::BTreeSet;

use serde_json::value::RawValue;
use serde_json::{Value, to_value};

use super::heal::{Waits, missing};
use super::push::{Found, brought_insz};
use super::receive::Received;
use crate::problem::{Code, Problem};
use crate::pupil::{PupilField, PupilId};
use crate::sync::apply::{Outcome, PupilRecord, Write, apply};
use crate::sync::conflict::{Conflict, Held, HeldPart, HeldState, Offer, OfferState};
use crate::sync::erase::{everybody, id_tells, without};
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

    /// The parts of a change. A new pupil with an INSZ that somebody has comes without it, and the
    /// INSZ is offered beside (sync.md C15).
    fn stated(&mut self, by: &Author, change: &Change, detail: &mut Vec<PartResult>) -> Vec<Change> {
        let Change::PupilCreate { pupil, tag, fields } = change else { return parts(change) };
        let Some(other) = self.insz_holder(change) else { return vec![change.clone()] };
        let mut fields = fields.clone();
        let now = fields.remove(&PupilField::Insz);
        let items = vec![FieldChange { field: PupilField::Insz, was: None, now }];
        let offer = Change::PupilEdit { pupil: *pupil, items };
        let (subject, outcome) = (subject(&offer), OutcomeWord::Conflict);
        self.offer(by, offer, Some(other));
        detail.push(PartResult { subject, outcome, reason: None });
        vec![Change::PupilCreate { pupil: *pupil, tag: tag.clone(), fields }]
    }

    /// Decides one part, and writes what follows.
    pub(super) fn part(&mut self, by: &Author, part: &Change) -> Verdict {
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
        let there = |pupil| {
            let record = records.value::<PupilRecord>(&RecordKey::pupil(pupil));
            record.is_some_and(|record| !record.removed || matches!(part, Change::PupilRemove { .. }))
        };
        let named = named_pupils(part);
        if !self.erased(part).is_empty() {
            return Some(HeldReason::Erased);
        }
        (!named.into_iter().all(there)).then_some(HeldReason::MissingRecord)
    }

    fn insz_holder(&self, change: &Change) -> Option<PupilId> {
        brought_insz(change).find_map(|(pupil, insz)| {
            let holders: &BTreeSet<PupilId> = self.found.insz.get(insz)?;
            holders.iter().copied().find(|holder| *holder != pupil)
        })
    }

    /// Writes the steps, and keeps who has which INSZ.
    pub(super) fn write(&mut self, writes: &[Write], by: &Author) {
        for write in writes {
            let (pupil, value) = match write {
                Write::Pupil { pupil, fields, .. } => {
                    (*pupil, fields.get(&PupilField::Insz).map(String::as_str))
                }
                Write::Field { pupil, field: PupilField::Insz, value } => (*pupil, *value),
                Write::PupilRemoved(pupil) => (*pupil, None),
                _ => continue,
            };
            self.found.insz.values_mut().for_each(|holders| {
                holders.remove(&pupil);
            });
            if let Some(holders) = value.and_then(|insz| self.found.insz.get_mut(insz)) {
                holders.insert(pupil);
            }
        }
        follow(&mut self.found.records, writes, by);
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
        conflict.add(Offer { by: by.clone(), change, instead_of, same_as, state: OfferState::Open });
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
