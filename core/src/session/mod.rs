//! Opening the register: first start, keys, unlocking, state.
//!
//! A small machine behind [`messages::Phase`]. It decides from three things: whether a database file lies in
//! the profile folder, what `keys.json` says, and what the keyring answers. It never makes a
//! database key while a database file exists, and deletes nothing (S5).

pub(crate) mod backup;
mod held;
mod keys;
pub mod messages;
mod open;
mod recovery;
mod revoked;
mod rotate;
mod setup;
mod state;
mod unlock;
mod verify;

pub use held::Session;
pub use keys::keys;
pub use open::start;
pub(crate) use open::{clear_fact, fact, set_fact};
pub use recovery::{confirm as recovery_confirm, renew as recovery_renew, save_sheet as recovery_sheet_save};
pub(crate) use revoked::{Hands, obey};
pub use rotate::{has_passphrase, rotate_with_key_at_hand};
pub use setup::{setup, setup_with_key_at_hand};
pub use state::state;
pub(crate) use unlock::prove;
pub use unlock::{passphrase_change, unlock};
pub use verify::{VerifiedBackup, verify_backups};
