//! Changes as ops, and what they do.

pub mod apply;
pub mod op;
pub mod undo;
pub mod wire;
