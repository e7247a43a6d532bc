//! Marks, taken registers and enrolments.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Outcome, State, Write, applied, invalid, not_found};
use crate::attendance::{HalfDay, Mark};
use crate::enrolment::{Enrolment, EnrolmentId};
use crate::problem::{Code, Problem};
use crate::sync::op::CellChange;

/// Each cell stands alone, but the whole is refused with the first cell that is no longer what the
/// person saw: she then sees it and decides.
pub(super) fn set<'a>(state: &State, items: &'a [CellChange]) -> Result<Outcome<'a>, Problem> {
    let mut seen = BTreeSet::new();
    let mut writes = Vec::new();
    for item in items {
        let mark = state.cells.get(&item.key);
        if !seen.insert(item.key) {
            return Err(invalid("cell", &String::from(item.key)));
        }
        if mark == item.now.as_ref() {
            continue;
        }
        if mark != item.was.as_ref() {
            return Err(stale(item.key.at, mark));
        }
        writes.push(Write::Cell { cell: item.key, mark: item.now.as_ref() });
    }
    Ok(applied(writes))
}

/// Taken once; a second time is the same (sync.md C3).
pub(super) fn roll<'a>(state: &State, class: &'a str, at: HalfDay, taken: bool) -> Outcome<'a> {
    match state.roll == taken {
        true => Outcome::Same,
        false => applied(vec![Write::Roll { class, at, taken }]),
    }
}

pub(super) fn open<'a>(
    state: &State,
    id: EnrolmentId,
    enrolment: &Enrolment,
) -> Result<Outcome<'a>, Problem> {
    if enrolment.until.is_some_and(|until| until < enrolment.from) {
        return Err(before_its_first_day(enrolment.until));
    }
    match &state.enrolment {
        Some(record) if record.enrolment.pupil != enrolment.pupil => Err(not_found("enrolment")),
        Some(record) if !record.cancelled => Ok(Outcome::Same),
        _ => Ok(applied(vec![Write::Enrolment { id, enrolment: enrolment.clone(), cancelled: false }])),
    }
}

pub(super) fn close<'a>(
    state: &State,
    id: EnrolmentId,
    was: Option<NaiveDate>,
    now: Option<NaiveDate>,
) -> Result<Outcome<'a>, Problem> {
    let record = state.enrolment.as_ref().filter(|record| !record.cancelled);
    let enrolment = &record.ok_or_else(|| not_found("enrolment"))?.enrolment;
    if enrolment.until == now {
        return Ok(Outcome::Same);
    }
    if enrolment.until != was {
        let current = enrolment.until.map(|until| until.to_string()).unwrap_or_default();
        return Err(Problem::new(Code::Stale).with("field", "until").with("now", current));
    }
    if now.is_some_and(|until| until < enrolment.from) {
        return Err(before_its_first_day(now));
    }
    let enrolment = Enrolment { until: now, ..enrolment.clone() };
    Ok(applied(vec![Write::Enrolment { id, enrolment, cancelled: false }]))
}

pub(super) fn cancel<'a>(state: &State, id: EnrolmentId) -> Result<Outcome<'a>, Problem> {
    match &state.enrolment {
        None => Err(not_found("enrolment")),
        Some(record) if record.cancelled => Ok(Outcome::Same),
        Some(record) => {
            let enrolment = record.enrolment.clone();
            Ok(applied(vec![Write::Enrolment { id, enrolment, cancelled: true }]))
        }
    }
}

/// The code in force is said, never the remark.
fn stale(at: HalfDay, mark: Option<&Mark>) -> Problem {
    Problem::new(Code::Stale)
        .with("field", "attendance")
        .with("day", at.day)
        .with("half", at.half.as_str())
        .with("now", mark.map_or("", |mark| mark.code.as_str()))
}

fn before_its_first_day(until: Option<NaiveDate>) -> Problem {
    invalid("until", &until.map(|day| day.to_string()).unwrap_or_default()).with("why", "range")
}
