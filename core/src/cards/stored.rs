//! What the school keeps for its prints: own formats, printers, units, and the last job.

use rusqlite::Connection;
use stamboek_domain::label::known_formats;
use stamboek_domain::problem::{Code, Problem};

use super::messages::*;
use crate::Answer;
use crate::settings::get_setting;

pub(super) const FORMATS: &str = "cards.formats";
pub(super) const PRINTERS: &str = "cards.printers";
pub(super) const UNITS: &str = "cards.units";
pub(super) const JOB: &str = "cards.job";

/// All formats, own ones last.
pub fn formats(db: &Connection) -> Answer<Vec<SheetFormat>> {
    let own: Option<Vec<SheetFormat>> = get_setting(db, FORMATS)?;
    Ok(known_formats().iter().cloned().chain(own.unwrap_or_default()).collect())
}

/// The school's printers; without any, one of 300 dpi, on which every office printer can print.
pub fn printers(db: &Connection) -> Answer<Vec<Printer>> {
    let stored: Option<Vec<Printer>> = get_setting(db, PRINTERS)?;
    Ok(stored.filter(|p| !p.is_empty()).unwrap_or_else(|| vec![Printer::plain("Standaardprinter", 300)]))
}

/// The school's units.
pub fn units(db: &Connection) -> Answer<Vec<Unit>> {
    Ok(get_setting(db, UNITS)?.unwrap_or_default())
}

/// The job as last printed, or the default.
pub fn job(db: &Connection) -> Answer<CardJob> {
    Ok(get_setting(db, JOB)?.unwrap_or_else(|| CardJob {
        selection: Selection::All,
        layout: Layout::Stickers,
        sheet: known_formats()[0].code.clone(),
        symbology: Symbology::Code128,
        payload: Payload::Registratie,
        prefix: String::new(),
        printer: "Standaardprinter".to_owned(),
        start: 1,
        copies: 1,
    }))
}

/// The printer of that name; an unknown or empty name: the first.
pub(super) fn printer(db: &Connection, name: &str) -> Answer<Printer> {
    let mut printers = printers(db)?;
    let at = printers.iter().position(|p| p.name == name).unwrap_or(0);
    Ok(printers.swap_remove(at))
}

/// The format of that code.
pub(super) fn format(formats: &[SheetFormat], code: &str) -> Answer<SheetFormat> {
    let known = formats.iter().find(|f| f.code.eq_ignore_ascii_case(code.trim()));
    known.cloned().ok_or_else(|| Problem::new(Code::NotFound).with("what", "sheet").with("value", code))
}
