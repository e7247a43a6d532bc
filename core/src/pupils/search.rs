//! The search of everything (Ctrl K): people by name with typing errors, by number, stamnummer,
//! Stamboek code and whole INSZ, and classes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use stamboek_domain::insz::Insz;
use stamboek_domain::number;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::search::NameIndex;
use stamboek_domain::tag::Tag;

use super::messages::{ClassCount, PupilRow, SearchAnswer, SearchRequest};
use super::row;
use crate::access::{Look, log};
use crate::db::OrProblem;
use crate::register::Register;
use crate::{Answer, Core};

/// At most so many people in an answer.
const MOST: usize = 20;

/// At most so many classes in an answer.
const MOST_CLASSES: usize = 10;

/// Longest query, in characters; the rest is not looked at.
const LONGEST: usize = 100;

/// The rows and folded names of an open register, kept in memory as long as it is open and read anew
/// after a change. No INSZ.
#[derive(Default)]
pub struct Memory(Mutex<Option<Arc<People>>>);

/// What is kept of everybody, in class and name order.
pub struct People {
    /// Count of the register's saved actions when this was read.
    saved: u64,
    rows: Vec<PupilRow>,
    places: HashMap<PupilId, u32>,
    names: NameIndex,
    /// Stamnummer and place, sorted.
    stamnummers: Vec<(String, u32)>,
    /// Class, in order, and how many sit in it.
    classes: Vec<(String, u32)>,
}

/// Searches people and classes. Who searches by a whole INSZ leaves an entry in the access log.
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
    let hits = people.names.search(&text, MOST);
    let by_name = hits.iter().map(|hit| &people.rows[hit.person]);
    let mut found: Vec<&PupilRow> = Vec::new();
    for row in ids.iter().filter_map(|id| people.row(*id)).chain(people.by_stamnummer(&text)).chain(by_name) {
        if found.len() < MOST && found.iter().all(|other| other.id != row.id) {
            found.push(row);
        }
    }
    Ok(SearchAnswer { pupils: found.into_iter().cloned().collect(), classes: people.classes(&text) })
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

impl Memory {
    /// What is kept, read again when something was saved since.
    pub(super) fn people(&self, register: &Register) -> Answer<Arc<People>> {
        let mut kept = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // Asked before the reading: what is saved meanwhile is read again the next time.
        let saved = register.saved();
        match kept.as_ref() {
            Some(people) if people.saved == saved => Ok(people.clone()),
            _ => {
                let people = Arc::new(People::new(register.read(row::all)?, saved));
                *kept = Some(people.clone());
                Ok(people)
            }
        }
    }
}

impl People {
    fn new(rows: Vec<PupilRow>, saved: u64) -> Self {
        let mut classes: Vec<(String, u32)> = Vec::new();
        for row in rows.iter().filter(|row| !row.class.is_empty()) {
            match classes.last_mut() {
                Some((last, pupils)) if *last == row.class => *pupils += 1,
                _ => classes.push((row.class.clone(), 1)),
            }
        }
        let mut stamnummers: Vec<(String, u32)> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !row.stamnummer.is_empty())
            .map(|(place, row)| (row.stamnummer.clone(), place as u32))
            .collect();
        stamnummers.sort_unstable();
        let names = NameIndex::new(rows.iter().map(|row| (row.last_name.as_str(), row.first_name.as_str())));
        let places = rows.iter().enumerate().map(|(place, row)| (row.id, place as u32)).collect();
        Self { saved, rows, places, names, stamnummers, classes }
    }

    /// Everybody, in class and name order.
    pub(super) fn rows(&self) -> &[PupilRow] {
        &self.rows
    }

    fn row(&self, id: PupilId) -> Option<&PupilRow> {
        self.places.get(&id).map(|place| &self.rows[*place as usize])
    }

    /// Those whose stamnummer begins so, from three characters on.
    fn by_stamnummer(&self, text: &str) -> impl Iterator<Item = &PupilRow> {
        let first = self.stamnummers.partition_point(|(stamnummer, _)| stamnummer.as_str() < text);
        self.stamnummers[first..]
            .iter()
            .take_while(move |(stamnummer, _)| text.len() >= 3 && stamnummer.starts_with(text))
            .take(MOST)
            .map(|(_, place)| &self.rows[*place as usize])
    }

    /// The classes whose code begins so, without regard to case and spaces.
    fn classes(&self, text: &str) -> Vec<ClassCount> {
        let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        let wanted = plain(text);
        self.classes
            .iter()
            .filter(|(class, _)| plain(class).starts_with(&wanted))
            .take(MOST_CLASSES)
            .map(|(class, pupils)| ClassCount { class: class.clone(), pupils: *pupils })
            .collect()
    }
}
