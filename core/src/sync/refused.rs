//! Entries that the server takes in no push (sync.md 14). They are sent once more when a person asks, and
//! by themselves when the server became another one: what it refused may have been its own error.

use super::facts::{self, SERVER_VERSION};
use super::messages::SyncDone;
use super::{act, changed, conflicts, store};
use crate::register::Register;
use crate::{Answer, Core};

/// Sends these once more, and tries now.
///
/// # Errors
/// `BadRequest`; as [`act::now`].
pub(super) fn send_again(core: &Core, ops: &[String]) -> Answer<SyncDone> {
    let ops = ops.iter().map(|op| conflicts::op_id(op)).collect::<Answer<Vec<_>>>()?;
    let done = core.register()?.write_local(|tx| store::send_again(tx, Some(&ops)))?;
    changed(&*core.shell);
    act::now(core)?;
    Ok(SyncDone { done, ..SyncDone::default() })
}

/// The server is of this version: the first time that it is another one than before, everything that was
/// refused is sent once more.
pub(super) fn is_of_version(register: &Register, version: &str) -> Answer<()> {
    let known: Option<String> = register.read(|db| facts::get(db, SERVER_VERSION))?;
    if known.as_deref() == Some(version) {
        return Ok(());
    }
    register.write_local(|tx| {
        store::send_again(tx, None)?;
        facts::put(tx, SERVER_VERSION, &version)
    })
}
