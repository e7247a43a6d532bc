//! A record into the `view_` tables as the mirror has it.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use stamboek_domain::attendance::Mark;
use stamboek_domain::enrolment::{EnrolmentId, GroupEnrolmentId, SchoolEnrolment};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{EnrolmentRecord, NumberRecord, PupilRecord};
use stamboek_domain::sync::conflict::{Conflict, Held};
use stamboek_domain::sync::merge::Alias;
use stamboek_domain::sync::op::{ExternalNumber, OpId};
use stamboek_domain::sync::record::{Body, GroupOf, Kind, Print, RecordKey};
use uuid::Uuid;

use super::{Entry, attendance, enrolments, merges, offers, pupil_id};
use crate::Answer;
use crate::attendance::memory::Step;
use crate::db::OrProblem;
use crate::register::touched::Touched;

/// Puts a record into the views as its JSON has it, over whatever stands there; `None`, or what this
/// program cannot read: not there.
pub(crate) fn put_back(
    db: &Connection,
    key: &RecordKey,
    body: Option<&str>,
    touched: &mut Touched,
) -> Answer<()> {
    touched.subjects.extend(subjects(key.kind));
    put(db, key, body, touched).or_problem()
}

/// The subjects whose screens show such records.
fn subjects(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Pupil => &["pupils"],
        Kind::Number | Kind::Print => &["pupils", "cards"],
        Kind::Attendance | Kind::Roll => &["attendance"],
        Kind::Enrolment | Kind::Fact => &["pupils", "attendance"],
        Kind::SchoolEnrolment | Kind::GroupEnrolment => &["pupils", "enrolments"],
        Kind::Setting => &["settings"],
        Kind::Alias => &["pupils"],
        Kind::Conflict | Kind::Held => &["sync"],
        // Of the server alone; who carries a tag stands with the pupils.
        Kind::Tag | Kind::Waiting => &[],
    }
}

fn put(db: &Connection, key: &RecordKey, body: Option<&str>, touched: &mut Touched) -> rusqlite::Result<()> {
    match key.kind {
        Kind::Pupil => match key.uuid().map(PupilId) {
            Some(pupil) => put_pupil(db, pupil, value(body), touched),
            None => Ok(()),
        },
        Kind::Number => match key.as_number() {
            Some(number) => put_number(db, &number, value(body).unwrap_or_default(), touched),
            None => Ok(()),
        },
        Kind::Print => match key.uuid() {
            Some(print) => put_print(db, print, read(body), touched),
            None => Ok(()),
        },
        Kind::Attendance => {
            let Some(cell) = key.as_cell() else { return Ok(()) };
            let mark: Option<Mark> = value(body);
            touched.steps.push(Step::Cell(cell, mark.as_ref().map(|mark| mark.code)));
            attendance::write_cell(db, &cell, mark.as_ref(), 0)
        }
        Kind::Roll => {
            let Some((class, at)) = key.as_roll() else { return Ok(()) };
            let body = read::<bool>(body).filter(|body| body.value == Some(true));
            touched.steps.push(Step::Roll(class.to_owned(), at, body.is_some()));
            attendance::remove_roll(db, class, at)?;
            match body.and_then(|body| body.by) {
                Some(by) => attendance::write_roll(db, class, at, &Entry::by(&by)),
                None => Ok(()),
            }
        }
        Kind::Enrolment => {
            let Some(id) = key.uuid().map(EnrolmentId) else { return Ok(()) };
            touched.shown.extend(whose(db, "view_enrolment", &key.id)?);
            match value::<EnrolmentRecord>(body) {
                Some(record) => {
                    touched.shown.insert(record.enrolment.pupil);
                    attendance::write_enrolment(db, id, &record.enrolment, record.cancelled)
                }
                None => gone(db, "DELETE FROM view_enrolment WHERE id = ?1", &key.id),
            }
        }
        Kind::SchoolEnrolment => {
            touched.shown.extend(whose(db, "view_school_enrolment", &key.id)?);
            match value::<SchoolEnrolment>(body) {
                Some(school) => {
                    touched.shown.insert(school.pupil);
                    enrolments::write_school(db, &school)
                }
                None => gone(db, "DELETE FROM view_school_enrolment WHERE id = ?1", &key.id),
            }
        }
        Kind::GroupEnrolment => {
            let Some(id) = key.uuid().map(GroupEnrolmentId) else { return Ok(()) };
            touched.shown.extend(whose(db, "view_group_enrolment", &key.id)?);
            match value::<GroupOf>(body) {
                Some(of) => {
                    touched.shown.insert(of.pupil);
                    enrolments::write_group(db, of.pupil, &of.group)
                }
                None => enrolments::remove_group(db, id),
            }
        }
        Kind::Fact => {
            let Some((pupil, fact)) = key.as_fact() else { return Ok(()) };
            touched.shown.insert(pupil);
            attendance::write_fact(db, pupil, fact, value::<String>(body).as_deref())
        }
        Kind::Setting => super::write_setting(db, &key.id, value::<String>(body).as_deref()),
        Kind::Alias => match key.uuid().map(PupilId) {
            Some(pupil) => merges::write_alias(db, pupil, value::<Alias>(body).as_ref()),
            None => Ok(()),
        },
        Kind::Conflict => offers::write_conflict(db, &key.id, value::<Conflict>(body).as_ref()),
        Kind::Held => match key.uuid().map(OpId) {
            Some(op) => offers::write_held(db, op, value::<Held>(body).as_ref()),
            None => Ok(()),
        },
        Kind::Tag | Kind::Waiting => Ok(()),
    }
}

