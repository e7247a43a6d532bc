//! Pages of a pull, and the answer to a reconcile.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::sync::op::OpId;
use crate::sync::wire::{Digest, Head, PAGE_ROWS, PullAnswer, PullRequest, Row, UNPACKED_BYTES};

/// Bytes of a row beside its body, at most about.
const ROW_BYTES: usize = 256;

/// Cuts a page. `rows` are the records above `request.after` in the device's scope, in the order of
/// their revisions, read in one snapshot with `head` and `digest`: at least one more than the limit
/// where there are so many.
pub fn page(
    mut rows: Vec<Row>,
    request: &PullRequest,
    head: Head,
    digest: Vec<Digest>,
    scope: String,
    time: DateTime<Utc>,
) -> PullAnswer {
    let mut bytes = 0;
    let fits = rows
        .iter()
        .take(request.limit.clamp(1, PAGE_ROWS))
        .take_while(|row| {
            bytes += ROW_BYTES + row.id.len() + row.body.as_ref().map_or(0, |body| body.get().len());
            bytes <= UNPACKED_BYTES
        })
        .count();
    let complete = fits == rows.len();
    // A row alone over the limit still travels: a page without rows would never end.
    rows.truncate(fits.max(1));
    let next = match rows.last() {
        Some(last) if !complete => last.rev,
        _ => head.rev,
    };
    let digest = if complete { digest } else { Vec::new() };
    PullAnswer { rows, next, complete, head, digest, scope, time }
}

/// The asked ops that the server does not have, in the order in which they were asked.
pub fn unknown(asked: &[OpId], known: &BTreeSet<OpId>) -> Vec<OpId> {
    asked.iter().filter(|op| !known.contains(op)).copied().collect()
}
