//! Attendance on paper and in files: registers, lists, letters, and what other programs read.

mod absence_sheet;
mod absences;
mod class_register;
mod day_list;
mod dossier_sheet;
mod enrolment_register;
mod export;
mod import;
mod letter_text;
mod letters;
mod lists;
mod marks;
mod member_list;
pub mod messages;
mod paper;
mod register_pdf;
mod save;
mod sheet_pdf;
mod table_pdf;
mod words;

pub use export::attendance_export;
pub use import::{attendance_file, attendance_import};
pub use letter_text::{check as check_letters, templates};
pub use letters::letter_save;
pub use save::{report_save, report_to, save};
