//! The laptop's half of sync: what the engine of the domain asks for, and what screens show of it
//! (docs/sync.md).

pub mod access_log;
pub mod act;
pub mod address;
mod carry_out;
mod conflicts;
mod details;
pub mod device;
pub(crate) mod entrance;
pub(crate) mod entry;
mod facts;
mod held;
pub mod http;
pub(crate) mod lines;
pub mod link;
mod live;
pub mod messages;
mod outside;
pub mod person;
mod refused;
mod runner;
mod said;
mod shown;
pub mod status;
pub mod store;
pub mod talk;
mod thread;
mod tls;
pub(crate) mod who;

pub use carry_out::{sync, sync_do};

/// Screens that show where sync stands ask again.
fn changed(shell: &dyn crate::shell::Shell) {
    shell.notify(crate::shell::Event::Changed { subjects: vec!["sync".to_owned()] });
}
