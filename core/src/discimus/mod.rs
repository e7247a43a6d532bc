//! The exchange with Discimus: what waits, what came back, and the link itself.

pub mod messages;
