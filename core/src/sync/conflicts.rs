//! Values between which a person chooses, and the choosing (sync.md 10).

use rusqlite::{Connection, OptionalExtension};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::PupilRecord;
use stamboek_domain::sync::conflict::{Conflict, Offer};
use stamboek_domain::sync::op::{Change, OpId};
use stamboek_domain::sync::overlay::rebased;
use stamboek_domain::sync::record::{Author, Kind, RecordKey, Records, Stored, state, wanted};
use stamboek_domain::sync::wire::Rev;
use uuid::Uuid;

use super::messages::*;
use super::shown::{about, joined, pupil_of, says, stands};
use super::who::{Laptops, named};
use crate::attendance::School;
use crate::db::OrProblem;
use crate::enrolments::effects::effects;
use crate::enrolments::known::Known;
use crate::register::{Batch, views};
use crate::{Answer, Core};

/// Kind of the action that decides, and of one that leaves everything as it stands.
const DECIDE: &str = "decide";
const KEEP: &str = "keep";
/// Rows of a list at most.
pub(super) const MOST: usize = 2000;

/// What is to be decided.
pub(super) fn list(core: &Core, laptops: &Laptops) -> Answer<ConflictList> {
    let register = core.register()?;
    let school = register.school()?;
    register.read(|db| {
        let open = open(db)?;
        let count = open.len() as u32;
        let mut rows = Vec::new();
        for (subject, conflict) in open.into_iter().take(MOST) {
            rows.extend(row(db, (&school, core.today(), laptops), subject, &conflict)?);
        }
        rows.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(ConflictList { rows, open: count })
    })
}

/// By class, day and name; what is of nobody comes last.
fn order(row: &ConflictRow) -> (bool, &str, &str, &str, &str, &str) {
    let who = row.who.as_ref();
    (
        who.is_none(),
        who.map_or("", |who| &who.class),
        &row.day,
        who.map_or("", |who| &who.last_name),
        who.map_or("", |who| &who.first_name),
        &row.subject,
    )
}

