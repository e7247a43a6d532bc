//! What screens ask about sync, and what they do.

use std::fs::File;
use std::io::Read;

use stamboek_domain::problem::{Code, Problem};

use super::messages::*;
use super::who::Laptops;
use super::{act, conflicts, held, status, store};
use crate::db::io_problem;
use crate::shell::FileKind;
use crate::{Answer, Core};

/// A file of certificates is not larger.
const CA_BYTES: u64 = 1024 * 1024;

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
        SyncDo::Join { address, code, own_ca } => {
            let ca = own_ca.then(|| certificates(core)).transpose()?;
            act::join(core, &address, &code, ca.as_deref()).map(|()| nothing())
        }
        SyncDo::SignIn { login, password } => act::sign_in(core, &login, &password).map(|_| nothing()),
        SyncDo::Now => act::now(core).map(|()| nothing()),
        SyncDo::Decide { choices, reason } => conflicts::decide(core, choices, reason),
        SyncDo::Dismiss { ops, reason } => held::dismiss(core, &ops, &reason),
        SyncDo::EnterAgain { ops } => held::enter_again(core, &ops),
        SyncDo::ConfirmMassChange { mark } => {
            store::confirm_mass_change(&*core.register()?, &mark)?;
            act::now(core).map(|()| nothing())
        }
        SyncDo::Leave { leave_behind } => act::leave(core, leave_behind).map(|()| nothing()),
    }
}

/// The certificates of the board's own authority, out of a file that the person chooses.
fn certificates(core: &Core) -> Answer<String> {
    let path = core.shell.choose_file(FileKind::Certificate).ok_or(Code::Cancelled)?;
    let mut text = String::new();
    let file = File::open(path).map_err(|error| io_problem(&error))?;
    let wrong =
        |_| Problem::new(Code::InvalidValue).with("field", "ca").with("value", "").with("why", "shape");
    file.take(CA_BYTES).read_to_string(&mut text).map_err(wrong)?;
    Ok(text)
}
