//! An entry in the words of the screens, part by part.

use rusqlite::Connection;
use stamboek_domain::sync::op::Change;
use stamboek_domain::sync::parts::{parts, subject};

use super::messages::EntryLine;
use super::shown::{about, pupil_of, says};
use super::who::named;
use crate::Answer;
use crate::register::views;

/// What an entry is about and what it says, a line for each part.
pub(crate) fn lines(db: &Connection, change: &Change) -> Answer<Vec<EntryLine>> {
    let line = |part: &Change| {
        let value = says(part, &views::read(db, part)?);
        Ok(EntryLine { subject: subject(part), who: named(db, pupil_of(part))?, about: about(part), value })
    };
    parts(change).iter().map(line).collect()
}
