//! The store through its public face.

mod backup;
mod check;
mod common;
mod damage;
mod kill;
mod register;
mod undo;
