//! Pupils who are one child, through the public face: found, compared, merged, and taken apart again
//! (sync.md C10, C12, C13).

mod common;
mod doubles;
mod inverse;
mod lists;
mod merging;
mod refusals;
mod undoing;
