//! What the laptop and the server must agree on.
//!
//! Rules as pure functions and types: no file, no clock, no network, no database. The clock and
//! randomness are always handed in.

pub mod problem;
pub mod pupil;
pub mod sync;