/// Conflicts that wait, by subject. One that a newer program wrote in another shape is left out.
fn open(db: &Connection) -> Answer<Vec<(String, Conflict)>> {
    let mut select = db
        .prepare_cached("SELECT subject, body FROM view_conflict WHERE open = 1 ORDER BY subject")
        .or_problem()?;
    let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let rows: Vec<_> = rows.and_then(Iterator::collect).or_problem()?;
    let read = |(subject, body): (String, String)| Some((subject, serde_json::from_str(&body).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

fn row(
    db: &Connection,
    (school, today, laptops): (&School, chrono::NaiveDate, &Laptops),
    subject: String,
    conflict: &Conflict,
) -> Answer<Option<ConflictRow>> {
    let offers: Vec<&Offer> = conflict.offers.iter().filter(|offer| offer.is_open()).collect();
    let Some(first) = offers.first() else { return Ok(None) };
    let pupil = conflict.pupil.or_else(|| pupil_of(&first.change));
    let stands = Standing::read(db, &offers)?;
    let effects = plans(db, (school, today), pupil, &offers)?;
    let effect = |n: usize| effects.as_ref().and_then(|all| all.get(n)).cloned();
    let mut sides = Vec::with_capacity(offers.len());
    for (n, offer) in offers.iter().enumerate() {
        sides.push(ConflictSide {
            op: offer.by.op.0.to_string(),
            value: says(&offer.change, &views::read(db, &offer.change)?),
            by: Some(laptops.entered(&offer.by)),
            same_as: named(db, offer.same_as)?,
            effects: effect(n + 1),
        });
    }
    let day = match about(&first.change) {
        EntrySubject::HalfDay { at } | EntrySubject::Roll { at, .. } => at.day,
        _ => first.by.at.date_naive(),
    };
    Ok(Some(ConflictRow {
        who: named(db, pupil)?,
        about: about(&first.change),
        day: day.to_string(),
        in_force: ConflictSide {
            op: stands.by.as_ref().map(|by| by.op.0.to_string()).unwrap_or_default(),
            by: stands.by.as_ref().map(|by| laptops.entered(by)),
            value: stands.value,
            same_as: None,
            effects: effect(0),
        },
        seen: stands.seen,
        offers: sides,
        subject,
    }))
}

/// What is in force where these offers would write.
struct Standing {
    value: EntryValue,
    /// Tells it apart from anything else.
    seen: String,
    by: Option<Author>,
}

impl Standing {
    fn read(db: &Connection, offers: &[&Offer]) -> Answer<Self> {
        let mut value = EntryValue::Nothing;
        let mut told = EntryValue::Nothing;
        let mut by: Option<Author> = None;
        let mut seen = Sha256::new();
        for offer in offers {
            let here = views::read(db, &offer.change)?;
            let mirror = mirror(db, &offer.change)?;
            told = joined(told, stands(db, &offer.change, &state(&mirror, &offer.change))?);
            value = joined(value, stands(db, &offer.change, &here)?);
            let text = serde_json::to_string(&rebased(&here, offer.change.clone())).unwrap_or_default();
            seen.update(text);
            let newer = entered(&mirror, &offer.change).or_else(|| offer.instead_of.clone());
            by = by.into_iter().chain(newer).max_by_key(|author| author.at);
        }
        seen.update(serde_json::to_string(&value).unwrap_or_default());
        let seen = seen.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        // What this laptop shows over the mirror is not what that author entered.
        let by = by.filter(|_| told == value);
        Ok(Self { value, seen, by })
    }
}

/// The records that a change touches, as the server has them.
fn mirror(db: &Connection, change: &Change) -> Answer<Records> {
    let mut records = Records::default();
    let mut select =
        db.prepare_cached("SELECT rev, body FROM mirror WHERE kind = ?1 AND id = ?2").or_problem()?;
    for key in wanted(change) {
        let found = select
            .query_row((key.kind.as_str(), &key.id), |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
            })
            .optional()
            .or_problem()?;
        let stored = found.and_then(|(rev, body)| {
            Some(Stored { rev: Rev(u64::try_from(rev).ok()?), body: RawValue::from_string(body).ok() })
        });
        records.read(key, stored.unwrap_or_default());
    }
    Ok(records)
}

/// Who entered what the server has in force.
fn entered(mirror: &Records, change: &Change) -> Option<Author> {
    if let Change::PupilEdit { pupil, items } = change {
        let body = mirror.get::<PupilRecord>(&RecordKey::pupil(*pupil))?;
        let field = items.first().and_then(|item| body.fields.get(&item.field));
        return field.cloned().or(body.by);
    }
    let keys = wanted(change).into_iter();
    keys.filter(|key| !matches!(key.kind, Kind::Pupil | Kind::Tag | Kind::Conflict | Kind::Held))
        .filter_map(|key| mirror.get::<Box<RawValue>>(&key)?.by)
        .max_by_key(|by| by.at)
}

/// For enrolments: what follows from what is in force, and from each offer after it.
fn plans(
    db: &Connection,
    (school, today): (&School, chrono::NaiveDate),
    pupil: Option<PupilId>,
    offers: &[&Offer],
) -> Answer<Option<Vec<EnrolmentEffects>>> {
    let enrols =
        |offer: &&Offer| matches!(about(&offer.change), EntrySubject::ClassPeriod | EntrySubject::Enrolments);
    let (Some(pupil), true) = (pupil, offers.iter().all(enrols)) else { return Ok(None) };
    let known = match Known::read(db, pupil) {
        Err(problem) if problem.code == Code::NotFound => return Ok(None),
        known => known?,
    };
    let mut sides = vec![known];
    for offer in offers {
        let side = sides.first().map(|known| known.with(&offer.change));
        sides.extend(side);
    }
    effects(db, school, &sides, today).map(Some)
}

/// Decides about these, as one action. What changed since the person saw it is left.
pub(super) fn decide(core: &Core, choices: Vec<ConflictChoice>, reason: Option<String>) -> Answer<SyncDone> {
    let reason = reason.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let keeps = choices.iter().all(|choice| choice.choose.is_none());
    core.register()?.write(if keeps { KEEP } else { DECIDE }, |batch| {
        let mut answer = SyncDone::default();
        for choice in choices {
            let change = decision(batch, &choice, reason.clone());
            match change.and_then(|change| batch.push(change)) {
                Ok(()) => answer.done += 1,
                Err(problem) => answer.left.push(SyncLeft { id: choice.subject, problem }),
            }
        }
        answer.batch = batch.saved();
        Ok(answer)
    })
}

fn decision(batch: &Batch, choice: &ConflictChoice, reason: Option<String>) -> Answer<Change> {
    let db = batch.tx();
    let body: Option<String> = db
        .prepare_cached("SELECT body FROM view_conflict WHERE subject = ?1 AND open = 1")
        .and_then(|mut select| select.query_row([&choice.subject], |row| row.get(0)).optional())
        .or_problem()?;
    let stale = || Problem::new(Code::Stale).with("field", "conflict");
    let conflict: Conflict = body.and_then(|body| serde_json::from_str(&body).ok()).ok_or_else(stale)?;
    let open: Vec<&Offer> = conflict.offers.iter().filter(|offer| offer.is_open()).collect();
    if Standing::read(db, &open)?.seen != choice.seen {
        return Err(stale());
    }
    let offers = choice.offers.iter().map(|op| op_id(op)).collect::<Answer<Vec<OpId>>>()?;
    let choose = match &choice.choose {
        None => None,
        Some(op) => {
            let op = op_id(op)?;
            let offer = open.iter().find(|offer| offer.by.op == op).ok_or_else(stale)?;
            let change = rebased(&views::read(db, &offer.change)?, offer.change.clone());
            check_insz(db, &change)?;
            Some(Box::new(change))
        }
    };
    Ok(Change::ConflictResolve { conflict: choice.subject.clone(), offers, choose, reason })
}

/// An INSZ that another pupil has is not taken over (sync.md C15).
fn check_insz(db: &Connection, change: &Change) -> Answer<()> {
    let Change::PupilEdit { pupil, items } = change else { return Ok(()) };
    let insz = |field| field == stamboek_domain::pupil::PupilField::Insz;
    items
        .iter()
        .filter(|item| insz(item.field))
        .filter_map(|item| item.now.as_deref())
        .try_for_each(|value| crate::pupils::field::insz_is_free(db, value, Some(*pupil)))
}

/// The op of that identity, as screens name it.
pub(super) fn op_id(text: &str) -> Answer<OpId> {
    let bad = |_| Problem::new(Code::BadRequest).with("command", "sync_do");
    Uuid::parse_str(text).map(OpId).map_err(bad)
}
