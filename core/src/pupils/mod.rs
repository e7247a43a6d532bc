//! Pupils: list, sheet with history, edit, undo, search, export.

pub mod messages;

use crate::commands::Nothing;
use crate::session::messages::FileAnswer;
use crate::{Answer, Core};
use messages::*;

/// Not built yet.
pub fn list(_core: &Core, _request: Nothing) -> Answer<PupilList> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn sheet(_core: &Core, _request: PupilRequest) -> Answer<PupilSheet> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn insz(_core: &Core, _request: PupilRequest) -> Answer<InszAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn edit(_core: &Core, _request: PupilEditRequest) -> Answer<Nothing> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn create(_core: &Core, _request: PupilCreateRequest) -> Answer<PupilCreateAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn search(_core: &Core, _request: SearchRequest) -> Answer<SearchAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn export(_core: &Core, _request: ExportRequest) -> Answer<FileAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn batches(_core: &Core, _request: Nothing) -> Answer<BatchList> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn undo(_core: &Core, _request: UndoRequest) -> Answer<UndoAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn redo(_core: &Core, _request: Nothing) -> Answer<UndoAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}
