//! Pupils who were merged, and everything that belongs to a pupil, in the `view_` tables.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Params, Row};
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::enrolment::{EnrolmentId, GroupEnrolmentId, SchoolEnrolmentId};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{EnrolmentRecord, NumberRecord};
use stamboek_domain::sync::conflict::Conflict;
use stamboek_domain::sync::merge::{Alias, Family, Thing, Whole, is_about_merging, merged_with};
use stamboek_domain::sync::op::{Cell, ExternalNumber, PrintedCard};
use stamboek_domain::sync::record::{Kind, RecordKey};
use uuid::Uuid;

use super::{attendance, date, enrolments, odd, read_pupil};
use crate::Answer;
use crate::db::OrProblem;

/// How a pupil hangs together with others.
pub(crate) fn read_alias(db: &Connection, pupil: PupilId) -> Answer<Option<Alias>> {
    let body: Option<String> = db
        .prepare_cached("SELECT body FROM view_alias WHERE pupil = ?1")
        .and_then(|mut select| select.query_row([pupil.0.to_string()], |row| row.get(0)).optional())
        .or_problem()?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}

/// Who stands for a pupil who was merged.
pub(crate) fn merged_into(db: &Connection, pupil: PupilId) -> Option<PupilId> {
    let into: Option<String> = db
        .prepare_cached("SELECT into_pupil FROM view_alias WHERE pupil = ?1")
        .and_then(|mut select| select.query_row([pupil.0.to_string()], |row| row.get(0)))
        .ok()?;
    Uuid::parse_str(&into?).ok().map(PupilId)
}

/// Everybody who was merged with this pupil, one through the other.
pub(crate) fn came_to(db: &Connection, pupil: PupilId) -> BTreeSet<PupilId> {
    merged_with(pupil, |one| read_alias(db, one).ok().flatten())
}

pub(super) fn write_alias(db: &Connection, pupil: PupilId, alias: Option<&Alias>) -> rusqlite::Result<()> {
    let id = pupil.0.to_string();
    let Some(alias) = alias.filter(|alias| !alias.is_empty()) else {
        return db.prepare_cached("DELETE FROM view_alias WHERE pupil = ?1")?.execute([id]).map(drop);
    };
    let into = alias.gone.as_ref().map(|gone| gone.to.0.to_string());
    let body = serde_json::to_string(alias).map_err(|_| odd(2))?;
    db.prepare_cached("INSERT OR REPLACE INTO view_alias (pupil, into_pupil, body) VALUES (?1, ?2, ?3)")?
        .execute((id, into, body))
        .map(drop)
}

/// Both pupils of a merge, and how they hang together with others.
pub(crate) fn read_family(db: &Connection, from: PupilId, to: PupilId) -> Answer<Family> {
    let mut family = Family { from: read_whole(db, from)?, to: read_whole(db, to)?, ..Family::default() };
    for pupil in [from, to] {
        for one in came_to(db, pupil).into_iter().chain([pupil]) {
            family.aliases.extend(read_alias(db, one)?.map(|alias| (one, alias)));
        }
    }
    Ok(family)
}

