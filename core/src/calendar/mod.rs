//! The calendar of a school year, and what classes are taught.

pub mod messages;
