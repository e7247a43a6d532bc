//! Whether a record that was told is gone from the register. What is only over, or not looked at
//! any more, is not.

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::pupil::PupilId;

use crate::Answer;
use crate::db::OrProblem;
use crate::dossier::{CERTIFICATE, CHARACTERISTIC};

/// Whether a record that is no longer wanted must be withdrawn. A person stays known; an enrolment
/// that was cancelled takes with it what hangs below it; absences are told again as an empty month.
pub(in crate::discimus) fn is_gone(db: &Connection, record: &str, pupil: PupilId) -> Answer<bool> {
    let Some((subject, id)) = record.split_once('/') else { return Ok(false) };
    match subject {
        "school" => {
            Ok(status(db, id)?.is_none_or(|(status, _)| status != "realised" && status != "cancelled"))
        }
        "refusal" => Ok(status(db, id)?.is_none_or(|(status, _)| status != "not_realised")),
        "leaving" => Ok(status(db, id)?.is_none_or(|(status, left)| status == "realised" && !left)),
        "group" => absent(db, "SELECT 1 FROM view_group_enrolment WHERE id = ?1", [id]),
        _ => {
            let prefixes = ["measure/", CHARACTERISTIC, CERTIFICATE];
            let Some(prefix) = prefixes.into_iter().find(|prefix| record.starts_with(prefix)) else {
                return Ok(false);
            };
            let rest = id.split_once('/').map_or("", |(_, rest)| rest);
            let key = format!("{prefix}{rest}");
            let sql = "SELECT 1 FROM view_fact WHERE pupil = ?1 AND key = ?2";
            absent(db, sql, [pupil.0.to_string(), key])
        }
    }
}

fn status(db: &Connection, id: &str) -> Answer<Option<(String, bool)>> {
    db.prepare_cached("SELECT status, until_date IS NOT NULL FROM view_school_enrolment WHERE id = ?1")
        .and_then(|mut select| select.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .or_problem()
}

fn absent(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Answer<bool> {
    let found = db.prepare_cached(sql).and_then(|mut select| select.exists(params)).or_problem()?;
    Ok(!found)
}
