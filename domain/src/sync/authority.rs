//! What the server decides, as pure functions: whoever keeps the records reads what is asked for,
//! and writes what comes out, in one transaction under the lock of the institution's head
//! (sync.md 7–10). The commit's random id is handed in; no clock decides anything.
//!
//! A push, step by step: [`receive`] each op; look up which are known; read what [`wanted`] names
//! until it names nothing; [`decide`]; write the [`Plan`].

mod decide;
mod heal;
mod pull;
mod push;
mod receive;
mod wanted;

pub use pull::{page, unknown};
pub use push::{Known, OpRow, Plan, RecordRow, decide};
pub use receive::{Incoming, ReceiveFault, Received, receive};
pub use wanted::{Found, Wanted, wanted};

use super::wire::{Head, Rev};

/// Newest version of an op that is read.
pub const NEWEST_OP: u8 = 1;
/// Oldest version of an op that is still taken.
pub const OLDEST_OP: u8 = 1;

/// Whether a head that a laptop was told belongs to the history, given the revisions (from, to] of
/// the commit that it names. `commit` is `None` where no commit has that id: then history was lost,
/// and the answer is 409 `history_changed`. A laptop that was told nothing belongs to any history.
pub fn knows(seen: Option<Head>, commit: Option<(Rev, Rev)>) -> bool {
    match (seen, commit) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(seen), Some((from, to))) => seen.rev == to || from < seen.rev && seen.rev < to,
    }
}

#[cfg(test)]
mod tests;
