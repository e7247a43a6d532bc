//! Periods in classes: how they begin and end, and how they keep in step with the sheet. All of it
//! is decided as changes that are carried out afterwards.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::date::is_weekend;
use stamboek_domain::enrolment::{Enrolment, EnrolmentId, begins_in_weekend};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, FieldChange};
use uuid::Uuid;

use super::check_free;
use super::known::Known;
use super::messages::EnrolmentRow;
use crate::Answer;
use crate::attendance::School;
use crate::db::OrProblem;
use crate::register::views::attendance::day_of;

/// The changes by which a pupil is in a class from a day on. What held on that day ends the day
/// before, and the new period ends where it would have ended. A pupil of whom only the class was
/// known first gets a period in that class, so that the marks before stay there. The sheet follows
/// when today falls in the new period.
///
/// # Errors
/// `EnrolmentWeekend` for a Saturday or Sunday other than 1 September (discimus.md 3.3);
/// `EnrolmentOverlaps`.
pub(crate) fn enter(
    db: &Connection,
    known: &Known,
    (class, location): (&str, &str),
    from: NaiveDate,
    today: NaiveDate,
) -> Answer<Vec<Change>> {
    check_day(from)?;
    let pupil = known.pupil;
    let before = known.sheet_seat();
    let mut rows = known.classes.clone();
    let mut changes = Vec::new();
    if rows.is_empty() && !before.0.is_empty() && before != (class, location) {
        let past = past(db, pupil, before, from)?;
        changes.extend(past.iter().map(open));
        rows.extend(past);
    }
    let here = |row: &EnrolmentRow| row.enrolment.covers(from);
    let differs = |row: &EnrolmentRow| seat(&row.enrolment) != (class, location);
    let mut until = None;
    if let Some(at) = rows.iter().position(|row| here(row) && differs(row)) {
        let row = rows.remove(at);
        until = row.enrolment.until;
        changes.push(end_before(&row, from));
    }
    check_free(&rows, from, until)?;
    let (class, location) = (class.to_owned(), location.to_owned());
    let enrolment = Enrolment { pupil, class: class.clone(), location: location.clone(), from, until };
    let row = EnrolmentRow { id: EnrolmentId(Uuid::now_v7()), enrolment };
    let now = row.enrolment.covers(today);
    changes.push(open(&row));
    if now {
        changes.extend(sheet(known, (&class, &location)));
    }
    Ok(changes)
}

/// The changes by which the periods of a pupil follow a class or location that was changed on the
/// sheet today. Who has no periods keeps none: the class of the sheet holds.
pub(crate) fn follow_sheet(
    rows: &[EnrolmentRow],
    (class, location): (&str, &str),
    today: NaiveDate,
) -> Vec<Change> {
    let day = weekday(today);
    let next = |row: &EnrolmentRow, from| {
        let Enrolment { pupil, until, .. } = row.enrolment;
        let (class, location) = (class.to_owned(), location.to_owned());
        let enrolment = Enrolment { pupil, class, location, from, until };
        open(&EnrolmentRow { id: EnrolmentId(Uuid::now_v7()), enrolment })
    };
    let present = rows.iter().find(|row| row.enrolment.covers(day));
    // Who is still to come changes before the first day.
    let coming = rows.iter().find(|_| rows.len() == 1).filter(|row| today < row.enrolment.from);
    match present.or(coming) {
        None => Vec::new(),
        Some(row) if sits(&row.enrolment, (class, location)) => Vec::new(),
        Some(row) if class.is_empty() => vec![end_before(row, day)],
        Some(row) => vec![end_before(row, day), next(row, row.enrolment.from.max(day))],
    }
}

/// Ends a period the day before, or takes it away when it had not begun.
pub(super) fn end_before(row: &EnrolmentRow, day: NaiveDate) -> Change {
    let (id, Enrolment { pupil, from, until, .. }) = (row.id, &row.enrolment);
    match day.pred_opt().filter(|last| from <= last) {
        Some(last) => Change::EnrolmentClose { id, pupil: *pupil, was: *until, now: Some(last) },
        None => Change::EnrolmentCancel { id, pupil: *pupil },
    }
}

/// Class and location of the sheet become these, as far as they differ.
pub(crate) fn sheet(known: &Known, (class, location): (&str, &str)) -> Option<Change> {
    let change = |field, now: &str| {
        let was = known.fields.get(&field).cloned();
        let now = Some(now.to_owned()).filter(|now| !now.is_empty());
        (was != now).then_some(FieldChange { field, was, now })
    };
    let items = [change(PupilField::Class, class), change(PupilField::Location, location)];
    let items: Vec<FieldChange> = items.into_iter().flatten().collect();
    (!items.is_empty()).then_some(Change::PupilEdit { pupil: known.pupil, items })
}

/// Whether the period is in that class; one that tells no location is there wherever it is.
fn sits(enrolment: &Enrolment, (class, location): (&str, &str)) -> bool {
    enrolment.class == class && (enrolment.location.is_empty() || enrolment.location == location)
}

pub(super) fn seat(enrolment: &Enrolment) -> (&str, &str) {
    (&enrolment.class, &enrolment.location)
}

fn open(row: &EnrolmentRow) -> Change {
    Change::EnrolmentOpen { id: row.id, enrolment: row.enrolment.clone() }
}

fn check_day(from: NaiveDate) -> Answer<()> {
    match begins_in_weekend(from) {
        true => Err(Problem::new(Code::EnrolmentWeekend).with("day", from)),
        false => Ok(()),
    }
}

/// The day itself, or the Monday after a weekend.
fn weekday(day: NaiveDate) -> NaiveDate {
    (0..3).map(|more| day + Days::new(more)).find(|day| !is_weekend(*day)).unwrap_or(day)
}

/// The period that was never written down: in the class of the sheet, from the first day of the
/// school year, or of that of the first mark. Nothing when it would have no day.
fn past(
    db: &Connection,
    pupil: PupilId,
    (class, location): (&str, &str),
    until: NaiveDate,
) -> Answer<Option<EnrolmentRow>> {
    let first = first_mark(db, pupil)?.map_or(until, |day| day.min(until));
    let from = School::year_of(first).first_day();
    if until <= from {
        return Ok(None);
    }
    let (class, location) = (class.to_owned(), location.to_owned());
    let enrolment = Enrolment { pupil, class, location, from, until: None };
    Ok(Some(EnrolmentRow { id: EnrolmentId(Uuid::now_v7()), enrolment }))
}

fn first_mark(db: &Connection, pupil: PupilId) -> Answer<Option<NaiveDate>> {
    db.prepare_cached("SELECT day FROM view_attendance WHERE pupil = ?1 ORDER BY day LIMIT 1")
        .and_then(|mut select| select.query_row([&pupil.0.as_bytes()[..]], |row| day_of(row, 0)).optional())
        .or_problem()
}
