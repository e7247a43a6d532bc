//! What goes from one pupil to another keeps who entered it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::super::{Author, Body, GroupOf, Kind, Print, RecordKey, Records};
use crate::enrolment::SchoolEnrolment;
use crate::pupil::PupilId;
use crate::sync::apply::{EnrolmentRecord, NumberRecord};
use crate::sync::conflict::{Conflict, Offer};
use crate::sync::merge::Thing;
use crate::sync::op::{Cell, Change};
use crate::sync::parts::subject;

/// The thing belongs to another pupil.
pub(super) fn follow(records: &mut Records, thing: &Thing, from: PupilId, to: PupilId) {
    match thing {
        Thing::Cell { at, .. } => {
            let key = |pupil| RecordKey::cell(Cell { pupil, at: *at });
            rename(records, key(from), key(to));
        }
        Thing::Fact { key, .. } => rename(records, RecordKey::fact(from, key), RecordKey::fact(to, key)),
        Thing::Number { number, from: day } => {
            edit::<Vec<NumberRecord>>(records, RecordKey::number(number), |periods| {
                let own = periods.iter_mut().filter(|one| one.pupil == from && one.from == *day);
                own.for_each(|period| period.pupil = to);
            });
        }
        Thing::Enrolment(id) => {
            edit::<EnrolmentRecord>(records, RecordKey::new(Kind::Enrolment, id.0), |record| {
                record.enrolment.pupil = to;
            });
        }
        Thing::School(id) => {
            let key = RecordKey::new(Kind::SchoolEnrolment, id.0);
            edit::<SchoolEnrolment>(records, key, |school| school.pupil = to);
        }
        Thing::Group(id) => {
            edit::<GroupOf>(records, RecordKey::new(Kind::GroupEnrolment, id.0), |of| of.pupil = to);
        }
        Thing::Card { print, sheet, payload } => {
            edit::<Print>(records, RecordKey::new(Kind::Print, print), |print| {
                let own = print.cards.iter_mut().filter(|card| card.pupil == from);
                let same = own.filter(|card| card.sheet == *sheet && card.payload == *payload);
                same.for_each(|card| card.pupil = to);
            });
        }
    }
}

/// What one who is merged had, offered in the name of whoever entered it.
pub(super) fn offer(records: &mut Records, change: &Change, of: PupilId, by: &Author) {
    let (own, there) = match change {
        Change::AttendanceSet { items } => {
            let Some(cell) = items.first().map(|item| item.key) else { return };
            (RecordKey::cell(Cell { pupil: of, ..cell }), RecordKey::cell(cell))
        }
        Change::FactSet { pupil, key, .. } => (RecordKey::fact(of, key), RecordKey::fact(*pupil, key)),
        _ => return,
    };
    let author = |key: &RecordKey| records.get::<Box<RawValue>>(key).and_then(|body| body.by);
    // Who entered it and when, under the op of the merge: choices name offers by their op, and one of
    // the same entry may have been decided before.
    let by_whom = author(&own).map_or_else(|| by.clone(), |own| Author { op: by.op, ..own });
    let offer = Offer::of_merged(change.clone(), of, by_whom, author(&there));
    let key = RecordKey::new(Kind::Conflict, subject(change));
    let conflict = Conflict::of_merge(records.value(&key), offer);
    records.put(key, &Body::new(conflict, by));
}

fn rename(records: &mut Records, from: RecordKey, to: RecordKey) {
    if let Some(body) = records.get::<Box<RawValue>>(&from) {
        records.put(to, &body);
        records.remove(from);
    }
}

fn edit<T: Serialize + DeserializeOwned>(records: &mut Records, key: RecordKey, edit: impl FnOnce(&mut T)) {
    if let Some(mut body) = records.get::<T>(&key) {
        if let Some(value) = &mut body.value {
            edit(value);
        }
        records.put(key, &body);
    }
}
