//! Requests and answers about enrolments: in the school, in an administrative group, in a class.
//! Days travel as `YYYY-MM-DD`.

mod class_periods;
mod enrol;
mod file;
mod leave;
mod moving;
mod new_year;
mod state;

pub use class_periods::*;
pub use enrol::*;
pub use file::*;
pub use leave::*;
pub use moving::*;
pub use new_year::*;
pub use state::*;
