//! Somebody was erased on the server: of her nothing stays here either (security.md S69; sync.md C18).
//! What waits to be sent goes out once more, is held there without its content, and then goes here too.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};
use serde_json::value::RawValue;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::PupilRecord;
use stamboek_domain::sync::erase::{Person, Share};
use stamboek_domain::sync::op::{Change, Op};
use stamboek_domain::sync::record::{Body, Kind, RecordKey};
use stamboek_domain::sync::wire::Hash;

use super::digest::Sums;
use super::outbox::damaged;
use super::state::rev_of;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;
use crate::register::outbox::text;
use crate::sync::facts;

/// Who was erased: identities alone. What comes back of them out of this laptop goes again.
const LEDGER: &str = "sync_erased";
/// Pages of the file may still hold what was erased.
const UNSWEPT: &str = "sync_unswept";
/// What became of an entry of which nothing is left: the server is never asked for it again.
pub(super) const OUTCOME: &str = "erased";

/// Who is erased by the pull that is about to become the mirror.
pub(super) struct Coming {
    person: Person,
    /// Each what tells her in a form that was not saved: all of these together.
    words: Vec<Vec<String>>,
}

/// Reads it out of the stage; what is about her is found in the mirror, where all of it still stands.
pub(super) fn coming(tx: &Transaction) -> Answer<Option<Coming>> {
    let known = ledger(tx)?;
    let new = |(id, body): (String, String)| {
        let erased = serde_json::from_str::<Body<PupilRecord>>(&body).is_ok_and(|body| body.erased);
        uuid::Uuid::parse_str(&id).ok().map(PupilId).filter(|pupil| erased && !known.contains(pupil))
    };
    let staged = "SELECT id, body FROM stage WHERE kind = 'pupil' AND instr(body, '\"erased\":true') > 0";
    let pupils: BTreeSet<PupilId> = pairs(tx, staged)?.into_iter().filter_map(new).collect();
    if pupils.is_empty() {
        return Ok(None);
    }
    // Whoever was merged with her is erased under her own name in the same pull.
    let mut person = Person::named(pupils);
    {
        let sql = "SELECT kind, id, body FROM mirror WHERE kind IN ('conflict', 'held')";
        let mut select = tx.prepare(sql).or_problem()?;
        let mut rows = select.query([]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            let (kind, id) = (str_of(row, 0)?, str_of(row, 1)?);
            let Ok(body) = serde_json::from_str::<&RawValue>(str_of(row, 2)?) else { continue };
            if !matches!(person.of_record(kind, id, body), Share::None) {
                person.learn(kind, id);
            }
        }
    }
    let mut words = Vec::new();
    for pupil in &person.pupils {
        words.push(vec![pupil.0.to_string()]);
        let record = crate::register::views::read_pupil(tx, *pupil)?;
        let mut fields = record.map(|record| record.fields).unwrap_or_default();
        words.extend(fields.remove(&PupilField::Insz).map(|insz| vec![insz]));
        let name = [PupilField::LastName, PupilField::FirstName];
        let name: Option<Vec<String>> = name.into_iter().map(|field| fields.remove(&field)).collect();
        words.extend(name);
    }
    Ok(Some(Coming { person, words }))
}

/// The entries that the mirror is about to hold, where somebody was ever erased.
pub(super) fn acked(tx: &Transaction) -> Answer<Vec<(i64, String)>> {
    if ledger(tx)?.is_empty() {
        return Ok(Vec::new());
    }
    entries(tx, "state = 'acked'")
}

/// Takes everything about them away, and what came back of those who were erased before.
pub(super) fn carry_out(
    tx: &Transaction,
    coming: Option<Coming>,
    acked: Vec<(i64, String)>,
    (sums, changed): (&mut Sums, &mut BTreeSet<RecordKey>),
) -> Answer<()> {
    let mut all = ledger(tx)?;
    if let Some(Coming { person, words }) = coming {
        all.extend(&person.pupils);
        facts::put(tx, LEDGER, &all)?;
        facts::put(tx, UNSWEPT, &true)?;
        mirror(tx, &person, (sums, changed))?;
        own(tx, &person, &words)?;
        blank(tx, &person, entries(tx, "state <> 'pending'")?)?;
    }
    blank(tx, &Person::named(all), acked)
}

