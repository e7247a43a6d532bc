//! Marks, taken registers, enrolments and facts in the `view_` tables.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};
use rusqlite::{Connection, OptionalExtension, Row};
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::EnrolmentRecord;
use stamboek_domain::sync::op::{Cell, CellChange};
use stamboek_domain::sync::undo::Attached;
use uuid::Uuid;

use super::{Entry, date, odd, pupil_id, written};
use crate::Answer;
use crate::db::OrProblem;

/// A day as the large tables keep it: `20261123`.
pub(crate) fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The day of [`day_number`].
pub(crate) fn day_of(row: &Row, column: usize) -> rusqlite::Result<NaiveDate> {
    let number: i64 = row.get(column)?;
    let part = |n: i64| u32::try_from(n).unwrap_or_default();
    let year = i32::try_from(number / 10_000).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, part(number / 100 % 100), part(number % 100)).ok_or_else(|| odd(column))
}

/// 0 morning, 1 afternoon.
pub(crate) fn half_number(half: Half) -> i64 {
    half as i64
}

/// The half of [`half_number`].
pub(crate) fn half_of(row: &Row, column: usize) -> rusqlite::Result<Half> {
    let half = usize::from(row.get::<_, u8>(column)?);
    Half::BOTH.get(half).copied().ok_or_else(|| odd(column))
}

/// Code, time and note in three columns.
pub(crate) fn mark_of(row: &Row, column: usize) -> rusqlite::Result<Mark> {
    let code = MarkCode::parse(row.get_ref(column)?.as_str()?).map_err(|_| odd(column))?;
    let time = match row.get_ref(column + 1)?.as_str_or_null()? {
        None => None,
        Some(text) => Some(NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| odd(column + 1))?),
    };
    Ok(Mark { code, time, note: row.get(column + 2)? })
}

/// What stands in one cell.
pub(crate) fn read_mark(db: &Connection, pupil: PupilId, at: HalfDay) -> Answer<Option<Mark>> {
    db.prepare_cached(
        "SELECT code, time, note FROM view_attendance WHERE day = ?1 AND half = ?2 AND pupil = ?3",
    )
    .and_then(|mut select| select.query_row(place(&Cell { pupil, at }), |row| mark_of(row, 0)).optional())
    .or_problem()
}

pub(super) fn read_cells(db: &Connection, items: &[CellChange]) -> Answer<BTreeMap<Cell, Mark>> {
    let mut cells = BTreeMap::new();
    if items.is_empty() {
        return Ok(cells);
    }
    let mut select = db
        .prepare_cached(
            "SELECT code, time, note FROM view_attendance WHERE day = ?1 AND half = ?2 AND pupil = ?3",
        )
        .or_problem()?;
    for CellChange { key, .. } in items {
        let mark = select.query_row(place(key), |row| mark_of(row, 0)).optional().or_problem()?;
        cells.extend(mark.map(|mark| (*key, mark)));
    }
    Ok(cells)
}

fn place(cell: &Cell) -> (i64, i64, &[u8]) {
    (day_number(cell.at.day), half_number(cell.at.half), cell.pupil.0.as_bytes())
}

pub(super) fn write_cell(db: &Connection, cell: &Cell, mark: Option<&Mark>, n: i64) -> rusqlite::Result<()> {
    let (day, half, pupil) = place(cell);
    let Some(mark) = mark else {
        let sql = "DELETE FROM view_attendance WHERE day = ?1 AND half = ?2 AND pupil = ?3";
        return db.prepare_cached(sql)?.execute((day, half, pupil)).map(drop);
    };
    let time = mark.time.map(|time| time.format("%H:%M").to_string());
    db.prepare_cached(
        "INSERT INTO view_attendance (day, half, pupil, code, time, note, n)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (day, half, pupil) DO UPDATE SET code = excluded.code, time = excluded.time,
           note = excluded.note, n = excluded.n",
    )?
    .execute((day, half, pupil, mark.code.as_str(), time, &mark.note, n))
    .map(drop)
}

pub(super) fn is_taken(db: &Connection, class: &str, at: HalfDay) -> Answer<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM view_roll WHERE day = ?1 AND half = ?2 AND class = ?3)")
        .and_then(|mut select| {
            select.query_row((day_number(at.day), half_number(at.half), class), |row| row.get(0))
        })
        .or_problem()
}

pub(super) fn write_roll(db: &Connection, class: &str, at: HalfDay, entry: &Entry) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO view_roll (day, half, class, n, at, by_user) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (day, half, class) DO NOTHING",
    )?
    .execute((
        day_number(at.day),
        half_number(at.half),
        class,
        entry.n,
        written(entry.at),
        entry.user.unwrap_or(""),
    ))
    .map(drop)
}

