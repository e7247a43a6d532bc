//! Codes, rules and letters of the school, and the name of who works on this laptop.

use std::collections::BTreeMap;

use stamboek_domain::attendance::codes::CodeList;
use stamboek_domain::follow_up::FollowUpSettings;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::wire::STRING_BYTES;

use super::SETTINGS;
use super::messages::*;
use super::school::{self, LETTER};
use crate::history::messages::Saved;
use crate::register::Batch;
use crate::reports::messages::LetterKind;
use crate::settings::{put_setting, remove_setting};
use crate::{Answer, Core};

/// Longest name of a person, in characters.
const LONGEST_NAME: usize = 60;
/// Longest text of a letter, in characters.
const LONGEST_LETTER: usize = 10_000;

impl Default for AttendanceSettings {
    /// Informat's time slots: 1 in the morning, 6 in the afternoon (informat-api.md 9.1).
    fn default() -> Self {
        Self {
            codes: CodeList::standard(),
            follow_up: FollowUpSettings::default(),
            slots: [1, 6],
            letters: Default::default(),
        }
    }
}

/// The settings of attendance.
pub fn settings(core: &Core) -> Answer<AttendanceSettingsAnswer> {
    let register = core.register()?;
    let settings = register.school()?.settings.clone();
    let user = register.user().unwrap_or_default();
    Ok(AttendanceSettingsAnswer { settings, user, templates: crate::reports::templates() })
}

/// Saves them, and the name of who works on this laptop when one is given.
///
/// # Errors
/// `Stale`; `InvalidValue` with the field that cannot be so.
pub fn save_settings(core: &Core, request: AttendanceSettingsRequest) -> Answer<Saved> {
    let AttendanceSettingsRequest { was, now, user } = request;
    check(&now)?;
    let user = user.map(|user| name(&user)).transpose()?;
    let register = core.register()?;
    if user.is_some() && core.watch.minutes().is_some() {
        // Who unlocked with a PIN is who works here (S14).
        return Err(Problem::new(Code::InvalidValue).with("field", "user").with("why", "pin"));
    }
    let saved = register.write("setting", |batch| {
        let current = school::settings(batch.tx())?;
        if current != was && current != now {
            return Err(Problem::new(Code::Stale).with("field", SETTINGS));
        }
        if current != now {
            put(batch, &now)?;
        }
        Ok(Saved { batch: batch.saved() })
    })?;
    if let Some(user) = user {
        register.save_user(&user)?;
    }
    Ok(saved)
}

fn put(batch: &mut Batch, now: &AttendanceSettings) -> Answer<()> {
    let without = AttendanceSettings { letters: BTreeMap::new(), ..now.clone() };
    put_setting(batch, SETTINGS, &without)?;
    for letter in LetterKind::ALL {
        let key = format!("{LETTER}{}", letter.key());
        match now.letters.get(letter.key()) {
            Some(text) => put_setting(batch, &key, text)?,
            None => remove_setting(batch, &key)?,
        }
    }
    Ok(())
}

fn check(settings: &AttendanceSettings) -> Answer<()> {
    let invalid =
        |field: &str, why: &str| Err(Problem::new(Code::InvalidValue).with("field", field).with("why", why));
    if let Some(fault) = settings.codes.faults().first() {
        let why = serde_json::to_value(fault.fault).ok();
        let why = why.as_ref().and_then(|fault| fault["what"].as_str()).unwrap_or_default();
        return Err(Problem::new(Code::InvalidValue)
            .with("field", "code")
            .with("value", fault.code.as_str())
            .with("why", why));
    }
    let [morning, afternoon] = settings.slots;
    if morning == afternoon || !(1..=9).contains(&morning) || !(1..=9).contains(&afternoon) {
        return invalid("slots", "range");
    }
    crate::reports::check_letters(&settings.letters)?;
    settings.letters.iter().try_for_each(|(kind, text)| fits(kind, text))
}

/// Whether a letter can be saved: it is as long as it is written in the register.
fn fits(kind: &str, text: &str) -> Answer<()> {
    let written = serde_json::to_string(text).map_or(usize::MAX, |text| text.len());
    let characters = text.chars().count().saturating_sub(LONGEST_LETTER);
    let over = characters.max(written.saturating_sub(STRING_BYTES));
    let letter = LetterKind::ALL.into_iter().find(|letter| letter.key() == kind);
    let label = letter.map(LetterKind::label).unwrap_or_default();
    match over {
        0 => Ok(()),
        over => Err(Problem::new(Code::EntryTooLarge)
            .with("what", "letter")
            .with("letter", label)
            .with("over", over)),
    }
}

/// A name without needless spaces.
fn name(user: &str) -> Answer<String> {
    let user = user.split_whitespace().collect::<Vec<_>>().join(" ");
    match user.chars().count() > LONGEST_NAME || user.chars().any(char::is_control) {
        true => Err(Problem::new(Code::InvalidValue).with("field", "user").with("why", "length")),
        false => Ok(user),
    }
}
