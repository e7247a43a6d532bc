//! Looking the register through for what should be known, when anything changed since the last time.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};
use stamboek_domain::pupil::PupilId;

use super::queue;
use super::state::{self, LOOKED_THROUGH};
use super::wanted::{Source, told_records, wanted};
use crate::Answer;
use crate::attendance::School;
use crate::db::OrProblem;
use crate::register::Register;

/// Brings the queue up to the register: of one pupil, or of everybody.
pub(super) fn look(register: &Register, only: Option<PupilId>, now: DateTime<FixedOffset>) -> Answer<()> {
    let today = now.date_naive();
    let year = School::year_of(today);
    let members = register.members()?;
    let (mark, wanted) = register.attendance(|db, school, memory| {
        let entries: i64 =
            db.query_row("SELECT coalesce(max(n), 0) FROM outbox", [], |row| row.get(0)).or_problem()?;
        let mark = (entries, today.to_string());
        if only.is_none() && state::get::<(i64, String)>(db, LOOKED_THROUGH)? == mark {
            return Ok((mark, None));
        }
        let told: HashSet<String> = told_records(db, only)?.into_iter().map(|(record, _)| record).collect();
        let source = Source { db, school, memory, members: &members, told: &told, year, today };
        Ok((mark, Some(wanted(&source, only)?)))
    })?;
    let Some(wanted) = wanted else { return Ok(()) };
    register.write_local(|tx| {
        queue::refresh(tx, &wanted, only, now)?;
        if only.is_none() {
            state::put(tx, LOOKED_THROUGH, &mark)?;
        }
        Ok(())
    })
}
