//! `cards print` and `cards from-list`: the same sheets as in the window.

use serde_json::json;
use stamboek_core::cards::messages::*;
use stamboek_core::commands::Nothing;
use stamboek_core::imports::messages::SheetKind;
use stamboek_core::{Answer, Core, cards};
use stamboek_domain::problem::{Code, Problem};

use crate::Said;
use crate::args::{Arguments, Bars, Content, Look, PrintCards, PrintList};
use crate::terminal::{Terminal, open};

/// Persons of the register; remembered as printed.
pub fn print(arguments: &Arguments, wished: &PrintCards) -> Answer<Said> {
    let (core, terminal) = open(arguments)?;
    let selection = if wished.outdated {
        Selection::Outdated { classes: wished.classes.clone() }
    } else if wished.all {
        Selection::All
    } else {
        Selection::Classes { classes: wished.classes.clone() }
    };
    make(&core, &terminal, selection, &wished.look)
}

/// The rows of a list, without importing it.
pub fn from_list(arguments: &Arguments, wished: &PrintList) -> Answer<Said> {
    let (core, terminal) = open(arguments)?;
    let preview = crate::imports::read(&core, &wished.reading, SheetKind::Cards)?;
    make(&core, &terminal, Selection::List { session: preview.session }, &wished.look)
}

fn make(core: &Core, terminal: &Terminal, selection: Selection, look: &Look) -> Answer<Said> {
    let last = cards::overview(core, Nothing {})?.job;
    let job = CardJob {
        selection,
        layout: if look.class_sheet { Layout::ClassSheet } else { Layout::Stickers },
        sheet: look.sheet.clone().unwrap_or(last.sheet),
        symbology: look.symbology.map_or(last.symbology, |bars| match bars {
            Bars::Code128 => Symbology::Code128,
            Bars::Code39 => Symbology::Code39,
        }),
        payload: look.payload.map_or(last.payload, |content| match content {
            Content::Registratie => Payload::Registratie,
            Content::Raw => Payload::Raw,
            Content::Prefixed => Payload::Prefixed,
            Content::Stamboek => Payload::Stamboek,
        }),
        prefix: look.prefix.clone().unwrap_or(last.prefix),
        printer: look.printer.clone().unwrap_or(last.printer),
        start: look.start.unwrap_or(1),
        copies: look.copies.unwrap_or(1),
    };
    let preview = cards::preview(core, CardsPreviewRequest { job: job.clone(), sheet: 1 })?;
    terminal.write_to(&look.out);
    let answer = cards::print(core, CardsPrintRequest { job, to: "save".to_owned() })?;
    if answer.file_name.is_none() {
        return Err(Problem::new(Code::Internal).with("detail", "cards out"));
    }
    let without: Vec<_> = preview
        .without_number
        .iter()
        .map(|row| json!({ "id": row.id, "last_name": row.last_name, "first_name": row.first_name, "class": row.class }))
        .collect();
    let text = format!(
        "{} stickers op {} vellen ({}), module {:.3} mm, in {}.{}",
        answer.stickers,
        answer.sheets,
        preview.format.code,
        preview.module_mm,
        look.out.display(),
        match without.len() {
            0 => String::new(),
            n => format!(" Zonder nummer en dus niet gedrukt: {n}."),
        }
    );
    let json = json!({
        "print": answer.print,
        "sheet": preview.format.code,
        "sheets": answer.sheets,
        "stickers": answer.stickers,
        "module_mm": preview.module_mm,
        "module_dots": preview.module_dots,
        "shortened": preview.shortened,
        "without_number": without,
    });
    Ok(Said::new(json, text))
}
