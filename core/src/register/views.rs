//! What screens read: the records of a change out of the `view_` tables, and the steps of its
//! outcome into them.

pub(crate) mod attendance;
pub(crate) mod enrolments;
pub(crate) mod merges;
mod offers;
mod put_back;

pub(crate) use put_back::put_back;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::{NumberRecord, PrintRecord, PupilRecord, State, Write, touches};
use stamboek_domain::sync::op::{Change, ExternalNumber, Op, OpId, PrintedCard};
use stamboek_domain::sync::record::{Author, DeviceId};
use uuid::Uuid;

use crate::Answer;
use crate::db::OrProblem;

/// Every field in the order of the columns of `view_pupil`.
pub(crate) const FIELDS: [PupilField; 10] = [
    PupilField::LastName,
    PupilField::FirstName,
    PupilField::BirthDate,
    PupilField::Insz,
    PupilField::Sex,
    PupilField::Class,
    PupilField::Stamnummer,
    PupilField::Institution,
    PupilField::Location,
    PupilField::Kind,
];

/// The statement that sets one field.
fn set_field(field: PupilField) -> &'static str {
    match field {
        PupilField::LastName => "UPDATE view_pupil SET last_name = ?1 WHERE id = ?2",
        PupilField::FirstName => "UPDATE view_pupil SET first_name = ?1 WHERE id = ?2",
        PupilField::BirthDate => "UPDATE view_pupil SET birth_date = ?1 WHERE id = ?2",
        PupilField::Insz => "UPDATE view_pupil SET insz = ?1 WHERE id = ?2",
        PupilField::Sex => "UPDATE view_pupil SET sex = ?1 WHERE id = ?2",
        PupilField::Class => "UPDATE view_pupil SET class = ?1 WHERE id = ?2",
        PupilField::Stamnummer => "UPDATE view_pupil SET stamnummer = ?1 WHERE id = ?2",
        PupilField::Institution => "UPDATE view_pupil SET institution = ?1 WHERE id = ?2",
        PupilField::Location => "UPDATE view_pupil SET location = ?1 WHERE id = ?2",
        PupilField::Kind => "UPDATE view_pupil SET kind = ?1 WHERE id = ?2",
    }
}

/// The subjects whose screens show this change.
pub(super) fn subjects(change: &Change) -> &'static [&'static str] {
    match change {
        Change::PupilCreate { .. } | Change::PupilRemove { .. } | Change::PupilEdit { .. } => &["pupils"],
        Change::PupilMerge { .. } | Change::PupilUnmerge { .. } => {
            &["pupils", "attendance", "enrolments", "cards", "sync"]
        }
        Change::SettingSet { .. } => &["settings"],
        Change::AttendanceSet { .. } | Change::RollTake { .. } | Change::RollUntake { .. } => &["attendance"],
        Change::EnrolmentOpen { .. }
        | Change::EnrolmentClose { .. }
        | Change::EnrolmentCancel { .. }
        | Change::FactSet { .. } => &["pupils", "attendance"],
        Change::EnrolmentSet { .. } => &["pupils", "enrolments"],
        Change::ConflictResolve { .. } | Change::ConflictReopen { .. } | Change::HeldDismiss { .. } => {
            &["sync", "pupils", "attendance", "settings"]
        }
        _ => &["pupils", "cards"],
    }
}

