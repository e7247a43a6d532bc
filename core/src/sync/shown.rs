//! Entries in the words of the screens: what one is about, what it says, and what stands there now.

use std::collections::BTreeMap;

use rusqlite::Connection;
use stamboek_domain::enrolment::{EnrolmentStatus, GroupEnrolment, SchoolEnrolment};
use stamboek_domain::insz::Insz;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::{EnrolmentRecord, State};
use stamboek_domain::sync::op::Change;
use stamboek_domain::sync::parts::named_pupils;

use super::details::details;
use super::messages::*;
use crate::Answer;
use crate::register::views::read_pupil;

/// Whose entry it is, where it is about one pupil.
pub(super) fn pupil_of(part: &Change) -> Option<PupilId> {
    match part {
        Change::PupilCreate { pupil, .. } => Some(*pupil),
        Change::PupilMerge { from, .. } | Change::PupilUnmerge { from, .. } => Some(*from),
        other => named_pupils(other).into_iter().next(),
    }
}

/// What one part of an entry is about.
pub(super) fn about(part: &Change) -> EntrySubject {
    match part {
        Change::AttendanceSet { items } => match items.first() {
            Some(item) => EntrySubject::HalfDay { at: item.key.at },
            None => EntrySubject::Unknown,
        },
        Change::PupilEdit { items, .. } => match items.first() {
            Some(item) => EntrySubject::Field { field: item.field },
            None => EntrySubject::Unknown,
        },
        Change::RollTake { class, at } | Change::RollUntake { class, at } => {
            EntrySubject::Roll { class: class.clone(), at: *at }
        }
        Change::PupilCreate { .. } | Change::PupilRemove { .. } => EntrySubject::Pupil,
        Change::PupilMerge { .. } | Change::PupilUnmerge { .. } => EntrySubject::Merge,
        Change::NumberAdd { number, .. }
        | Change::NumberEnd { number, .. }
        | Change::NumberRemove { number, .. }
        | Change::NumberReopen { number, .. } => {
            EntrySubject::Number { system: number.system.clone(), value: number.value.clone() }
        }
        Change::EnrolmentOpen { .. } | Change::EnrolmentClose { .. } | Change::EnrolmentCancel { .. } => {
            EntrySubject::ClassPeriod
        }
        Change::EnrolmentSet { .. } => EntrySubject::Enrolments,
        Change::FactSet { key, .. } => {
            EntrySubject::Fact { kind: key.split('/').next().unwrap_or_default().to_owned() }
        }
        Change::SettingSet { key, .. } => EntrySubject::Setting { key: key.clone() },
        Change::CardsPrint { .. } | Change::CardsRemove { .. } | Change::CardsSheet { .. } => {
            EntrySubject::Cards
        }
        Change::ConflictResolve { choose: Some(chosen), .. } => about(chosen),
        Change::ConflictResolve { .. } | Change::ConflictReopen { .. } | Change::HeldDismiss { .. } => {
            EntrySubject::Decision
        }
    }
}

/// What one part of an entry makes of it.
pub(super) fn says(part: &Change, state: &State) -> EntryValue {
    match part {
        Change::AttendanceSet { items } => match items.first().and_then(|item| item.now.clone()) {
            Some(mark) => EntryValue::Mark { mark },
            None => EntryValue::Nothing,
        },
        Change::PupilEdit { items, .. } => items.first().map_or(EntryValue::Nothing, |item| {
            field_text(item.field, item.now.as_deref().unwrap_or_default())
        }),
        Change::PupilCreate { fields, .. } => name_and_class(fields),
        Change::RollTake { .. } => EntryValue::Taken,
        Change::NumberAdd { from: day, .. } => text(&[&day.to_string(), "–"]),
        Change::NumberEnd { until, .. } => text(&["–", &until.to_string()]),
        Change::NumberReopen { .. } => text(&["–"]),
        Change::EnrolmentOpen { enrolment, .. } => {
            let record = EnrolmentRecord { enrolment: enrolment.clone(), cancelled: false };
            EntryValue::Enrolments { lines: vec![class_line(&record)] }
        }
        Change::EnrolmentClose { now, .. } => period(state, |line| {
            line.until = now.map(|day| day.to_string());
            line.cancelled = false;
        }),
        Change::EnrolmentCancel { .. } => period(state, |line| line.cancelled = true),
        Change::EnrolmentSet { schools, groups, .. } => {
            let schools = schools.iter().filter_map(|one| one.now.as_ref()).map(school_line);
            let groups = groups.iter().filter_map(|one| match (&one.now, &one.was) {
                (Some(now), _) => Some(group_line(now)),
                (None, was) => was.as_ref().map(|was| gone(group_line(was))),
            });
            EntryValue::Enrolments { lines: schools.chain(groups).collect() }
        }
        Change::FactSet { now, .. } | Change::SettingSet { now, .. } => details(now.as_deref()),
        Change::ConflictResolve { choose: Some(chosen), .. } => says(chosen, state),
        Change::HeldDismiss { reason, .. } => text(&[reason]),
        Change::ConflictResolve { reason, .. } => text(&[reason.as_deref().unwrap_or_default()]),
        Change::CardsPrint { label, .. } => text(&[label]),
        // With whom.
        Change::PupilMerge { .. } => {
            match state.family.as_ref().and_then(|family| family.to.pupil.as_ref()) {
                Some(record) => name_and_class(&record.fields),
                None => EntryValue::Nothing,
            }
        }
        Change::PupilRemove { .. }
        | Change::PupilUnmerge { .. }
        | Change::RollUntake { .. }
        | Change::NumberRemove { .. }
        | Change::CardsRemove { .. }
        | Change::CardsSheet { .. }
        | Change::ConflictReopen { .. } => EntryValue::Nothing,
    }
}

