//! What waits to be told, and what became of it: one row for each record. Two commits surround every
//! sending, so that a crash at any point finds the same transaction again, under the same key.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Duration, FixedOffset, SecondsFormat};
use rusqlite::{Connection, Row, Transaction as Tx};
use stamboek_domain::codes::SendStatus;
use stamboek_domain::discimus::{Outcome, Subject, Transaction};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::gateway::Failure;
use super::wanted::{Wanted, is_gone};
use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::{odd, pupil_id};

/// Longest text of the other side that is kept, in characters.
const LONGEST: usize = 500;
/// Longest wait before something is tried again, in minutes.
const LONGEST_WAIT: i64 = 30;

/// Time as it is kept.
pub(super) fn written(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, false)
}

/// A kept time; one that cannot be read is none, so that it holds nothing back.
fn time(row: &Row, column: usize) -> rusqlite::Result<Option<DateTime<FixedOffset>>> {
    let at: Option<String> = row.get(column)?;
    Ok(at.and_then(|at| DateTime::parse_from_rfc3339(&at).ok()))
}

/// After how long the `attempts`th failure is tried again.
pub(super) fn wait(attempts: u32) -> Duration {
    let minutes = 1i64.checked_shl(attempts.saturating_sub(1).min(10)).unwrap_or(LONGEST_WAIT);
    Duration::minutes(minutes.min(LONGEST_WAIT))
}

struct Row_ {
    id: i64,
    pupil: PupilId,
    known: Option<Vec<u8>>,
    wanted: Option<Vec<u8>>,
    doubt: bool,
    status: SendStatus,
}

/// Brings the table up to what should be known. `whole`: of everybody, so that a record that is not
/// there any more is looked at as well.
pub(super) fn refresh(
    tx: &Tx,
    wanted: &[Wanted],
    only: Option<PupilId>,
    now: DateTime<FixedOffset>,
) -> Answer<()> {
    let mut rows = rows(tx, only)?;
    for one in wanted {
        let (body, hash) = one.body()?;
        match rows.remove(&one.record) {
            None => insert(tx, one, &body, &hash, now)?,
            Some(row) => update(tx, &row, one, &body, &hash, now)?,
        }
    }
    for (record, row) in rows {
        if row.wanted.is_none() || !is_gone(tx, &record, row.pupil)? {
            continue;
        }
        if row.known.is_none() && !row.doubt {
            run(tx, "DELETE FROM discimus_record WHERE id = ?1", [row.id])?;
        } else {
            let sql =
                "UPDATE discimus_record SET wanted = NULL, body = NULL, txn = ?2, version = version + 1,
                         status = 1, since = ?3, attempts = 0, next_try = NULL, fault_code = NULL,
                         fault_text = NULL, own_fault = 0 WHERE id = ?1";
            run(tx, sql, (row.id, Uuid::new_v4().to_string(), written(now)))?;
        }
    }
    Ok(())
}

/// The condition and its value for the rows of one pupil, by their index, or for all.
pub(super) fn whose(only: Option<PupilId>) -> (&'static str, Option<String>) {
    match only {
        None => ("?1 IS NULL", None),
        Some(pupil) => ("pupil = ?1", Some(pupil.0.to_string())),
    }
}

fn rows(db: &Connection, only: Option<PupilId>) -> Answer<BTreeMap<String, Row_>> {
    let (whose, id) = whose(only);
    let mut select = db
        .prepare_cached(&format!(
            "SELECT record, id, pupil, known, wanted, doubt, status FROM discimus_record WHERE {whose}"
        ))
        .or_problem()?;
    let read = |row: &Row| {
        let row_ = Row_ {
            id: row.get(1)?,
            pupil: pupil_id(row, 2)?,
            known: row.get(3)?,
            wanted: row.get(4)?,
            doubt: row.get(5)?,
            status: status_of(row, 6)?,
        };
        Ok((row.get(0)?, row_))
    };
    select.query_map([id], read).and_then(Iterator::collect).or_problem()
}

/// The status out of its number.
pub(super) fn status_of(row: &Row, column: usize) -> rusqlite::Result<SendStatus> {
    let number: i64 = row.get(column)?;
    SendStatus::of(&number.to_string()).ok_or_else(|| odd(column))
}

/// The number of a status.
fn number(status: SendStatus) -> i64 {
    status.as_str().parse().unwrap_or_default()
}

fn run(tx: &Tx, sql: &str, params: impl rusqlite::Params) -> Answer<()> {
    tx.prepare_cached(sql).and_then(|mut statement| statement.execute(params)).or_problem()?;
    Ok(())
}

