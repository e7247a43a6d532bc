//! Attendance (aan- en afwezigheden): registers, marks, and what follows from them.

mod cell_history;
mod class_week;
mod days;
mod drafts;
mod follow_up;
mod mass;
pub(crate) mod members;
pub mod memory;
pub mod messages;
mod overview;
pub(crate) mod rules;
mod school;
mod set_marks;
mod settings;
mod take_roll;
mod today;
mod worklist;
mod year;

pub use cell_history::cell_history;
pub use class_week::class_week;
pub(crate) use days::Days;
pub use drafts::draft;
pub(crate) use follow_up::record_follow_up;
pub use follow_up::{save_follow_up, save_measure, save_previous_school};
pub use mass::mass;
pub use members::{Member, Members, Stay};
pub use overview::overview;
pub use school::School;
pub use set_marks::set;
pub(crate) use set_marks::{check as check_cell, push as push_cells};
pub use settings::{save_settings, settings};
pub use take_roll::take_roll;
pub use today::today;
pub use worklist::worklist;
pub use year::pupil_year;

use school::SETTINGS;
pub(crate) use school::{CALENDAR, CLASSES};
