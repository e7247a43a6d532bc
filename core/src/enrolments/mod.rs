//! Periods of pupils in classes.

pub mod messages;
