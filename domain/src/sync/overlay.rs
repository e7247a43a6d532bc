//! What a laptop shows of an op on top of its mirror, from saving until the mirror holds it
//! (sync.md 1, I5).

use std::collections::BTreeSet;

use super::apply::{Outcome, State, apply};
use super::op::{Change, RecordChange};
use super::record::RecordKey;

/// The change as its maker would make it over what stands now: each `was` becomes the current
/// value. What a person saved stays on her screen until the server decided, also when somebody
/// else's value arrived in the meantime.
pub fn rebased(state: &State, change: Change) -> Change {
    match change {
        Change::PupilEdit { pupil, mut items } => {
            for item in &mut items {
                item.was = state.pupil.as_ref().and_then(|pupil| pupil.fields.get(&item.field).cloned());
            }
            Change::PupilEdit { pupil, items }
        }
        Change::AttendanceSet { mut items } => {
            for item in &mut items {
                item.was = state.cells.get(&item.key).cloned();
            }
            Change::AttendanceSet { items }
        }
        Change::PupilMerge { from, to, mut fields } => {
            let record = state.family.as_ref().and_then(|family| family.to.pupil.as_ref());
            for item in &mut fields {
                item.was = record.and_then(|pupil| pupil.fields.get(&item.field).cloned());
            }
            Change::PupilMerge { from, to, fields }
        }
        Change::EnrolmentClose { id, pupil, now, was } => {
            let current = state.enrolment.as_ref().map(|record| record.enrolment.until);
            Change::EnrolmentClose { id, pupil, now, was: current.unwrap_or(was) }
        }
        Change::EnrolmentSet { pupil, schools, groups } => Change::EnrolmentSet {
            pupil,
            schools: over(schools, |one| state.schools.get(&one.id).cloned()),
            groups: over(groups, |one| state.groups.get(&one.id).cloned()),
        },
        Change::FactSet { pupil, key, now, .. } => {
            Change::FactSet { pupil, key, now, was: state.fact.clone() }
        }
        Change::SettingSet { key, now, .. } => Change::SettingSet { key, now, was: state.setting.clone() },
        Change::ConflictResolve { conflict, offers, choose, reason } => {
            let choose = choose.map(|change| Box::new(rebased(state, *change)));
            Change::ConflictResolve { conflict, offers, choose, reason }
        }
        other => other,
    }
}

fn over<T>(changes: Vec<RecordChange<T>>, current: impl Fn(&T) -> Option<T>) -> Vec<RecordChange<T>> {
    let one = |change: RecordChange<T>| {
        let was = change.now.as_ref().or(change.was.as_ref()).and_then(&current);
        RecordChange { was, now: change.now }
    };
    changes.into_iter().map(one).collect()
}

/// What the views must follow for one part of an op ([`parts`](super::parts::parts), each laid by
/// itself); nothing where it cannot stand on what is there, for instance while its pupil is not
/// (I6).
pub fn overlaid<'a>(state: &'a State, parents_there: bool, part: &'a Change) -> Outcome<'a> {
    if !parents_there {
        return Outcome::Same;
    }
    apply(state, part).unwrap_or(Outcome::Same)
}

/// Which of the ops that lie over the mirror must be laid again when these records changed below
/// them, given the records that each op wants. The set of records grows to all that those ops touch
/// in turn: put them back as the mirror has them, then lay the named ops again, in their order. That
/// comes to the same as laying all ops again (I4).
pub fn affected(records: &mut BTreeSet<RecordKey>, wanted: &[BTreeSet<RecordKey>]) -> Vec<bool> {
    let mut again = vec![false; wanted.len()];
    loop {
        let mut grew = false;
        for (again, keys) in again.iter_mut().zip(wanted) {
            if !*again && !keys.is_disjoint(records) {
                *again = true;
                grew = true;
                records.extend(keys.iter().cloned());
            }
        }
        if !grew {
            return again;
        }
    }
}
