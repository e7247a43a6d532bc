//! Barcode sheets: geometry, bars, PDF, what was printed.

pub mod messages;
pub mod status;

use crate::commands::Nothing;
use crate::session::messages::FileAnswer;
use crate::{Answer, Core};
use messages::*;

/// Not built yet.
pub fn overview(_core: &Core, _request: Nothing) -> Answer<CardsOverview> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn preview(_core: &Core, _request: CardsPreviewRequest) -> Answer<CardsPreview> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn print(_core: &Core, _request: CardsPrintRequest) -> Answer<CardsPrintAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn mark_sheet(_core: &Core, _request: CardsSheetRequest) -> Answer<Nothing> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn save_settings(_core: &Core, _request: CardsSettingsRequest) -> Answer<Nothing> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn test_page(_core: &Core, _request: CardsTestPageRequest) -> Answer<FileAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}
