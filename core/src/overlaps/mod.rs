//! Pupils who are also enrolled elsewhere: what sources tell, what lies together, what was done.
//!
//! What is told (`refresh.rs`, `import/`, `act.rs`) are facts of the pupil (`facts.rs`); the schools
//! behind it stand in a table of their own (`schools.rs`). The overview (`overview.rs`) lays them
//! beside our own enrolments (`own.rs`), and asks the domain what each pair is and where its case
//! stands.

mod act;
mod career;
mod control;
mod facts;
mod import;
mod letter;
mod marks;
pub mod messages;
mod overview;
mod own;
mod pairs;
mod refresh;
mod school;
mod schools;

pub use act::overlap_do;
pub(crate) use act::{note_step, ours_step};
pub use control::control;
pub(crate) use facts::goes_on_elsewhere;
pub use import::{elsewhere_import, overlaps_with_list};
pub(crate) use letter::letter_values;
pub(crate) use overview::kind_of_school;
pub use overview::overlaps;
pub use refresh::replace_from_discimus;
pub use schools::know_schools;
