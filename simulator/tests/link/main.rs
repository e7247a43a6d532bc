//! The link with Discimus against the simulator, each in a process of its own: what is told, in which
//! order, what comes back, and what happens when the other side is down, slow, lying or confused.

mod common;
mod fetching;
mod sending;
mod trouble;
