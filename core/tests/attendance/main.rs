//! Attendance through the public face: a school takes its registers and follows them up.

mod calendar;
mod common;
mod demo;
mod enrolments;
mod follow_up;
mod registers;
