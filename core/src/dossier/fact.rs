//! A fact about a pupil as JSON: read, compared with what the person saw, and set.

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::Change;

use crate::Answer;
use crate::register::Batch;
use crate::register::views::attendance::read_fact;

/// The fact under that key; `None` also when an older program wrote it in a shape that is no longer
/// read.
pub(crate) fn get<T: DeserializeOwned>(batch: &Batch, pupil: PupilId, key: &str) -> Answer<Option<T>> {
    let text = read_fact(batch.tx(), pupil, key)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Sets a fact or takes it away; what is so already adds nothing.
///
/// # Errors
/// `NotFound` when it changes and the pupil is unknown.
pub(crate) fn set<T: Serialize>(
    batch: &mut Batch,
    pupil: PupilId,
    key: &str,
    value: Option<&T>,
) -> Answer<()> {
    let change = change(batch.tx(), pupil, key, value)?;
    change.into_iter().try_for_each(|change| batch.push(change))
}

/// The change by which a fact becomes this; `None` when it is so already.
pub(crate) fn change<T: Serialize>(
    db: &Connection,
    pupil: PupilId,
    key: &str,
    value: Option<&T>,
) -> Answer<Option<Change>> {
    let internal = |_| Problem::new(Code::Internal).with("detail", "fact");
    let now = value.map(serde_json::to_string).transpose().map_err(internal)?;
    let was = read_fact(db, pupil, key)?;
    Ok((was != now).then(|| Change::FactSet { pupil, key: key.to_owned(), was, now }))
}

/// Whether what stands is what the person saw, or already what it becomes.
///
/// # Errors
/// `Stale` with the field.
pub(crate) fn fresh<T: PartialEq>(field: &str, current: &T, was: &T, now: &T) -> Answer<()> {
    match current == was || current == now {
        true => Ok(()),
        false => Err(Problem::new(Code::Stale).with("field", field)),
    }
}
