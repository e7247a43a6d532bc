//! The program without a window.

pub mod cards;
pub mod commands;
pub mod db;
pub mod fonts;
pub mod imports;
pub mod keys;
pub mod pdf;
pub mod pupils;
pub mod register;
pub mod renumbering;
pub mod scanning;
pub mod session;
pub mod settings;
pub mod shell;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use register::Register;

use shell::Shell;
use stamboek_domain::problem::Problem;

/// The program: a profile folder, a shell around it, and the register once it is open.
pub struct Core {
    /// The profile folder: database, `keys.json`, backups.
    pub folder: PathBuf,
    /// Dialogs and the keyring.
    pub shell: Arc<dyn Shell>,
    clock: fn() -> DateTime<FixedOffset>,
}

/// What every command answers with, or why not.
pub type Answer<T> = Result<T, Problem>;

impl Core {
    /// Whether the register is open.
    pub fn is_ready(&self) -> bool {
        self.register().is_ok()
    }

    /// The open register, or `Code::NotReady`.
    pub fn register(&self) -> Answer<Arc<Register>> {
        Err(stamboek_domain::problem::Code::NotReady.into())
    }

    /// Now on this laptop, with zone. Information only: decides no order.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    /// Today on this laptop.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}
