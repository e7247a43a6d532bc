//! Taking back merges: the last first, each only while it still stands.

use super::Records;
use crate::problem::Problem;
use crate::sync::apply::apply;
use crate::sync::op::Change;

/// The changes that put everything back.
pub(super) fn back(action: &[Change], records: &impl Records) -> Result<Vec<Change>, Problem> {
    let mut changes = Vec::new();
    for change in action.iter().rev() {
        let back = match change {
            Change::PupilMerge { from, to, .. } => Change::PupilUnmerge { from: *from, to: *to },
            Change::PupilUnmerge { from, to } => {
                Change::PupilMerge { from: *from, to: *to, fields: Vec::new() }
            }
            _ => continue,
        };
        if apply(&records.state(&back)?, &back).is_ok() {
            changes.push(back);
        }
    }
    Ok(changes)
}
