//! What a change is about: which records are read for it, and whose history and days it belongs to.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::enrolments;
use crate::attendance::HalfDay;
use crate::enrolment::{EnrolmentId, GroupEnrolmentId, SchoolEnrolmentId};
use crate::pupil::PupilId;
use crate::sync::op::{CellChange, Change, ExternalNumber, OpId};

/// What one change touches.
#[derive(Default)]
pub struct Touches<'a> {
    /// A pupil.
    pub pupil: Option<PupilId>,
    /// How a pupil hangs together with others.
    pub alias: Option<PupilId>,
    /// Two pupils with all that belongs to them: who is merged, and with whom.
    pub family: Option<(PupilId, PupilId)>,
    /// A tag.
    pub tag: Option<&'a str>,
    /// A number.
    pub number: Option<&'a ExternalNumber>,
    /// A print.
    pub print: Option<Uuid>,
    /// Cells of the attendance register.
    pub cells: &'a [CellChange],
    /// A register: class and half day.
    pub roll: Option<(&'a str, HalfDay)>,
    /// An enrolment.
    pub enrolment: Option<EnrolmentId>,
    /// Enrolments in the school.
    pub schools: BTreeSet<SchoolEnrolmentId>,
    /// Enrolments in groups.
    pub groups: BTreeSet<GroupEnrolmentId>,
    /// A fact about a pupil.
    pub fact: Option<(PupilId, &'a str)>,
    /// A setting.
    pub setting: Option<&'a str>,
    /// A conflict, by its subject.
    pub conflict: Option<&'a str>,
    /// A held entry.
    pub held: Option<OpId>,
}

/// The records that [`apply`](super::apply) needs for this change.
pub fn touches(change: &Change) -> Touches<'_> {
    let none = Touches::default();
    match change {
        Change::PupilCreate { pupil, tag, .. } => {
            Touches { pupil: Some(*pupil), alias: Some(*pupil), tag: Some(tag), ..none }
        }
        Change::PupilRemove { pupil } => Touches { pupil: Some(*pupil), alias: Some(*pupil), ..none },
        Change::PupilMerge { from, to, .. } | Change::PupilUnmerge { from, to, .. } => {
            Touches { family: Some((*from, *to)), ..none }
        }
        Change::PupilEdit { pupil, .. } => Touches { pupil: Some(*pupil), ..none },
        Change::NumberAdd { pupil, number, .. }
        | Change::NumberEnd { pupil, number, .. }
        | Change::NumberRemove { pupil, number }
        | Change::NumberReopen { pupil, number, .. } => {
            Touches { pupil: Some(*pupil), number: Some(number), ..none }
        }
        Change::CardsPrint { print, .. }
        | Change::CardsRemove { print }
        | Change::CardsSheet { print, .. } => Touches { print: Some(*print), ..none },
        Change::AttendanceSet { items } => Touches { cells: items, ..none },
        Change::RollTake { class, at } | Change::RollUntake { class, at } => {
            Touches { roll: Some((class, *at)), ..none }
        }
        Change::EnrolmentOpen { id, enrolment } => {
            Touches { pupil: Some(enrolment.pupil), enrolment: Some(*id), ..none }
        }
        Change::EnrolmentClose { id, pupil, .. } | Change::EnrolmentCancel { id, pupil } => {
            Touches { pupil: Some(*pupil), enrolment: Some(*id), ..none }
        }
        Change::EnrolmentSet { pupil, schools, groups } => Touches {
            pupil: Some(*pupil),
            schools: enrolments::schools(schools, groups),
            groups: enrolments::groups(groups),
            ..none
        },
        Change::FactSet { pupil, key, .. } => {
            Touches { pupil: Some(*pupil), fact: Some((*pupil, key)), ..none }
        }
        Change::SettingSet { key, .. } => Touches { setting: Some(key), ..none },
        Change::ConflictResolve { conflict, choose, .. } => {
            let chosen = choose.as_deref().map_or(none, touches);
            Touches { conflict: Some(conflict), ..chosen }
        }
        Change::ConflictReopen { conflict, .. } => Touches { conflict: Some(conflict), ..none },
        Change::HeldDismiss { op, .. } => Touches { held: Some(*op), ..none },
    }
}

/// The pupils in whose history this change belongs, each once.
pub fn pupils(change: &Change) -> BTreeSet<PupilId> {
    match change {
        Change::CardsPrint { cards, .. } => cards.iter().map(|card| card.pupil).collect(),
        Change::PupilMerge { from, to, .. } | Change::PupilUnmerge { from, to, .. } => {
            BTreeSet::from([*from, *to])
        }
        other => touches(other).pupil.into_iter().collect(),
    }
}

/// The school days whose registers a change is about, each once.
pub fn days(change: &Change) -> BTreeSet<NaiveDate> {
    match change {
        Change::AttendanceSet { items } => items.iter().map(|item| item.key.at.day).collect(),
        Change::RollTake { at, .. } | Change::RollUntake { at, .. } => BTreeSet::from([at.day]),
        _ => BTreeSet::new(),
    }
}
