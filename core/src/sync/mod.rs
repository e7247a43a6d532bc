//! The laptop's half of sync: what the engine of the domain asks for, and what screens show of it
//! (docs/sync.md).

pub mod messages;
pub mod store;
