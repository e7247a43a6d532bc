//! Taking back marks, taken registers, enrolments and facts: each goes back by itself when it is
//! still what the action made of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Attached, Records};
use crate::attendance::{HalfDay, Mark};
use crate::enrolment::{Enrolment, EnrolmentId};
use crate::problem::Problem;
use crate::pupil::PupilId;
use crate::sync::op::{CELLS_PER_OP, Cell, CellChange, Change};

/// What it was before the action, and what the action made of it.
struct Net<T> {
    was: T,
    now: T,
}

/// What an enrolment was before the action.
enum Before {
    /// Not there.
    Absent,
    /// There, with this last day.
    Until(Option<NaiveDate>),
    /// There, before the action cancelled it.
    There(Enrolment),
}

/// What the action did to one enrolment.
struct Enrolled {
    id: EnrolmentId,
    pupil: PupilId,
    before: Before,
    /// The last day that it has now; `None`: cancelled.
    now: Option<Option<NaiveDate>>,
}

/// What of a pupil is as the action left it.
#[derive(Default)]
struct Own {
    cells: BTreeSet<Cell>,
    enrolments: BTreeSet<EnrolmentId>,
    facts: BTreeSet<String>,
}

#[derive(Default)]
pub(super) struct Register {
    cells: Vec<CellChange>,
    rolls: Vec<(String, HalfDay, bool)>,
    enrolments: Vec<Enrolled>,
    facts: Vec<(PupilId, String, Net<Option<String>>)>,
    own: BTreeMap<PupilId, Own>,
}

impl Register {
    pub(super) fn read(action: &[Change], records: &impl Records) -> Result<Self, Problem> {
        let mut register = Self::default();
        register.read_cells(action, records)?;
        register.read_rolls(action, records)?;
        register.read_enrolments(action, records)?;
        register.read_facts(action, records)?;
        Ok(register)
    }

    fn read_cells(&mut self, action: &[Change], records: &impl Records) -> Result<(), Problem> {
        let mut cells: BTreeMap<Cell, Net<Option<Mark>>> = BTreeMap::new();
        for change in action {
            let Change::AttendanceSet { items } = change else { continue };
            for item in items {
                let net = cells.entry(item.key).or_insert_with(|| Net { was: item.was.clone(), now: None });
                net.now = item.now.clone();
            }
        }
        if cells.is_empty() {
            return Ok(());
        }
        let back = |(key, net): (Cell, Net<Option<Mark>>)| CellChange { key, was: net.now, now: net.was };
        let read = Change::AttendanceSet { items: cells.into_iter().map(back).collect() };
        let state = records.state(&read)?;
        let Change::AttendanceSet { items } = read else { return Ok(()) };
        for item in items.into_iter().filter(|item| state.cells.get(&item.key) == item.was.as_ref()) {
            self.own.entry(item.key.pupil).or_default().cells.insert(item.key);
            if item.was != item.now {
                self.cells.push(item);
            }
        }
        Ok(())
    }

    fn read_rolls(&mut self, action: &[Change], records: &impl Records) -> Result<(), Problem> {
        let mut rolls: BTreeMap<(&str, HalfDay), Net<bool>> = BTreeMap::new();
        for change in action {
            let (class, at, taken) = match change {
                Change::RollTake { class, at } => (class.as_str(), *at, true),
                Change::RollUntake { class, at } => (class.as_str(), *at, false),
                _ => continue,
            };
            rolls.entry((class, at)).or_insert(Net { was: !taken, now: taken }).now = taken;
        }
        for ((class, at), net) in rolls {
            let class = class.to_owned();
            let state = records.state(&Change::RollTake { class: class.clone(), at })?;
            if state.roll == net.now && net.was != net.now {
                self.rolls.push((class, at, net.was));
            }
        }
        Ok(())
    }

