//! Records follow the steps of an applied change, as the views of a laptop do.

mod moved;

use super::state::{GroupOf, Print};
use super::{Author, Body, Kind, RecordKey, Records};
use crate::sync::apply::{EnrolmentRecord, NumberRecord, PupilRecord, Write};
use crate::sync::conflict::{Conflict, Held, HeldState};
use crate::sync::parts::pupil_of_subject;

/// Carries out the steps of a change that was applied.
pub fn follow(records: &mut Records, writes: &[Write], by: &Author) {
    for write in writes {
        one(records, write, by);
    }
}

fn one(records: &mut Records, write: &Write, by: &Author) {
    match write {
        Write::Pupil { pupil, tag, fields } => {
            let record = PupilRecord { tag: (*tag).to_owned(), fields: (*fields).clone(), removed: false };
            records.put(RecordKey::new(Kind::Tag, tag), &Body::new(pupil, by));
            records.put(RecordKey::pupil(*pupil), &Body::new(record, by));
        }
        Write::Field { pupil, field, value } => {
            change::<PupilRecord>(records, RecordKey::pupil(*pupil), by, |body| {
                body.fields.insert(*field, by.clone());
                if let Some(record) = &mut body.value {
                    match value {
                        Some(value) => record.fields.insert(*field, (*value).to_owned()),
                        None => record.fields.remove(field),
                    };
                }
            });
        }
        Write::PupilRemoved(pupil) => {
            change::<PupilRecord>(records, RecordKey::pupil(*pupil), by, |body| {
                body.value.iter_mut().for_each(|record| record.removed = true);
            });
        }
        Write::PupilBack(pupil) => {
            change::<PupilRecord>(records, RecordKey::pupil(*pupil), by, |body| {
                body.value.iter_mut().for_each(|record| record.removed = false);
            });
        }
        Write::Alias { pupil, alias } => {
            put_or_remove(records, RecordKey::alias(*pupil), Some(alias).filter(|one| !one.is_empty()), by);
        }
        Write::Moved { thing, from, to } => moved::follow(records, thing, *from, *to),
        Write::Offered { change, of } => moved::offer(records, change, *of, by),
        Write::Conflict { subject, conflict } => {
            put_or_remove(records, RecordKey::new(Kind::Conflict, subject), conflict.as_ref(), by);
        }
        Write::Number { number, period } => periods(records, RecordKey::number(number), by, |all| {
            all.retain(|one| (one.pupil, one.from) != (period.pupil, period.from));
            all.push(period.clone());
        }),
        Write::NumberGone { number, period } => periods(records, RecordKey::number(number), by, |all| {
            all.retain(|one| (one.pupil, one.from) != (period.pupil, period.from));
        }),
        Write::Cards { print, label, cards } => {
            let key = RecordKey::new(Kind::Print, print);
            let mut value: Print = records.value(&key).unwrap_or_default();
            value.label = (*label).to_owned();
            value.record.removed = false;
            for card in *cards {
                value.record.sheets.entry(card.sheet).or_insert(false);
                if !value.cards.contains(card) {
                    value.cards.push(card.clone());
                }
            }
            records.put(key, &Body::new(value, by));
        }
        Write::PrintRemoved(print) => {
            change::<Print>(records, RecordKey::new(Kind::Print, print), by, |body| {
                body.value.iter_mut().for_each(|print| print.record.removed = true);
            });
        }
        Write::Sheet { print, sheet, failed } => {
            change::<Print>(records, RecordKey::new(Kind::Print, print), by, |body| {
                if let Some(print) = &mut body.value {
                    print.record.sheets.insert(*sheet, *failed);
                }
            });
        }
        Write::Cell { cell, mark } => put_or_remove(records, RecordKey::cell(*cell), *mark, by),
        Write::Roll { class, at, taken } => {
            put_or_remove(records, RecordKey::roll(class, *at), taken.then_some(&true), by);
        }
        Write::Enrolment { id, enrolment, cancelled } => {
            let record = EnrolmentRecord { enrolment: enrolment.clone(), cancelled: *cancelled };
            records.put(RecordKey::new(Kind::Enrolment, id.0), &Body::new(record, by));
        }
        Write::School(school) => {
            records.put(RecordKey::new(Kind::SchoolEnrolment, school.id.0), &Body::new(school, by));
        }
        Write::Group(pupil, group) => {
            let of = GroupOf { pupil: *pupil, group: (*group).clone() };
            records.put(RecordKey::new(Kind::GroupEnrolment, group.id.0), &Body::new(of, by));
        }
        Write::GroupGone(id) => records.remove(RecordKey::new(Kind::GroupEnrolment, id.0)),
        Write::Fact { pupil, key, value } => {
            put_or_remove(records, RecordKey::fact(*pupil, key), *value, by);
        }
        Write::Setting { key, value } => {
            put_or_remove(records, RecordKey::new(Kind::Setting, key), *value, by);
        }
        Write::Settled { subject, offers } => {
            conflict(records, subject, by, |conflict| conflict.settle(offers, by));
        }
        Write::Reopened { subject, decision } => {
            conflict(records, subject, by, |conflict| conflict.reopen(*decision));
        }
        Write::Dismissed { op, reason } => {
            change::<Held>(records, RecordKey::new(Kind::Held, op.0), by, |body| {
                if let Some(held) = &mut body.value {
                    held.state = HeldState::Dismissed { by: by.clone(), reason: (*reason).to_owned() };
                }
            });
        }
    }
}

fn change<T: serde::Serialize + serde::de::DeserializeOwned>(
    records: &mut Records,
    key: RecordKey,
    by: &Author,
    edit: impl FnOnce(&mut Body<T>),
) {
    if let Some(mut body) = records.get::<T>(&key) {
        body.by = Some(by.clone());
        edit(&mut body);
        records.put(key, &body);
    }
}

fn conflict(records: &mut Records, subject: &str, by: &Author, edit: impl FnOnce(&mut Conflict)) {
    let key = RecordKey::new(Kind::Conflict, subject);
    let mut conflict = records.value(&key).unwrap_or_else(|| Conflict::about(pupil_of_subject(subject)));
    edit(&mut conflict);
    records.put(key, &Body::new(conflict, by));
}

fn periods(records: &mut Records, key: RecordKey, by: &Author, edit: impl FnOnce(&mut Vec<NumberRecord>)) {
    let mut all = records.value(&key).unwrap_or_default();
    edit(&mut all);
    put_or_remove(records, key, Some(&all).filter(|all| !all.is_empty()), by);
}

fn put_or_remove<T: serde::Serialize>(records: &mut Records, key: RecordKey, value: Option<T>, by: &Author) {
    match value {
        Some(value) => records.put(key, &Body::new(value, by)),
        None => records.remove(key),
    }
}
