//! Enrolling in a class.

use chrono::{Datelike, NaiveDate, Weekday};
use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, FieldChange};
use uuid::Uuid;

use super::messages::{ClassEnrolRequest, EnrolmentRow};
use super::{check_free, of_pupil};
use crate::attendance::School;
use crate::db::OrProblem;
use crate::history::messages::Saved;
use crate::pupils::field;
use crate::register::views::attendance::day_of;
use crate::register::{Batch, views};
use crate::{Answer, Core};

/// Enrols a pupil in a class from a day on, as one action. An enrolment in another class that is
/// open ends the day before. A pupil of whom only the class was known first gets an enrolment in
/// that class, so that the marks before stay hers. The class of the sheet follows when today falls
/// in the new enrolment.
///
/// # Errors
/// `EnrolmentWeekend` for a Saturday or Sunday other than 1 September (discimus.md 3.3);
/// `EnrolmentOverlaps`; `InvalidValue` for a class or location that is none, or for staff;
/// `NotFound`.
pub fn class_enrol(core: &Core, request: ClassEnrolRequest) -> Answer<Saved> {
    let ClassEnrolRequest { pupil, from, .. } = request;
    let today = core.today();
    let empty =
        || Problem::new(Code::InvalidValue).with("field", "class").with("value", "").with("why", "empty");
    let class = field::parse(PupilField::Class, &request.class, today)?.ok_or_else(empty)?;
    let location = field::parse(PupilField::Location, &request.location, today)?;
    check_day(from)?;
    core.register()?.write("enrol", |batch| {
        let known = views::read_pupil(batch.tx(), pupil)?.filter(|record| !record.removed);
        let fields = known.ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))?.fields;
        if fields.get(&PupilField::Kind).is_some_and(|kind| kind == "staff") {
            return Err(Problem::new(Code::InvalidValue).with("field", "kind").with("value", "staff"));
        }
        let own = |field| fields.get(&field).cloned().unwrap_or_default();
        let before = (own(PupilField::Class), own(PupilField::Location));
        let location = location.unwrap_or_else(|| before.1.clone());
        let mut rows = of_pupil(batch.tx(), pupil)?;
        if rows.is_empty() && !before.0.is_empty() && (&before.0, &before.1) != (&class, &location) {
            rows.extend(past(batch, pupil, before.clone(), from)?);
        }
        end_open(batch, &mut rows, (&class, &location), from)?;
        check_free(&rows, from, None)?;
        let enrolment =
            Enrolment { pupil, class: class.clone(), location: location.clone(), from, until: None };
        batch.push(Change::EnrolmentOpen { id: EnrolmentId(Uuid::now_v7()), enrolment })?;
        if from <= today {
            follow(batch, pupil, before, (class, location))?;
        }
        Ok(Saved { batch: batch.saved() })
    })
}

fn check_day(from: NaiveDate) -> Answer<()> {
    let weekend = matches!(from.weekday(), Weekday::Sat | Weekday::Sun);
    match weekend && from != School::year_of(from).first_day() {
        true => Err(Problem::new(Code::EnrolmentWeekend).with("day", from)),
        false => Ok(()),
    }
}

/// The enrolment that was never written down: in the class of the sheet, from the first day of the
/// school year, or of that of the first mark. Nothing when it would have no day.
fn past(
    batch: &mut Batch,
    pupil: PupilId,
    (class, location): (String, String),
    until: NaiveDate,
) -> Answer<Option<EnrolmentRow>> {
    let first = first_mark(batch.tx(), pupil)?.map_or(until, |day| day.min(until));
    let from = School::year_of(first).first_day();
    if until <= from {
        return Ok(None);
    }
    let row = EnrolmentRow {
        id: EnrolmentId(Uuid::now_v7()),
        enrolment: Enrolment { pupil, class, location, from, until: None },
    };
    batch.push(Change::EnrolmentOpen { id: row.id, enrolment: row.enrolment.clone() })?;
    Ok(Some(row))
}

fn first_mark(db: &Connection, pupil: PupilId) -> Answer<Option<NaiveDate>> {
    db.prepare_cached("SELECT day FROM view_attendance WHERE pupil = ?1 ORDER BY day LIMIT 1")
        .and_then(|mut select| select.query_row([&pupil.0.as_bytes()[..]], |row| day_of(row, 0)).optional())
        .or_problem()
}

/// Ends what began earlier in another class and is still open, the day before.
fn end_open(
    batch: &mut Batch,
    rows: &mut [EnrolmentRow],
    (class, location): (&str, &str),
    from: NaiveDate,
) -> Answer<()> {
    for row in rows {
        let Enrolment { class: now_in, location: at, from: since, until, .. } = &row.enrolment;
        if until.is_some() || from <= *since || (now_in.as_str(), at.as_str()) == (class, location) {
            continue;
        }
        row.enrolment.until = from.pred_opt();
        let (id, pupil, now) = (row.id, row.enrolment.pupil, row.enrolment.until);
        batch.push(Change::EnrolmentClose { id, pupil, was: None, now })?;
    }
    Ok(())
}

/// Class and location of the sheet become those of the enrolment.
fn follow(batch: &mut Batch, pupil: PupilId, was: (String, String), now: (String, String)) -> Answer<()> {
    let text = |text: String| Some(text).filter(|text| !text.is_empty());
    let change = |field, was, now| FieldChange { field, was: text(was), now: text(now) };
    let items = [change(PupilField::Class, was.0, now.0), change(PupilField::Location, was.1, now.1)];
    let items: Vec<_> = items.into_iter().filter(|item| item.was != item.now).collect();
    match items.is_empty() {
        true => Ok(()),
        false => batch.push(Change::PupilEdit { pupil, items }),
    }
}
