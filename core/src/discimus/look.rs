//! Looking the register through for what should be known, when anything changed since the last time.

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::wire::Rev;

use super::queue;
use super::state::{self, LOOKED_THROUGH};
use super::wanted::{Source, told_records, wanted};
use crate::Answer;
use crate::attendance::School;
use crate::history::last_entry;
use crate::register::Register;
use crate::sync::store;

/// Up to where the register was looked through: its last entry; the day, and what was pulled by then.
type Mark = (i64, String);

/// Brings the queue up to the register: of one pupil, or of everybody.
pub(super) fn look(register: &Register, only: Option<PupilId>, now: DateTime<FixedOffset>) -> Answer<()> {
    // What is saved while it looks would go back to what it was: it looks again.
    while !looked(register, only, now)? {}
    Ok(())
}

/// Looks, unless nothing changed; `false`: something was saved meanwhile, and nothing is kept.
fn looked(register: &Register, only: Option<PupilId>, now: DateTime<FixedOffset>) -> Answer<bool> {
    let today = now.date_naive();
    let mark = |db: &Connection| -> Answer<Mark> {
        let pulled = match store::state(db)?.cursor {
            Rev(0) => String::new(),
            Rev(cursor) => format!("/{cursor}"),
        };
        Ok((last_entry(db)?, format!("{today}{pulled}")))
    };
    let (before, known) = register.read(|db| Ok((mark(db)?, state::get::<Mark>(db, LOOKED_THROUGH)?)))?;
    if known == before {
        return Ok(true);
    }
    let members = register.members()?;
    let year = School::year_of(today);
    let wanted = register.attendance(|db, school, memory| {
        let told = told_records(db, only)?;
        wanted(&Source { db, school, memory, members: &members, told: &told, year, today }, only)
    })?;
    register.write_local(|tx| {
        if mark(tx)? != before {
            return Ok(false);
        }
        queue::refresh(tx, &wanted, only, now)?;
        if only.is_none() {
            state::put(tx, LOOKED_THROUGH, &before)?;
        }
        Ok(true)
    })
}
