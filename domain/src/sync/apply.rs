//! What a change does to the records it touches. Pure: no clock, no randomness, no reading; the
//! laptop and the server run the same function and come to the same outcome (I13).

mod enrolments;
mod merge;
mod register;
mod state;
mod touches;
mod write;

pub use state::{EnrolmentRecord, NumberRecord, PrintRecord, PupilRecord, State};
pub use touches::{Touches, days, pupils, touches};
pub use write::{Outcome, Write};

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::conflict::all_decided;
use super::op::{CellChange, Change, ExternalNumber, FieldChange, OpId};
use crate::problem::{Code, Problem};
use crate::pupil::{PupilField, PupilId};

/// Decides one change given the records that it touches.
///
/// # Errors
/// `Stale` when a value is no longer what the person saw, `NumberTaken` when somebody else holds
/// the number, `NotFound` when pupil, number, print or sheet do not exist, `InvalidValue` for a
/// tag in use or an emptied kind. Nothing may be stored then.
pub fn apply<'a>(state: &'a State, change: &'a Change) -> Result<Outcome<'a>, Problem> {
    let live = || match &state.pupil {
        Some(record) if !record.removed => Ok(record),
        _ => Err(not_found("pupil")),
    };
    match change {
        Change::PupilCreate { pupil, tag, fields } => create(state, *pupil, tag, fields),
        Change::PupilRemove { pupil } => match &state.pupil {
            None => Err(not_found("pupil")),
            Some(record) if record.removed => Ok(Outcome::Same),
            // What came with others would go with the pupil.
            Some(_) if state.alias.as_ref().is_some_and(|alias| !alias.of.is_empty()) => {
                Err(invalid("pupil", "").with("why", "merged"))
            }
            Some(_) => Ok(Outcome::Applied(vec![Write::PupilRemoved(*pupil)])),
        },
        Change::PupilMerge { from, to, fields } => merge::merge(state, *from, *to, fields),
        Change::PupilUnmerge { from, to, .. } => merge::unmerge(state, *from, *to),
        Change::PupilEdit { pupil, items } => Ok(applied(edit(live()?, *pupil, items)?)),
        Change::NumberAdd { pupil, number, from } => {
            live()?;
            match state.numbers.iter().find(|period| period.until.is_none()) {
                Some(period) if period.pupil == *pupil => Ok(Outcome::Same),
                Some(_) => Err(taken(number)),
                None => {
                    let period = NumberRecord { pupil: *pupil, from: *from, until: None };
                    Ok(applied(vec![Write::Number { number, period }]))
                }
            }
        }
        Change::NumberEnd { pupil, number, until } => match open_period(state, *pupil) {
            Some(period) => {
                let period = NumberRecord { until: Some(*until), ..period.clone() };
                Ok(applied(vec![Write::Number { number, period }]))
            }
            None if closed_period(state, *pupil, *until).is_some() => Ok(Outcome::Same),
            None => Err(not_found("number")),
        },
        Change::NumberRemove { pupil, number } => match open_period(state, *pupil) {
            Some(period) => Ok(applied(vec![Write::NumberGone { number, period: period.clone() }])),
            None => Err(not_found("number")),
        },
        Change::NumberReopen { pupil, number, until } => {
            if state.numbers.iter().any(|period| period.until.is_none()) {
                return Err(taken(number));
            }
            let period = closed_period(state, *pupil, *until).ok_or_else(|| not_found("number"))?;
            let period = NumberRecord { until: None, ..period.clone() };
            Ok(applied(vec![Write::Number { number, period }]))
        }
        Change::CardsPrint { print, label, cards } => {
            Ok(applied(vec![Write::Cards { print: *print, label, cards }]))
        }
        Change::CardsRemove { print } => match &state.print {
            None => Err(not_found("print")),
            Some(record) if record.removed => Ok(Outcome::Same),
            Some(_) => Ok(applied(vec![Write::PrintRemoved(*print)])),
        },
        Change::CardsSheet { print, sheet, failed } => {
            let record = state.print.as_ref().filter(|record| !record.removed);
            match record.and_then(|record| record.sheets.get(sheet)) {
                None => Err(not_found("sheet")),
                Some(current) if current == failed => Ok(Outcome::Same),
                Some(_) => Ok(applied(vec![Write::Sheet { print: *print, sheet: *sheet, failed: *failed }])),
            }
        }
        Change::AttendanceSet { items } => register::set(state, items),
        Change::RollTake { class, at } => Ok(register::roll(state, class, *at, true)),
        Change::RollUntake { class, at } => Ok(register::roll(state, class, *at, false)),
        Change::EnrolmentOpen { id, enrolment } => {
            live()?;
            register::open(state, *id, enrolment)
        }
        Change::EnrolmentClose { id, was, now, .. } => register::close(state, *id, *was, *now),
        Change::EnrolmentCancel { id, .. } => register::cancel(state, *id),
        Change::EnrolmentSet { pupil, schools, groups } => {
            live()?;
            enrolments::set(state, *pupil, schools, groups)
        }
        Change::FactSet { pupil, key, was, now } => {
            live()?;
            if state.fact == *now {
                Ok(Outcome::Same)
            } else if state.fact == *was {
                Ok(applied(vec![Write::Fact { pupil: *pupil, key, value: now.as_deref() }]))
            } else {
                Err(Problem::new(Code::Stale).with("field", key))
            }
        }
        Change::SettingSet { key, was, now } => {
            if state.setting == *now {
                Ok(Outcome::Same)
            } else if state.setting == *was {
                Ok(applied(vec![Write::Setting { key, value: now.as_deref() }]))
            } else {
                Err(Problem::new(Code::Stale).with("field", key))
            }
        }
        Change::ConflictResolve { conflict, offers, choose, .. } => resolve(state, conflict, offers, choose),
        Change::ConflictReopen { conflict, decision } => {
            let before = state.conflict.as_ref().is_some_and(|one| one.reopened.contains(decision));
            let write = Write::Reopened { subject: conflict, decision: *decision };
            Ok(if before { Outcome::Same } else { applied(vec![write]) })
        }
        Change::HeldDismiss { op, reason } => match &state.held {
            None => Err(not_found("held")),
            Some(held) if !held.is_open() => Ok(Outcome::Same),
            Some(_) => Ok(applied(vec![Write::Dismissed { op: *op, reason }])),
        },
    }
}

