//! Enrolments through their public face: at the counter, leaving, moving, a new year, the state on
//! a day.

mod common;
mod demo;
mod enrol;
mod leave;
mod moving;
mod new_year;
mod personal;
mod sheet;
mod state;
