//! Enrolments in the school and in administrative groups: whole records, all or nothing.

use std::collections::BTreeSet;

use super::{Outcome, State, Write, applied, invalid, not_found};
use crate::enrolment::{
    EnrolmentStatus, GroupEnrolment, GroupEnrolmentId, SchoolEnrolment, SchoolEnrolmentId,
};
use crate::problem::{Code, Problem};
use crate::pupil::PupilId;
use crate::sync::op::{Change, RecordChange};

/// The enrolments in the school that are named, and those above the groups.
pub(super) fn schools(
    schools: &[RecordChange<SchoolEnrolment>],
    groups: &[RecordChange<GroupEnrolment>],
) -> BTreeSet<SchoolEnrolmentId> {
    let own = schools.iter().flat_map(|change| change.was.iter().chain(&change.now)).map(|school| school.id);
    let above = groups.iter().flat_map(|change| change.was.iter().chain(&change.now)).map(|g| g.enrolment);
    own.chain(above).collect()
}

/// The enrolments in groups that are named.
pub(super) fn groups(groups: &[RecordChange<GroupEnrolment>]) -> BTreeSet<GroupEnrolmentId> {
    groups.iter().flat_map(|change| change.was.iter().chain(&change.now)).map(|group| group.id).collect()
}

pub(super) fn set<'a>(
    state: &State,
    pupil: PupilId,
    schools: &'a [RecordChange<SchoolEnrolment>],
    groups: &'a [RecordChange<GroupEnrolment>],
) -> Result<Outcome<'a>, Problem> {
    let mut writes = Vec::new();
    let mut seen = BTreeSet::new();
    for change in schools {
        // It stays in the legal register whatever happens: it becomes something, never nothing.
        let now = change.now.as_ref().ok_or_else(|| invalid("enrolment", ""))?;
        let one = change.was.as_ref().is_none_or(|was| was.id == now.id && was.pupil == pupil);
        if !one || now.pupil != pupil || !seen.insert(now.id) {
            return Err(invalid("enrolment", &now.id.0.to_string()));
        }
        let current = state.schools.get(&now.id);
        if current == Some(now) {
            continue;
        }
        if current.is_some_and(|school| school.pupil != pupil) {
            return Err(not_found("enrolment"));
        }
        // Only what cancelled it can be taken back (sync.md C9).
        let dead = |school: &SchoolEnrolment| school.status == EnrolmentStatus::Cancelled;
        if current.is_some_and(|school| dead(school) && !school.is_undone() && dead(now)) {
            return Err(Problem::new(Code::EnrolmentCancelled));
        }
        if current.filter(|school| !school.is_undone()) != change.was.as_ref().filter(|was| !was.is_undone())
        {
            return Err(stale_school(current));
        }
        if now.leaving.as_ref().is_some_and(|leaving| leaving.until < now.from) {
            return Err(invalid("until", "").with("why", "range"));
        }
        writes.push(Write::School(now));
    }
    for change in groups {
        writes.extend(group(state, pupil, schools, change)?);
    }
    let mut seen = BTreeSet::new();
    for change in groups {
        if change.now.iter().chain(&change.was).take(1).any(|group| !seen.insert(group.id)) {
            return Err(invalid("enrolment", ""));
        }
    }
    Ok(applied(writes))
}

fn group<'a>(
    state: &State,
    pupil: PupilId,
    schools: &'a [RecordChange<SchoolEnrolment>],
    change: &'a RecordChange<GroupEnrolment>,
) -> Result<Option<Write<'a>>, Problem> {
    let either = change.now.as_ref().or(change.was.as_ref()).ok_or_else(|| invalid("enrolment", ""))?;
    if change.was.as_ref().is_some_and(|was| was.id != either.id) {
        return Err(invalid("enrolment", &either.id.0.to_string()));
    }
    let current = state.groups.get(&either.id);
    if current == change.now.as_ref() {
        return Ok(None);
    }
    let own = schools.iter().find(|school| school.now.as_ref().is_some_and(|now| now.id == either.enrolment));
    let before = state.schools.get(&either.enrolment);
    let above = own.and_then(|change| change.now.as_ref()).or(before);
    if above.is_none_or(|school| school.pupil != pupil) {
        return Err(not_found("enrolment"));
    }
    // Nothing happens to what was cancelled before (sync.md C9).
    let cancelled = |school: &SchoolEnrolment| school.status == EnrolmentStatus::Cancelled;
    if above.is_some_and(cancelled) && before.is_some_and(cancelled) {
        return Err(Problem::new(Code::EnrolmentCancelled));
    }
    if current != change.was.as_ref() {
        return Err(stale_group(current));
    }
    let Some(now) = &change.now else { return Ok(Some(Write::GroupGone(either.id))) };
    if now.until.is_some_and(|until| until < now.from) || now.expected_until < now.from {
        return Err(invalid("until", "").with("why", "range"));
    }
    Ok(Some(Write::Group(pupil, now)))
}

/// Records that are so already are left out, unless all are.
pub(super) fn sharpen(
    state: &State,
    pupil: PupilId,
    schools: Vec<RecordChange<SchoolEnrolment>>,
    groups: Vec<RecordChange<GroupEnrolment>>,
) -> Change {
    let school = |change: &RecordChange<SchoolEnrolment>| {
        change.now.as_ref().is_none_or(|now| state.schools.get(&now.id) != Some(now))
    };
    let group = |change: &RecordChange<GroupEnrolment>| match (&change.was, &change.now) {
        (_, Some(now)) => state.groups.get(&now.id) != Some(now),
        (Some(was), None) => state.groups.contains_key(&was.id),
        (None, None) => true,
    };
    if !schools.iter().any(school) && !groups.iter().any(group) {
        return Change::EnrolmentSet { pupil, schools, groups };
    }
    Change::EnrolmentSet {
        pupil,
        schools: schools.into_iter().filter(school).collect(),
        groups: groups.into_iter().filter(group).collect(),
    }
}

fn stale_school(current: Option<&SchoolEnrolment>) -> Problem {
    let leaving = current.and_then(|school| school.leaving.as_ref());
    match current {
        Some(school) if school.status == EnrolmentStatus::Cancelled => Problem::new(Code::EnrolmentCancelled),
        _ => {
            let until = leaving.map(|leaving| leaving.until.to_string()).unwrap_or_default();
            Problem::new(Code::Stale).with("field", "enrolment").with("now", until)
        }
    }
}

fn stale_group(current: Option<&GroupEnrolment>) -> Problem {
    let until = current.and_then(|group| group.until).map(|day| day.to_string()).unwrap_or_default();
    Problem::new(Code::Stale).with("field", "enrolment").with("now", until)
}

#[cfg(test)]
mod tests;
