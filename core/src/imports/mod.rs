//! Sheets of others: read in a child process, understood, planned, applied.

pub mod messages;

use crate::commands::Nothing;
use crate::commands::SessionRequest;
use crate::{Answer, Core};
use messages::*;

/// Not built yet.
pub fn choose(_core: &Core, _request: ImportChooseRequest) -> Answer<ImportChooseAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn map(_core: &Core, _request: ImportMapRequest) -> Answer<ImportPreview> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn plan_pupils(_core: &Core, _request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn apply_pupils(_core: &Core, _request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn close(_core: &Core, _request: SessionRequest) -> Answer<Nothing> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn cancel(_core: &Core, _request: Nothing) -> Answer<Nothing> {
    Err(stamboek_domain::problem::Code::Internal.into())
}
