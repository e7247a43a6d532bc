//! The lock (S13, S14): people of this laptop with a PIN each, and when the program asks for it.
//!
//! The PIN says who works here, with every entry; it is no key of the database. Before anybody has
//! one, nothing locks.

pub mod messages;
mod people;
mod rules;
mod server;
mod unlock;
mod watch;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use crate::commands::Nothing;
use crate::register::Register;
use crate::session::messages::{Phase, SessionState};
use crate::shell::Event;
use crate::{Answer, Core, session};
use messages::*;
use people::Person;
pub(crate) use rules::{of_settings, save as save_rules};
pub use watch::Watch;

/// Wrong PINs before it counts no more for a while.
const TRIES: u32 = 5;

/// Locks, unlocks, and keeps the people of this laptop.
///
/// # Errors
/// `NotReady`; `Locked` for all but unlocking; those of the part.
pub fn lock(core: &Core, request: LockRequest) -> Answer<SessionState> {
    if !core.is_ready() {
        return Err(Code::NotReady.into());
    }
    let locked = core.watch.is_locked(core.now());
    match request {
        LockRequest::Now => {
            if core.watch.lock() {
                changed(core);
            }
        }
        LockRequest::Unlock { person, pin } => unlock::with_pin(core, &person, &Zeroizing::new(pin))?,
        LockRequest::Recover { person, secret, pin } => {
            unlock::with_secret(core, &person, secret, &Zeroizing::new(pin))?;
        }
        LockRequest::SignIn { login, password } => {
            server::sign_in(core, &login, &Zeroizing::new(password))?;
        }
        _ if locked => return Err(Code::Locked.into()),
        LockRequest::Input => core.watch.input(),
        LockRequest::Add { name, pin } => add(core, &name, &Zeroizing::new(pin))?,
        LockRequest::Change { current, pin } => change(core, &Zeroizing::new(current), &Zeroizing::new(pin))?,
        LockRequest::Remove { person, pin } => remove(core, &person, &Zeroizing::new(pin))?,
    }
    session::state(core, Nothing {})
}

/// The first to have one works here from now on, and whoever signed in and had to choose one. Where the
/// laptop belongs to a server, others sign in first.
fn add(core: &Core, name: &str, pin: &str) -> Answer<()> {
    let hash = people::hash(pin)?;
    let register = core.register()?;
    let signed_in = register.read(server::to_choose)?;
    let id = register.write_local(|tx| match &signed_in {
        Some(person) => people::add(tx, &person.name, Some(person.user), &hash),
        None if server::is_joined(tx)? => {
            Err(Problem::new(Code::InvalidValue).with("field", "name").with("why", "sign_in"))
        }
        None => people::add(tx, name, None, &hash),
    })?;
    match core.watch.person() {
        Some(_) if signed_in.is_none() => follow(core, &register),
        _ => unlock::enter(core, &register, &id),
    }
}

fn change(core: &Core, current: &str, pin: &str) -> Answer<()> {
    let hash = people::hash(pin)?;
    let register = core.register()?;
    let me = me(core)?;
    unlock::check(core, &register, &me, current)?;
    register.write_local(|tx| people::change(tx, &me, &hash))
}

/// Takes somebody off the list, with the PIN of who works here.
fn remove(core: &Core, id: &str, pin: &str) -> Answer<()> {
    let register = core.register()?;
    unlock::check(core, &register, &me(core)?, pin)?;
    register.write_local(|tx| {
        people::one(tx, id)?;
        people::remove(tx, id)
    })?;
    follow(core, &register)
}

fn me(core: &Core) -> Answer<String> {
    core.watch.person().ok_or(Code::Locked.into())
}

/// After the list or the rules changed: whether anything locks, and when.
fn follow(core: &Core, register: &Register) -> Answer<()> {
    let (armed, rules) = register.read(|db| Ok((is_armed(db, core.now())?, rules::read(db)?)))?;
    core.watch.set(armed, rules.patience());
    changed(core);
    Ok(())
}

/// Whether anything is asked of who comes to this laptop.
fn is_armed(db: &Connection, now: DateTime<FixedOffset>) -> Answer<bool> {
    Ok(!people::everybody(db)?.is_empty() || server::is_overdue(db, now)?)
}

fn changed(core: &Core) {
    core.shell.notify(Event::Changed { subjects: ["session", "settings"].map(str::to_owned).to_vec() });
}

/// A register was opened: locked when somebody has a PIN.
///
/// # Errors
/// `Disk`.
pub(crate) fn begin(watch: &Watch, register: &Register, now: DateTime<FixedOffset>) -> Answer<()> {
    let (armed, rules) = register.read(|db| Ok((is_armed(db, now)?, rules::read(db)?)))?;
    watch.begin(armed, rules.patience());
    Ok(())
}

/// The lock as the screens show it, while it is locked.
pub(crate) fn phase(core: &Core, passphrase: bool) -> Answer<Phase> {
    let (register, locked) = (core.register()?, core.watch.is_locked(core.now()));
    if locked {
        let (people, sign_in) =
            register.read(|db| Ok((shown(core, db)?, server::is_overdue(db, core.now())?)))?;
        return Ok(Phase::Locked { people, passphrase, sign_in });
    }
    let (to_choose, here) = register.read(|db| Ok((server::to_choose(db)?, server::here(db)?)))?;
    if let Some(id) = here.filter(|id| core.watch.person().as_ref() != Some(id)) {
        // Who signed in while somebody else was at work goes on as who they are.
        core.watch.unlock(&id);
    }
    Ok(to_choose.map_or(Phase::Ready, |person| Phase::ChoosePin { name: person.name }))
}

fn shown(core: &Core, db: &Connection) -> Answer<Vec<LockPerson>> {
    let shown = |person: Person| LockPerson {
        wait_seconds: (person.wrong >= TRIES && person.user.is_none()).then(|| core.watch.wait(&person.id)),
        blocked: person.wrong >= TRIES && person.user.is_some(),
        signs_in: person.user.is_some(),
        id: person.id,
        name: person.name,
    };
    Ok(people::everybody(db)?.into_iter().map(shown).collect())
}
