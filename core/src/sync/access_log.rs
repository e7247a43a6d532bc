//! What was looked at here is told to the server (S59), once and in order, and kept as long as there
//! (S62).

use chrono::{DateTime, FixedOffset, Months};
use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};
use stamboek_domain::sync::access::{ACCESS_ENTRIES, AccessEntries, AccessEntry};
use uuid::Uuid;

use super::entry::is_joined;
use super::facts::{self, TOLD};
use super::http::Method;
use super::said::{self, of_failure, of_reply};
use super::store::state;
use super::talk::{Open, Talk};
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;

/// Of before somebody signed in is what was looked at under her name: it is the same person of this
/// laptop since.
const ENTRIES: &str = "SELECT n, at, kind, pupil, count,
       coalesce(person, (SELECT p.user FROM laptop_person p WHERE p.name = access_log.name))
     FROM access_log WHERE n > ?1 ORDER BY n LIMIT ?2";

/// Never the newest: its number would be given out again, and the next look not be told.
const OLD: &str = "n <= ?1 AND n < (SELECT max(n) FROM access_log) AND unixepoch(at) < ?2";

/// So long looks are kept (S62).
const KEPT: Months = Months::new(36);

/// Tells what the server did not hear yet. What does not get through is told the next time.
///
/// # Errors
/// Those of [`Talk::ask`]; what was told stays told.
pub(super) fn tell(register: Open, talk: &Talk) -> Answer<()> {
    loop {
        let (entries, last) = register()?.read(|db| untold(db, talk.server().device))?;
        let Some(last) = last else { return Ok(()) };
        let body = said::body(&AccessEntries { entries })?;
        let reply = talk.ask(register, Method::Post, &talk.path("access-log"), Some(&body));
        let reply = reply.map_err(of_failure)?;
        if !said::is_success(&reply) {
            return Err(of_reply(&reply));
        }
        register()?.write_local(|tx| facts::put(tx, TOLD, &last))?;
    }
}

/// Lets go of looks that were kept long enough; answers how many. Where there is a server, of those that
/// it was told, by its clock.
///
/// # Errors
/// `DiskFull`, `Disk`.
pub fn prune(register: &Register, now: DateTime<FixedOffset>) -> Answer<usize> {
    let (told, now) = register.read(|db| match is_joined(db)? {
        true => Ok((facts::get(db, TOLD)?.unwrap_or(0), state(db)?.last_ok.map(|at| at.fixed_offset()))),
        false => Ok((i64::MAX, Some(now))),
    })?;
    let Some(until) = now.and_then(|now| now.checked_sub_months(KEPT)) else { return Ok(0) };
    let values = (told, until.timestamp());
    let some = format!("SELECT EXISTS (SELECT 1 FROM access_log WHERE {OLD})");
    if !register.read(|db| db.query_row(&some, values, |row| row.get(0)).or_problem())? {
        return Ok(0);
    }
    register.write_local(|tx| tx.execute(&format!("DELETE FROM access_log WHERE {OLD}"), values).or_problem())
}

/// The oldest of them, and the number of the last one.
fn untold(db: &Connection, device: Uuid) -> Answer<(Vec<AccessEntry>, Option<i64>)> {
    let told: i64 = facts::get(db, TOLD)?.unwrap_or(0);
    let mut select = db.prepare_cached(ENTRIES).or_problem()?;
    let rows = select.query_map((told, ACCESS_ENTRIES as i64), |row| Ok((row.get(0)?, entry(row, device)?)));
    let rows: Vec<(i64, Option<AccessEntry>)> = rows.and_then(Iterator::collect).or_problem()?;
    let last = rows.last().map(|(n, _)| *n);
    Ok((rows.into_iter().filter_map(|(_, entry)| entry).collect(), last))
}

/// `None` for a moment that is none: it holds nothing else up.
fn entry(row: &Row, device: Uuid) -> rusqlite::Result<Option<AccessEntry>> {
    let (n, at, kind): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let (pupil, count, person): (Option<String>, u32, Option<String>) =
        (row.get(3)?, row.get(4)?, row.get(5)?);
    let uuid = |text: Option<String>| text.and_then(|text| Uuid::parse_str(&text).ok());
    let id = identity(device, n, &format!("{at} {kind}"));
    let at: Option<DateTime<FixedOffset>> = DateTime::parse_from_rfc3339(&at).ok();
    Ok(at.map(|at| AccessEntry { id, at, user: uuid(person), kind, pupil: uuid(pupil), count }))
}

/// The same for the same entry, so that told twice is told once. With its moment and kind, since after
/// a backup was put back another entry may get the same number.
fn identity(device: Uuid, n: i64, what: &str) -> Uuid {
    let hash = Sha256::digest(format!("{device} {n} {what}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_one_identity_and_another_entry_another() {
        let device = Uuid::from_u128(1);
        let one = identity(device, 1, "2026-11-22T09:00:00.000+01:00 sheet");
        assert_eq!(one, identity(device, 1, "2026-11-22T09:00:00.000+01:00 sheet"));
        for other in [
            identity(device, 2, "2026-11-22T09:00:00.000+01:00 sheet"),
            identity(device, 1, "2026-11-22T09:00:01.000+01:00 sheet"),
            identity(Uuid::from_u128(2), 1, "2026-11-22T09:00:00.000+01:00 sheet"),
        ] {
            assert_ne!(one, other);
        }
    }
}
