//! The store through its public face.

mod common;
mod register;
mod undo;
