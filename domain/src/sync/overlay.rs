//! What a laptop shows of an op on top of its mirror, from saving until the mirror holds it
//! (sync.md 1, I5).

use super::apply::{Outcome, State, apply};
use super::op::{Change, RecordChange};

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

/// What the views must follow; nothing where the change cannot stand on what is there, for instance
/// while its pupil is not (I6).
pub fn overlaid<'a>(state: &State, parents_there: bool, rebased: &'a Change) -> Outcome<'a> {
    if !parents_there {
        return Outcome::Same;
    }
    apply(state, rebased).unwrap_or(Outcome::Same)
}
