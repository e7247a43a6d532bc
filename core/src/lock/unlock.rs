//! Who works here from now on: by PIN, or by what opens the register itself.

use std::time::Duration;

use stamboek_domain::problem::{Code, Problem};

use super::messages::PinSecret;
use super::people::{self, Person};
use super::{TRIES, changed, follow, server};
use crate::register::Register;
use crate::sync::act;
use crate::{Answer, Core, session};

/// After five wrong PINs, and after each that follows. It begins anew when the program starts, so
/// that neither a restart nor the clock of the laptop shortens it: a hundred tries a day.
const WAIT: Duration = Duration::from_secs(15 * 60);

/// Unlocks with a PIN.
///
/// # Errors
/// `NotFound`; `SignInNeeded` after a long time without contact (S17); those of [`check`].
pub(super) fn with_pin(core: &Core, id: &str, pin: &str) -> Answer<()> {
    let register = core.register()?;
    if register.read(|db| server::is_overdue(db, core.now()))? {
        return Err(Code::SignInNeeded.into());
    }
    check(core, &register, id, pin)?;
    enter(core, &register, id)
}

/// Unlocks with what opens the register itself, and another PIN.
///
/// # Errors
/// `NotFound`, `PinWeak`; `SecretWrong`, `TooSoon`, `RecoveryMistyped`.
pub(super) fn with_secret(core: &Core, id: &str, secret: PinSecret, pin: &str) -> Answer<()> {
    let hash = people::hash(pin)?;
    let register = core.register()?;
    register.read(|db| people::one(db, id))?;
    session::prove(core, secret)?;
    register.write_local(|tx| people::change(tx, id, &hash))?;
    enter(core, &register, id)
}

/// Whether that is the PIN of somebody. Every try counts before it is looked at: ending the program
/// in between wins none.
///
/// # Errors
/// `PinWrong` with how many tries are `left`; `PinBlocked` with `wait_seconds`, or with `sign_in` for
/// who signs in at the server.
pub(super) fn check(core: &Core, register: &Register, id: &str, pin: &str) -> Answer<()> {
    let _one_at_a_time = core.watch.turn();
    let person = register.read(|db| people::one(db, id))?;
    if person.wrong >= TRIES {
        may_try(core, &person)?;
    }
    let wrong = person.wrong.saturating_add(1);
    register.write_local(|tx| people::set_wrong(tx, id, wrong))?;
    if person.knows(pin) {
        return register.write_local(|tx| people::set_wrong(tx, id, 0));
    }
    if wrong >= TRIES {
        core.watch.make_wait(id, WAIT);
        return Err(blocked(core, &person));
    }
    Err(Problem::new(Code::PinWrong).with("left", TRIES - wrong))
}

fn may_try(core: &Core, person: &Person) -> Answer<()> {
    if !core.watch.has_waited(&person.id) {
        core.watch.make_wait(&person.id, WAIT);
    }
    match person.user.is_some() || core.watch.wait(&person.id) > 0 {
        true => Err(blocked(core, person)),
        false => Ok(()),
    }
}

fn blocked(core: &Core, person: &Person) -> Problem {
    let problem = Problem::new(Code::PinBlocked);
    match person.user {
        Some(_) => problem.with("sign_in", "yes"),
        None => problem.with("wait_seconds", core.watch.wait(&person.id)),
    }
}

/// From now on entries are of that person.
///
/// # Errors
/// `NotFound`, `Disk`.
pub(super) fn enter(core: &Core, register: &Register, id: &str) -> Answer<()> {
    let person = register.read(|db| people::one(db, id))?;
    register.save_user(&person.name)?;
    act::works_here(core, person.user)?;
    came_in(core, register, id)
}

/// The screens are open for that person.
///
/// # Errors
/// `Disk`.
pub(super) fn came_in(core: &Core, register: &Register, id: &str) -> Answer<()> {
    follow(core, register)?;
    core.watch.unlock(id);
    changed(core);
    Ok(())
}