/// The records that a change touches, as they stand now.
pub(crate) fn read(db: &Connection, change: &Change) -> Answer<State> {
    let touched = touches(change);
    let mut state = State::default();
    if let Some(pupil) = touched.pupil {
        state.pupil = read_pupil(db, pupil)?;
    }
    if let Some(pupil) = touched.alias {
        state.alias = merges::read_alias(db, pupil)?;
    }
    if let Some((from, to)) = touched.family {
        state.family = Some(Box::new(merges::read_family(db, from, to)?));
    }
    if let Some(tag) = touched.tag {
        state.tag_holder = db
            .prepare_cached("SELECT id FROM view_pupil WHERE tag = ?1")
            .and_then(|mut select| select.query_row([tag], |row| pupil_id(row, 0)).optional())
            .or_problem()?;
    }
    if let Some(number) = touched.number {
        state.numbers = read_number(db, number)?;
    }
    if let Some(print) = touched.print {
        state.print = read_print(db, print)?;
    }
    state.cells = attendance::read_cells(db, touched.cells)?;
    if let Some((class, at)) = touched.roll {
        state.roll = attendance::is_taken(db, class, at)?;
    }
    if let Some(id) = touched.enrolment {
        state.enrolment = attendance::read_enrolment(db, id)?;
    }
    state.schools = enrolments::read_schools(db, &touched.schools)?;
    state.groups = enrolments::read_groups(db, &touched.groups)?;
    if let Some((pupil, key)) = touched.fact {
        state.fact = attendance::read_fact(db, pupil, key)?;
    }
    if let Some(key) = touched.setting {
        state.setting = db
            .prepare_cached("SELECT value FROM view_setting WHERE key = ?1")
            .and_then(|mut select| select.query_row([key], |row| row.get(0)).optional())
            .or_problem()?;
    }
    if let Some(subject) = touched.conflict {
        state.conflict = offers::read_conflict(db, subject)?;
    }
    if let Some(op) = touched.held {
        state.held = offers::read_held(db, op)?;
    }
    Ok(state)
}

/// Whether somebody is in the register, taken back or not.
pub(super) fn is_there(db: &Connection, pupil: PupilId) -> Answer<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM view_pupil WHERE id = ?1)")
        .and_then(|mut select| select.query_row([pupil.0.to_string()], |row| row.get(0)))
        .or_problem()
}

/// The fields that are not empty, of everybody in the register.
pub(crate) fn read_fields(db: &Connection) -> Answer<Vec<(PupilId, BTreeMap<PupilField, String>)>> {
    db.prepare_cached(
        "SELECT last_name, first_name, birth_date, insz, sex, class, stamnummer, institution, location,
                kind, id FROM view_pupil WHERE removed = 0",
    )
    .and_then(|mut select| select.query_map([], |row| Ok((pupil_id(row, 10)?, fields_of(row)?)))?.collect())
    .or_problem()
}

/// The first columns of a row as [`FIELDS`] names them.
fn fields_of(row: &Row) -> rusqlite::Result<BTreeMap<PupilField, String>> {
    let mut fields = BTreeMap::new();
    for (column, field) in FIELDS.into_iter().enumerate() {
        let value: String = row.get(column)?;
        if !value.is_empty() {
            fields.insert(field, value);
        }
    }
    Ok(fields)
}

pub(crate) fn read_pupil(db: &Connection, pupil: PupilId) -> Answer<Option<PupilRecord>> {
    db.prepare_cached(
        "SELECT last_name, first_name, birth_date, insz, sex, class, stamnummer, institution, location,
                kind, tag, removed FROM view_pupil WHERE id = ?1",
    )
    .and_then(|mut select| {
        select
            .query_row([pupil.0.to_string()], |row| {
                Ok(PupilRecord { tag: row.get(10)?, fields: fields_of(row)?, removed: row.get(11)? })
            })
            .optional()
    })
    .or_problem()
}

pub(crate) fn read_number(db: &Connection, number: &ExternalNumber) -> Answer<Vec<NumberRecord>> {
    db.prepare_cached(
        "SELECT pupil, from_date, until_date FROM view_number
         WHERE system = ?1 AND database = ?2 AND value = ?3",
    )
    .and_then(|mut select| {
        select
            .query_map((&number.system, &number.database, &number.value), |row| {
                Ok(NumberRecord {
                    pupil: pupil_id(row, 0)?,
                    from: date(row, 1)?.ok_or_else(|| odd(1))?,
                    until: date(row, 2)?,
                })
            })?
            .collect()
    })
    .or_problem()
}