fn of_check(fault: Option<&str>) -> i64 {
    number(if fault.is_some() { SendStatus::ValidationError } else { SendStatus::ToSend })
}

fn insert(tx: &Tx, one: &Wanted, body: &str, hash: &[u8], now: DateTime<FixedOffset>) -> Answer<()> {
    let sql = "INSERT INTO discimus_record (record, pupil, institution, subject, step, place, about, wanted,
                 body, txn, version, status, since, fault_code, own_fault)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1, ?11, ?12, ?13, ?13 IS NOT NULL)";
    run(
        tx,
        sql,
        (
            &one.record,
            one.pupil.0.to_string(),
            one.institution.as_str(),
            one.subject.name(),
            one.subject.step(),
            &one.place,
            &one.about,
            hash,
            body,
            Uuid::new_v4().to_string(),
            of_check(one.fault),
            written(now),
            one.fault,
        ),
    )
}

/// The same content, of which our own check may say something else now.
fn checked(tx: &Tx, row: &Row_, one: &Wanted) -> Answer<()> {
    let was_wrong = match row.status {
        SendStatus::ValidationError => true,
        SendStatus::ToSend => false,
        _ => return Ok(()),
    };
    if was_wrong == one.fault.is_some() {
        return Ok(());
    }
    let sql = "UPDATE discimus_record SET status = ?2, fault_code = ?3, own_fault = ?3 IS NOT NULL
               WHERE id = ?1";
    run(tx, sql, (row.id, of_check(one.fault), one.fault))
}

fn update(
    tx: &Tx,
    row: &Row_,
    one: &Wanted,
    body: &str,
    hash: &[u8],
    now: DateTime<FixedOffset>,
) -> Answer<()> {
    if row.wanted.as_deref() == Some(hash) {
        return checked(tx, row, one);
    }
    // Back to what is known there, and nothing is on its way: there is nothing to tell.
    if !row.doubt && row.known.as_deref() == Some(hash) {
        let sql = "UPDATE discimus_record SET wanted = ?2, body = NULL, status = 4, next_try = NULL,
                     fault_code = NULL, fault_text = NULL, own_fault = 0 WHERE id = ?1";
        return run(tx, sql, (row.id, hash));
    }
    let waits = row.status != SendStatus::Processed;
    let sql = "UPDATE discimus_record SET institution = ?2, place = ?3, about = ?4, wanted = ?5, body = ?6,
                 txn = ?7, version = version + 1, status = ?8, since = iif(?11, since, ?9), attempts = 0,
                 next_try = NULL, fault_code = ?10, fault_text = NULL, own_fault = ?10 IS NOT NULL
               WHERE id = ?1";
    run(
        tx,
        sql,
        (
            row.id,
            one.institution.as_str(),
            &one.place,
            &one.about,
            hash,
            body,
            Uuid::new_v4().to_string(),
            of_check(one.fault),
            written(now),
            one.fault,
            waits,
        ),
    )
}

/// Pupils of whom something waits, longest waiting first. Whoever failed before comes last: a run ends
/// after a few failures, and some that always fail would keep everybody behind them waiting.
pub(super) fn waiting(db: &Connection, only: Option<PupilId>) -> Answer<Vec<PupilId>> {
    let (whose, id) = whose(only);
    let mut select = db
        .prepare_cached(&format!(
            "SELECT pupil FROM discimus_record WHERE status IN (1, 2, 6) AND {whose}
             GROUP BY pupil ORDER BY max(status = 6), min(since), pupil"
        ))
        .or_problem()?;
    select.query_map([id], |row| pupil_id(row, 0)).and_then(Iterator::collect).or_problem()
}

/// One transaction that leaves now.
pub(super) struct Leaving {
    pub(super) id: i64,
    pub(super) transaction: Transaction,
    doubt_before: bool,
}

/// What of a pupil may leave now, in order, up to the first thing that must be processed before; it
/// is written down as on its way.
pub(super) fn take(tx: &Tx, pupil: PupilId, now: DateTime<FixedOffset>) -> Answer<Vec<Leaving>> {
    let mut leaving = Vec::new();
    let mut behind = Behind::default();
    for row in queued(tx, pupil)? {
        let due = matches!(row.status, SendStatus::ToSend | SendStatus::Sending)
            || (row.status == SendStatus::SystemError && row.next_try.is_none_or(|at| at <= now));
        if behind.holds(row.subject).is_some() {
            continue;
        }
        if !due {
            behind.waits_for(row.subject);
            continue;
        }
        let sql = "UPDATE discimus_record SET status = 2, doubt = 1, attempts = attempts + 1 WHERE id = ?1";
        run(tx, sql, [row.id])?;
        let doubt_before = row.doubt;
        leaving.push(Leaving { id: row.id, transaction: row.transaction()?, doubt_before });
    }
    Ok(leaving)
}

