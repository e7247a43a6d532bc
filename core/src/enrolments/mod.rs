//! Enrolments of pupils: in the school, in administrative groups, in classes.

mod begins;
mod choices;
mod day;
mod decided;
pub(crate) mod effects;
mod ending;
mod enrol;
pub(crate) mod facts;
pub(crate) mod file;
mod identity;
pub(crate) mod known;
mod leave;
pub mod messages;
mod moving;
mod new_year;
mod numbers;
pub(crate) mod outside;
mod passing;
mod personal;
mod restructure;
pub(crate) mod seats;
mod siblings;
pub(crate) mod state;
mod typed;

pub use day::follow_the_day;
pub use enrol::enrol;
pub use file::enrolments;
pub use leave::leave;
pub use moving::move_pupils;
pub use new_year::new_year;
pub use personal::save_personal;
pub use state::state;

use chrono::NaiveDate;
use rusqlite::{Connection, Params};
use stamboek_domain::enrolment::EnrolmentId;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::attendance::enrolment_of;
use messages::EnrolmentRow;

/// The enrolments of a pupil, newest first, without those that never were.
pub(crate) fn of_pupil(db: &Connection, pupil: PupilId) -> Answer<Vec<EnrolmentRow>> {
    class_rows(db, "AND pupil = ?1", [pupil.0.to_string()])
}

/// The enrolments in classes of everybody, newest first, without those that never were.
pub(crate) fn every_class(db: &Connection) -> Answer<Vec<EnrolmentRow>> {
    class_rows(db, "", [])
}

fn class_rows(db: &Connection, and: &str, params: impl Params) -> Answer<Vec<EnrolmentRow>> {
    let sql = format!(
        "SELECT pupil, class, location, from_date, until_date, id FROM view_enrolment
         WHERE cancelled = 0 {and} ORDER BY from_date DESC, id DESC"
    );
    let mut select = db.prepare_cached(&sql).or_problem()?;
    let rows = select.query_map(params, |row| {
        Ok((enrolment_of(row, 0)?, row.get_ref(5)?.as_str().ok().and_then(|id| Uuid::parse_str(id).ok())))
    });
    let rows: Vec<_> = rows.and_then(Iterator::collect).or_problem()?;
    let row =
        |(enrolment, id): (_, Option<Uuid>)| id.map(|id| EnrolmentRow { id: EnrolmentId(id), enrolment });
    Ok(rows.into_iter().filter_map(row).collect())
}

/// Whether a period has no day in common with these.
///
/// # Errors
/// `EnrolmentOverlaps` with the first that it meets.
fn check_free<'a>(
    others: impl IntoIterator<Item = &'a EnrolmentRow>,
    from: NaiveDate,
    until: Option<NaiveDate>,
) -> Answer<()> {
    for EnrolmentRow { enrolment, .. } in others {
        let apart = until.is_some_and(|until| until < enrolment.from)
            || enrolment.until.is_some_and(|last| last < from);
        if !apart {
            return Err(Problem::new(Code::EnrolmentOverlaps)
                .with("class", &enrolment.class)
                .with("from", enrolment.from)
                .with("until", enrolment.until.map(|day| day.to_string()).unwrap_or_default()));
        }
    }
    Ok(())
}
