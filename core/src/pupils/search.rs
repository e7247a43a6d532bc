//! The search of everything (Ctrl K): people by name with typing errors, by number, stamnummer,
//! Stamboek code and whole INSZ, and classes.

use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use stamboek_domain::insz::Insz;
use stamboek_domain::number;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::search::NameIndex;
use stamboek_domain::tag::Tag;

use super::messages::{ClassCount, SearchAnswer, SearchRequest};
use super::row;
use crate::access::{Look, log};
use crate::db::OrProblem;
use crate::{Answer, Core};

/// At most so many people in an answer.
const MOST: usize = 20;

/// At most so many classes in an answer.
const MOST_CLASSES: usize = 10;

/// Longest query, in characters; the rest is not looked at.
const LONGEST: usize = 100;

/// The folded names of an open register, kept in memory as long as it is open and made anew after
/// a change. No INSZ.
#[derive(Default)]
pub struct Memory(Mutex<Option<Arc<People>>>);

/// What is kept of everybody, in class and name order.
pub struct People {
    /// Newest op when this was read.
    newest: i64,
    ids: Vec<PupilId>,
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
    register.read(|db| {
        let people = register.memory().people(db)?;
        let mut ids = Vec::new();
        let mut add = |found: Vec<PupilId>| {
            for id in found {
                if ids.len() < MOST && !ids.contains(&id) {
                    ids.push(id);
                }
            }
        };
        if let Ok(tag) = Tag::parse(&text) {
            add(select(db, "SELECT id FROM view_pupil WHERE tag = ?1 AND removed = 0", tag.as_str())?);
        }
        if let Ok(value) = number::normal_value(&text) {
            add(select(
                db,
                "SELECT pupil FROM view_number WHERE value = ?1 ORDER BY until_date IS NOT NULL, until_date DESC",
                &value,
            )?);
        }
        add(people.by_stamnummer(&text));
        add(people.names.search(&text, MOST).into_iter().map(|hit| people.ids[hit.person]).collect());
        Ok(SearchAnswer { pupils: row::by_ids(db, &ids)?, classes: people.classes(&text) })
    })
}

fn select(db: &Connection, sql: &str, value: &str) -> Answer<Vec<PupilId>> {
    let mut select = db.prepare_cached(sql).or_problem()?;
    select.query_map([value], |row| row::id(row, 0)).and_then(Iterator::collect).or_problem()
}

impl Memory {
    /// What is kept, read again when something changed since.
    fn people(&self, db: &Connection) -> Answer<Arc<People>> {
        let newest: i64 = db
            .prepare_cached("SELECT coalesce(max(n), 0) FROM outbox")
            .and_then(|mut select| select.query_row((), |row| row.get(0)))
            .or_problem()?;
        let mut kept = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match kept.as_ref() {
            Some(people) if people.newest == newest => Ok(people.clone()),
            _ => {
                let people = Arc::new(People::read(db, newest)?);
                *kept = Some(people.clone());
                Ok(people)
            }
        }
    }
}

impl People {
    fn read(db: &Connection, newest: i64) -> Answer<Self> {
        let mut select = db
            .prepare_cached(
                "SELECT id, last_name, first_name, class, stamnummer FROM view_pupil WHERE removed = 0
                 ORDER BY class, last_name, first_name",
            )
            .or_problem()?;
        let mut rows = select.query(()).or_problem()?;
        let (mut ids, mut names, mut stamnummers) = (Vec::new(), Vec::new(), Vec::new());
        let mut classes: Vec<(String, u32)> = Vec::new();
        while let Some(found) = rows.next().or_problem()? {
            let class: String = found.get(3).or_problem()?;
            let stamnummer: String = found.get(4).or_problem()?;
            if !stamnummer.is_empty() {
                stamnummers.push((stamnummer, ids.len() as u32));
            }
            match classes.last_mut() {
                Some((last, pupils)) if *last == class => *pupils += 1,
                _ => classes.push((class, 1)),
            }
            ids.push(row::id(found, 0).or_problem()?);
            names.push((found.get::<_, String>(1).or_problem()?, found.get::<_, String>(2).or_problem()?));
        }
        stamnummers.sort_unstable();
        classes.retain(|(class, _)| !class.is_empty());
        classes.sort_by(|a, b| stamboek_domain::class::compare(&a.0, &b.0));
        let names = NameIndex::new(names.iter().map(|(last, first)| (last.as_str(), first.as_str())));
        Ok(Self { newest, ids, names, stamnummers, classes })
    }

    /// Those whose stamnummer begins so, from three characters on.
    fn by_stamnummer(&self, text: &str) -> Vec<PupilId> {
        if text.len() < 3 {
            return Vec::new();
        }
        let first = self.stamnummers.partition_point(|(stamnummer, _)| stamnummer.as_str() < text);
        self.stamnummers[first..]
            .iter()
            .take_while(|(stamnummer, _)| stamnummer.starts_with(text))
            .take(MOST)
            .map(|(_, place)| self.ids[*place as usize])
            .collect()
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
