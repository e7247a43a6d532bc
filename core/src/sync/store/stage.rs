//! The stage: pages of the running pull, which become the mirror when it is complete.

use std::collections::BTreeSet;

use rusqlite::{Row as SqlRow, Transaction};
use stamboek_domain::sync::apply::PupilRecord;
use stamboek_domain::sync::record::{Body, Kind, RecordKey};
use stamboek_domain::sync::wire::Row;

use super::digest::{self, Sums};
use super::state::{number, rev_of};
use crate::Answer;
use crate::db::OrProblem;

/// Puts a page to those that arrived.
pub(super) fn put(tx: &Transaction, fresh: bool, rows: &[Row]) -> Answer<()> {
    if fresh {
        clear(tx)?;
    }
    let mut insert = tx
        .prepare_cached("INSERT INTO arrived (kind, id, year, rev, body) VALUES (?1, ?2, ?3, ?4, ?5)")
        .or_problem()?;
    for row in rows {
        let body = row.body.as_ref().map(|body| body.get());
        insert.execute((&row.kind, &row.id, year(row), number(row.rev), body)).or_problem()?;
    }
    Ok(())
}

pub(super) fn clear(tx: &Transaction) -> Answer<()> {
    tx.execute_batch("DELETE FROM arrived; DELETE FROM stage").or_problem()
}

/// Every page arrived: the stage holds each record once, as it came last.
pub(super) fn set(tx: &Transaction) -> Answer<()> {
    tx.execute_batch(
        "INSERT OR REPLACE INTO stage (kind, id, year, rev, body)
         SELECT kind, id, year, rev, body FROM arrived ORDER BY kind, id, n;
         DELETE FROM arrived;",
    )
    .or_problem()
}

/// By which digests count the record: of what this program does not know the server says it.
fn year(row: &Row) -> Option<u16> {
    match Kind::parse(&row.kind) {
        Some(kind) => RecordKey { kind, id: row.id.clone() }.year(),
        None => row.year,
    }
}

/// What the mirror does not get any more, when it is replaced, counts as gone.
pub(super) fn fill_up(tx: &Transaction) -> Answer<()> {
    tx.execute(
        "INSERT INTO stage (kind, id, year, rev, body)
         SELECT kind, id, year, 0, NULL FROM mirror m
         WHERE NOT EXISTS (SELECT 1 FROM stage s WHERE s.kind = m.kind AND s.id = m.id)",
        [],
    )
    .or_problem()
    .map(drop)
}

/// A row of the stage beside the one of the mirror.
struct Step {
    kind: String,
    id: String,
    /// Year and revision in the stage, unless it is gone there.
    now: Option<(Option<u16>, i64)>,
    /// Those in the mirror.
    before: Option<(Option<u16>, i64)>,
    /// Whether it looks the same.
    same: bool,
    /// One of both bodies, of pupils.
    body: Option<String>,
}

fn step(row: &SqlRow) -> rusqlite::Result<Step> {
    let (now, before): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(5)?);
    let (year, year_before) = (row.get(2)?, row.get(4)?);
    Ok(Step {
        kind: row.get(0)?,
        id: row.get(1)?,
        now: now.map(|rev| (year, rev)),
        before: before.map(|rev| (year_before, rev)),
        same: row.get(6)?,
        body: row.get(7)?,
    })
}

/// Moves the stage over the mirror and empties it. Answers the records that look different since, and
/// the digests.
pub(super) fn merge(tx: &Transaction, replace: bool) -> Answer<(BTreeSet<RecordKey>, Sums)> {
    // Of a mirror that is replaced everything is counted anew.
    let mut sums = if replace { Sums::new() } else { digest::read(tx)? };
    let mut changed = BTreeSet::new();
    {
        let mut select = tx
            .prepare_cached(
                "SELECT s.kind, s.id, s.year, iif(s.body IS NULL, NULL, s.rev), m.year, m.rev,
                        s.body IS m.body, iif(s.kind = 'pupil', coalesce(s.body, m.body), NULL)
                 FROM stage s LEFT JOIN mirror m ON m.kind = s.kind AND m.id = s.id",
            )
            .or_problem()?;
        let mut rows = select.query([]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            let step = step(row).or_problem()?;
            count(&mut sums, &step, replace).or_problem()?;
            if !step.same {
                changed.extend(keys(step));
            }
        }
    }
    tx.execute_batch(
        "DELETE FROM mirror WHERE (kind, id) IN (SELECT kind, id FROM stage WHERE body IS NULL);
         INSERT OR REPLACE INTO mirror SELECT kind, id, year, rev, body FROM stage WHERE body IS NOT NULL;
         DELETE FROM stage;",
    )
    .or_problem()?;
    digest::write(tx, &sums)?;
    Ok((changed, sums))
}

fn count(sums: &mut Sums, step: &Step, replace: bool) -> rusqlite::Result<()> {
    if let (Some((year, rev)), false) = (step.before, replace) {
        let sum = sums.entry((step.kind.clone(), year)).or_default();
        sum.remove(&step.kind, &step.id, rev_of(rev, 5)?);
    }
    if let Some((year, rev)) = step.now {
        let sum = sums.entry((step.kind.clone(), year)).or_default();
        sum.add(&step.kind, &step.id, rev_of(rev, 3)?);
    }
    Ok(())
}

/// The record, and who carries the tag of a pupil: entries over it may stand now, or not any more.
/// What this program does not know is not shown.
fn keys(step: Step) -> impl Iterator<Item = RecordKey> {
    let tag = step.body.and_then(|body| serde_json::from_str::<Body<PupilRecord>>(&body).ok()?.value);
    let tag = tag.map(|record| RecordKey::new(Kind::Tag, record.tag));
    let kind = Kind::parse(&step.kind);
    kind.map(|kind| RecordKey { kind, id: step.id }).into_iter().chain(tag)
}
