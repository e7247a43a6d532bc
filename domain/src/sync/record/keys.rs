//! Which records a change needs.

use std::collections::BTreeSet;

use super::{Kind, RecordKey};
use crate::pupil::PupilField;
use crate::sync::apply::touches;
use crate::sync::op::Change;
use crate::sync::parts::{field_subject, parts, pupils_about, subject};

/// The records that must be read before the change can be decided: those of [`touches`], every
/// pupil that it is about, and the conflicts and held entries about it.
pub fn wanted(change: &Change) -> BTreeSet<RecordKey> {
    let touched = touches(change);
    let mut keys: BTreeSet<RecordKey> = pupils_about(change).into_iter().map(RecordKey::pupil).collect();
    keys.extend(touched.pupil.map(RecordKey::pupil));
    let family = touched.family.map(|(from, to)| [from, to]);
    keys.extend(family.into_iter().flatten().chain(touched.alias).map(RecordKey::alias));
    keys.extend(touched.tag.map(|tag| RecordKey::new(Kind::Tag, tag)));
    keys.extend(touched.number.map(RecordKey::number));
    keys.extend(touched.print.map(|print| RecordKey::new(Kind::Print, print)));
    keys.extend(touched.cells.iter().map(|item| RecordKey::cell(item.key)));
    keys.extend(touched.roll.map(|(class, at)| RecordKey::roll(class, at)));
    keys.extend(touched.enrolment.map(|id| RecordKey::new(Kind::Enrolment, id.0)));
    keys.extend(touched.schools.iter().map(|id| RecordKey::new(Kind::SchoolEnrolment, id.0)));
    keys.extend(touched.groups.iter().map(|id| RecordKey::new(Kind::GroupEnrolment, id.0)));
    keys.extend(touched.fact.map(|(pupil, key)| RecordKey::fact(pupil, key)));
    keys.extend(touched.setting.map(|key| RecordKey::new(Kind::Setting, key)));
    keys.extend(touched.held.map(|op| RecordKey::new(Kind::Held, op.0)));
    keys.extend(parts(change).iter().map(|part| RecordKey::new(Kind::Conflict, subject(part))));
    // The INSZ of a new pupil may be offered beside (sync.md C15).
    if let Change::PupilCreate { pupil, .. } = change {
        keys.insert(RecordKey::new(Kind::Conflict, field_subject(*pupil, PupilField::Insz)));
    }
    keys
}
