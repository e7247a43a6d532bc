//! What the other side proposes: kept here until a person adopts or refuses it. What the register
//! holds already is no proposal, so taking back an adoption brings it back.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, Transaction};
use stamboek_domain::follow_up::PreviousSchool;
use stamboek_domain::insz::Insz;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::op::{Change, FieldChange};

use super::messages::*;
use super::queue::{whose, written};
use crate::access::{Look, log};
use crate::attendance::rules::PREVIOUS;
use crate::db::OrProblem;
use crate::dossier::fact;
use crate::pupils::field;
use crate::register::views::{odd, pupil_id};
use crate::register::{Batch, views};
use crate::{Answer, Core};

/// Proposals on one screen.
const MOST: usize = 2000;
/// Half days that no school year has.
const TOO_MANY: u32 = 400;

/// Something told, before it is looked at.
pub(super) struct Proposed {
    pub(super) pupil: PupilId,
    pub(super) kind: ProposalKind,
    pub(super) value: String,
    /// School year of a total.
    pub(super) about: String,
}

/// One that is kept.
struct Kept {
    id: i64,
    pupil: PupilId,
    kind: ProposalKind,
    value: String,
    about: String,
    seen_at: String,
    last_name: String,
    first_name: String,
    class: String,
}

impl ProposalKind {
    const ALL: [Self; 4] = [Self::Insz, Self::LastName, Self::FirstName, Self::PreviousB];

    fn name(self) -> &'static str {
        match self {
            Self::Insz => "insz",
            Self::LastName => "last_name",
            Self::FirstName => "first_name",
            Self::PreviousB => "previous_b",
        }
    }

    /// The field that it fills; `None` for a total.
    fn field(self) -> Option<PupilField> {
        match self {
            Self::Insz => Some(PupilField::Insz),
            Self::LastName => Some(PupilField::LastName),
            Self::FirstName => Some(PupilField::FirstName),
            Self::PreviousB => None,
        }
    }
}

/// Keeps what is told. Another value than before is a new proposal; the same one, once refused, does
/// not come back. What cannot be a value of its field is thrown away (S28).
pub(super) fn offer(tx: &Transaction, proposed: &[Proposed], now: DateTime<FixedOffset>) -> Answer<()> {
    for one in proposed {
        let Some(value) = value(one, now.date_naive()) else { continue };
        tx.prepare_cached(
            "INSERT INTO discimus_proposal (pupil, kind, about, value, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (pupil, kind, about) DO UPDATE SET value = excluded.value,
               seen_at = excluded.seen_at, refused = 0 WHERE value <> excluded.value",
        )
        .and_then(|mut insert| {
            insert.execute((one.pupil.0.to_string(), one.kind.name(), &one.about, value, written(now)))
        })
        .or_problem()?;
    }
    Ok(())
}

/// The value as the register would keep it.
fn value(one: &Proposed, today: NaiveDate) -> Option<String> {
    match one.kind.field() {
        Some(field) => field::parse(field, &one.value, today).ok().flatten(),
        None => one.value.parse::<u32>().ok().filter(|n| *n <= TOO_MANY).map(|n| n.to_string()),
    }
}

fn kept(db: &Connection, only: Option<PupilId>) -> Answer<Vec<Kept>> {
    let (whose, id) = whose(only);
    let mut select = db
        .prepare_cached(&format!(
            "SELECT q.id, q.pupil, q.kind, q.value, q.about, q.seen_at, p.last_name, p.first_name, p.class
             FROM discimus_proposal q JOIN view_pupil p ON p.id = q.pupil
             WHERE q.refused = 0 AND p.removed = 0 AND {whose}
             ORDER BY q.kind, p.last_name, p.first_name, q.id"
        ))
        .or_problem()?;
    let rows = select.query_map([id], |row| {
        let kind: String = row.get(2)?;
        let kind = ProposalKind::ALL.into_iter().find(|one| one.name() == kind).ok_or_else(|| odd(2))?;
        Ok(Kept {
            id: row.get(0)?,
            pupil: pupil_id(row, 1)?,
            kind,
            value: row.get(3)?,
            about: row.get(4)?,
            seen_at: row.get(5)?,
            last_name: row.get(6)?,
            first_name: row.get(7)?,
            class: row.get(8)?,
        })
    });
    rows.and_then(Iterator::collect).or_problem()
}

/// The open proposals.
pub(super) fn open(db: &Connection, only: Option<PupilId>, today: NaiveDate) -> Answer<Vec<Proposal>> {
    let mut open = Vec::new();
    for one in kept(db, only)? {
        if open.len() == MOST {
            break;
        }
        let fields = fields(db, one.pupil)?;
        let current = current(db, &one, &fields)?;
        if current == one.value {
            continue;
        }
        let insz = (one.kind == ProposalKind::Insz).then(|| Insz::parse(&one.value, today).ok()).flatten();
        let own = |field| fields.get(&field).cloned();
        let agrees = |told: Option<String>, own: Option<String>| Some(told? == own?);
        let masked = |value: String| match (one.kind, value.is_empty()) {
            (ProposalKind::Insz, false) => Insz::MASKED.to_owned(),
            _ => value,
        };
        open.push(Proposal {
            id: one.id,
            pupil: one.pupil,
            kind: one.kind,
            was: masked(current),
            now: masked(one.value.clone()),
            birth_agrees: agrees(
                insz.as_ref().and_then(Insz::birth_date).map(|day| day.to_string()),
                own(PupilField::BirthDate),
            ),
            sex_agrees: agrees(
                insz.as_ref().and_then(Insz::sex).map(str::to_owned),
                own(PupilField::Sex).filter(|sex| sex != "x"),
            ),
            problem: fits(db, &one).err(),
            last_name: one.last_name,
            first_name: one.first_name,
            class: one.class,
            seen_at: one.seen_at,
        });
    }
    Ok(open)
}

