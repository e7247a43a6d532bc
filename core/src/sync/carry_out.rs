//! What screens ask about sync, and what they do.

use super::entrance::Entrance;
use super::messages::*;
use super::who::Laptops;
use super::{act, conflicts, held, person, refused, status, store};
use crate::{Answer, Core};

/// Where sync stands, what is to be decided, or what needs attention.
///
/// # Errors
/// `NotReady`, `Disk`.
pub fn sync(core: &Core, request: SyncRequest) -> Answer<Sync> {
    let laptops = || core.register()?.read(Laptops::read);
    Ok(match request {
        SyncRequest::Status => Sync::Status(status::status(core)?),
        SyncRequest::Conflicts => Sync::Conflicts(conflicts::list(core, &laptops()?)?),
        SyncRequest::Held => Sync::Held(held::list(core, &laptops()?)?),
    })
}

/// One action.
///
/// # Errors
/// Those of each action; `Cancelled` when no file was chosen.
pub fn sync_do(core: &Core, request: SyncDo) -> Answer<SyncDone> {
    let nothing = SyncDone::default;
    match request {
        SyncDo::Join(asked) => Entrance::read(core, &asked)?.pass(core).map(|()| nothing()),
        SyncDo::SignIn { login, password } => act::sign_in(core, &login, &password).map(|_| nothing()),
        SyncDo::Now => act::now(core).map(|()| nothing()),
        SyncDo::Decide { choices, reason } => conflicts::decide(core, choices, reason),
        SyncDo::Dismiss { ops, reason } => held::dismiss(core, &ops, &reason),
        SyncDo::EnterAgain { ops } => held::enter_again(core, &ops),
        SyncDo::SendAgain { ops } => refused::send_again(core, &ops),
        SyncDo::ConfirmMassChange { mark } => {
            let (register, now) = (core.register()?, core.sync.live().server_time(core.now()));
            register.read(|db| person::lets_mass_change_in(db, now))?;
            store::confirm_mass_change(&register, &mark)?;
            act::now(core).map(|()| nothing())
        }
        SyncDo::Leave { leave_behind } => act::leave(core, leave_behind).map(|()| nothing()),
    }
}
