//! Taking back merges: the last first, each only while it still stands.

use super::Records;
use crate::problem::{Code, Problem};
use crate::pupil::PupilId;
use crate::sync::apply::apply;
use crate::sync::op::{Change, FieldChange};

/// The changes that put everything back.
///
/// # Errors
/// `MergeRefused` while who stands is merged in turn; those of `records`.
pub(super) fn back(action: &[Change], records: &impl Records) -> Result<Vec<Change>, Problem> {
    let mut changes = Vec::new();
    for change in action.iter().rev() {
        let back = match change {
            Change::PupilMerge { from, to, .. } => {
                Change::PupilUnmerge { from: *from, to: *to, fields: Vec::new() }
            }
            Change::PupilUnmerge { from, to, fields } => merged_again(*from, *to, fields, records)?,
            _ => continue,
        };
        match apply(&records.state(&back)?, &back) {
            Ok(_) => changes.push(back),
            Err(problem) if problem.code == Code::MergeRefused => return Err(problem),
            Err(_) => {}
        }
    }
    Ok(changes)
}

/// The merge as it was, with the fields that were chosen at it: those that nobody changed since.
fn merged_again(
    from: PupilId,
    to: PupilId,
    gone_back: &[FieldChange],
    records: &impl Records,
) -> Result<Change, Problem> {
    let merge = |fields| Change::PupilMerge { from, to, fields };
    let family = records.state(&merge(Vec::new()))?.family;
    let Some(record) = family.and_then(|family| family.to.pupil) else { return Ok(merge(Vec::new())) };
    let same = gone_back.iter().filter(|item| record.fields.get(&item.field) == item.now.as_ref());
    let again =
        |item: &FieldChange| FieldChange { field: item.field, was: item.now.clone(), now: item.was.clone() };
    Ok(merge(same.map(again).collect()))
}