/// Everything of one pupil.
pub(crate) fn read_whole(db: &Connection, pupil: PupilId) -> Answer<Whole> {
    let id = pupil.0.to_string();
    let mut whole = Whole { pupil: read_pupil(db, pupil)?, ..Whole::default() };
    // The whole table: only asked when pupils are compared.
    let marks = "SELECT day, half, code, time, note FROM view_attendance WHERE pupil = ?1";
    whole.cells.extend(rows(db, marks, [&pupil.0.as_bytes()[..]], |row| {
        let at = HalfDay { day: attendance::day_of(row, 0)?, half: attendance::half_of(row, 1)? };
        Ok((at, attendance::mark_of(row, 2)?))
    })?);
    let facts = "SELECT key, value FROM view_fact WHERE pupil = ?1";
    whole.facts.extend(rows(db, facts, [&id], |row| Ok((row.get(0)?, row.get(1)?)))?);
    let numbers = "SELECT system, database, value, from_date, until_date FROM view_number WHERE pupil = ?1";
    whole.numbers = rows(db, numbers, [&id], |row| {
        let from = date(row, 3)?.ok_or_else(|| odd(3))?;
        Ok((number_of(row)?, NumberRecord { pupil, from, until: date(row, 4)? }))
    })?;
    let classes = "SELECT pupil, class, location, from_date, until_date, cancelled, id FROM view_enrolment
                   WHERE pupil = ?1";
    whole.enrolments.extend(rows(db, classes, [&id], |row| {
        let record = EnrolmentRecord { enrolment: attendance::enrolment_of(row, 0)?, cancelled: row.get(5)? };
        Ok((EnrolmentId(uuid_of(row, 6)?), record))
    })?);
    let schools = enrolments::schools(db, "WHERE pupil = ?1", [&id])?;
    whole.schools.extend(schools.into_iter().map(|school| (school.id, school)));
    let groups = enrolments::groups(db, "WHERE pupil = ?1", [&id])?;
    whole.groups.extend(groups.into_iter().map(|group| (group.id, group)));
    let cards = "SELECT print, sheet, payload FROM view_print WHERE pupil = ?1";
    whole.cards = rows(db, cards, [&id], |row| {
        Ok((uuid_of(row, 0)?, PrintedCard { pupil, sheet: row.get(1)?, payload: row.get(2)? }))
    })?;
    let conflicts = "SELECT subject, body FROM view_conflict WHERE pupil = ?1";
    let conflicts: Vec<(String, String)> = rows(db, conflicts, [&id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (subject, body) in conflicts.into_iter().filter(|(subject, _)| !is_about_merging(subject)) {
        let conflict = serde_json::from_str::<Conflict>(&body).ok();
        whole.conflicts.extend(conflict.map(|conflict| (subject, conflict)));
    }
    Ok(whole)
}

/// The records of a pupil, in the views or in the mirror.
pub(in crate::register) fn keys(db: &Connection, pupil: PupilId) -> Answer<BTreeSet<RecordKey>> {
    let id = pupil.0.to_string();
    let whole = read_whole(db, pupil)?;
    let mut keys = BTreeSet::from([RecordKey::pupil(pupil), RecordKey::alias(pupil)]);
    keys.extend(whole.things().iter().map(|thing| key(thing, pupil)));
    keys.extend(whole.conflicts.keys().map(|subject| RecordKey::new(Kind::Conflict, subject)));
    let mirrored = |sql: &str, params: [&str; 2]| -> Answer<Vec<(String, String)>> {
        rows(db, sql, params, |row| Ok((row.get(0)?, row.get(1)?)))
    };
    let by_id = "SELECT kind, id FROM mirror WHERE kind IN ('attendance', 'fact') AND id > ?1 AND id < ?2";
    let by_body = "SELECT kind, id FROM mirror WHERE kind IN ('number', 'print', 'enrolment',
        'school_enrolment', 'group_enrolment', 'conflict') AND (instr(body, ?1) > 0 OR instr(id, ?2) > 0)";
    let mut found = mirrored(by_id, [&format!("{id}/"), &format!("{id}0")])?;
    found.extend(mirrored(by_body, [&id, &id])?);
    keys.extend(found.into_iter().filter_map(|(kind, id)| Some(RecordKey { kind: Kind::parse(&kind)?, id })));
    Ok(keys)
}

fn key(thing: &Thing, pupil: PupilId) -> RecordKey {
    match thing {
        Thing::Cell { at, .. } => RecordKey::cell(Cell { pupil, at: *at }),
        Thing::Fact { key, .. } => RecordKey::fact(pupil, key),
        Thing::Number { number, .. } => RecordKey::number(number),
        Thing::Enrolment(id) => RecordKey::new(Kind::Enrolment, id.0),
        Thing::School(SchoolEnrolmentId(id)) => RecordKey::new(Kind::SchoolEnrolment, id),
        Thing::Group(GroupEnrolmentId(id)) => RecordKey::new(Kind::GroupEnrolment, id),
        Thing::Card { print, .. } => RecordKey::new(Kind::Print, print),
    }
}

/// The thing belongs to another pupil; who entered it stays.
pub(super) fn move_thing(db: &Connection, thing: &Thing, from: PupilId, to: PupilId) -> rusqlite::Result<()> {
    let (own, other) = (from.0.to_string(), to.0.to_string());
    let by_id = |table: &str, id: Uuid| {
        let sql = format!("UPDATE {table} SET pupil = ?1 WHERE id = ?2 AND pupil = ?3");
        db.prepare_cached(&sql)?.execute((&other, id.to_string(), &own)).map(drop)
    };
    match thing {
        Thing::Cell { at, .. } => db
            .prepare_cached(
                "UPDATE view_attendance SET pupil = ?1 WHERE day = ?2 AND half = ?3 AND pupil = ?4",
            )?
            .execute((
                &to.0.as_bytes()[..],
                attendance::day_number(at.day),
                attendance::half_number(at.half),
                &from.0.as_bytes()[..],
            ))
            .map(drop),
        Thing::Fact { key, .. } => db
            .prepare_cached("UPDATE view_fact SET pupil = ?1 WHERE key = ?2 AND pupil = ?3")?
            .execute((other, key, own))
            .map(drop),
        Thing::Number { number, from: day } => db
            .prepare_cached(
                "UPDATE view_number SET pupil = ?1 WHERE system = ?2 AND database = ?3 AND value = ?4
                   AND pupil = ?5 AND from_date = ?6",
            )?
            .execute((other, &number.system, &number.database, &number.value, own, day.to_string()))
            .map(drop),
        Thing::Enrolment(id) => by_id("view_enrolment", id.0),
        Thing::School(id) => by_id("view_school_enrolment", id.0),
        Thing::Group(id) => by_id("view_group_enrolment", id.0),
        Thing::Card { print, sheet, payload } => db
            .prepare_cached(
                "UPDATE view_print SET pupil = ?1 WHERE print = ?2 AND sheet = ?3 AND payload = ?4
                   AND pupil = ?5",
            )?
            .execute((other, print.to_string(), sheet, payload, own))
            .map(drop),
    }
}

fn rows<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row) -> rusqlite::Result<T>,
) -> Answer<Vec<T>> {
    db.prepare_cached(sql).and_then(|mut select| select.query_map(params, read)?.collect()).or_problem()
}

fn number_of(row: &Row) -> rusqlite::Result<ExternalNumber> {
    Ok(ExternalNumber { system: row.get(0)?, database: row.get(1)?, value: row.get(2)? })
}

fn uuid_of(row: &Row, column: usize) -> rusqlite::Result<Uuid> {
    Uuid::parse_str(row.get_ref(column)?.as_str()?).map_err(|_| odd(column))
}
