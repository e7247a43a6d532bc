//! Attendance on paper and in files: registers, lists, letters, and what other programs read.

mod absence_sheet;
mod absences;
mod class_register;
mod day_list;
mod lists;
pub mod messages;
mod paper;
mod register_pdf;
mod save;
mod sheet_pdf;
mod words;

pub use save::{report_save, report_to};
