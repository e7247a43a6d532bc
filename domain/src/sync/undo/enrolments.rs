//! Taking back enrolments in the school and in groups: those of a pupil stand or fall together, so
//! that nothing is half undone. One whose opening is taken back stays, cancelled: it is never taken
//! out of the legal register.

use std::collections::{BTreeMap, BTreeSet};

use super::{Attached, Records};
use crate::enrolment::{GroupEnrolment, GroupEnrolmentId, SchoolEnrolment, SchoolEnrolmentId};
use crate::problem::Problem;
use crate::pupil::PupilId;
use crate::sync::op::{Change, RecordChange};

/// What the action did to the enrolments of one pupil.
#[derive(Default)]
struct Own {
    schools: BTreeMap<SchoolEnrolmentId, RecordChange<SchoolEnrolment>>,
    groups: BTreeMap<GroupEnrolmentId, RecordChange<GroupEnrolment>>,
    /// Somebody changed them since.
    changed: bool,
}

/// What the action did to enrolments, by pupil.
#[derive(Default)]
pub(super) struct Enrolments(BTreeMap<PupilId, Own>);

impl Enrolments {
    pub(super) fn read(action: &[Change], records: &impl Records) -> Result<Self, Problem> {
        let mut all: BTreeMap<PupilId, Own> = BTreeMap::new();
        for change in action {
            let Change::EnrolmentSet { pupil, schools, groups } = change else { continue };
            let own = all.entry(*pupil).or_default();
            for change in schools {
                let Some(now) = &change.now else { continue };
                own.schools.entry(now.id).or_insert_with(|| change.clone()).now = change.now.clone();
            }
            for change in groups {
                let Some(one) = change.now.as_ref().or(change.was.as_ref()) else { continue };
                own.groups.entry(one.id).or_insert_with(|| change.clone()).now = change.now.clone();
            }
        }
        for (pupil, own) in &mut all {
            let schools = own.schools.values().cloned().collect();
            let groups = own.groups.values().cloned().collect();
            let state = records.state(&Change::EnrolmentSet { pupil: *pupil, schools, groups })?;
            own.changed = own.schools.iter().any(|(id, net)| state.schools.get(id) != net.now.as_ref())
                || own.groups.iter().any(|(id, net)| state.groups.get(id) != net.now.as_ref());
        }
        Ok(Self(all))
    }

    /// Whether the pupil has enrolments that the action did not bring, or that were changed since.
    pub(super) fn is_strange(&self, pupil: PupilId, attached: &Attached) -> bool {
        let none = Own::default();
        let own = self.0.get(&pupil).unwrap_or(&none);
        own.changed
            || attached.schools.iter().any(|id| !own.schools.contains_key(id))
            || attached.groups.iter().any(|id| !own.groups.contains_key(id))
    }

    /// The changes that put everything back, except of the pupils that stay.
    pub(super) fn back(self, stays: &BTreeSet<PupilId>) -> Vec<Change> {
        let goes = self.0.into_iter().filter(|(pupil, own)| !own.changed && !stays.contains(pupil));
        let back = goes.map(|(pupil, own)| Change::EnrolmentSet {
            pupil,
            schools: own.schools.into_values().filter_map(school).collect(),
            groups: own.groups.into_values().filter_map(swapped).collect(),
        });
        back.filter(|change| !super::keys(change).is_empty()).collect()
    }
}

fn school(net: RecordChange<SchoolEnrolment>) -> Option<RecordChange<SchoolEnrolment>> {
    match (&net.was, &net.now) {
        (None, Some(opened)) => {
            let now = Some(opened.undone());
            (now != net.now).then_some(RecordChange { was: net.now, now })
        }
        _ => swapped(net),
    }
}

fn swapped<T: PartialEq>(net: RecordChange<T>) -> Option<RecordChange<T>> {
    (net.was != net.now).then_some(RecordChange { was: net.now, now: net.was })
}
