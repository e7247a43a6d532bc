//! A sheet came out wrong: its cards are to be printed again. Or it was right after all.

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::Change;

use super::messages::CardsSheetRequest;
use crate::commands::Nothing;
use crate::{Answer, Core};

/// Marks a sheet.
pub fn mark_sheet(core: &Core, request: CardsSheetRequest) -> Answer<Nothing> {
    let print = request.print.parse().map_err(|_| Problem::new(Code::NotFound).with("what", "print"))?;
    core.register()?.write("sheet", |batch| {
        batch.push(Change::CardsSheet { print, sheet: request.sheet, failed: request.failed })
    })?;
    Ok(Nothing {})
}