fn name_and_class(fields: &BTreeMap<PupilField, String>) -> EntryValue {
    let of = |field| fields.get(&field).map_or("", String::as_str);
    text(&[of(PupilField::LastName), of(PupilField::FirstName), of(PupilField::Class)])
}

/// What stands now where one part of an entry would write; of a merge with whom the pupil is merged.
pub(super) fn stands(db: &Connection, part: &Change, state: &State) -> Answer<EntryValue> {
    let Change::PupilMerge { from, .. } = part else { return Ok(value(part, state)) };
    let gone = state.family.as_ref().and_then(|family| family.gone(*from));
    let with = gone.map(|gone| read_pupil(db, gone.to)).transpose()?.flatten();
    Ok(with.map_or(EntryValue::Nothing, |record| name_and_class(&record.fields)))
}

fn value(part: &Change, state: &State) -> EntryValue {
    match part {
        Change::AttendanceSet { .. } => match state.cells.values().next() {
            Some(mark) => EntryValue::Mark { mark: mark.clone() },
            None => EntryValue::Nothing,
        },
        Change::PupilEdit { items, .. } => items.first().map_or(EntryValue::Nothing, |item| {
            let fields = state.pupil.as_ref().map(|record| &record.fields);
            field_text(
                item.field,
                fields.and_then(|fields| fields.get(&item.field)).map_or("", String::as_str),
            )
        }),
        Change::PupilCreate { .. } | Change::PupilRemove { .. } => match &state.pupil {
            Some(record) if !record.removed => name_and_class(&record.fields),
            _ => EntryValue::Nothing,
        },
        Change::RollTake { .. } | Change::RollUntake { .. } if state.roll => EntryValue::Taken,
        Change::NumberAdd { .. }
        | Change::NumberEnd { .. }
        | Change::NumberRemove { .. }
        | Change::NumberReopen { .. } => match state.numbers.iter().max_by_key(|period| period.from) {
            Some(period) => {
                let until = period.until.map(|day| day.to_string()).unwrap_or_default();
                text(&[&period.from.to_string(), "–", &until])
            }
            None => EntryValue::Nothing,
        },
        Change::EnrolmentOpen { .. } | Change::EnrolmentClose { .. } | Change::EnrolmentCancel { .. } => {
            period(state, |_| {})
        }
        Change::EnrolmentSet { .. } => {
            let lines: Vec<_> = state
                .schools
                .values()
                .map(school_line)
                .chain(state.groups.values().map(group_line))
                .collect();
            if lines.is_empty() { EntryValue::Nothing } else { EntryValue::Enrolments { lines } }
        }
        Change::FactSet { .. } => details(state.fact.as_deref()),
        Change::SettingSet { .. } => details(state.setting.as_deref()),
        Change::ConflictResolve { choose: Some(chosen), .. } => value(chosen, state),
        _ => EntryValue::Nothing,
    }
}

/// Both, each line once, in the order of the levels.
pub(super) fn joined(one: EntryValue, other: EntryValue) -> EntryValue {
    match (one, other) {
        (EntryValue::Enrolments { mut lines }, EntryValue::Enrolments { lines: more }) => {
            for line in more {
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            lines.sort_by(|a, b| (a.level, &a.from).cmp(&(b.level, &b.from)));
            EntryValue::Enrolments { lines }
        }
        (EntryValue::Nothing, other) => other,
        (one, _) => one,
    }
}

fn period(state: &State, change: impl FnOnce(&mut EnrolmentLine)) -> EntryValue {
    let Some(record) = &state.enrolment else { return EntryValue::Nothing };
    let mut line = class_line(record);
    change(&mut line);
    EntryValue::Enrolments { lines: vec![line] }
}

fn class_line(record: &EnrolmentRecord) -> EnrolmentLine {
    EnrolmentLine {
        level: EnrolmentLevel::Class,
        name: record.enrolment.class.clone(),
        from: record.enrolment.from.to_string(),
        until: record.enrolment.until.map(|day| day.to_string()),
        reason: String::new(),
        status: None,
        cancelled: record.cancelled,
    }
}

fn school_line(school: &SchoolEnrolment) -> EnrolmentLine {
    EnrolmentLine {
        level: EnrolmentLevel::School,
        name: school.stamnummer.as_ref().map_or("", |number| number.as_str()).to_owned(),
        from: school.from.to_string(),
        until: school.leaving.as_ref().map(|leaving| leaving.until.to_string()),
        reason: school.leaving.as_ref().map_or(&school.reason, |leaving| &leaving.cause).clone(),
        status: Some(school.status),
        cancelled: school.status == EnrolmentStatus::Cancelled,
    }
}

fn group_line(group: &GroupEnrolment) -> EnrolmentLine {
    EnrolmentLine {
        level: EnrolmentLevel::Group,
        name: group.details.group.as_str().to_owned(),
        from: group.from.to_string(),
        until: group.until.map(|day| day.to_string()),
        reason: String::new(),
        status: None,
        cancelled: group.never_came,
    }
}

fn gone(line: EnrolmentLine) -> EnrolmentLine {
    EnrolmentLine { cancelled: true, ..line }
}

/// A field as a list shows it (S56).
fn field_text(field: PupilField, value: &str) -> EntryValue {
    match value {
        "" => EntryValue::Nothing,
        _ if field == PupilField::Insz => EntryValue::Text { text: Insz::MASKED.to_owned() },
        value => EntryValue::Text { text: value.to_owned() },
    }
}

fn text(parts: &[&str]) -> EntryValue {
    let parts: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).copied().collect();
    if parts.is_empty() { EntryValue::Nothing } else { EntryValue::Text { text: parts.join(" ") } }
}
