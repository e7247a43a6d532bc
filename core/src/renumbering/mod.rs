//! Number lists of a database migration.

use crate::imports::messages::*;
use crate::{Answer, Core};

/// Not built yet.
pub fn plan(_core: &Core, _request: NumbersPlanRequest) -> Answer<NumbersPlan> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn apply(_core: &Core, _request: NumbersPlanRequest) -> Answer<NumbersPlan> {
    Err(stamboek_domain::problem::Code::Internal.into())
}
