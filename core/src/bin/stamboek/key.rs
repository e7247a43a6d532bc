//! A new key of the database after a suspected leak.

use serde_json::json;
use stamboek_core::{Answer, session};

use crate::Said;
use crate::args::{Arguments, Rotate};
use crate::terminal::{new_passphrase, open};

/// Puts the register under a new key; the new recovery sheet is written first.
pub fn rotate(arguments: &Arguments, wished: &Rotate) -> Answer<Said> {
    let (core, terminal) = open(arguments)?;
    let phrase = if session::has_passphrase(&core) { Some(new_passphrase()?) } else { None };
    if let Some(path) = &wished.new_key_file {
        terminal.keep_keys_in(path);
    }
    let phrase = phrase.as_ref().map(|phrase| phrase.as_str());
    session::rotate_with_key_at_hand(&core, wished.sheet.as_deref(), phrase)?;
    let before = session::verify_backups(&core)?.into_iter().filter(|backup| backup.earlier_key).count();
    let mut text = "De sleutel van het register is vernieuwd en de inhoud is nagekeken.".to_owned();
    if wished.sheet.is_some() {
        text.push_str(" Het oude herstelblad opent alleen nog de back-ups van voordien.");
    }
    if before > 0 {
        text.push_str(&format!(
            "\n{before} back-ups van voordien gaan open met de sleutel of het herstelblad van toen."
        ));
    }
    let json = json!({ "rotated": true, "sheet": wished.sheet.is_some(), "backups_of_before": before });
    Ok(Said::new(json, text))
}
