//! Where the program stands, as the frame of the window shows it.

use std::time::Instant;

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::problem::Code;
use stamboek_domain::school_year::SchoolYear;

use super::held::{Held, Stage};
use super::messages::*;
use super::open::{DEMO, ensure_started, fact};
use crate::cards::status::STATUS;
use crate::commands::Nothing;
use crate::db::{OrProblem, backup};
use crate::history;
use crate::keys::file;
use crate::keys::seal::Slot;
use crate::pupils::row::NUMBER;
use crate::settings::get_setting;
use crate::sync::device::Server;
use crate::sync::store;
use crate::{Answer, Core};

/// Where the program stands; the first question waits until it was looked at.
pub fn state(core: &Core, _request: Nothing) -> Answer<SessionState> {
    let mut held = core.session.lock();
    ensure_started(core, &mut held);
    of(core, &held)
}

/// The state to what is held.
pub(super) fn of(core: &Core, held: &Held) -> Answer<SessionState> {
    let today = core.today();
    let mut state = SessionState {
        phase: phase(core, held)?,
        school: String::new(),
        institutions: Vec::new(),
        demo: false,
        today: today.to_string(),
        school_year: SchoolYear::of(today).map(|year| year.to_string()).unwrap_or_default(),
        pupils: 0,
        to_print: 0,
        waiting: 0,
        waiting_since: None,
        integrity: core.house.integrity(),
        last_backup: None,
        undo: None,
        redo: None,
        locks_after: core.watch.minutes(),
        user: None,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    if matches!(state.phase, Phase::Ready) {
        let register = core.register()?;
        register.read(|db| fill(db, &mut state))?;
        state.user = register.user();
        let newest = backup::list(&core.folder)?.into_iter().next();
        state.last_backup = newest.map(|newest| newest.instant(core.now()).to_rfc3339());
    }
    Ok(state)
}

fn phase(core: &Core, held: &Held) -> Answer<Phase> {
    let wait_seconds = held.waits.seconds(Instant::now());
    Ok(match &held.stage {
        Stage::NotStarted | Stage::FirstStart => {
            // A set-up that was broken off has its keys already.
            Phase::FirstStart { needs_passphrase: held.no_keyring && held.dek.is_none() }
        }
        Stage::Passphrase => Phase::Passphrase { wait_seconds },
        Stage::KeyMissing(reason) => {
            let previous = || file::read_previous(&core.folder);
            let has = |slot| {
                held.keys.as_ref().map_or_else(|| previous().is_some_and(|k| k.has(slot)), |k| k.has(slot))
            };
            Phase::KeyMissing {
                reason: name_of(*reason),
                passphrase: has(Slot::Passphrase),
                recovery: has(Slot::Recovery),
                wait_seconds,
            }
        }
        Stage::Refused(problem) => {
            Phase::Refused { problem: problem.clone(), backups: super::backup::instead(core, held, problem) }
        }
        Stage::Revoked { wiped } => Phase::Revoked { wiped: *wiped },
        Stage::Open => match &held.pending {
            Some(pending) => Phase::ConfirmRecovery {
                ask: pending.ask.to_vec(),
                saved: pending.saved,
                purpose: pending.purpose,
            },
            None => {
                let passphrase = held.keys.as_ref().is_some_and(|keys| keys.has(Slot::Passphrase));
                crate::lock::phase(core, passphrase)?
            }
        },
    })
}

/// A code as it is serialised.
fn name_of(code: Code) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn fill(db: &Connection, state: &mut SessionState) -> Answer<()> {
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, u32>(0)).or_problem();
    let here: String = get_setting(db, "school")?.unwrap_or_default();
    // What the server calls it, until its settings were fetched.
    let there = || Answer::Ok(Server::of(db)?.map(|server| server.institution_name).unwrap_or_default());
    state.school = if here.is_empty() { there()? } else { here };
    state.institutions =
        get_setting::<String>(db, "institution")?.into_iter().filter(|i| !i.is_empty()).collect();
    state.demo = fact(db, DEMO)?.as_deref() == Some("1");
    state.undo = history::next_undo(db)?;
    state.redo = history::next_redo(db)?;
    state.pupils = count("SELECT count(*) FROM view_pupil WHERE removed = 0")?;
    state.to_print = count(&format!(
        "SELECT count(*) FROM (SELECT p.id, p.tag, {NUMBER} AS number FROM view_pupil p WHERE p.removed = 0) p
         WHERE {STATUS} <> 'printed'"
    ))?;
    state.waiting = store::waiting(db)?;
    // In the order of n the oldest that waits comes soon: what left, left in that order.
    let oldest = "SELECT saved_at FROM outbox WHERE n >= (SELECT open_from FROM sync_state)
        AND state = 'pending' AND refused IS NULL ORDER BY n LIMIT 1";
    state.waiting_since = db.query_row(oldest, [], |row| row.get(0)).optional().or_problem()?;
    Ok(())
}
