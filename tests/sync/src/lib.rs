//! Sync in a simulated world (sync.md 18.1, 18.2). One seed drives everything: laptops that run the
//! real engine over a store in memory, a server that runs the real decisions over records in
//! memory, a clock and a network that misbehave. Every step is followed by the invariants that must
//! hold at every moment, the end by those that hold when all is quiet.
//!
//! [`Plant`]s are known mistakes, made in the store, the server or the network around the real
//! functions: the simulation must find each of them.

mod beside;
mod check;
mod laptop;
mod meet;
mod network;
mod person;
mod plant;
mod random;
mod server;
mod store;
mod world;

pub use beside::{Disk, Seen};
pub use meet::{Central, meet};
pub use plant::Plant;
pub use store::View;
pub use world::{Counts, Run, run, run_beside};
