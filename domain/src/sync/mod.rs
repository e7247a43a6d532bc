//! Changes as ops, and what they do.

pub mod access;
pub mod apply;
pub mod authority;
pub mod conflict;
pub mod engine;
pub mod erase;
pub mod imports;
pub mod looks;
pub mod merge;
pub mod op;
pub mod overlay;
pub mod parts;
pub mod person;
pub mod record;
pub mod roles;
pub mod signature;
pub mod size;
pub mod undo;
pub mod wire;
