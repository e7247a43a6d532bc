//! Printing: the file is written first, then what was printed is remembered. A file without its
//! entry is printed once more at worst; an entry without its file would hide a missing card.

use std::path::Path;

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::{Change, PrintedCard};
use uuid::Uuid;

use super::draw::sheets_pdf;
use super::job::{Prepared, Sheets, prepare};
use super::messages::*;
use super::stored;
use crate::access::{Look, log};
use crate::files::{name_of, pdf_target, write_whole};
use crate::settings::put_setting;
use crate::{Answer, Core};

/// Stickers in one op at most (`Change::CardsPrint`).
const CARDS_AN_OP: usize = 500;

/// What a print came to.
pub struct Printed {
    /// Identity of the print; empty for lists and units, of which nothing is remembered.
    pub print: String,
    /// Sheets.
    pub sheets: u32,
    /// Stickers, copies counted.
    pub stickers: u32,
    /// Persons left out for want of a number.
    pub without_number: Vec<crate::pupils::messages::PupilRow>,
}

/// Makes the PDF where the person wants it, or in the system's viewer.
pub fn print(core: &Core, request: CardsPrintRequest) -> Answer<CardsPrintAnswer> {
    // Worked out before the dialog: a refusal comes at once.
    let prepared = prepare(core, request.job)?;
    prepared.sheets()?;
    prepared.somebody()?;
    let Some(target) = pdf_target(core, &request.to, "barcodes")? else {
        return Ok(CardsPrintAnswer { file_name: None, print: String::new(), sheets: 0, stickers: 0 });
    };
    let printed = make(core, &prepared, &target, true)?;
    if request.to == "open" {
        core.shell.show_pdf(&target)?;
    }
    Ok(CardsPrintAnswer {
        file_name: name_of(&target),
        print: printed.print,
        sheets: printed.sheets,
        stickers: printed.stickers,
    })
}

/// Makes the PDF at that path. How it looks is of this print alone: what the window proposes next
/// stays as the person left it, but for the prefix, by which a scan knows the codes of this school.
pub fn print_to(core: &Core, job: CardJob, target: &Path) -> Answer<Printed> {
    let prepared = prepare(core, job)?;
    prepared.somebody()?;
    make(core, &prepared, target, false)
}

fn make(core: &Core, prepared: &Prepared, target: &Path, keep_look: bool) -> Answer<Printed> {
    let sheets = prepared.sheets()?;
    prepared.log(core)?;
    write_whole(target, &sheets_pdf(&prepared.format, &prepared.ink(), &sheets))?;
    let print = match prepared.pupils.iter().any(Option::is_some) {
        true => remember(core, prepared, &sheets, keep_look)?,
        false => String::new(),
    };
    let copies = if prepared.job.layout == Layout::ClassSheet { 1 } else { prepared.job.copies };
    Ok(Printed {
        print,
        sheets: sheets.count(),
        stickers: prepared.cards.len() as u32 * copies,
        without_number: prepared.without_number.clone(),
    })
}

fn remember(core: &Core, prepared: &Prepared, sheets: &Sheets, keep_look: bool) -> Answer<String> {
    let print = Uuid::now_v7();
    let mut cards = Vec::new();
    for sheet in 1..=sheets.count() {
        let mut last = None;
        for (_, card) in sheets.cards_on(sheet) {
            // Copies of a card on one sheet are one entry.
            if last != Some(card)
                && let Some(pupil) = prepared.pupils[card]
            {
                cards.push(PrintedCard { pupil, payload: prepared.cards[card].payload.clone(), sheet });
            }
            last = Some(card);
        }
    }
    let label = prepared.label();
    let prefix = prepared.job.prefix.clone();
    let job =
        if keep_look { prepared.next() } else { CardJob { prefix, ..core.register()?.read(stored::job)? } };
    core.register()?.write("print", |batch| {
        for cards in cards.chunks(CARDS_AN_OP) {
            batch.push(Change::CardsPrint { print, label: label.clone(), cards: cards.to_vec() })?;
        }
        put_setting(batch, stored::JOB, &job)
    })?;
    Ok(print.to_string())
}

impl Prepared {
    /// The job that is proposed after this one.
    fn next(&self) -> CardJob {
        // A selection by hand or a list is not the next one.
        let selection = match &self.job.selection {
            Selection::Pupils { .. } | Selection::List { .. } => Selection::All,
            chosen => chosen.clone(),
        };
        CardJob { selection, start: 1, ..self.job.clone() }
    }

    /// Whose cards go on paper stands in the access log, before they do. Units are of nobody.
    fn log(&self, core: &Core) -> Answer<()> {
        if self.job.layout == Layout::Units {
            return Ok(());
        }
        let one = match self.pupils.as_slice() {
            [one] => *one,
            _ => None,
        };
        let (now, count) = (core.now(), self.pupils.len());
        core.register()?.write_local(|tx| log(tx, now, Look::Print, one, count, "barcodes"))
    }

    fn somebody(&self) -> Answer<()> {
        match self.cards.is_empty() {
            false => Ok(()),
            true => Err(Problem::new(Code::CardsNobody).with("left_out", self.without_number.len())),
        }
    }

    /// What was chosen, for the list of prints: classes, no names.
    fn label(&self) -> String {
        let mut classes: Vec<&str> = self.cards.iter().map(|c| c.class.as_str()).collect();
        classes.dedup();
        match classes.as_slice() {
            [first, .., last] if classes.len() > 6 => format!("{first} – {last} ({})", classes.len()),
            few => few.join(", "),
        }
    }
}
