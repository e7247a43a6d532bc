//! Members out of the tables.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, Row};
use stamboek_domain::name::sort_key;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;

use super::super::rules::{Facts, facts};
use super::{Member, Person, Stay};
use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::{date, pupil_id};

/// Everybody, or only some, in no order. The tables are read one after the other: looking up each
/// pupil's rows takes longer.
pub(super) fn read(db: &Connection, pupils: Option<&[PupilId]>) -> Answer<Vec<Person>> {
    let list = pupils.map(serde_json::to_string).transpose();
    let list = list.map_err(|_| Problem::new(Code::Internal).with("detail", "ids"))?;
    let only = |column: &str| match &list {
        Some(_) => format!("{column} IN (SELECT value FROM json_each(?1))"),
        None => "?1 IS NULL".to_owned(),
    };
    let mut stays = stays(db, &only("pupil"), &list)?;
    let mut facts = facts(db, &only("pupil"), [&list])?;
    let sql = format!(
        "SELECT id, last_name, first_name, birth_date, class, location, kind
         FROM view_pupil WHERE removed = 0 AND {}",
        only("id")
    );
    let mut select = db.prepare_cached(&sql).or_problem()?;
    let mut rows = select.query([&list]).or_problem()?;
    let mut people = Vec::new();
    while let Some(row) = rows.next().or_problem()? {
        let (pupil, by_field) = (pupil_id(row, 0).or_problem()?, by_field(row).or_problem()?);
        let mut all = stays.remove(&pupil).unwrap_or_else(|| Vec::from_iter(by_field));
        all.sort_by_key(|stay| stay.from);
        people.push(person(row, pupil, all, facts.remove(&pupil).unwrap_or_default()).or_problem()?);
    }
    Ok(people)
}

fn person(row: &Row, pupil: PupilId, all: Vec<Stay>, facts: Facts) -> rusqlite::Result<Person> {
    let member = Member {
        pupil,
        last_name: row.get(1)?,
        first_name: row.get(2)?,
        birth: row.get_ref(3)?.as_str()?.parse().ok(),
        stays: all.clone(),
        all: all.into(),
        facts: Arc::new(facts),
    };
    Ok(Person { name: sort_key(&member.last_name, &member.first_name), member })
}

/// The class of the register, of a pupil who has one.
fn by_field(row: &Row) -> rusqlite::Result<Option<Stay>> {
    let stay = Stay { class: row.get(4)?, location: row.get(5)?, from: None, until: None };
    let is_staff = row.get_ref(6)?.as_str()? == "staff";
    Ok((!stay.class.is_empty() && !is_staff).then_some(stay))
}

fn stays(db: &Connection, only: &str, list: &Option<String>) -> Answer<HashMap<PupilId, Vec<Stay>>> {
    let sql = format!(
        "SELECT pupil, class, location, from_date, until_date FROM view_enrolment
         WHERE cancelled = 0 AND {only}"
    );
    let mut select = db.prepare_cached(&sql).or_problem()?;
    let mut rows = select.query([list]).or_problem()?;
    let mut stays: HashMap<PupilId, Vec<Stay>> = HashMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let pupil = pupil_id(row, 0).or_problem()?;
        stays.entry(pupil).or_default().push(stay(row).or_problem()?);
    }
    Ok(stays)
}

fn stay(row: &Row) -> rusqlite::Result<Stay> {
    Ok(Stay { class: row.get(1)?, location: row.get(2)?, from: date(row, 3)?, until: date(row, 4)? })
}
