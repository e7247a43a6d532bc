//! A pupil's file beside enrolments and marks.

pub(crate) mod fact;
pub mod messages;
mod read;
mod save;

pub use read::read;
pub(crate) use read::{admissions, facts, rows};
pub use save::save;

/// Key of a characteristic among the facts; its kind and an identity follow.
pub(crate) const CHARACTERISTIC: &str = "characteristic/";
/// Key of a certificate.
pub(crate) const CERTIFICATE: &str = "certificate/";
/// Key of the result of an admission check.
pub(crate) const ADMISSION: &str = "admission/";
