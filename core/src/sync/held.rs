//! Entries that are stored and not applied: shown with their reason, put aside, or entered again
//! (sync.md 7).

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::apply::apply;
use stamboek_domain::sync::authority::NEWEST_OP;
use stamboek_domain::sync::conflict::{Held, HeldPart};
use stamboek_domain::sync::op::{Change, Op, OpId};
use stamboek_domain::sync::overlay::rebased;
use stamboek_domain::sync::parts::{parts, subject};
use stamboek_domain::sync::wire::HeldReason;
use uuid::Uuid;

use super::conflicts::{MOST, op_id};
use super::messages::*;
use super::shown::{about, pupil_of, says, stands};
use super::store;
use super::who::{Laptops, named};
use crate::db::OrProblem;
use crate::register::{Batch, views};
use crate::{Answer, Core};

/// Kinds of the actions.
const DISMISS: &str = "dismiss";
const AGAIN: &str = "enter_again";
/// Why a held entry was put aside that was entered again.
const ENTERED: &str = "Opnieuw ingevoerd";

/// Why a server keeps an entry as it came, without its parts.
const UNREAD: [HeldReason; 3] = [HeldReason::UnknownType, HeldReason::NewerVersion, HeldReason::InvalidValue];

/// What needs attention, oldest first.
pub(super) fn list(core: &Core, laptops: &Laptops) -> Answer<HeldList> {
    core.register()?.read(|db| {
        let open = open(db)?;
        let count = open.len() as u32;
        let mut rows = Vec::new();
        for (op, held) in open.into_iter().take(MOST) {
            rows.push(row(db, laptops, op, &held)?);
        }
        let at = |row: &HeldRow| row.by.as_ref().map(|by| by.at.clone());
        rows.sort_by_key(at);
        Ok(HeldList { rows, open: count })
    })
}

/// Held entries that wait. One that a newer program wrote in another shape is left out.
fn open(db: &Connection) -> Answer<Vec<(String, Held)>> {
    let mut select =
        db.prepare_cached("SELECT op, body FROM view_held WHERE open = 1 ORDER BY op").or_problem()?;
    let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let rows: Vec<_> = rows.and_then(Iterator::collect).or_problem()?;
    let read = |(op, body): (String, String)| Some((op, serde_json::from_str(&body).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

fn row(db: &Connection, laptops: &Laptops, op: String, held: &Held) -> Answer<HeldRow> {
    let mut lines = Vec::new();
    for (reason, part) in readable(db, &op, held)? {
        let state = views::read(db, &part)?;
        lines.push(HeldLine {
            subject: subject(&part),
            reason,
            who: named(db, pupil_of(&part))?,
            about: about(&part),
            value: says(&part, &state),
            in_force: stands(db, &part, &state)?,
        });
    }
    if lines.is_empty() {
        lines.push(HeldLine {
            subject: String::new(),
            reason: held.reason.unwrap_or(HeldReason::UnknownType),
            who: None,
            about: EntrySubject::Unknown,
            value: EntryValue::Nothing,
            in_force: EntryValue::Nothing,
        });
    }
    let again = possible(db, &op, held).err();
    Ok(HeldRow { op, by: held.by.as_ref().map(|by| laptops.entered(by)), parts: lines, again })
}

/// The parts that are held, each with its own reason. What the server could not read this laptop may.
fn readable(db: &Connection, op: &str, held: &Held) -> Answer<Vec<(HeldReason, Change)>> {
    if let Some(reason) = held.reason.filter(|reason| held.parts.is_empty() && UNREAD.contains(reason)) {
        let entry = unread(db, op, held)?;
        let parts = entry.iter().flat_map(|op| parts(&op.change)).map(|part| (reason, part));
        return Ok(parts.collect());
    }
    let whole = |part: &HeldPart| held.reason.unwrap_or(part.reason);
    let each = |part: &HeldPart| {
        let reason = whole(part);
        parts(&part.change).into_iter().map(move |change| (reason, change))
    };
    Ok(held.parts.iter().flat_map(each).collect())
}

/// The entry as it was made: as the record keeps it, or else as it left from here. `None` where this
/// program cannot read it either, or nothing of it was kept.
fn unread(db: &Connection, op: &str, held: &Held) -> Answer<Option<Op>> {
    let kept = held.entry.as_ref().map(|entry| entry.get().to_owned());
    let body = match (kept, Uuid::parse_str(op)) {
        (Some(body), _) => Some(body),
        (None, Ok(id)) => store::entry(db, OpId(id))?,
        (None, Err(_)) => None,
    };
    let read = body.and_then(|body| serde_json::from_str::<Op>(&body).ok());
    Ok(read.filter(|op| op.v <= NEWEST_OP))
}

/// Whether its content can be entered now.
fn possible(db: &Connection, op: &str, held: &Held) -> Answer<()> {
    let readable = readable(db, op, held)?;
    if readable.is_empty() {
        return Err(Problem::new(Code::NotFound).with("what", "entry"));
    }
    for (_, part) in readable {
        let state = views::read(db, &part)?;
        apply(&state, &rebased(&state, part.clone()))?;
    }
    Ok(())
}

/// Puts entries aside, as one action.
///
/// # Errors
/// `InvalidValue` of `reason` when it is empty.
pub(super) fn dismiss(core: &Core, ops: &[String], reason: &str) -> Answer<SyncDone> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Problem::new(Code::InvalidValue)
            .with("field", "reason")
            .with("value", "")
            .with("why", "empty"));
    }
    each(core, DISMISS, ops, |batch, op| batch.push(Change::HeldDismiss { op, reason: reason.to_owned() }))
}

/// Enters what is held once more and puts it aside, as one action. What cannot be entered is left as a
/// whole.
pub(super) fn enter_again(core: &Core, ops: &[String]) -> Answer<SyncDone> {
    each(core, AGAIN, ops, |batch, op| {
        let held = one(batch.tx(), op)?;
        let id = op.0.to_string();
        possible(batch.tx(), &id, &held)?;
        for (_, part) in readable(batch.tx(), &id, &held)? {
            let state = views::read(batch.tx(), &part)?;
            batch.push(rebased(&state, part))?;
        }
        batch.push(Change::HeldDismiss { op, reason: ENTERED.to_owned() })
    })
}

fn one(db: &Connection, op: OpId) -> Answer<Held> {
    let body: Option<String> = db
        .prepare_cached("SELECT body FROM view_held WHERE op = ?1 AND open = 1")
        .and_then(|mut select| select.query_row([op.0.to_string()], |row| row.get(0)).optional())
        .or_problem()?;
    body.and_then(|body| serde_json::from_str(&body).ok())
        .ok_or_else(|| Problem::new(Code::NotFound).with("what", "held"))
}

fn each(
    core: &Core,
    kind: &str,
    ops: &[String],
    mut carry_out: impl FnMut(&mut Batch, OpId) -> Answer<()>,
) -> Answer<SyncDone> {
    core.register()?.write(kind, |batch| {
        let mut answer = SyncDone::default();
        for op in ops {
            match op_id(op).and_then(|op| carry_out(batch, op)) {
                Ok(()) => answer.done += 1,
                Err(problem) => answer.left.push(SyncLeft { id: op.clone(), problem }),
            }
        }
        answer.batch = batch.saved().filter(|_| kind == AGAIN);
        Ok(answer)
    })
}
