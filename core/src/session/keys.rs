//! The keys of the register as the screens ask for them: one command, each part with its own need.

use stamboek_domain::problem::Code;

use super::messages::{KeysAnswer, KeysRequest};
use super::recovery::{confirm, renew, save_sheet};
use super::{passphrase_change, state};
use crate::commands::Nothing;
use crate::{Answer, Core};

/// Writes the recovery sheet, takes it typed back, renews it, or changes the passphrase.
///
/// # Errors
/// `NotReady` without an open register, for what needs one; those of the part.
pub fn keys(core: &Core, request: KeysRequest) -> Answer<KeysAnswer> {
    if needs_register(&request) && !core.is_ready() {
        return Err(Code::NotReady.into());
    }
    let file_name = match request {
        KeysRequest::Sheet => save_sheet(core, Nothing {})?.file_name,
        KeysRequest::Confirm(request) => return answer(confirm(core, request)?),
        KeysRequest::Renew(request) => return answer(renew(core, request)?),
        KeysRequest::Passphrase(request) => {
            passphrase_change(core, request)?;
            None
        }
    };
    Ok(KeysAnswer { file_name, state: state(core, Nothing {})? })
}

fn answer(state: super::messages::SessionState) -> Answer<KeysAnswer> {
    Ok(KeysAnswer { file_name: None, state })
}

/// The sheet belongs to a register that is not open yet.
fn needs_register(request: &KeysRequest) -> bool {
    match request {
        KeysRequest::Sheet | KeysRequest::Confirm(_) => false,
        KeysRequest::Renew(_) | KeysRequest::Passphrase(_) => true,
    }
}
