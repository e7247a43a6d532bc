//! How the numbers of an action go back, so that nobody is left without one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Key, Records, keys};
use crate::problem::Problem;
use crate::pupil::PupilId;
use crate::sync::apply::NumberRecord;
use crate::sync::op::{Change, ExternalNumber};

/// How one number of one pupil goes back.
pub enum Back {
    /// Added by the action and open: closed by removing.
    Remove,
    /// Opened again by the action: closed as before.
    End(chrono::NaiveDate),
    /// Added and closed by the action: opened for a moment, then removed.
    Forget(chrono::NaiveDate),
    /// Closed by the action: opened.
    Reopen(chrono::NaiveDate),
}

pub struct Numbers {
    back: BTreeMap<PupilId, Vec<(ExternalNumber, Back)>>,
    /// Pupils whose numbers stay.
    kept: BTreeSet<PupilId>,
    /// Who holds each number of the action open now.
    open: BTreeMap<ExternalNumber, PupilId>,
    /// The periods as the action left them.
    pub left_by_action: Vec<(ExternalNumber, NumberRecord)>,
}

impl Numbers {
    pub fn read(action: &[Change], records: &impl Records) -> Result<Self, Problem> {
        let mut per_number: BTreeMap<(PupilId, ExternalNumber), Vec<&Change>> = BTreeMap::new();
        for change in action {
            if let [Key::Number(pupil, number)] = &keys(change)[..] {
                per_number.entry((*pupil, number.clone())).or_default().push(change);
            }
        }
        let mut numbers = Self {
            back: BTreeMap::new(),
            kept: BTreeSet::new(),
            open: BTreeMap::new(),
            left_by_action: Vec::new(),
        };
        for ((pupil, number), changes) in per_number {
            let periods = records.state(changes[0])?.numbers;
            if let Some(holder) = periods.iter().find(|period| period.until.is_none()) {
                numbers.open.insert(number.clone(), holder.pupil);
            }
            let mine: Vec<_> = periods.into_iter().filter(|period| period.pupil == pupil).collect();
            let open = mine.iter().find(|period| period.until.is_none());
            let closed = |day| mine.iter().find(|period| period.until == Some(day));
            let found = match changes[..] {
                [Change::NumberAdd { from, .. }] => {
                    open.filter(|period| period.from == *from).map(|period| (Back::Remove, period))
                }
                [Change::NumberReopen { until, .. }] => open.map(|period| (Back::End(*until), period)),
                [Change::NumberAdd { .. }, Change::NumberEnd { until, .. }] => {
                    closed(*until).map(|period| (Back::Forget(*until), period))
                }
                [Change::NumberEnd { until, .. }] => {
                    closed(*until).map(|period| (Back::Reopen(*until), period))
                }
                // Back and forth in one action: what the end of it came from is not in one op.
                _ => None,
            };
            match found {
                Some((back, period)) => {
                    numbers.left_by_action.push((number.clone(), period.clone()));
                    numbers.back.entry(pupil).or_default().push((number, back));
                }
                None => {
                    numbers.kept.insert(pupil);
                    numbers.back.entry(pupil).or_default();
                }
            }
        }
        Ok(numbers)
    }

    pub fn drop_pupils(&mut self, pupils: &BTreeSet<PupilId>) {
        self.kept.extend(pupils);
    }

    pub fn is_kept(&self, pupil: PupilId) -> bool {
        self.back.contains_key(&pupil) && self.kept.contains(&pupil)
    }

    /// Keeps also those whose number would meet another open holder, until nothing changes.
    pub fn settle(&mut self) {
        loop {
            let closes = |pupil: &PupilId, number: &ExternalNumber| {
                !self.kept.contains(pupil)
                    && self.back.get(pupil).is_some_and(|all| {
                        all.iter().any(|(n, back)| n == number && matches!(back, Back::Remove | Back::End(_)))
                    })
            };
            let meets = |number: &ExternalNumber, back: &Back| {
                matches!(back, Back::Reopen(_) | Back::Forget(_))
                    && self.open.get(number).is_some_and(|holder| !closes(holder, number))
            };
            let stuck: Vec<PupilId> = self
                .back
                .iter()
                .filter(|(pupil, _)| !self.kept.contains(pupil))
                .filter(|(_, all)| all.iter().any(|(number, back)| meets(number, back)))
                .map(|(pupil, _)| *pupil)
                .collect();
            if stuck.is_empty() {
                return;
            }
            self.kept.extend(stuck);
        }
    }

    pub fn back(&self) -> Vec<Change> {
        let mut close = Vec::new();
        let mut forget = Vec::new();
        let mut open = Vec::new();
        for (pupil, all) in self.back.iter().filter(|(pupil, _)| !self.kept.contains(pupil)) {
            for (number, back) in all {
                let (pupil, number) = (*pupil, number.clone());
                match back {
                    Back::Remove => close.push(Change::NumberRemove { pupil, number }),
                    Back::End(until) => close.push(Change::NumberEnd { pupil, number, until: *until }),
                    Back::Forget(until) => {
                        forget.push(Change::NumberReopen { pupil, number: number.clone(), until: *until });
                        forget.push(Change::NumberRemove { pupil, number });
                    }
                    Back::Reopen(until) => open.push(Change::NumberReopen { pupil, number, until: *until }),
                }
            }
        }
        close.into_iter().chain(forget).chain(open).collect()
    }
}
