//! The server against a real PostgreSQL: each test makes a cluster of its own, on a socket in a
//! temporary folder, and serves laptops over HTTP.

#[path = "common/mod.rs"]
mod common;

mod access;
mod acts;
mod guards;
mod imports;
mod keeping;
mod keyed;
mod kills;
mod limits;
mod merged;
mod merging;
mod names;
mod persons;
mod pushing;
mod roles;
mod sealed;
mod strangers;
mod tenants;