fn read_print(db: &Connection, print: Uuid) -> Answer<Option<PrintRecord>> {
    let rows: Vec<(u32, bool, bool)> = db
        .prepare_cached(
            "SELECT sheet, max(failed), max(removed) FROM view_print WHERE print = ?1 GROUP BY sheet",
        )
        .and_then(|mut select| {
            select
                .query_map([print.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect()
        })
        .or_problem()?;
    if rows.is_empty() {
        return Ok(None);
    }
    Ok(Some(PrintRecord {
        removed: rows.iter().all(|row| row.2),
        sheets: rows.into_iter().map(|row| (row.0, row.1)).collect(),
    }))
}

/// Whose cards are on the print that a change is about: their rows show how the print went.
pub(super) fn on_the_print(db: &Connection, change: &Change) -> Answer<Vec<PupilId>> {
    let Some(print) = touches(change).print else { return Ok(Vec::new()) };
    db.prepare_cached("SELECT DISTINCT pupil FROM view_print WHERE print = ?1")
        .and_then(|mut select| select.query_map([print.to_string()], |row| pupil_id(row, 0))?.collect())
        .or_problem()
}

/// The entry whose steps are written.
pub(super) struct Entry<'a> {
    /// Its place in the outbox; 0: it came from the server.
    pub(super) n: i64,
    op: OpId,
    at: DateTime<FixedOffset>,
    user: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// An op of the outbox.
    pub(super) fn of(n: i64, op: &'a Op) -> Self {
        Self { n, op: op.op_id, at: op.entered_at, user: op.user.as_deref() }
    }

    /// What the mirror says about who entered it.
    fn by(author: &'a Author) -> Self {
        Self { n: 0, op: author.op, at: author.at, user: author.user.as_deref() }
    }

    /// Until the server says from which laptop it comes it is this one, which has no name here.
    fn author(&self) -> Author {
        let user = self.user.map(str::to_owned);
        Author { op: self.op, device: DeviceId(Uuid::nil()), user, at: self.at }
    }
}

/// A moment as the tables have it.
pub(super) fn written(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// Carries out the steps of an applied change.
pub(super) fn write(db: &Connection, writes: &[Write], entry: &Entry) -> Answer<()> {
    writes.iter().try_for_each(|step| write_one(db, step, entry)).or_problem()
}

fn write_one(db: &Connection, step: &Write, entry: &Entry) -> rusqlite::Result<()> {
    match step {
        Write::Pupil { pupil, tag, fields } => write_pupil(db, *pupil, tag, fields),
        Write::Field { pupil, field, value } => db
            .prepare_cached(set_field(*field))?
            .execute((value.unwrap_or(""), pupil.0.to_string()))
            .map(drop),
        Write::PupilRemoved(pupil) => remove_pupil(db, *pupil),
        Write::PupilBack(pupil) => back(db, *pupil),
        Write::Alias { pupil, alias } => merges::write_alias(db, *pupil, Some(alias)),
        Write::Moved { thing, from, to } => merges::move_thing(db, thing, *from, *to),
        Write::Offered { change, of } => offers::offer(db, change, *of, entry.author()),
        Write::Conflict { subject, conflict } => offers::write_conflict(db, subject, conflict.as_ref()),
        Write::Number { number, period } => write_number(db, number, period),
        Write::NumberGone { number, period } => db
            .prepare_cached(
                "DELETE FROM view_number WHERE system = ?1 AND database = ?2 AND value = ?3
                   AND pupil = ?4 AND from_date = ?5",
            )?
            .execute((
                &number.system,
                &number.database,
                &number.value,
                period.pupil.0.to_string(),
                period.from.to_string(),
            ))
            .map(drop),
        Write::Cards { print, label, cards } => write_cards(db, *print, label, cards, &written(entry.at)),
        Write::PrintRemoved(print) => remove_print(db, *print),
        Write::Sheet { print, sheet, failed } => write_sheet(db, *print, *sheet, *failed),
        Write::Cell { cell, mark } => attendance::write_cell(db, cell, *mark, entry.n),
        Write::Roll { class, at, taken: true } => attendance::write_roll(db, class, *at, entry),
        Write::Roll { class, at, taken: false } => attendance::remove_roll(db, class, *at),
        Write::Enrolment { id, enrolment, cancelled } => {
            attendance::write_enrolment(db, *id, enrolment, *cancelled)
        }
        Write::School(school) => enrolments::write_school(db, school),
        Write::Group(pupil, group) => enrolments::write_group(db, *pupil, group),
        Write::GroupGone(id) => enrolments::remove_group(db, *id),
        Write::Fact { pupil, key, value } => attendance::write_fact(db, *pupil, key, *value),
        Write::Setting { key, value } => write_setting(db, key, *value),
        Write::Settled { subject, offers } => offers::settle(db, subject, offers, &entry.author()),
        Write::Reopened { subject, decision } => offers::reopen(db, subject, *decision),
        Write::Dismissed { op, reason } => offers::dismiss(db, *op, reason, &entry.author()),
    }
}

fn write_pupil(
    db: &Connection,
    pupil: PupilId,
    tag: &str,
    fields: &BTreeMap<PupilField, String>,
) -> rusqlite::Result<()> {
    let value = |field: PupilField| {
        let empty = if field == PupilField::Kind { "pupil" } else { "" };
        fields.get(&field).map_or(empty, String::as_str)
    };
    let values = FIELDS.map(value);
    let id = pupil.0.to_string();
    let mut params: Vec<&str> = vec![&id, tag];
    params.extend(values);
    db.prepare_cached(
        "INSERT OR REPLACE INTO view_pupil (id, tag, last_name, first_name, birth_date, insz, sex,
           class, stamnummer, institution, location, kind, removed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0)",
    )?
    .execute(rusqlite::params_from_iter(params))
    .map(drop)
}

fn remove_pupil(db: &Connection, pupil: PupilId) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE view_pupil SET removed = 1 WHERE id = ?1")?
        .execute([pupil.0.to_string()])
        .map(drop)
}

