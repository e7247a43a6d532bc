//! What is kept in memory of attendance while the register is open: marks and taken registers,
//! and the settings of the school made quick to ask.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use rusqlite::Connection;

use super::{Register, guard};
use crate::Answer;
use crate::attendance::School;
use crate::attendance::memory::{Memory, Step};
use crate::db::OrProblem;

/// Name of the fact that holds who works on this laptop.
const USER: &str = "user";

#[derive(Default)]
pub(super) struct Kept {
    memory: RwLock<Option<Memory>>,
    /// With the number of saves of settings before it was read.
    school: Mutex<Option<(u64, Arc<School>)>>,
    settings_saved: AtomicU64,
}

impl Kept {
    /// Follows a commit; called while the writer is still held, so that commits are followed in
    /// their order.
    pub(super) fn follow(&self, settings_changed: bool, steps: Vec<Step>) {
        if settings_changed {
            self.settings_saved.fetch_add(1, Ordering::AcqRel);
        }
        if !steps.is_empty() {
            let mut memory = self.memory.write().unwrap_or_else(|poisoned| poisoned.into_inner());
            if let Some(memory) = memory.as_mut() {
                memory.follow(steps);
            }
        }
    }
}

impl Register {
    /// The settings of the school as they stand now.
    pub fn school(&self) -> Answer<Arc<School>> {
        let now = self.kept.settings_saved.load(Ordering::Acquire);
        if let Some((read, school)) = guard(&self.kept.school).as_ref()
            && *read == now
        {
            return Ok(school.clone());
        }
        let school = Arc::new(self.read(School::read)?);
        *guard(&self.kept.school) = Some((now, school.clone()));
        Ok(school)
    }

    /// Reads with the settings of the school and everything that the register knows of marks.
    pub fn attendance<T>(&self, read: impl FnOnce(&Connection, &School, &Memory) -> Answer<T>) -> Answer<T> {
        let school = self.school()?;
        loop {
            {
                let memory = self.kept.memory.read().unwrap_or_else(|poisoned| poisoned.into_inner());
                if let Some(memory) = memory.as_ref() {
                    return self.read(|db| read(db, &school, memory));
                }
            }
            // No commit can come between reading and keeping: the writer is held.
            let writer = guard(&self.writer);
            let loaded = Memory::load(&writer)?;
            *self.kept.memory.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(loaded);
        }
    }

    /// Keeps the name that stands with entries of this laptop from now on.
    pub(crate) fn save_user(&self, user: &str) -> Answer<()> {
        self.write_local(|tx| {
            let sql = "INSERT INTO local_fact (key, value) VALUES (?1, ?2)
                       ON CONFLICT (key) DO UPDATE SET value = excluded.value";
            tx.execute(sql, (USER, user)).or_problem()?;
            Ok(())
        })?;
        self.set_user(user);
        (self.changed)(&BTreeSet::from(["settings"]));
        Ok(())
    }

    /// The name that was kept, after opening.
    pub(super) fn read_user(&self) -> Answer<()> {
        use rusqlite::OptionalExtension;
        let user: Option<String> = self.read(|db| {
            let sql = "SELECT value FROM local_fact WHERE key = ?1";
            db.query_row(sql, [USER], |row| row.get(0)).optional().or_problem()
        })?;
        self.set_user(&user.unwrap_or_default());
        Ok(())
    }
}