    fn read_enrolments(&mut self, action: &[Change], records: &impl Records) -> Result<(), Problem> {
        let mut found: BTreeMap<EnrolmentId, Enrolled> = BTreeMap::new();
        for change in action {
            let (id, pupil, before, now) = match change {
                Change::EnrolmentOpen { id, enrolment } => {
                    (*id, enrolment.pupil, Before::Absent, Some(enrolment.until))
                }
                Change::EnrolmentClose { id, pupil, was, now } => {
                    (*id, *pupil, Before::Until(*was), Some(*now))
                }
                Change::EnrolmentCancel { id, pupil } => {
                    let Some(record) = records.state(change)?.enrolment else { continue };
                    (*id, *pupil, Before::There(record.enrolment), None)
                }
                _ => continue,
            };
            found.entry(id).or_insert(Enrolled { id, pupil, before, now }).now = now;
        }
        for enrolled in found.into_values() {
            let read = Change::EnrolmentCancel { id: enrolled.id, pupil: enrolled.pupil };
            let still = records.state(&read)?.enrolment.is_some_and(|record| match enrolled.now {
                Some(until) => !record.cancelled && record.enrolment.until == until,
                None => record.cancelled,
            });
            if still {
                self.own.entry(enrolled.pupil).or_default().enrolments.insert(enrolled.id);
                self.enrolments.push(enrolled);
            }
        }
        Ok(())
    }

    fn read_facts(&mut self, action: &[Change], records: &impl Records) -> Result<(), Problem> {
        let mut facts: BTreeMap<(PupilId, &str), Net<Option<String>>> = BTreeMap::new();
        for change in action {
            let Change::FactSet { pupil, key, was, now } = change else { continue };
            let net = facts.entry((*pupil, key)).or_insert_with(|| Net { was: was.clone(), now: None });
            net.now = now.clone();
        }
        for ((pupil, key), net) in facts {
            let key = key.to_owned();
            let read = Change::FactSet { pupil, key: key.clone(), was: None, now: None };
            if records.state(&read)?.fact == net.now {
                self.own.entry(pupil).or_default().facts.insert(key.clone());
                self.facts.push((pupil, key, net));
            }
        }
        Ok(())
    }

    /// Whether something hangs on the pupil that the action did not bring, or that was changed
    /// since.
    pub(super) fn is_strange(&self, pupil: PupilId, attached: &Attached) -> bool {
        let none = Own::default();
        let own = self.own.get(&pupil).unwrap_or(&none);
        attached.marks > own.cells.len()
            || !attached.enrolments.is_subset(&own.enrolments)
            || !attached.facts.is_subset(&own.facts)
    }

    /// The changes that put everything back, except of the pupils that stay.
    pub(super) fn back(self, stays: &BTreeSet<PupilId>) -> Vec<Change> {
        let goes = |pupil: &PupilId| !stays.contains(pupil);
        let cells: Vec<CellChange> = self.cells.into_iter().filter(|item| goes(&item.key.pupil)).collect();
        let cells = cells.chunks(CELLS_PER_OP).map(|items| Change::AttendanceSet { items: items.to_vec() });
        let rolls = self.rolls.into_iter().map(|(class, at, taken)| match taken {
            true => Change::RollTake { class, at },
            false => Change::RollUntake { class, at },
        });
        let facts = self
            .facts
            .into_iter()
            .filter(|(pupil, _, net)| goes(pupil) && net.was != net.now)
            .map(|(pupil, key, net)| Change::FactSet { pupil, key, was: net.now, now: net.was });
        // What the action opened goes before what it closed is opened again: never both at once.
        let enrolments = self.enrolments.into_iter().filter(|enrolled| goes(&enrolled.pupil));
        let (opened, rest): (Vec<_>, Vec<_>) =
            enrolments.partition(|enrolled| matches!(enrolled.before, Before::Absent));
        let enrolments =
            opened.into_iter().chain(rest).map(|Enrolled { id, pupil, before, now }| match before {
                Before::Absent => Change::EnrolmentCancel { id, pupil },
                Before::Until(until) => Change::EnrolmentClose { id, pupil, was: now.flatten(), now: until },
                Before::There(enrolment) => Change::EnrolmentOpen { id, enrolment },
            });
        cells.chain(rolls).chain(facts).chain(enrolments).collect()
    }
}