/// What holds back the rest of a pupil: person, then school, then group, each in the order of its
/// days. The others of the last step do not wait for each other.
#[derive(Default)]
pub(super) struct Behind(Option<Subject>);

impl Behind {
    /// What must be processed before this; `None`: nothing.
    pub(super) fn holds(&self, subject: Subject) -> Option<Subject> {
        self.0.filter(|first| {
            first.step() < subject.step() || (subject.step() < 3 && first.step() == subject.step())
        })
    }

    /// That is not processed.
    pub(super) fn waits_for(&mut self, subject: Subject) {
        self.0.get_or_insert(subject);
    }
}

struct Queued {
    id: i64,
    record: String,
    pupil: PupilId,
    institution: String,
    subject: Subject,
    body: Option<String>,
    doubt: bool,
    txn: String,
    version: u32,
    status: SendStatus,
    next_try: Option<DateTime<FixedOffset>>,
}

impl Queued {
    fn transaction(&self) -> Answer<Transaction> {
        let broken = || Problem::new(Code::Internal).with("detail", "transaction");
        let content = match &self.body {
            None => None,
            Some(body) => Some(serde_json::from_str(body).map_err(|_| broken())?),
        };
        Ok(Transaction {
            id: Uuid::parse_str(&self.txn).map_err(|_| broken())?,
            institution: InstitutionNumber::parse(&self.institution).map_err(|_| broken())?,
            pupil: self.pupil,
            record: self.record.clone(),
            version: self.version,
            subject: self.subject,
            content,
        })
    }
}

/// The subject of that name.
pub(super) fn subject_of(row: &Row, column: usize) -> rusqlite::Result<Subject> {
    let name = row.get_ref(column)?.as_str()?;
    Subject::ALL.into_iter().find(|subject| subject.name() == name).ok_or_else(|| odd(column))
}

fn queued(db: &Connection, pupil: PupilId) -> Answer<Vec<Queued>> {
    let mut select = db
        .prepare_cached(
            "SELECT id, record, pupil, institution, subject, body, doubt, txn, version, status, next_try
             FROM discimus_record WHERE pupil = ?1 AND status <> 4 ORDER BY step, place, id",
        )
        .or_problem()?;
    let read = |row: &Row| {
        Ok(Queued {
            id: row.get(0)?,
            record: row.get(1)?,
            pupil: pupil_id(row, 2)?,
            institution: row.get(3)?,
            subject: subject_of(row, 4)?,
            body: row.get(5)?,
            doubt: row.get(6)?,
            txn: row.get(7)?,
            version: row.get(8)?,
            status: status_of(row, 9)?,
            next_try: time(row, 10)?,
        })
    };
    select.query_map([pupil.0.to_string()], read).and_then(Iterator::collect).or_problem()
}

/// What became of one that left; `None`: it stayed after all, since something before it was not
/// processed.
pub(super) type Became = Option<Result<Outcome, Failure>>;

/// Writes down what became of them. What the register asks for meanwhile under another key stays
/// waiting.
pub(super) fn settle(tx: &Tx, of: &[(Leaving, Became)], now: DateTime<FixedOffset>) -> Answer<()> {
    for (leaving, became) in of {
        let (id, txn) = (leaving.id, leaving.transaction.id.to_string());
        match became {
            None => {
                let sql = "UPDATE discimus_record SET status = 1, doubt = ?3, attempts = attempts - 1
                           WHERE id = ?1 AND txn = ?2";
                run(tx, sql, (id, txn, leaving.doubt_before))?;
            }
            Some(Ok(Outcome::Processed)) => processed(tx, leaving, &txn)?,
            Some(Ok(Outcome::Refused { code, text })) => {
                let sql =
                    "UPDATE discimus_record SET status = 5, doubt = 0, fault_code = ?3, fault_text = ?4,
                             own_fault = 0, next_try = NULL WHERE id = ?1 AND txn = ?2";
                run(tx, sql, (id, txn, plain(code, LONGEST), plain(text, LONGEST)))?;
            }
            // Another laptop, or this one before a backup was put back, told more: tell it again.
            Some(Ok(Outcome::Outdated { known })) => {
                let sql = "UPDATE discimus_record SET status = 1, txn = ?3, version = max(version, min(?4, 2000000000)) + 1
                           WHERE id = ?1 AND txn = ?2";
                run(tx, sql, (id, txn, Uuid::new_v4().to_string(), known))?;
            }
            Some(Err(failure)) => failed(tx, id, &txn, *failure, now)?,
        }
    }
    Ok(())
}

