//! Pupils: list, sheet with history, edit, undo, search, export.

mod alike;
mod create;
mod edit;
mod export;
pub(crate) mod field;
mod listing;
mod memory;
pub mod messages;
mod people;
pub mod row;
mod search;
mod sheet;

pub use crate::tables::{guard, unguard};
pub use alike::{Typed, alike};
pub use create::{create, index, likely, new_tag, person};
pub use edit::edit;
pub(crate) use edit::follow_class;
pub use export::export;
pub use memory::Memory;
pub use search::search;
pub use sheet::{insz, sheet};

use crate::commands::Nothing;
use crate::{Answer, Core};
pub use listing::{Listed, ListedNumber, listing};
use messages::*;

/// Everybody in the register, in class and name order.
pub fn list(core: &Core, _request: Nothing) -> Answer<PupilList> {
    let register = core.register()?;
    Ok(PupilList { rows: register.memory().people(&register)?.rows().cloned().collect() })
}
