//! The search of everything (Ctrl K): people by name with typing errors, by number, stamnummer,
//! Stamboek code and whole INSZ, and classes.

use rusqlite::Connection;
use stamboek_domain::insz::Insz;
use stamboek_domain::number;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::tag::Tag;

use super::messages::{PupilRow, SearchAnswer, SearchRequest};
use super::row;
use crate::access::{Look, log, log_once};
use crate::db::OrProblem;
use crate::register::Register;
use crate::{Answer, Core};

/// At most so many people in an answer.
const MOST: usize = 20;

/// At most so many classes in an answer.
const MOST_CLASSES: usize = 10;

/// Longest query, in characters; the rest is not looked at.
const LONGEST: usize = 100;

/// Searches people and classes. Who searches by a whole INSZ leaves an entry in the access log each
/// time; another search that names somebody leaves one a minute, with how many it first named and never
/// what was typed: it is asked at every key.
pub fn search(core: &Core, request: SearchRequest) -> Answer<SearchAnswer> {
    let text: String = request.text.trim().chars().take(LONGEST).collect();
    let register = core.register()?;
    if text.is_empty() {
        return Ok(SearchAnswer { pupils: Vec::new(), classes: Vec::new() });
    }
    if let Ok(insz) = Insz::parse(&text, core.today()) {
        let now = core.now();
        let pupils = register.write_local(|tx| {
            let ids = select(tx, "SELECT id FROM view_pupil WHERE insz = ?1 AND removed = 0", insz.as_str())?;
            log(tx, now, Look::Search, ids.first().copied(), ids.len(), "")?;
            row::by_ids(tx, &ids)
        })?;
        if !pupils.is_empty() {
            return Ok(SearchAnswer { pupils, classes: Vec::new() });
        }
    }
    let people = register.memory().people(&register)?;
    let ids = by_code(&register, &text)?;
    let by_code = ids.iter().filter_map(|id| people.row(*id));
    let mut found: Vec<&PupilRow> = Vec::new();
    for row in by_code.chain(people.by_stamnummer(&text, MOST)).chain(people.by_name(&text, MOST)) {
        if found.len() < MOST && found.iter().all(|other| other.id != row.id) {
            found.push(row);
        }
    }
    if !found.is_empty() {
        log_once(&register, core.now(), Look::Find, None, found.len(), "")?;
    }
    Ok(SearchAnswer {
        pupils: found.into_iter().cloned().collect(),
        classes: people.classes(&text, MOST_CLASSES),
    })
}

/// Whose Stamboek code or number of another program this is. Numbers that were closed count, too.
fn by_code(register: &Register, text: &str) -> Answer<Vec<PupilId>> {
    let (tag, value) = (Tag::parse(text).ok(), number::normal_value(text).ok());
    if tag.is_none() && value.is_none() {
        return Ok(Vec::new());
    }
    register.read(|db| {
        let mut ids = Vec::new();
        if let Some(tag) = tag {
            ids.extend(select(db, "SELECT id FROM view_pupil WHERE tag = ?1 AND removed = 0", tag.as_str())?);
        }
        if let Some(value) = value {
            let sql = "SELECT pupil FROM view_number WHERE value = ?1
                 ORDER BY until_date IS NOT NULL, until_date DESC";
            ids.extend(select(db, sql, &value)?);
        }
        Ok(ids)
    })
}

fn select(db: &Connection, sql: &str, value: &str) -> Answer<Vec<PupilId>> {
    let mut select = db.prepare_cached(sql).or_problem()?;
    select.query_map([value], |row| row::id(row, 0)).and_then(Iterator::collect).or_problem()
}