/// All or nothing: what was chosen comes into force, and the offers that the person saw are decided,
/// also those that come back only after this (a restore). One that arrived since waits on.
fn resolve<'a>(
    state: &'a State,
    subject: &'a str,
    offers: &'a [OpId],
    choose: &'a Option<Box<Change>>,
) -> Result<Outcome<'a>, Problem> {
    if state.conflict.as_ref().is_some_and(|conflict| all_decided(conflict, offers)) {
        return Ok(Outcome::Same);
    }
    let mut writes = Vec::new();
    if let Some(change) = choose {
        let about_it = super::parts::parts(change).iter().all(|part| super::parts::subject(part) == subject);
        if !about_it || matches!(**change, Change::ConflictResolve { .. }) {
            return Err(invalid("conflict", ""));
        }
        if let Outcome::Applied(chosen) = apply(state, change)? {
            writes.extend(chosen);
        }
    }
    writes.push(Write::Settled { subject, offers });
    Ok(applied(writes))
}

/// What the maker of an op says, so exactly that it can be taken back: items of `pupil.edit` that
/// change nothing are left out (unless none changes anything), a number that the pupil held from the
/// same day on is opened again instead of added, and taking a merge back names the fields that go back.
pub fn sharpen(state: &State, change: Change) -> Change {
    match change {
        Change::PupilEdit { pupil, items } => {
            let changes = |item: &FieldChange| match &state.pupil {
                Some(record) => record.fields.get(&item.field) != item.now.as_ref(),
                None => true,
            };
            if !items.iter().any(changes) {
                return Change::PupilEdit { pupil, items };
            }
            let items = items.into_iter().filter(changes).collect();
            Change::PupilEdit { pupil, items }
        }
        Change::AttendanceSet { items } => {
            let changes = |item: &CellChange| state.cells.get(&item.key) != item.now.as_ref();
            if !items.iter().any(changes) {
                return Change::AttendanceSet { items };
            }
            Change::AttendanceSet { items: items.into_iter().filter(changes).collect() }
        }
        Change::PupilUnmerge { from, to, .. } => {
            let fields = state.family.as_deref().map(|family| merge::fields_back(family, from));
            Change::PupilUnmerge { from, to, fields: fields.unwrap_or_default() }
        }
        Change::EnrolmentSet { pupil, schools, groups } => enrolments::sharpen(state, pupil, schools, groups),
        Change::NumberAdd { pupil, number, from } => {
            let before = state.numbers.iter().find(|period| period.pupil == pupil && period.from == from);
            match before.and_then(|period| period.until) {
                Some(until) => Change::NumberReopen { pupil, number, until },
                None => Change::NumberAdd { pupil, number, from },
            }
        }
        other => other,
    }
}

