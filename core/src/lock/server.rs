//! What the lock asks of the server: who signed in, and how long ago it was heard (S14, S17).

use chrono::{DateTime, Days, FixedOffset};
use rusqlite::Connection;

use super::messages::LockRules;
use super::people;
use super::rules;
use super::unlock::{came_in, enter};
use crate::db::OrProblem;
use crate::sync::device::Server;
use crate::sync::person::{self, Person};
use crate::sync::{act, store};
use crate::{Answer, Core};

/// Who signed in and has no PIN yet.
pub(super) fn to_choose(db: &Connection) -> Answer<Option<Person>> {
    let Some(person) = person::current(db)? else { return Ok(None) };
    let known = people::everybody(db)?.iter().any(|one| one.user == Some(person.user));
    Ok((!known).then_some(person))
}

/// Identity here of who signed in last, where they have a PIN.
pub(super) fn here(db: &Connection) -> Answer<Option<String>> {
    let Some(user) = person::identity(db)? else { return Ok(None) };
    Ok(people::everybody(db)?.into_iter().find(|one| one.user == Some(user)).map(|one| one.id))
}

/// Whether this laptop belongs to a server.
pub(super) fn is_joined(db: &Connection) -> Answer<bool> {
    Ok(Server::of(db)?.is_some())
}

/// Whether the server was not heard for so long that a PIN is not enough. Nothing is destroyed: whoever
/// signs in, or knows what opens the register itself, goes on.
pub(super) fn is_overdue(db: &Connection, now: DateTime<FixedOffset>) -> Answer<bool> {
    if !is_joined(db)? {
        return Ok(false);
    }
    let Some(heard) = store::state(db)?.last_ok else { return Ok(false) };
    let now = last_written(db)?.map_or(now, |written| written.max(now));
    Ok(rules::read(db).is_ok_and(|rules| is_over(rules, heard.fixed_offset(), now)))
}

const WRITTEN: &str = "SELECT saved_at FROM (SELECT saved_at FROM outbox ORDER BY n DESC LIMIT 1)
    UNION ALL SELECT at FROM (SELECT at FROM access_log ORDER BY n DESC LIMIT 1)";

/// When something was last entered or looked at here: a clock that was put back since does not make it
/// earlier than that.
fn last_written(db: &Connection) -> Answer<Option<DateTime<FixedOffset>>> {
    let mut select = db.prepare_cached(WRITTEN).or_problem()?;
    let moments = select.query_map([], |row| row.get::<_, String>(0)).and_then(Iterator::collect);
    let moments: Vec<String> = moments.or_problem()?;
    Ok(moments.iter().filter_map(|at| DateTime::parse_from_rfc3339(at).ok()).max())
}

/// Whether more days than the school allows went by.
fn is_over(rules: LockRules, heard: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> bool {
    now > heard + Days::new(u64::from(rules.days.clamp(7, 60)))
}

/// Somebody signs in and works here from now on; who has no PIN yet chooses one.
///
/// # Errors
/// As [`act::sign_in`].
pub(super) fn sign_in(core: &Core, login: &str, password: &str) -> Answer<()> {
    let person = act::sign_in(core, login, password)?;
    let register = core.register()?;
    let known = register.read(|db| {
        Ok(people::everybody(db)?.into_iter().find(|one| one.user == Some(person.user)).map(|one| one.id))
    })?;
    match known {
        Some(id) => {
            register.write_local(|tx| people::set_wrong(tx, &id, 0))?;
            enter(core, &register, &id)
        }
        None => came_in(core, &register, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_not_enough_after_the_days_that_the_school_allows() {
        let at = |text: &str| text.parse::<DateTime<FixedOffset>>().unwrap();
        let heard = at("2026-11-01T09:00:00Z");
        for (days, now, over) in [
            (30, "2026-12-01T10:00:00+01:00", false),
            (30, "2026-12-01T10:00:01+01:00", true),
            (7, "2026-11-08T09:00:01Z", true),
            (60, "2026-12-30T09:00:00Z", false),
            // Out of the range by hand: the nearest bound counts.
            (0, "2026-11-07T09:00:00Z", false),
            (900, "2027-01-01T09:00:00Z", true),
        ] {
            assert_eq!(is_over(LockRules { minutes: 10, days }, heard, at(now)), over, "{days} {now}");
        }
    }
}
