//! What is kept of everybody while the register is open, so that the list and the search wait for
//! no disk.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use stamboek_domain::pupil::PupilId;

use super::alike::Crowd;
use super::people::People;
use crate::Answer;
use crate::register::Register;
use crate::register::everybody::Kept;

/// The people of an open register. No INSZ.
#[derive(Default)]
pub struct Memory {
    people: Kept<People>,
    /// Everybody prepared to be compared, until somebody changes.
    crowd: Mutex<Option<Arc<Crowd>>>,
}

impl Memory {
    /// The rows of these pupils are read again before the next look.
    pub(crate) fn forget(&self, pupils: &BTreeSet<PupilId>) {
        self.people.forget(pupils);
        // After the people: whoever asks for the crowd in between must not keep the old one.
        if !pupils.is_empty() {
            *guard(&self.crowd) = None;
        }
    }

    /// Everybody as they stand now, prepared to be compared.
    pub(crate) fn crowd(&self, register: &Register) -> Answer<Arc<Crowd>> {
        let mut kept = guard(&self.crowd);
        if let Some(crowd) = kept.as_ref() {
            return Ok(crowd.clone());
        }
        let crowd = Arc::new(Crowd::new(self.people(register)?));
        *kept = Some(crowd.clone());
        Ok(crowd)
    }

    /// Everybody as they stand now.
    pub(crate) fn people(&self, register: &Register) -> Answer<Arc<People>> {
        self.people.now(register)
    }
}

/// After a panic either nothing is kept, or what was kept before.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
