//! Which pupils a record belongs to, and everything of one pupil out of the records.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Body, GroupOf, Kind, Print, RecordKey, Records};
use crate::attendance::Mark;
use crate::enrolment::{EnrolmentId, GroupEnrolmentId, SchoolEnrolment, SchoolEnrolmentId};
use crate::pupil::PupilId;
use crate::sync::apply::{EnrolmentRecord, NumberRecord};
use crate::sync::conflict::Conflict;
use crate::sync::merge::{Alias, Family, Whole, is_about_merging, merged_with};

/// Kinds of which the id begins with the pupil.
pub const OF_PUPIL_BY_ID: [Kind; 2] = [Kind::Attendance, Kind::Fact];

/// Kinds of which the text says to whom they belong ([`owners`]).
pub const OF_PUPIL_BY_BODY: [Kind; 6] =
    [Kind::Number, Kind::Print, Kind::Enrolment, Kind::SchoolEnrolment, Kind::GroupEnrolment, Kind::Conflict];

/// The pupils to whom a record belongs by what it says; none for kinds of which the id tells it
/// ([`OF_PUPIL_BY_ID`]), and for those that belong to nobody. A merge reads all records of a pupil.
pub fn owners(key: &RecordKey, body: &str) -> BTreeSet<PupilId> {
    fn value<T: DeserializeOwned>(body: &str) -> Option<T> {
        serde_json::from_str::<Body<T>>(body).ok()?.value
    }
    match key.kind {
        Kind::Number => {
            let periods: Vec<NumberRecord> = value(body).unwrap_or_default();
            periods.into_iter().map(|period| period.pupil).collect()
        }
        Kind::Print => {
            let print: Print = value(body).unwrap_or_default();
            print.cards.into_iter().map(|card| card.pupil).collect()
        }
        Kind::Enrolment => {
            value::<EnrolmentRecord>(body).into_iter().map(|record| record.enrolment.pupil).collect()
        }
        Kind::SchoolEnrolment => value::<SchoolEnrolment>(body).into_iter().map(|one| one.pupil).collect(),
        Kind::GroupEnrolment => value::<GroupOf>(body).into_iter().map(|of| of.pupil).collect(),
        Kind::Conflict => value::<Conflict>(body).into_iter().filter_map(|one| one.pupil).collect(),
        _ => BTreeSet::new(),
    }
}

/// The pupil with whose id the record's begins.
pub fn pupil_of_id(key: &RecordKey) -> Option<PupilId> {
    let id = key.id.split('/').next().filter(|_| OF_PUPIL_BY_ID.contains(&key.kind))?;
    Uuid::parse_str(id).ok().map(PupilId)
}

/// The two pupils of a merge with all that belongs to them, and how they hang together with others.
pub(super) fn family(records: &Records, from: PupilId, to: PupilId) -> Family {
    let alias = |pupil: PupilId| records.value::<Alias>(&RecordKey::alias(pupil));
    let both = [from, to].into_iter();
    let all = both.clone().chain(both.flat_map(|pupil| merged_with(pupil, alias)));
    let aliases: BTreeMap<PupilId, Alias> = all.filter_map(|one| Some((one, alias(one)?))).collect();
    Family { from: whole(records, from), to: whole(records, to), aliases }
}

/// Everything of one pupil, as far as it was read.
fn whole(records: &Records, pupil: PupilId) -> Whole {
    let mut whole = Whole { pupil: records.value(&RecordKey::pupil(pupil)), ..Whole::default() };
    for key in records.keys(&OF_PUPIL_BY_ID).into_iter().filter(|key| pupil_of_id(key) == Some(pupil)) {
        if let (Some(cell), Some(mark)) = (key.as_cell(), records.value::<Mark>(key)) {
            whole.cells.insert(cell.at, mark);
        }
        if let (Some((_, fact)), Some(value)) = (key.as_fact(), records.value::<String>(key)) {
            whole.facts.insert(fact.to_owned(), value);
        }
    }
    numbers_and_prints(records, pupil, &mut whole);
    enrolments(records, pupil, &mut whole);
    for key in records.keys(&[Kind::Conflict]) {
        let own = |one: &Conflict| one.pupil == Some(pupil) && !is_about_merging(&key.id);
        if let Some(conflict) = records.value::<Conflict>(key).filter(own) {
            whole.conflicts.insert(key.id.clone(), conflict);
        }
    }
    whole
}

fn numbers_and_prints(records: &Records, pupil: PupilId, whole: &mut Whole) {
    for key in records.keys(&[Kind::Number]) {
        let Some(number) = key.as_number() else { continue };
        let periods: Vec<NumberRecord> = records.value(key).unwrap_or_default();
        let own = periods.into_iter().filter(|period| period.pupil == pupil);
        whole.numbers.extend(own.map(|period| (number.clone(), period)));
    }
    for key in records.keys(&[Kind::Print]) {
        let Some(id) = key.uuid() else { continue };
        let print: Print = records.value(key).unwrap_or_default();
        let own = print.cards.into_iter().filter(|card| card.pupil == pupil);
        whole.cards.extend(own.map(|card| (id, card)));
    }
}

fn enrolments(records: &Records, pupil: PupilId, whole: &mut Whole) {
    for key in records.keys(&[Kind::Enrolment, Kind::SchoolEnrolment, Kind::GroupEnrolment]) {
        let Some(id) = key.uuid() else { continue };
        match key.kind {
            Kind::Enrolment => {
                let record = records.value::<EnrolmentRecord>(key);
                if let Some(record) = record.filter(|record| record.enrolment.pupil == pupil) {
                    whole.enrolments.insert(EnrolmentId(id), record);
                }
            }
            Kind::SchoolEnrolment => {
                if let Some(school) = records.value::<SchoolEnrolment>(key).filter(|one| one.pupil == pupil) {
                    whole.schools.insert(SchoolEnrolmentId(id), school);
                }
            }
            _ => {
                if let Some(of) = records.value::<GroupOf>(key).filter(|of| of.pupil == pupil) {
                    whole.groups.insert(GroupEnrolmentId(id), of.group);
                }
            }
        }
    }
}
