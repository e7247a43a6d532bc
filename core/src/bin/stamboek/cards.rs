//! `cards print` and `cards from-list`: the same sheets as in the window.

use serde_json::json;
use stamboek_core::cards::messages::*;
use stamboek_core::commands::Nothing;
use stamboek_core::imports::cards_list;
use stamboek_core::imports::messages::SheetKind;
use stamboek_core::{Answer, Core, cards};
use stamboek_domain::problem::{Code, Problem};

use crate::Said;
use crate::args::{Arguments, Bars, Content, Look, PrintCards, PrintList};
use crate::imports::joined;
use crate::terminal::open;

/// Persons of the register; remembered as printed.
pub fn print(arguments: &Arguments, wished: &PrintCards) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let known = cards::overview(&core, Nothing {})?.classes;
    if let Some(unknown) = wished.classes.iter().find(|code| known.iter().all(|class| class.class != **code))
    {
        return Err(Problem::new(Code::NotFound).with("what", "class").with("value", unknown));
    }
    let selection = if wished.outdated {
        Selection::Outdated { classes: wished.classes.clone() }
    } else if wished.all {
        Selection::All
    } else {
        Selection::Classes { classes: wished.classes.clone() }
    };
    make(&core, selection, &wished.look, &[])
}

/// The rows of a list, without importing it.
pub fn from_list(arguments: &Arguments, wished: &PrintList) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let session = crate::imports::read(&core, &wished.reading, SheetKind::Cards)?.session;
    let left_out = cards_list(&core, session)?.without_number;
    make(&core, Selection::List { session }, &wished.look, &left_out)
}

fn make(core: &Core, selection: Selection, look: &Look, left_out: &[u32]) -> Answer<Said> {
    let overview = cards::overview(core, Nothing {})?;
    let last = overview.job;
    if let Some(name) = &look.printer
        && overview.printers.iter().all(|printer| printer.name != *name)
    {
        return Err(Problem::new(Code::NotFound).with("what", "printer").with("value", name));
    }
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
    let answer = cards::print_to(core, job, &look.out)?;
    let without: Vec<_> = answer
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
        match (without.len(), left_out) {
            (0, []) => String::new(),
            (0, _) => format!(" Zonder bruikbaar nummer en dus niet gedrukt: rij {}.", joined(left_out)),
            (n, _) => format!(" Zonder nummer en dus niet gedrukt: {n}."),
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
        "left_out": left_out,
    });
    Ok(Said::new(json, text))
}
