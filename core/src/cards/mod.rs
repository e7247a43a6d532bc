//! Barcode sheets: who is printed, geometry, PDF, what was printed.

mod draw;
mod ink;
mod job;
mod mark_sheet;
pub mod messages;
mod overview;
mod people;
mod preview;
mod print;
mod save_settings;
pub mod status;
mod stored;
mod test_page;

pub use draw::{measuring_page, sheets_pdf, variants_page};
pub use ink::FontInk;
pub use job::Sheets;
pub use mark_sheet::mark_sheet;
pub use overview::overview;
pub use preview::preview;
pub use print::{Printed, print, print_to};
pub use save_settings::save_settings;
pub use stored::{formats, job, printers, units};
pub use test_page::{test_page, test_page_to};
