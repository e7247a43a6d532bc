//! What rows take from each other and from the register: one person twice, one number for two.

use std::collections::{BTreeSet, HashMap};

use stamboek_domain::name;
use stamboek_domain::pupil::PupilField;

use super::Choices;
use super::lookup::Lookup;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::Row;

/// The rows that count, with whom each is about.
pub struct Live<'a> {
    /// Places in the list.
    pub rows: Vec<usize>,
    /// Of every row, the person in the register.
    pub who: &'a [Option<usize>],
}

impl Live<'_> {
    /// Every row that has the same key as another one, with the first such other one and the key.
    fn doubles(&self, key: impl Fn(usize) -> Option<String>) -> Vec<(usize, usize, String)> {
        let mut same: HashMap<String, Vec<usize>> = HashMap::new();
        for row in &self.rows {
            if let Some(key) = key(*row) {
                same.entry(key).or_default().push(*row);
            }
        }
        let mut doubles: Vec<(usize, usize, String)> = Vec::new();
        for (key, same) in same.into_iter().filter(|(_, same)| same.len() > 1) {
            for row in &same {
                doubles.push((*row, if *row == same[0] { same[1] } else { same[0] }, key.clone()));
            }
        }
        doubles
    }
}

/// Refuses two rows about one person, and one number for two; an INSZ that stands with two people
/// only falls away.
pub fn refuse(rows: &mut [Row], live: &Live, lookup: &Lookup, choices: &Choices) {
    let same_person = live.doubles(|row| Some(person(&rows[row], live.who[row])));
    let same_insz = live.doubles(|row| rows[row].fields.get(&PupilField::Insz).cloned());
    let mut together: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (row, other, _) in same_person {
        together.insert((row, other));
        let number = rows[other].number.to_string();
        rows[row].remark(RemarkCode::TwoRowsOnePupil, [("other_row", &number)]);
    }
    for (row, other, insz) in same_insz {
        let keeps = live.who[row].is_some_and(|who| lookup.known.pupils[who].insz == insz);
        if !keeps && !together.contains(&(row, other)) {
            let number = rows[other].number.to_string();
            rows[row].fields.remove(&PupilField::Insz);
            rows[row].remark(RemarkCode::InszTwice, [("other_row", &number)]);
        }
    }
    let same_stamnummer = live.doubles(|row| rows[row].stamnummer_key(choices.institution));
    let same_number = live.doubles(|row| rows[row].external.clone());
    for (row, other, key) in same_stamnummer.into_iter().chain(same_number) {
        if !together.contains(&(row, other)) {
            let (other, number) = (rows[other].number.to_string(), key.rsplit('/').next().unwrap_or(""));
            rows[row].remark(RemarkCode::NumberTwice, [("other_row", &other), ("number", number)]);
        }
    }
}

/// The same text for two rows about one person.
fn person(row: &Row, who: Option<usize>) -> String {
    if let Some(who) = who {
        return format!("known {who}");
    }
    let fold = |field| name::squash(&name::fold(row.field(field)));
    let (last, first) = (fold(PupilField::LastName), fold(PupilField::FirstName));
    let birth = row.field(PupilField::BirthDate);
    // Without a date two of one name in two classes may well be two.
    let apart = if birth.is_empty() { row.field(PupilField::Class) } else { birth };
    format!("new {last}|{first}|{apart}")
}

/// A number that somebody else holds; a number that replaces another one.
pub fn check_numbers(rows: &mut [Row], live: &Live, lookup: &Lookup) {
    for i in &live.rows {
        let Some(value) = rows[*i].external.clone() else { continue };
        let (holder, who) = (lookup.holder(&value), live.who[*i]);
        if holder.is_some() && holder != who {
            // Already said when the row has another name than the holder of its number.
            if !rows[*i].refused() {
                let name = lookup.named(holder);
                rows[*i].remark(RemarkCode::NumberTaken, [("number", &value), ("name", &name)]);
            }
        } else if holder.is_none()
            && let Some(who) = who
            && let Some(current) = lookup.of_pupil.get(&lookup.known.pupils[who].row.id)
        {
            let was = current.value.clone();
            rows[*i].remark(RemarkCode::NumberChanges, [("was", &was), ("now", &value)]);
        }
    }
}
