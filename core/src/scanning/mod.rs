//! The scan check: whose code is this?

pub mod messages;

use crate::{Answer, Core};
use messages::*;

/// Not built yet.
pub fn scan(_core: &Core, _request: ScanRequest) -> Answer<ScanAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}
