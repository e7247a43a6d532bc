//! Every person with all numbers, in clear: for the command line. One entry in the access log.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;
use stamboek_domain::pupil::PupilId;

use super::row;
use crate::access::{Look, log};
use crate::db::OrProblem;
use crate::{Answer, Core};

/// A number of a person.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ListedNumber {
    /// The other program.
    pub system: String,
    /// The database that issued it.
    pub database: String,
    /// Without leading zeros.
    pub value: String,
    /// Last day of a closed number.
    pub until: Option<String>,
}

/// A person as the command line lists them.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Identity.
    pub id: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// `YYYY-MM-DD` or empty.
    pub birth_date: String,
    /// Eleven digits or empty.
    pub insz: String,
    /// Klas or empty.
    pub class: String,
    /// The open ones first.
    pub numbers: Vec<ListedNumber>,
}

/// Everybody, in class and name order.
pub fn listing(core: &Core) -> Answer<Vec<Listed>> {
    let now = core.now();
    core.register()?.write_local(|tx| {
        let listed = read(tx)?;
        log(tx, now, Look::Export, None, listed.len(), "stamboek pupils")?;
        Ok(listed)
    })
}

fn read(db: &Connection) -> Answer<Vec<Listed>> {
    let mut numbers: BTreeMap<PupilId, Vec<ListedNumber>> = BTreeMap::new();
    let mut statement = db
        .prepare(
            "SELECT pupil, system, database, value, until_date FROM view_number
             ORDER BY pupil, until_date IS NOT NULL, until_date DESC, from_date DESC, value",
        )
        .or_problem()?;
    let rows = statement.query_map([], |r| {
        let number =
            ListedNumber { system: r.get(1)?, database: r.get(2)?, value: r.get(3)?, until: r.get(4)? };
        Ok((row::id(r, 0)?, number))
    });
    for entry in rows.or_problem()? {
        let (pupil, number) = entry.or_problem()?;
        numbers.entry(pupil).or_default().push(number);
    }
    let mut statement = db.prepare("SELECT id, insz FROM view_pupil WHERE insz <> ''").or_problem()?;
    let rows = statement.query_map([], |r| Ok((row::id(r, 0)?, r.get::<_, String>(1)?))).or_problem()?;
    let mut insz = rows.collect::<Result<BTreeMap<_, _>, _>>().or_problem()?;
    Ok(row::all(db)?
        .into_iter()
        .map(|person| Listed {
            insz: insz.remove(&person.id).unwrap_or_default(),
            numbers: numbers.remove(&person.id).unwrap_or_default(),
            id: person.id,
            last_name: person.last_name,
            first_name: person.first_name,
            birth_date: person.birth_date,
            class: person.class,
        })
        .collect())
}
