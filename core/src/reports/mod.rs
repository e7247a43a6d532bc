//! Attendance on paper and in files: registers, lists, letters, and what other programs read.

pub mod messages;
