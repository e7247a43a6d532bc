//! The parts of a change that stand alone: cells and fields one by one, everything else whole
//! (sync.md 5).

use std::collections::BTreeSet;

use super::apply::touches;
use super::op::Change;
use super::record::{Kind, RecordKey};
use super::wire::PartResult;
use crate::pupil::{PupilField, PupilId};

/// The change in parts, of which each is decided by itself.
pub fn parts(change: &Change) -> Vec<Change> {
    match change {
        Change::AttendanceSet { items } => {
            items.iter().map(|item| Change::AttendanceSet { items: vec![item.clone()] }).collect()
        }
        Change::PupilEdit { pupil, items } => {
            items.iter().map(|item| Change::PupilEdit { pupil: *pupil, items: vec![item.clone()] }).collect()
        }
        whole => vec![whole.clone()],
    }
}

/// What a part is about, as text: the identity of its conflict record. Never an INSZ or a name.
pub fn subject(part: &Change) -> String {
    let of = |key: RecordKey| format!("{}/{}", key.kind.as_str(), key.id);
    match part {
        Change::PupilEdit { pupil, items } => {
            items.first().map(|item| field_subject(*pupil, item.field)).unwrap_or_default()
        }
        Change::PupilCreate { pupil, .. } | Change::PupilRemove { pupil } => of(RecordKey::pupil(*pupil)),
        Change::PupilMerge { from, .. } | Change::PupilUnmerge { from, .. } => of(RecordKey::alias(*from)),
        Change::NumberAdd { number, .. }
        | Change::NumberEnd { number, .. }
        | Change::NumberRemove { number, .. }
        | Change::NumberReopen { number, .. } => of(RecordKey::number(number)),
        Change::CardsPrint { print, .. }
        | Change::CardsRemove { print }
        | Change::CardsSheet { print, .. } => of(RecordKey::new(Kind::Print, print)),
        Change::AttendanceSet { items } => {
            items.first().map(|item| of(RecordKey::cell(item.key))).unwrap_or_default()
        }
        Change::RollTake { class, at } | Change::RollUntake { class, at } => of(RecordKey::roll(class, *at)),
        Change::EnrolmentOpen { id, .. }
        | Change::EnrolmentClose { id, .. }
        | Change::EnrolmentCancel { id, .. } => of(RecordKey::new(Kind::Enrolment, id.0)),
        Change::EnrolmentSet { pupil, .. } => format!("enrolments/{}", pupil.0),
        Change::FactSet { pupil, key, .. } => of(RecordKey::fact(*pupil, key)),
        Change::SettingSet { key, .. } => of(RecordKey::new(Kind::Setting, key)),
        Change::ConflictResolve { conflict, .. } | Change::ConflictReopen { conflict, .. } => {
            conflict.clone()
        }
        Change::HeldDismiss { op, .. } => of(RecordKey::new(Kind::Held, op.0)),
    }
}

/// The subject of one field of a pupil.
pub fn field_subject(pupil: PupilId, field: PupilField) -> String {
    format!("field/{}/{}", pupil.0, field.name())
}

/// The pupil whom a subject names; `None` where it is known by another name, as a number is.
pub fn pupil_of_subject(subject: &str) -> Option<PupilId> {
    let mut parts = subject.split('/');
    let kind = parts.next()?;
    let names = ["attendance", "fact", "field", "enrolments", "pupil"].contains(&kind);
    parts.next().filter(|_| names)?.parse().ok().map(PupilId)
}

/// Every pupil that must be there for this change, each once. A new pupil is not among them.
pub fn named_pupils(change: &Change) -> BTreeSet<PupilId> {
    match change {
        Change::PupilCreate { .. } => BTreeSet::new(),
        Change::PupilMerge { from, to, .. } | Change::PupilUnmerge { from, to, .. } => {
            BTreeSet::from([*from, *to])
        }
        Change::AttendanceSet { items } => items.iter().map(|item| item.key.pupil).collect(),
        Change::CardsPrint { cards, .. } => cards.iter().map(|card| card.pupil).collect(),
        Change::ConflictResolve { choose, .. } => {
            choose.iter().flat_map(|change| named_pupils(change)).collect()
        }
        other => touches(other).pupil.into_iter().collect(),
    }
}

/// Every pupil whom this change is about: those that it names, and whom a decision is about that
/// chooses nothing or is taken back.
pub fn pupils_about(change: &Change) -> BTreeSet<PupilId> {
    let mut all = named_pupils(change);
    if let Change::ConflictResolve { conflict, .. } | Change::ConflictReopen { conflict, .. } = change {
        all.extend(pupil_of_subject(conflict));
    }
    all
}

/// What of a change is in force, given the parts that are not.
pub fn without(change: Change, refused: &[PartResult]) -> Option<Change> {
    let stands = |part: &Change| !refused.iter().any(|one| one.subject == subject(part));
    match change {
        Change::AttendanceSet { mut items } => {
            items.retain(|item| stands(&Change::AttendanceSet { items: vec![item.clone()] }));
            (!items.is_empty()).then_some(Change::AttendanceSet { items })
        }
        Change::PupilEdit { pupil, mut items } => {
            items.retain(|item| stands(&Change::PupilEdit { pupil, items: vec![item.clone()] }));
            (!items.is_empty()).then_some(Change::PupilEdit { pupil, items })
        }
        Change::PupilCreate { pupil, tag, mut fields } if stands_whole(refused, &RecordKey::pupil(pupil)) => {
            fields.retain(|field, _| {
                let subject = field_subject(pupil, *field);
                !refused.iter().any(|one| one.subject == subject)
            });
            Some(Change::PupilCreate { pupil, tag, fields })
        }
        Change::PupilMerge { from, to, mut fields } if stands_whole(refused, &RecordKey::alias(from)) => {
            fields.retain(|item| {
                let subject = field_subject(to, item.field);
                !refused.iter().any(|one| one.subject == subject)
            });
            Some(Change::PupilMerge { from, to, fields })
        }
        whole => stands(&whole).then_some(whole),
    }
}

fn stands_whole(refused: &[PartResult], key: &RecordKey) -> bool {
    let subject = format!("{}/{}", key.kind.as_str(), key.id);
    !refused.iter().any(|one| one.subject == subject)
}