/// The fields of a pupil; none of one who is unknown.
fn fields(db: &Connection, pupil: PupilId) -> Answer<BTreeMap<PupilField, String>> {
    Ok(views::read_pupil(db, pupil)?.map(|record| record.fields).unwrap_or_default())
}

/// What the register holds.
fn current(db: &Connection, one: &Kept, fields: &BTreeMap<PupilField, String>) -> Answer<String> {
    match one.kind.field() {
        Some(field) => Ok(fields.get(&field).cloned().unwrap_or_default()),
        None => Ok(totals(db, one)?.unwrap_or_default().b.to_string()),
    }
}

fn totals(db: &Connection, one: &Kept) -> Answer<Option<PreviousSchool>> {
    let text = views::attendance::read_fact(db, one.pupil, &format!("{PREVIOUS}{}", one.about))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Whether it can be adopted: a number of another pupil cannot (sync.md C15).
fn fits(db: &Connection, one: &Kept) -> Answer<()> {
    match one.kind {
        ProposalKind::Insz => field::insz_is_free(db, &one.value, Some(one.pupil)),
        _ => Ok(()),
    }
}

/// Takes proposals over as one action. Each stands for itself: one that cannot be adopted does not
/// hold back the others (sync.md C15).
pub(super) fn adopt(core: &Core, ids: &[i64]) -> Answer<DiscimusDone> {
    core.register()?.write("adopt", |batch| {
        let mut done = DiscimusDone::default();
        let kept = kept(batch.tx(), None)?;
        for id in ids {
            let Some(one) = kept.iter().find(|one| one.id == *id) else {
                let problem = Problem::new(Code::NotFound).with("what", "proposal");
                done.left.push(ProposalLeft { id: *id, problem });
                continue;
            };
            match take_over(batch, one) {
                Ok(()) => done.done += 1,
                Err(problem) if problem.code == Code::InszTaken => {
                    done.left.push(ProposalLeft { id: *id, problem });
                }
                Err(problem) => return Err(problem),
            }
        }
        done.batch = batch.saved();
        Ok(done)
    })
}

fn take_over(batch: &mut Batch, one: &Kept) -> Answer<()> {
    fits(batch.tx(), one)?;
    let current = current(batch.tx(), one, &fields(batch.tx(), one.pupil)?)?;
    if current == one.value {
        return Ok(());
    }
    match one.kind.field() {
        Some(field) => {
            let was = Some(current).filter(|current| !current.is_empty());
            let items = vec![FieldChange { field, was, now: Some(one.value.clone()) }];
            batch.push(Change::PupilEdit { pupil: one.pupil, items })
        }
        None => {
            let year = SchoolYear::parse(&one.about)
                .map_err(|_| Problem::new(Code::Internal).with("detail", "proposal"))?;
            let before = totals(batch.tx(), one)?.unwrap_or_default();
            let totals = PreviousSchool { b: one.value.parse().unwrap_or(before.b), ..before };
            let some = Some(&totals).filter(|totals| **totals != PreviousSchool::default());
            fact::set(batch, one.pupil, &format!("{PREVIOUS}{year}"), some)
        }
    }
}

/// Puts proposals aside.
pub(super) fn refuse(core: &Core, ids: &[i64]) -> Answer<DiscimusDone> {
    core.register()?.write_local(|tx| {
        let mut done = DiscimusDone::default();
        for id in ids {
            let sql = "UPDATE discimus_proposal SET refused = 1 WHERE id = ?1 AND refused = 0";
            done.done +=
                tx.prepare_cached(sql).and_then(|mut update| update.execute([id])).or_problem()? as u32;
        }
        Ok(done)
    })
}

/// The found INSZ in clear; logged.
pub(super) fn show(core: &Core, id: i64) -> Answer<DiscimusDone> {
    let (now, today) = (core.now(), core.today());
    core.register()?.write_local(|tx| {
        let found = kept(tx, None)?.into_iter().find(|one| one.id == id && one.kind == ProposalKind::Insz);
        let one = found.ok_or_else(|| Problem::new(Code::NotFound).with("what", "proposal"))?;
        log(tx, now, Look::Insz, Some(one.pupil), 1, "discimus")?;
        let insz = Insz::parse(&one.value, today).ok().map(|insz| insz.written());
        Ok(DiscimusDone { insz, ..Default::default() })
    })
}
