//! Opening the register: first start, keys, unlocking, state.

pub mod messages;

use crate::commands::Nothing;
use crate::{Answer, Core};
use messages::*;

/// Not built yet.
pub fn state(_core: &Core, _request: Nothing) -> Answer<SessionState> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn setup(_core: &Core, _request: SetupRequest) -> Answer<SessionState> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn recovery_sheet_save(_core: &Core, _request: Nothing) -> Answer<FileAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn recovery_confirm(_core: &Core, _request: ConfirmRecoveryRequest) -> Answer<SessionState> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn unlock(_core: &Core, _request: UnlockRequest) -> Answer<SessionState> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn recovery_renew(_core: &Core, _request: Nothing) -> Answer<SessionState> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn passphrase_change(_core: &Core, _request: ChangePassphraseRequest) -> Answer<Nothing> {
    Err(stamboek_domain::problem::Code::Internal.into())
}
