//! How long the school lets it wait (S13, S17).

use std::time::Duration;

use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};

use super::messages::*;
use super::{follow, server, shown};
use crate::history::messages::Saved;
use crate::settings::{get_setting, put_setting};
use crate::{Answer, Core};

/// Key of the setting.
const KEY: &str = "lock";

impl LockRules {
    /// How long without input.
    pub(super) fn patience(self) -> Duration {
        Duration::from_secs(u64::from(self.minutes.clamp(2, 30)) * 60)
    }
}

/// Of the school, or how it is before anybody said so.
pub(super) fn read(db: &Connection) -> Answer<LockRules> {
    Ok(get_setting(db, KEY)?.unwrap_or_default())
}

/// The lock as the settings show it.
pub(crate) fn of_settings(core: &Core) -> Answer<LockSettings> {
    let register = core.register()?;
    let (rules, people, joined) =
        register.read(|db| Ok((read(db)?, shown(core, db)?, server::is_joined(db)?)))?;
    Ok(LockSettings {
        rules,
        people,
        joined,
        me: core.watch.person(),
        user: register.user().unwrap_or_default(),
    })
}

/// Saves the rules.
///
/// # Errors
/// `InvalidValue` of `minutes` or `days`; `Stale`.
pub(crate) fn save(core: &Core, request: LockRulesRequest) -> Answer<Saved> {
    let LockRulesRequest { was, now } = request;
    let invalid = |field: &str, value: u32| {
        Err(Problem::new(Code::InvalidValue).with("field", field).with("value", value).with("why", "range"))
    };
    if !(2..=30).contains(&now.minutes) {
        return invalid("minutes", now.minutes);
    }
    if !(7..=60).contains(&now.days) {
        return invalid("days", now.days);
    }
    let register = core.register()?;
    let saved = register.write("setting", |batch| {
        let current = read(batch.tx())?;
        if current != was && current != now {
            return Err(Problem::new(Code::Stale).with("field", "minutes").with("now", current.minutes));
        }
        put_setting(batch, KEY, &now)?;
        Ok(Saved { batch: batch.saved() })
    })?;
    follow(core, &register)?;
    Ok(saved)
}
