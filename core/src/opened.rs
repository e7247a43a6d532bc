//! The place of the open register, shared with whoever may have to close it.

use std::sync::{Arc, RwLock, RwLockWriteGuard};
use std::time::{Duration, Instant};

use stamboek_domain::problem::Code;

use crate::Answer;
use crate::register::Register;

/// How long work that is going on may hold up closing.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The open register, or none.
#[derive(Clone, Default)]
pub(crate) struct Opened(Arc<RwLock<Option<Arc<Register>>>>);

impl Opened {
    /// The open register, or `Code::NotReady`.
    pub(crate) fn get(&self) -> Answer<Arc<Register>> {
        let slot = self.0.read().unwrap_or_else(|poisoned| poisoned.into_inner());
        slot.clone().ok_or(Code::NotReady.into())
    }

    /// To put one in, or take it out.
    pub(crate) fn slot(&self) -> RwLockWriteGuard<'_, Option<Arc<Register>>> {
        self.0.write().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Closes it; commands that run end first.
    pub(crate) fn close(&self) {
        self.slot().take();
    }

    /// Closes it and waits until whoever still works with it is done: commands that run, the check
    /// beside the window.
    pub(crate) fn close_and_wait(&self) {
        let Some(open) = self.slot().take().as_ref().map(Arc::downgrade) else { return };
        let until = Instant::now() + LONGEST_WAIT;
        while open.strong_count() > 0 && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
