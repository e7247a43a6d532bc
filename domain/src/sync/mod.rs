//! Changes as ops, and what they do.

pub mod op;
