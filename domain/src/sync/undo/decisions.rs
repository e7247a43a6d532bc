//! Decisions: what one put in force goes back as any other value, and its question is open again.

use std::collections::BTreeSet;

use super::{Key, Records, keys};
use crate::problem::Problem;
use crate::sync::op::{Change, OpId};

/// What an action made of values: of a decision, what it put in force.
pub(super) fn carried_out(entries: &[(OpId, Change)]) -> Vec<Change> {
    entries.iter().map(|(_, change)| chosen(change).unwrap_or(change).clone()).collect()
}

fn chosen(change: &Change) -> Option<&Change> {
    match change {
        Change::ConflictResolve { choose, .. } => choose.as_deref(),
        _ => None,
    }
}

/// A decision whose question stayed decided when it was taken back is no more than what it put in
/// force.
pub(super) fn as_far_as_undone(change: Change, undone: &BTreeSet<Key>) -> Change {
    match change {
        Change::ConflictResolve { conflict, choose: Some(chosen), .. }
            if !undone.contains(&Key::Conflict(conflict.clone())) =>
        {
            *chosen
        }
        other => other,
    }
}

/// Opens the questions again of which all that the decision put in force goes back (`done`), as far as
/// it still is what decided them.
pub(super) fn reopened(
    entries: &[(OpId, Change)],
    done: &BTreeSet<Key>,
    records: &impl Records,
) -> Result<Vec<Change>, Problem> {
    let mut changes = Vec::new();
    for (decision, change) in entries {
        let Change::ConflictResolve { conflict, .. } = change else { continue };
        let goes_back = chosen(change).is_none_or(|chosen| keys(chosen).iter().all(|key| done.contains(key)));
        let reopen = Change::ConflictReopen { conflict: conflict.clone(), decision: *decision };
        if goes_back && records.state(&reopen)?.conflict.is_some_and(|one| one.is_decided_by(*decision)) {
            changes.push(reopen);
        }
    }
    Ok(changes)
}
