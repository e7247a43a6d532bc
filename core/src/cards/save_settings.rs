//! Own formats, printers and units, checked before they are kept.

use std::collections::BTreeSet;

use serde::Serialize;
use stamboek_domain::barcode::scannable;
use stamboek_domain::label::known_formats;
use stamboek_domain::problem::{Code, Problem};

use super::messages::CardsSettingsRequest;
use super::stored;
use crate::fonts::printable;
use crate::history::messages::Saved;
use crate::settings::put_setting;
use crate::shell::Event;
use crate::{Answer, Core};

/// Keeps the whole list as it becomes.
pub fn save_settings(core: &Core, request: CardsSettingsRequest) -> Answer<Saved> {
    let saved = match request {
        CardsSettingsRequest::Formats { mut formats } => {
            for format in &mut formats {
                format.own = true;
                format.check()?;
            }
            let known = known_formats().iter().map(|f| &f.code);
            unique("code", known.chain(formats.iter().map(|f| &f.code)))?;
            put(core, stored::FORMATS, &formats)?
        }
        CardsSettingsRequest::Printers { printers } => {
            for printer in &printers {
                printer.check()?;
            }
            unique("name", printers.iter().map(|p| &p.name))?;
            put(core, stored::PRINTERS, &printers)?
        }
        CardsSettingsRequest::Units { mut units } => {
            for unit in &mut units {
                unit.text = printable(&unit.text);
                unit.code = unit.code.trim().to_owned();
                if unit.text.chars().count() > 100 {
                    return Err(Problem::new(Code::InvalidValue)
                        .with("field", "text")
                        .with("value", &unit.text));
                }
                // Else the scan field would not take what we print.
                if !scannable(&unit.code) {
                    return Err(Problem::new(Code::CardsCharacters)
                        .with("text", &unit.code)
                        .with("symbology", "scan"));
                }
            }
            unique("code", units.iter().map(|u| &u.code))?;
            put(core, stored::UNITS, &units)?
        }
    };
    core.shell.notify(Event::Changed { subjects: vec!["cards".to_owned()] });
    Ok(saved)
}

fn put(core: &Core, key: &str, value: &impl Serialize) -> Answer<Saved> {
    core.register()?.write("setting", |batch| {
        put_setting(batch, key, value)?;
        Ok(Saved { batch: batch.saved() })
    })
}

fn unique<'a>(field: &str, values: impl Iterator<Item = &'a String>) -> Answer<()> {
    let mut seen = BTreeSet::new();
    for value in values {
        if !seen.insert(value.to_lowercase()) {
            return Err(Problem::new(Code::InvalidValue).with("field", field).with("value", value));
        }
    }
    Ok(())
}
