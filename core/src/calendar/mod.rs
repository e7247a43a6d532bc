//! The calendar of a school year, and what classes are taught.

mod classes;
pub mod messages;
mod save;
mod show;

pub use classes::save_classes;
pub use save::save;
pub use show::calendar;
