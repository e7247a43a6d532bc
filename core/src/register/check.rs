//! Whether the register is sound: the file, the ops, and the views against a rebuild from the
//! mirror and the ops over it (I4).

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::Op;

use super::{Register, guard, overlay};
use crate::Answer;
use crate::db::OrProblem;
use crate::db::open::faulty_pages;

/// What a check found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Findings {
    /// Every page's authentication code and SQLite's own check.
    pub file_sound: bool,
    /// The hash of every op, and that it can be read.
    pub ops_sound: bool,
    /// The views equal a rebuild from the mirror and the ops over it.
    pub views_equal: bool,
    /// Ops stored.
    pub ops: u64,
}

impl Findings {
    /// Whether all is well.
    pub fn is_sound(&self) -> bool {
        self.file_sound && self.ops_sound && self.views_equal
    }
}

/// Each view as text, row by row, in an order of its own.
pub(crate) const VIEWS: [&str; 13] = [
    "SELECT json_array(id, tag, last_name, first_name, birth_date, insz, sex, class, stamnummer,
            institution, location, kind, removed) FROM view_pupil ORDER BY id",
    "SELECT json_array(system, database, value, pupil, from_date, until_date) FROM view_number
     ORDER BY system, database, value, pupil, from_date",
    "SELECT json_array(print, sheet, pupil, payload, at, label, failed, removed) FROM view_print
     ORDER BY print, sheet, pupil, payload",
    "SELECT json_array(day, half, hex(pupil), code, time, note, n) FROM view_attendance
     ORDER BY day, half, pupil",
    "SELECT json_array(day, half, class, n, at, by_user) FROM view_roll ORDER BY day, half, class",
    "SELECT json_array(id, pupil, class, location, from_date, until_date, cancelled) FROM view_enrolment
     ORDER BY id",
    "SELECT json_array(id, pupil, institution, stamnummer, moment, from_date, status, reason, until_date,
            cause, situation) FROM view_school_enrolment ORDER BY id",
    "SELECT json_array(id, enrolment, pupil, from_date, expected_until, until_date, never_came, grp,
            location, funding, details) FROM view_group_enrolment ORDER BY id",
    "SELECT json_array(pupil, key, value) FROM view_fact ORDER BY pupil, key",
    "SELECT json_array(key, value) FROM view_setting ORDER BY key",
    "SELECT json_array(subject, pupil, open, body) FROM view_conflict ORDER BY subject",
    "SELECT json_array(op, open, body) FROM view_held ORDER BY op",
    "SELECT json_array(pupil, into_pupil, body) FROM view_alias ORDER BY pupil",
];

impl Register {
    /// Checks everything. Damage is a finding, not a problem.
    ///
    /// # Errors
    /// `Disk` and the like, when the check itself cannot be done.
    pub fn check(&self) -> Answer<Findings> {
        let mut pages_sound = self.read(|db| Ok(faulty_pages(db)? == 0))?;
        if !pages_sound {
            // A page may have been read while it was being written: look again with the writer
            // at rest.
            pages_sound = faulty_pages(&guard(&self.writer))? == 0;
        }
        self.read(|db| {
            let damage = |problem: Problem| match problem.code {
                Code::RegisterDamaged => Ok(false),
                _ => Err(problem),
            };
            let file_sound = pages_sound && structure_sound(db).or_else(damage)?;
            let (ops, ops_sound) = match ops(db) {
                Ok(found) => found,
                Err(problem) => (0, damage(problem)?),
            };
            let views_equal = file_sound && ops_sound && views_equal(db).or_else(damage)?;
            Ok(Findings { file_sound, ops_sound, views_equal, ops })
        })
    }
}

fn structure_sound(db: &Connection) -> Answer<bool> {
    let answer: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).or_problem()?;
    Ok(answer == "ok")
}

fn ops(db: &Connection) -> Answer<(u64, bool)> {
    let mut select = db.prepare("SELECT body, hash FROM outbox").or_problem()?;
    let mut rows = select.query([]).or_problem()?;
    let (mut ops, mut sound) = (0, true);
    while let Some(row) = rows.next().or_problem()? {
        let body = row.get_ref(0).or_problem()?.as_bytes().unwrap_or_default();
        let hash = row.get_ref(1).or_problem()?.as_blob().unwrap_or_default();
        sound &= Sha256::digest(body)[..] == *hash && serde_json::from_slice::<Op>(body).is_ok();
        ops += 1;
    }
    Ok((ops, sound))
}

/// Makes the views anew in memory, from the mirror and the ops over it, and compares.
pub(crate) fn views_equal(db: &Connection) -> Answer<bool> {
    let rebuilt = Connection::open_in_memory().or_problem()?;
    rebuilt.set_prepared_statement_cache_capacity(64);
    crate::db::migrate::fresh(&rebuilt)?;
    rebuilt.execute_batch("BEGIN").or_problem()?;
    overlay::rebuild(db, &rebuilt)?;
    for view in VIEWS {
        if !same_rows(db, &rebuilt, view)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether both answer the same.
pub(crate) fn same_rows(one: &Connection, other: &Connection, sql: &str) -> Answer<bool> {
    let mut here = one.prepare(sql).or_problem()?;
    let mut there = other.prepare(sql).or_problem()?;
    let (mut here, mut there) = (here.query([]).or_problem()?, there.query([]).or_problem()?);
    loop {
        match (here.next().or_problem()?, there.next().or_problem()?) {
            (None, None) => return Ok(true),
            (Some(a), Some(b)) if a.get_ref(0).or_problem()? == b.get_ref(0).or_problem()? => {}
            _ => return Ok(false),
        }
    }
}
