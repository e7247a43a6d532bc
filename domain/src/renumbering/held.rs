//! Who holds and held which number of a database.

use std::collections::{BTreeSet, HashMap};

use super::Holding;
use crate::pupil::PupilId;

/// The numbers of one database, looked up both ways.
pub struct Held<'a> {
    open: HashMap<&'a str, PupilId>,
    open_of: HashMap<PupilId, &'a str>,
    closed: HashMap<&'a str, BTreeSet<PupilId>>,
}

impl<'a> Held<'a> {
    pub fn new(holdings: &'a [Holding]) -> Self {
        let mut held = Self { open: HashMap::new(), open_of: HashMap::new(), closed: HashMap::new() };
        for holding in holdings {
            if holding.open {
                held.open.insert(&holding.value, holding.pupil);
                held.open_of.insert(holding.pupil, &holding.value);
            } else {
                held.closed.entry(&holding.value).or_default().insert(holding.pupil);
            }
        }
        held
    }

    pub fn holder(&self, value: &str) -> Option<PupilId> {
        self.open.get(value).copied()
    }

    pub fn open_of(&self, pupil: PupilId) -> Option<&'a str> {
        self.open_of.get(&pupil).copied()
    }

    pub fn held_before(&self, pupil: PupilId, value: &str) -> bool {
        self.closed.get(value).is_some_and(|people| people.contains(&pupil))
    }

    pub fn formerly(&self, value: &str) -> Vec<PupilId> {
        self.closed.get(value).into_iter().flatten().copied().collect()
    }
}
