//! Slot E: the database key sealed to the recovery key of the school board.
//!
//! The board's private half stays offline, so opening goes through whatever the board uses; this
//! seam is all that the rest of the program knows of it. Nothing seals to a board yet: the board's
//! public key comes with enrolment at the central server.

use super::Key;

/// Whoever can open what was sealed to the board.
pub trait BoardKey {
    /// The database key, or `None` when it was not sealed to this board, for this database.
    fn unseal(&self, sealed: &str, database: &str) -> Option<Key>;
}
