//! What this laptop remembers of its server: facts of this database, never synced.

use rusqlite::{Connection, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::problem::{Code, Problem};

use crate::Answer;
use crate::session::{clear_fact, fact, set_fact};

/// The server that this laptop belongs to: [`super::device::Server`].
pub(super) const SERVER: &str = "sync_server";
/// An enrolment of which the answer was not heard yet: [`super::device::Joining`].
pub(super) const JOINING: &str = "sync_joining";
/// Everybody who signed in here: [`super::person::Person`], by identity.
pub(super) const PEOPLE: &str = "sync_people";
/// Who works here now: an identity.
pub(super) const PERSON: &str = "sync_person";
/// What the server calls the laptops of the institution, by identity.
pub(super) const LAPTOPS: &str = "sync_laptops";
/// Number of the last entry of the access log that the server was told.
pub(super) const TOLD: &str = "sync_access_told";
/// Version of the server's program, as it said last.
pub(super) const SERVER_VERSION: &str = "sync_server_version";
/// When mirror and server last differed although they should not.
pub(super) const DIFFERED: &str = "sync_differed";

/// A fact; `None` where there is none, or one of another shape.
pub(super) fn get<T: DeserializeOwned>(db: &Connection, key: &str) -> Answer<Option<T>> {
    Ok(fact(db, key)?.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Keeps a fact.
pub(super) fn put<T: Serialize>(tx: &Transaction, key: &str, value: &T) -> Answer<()> {
    let text = serde_json::to_string(value).map_err(|_| Problem::new(Code::Internal).with("detail", key))?;
    set_fact(tx, key, &text)
}

/// Forgets facts.
pub(super) fn clear(tx: &Transaction, keys: &[&str]) -> Answer<()> {
    keys.iter().try_for_each(|key| clear_fact(tx, key))
}
