//! Requests and answers about attendance, a screen a file. Days travel as `YYYY-MM-DD`.

mod overview;
mod registers;
mod settings;
mod today;
mod worklist;
mod year;

pub use overview::*;
pub use registers::*;
pub use settings::*;
pub use today::*;
pub use worklist::*;
pub use year::*;
