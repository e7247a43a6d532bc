//! Whom somebody could already be, while the name is being typed.

use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use stamboek_domain::matching::{Index, Person, likeness};
use stamboek_domain::pupil::PupilId;

use super::messages::{Likeness, PupilRow};
use super::people::People;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;

/// Names that are looked at while no date of birth is known.
const NAMES: usize = 20;

/// What was typed of somebody so far.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// Naam.
    pub last_name: &'a str,
    /// Voornaam.
    pub first_name: &'a str,
    /// Geboortedatum.
    pub birth_date: Option<NaiveDate>,
    /// INSZ, eleven digits, or empty.
    pub insz: &'a str,
}

/// Everybody prepared to be compared. No INSZ.
pub struct Crowd {
    people: Arc<People>,
    ids: Vec<PupilId>,
    index: Index,
}

impl Crowd {
    pub(super) fn new(people: Arc<People>) -> Self {
        let (ids, persons) = people.rows().map(|row| (row.id, person(row, None))).unzip();
        let persons: Vec<Person> = persons;
        Self { people, ids, index: Index::new(persons) }
    }

    /// Candidates: by date of birth and exact name, or by name alone while no date is known.
    fn candidates(&self, typed: &Typed, wanted: &Person, most: usize) -> Vec<&PupilRow> {
        if typed.birth_date.is_some() {
            let found = self.index.find(wanted, most).into_iter();
            return found.filter_map(|(at, _)| self.people.row(self.ids[at])).collect();
        }
        let name = format!("{} {}", typed.first_name, typed.last_name);
        self.people.by_name(name.trim(), NAMES).collect()
    }
}

/// Whom this could be, best first; also those who left. Quick enough to be asked at every letter.
pub fn alike(register: &Register, typed: &Typed, most: usize) -> Answer<Vec<Likeness>> {
    let crowd = register.memory().crowd(register)?;
    let insz = (!typed.insz.is_empty()).then_some(typed.insz);
    let wanted = Person::new(typed.last_name, typed.first_name, typed.birth_date, insz, None);
    let mut found: Vec<Likeness> = Vec::new();
    if !typed.last_name.is_empty() && !typed.first_name.is_empty() {
        for row in crowd.candidates(typed, &wanted, most) {
            let insz = insz_of(register, row)?;
            let likeness = likeness(&wanted, &person(row, insz.as_deref()));
            found.extend(likeness.map(|likeness| Likeness::new(row.clone(), &likeness)));
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.score));
    found.truncate(most);
    Ok(found)
}

fn person(row: &PupilRow, insz: Option<&str>) -> Person {
    Person::new(&row.last_name, &row.first_name, row.birth_date.parse().ok(), insz, None)
}

fn insz_of(register: &Register, row: &PupilRow) -> Answer<Option<String>> {
    if !row.has_insz {
        return Ok(None);
    }
    register.read(|db| {
        db.prepare_cached("SELECT insz FROM view_pupil WHERE id = ?1")
            .and_then(|mut select| select.query_row([row.id.0.to_string()], |row| row.get(0)).optional())
            .or_problem()
    })
}
