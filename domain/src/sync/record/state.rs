//! The state of a change out of the records.

use serde::{Deserialize, Serialize};

use super::{Kind, RecordKey, Records};
use crate::enrolment::GroupEnrolment;
use crate::pupil::PupilId;
use crate::sync::apply::{NumberRecord, PrintRecord, State, touches};
use crate::sync::op::{Change, PrintedCard};

/// Value of a [`Kind::Print`].
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Print {
    /// What was chosen.
    pub label: String,
    /// Its sheets, and whether it was undone.
    pub record: PrintRecord,
    /// The stickers.
    pub cards: Vec<PrintedCard>,
}

/// Value of a [`Kind::GroupEnrolment`].
#[derive(Clone, Serialize, Deserialize)]
pub struct GroupOf {
    /// Whose.
    pub pupil: PupilId,
    /// The enrolment.
    pub group: GroupEnrolment,
}

/// The records that a change touches, as [`apply`](crate::sync::apply::apply) wants them.
pub fn state(records: &Records, change: &Change) -> State {
    let touched = touches(change);
    let fact = touched.fact.map(|(pupil, key)| RecordKey::fact(pupil, key));
    State {
        pupil: touched.pupil.and_then(|pupil| records.value(&RecordKey::pupil(pupil))),
        alias: touched.alias.and_then(|pupil| records.value(&RecordKey::alias(pupil))),
        family: touched.family.map(|(from, to)| Box::new(super::whole::family(records, from, to))),
        tag_holder: touched.tag.and_then(|tag| records.value(&RecordKey::new(Kind::Tag, tag))),
        numbers: touched
            .number
            .and_then(|number| records.value::<Vec<NumberRecord>>(&RecordKey::number(number)))
            .unwrap_or_default(),
        print: touched
            .print
            .and_then(|print| records.value::<Print>(&RecordKey::new(Kind::Print, print)))
            .map(|print| print.record),
        cells: touched
            .cells
            .iter()
            .filter_map(|item| Some((item.key, records.value(&RecordKey::cell(item.key))?)))
            .collect(),
        roll: touched.roll.is_some_and(|(class, at)| {
            records.value::<bool>(&RecordKey::roll(class, at)).unwrap_or_default()
        }),
        enrolment: touched.enrolment.and_then(|id| records.value(&RecordKey::new(Kind::Enrolment, id.0))),
        schools: touched
            .schools
            .iter()
            .filter_map(|id| Some((*id, records.value(&RecordKey::new(Kind::SchoolEnrolment, id.0))?)))
            .collect(),
        groups: touched
            .groups
            .iter()
            .filter_map(|id| {
                let of: GroupOf = records.value(&RecordKey::new(Kind::GroupEnrolment, id.0))?;
                Some((*id, of.group))
            })
            .collect(),
        fact: fact.and_then(|key| records.value(&key)),
        setting: touched.setting.and_then(|key| records.value(&RecordKey::new(Kind::Setting, key))),
        conflict: touched.conflict.and_then(|id| records.value(&RecordKey::new(Kind::Conflict, id))),
        held: touched.held.and_then(|op| records.value(&RecordKey::new(Kind::Held, op.0))),
    }
}