fn back(db: &Connection, pupil: PupilId) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE view_pupil SET removed = 0 WHERE id = ?1")?
        .execute([pupil.0.to_string()])
        .map(drop)
}

fn write_number(db: &Connection, number: &ExternalNumber, period: &NumberRecord) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO view_number (system, database, value, pupil, from_date, until_date)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (system, database, value, pupil, from_date)
         DO UPDATE SET until_date = excluded.until_date",
    )?
    .execute((
        &number.system,
        &number.database,
        &number.value,
        period.pupil.0.to_string(),
        period.from.to_string(),
        period.until.map(|day| day.to_string()),
    ))
    .map(drop)
}

fn write_cards(
    db: &Connection,
    print: Uuid,
    label: &str,
    cards: &[PrintedCard],
    at: &str,
) -> rusqlite::Result<()> {
    let print = print.to_string();
    let mut insert = db.prepare_cached(
        "INSERT INTO view_print (print, sheet, pupil, payload, at, label)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (print, sheet, pupil, payload) DO UPDATE SET removed = 0",
    )?;
    for card in cards {
        let pupil = card.pupil.0.to_string();
        insert.execute((&print, card.sheet, pupil, &card.payload, at, label))?;
    }
    Ok(())
}

fn remove_print(db: &Connection, print: Uuid) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE view_print SET removed = 1 WHERE print = ?1")?
        .execute([print.to_string()])
        .map(drop)
}

fn write_sheet(db: &Connection, print: Uuid, sheet: u32, failed: bool) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE view_print SET failed = ?1 WHERE print = ?2 AND sheet = ?3")?
        .execute((failed, print.to_string(), sheet))
        .map(drop)
}

fn write_setting(db: &Connection, key: &str, value: Option<&str>) -> rusqlite::Result<()> {
    let Some(value) = value else {
        return db.prepare_cached("DELETE FROM view_setting WHERE key = ?1")?.execute([key]).map(drop);
    };
    db.prepare_cached(
        "INSERT INTO view_setting (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute((key, value))
    .map(drop)
}

pub(crate) fn pupil_id(row: &Row, column: usize) -> rusqlite::Result<PupilId> {
    let text = row.get_ref(column)?.as_str()?;
    Uuid::parse_str(text).map(PupilId).map_err(|_| odd(column))
}

pub(crate) fn date(row: &Row, column: usize) -> rusqlite::Result<Option<NaiveDate>> {
    match row.get_ref(column)?.as_str_or_null()? {
        None => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| odd(column)),
    }
}

pub(crate) fn odd(column: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(column, String::new(), Type::Text)
}
