//! The calendar of a school year, and what classes are taught.

mod classes;
pub mod messages;
mod save;
mod show;

pub use classes::save_classes;
pub use save::save;
pub use show::calendar;

use crate::history::messages::Saved;
use crate::{Answer, Core};
use messages::CalendarSave;

/// Saves a part of the calendar screen.
///
/// # Errors
/// Those of `save` and `save_classes`.
pub fn save_part(core: &Core, request: CalendarSave) -> Answer<Saved> {
    match request {
        CalendarSave::Year(request) => save(core, request),
        CalendarSave::Classes(request) => save_classes(core, request),
    }
}
