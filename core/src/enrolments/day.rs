//! A new day: who passed to another class today gets it on the sheet.

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::pupil::PupilId;

use super::known::Known;
use super::seats;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;
use crate::register::views::pupil_id;

/// Class and location of the sheets become those of the periods that hold on that day; answers how
/// many sheets changed. Who is in no class on that day keeps the last one. One action of kind
/// `follow`, which nobody takes back: it would be done again.
///
/// # Errors
/// Those of reading and saving.
pub fn follow_the_day(register: &Register, today: NaiveDate) -> Answer<usize> {
    if register.read(|db| behind(db, today))?.is_empty() {
        return Ok(0);
    }
    register.write("follow", |batch| {
        let pupils = behind(batch.tx(), today)?;
        for pupil in &pupils {
            let known = Known::read(batch.tx(), *pupil)?;
            if let Some(row) = known.class_on(today) {
                let (class, location) = seats::seat(&row.enrolment);
                let location = if location.is_empty() { known.sheet_seat().1 } else { location };
                let change = seats::sheet(&known, (class, location));
                change.into_iter().try_for_each(|change| batch.push(change))?;
            }
        }
        Ok(pupils.len())
    })
}

/// Whose sheet says something else than the period of that day.
fn behind(db: &Connection, today: NaiveDate) -> Answer<Vec<PupilId>> {
    db.prepare_cached(
        "SELECT DISTINCT p.id FROM view_enrolment e JOIN view_pupil p ON p.id = e.pupil
         WHERE e.cancelled = 0 AND p.removed = 0 AND e.from_date <= ?1
           AND (e.until_date IS NULL OR e.until_date >= ?1)
           AND (e.class <> p.class OR (e.location <> p.location AND e.location <> ''))",
    )
    .and_then(|mut select| select.query_map([today.to_string()], |row| pupil_id(row, 0))?.collect())
    .or_problem()
}
