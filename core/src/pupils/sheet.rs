//! Everything on one pupil's sheet, and the INSZ in clear. Both looks are logged (S59).

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::insz::Insz;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;

use super::messages::{InszAnswer, NumberRow, PupilRequest, PupilSheet};
use super::row;
use crate::access::{Look, log};
use crate::db::OrProblem;
use crate::register::views::merges;
use crate::{Answer, Core};

/// The sheet of one pupil, the INSZ masked.
pub fn sheet(core: &Core, request: PupilRequest) -> Answer<PupilSheet> {
    let now = core.now();
    core.register()?.write_local(|tx| {
        // An old place still leads to who stands.
        let id = merges::merged_into(tx, request.id).unwrap_or(request.id);
        let row = row::one(tx, id)?;
        log(tx, now, Look::Sheet, Some(id), 1, "")?;
        let tag = tx
            .query_row("SELECT tag FROM view_pupil WHERE id = ?1", [id.0.to_string()], |row| row.get(0))
            .or_problem()?;
        let insz_masked = if row.has_insz { Insz::MASKED.to_owned() } else { String::new() };
        Ok(PupilSheet {
            row,
            insz_masked,
            tag,
            numbers: numbers(tx, id)?,
            enrolments: crate::enrolments::of_pupil(tx, id)?,
            merged: crate::merges::merged(tx, id)?,
            history: crate::history::of_pupil(tx, id)?,
        })
    })
}

/// The INSZ in clear.
pub fn insz(core: &Core, request: PupilRequest) -> Answer<InszAnswer> {
    let (now, today) = (core.now(), core.today());
    core.register()?.write_local(|tx| {
        let digits: Option<String> = tx
            .query_row(
                "SELECT insz FROM view_pupil WHERE id = ?1 AND removed = 0 AND insz <> ''",
                [request.id.0.to_string()],
                |row| row.get(0),
            )
            .optional()
            .or_problem()?;
        let digits = digits.ok_or_else(|| Problem::new(Code::NotFound).with("what", "insz"))?;
        log(tx, now, Look::Insz, Some(request.id), 1, "")?;
        // A number of a year to come was refused when it came in; here it is only written.
        let written = Insz::parse(&digits, today).map_or(digits, |insz| insz.written());
        Ok(InszAnswer { insz: written })
    })
}

/// The open number first, then closed ones, newest first, each with others who hold or held it.
fn numbers(db: &Connection, id: PupilId) -> Answer<Vec<NumberRow>> {
    let mut statement = db
        .prepare_cached(
            "SELECT system, database, value, from_date, until_date FROM view_number WHERE pupil = ?1
             ORDER BY until_date IS NOT NULL, until_date DESC, from_date DESC",
        )
        .or_problem()?;
    let mut others = db
        .prepare_cached(
            "SELECT DISTINCT p.last_name || ' ' || p.first_name || CASE p.class WHEN '' THEN '' ELSE ' (' || p.class || ')' END
             FROM view_number n JOIN view_pupil p ON p.id = n.pupil
             WHERE n.value = ?1 AND n.pupil <> ?2 AND p.removed = 0 ORDER BY 1",
        )
        .or_problem()?;
    let mut rows = statement.query([id.0.to_string()]).or_problem()?;
    let mut numbers = Vec::new();
    while let Some(row) = rows.next().or_problem()? {
        let value: String = row.get(2).or_problem()?;
        let shared_with = others
            .query_map((&value, id.0.to_string()), |row| row.get(0))
            .and_then(Iterator::collect)
            .or_problem()?;
        numbers.push(NumberRow {
            system: row.get(0).or_problem()?,
            database: row.get(1).or_problem()?,
            from: row.get(3).or_problem()?,
            until: row.get(4).or_problem()?,
            value,
            shared_with,
        });
    }
    Ok(numbers)
}