/// What the server let go without a tombstone, since its identity says who it was.
fn mirror(
    tx: &Transaction,
    person: &Person,
    (sums, changed): (&mut Sums, &mut BTreeSet<RecordKey>),
) -> Answer<()> {
    let mut hers = Vec::new();
    {
        let mut select = tx.prepare("SELECT kind, id, body, year, rev FROM mirror").or_problem()?;
        let mut rows = select.query([]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            let (kind, id) = (str_of(row, 0)?, str_of(row, 1)?);
            let text = str_of(row, 2)?;
            if kind == Kind::Pupil.as_str() || !(person.is_named(id) || person.is_named(text)) {
                continue;
            }
            let Ok(body) = serde_json::from_str::<&RawValue>(text) else { continue };
            let rest = match person.of_record(kind, id, body) {
                Share::None => continue,
                Share::All => None,
                Share::Part { rest, .. } => Some(rest.get().to_owned()),
            };
            let rev = rev_of(row.get(4).or_problem()?, 4).or_problem()?;
            hers.push((kind.to_owned(), id.to_owned(), rest, row.get(3).or_problem()?, rev));
        }
    }
    for (kind, id, rest, year, rev) in hers {
        if rest.is_none() {
            sums.entry((kind.clone(), year)).or_default().remove(&kind, &id, rev);
        }
        match rest {
            Some(rest) => {
                let sql = "UPDATE mirror SET body = ?3 WHERE kind = ?1 AND id = ?2";
                tx.execute(sql, (&kind, &id, rest)).or_problem()?
            }
            None => {
                tx.execute("DELETE FROM mirror WHERE kind = ?1 AND id = ?2", (&kind, &id)).or_problem()?
            }
        };
        changed.extend(Kind::parse(&kind).map(|kind| RecordKey { kind, id }));
    }
    super::digest::write(tx, sums)
}

/// What this laptop keeps beside the register.
fn own(tx: &Transaction, person: &Person, words: &[Vec<String>]) -> Answer<()> {
    for pupil in &person.pupils {
        let (id, bytes) = (pupil.0.to_string(), &pupil.0.as_bytes()[..]);
        for sql in [
            "UPDATE access_log SET pupil = NULL WHERE pupil = ?1",
            "DELETE FROM op_pupil WHERE pupil = ?1",
            "DELETE FROM discimus_record WHERE pupil = ?1",
            "DELETE FROM discimus_proposal WHERE pupil = ?1",
        ] {
            tx.execute(sql, [&id]).or_problem()?;
        }
        tx.execute("DELETE FROM exported WHERE pupil = ?1", [bytes]).or_problem()?;
    }
    for (form, body) in pairs(tx, "SELECT form, body FROM draft")? {
        let tells = |words: &Vec<String>| words.iter().all(|word| form.contains(word) || body.contains(word));
        if words.iter().any(tells) {
            tx.execute("DELETE FROM draft WHERE form = ?1", [form]).or_problem()?;
        }
    }
    Ok(())
}

/// Takes what is hers out of these entries. One in which nothing else stands keeps its place and its
/// identity, and says nothing.
fn blank(tx: &Transaction, person: &Person, entries: Vec<(i64, String)>) -> Answer<()> {
    for (n, body) in entries {
        let (rest, all) = match person.of_op(&body) {
            Share::None => continue,
            Share::Part { rest, .. } => (rest, false),
            Share::All => (emptied(&body)?, true),
        };
        let hash = Hash::of(&rest);
        tx.execute(
            "UPDATE outbox SET body = ?2, hash = ?3, detail = NULL WHERE n = ?1",
            (n, rest, &hash.0[..]),
        )
        .or_problem()?;
        if all {
            let sql = "UPDATE outbox SET outcome = 'same', server_outcome = ?2 WHERE n = ?1";
            tx.execute(sql, (n, OUTCOME)).or_problem()?;
        }
        facts::put(tx, UNSWEPT, &true)?;
    }
    Ok(())
}

fn emptied(body: &str) -> Answer<String> {
    // What cannot be read was damaged before, and stays so.
    let Ok(op) = serde_json::from_str::<Op>(body) else { return Ok("{}".into()) };
    text(&Op { change: Change::AttendanceSet { items: Vec::new() }, note: None, ..op })
}

/// Writes the file anew where pages of it may still hold what was erased, and empties its log.
///
/// # Errors
/// Those of [`Register::sweep`]; it is tried again later.
pub(crate) fn sweep(register: &Register) -> Answer<()> {
    if register.read(|db| facts::get::<bool>(db, UNSWEPT))?.is_none() {
        return Ok(());
    }
    register.sweep()?;
    register.write_local(|tx| facts::clear(tx, &[UNSWEPT]))
}

fn ledger(db: &Connection) -> Answer<BTreeSet<PupilId>> {
    Ok(facts::get(db, LEDGER)?.unwrap_or_default())
}

fn entries(tx: &Transaction, which: &str) -> Answer<Vec<(i64, String)>> {
    let mut select =
        tx.prepare(&format!("SELECT n, body FROM outbox WHERE {which} ORDER BY n")).or_problem()?;
    let mut rows = select.query([]).or_problem()?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next().or_problem()? {
        let body = row.get_ref(1).or_problem()?.as_bytes().map_err(|_| damaged())?;
        entries.push((row.get(0).or_problem()?, String::from_utf8_lossy(body).into_owned()));
    }
    Ok(entries)
}

fn pairs(tx: &Transaction, sql: &str) -> Answer<Vec<(String, String)>> {
    let mut select = tx.prepare(sql).or_problem()?;
    select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).and_then(Iterator::collect).or_problem()
}

fn str_of<'a>(row: &'a rusqlite::Row, column: usize) -> Answer<&'a str> {
    row.get_ref(column).or_problem()?.as_str().map_err(|_| damaged())
}
