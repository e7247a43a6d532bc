//! Settings as stored: one JSON text a key, each change an op.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::Change;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::Batch;

/// The value of a setting, or `None` when it was never set or an older program wrote it in a
/// shape that is no longer read.
pub fn get_setting<T: DeserializeOwned>(db: &Connection, key: &str) -> Answer<Option<T>> {
    Ok(text(db, key)?.and_then(|json| serde_json::from_str(&json).ok()))
}

/// Sets a setting as part of an action; the op holds what it was. Setting the same value again
/// adds nothing.
pub fn put_setting<T: Serialize>(batch: &mut Batch, key: &str, value: &T) -> Answer<()> {
    let change = setting_change(batch.tx(), key, value)?;
    change.into_iter().try_for_each(|change| batch.push(change))
}

/// Takes a setting away; one that is not there adds nothing.
pub(crate) fn remove_setting(batch: &mut Batch, key: &str) -> Answer<()> {
    match text(batch.tx(), key)? {
        None => Ok(()),
        was => batch.push(Change::SettingSet { key: key.to_owned(), was, now: None }),
    }
}

/// The change by which a setting becomes this; `None` when it is so already.
pub(crate) fn setting_change<T: Serialize>(db: &Connection, key: &str, value: &T) -> Answer<Option<Change>> {
    let now =
        serde_json::to_string(value).map_err(|_| Problem::new(Code::Internal).with("detail", "setting"))?;
    let was = text(db, key)?;
    let change = || Change::SettingSet { key: key.to_owned(), was: was.clone(), now: Some(now.clone()) };
    Ok((was.as_ref() != Some(&now)).then(change))
}

fn text(db: &Connection, key: &str) -> Answer<Option<String>> {
    db.prepare_cached("SELECT value FROM view_setting WHERE key = ?1")
        .and_then(|mut select| select.query_row([key], |row| row.get(0)).optional())
        .or_problem()
}
