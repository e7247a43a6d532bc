//! A pupil's file beside enrolments and marks.

pub mod messages;

use crate::history::messages::Saved;
use crate::{Answer, Core, attendance};
use messages::DossierSave;

/// Saves a part of the file.
///
/// # Errors
/// Those of the part.
pub fn save(core: &Core, request: DossierSave) -> Answer<Saved> {
    match request {
        DossierSave::FollowUp(request) => attendance::save_follow_up(core, request),
        DossierSave::PreviousSchool(request) => attendance::save_previous_school(core, request),
        DossierSave::Measure(request) => attendance::save_measure(core, request),
    }
}
