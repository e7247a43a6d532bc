//! What is kept of everybody while the register is open, so that screens wait for no disk.

use std::collections::BTreeSet;
use std::mem::take;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use stamboek_domain::pupil::PupilId;

use super::{Register, guard};
use crate::Answer;

/// With more changed pupils than this, reading everybody is as quick.
const FEW: usize = 200;

/// Something of everybody that can be brought up to date for some of them.
pub(crate) trait Everybody: Clone {
    /// Everybody as they stand now.
    fn read(db: &Connection) -> Answer<Self>;

    /// Takes these pupils as they stand now.
    fn read_again(&mut self, db: &Connection, pupils: &[PupilId]) -> Answer<()>;
}

/// Read at the first look; whoever changed since is read again before the next one.
pub(crate) struct Kept<T> {
    kept: Mutex<Option<Arc<T>>>,
    /// Who changed since they were read.
    old: Mutex<BTreeSet<PupilId>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { kept: Mutex::default(), old: Mutex::default() }
    }
}

impl<T: Everybody> Kept<T> {
    /// These pupils changed.
    pub(crate) fn forget(&self, pupils: &BTreeSet<PupilId>) {
        let mut old = guard(&self.old);
        // Beyond that everybody is read again, whoever they were.
        if old.len() <= FEW {
            old.extend(pupils);
        }
    }

    /// Everybody as they stand now.
    pub(crate) fn now(&self, register: &Register) -> Answer<Arc<T>> {
        let mut kept = guard(&self.kept);
        // Asked before the reading: what is saved meanwhile is read again the next time.
        let old = take(&mut *guard(&self.old));
        // When the reading fails nothing is kept, and the next look reads everybody.
        let everybody = match kept.take() {
            Some(everybody) if old.is_empty() => everybody,
            Some(mut everybody) if old.len() <= FEW => {
                let old: Vec<PupilId> = old.into_iter().collect();
                register.read(|db| Arc::make_mut(&mut everybody).read_again(db, &old))?;
                everybody
            }
            _ => Arc::new(register.read(T::read)?),
        };
        *kept = Some(everybody.clone());
        Ok(everybody)
    }
}
