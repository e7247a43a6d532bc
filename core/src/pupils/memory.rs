//! What is kept of everybody while the register is open, so that the list and the search wait for
//! no disk.

use std::collections::BTreeSet;
use std::mem::take;
use std::sync::{Arc, Mutex, MutexGuard};

use stamboek_domain::pupil::PupilId;

use super::alike::Crowd;
use super::people::People;
use super::row;
use crate::Answer;
use crate::register::Register;

/// With more changed rows than this, reading everybody is as quick.
const FEW: usize = 200;

/// The people of an open register. No INSZ.
#[derive(Default)]
pub struct Memory {
    kept: Mutex<Option<Arc<People>>>,
    /// Whose rows changed since they were read.
    old: Mutex<BTreeSet<PupilId>>,
    /// Everybody prepared to be compared, until somebody changes.
    crowd: Mutex<Option<Arc<Crowd>>>,
}

impl Memory {
    /// The rows of these pupils are read again before the next look.
    pub(crate) fn forget(&self, pupils: BTreeSet<PupilId>) {
        if !pupils.is_empty() {
            *guard(&self.crowd) = None;
        }
        let mut old = guard(&self.old);
        // Beyond that everybody is read again, whoever they were.
        if old.len() <= FEW {
            old.extend(pupils);
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
        let mut kept = guard(&self.kept);
        // Asked before the reading: what is saved meanwhile is read again the next time.
        let old = take(&mut *guard(&self.old));
        // When the reading fails nothing is kept, and the next look reads everybody.
        let people = match kept.take() {
            Some(people) if old.is_empty() => people,
            Some(mut people) if old.len() <= FEW => {
                let old: Vec<PupilId> = old.into_iter().collect();
                let rows = register.read(|db| row::by_ids(db, &old))?;
                Arc::make_mut(&mut people).replace(&old, rows);
                people
            }
            _ => Arc::new(People::new(register.read(row::all)?)),
        };
        *kept = Some(people.clone());
        Ok(people)
    }
}

/// After a panic either nothing is kept, or what was kept before.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
