//! Attendance (aan- en afwezigheden): registers, marks, and what follows from them.

mod cell_history;
mod class_week;
mod drafts;
mod mass;
mod members;
pub mod memory;
pub mod messages;
mod rules;
mod school;
mod set_marks;
mod settings;
mod take_roll;
mod today;

pub use cell_history::cell_history;
pub use class_week::class_week;
pub use drafts::{draft, draft_save};
pub use mass::mass;
pub use members::{Member, Stay};
pub use school::School;
pub use set_marks::set;
pub use settings::{save_settings, save_user, settings};
pub use take_roll::{take_roll, untake_roll};
pub use today::today;

use school::SETTINGS;
