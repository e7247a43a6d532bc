//! Pupils who are also enrolled elsewhere: what sources tell, what lies together, what was done.

pub mod messages;
