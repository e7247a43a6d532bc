//! The exchange with Discimus: what waits, what came back, and the link itself.
//!
//! `queue` follows from the register and from what the other side acknowledged; `run` tells and
//! asks through a [`gateway::Gateway`]; `link` does so every half hour, or now. AGODI's own contract
//! is not public: `docs/discimus-koppelvlak.md`.

mod act;
mod fetch;
pub mod gateway;
pub mod http;
pub(crate) mod link;
mod look;
pub mod messages;
mod proposals;
mod queue;
mod read;
mod run;
mod sender;
mod state;
mod wanted;

pub use act::discimus_do;
pub use read::discimus;
pub(crate) use read::status;
pub(crate) use run::Wish;
pub(crate) use wanted::fact_record;
