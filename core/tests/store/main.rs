//! The store through its public face.

mod backup;
mod check;
mod common;
mod damage;
mod enrolments;
mod erased;
mod found;
mod kill;
mod register;
mod rotate;
mod seen;
mod sync;
mod sync_kill;
mod sync_power;
mod undo;
