//! Who can be printed: everybody in the register, with the permanent code.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::Answer;
use crate::db::OrProblem;
use crate::pupils::messages::PupilRow;
use crate::pupils::row;

/// A person with what a card needs.
pub struct Person {
    /// The row of the list, with the open number and the state of the card.
    pub row: PupilRow,
    /// The permanent Stamboek code.
    pub tag: String,
}

/// Everybody, in the order in which they are printed: class, name, first name.
pub fn people(db: &Connection) -> Answer<Vec<Person>> {
    let mut select = db.prepare_cached("SELECT id, tag FROM view_pupil WHERE removed = 0").or_problem()?;
    let mut tags = select
        .query_map([], |columns| Ok((row::id(columns, 0)?, columns.get(1)?)))
        .and_then(Iterator::collect::<rusqlite::Result<HashMap<_, String>>>)
        .or_problem()?;
    let person = |row: PupilRow| {
        let tag = tags.remove(&row.id).unwrap_or_default();
        Person { row, tag }
    };
    Ok(row::all(db)?.into_iter().map(person).collect())
}
