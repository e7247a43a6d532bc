//! The laptop's half of sync: what the engine of the domain asks for, and what screens show of it
//! (docs/sync.md).

mod access_log;
pub mod act;
pub mod address;
pub mod device;
mod facts;
pub mod http;
pub mod link;
mod live;
pub mod messages;
mod outside;
pub mod person;
mod runner;
mod said;
pub mod status;
pub mod store;
pub mod talk;
mod tls;
