//! Settings, backups, checks.

pub mod messages;
mod stored;

pub use stored::{get_setting, put_setting};

use crate::commands::Nothing;
use crate::{Answer, Core};
use messages::*;

/// Not built yet.
pub fn read(_core: &Core, _request: Nothing) -> Answer<SettingsAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn save(_core: &Core, _request: SettingsSaveRequest) -> Answer<Nothing> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn backup_now(_core: &Core, _request: Nothing) -> Answer<BackupRow> {
    Err(stamboek_domain::problem::Code::Internal.into())
}

/// Not built yet.
pub fn check_now(_core: &Core, _request: Nothing) -> Answer<CheckAnswer> {
    Err(stamboek_domain::problem::Code::Internal.into())
}
