//! Conflicts and held entries in the `view_` tables.

use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::conflict::{Conflict, Held, HeldState, Offer};
use stamboek_domain::sync::op::{Change, OpId};
use stamboek_domain::sync::parts::{pupil_of_subject, subject};
use stamboek_domain::sync::record::Author;

use super::odd;
use crate::Answer;
use crate::db::OrProblem;

const CONFLICT: &str = "SELECT body FROM view_conflict WHERE subject = ?1";
const HELD: &str = "SELECT body FROM view_held WHERE op = ?1";

pub(super) fn read_conflict(db: &Connection, subject: &str) -> Answer<Option<Conflict>> {
    one(db, CONFLICT, subject).or_problem()
}

pub(super) fn read_held(db: &Connection, op: OpId) -> Answer<Option<Held>> {
    one(db, HELD, &op.0.to_string()).or_problem()
}

fn one<T: DeserializeOwned>(db: &Connection, sql: &str, id: &str) -> rusqlite::Result<Option<T>> {
    let body: Option<String> = db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    body.map(|body| serde_json::from_str(&body).map_err(|_| odd(0))).transpose()
}

pub(super) fn write_conflict(
    db: &Connection,
    subject: &str,
    conflict: Option<&Conflict>,
) -> rusqlite::Result<()> {
    let Some(conflict) = conflict else {
        let sql = "DELETE FROM view_conflict WHERE subject = ?1";
        return db.prepare_cached(sql)?.execute([subject]).map(drop);
    };
    let pupil = conflict.pupil.map(|pupil| pupil.0.to_string());
    let body = serde_json::to_string(conflict).map_err(|_| odd(3))?;
    db.prepare_cached(
        "INSERT OR REPLACE INTO view_conflict (subject, pupil, open, body) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((subject, pupil, conflict.is_open(), body))
    .map(drop)
}

pub(super) fn write_held(db: &Connection, op: OpId, held: Option<&Held>) -> rusqlite::Result<()> {
    let op = op.0.to_string();
    let Some(held) = held else {
        return db.prepare_cached("DELETE FROM view_held WHERE op = ?1")?.execute([op]).map(drop);
    };
    let body = serde_json::to_string(held).map_err(|_| odd(2))?;
    db.prepare_cached("INSERT OR REPLACE INTO view_held (op, open, body) VALUES (?1, ?2, ?3)")?
        .execute((op, held.is_open(), body))
        .map(drop)
}

/// What one who is merged had is offered beside what the other has. Until the server says who entered
/// it, it is offered by whoever merges.
pub(super) fn offer(db: &Connection, change: &Change, of: PupilId, by: Author) -> rusqlite::Result<()> {
    let about = subject(change);
    let offer = Offer::of_merged(change.clone(), of, by, None);
    write_conflict(db, &about, Some(&Conflict::of_merge(one(db, CONFLICT, &about)?, offer)))
}

/// Offers of a conflict were decided about.
pub(super) fn settle(db: &Connection, subject: &str, offers: &[OpId], by: &Author) -> rusqlite::Result<()> {
    edit(db, subject, |conflict| conflict.settle(offers, by))
}

/// A decision was taken back.
pub(super) fn reopen(db: &Connection, subject: &str, decision: OpId) -> rusqlite::Result<()> {
    edit(db, subject, |conflict| conflict.reopen(decision))
}

fn edit(db: &Connection, subject: &str, edit: impl FnOnce(&mut Conflict)) -> rusqlite::Result<()> {
    let mut conflict =
        one(db, CONFLICT, subject)?.unwrap_or_else(|| Conflict::about(pupil_of_subject(subject)));
    edit(&mut conflict);
    write_conflict(db, subject, Some(&conflict))
}

/// A held entry was put aside.
pub(super) fn dismiss(db: &Connection, op: OpId, reason: &str, by: &Author) -> rusqlite::Result<()> {
    let Some(mut held) = one::<Held>(db, HELD, &op.0.to_string())? else { return Ok(()) };
    held.state = HeldState::Dismissed { by: by.clone(), reason: reason.to_owned() };
    write_held(db, op, Some(&held))
}
