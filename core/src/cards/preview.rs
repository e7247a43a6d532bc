//! One sheet of a job, as it comes on paper.

use super::job::prepare;
use super::messages::*;
use crate::fonts::face;
use crate::{Answer, Core};

/// Works out a job and lays out the sheet that is asked; the others are only counted.
pub fn preview(core: &Core, request: CardsPreviewRequest) -> Answer<CardsPreview> {
    let prepared = prepare(core, request.job)?;
    let sheets = prepared.sheets()?;
    let ink = prepared.ink();
    let shortened = prepared.cards.iter().filter(|card| sheets.is_shortened(&ink, card)).count();
    let missing = prepared.cards.iter().map(|card| {
        face(true).missing(&card.last_name)
            + face(true).missing(&card.first_name)
            + face(false).missing(&card.class)
    });
    let example = prepared.cards.iter().max_by_key(|card| card.payload.len());
    let page = (1..=sheets.count()).contains(&request.sheet).then(|| sheets.place(&ink, request.sheet));
    let module = sheets.module();
    Ok(CardsPreview {
        page,
        sheets: sheets.count(),
        stickers: match prepared.job.layout {
            Layout::Stickers | Layout::Units => prepared.cards.len() as u32 * prepared.job.copies,
            Layout::ClassSheet => prepared.cards.len() as u32,
        },
        module_mm: module.mm,
        module_dots: module.dots,
        example: example.map(|card| card.payload.clone()).unwrap_or_default(),
        shortened: shortened as u32,
        missing_characters: missing.sum(),
        places: (0..prepared.format.labels())
            .map(|i| prepared.printer.corrected(prepared.format.label(i)))
            .collect(),
        without_number: prepared.without_number,
        format: prepared.format,
    })
}
