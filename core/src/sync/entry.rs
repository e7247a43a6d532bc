//! Where an entry stands: on this laptop, on the server, or before a person (sync.md 6). A laptop that
//! belongs to no server says nothing of it.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::conflict::Conflict;
use stamboek_domain::sync::op::{Cell, Change};

use super::device::Server;
use crate::Answer;
use crate::attendance::messages::EntryState;
use crate::db::OrProblem;

/// Where the op `o` of the outbox stands, as [`state_of`] reads it.
pub(crate) const STATE: &str = "CASE
    WHEN o.refused IS NOT NULL THEN 'waits'
    WHEN o.state = 'pending' THEN 'saved'
    WHEN o.server_outcome IN ('conflict', 'held') AND (
      EXISTS (SELECT 1 FROM json_each(o.detail) d
              JOIN view_conflict c ON c.subject = json_extract(d.value, '$.subject') WHERE c.open = 1)
      OR EXISTS (SELECT 1 FROM view_held h WHERE h.open = 1 AND h.op =
        lower(substr(hex(o.op_id), 1, 8) || '-' || substr(hex(o.op_id), 9, 4) || '-' ||
              substr(hex(o.op_id), 13, 4) || '-' || substr(hex(o.op_id), 17, 4) || '-' ||
              substr(hex(o.op_id), 21)))) THEN 'waits'
    ELSE 'arrived' END";

/// The state in a column made by [`STATE`]; `None` where nothing is told.
pub(crate) fn state_of(row: &Row, column: usize) -> rusqlite::Result<Option<EntryState>> {
    Ok(match row.get_ref(column)?.as_str_or_null()? {
        Some("saved") => Some(EntryState::Saved),
        Some("arrived") => Some(EntryState::Arrived),
        Some("waits") => Some(EntryState::Waits),
        _ => None,
    })
}

/// Whether this laptop belongs to a server.
pub(crate) fn is_joined(db: &Connection) -> Answer<bool> {
    Ok(Server::of(db)?.is_some())
}

/// What was offered beside the marks of these days and waits for a person (sync.md C1): the code of the
/// newest offer, empty where it would clear the cell.
pub(crate) fn offered(
    db: &Connection,
    (first, last): (NaiveDate, NaiveDate),
) -> Answer<HashMap<(PupilId, HalfDay), String>> {
    let mut select = db
        .prepare_cached(
            "SELECT subject, body FROM view_conflict
             WHERE open = 1 AND subject >= 'attendance/' AND subject < 'attendance0'",
        )
        .or_problem()?;
    let mut rows = select.query([]).or_problem()?;
    let mut offered = HashMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let subject: String = row.get(0).or_problem()?;
        let key = subject.strip_prefix("attendance/").unwrap_or_default().to_owned();
        let Ok(cell) = Cell::try_from(key) else { continue };
        if !(first..=last).contains(&cell.at.day) {
            continue;
        }
        let body = row.get_ref(1).or_problem()?.as_str().unwrap_or_default();
        let Ok(conflict) = serde_json::from_str::<Conflict>(body) else { continue };
        offered.extend(newest(&conflict).map(|code| ((cell.pupil, cell.at), code)));
    }
    Ok(offered)
}

fn newest(conflict: &Conflict) -> Option<String> {
    let offer = conflict.offers.iter().rev().find(|offer| offer.is_open())?;
    let Change::AttendanceSet { items } = &offer.change else { return None };
    let mark = items.first()?.now.as_ref();
    Some(mark.map(|mark| mark.code.as_str().to_owned()).unwrap_or_default())
}