pub(super) fn remove_roll(db: &Connection, class: &str, at: HalfDay) -> rusqlite::Result<()> {
    let sql = "DELETE FROM view_roll WHERE day = ?1 AND half = ?2 AND class = ?3";
    db.prepare_cached(sql)?.execute((day_number(at.day), half_number(at.half), class)).map(drop)
}

pub(super) fn read_enrolment(db: &Connection, id: EnrolmentId) -> Answer<Option<EnrolmentRecord>> {
    db.prepare_cached(
        "SELECT pupil, class, location, from_date, until_date, cancelled FROM view_enrolment WHERE id = ?1",
    )
    .and_then(|mut select| {
        select
            .query_row([id.0.to_string()], |row| {
                Ok(EnrolmentRecord { enrolment: enrolment_of(row, 0)?, cancelled: row.get(5)? })
            })
            .optional()
    })
    .or_problem()
}

/// Pupil, class, location, first and last day in five columns.
pub(crate) fn enrolment_of(row: &Row, column: usize) -> rusqlite::Result<Enrolment> {
    Ok(Enrolment {
        pupil: pupil_id(row, column)?,
        class: row.get(column + 1)?,
        location: row.get(column + 2)?,
        from: date(row, column + 3)?.ok_or_else(|| odd(column + 3))?,
        until: date(row, column + 4)?,
    })
}

pub(super) fn write_enrolment(
    db: &Connection,
    id: EnrolmentId,
    enrolment: &Enrolment,
    cancelled: bool,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO view_enrolment (id, pupil, class, location, from_date, until_date, cancelled)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET pupil = excluded.pupil, class = excluded.class, location = excluded.location,
           from_date = excluded.from_date, until_date = excluded.until_date,
           cancelled = excluded.cancelled",
    )?
    .execute((
        id.0.to_string(),
        enrolment.pupil.0.to_string(),
        &enrolment.class,
        &enrolment.location,
        enrolment.from.to_string(),
        enrolment.until.map(|day| day.to_string()),
        cancelled,
    ))
    .map(drop)
}

/// The JSON of a fact, if there is one.
pub(crate) fn read_fact(db: &Connection, pupil: PupilId, key: &str) -> Answer<Option<String>> {
    db.prepare_cached("SELECT value FROM view_fact WHERE pupil = ?1 AND key = ?2")
        .and_then(|mut select| select.query_row((pupil.0.to_string(), key), |row| row.get(0)).optional())
        .or_problem()
}

pub(super) fn write_fact(
    db: &Connection,
    pupil: PupilId,
    key: &str,
    value: Option<&str>,
) -> rusqlite::Result<()> {
    let pupil = pupil.0.to_string();
    let Some(value) = value else {
        return db
            .prepare_cached("DELETE FROM view_fact WHERE pupil = ?1 AND key = ?2")?
            .execute((pupil, key))
            .map(drop);
    };
    db.prepare_cached(
        "INSERT INTO view_fact (pupil, key, value) VALUES (?1, ?2, ?3)
         ON CONFLICT (pupil, key) DO UPDATE SET value = excluded.value",
    )?
    .execute((pupil, key, value))
    .map(drop)
}

/// What of these tables hangs on a pupil and forbids taking the pupil back.
pub(crate) fn attach(db: &Connection, pupil: PupilId, attached: &mut Attached) -> Answer<()> {
    let id = pupil.0.to_string();
    let texts = |sql: &str| -> Answer<Vec<String>> {
        let mut select = db.prepare_cached(sql).or_problem()?;
        select.query_map([&id], |row| row.get(0)).and_then(Iterator::collect).or_problem()
    };
    let enrolments = texts("SELECT id FROM view_enrolment WHERE pupil = ?1 AND cancelled = 0")?;
    attached.enrolments =
        enrolments.iter().filter_map(|id| Uuid::parse_str(id).ok()).map(EnrolmentId).collect();
    attached.facts = texts("SELECT key FROM view_fact WHERE pupil = ?1")?.into_iter().collect();
    // The whole table: only asked when a pupil who was just made is taken back.
    let marks: u32 = db
        .prepare_cached("SELECT count(*) FROM view_attendance WHERE pupil = ?1")
        .and_then(|mut select| select.query_row([&pupil.0.as_bytes()[..]], |row| row.get(0)))
        .or_problem()?;
    attached.marks = marks as usize;
    Ok(())
}