fn read<T: DeserializeOwned>(body: Option<&str>) -> Option<Body<T>> {
    serde_json::from_str(body?).ok()
}

fn value<T: DeserializeOwned>(body: Option<&str>) -> Option<T> {
    read(body)?.value
}

fn gone(db: &Connection, sql: &str, id: &str) -> rusqlite::Result<()> {
    db.prepare_cached(sql)?.execute([id]).map(drop)
}

/// Whose row that is now.
fn whose(db: &Connection, table: &str, id: &str) -> rusqlite::Result<Option<PupilId>> {
    db.prepare_cached(&format!("SELECT pupil FROM {table} WHERE id = ?1"))?
        .query_row([id], |row| pupil_id(row, 0))
        .optional()
}

fn put_pupil(
    db: &Connection,
    pupil: PupilId,
    record: Option<PupilRecord>,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    touched.shown.insert(pupil);
    let Some(record) = record else {
        return gone(db, "DELETE FROM view_pupil WHERE id = ?1", &pupil.0.to_string());
    };
    super::write_pupil(db, pupil, &record.tag, &record.fields)?;
    if record.removed { super::remove_pupil(db, pupil) } else { Ok(()) }
}

fn put_number(
    db: &Connection,
    number: &ExternalNumber,
    periods: Vec<NumberRecord>,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    let before: BTreeSet<PupilId> = db
        .prepare_cached(
            "DELETE FROM view_number WHERE system = ?1 AND database = ?2 AND value = ?3 RETURNING pupil",
        )?
        .query_map((&number.system, &number.database, &number.value), |row| pupil_id(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    touched.shown.extend(before);
    for period in periods {
        touched.shown.insert(period.pupil);
        super::write_number(db, number, &period)?;
    }
    Ok(())
}

fn put_print(
    db: &Connection,
    print: Uuid,
    body: Option<Body<Print>>,
    touched: &mut Touched,
) -> rusqlite::Result<()> {
    let id = print.to_string();
    let before: BTreeSet<PupilId> = db
        .prepare_cached("DELETE FROM view_print WHERE print = ?1 RETURNING pupil")?
        .query_map([&id], |row| pupil_id(row, 0))?
        .collect::<rusqlite::Result<_>>()?;
    touched.shown.extend(before);
    let Some(body) = body else { return Ok(()) };
    let Some(value) = body.value else { return Ok(()) };
    // A record knows when it changed last; mostly that is when it was printed.
    let at: DateTime<FixedOffset> = body.by.map(|by| by.at).unwrap_or_default();
    super::write_cards(db, print, &value.label, &value.cards, &super::written(at))?;
    for (sheet, _) in value.record.sheets.iter().filter(|(_, failed)| **failed) {
        super::write_sheet(db, print, *sheet, true)?;
    }
    if value.record.removed {
        super::remove_print(db, print)?;
    }
    touched.shown.extend(value.cards.iter().map(|card| card.pupil));
    Ok(())
}