fn processed(tx: &Tx, leaving: &Leaving, txn: &str) -> Answer<()> {
    let sql =
        "UPDATE discimus_record SET known = wanted, body = NULL, doubt = 0, status = 4, next_try = NULL,
                 fault_code = NULL, fault_text = NULL, own_fault = 0 WHERE id = ?1 AND txn = ?2";
    run(tx, sql, (leaving.id, txn))
}

fn failed(tx: &Tx, id: i64, txn: &str, failure: Failure, now: DateTime<FixedOffset>) -> Answer<()> {
    let attempts: u32 = tx
        .query_row("SELECT attempts FROM discimus_record WHERE id = ?1", [id], |row| row.get(0))
        .or_problem()?;
    let sql = "UPDATE discimus_record SET status = 6, fault_code = ?3, fault_text = NULL, own_fault = 0,
                 next_try = ?4 WHERE id = ?1 AND txn = ?2";
    run(tx, sql, (id, txn, failure.why(), written(now + wait(attempts))))
}

/// Text of the other side without what nobody sees, and not endless (S30, S35).
pub(super) fn plain(text: &str, longest: usize) -> String {
    let seen = |c: &char| !c.is_control() && !crate::pupils::field::is_invisible(*c);
    text.chars().filter(seen).take(longest).collect()
}

/// When the first of what failed may be tried again after `after`; `None`: nothing waits for a time.
pub(super) fn next_try(
    db: &Connection,
    after: DateTime<FixedOffset>,
) -> Answer<Option<DateTime<FixedOffset>>> {
    let mut select = db
        .prepare_cached("SELECT next_try FROM discimus_record WHERE status = 6 AND next_try IS NOT NULL")
        .or_problem()?;
    let times: Vec<Option<DateTime<FixedOffset>>> =
        select.query_map([], |row| time(row, 0)).and_then(Iterator::collect).or_problem()?;
    Ok(times.into_iter().flatten().filter(|at| after < *at).min())
}

/// What failed may be tried at once.
pub(super) fn hurry(tx: &Tx, only: Option<PupilId>) -> Answer<()> {
    let (whose, id) = whose(only);
    run(tx, &format!("UPDATE discimus_record SET next_try = NULL WHERE status = 6 AND {whose}"), [id])
}

/// Puts back what was refused or failed, to be told under a new key; answers how many.
pub(super) fn put_back(tx: &Tx, ids: &[i64]) -> Answer<u32> {
    let mut count = 0;
    let ids: HashSet<_> = ids.iter().collect();
    for id in ids {
        let sql = "UPDATE discimus_record SET status = 1, txn = iif(status = 5, ?2, txn),
                     version = version + (status = 5), next_try = NULL WHERE id = ?1 AND status IN (5, 6)";
        count += tx
            .prepare_cached(sql)
            .and_then(|mut update| update.execute((id, Uuid::new_v4().to_string())))
            .or_problem()? as u32;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_to_half_an_hour() {
        let minutes: Vec<i64> = (1..=8).map(|attempts| wait(attempts).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(wait(u32::MAX).num_minutes(), 30);
    }

    #[test]
    fn an_error_holds_back_what_comes_after_and_nothing_beside_it() {
        let mut behind = Behind::default();
        assert_eq!(behind.holds(Subject::Group), None);
        behind.waits_for(Subject::School);
        assert_eq!(behind.holds(Subject::School), Some(Subject::School), "the next one of its step");
        assert_eq!(behind.holds(Subject::Group), Some(Subject::School));
        assert_eq!(behind.holds(Subject::Attendance), Some(Subject::School));
        let mut last = Behind::default();
        last.waits_for(Subject::Attendance);
        assert_eq!(last.holds(Subject::Measure), None, "nothing waits for absences");
    }

    #[test]
    fn a_text_of_the_other_side_is_plain_and_short() {
        assert_eq!(
            plain("fout\n\u{202e}<b>x</b>", LONGEST),
            "fout<b>x</b>",
            "shown as text, never as markup"
        );
        assert_eq!(plain(&"x".repeat(9_000), LONGEST).len(), LONGEST);
    }
}
