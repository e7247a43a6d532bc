//! Codes, rules and letters of the school, and the name of who works on this laptop.

use stamboek_domain::attendance::codes::CodeList;
use stamboek_domain::follow_up::FollowUpSettings;
use stamboek_domain::problem::{Code, Problem};

use super::SETTINGS;
use super::messages::*;
use crate::history::messages::Saved;
use crate::settings::{get_setting, put_setting};
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
        let current: AttendanceSettings = get_setting(batch.tx(), SETTINGS)?.unwrap_or_default();
        if current != was && current != now {
            return Err(Problem::new(Code::Stale).with("field", SETTINGS));
        }
        if current != now {
            put_setting(batch, SETTINGS, &now)?;
        }
        Ok(Saved { batch: batch.saved() })
    })?;
    if let Some(user) = user {
        register.save_user(&user)?;
    }
    Ok(saved)
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
    match settings.letters.values().any(|text| text.chars().count() > LONGEST_LETTER) {
        true => invalid("letters", "length"),
        false => crate::reports::check_letters(&settings.letters),
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