/// Fields of a pupil, none of them twice.
fn edit<'a>(
    record: &PupilRecord,
    pupil: PupilId,
    items: &'a [FieldChange],
) -> Result<Vec<Write<'a>>, Problem> {
    let mut seen = BTreeSet::new();
    let mut writes = Vec::new();
    for item in items {
        let emptied_kind = item.field == PupilField::Kind && item.now.is_none();
        if emptied_kind || !seen.insert(item.field) {
            return Err(invalid(item.field.name(), item.now.as_deref().unwrap_or("")));
        }
        let current = record.fields.get(&item.field);
        if current == item.now.as_ref() {
            continue;
        }
        if current != item.was.as_ref() {
            return Err(stale(item.field, current));
        }
        writes.push(Write::Field { pupil, field: item.field, value: item.now.as_deref() });
    }
    Ok(writes)
}

fn create<'a>(
    state: &State,
    pupil: PupilId,
    tag: &'a str,
    fields: &'a BTreeMap<PupilField, String>,
) -> Result<Outcome<'a>, Problem> {
    if state.tag_holder.is_some_and(|holder| holder != pupil) {
        return Err(invalid("tag", tag));
    }
    // One who was merged is there, under another.
    let merged = state.alias.as_ref().is_some_and(|alias| alias.gone.is_some());
    match &state.pupil {
        Some(record) if !record.removed || merged => Ok(Outcome::Same),
        Some(record) if record.tag != tag => Err(invalid("tag", tag)),
        _ => Ok(Outcome::Applied(vec![Write::Pupil { pupil, tag, fields }])),
    }
}

fn applied(writes: Vec<Write<'_>>) -> Outcome<'_> {
    if writes.is_empty() { Outcome::Same } else { Outcome::Applied(writes) }
}

fn open_period(state: &State, pupil: PupilId) -> Option<&NumberRecord> {
    state.numbers.iter().find(|period| period.pupil == pupil && period.until.is_none())
}

fn closed_period(state: &State, pupil: PupilId, until: NaiveDate) -> Option<&NumberRecord> {
    let mine = state.numbers.iter().filter(|period| period.pupil == pupil && period.until == Some(until));
    mine.max_by_key(|period| period.from)
}

fn not_found(what: &str) -> Problem {
    Problem::new(Code::NotFound).with("what", what)
}

fn taken(number: &ExternalNumber) -> Problem {
    Problem::new(Code::NumberTaken).with("number", &number.value).with("database", &number.database)
}

fn invalid(field: &str, value: &str) -> Problem {
    Problem::new(Code::InvalidValue).with("field", field).with("value", value)
}

/// The value in force is said, except an INSZ (shown masked, S56).
fn stale(field: PupilField, current: Option<&String>) -> Problem {
    let problem = Problem::new(Code::Stale).with("field", field.name());
    match field {
        PupilField::Insz => problem,
        _ => problem.with("now", current.map_or("", String::as_str)),
    }
}
