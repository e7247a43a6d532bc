//! What this laptop remembers of the link.

use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::problem::{Code, Problem};

use crate::Answer;
use crate::db::OrProblem;

/// Settings of the link: [`super::messages::LinkSettings`].
pub(super) const SETTINGS: &str = "settings";
/// When the other side answered last, RFC 3339.
pub(super) const CONTACT: &str = "contact";
/// How the other side presented itself: name, and whether it is a simulator.
pub(super) const OTHER_SIDE: &str = "other_side";
/// When everything was fetched last, RFC 3339.
pub(super) const FETCHED: &str = "fetched";
/// Up to where the register was looked through: last entry, and the day.
pub(super) const LOOKED_THROUGH: &str = "looked_through";

/// A value, or its default when there is none.
pub(super) fn get<T: DeserializeOwned + Default>(db: &Connection, key: &str) -> Answer<T> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM discimus_state WHERE key = ?1")
        .and_then(|mut select| select.query_row([key], |row| row.get(0)).optional())
        .or_problem()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps a value.
pub(super) fn put<T: Serialize>(tx: &Transaction, key: &str, value: &T) -> Answer<()> {
    let text =
        serde_json::to_string(value).map_err(|_| Problem::new(Code::Internal).with("detail", "state"))?;
    tx.prepare_cached(
        "INSERT INTO discimus_state (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    .and_then(|mut insert| insert.execute((key, text)))
    .or_problem()?;
    Ok(())
}
