//! Laptops as a school has them, each with its own register, around the real server on a real
//! PostgreSQL; and around a server that lies.

mod clocks;
mod erased;
#[path = "../../core/tests/store/found.rs"]
mod found;
mod laptop;
mod liar;
mod looks;
mod meeting;
mod signed_out;
mod struck_off;
mod taking_back;
mod world;
