//! Taking back one action: which new changes put everything back as it was, in an order that
//! breaks no rule on the way, and what must be left alone since somebody changed it afterwards.
//!
//! Pure: the records are handed in.

mod register;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::apply::{NumberRecord, State};
use super::op::{Cell, Change, ExternalNumber, FieldChange};
use crate::attendance::HalfDay;
use crate::enrolment::EnrolmentId;
use crate::problem::Problem;
use crate::pupil::{PupilField, PupilId};

/// What hangs on a pupil and forbids taking the pupil back.
#[derive(Default)]
pub struct Attached {
    /// Numbers, open and closed, with their periods.
    pub numbers: Vec<(ExternalNumber, NumberRecord)>,
    /// Prints with a card of this pupil that were not taken back.
    pub prints: BTreeSet<Uuid>,
    /// Enrolments that were not cancelled.
    pub enrolments: BTreeSet<EnrolmentId>,
    /// Facts beside the fields.
    pub facts: BTreeSet<String>,
    /// Marks in the attendance register.
    pub marks: usize,
}

/// The records as they stand now.
pub trait Records {
    /// As [`super::apply::apply`] wants them for this change.
    fn state(&self, change: &Change) -> Result<State, Problem>;
    /// What hangs on a pupil.
    fn attached(&self, pupil: PupilId) -> Result<Attached, Problem>;
}

/// The outcome of [`plan`].
pub struct Undo {
    /// To be applied in this order.
    pub changes: Vec<Change>,
    /// How many of the action's changes are wholly taken back.
    pub undone: u32,
    /// How many are left alone, wholly or in part.
    pub kept: u32,
}

/// The one thing that a change is about, by which an undo and what it took back find each other.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// The existence of a pupil.
    Pupil(PupilId),
    /// A field of a pupil.
    Field(PupilId, PupilField),
    /// A number of a pupil.
    Number(PupilId, ExternalNumber),
    /// A print.
    Print(Uuid),
    /// A sheet of a print.
    Sheet(Uuid, u32),
    /// A cell of the attendance register.
    Cell(Cell),
    /// A register: class and half day.
    Roll(String, HalfDay),
    /// An enrolment.
    Enrolment(EnrolmentId),
    /// A fact about a pupil.
    Fact(PupilId, String),
    /// A setting.
    Setting(String),
}

/// What a change is about; several things only for `pupil.edit` and `attendance.set`.
pub fn keys(change: &Change) -> Vec<Key> {
    match change {
        Change::PupilCreate { pupil, .. } | Change::PupilRemove { pupil } => vec![Key::Pupil(*pupil)],
        Change::PupilEdit { pupil, items } => {
            items.iter().map(|item| Key::Field(*pupil, item.field)).collect()
        }
        Change::NumberAdd { pupil, number, .. }
        | Change::NumberEnd { pupil, number, .. }
        | Change::NumberRemove { pupil, number }
        | Change::NumberReopen { pupil, number, .. } => vec![Key::Number(*pupil, number.clone())],
        Change::CardsPrint { print, .. } | Change::CardsRemove { print } => vec![Key::Print(*print)],
        Change::CardsSheet { print, sheet, .. } => vec![Key::Sheet(*print, *sheet)],
        Change::AttendanceSet { items } => items.iter().map(|item| Key::Cell(item.key)).collect(),
        Change::RollTake { class, at } | Change::RollUntake { class, at } => {
            vec![Key::Roll(class.clone(), *at)]
        }
        Change::EnrolmentOpen { id, .. }
        | Change::EnrolmentClose { id, .. }
        | Change::EnrolmentCancel { id, .. } => vec![Key::Enrolment(*id)],
        Change::FactSet { pupil, key, .. } => vec![Key::Fact(*pupil, key.clone())],
        Change::SettingSet { key, .. } => vec![Key::Setting(key.clone())],
    }
}

/// What of an action its undo took back, to be done again: the action's own changes, in their
/// order, as far as the undo is about them.
pub fn again(action: Vec<Change>, undo: &[Change]) -> Vec<Change> {
    let undone: BTreeSet<Key> = undo.iter().flat_map(keys).collect();
    let mut changes = Vec::new();
    for change in action {
        match change {
            Change::PupilEdit { pupil, mut items } => {
                // Fields of a pupil that was taken back went with it.
                let whole = undone.contains(&Key::Pupil(pupil));
                items.retain(|item| whole || undone.contains(&Key::Field(pupil, item.field)));
                if !items.is_empty() {
                    changes.push(Change::PupilEdit { pupil, items });
                }
            }
            Change::AttendanceSet { mut items } => {
                items.retain(|item| undone.contains(&Key::Cell(item.key)));
                if !items.is_empty() {
                    changes.push(Change::AttendanceSet { items });
                }
            }
            other if keys(&other).iter().all(|key| undone.contains(key)) => changes.push(other),
            _ => {}
        }
    }
    changes
}

/// A value from before the action to what the action made of it.
struct Net {
    was: Option<String>,
    now: Option<String>,
}

/// Plans the undo of one action, given its changes that had effect, in their order.
///
/// A pupil's numbers stand or fall together, so that nobody is left without one; the same holds
/// for everything about a pupil that the action made. All closing of numbers comes before all
/// opening, so a swap or a chain goes back as it came: at once.
///
/// # Errors
/// Only those of `records`.
pub fn plan(action: &[Change], records: &impl Records) -> Result<Undo, Problem> {
    let values = Values::read(action, records)?;
    let register = register::Register::read(action, records)?;
    let mut numbers = Numbers::read(action, records)?;
    let created: Vec<PupilId> = action
        .iter()
        .filter_map(|change| match change {
            Change::PupilCreate { pupil, .. } => Some(*pupil),
            _ => None,
        })
        .collect();
    let prints: BTreeSet<Uuid> = action
        .iter()
        .filter_map(|change| match change {
            Change::CardsPrint { print, .. } => Some(*print),
            _ => None,
        })
        .collect();

    // Pupils made by the action that somebody worked on since: everything about them stays.
    let mut worked_on = BTreeSet::new();
    for pupil in &created {
        let attached = records.attached(*pupil)?;
        let strange_number = attached
            .numbers
            .iter()
            .any(|(number, period)| !numbers.left_by_action.iter().any(|(n, p)| n == number && p == period));
        let strange_print = attached.prints.iter().any(|print| !prints.contains(print));
        let strange_entry = register.is_strange(*pupil, &attached);
        if strange_number || strange_print || strange_entry || values.changed.contains(pupil) {
            worked_on.insert(*pupil);
        }
    }
    numbers.drop_pupils(&worked_on);
    loop {
        // A made pupil whose numbers cannot go back stays as a whole, which may hold others.
        numbers.settle();
        let stuck: BTreeSet<PupilId> =
            created.iter().copied().filter(|pupil| numbers.is_kept(*pupil)).collect();
        if stuck.is_subset(&worked_on) {
            break;
        }
        worked_on.extend(stuck);
        numbers.drop_pupils(&worked_on);
    }

    let mut changes = numbers.back();
    changes.extend(register.back(&worked_on));
    changes.extend(values.back(&worked_on, &created));
    for print in &prints {
        let back = Change::CardsRemove { print: *print };
        if records.state(&back)?.print.is_some_and(|record| !record.removed) {
            changes.push(back);
        }
    }
    changes.extend(
        created
            .iter()
            .filter(|pupil| !worked_on.contains(pupil))
            .map(|pupil| Change::PupilRemove { pupil: *pupil }),
    );

    let mut done: BTreeSet<Key> = changes.iter().flat_map(keys).collect();
    // Fields of a pupil that is taken back go with it.
    let removed: BTreeSet<PupilId> = created.into_iter().filter(|pupil| !worked_on.contains(pupil)).collect();
    for change in action {
        if let Change::PupilEdit { pupil, .. } = change
            && removed.contains(pupil)
        {
            done.extend(keys(change));
        }
    }
    let undone =
        action.iter().filter(|change| keys(change).iter().all(|key| done.contains(key))).count() as u32;
    Ok(Undo { changes, undone, kept: action.len() as u32 - undone })
}

/// Fields, settings and sheets of an action: from what to what, and whether it is still so.
struct Values {
    fields: Vec<(PupilId, PupilField, Net)>,
    settings: Vec<(String, Net)>,
    sheets: Vec<(Uuid, u32, bool)>,
    /// Pupils with a field that is no longer what the action made it.
    changed: BTreeSet<PupilId>,
}

impl Values {
    fn read(action: &[Change], records: &impl Records) -> Result<Self, Problem> {
        let mut fields: BTreeMap<(PupilId, PupilField), Net> = BTreeMap::new();
        let mut settings: BTreeMap<&str, Net> = BTreeMap::new();
        let mut sheets: BTreeMap<(Uuid, u32), (bool, bool)> = BTreeMap::new();
        let mut made: BTreeMap<PupilId, BTreeMap<PupilField, String>> = BTreeMap::new();
        for change in action {
            match change {
                Change::PupilCreate { pupil, fields, .. } => {
                    let mut fields = fields.clone();
                    fields.entry(PupilField::Kind).or_insert_with(|| "pupil".to_owned());
                    fields.retain(|_, value| !value.is_empty());
                    made.insert(*pupil, fields);
                }
                Change::PupilEdit { pupil, items } => {
                    for FieldChange { field, was, now } in items {
                        let net = fields
                            .entry((*pupil, *field))
                            .or_insert_with(|| Net { was: was.clone(), now: None });
                        net.now = now.clone();
                        if let Some(made) = made.get_mut(pupil) {
                            match now {
                                Some(now) => made.insert(*field, now.clone()),
                                None => made.remove(field),
                            };
                        }
                    }
                }
                Change::SettingSet { key, was, now } => {
                    let net = settings.entry(key).or_insert_with(|| Net { was: was.clone(), now: None });
                    net.now = now.clone();
                }
                Change::CardsSheet { print, sheet, failed } => {
                    sheets.entry((*print, *sheet)).or_insert((!failed, *failed)).1 = *failed;
                }
                _ => {}
            }
        }
        let mut values =
            Self { fields: Vec::new(), settings: Vec::new(), sheets: Vec::new(), changed: BTreeSet::new() };
        for (pupil, made) in &made {
            let record = records.state(&Change::PupilRemove { pupil: *pupil })?.pupil;
            if record.is_none_or(|record| record.removed || record.fields != *made) {
                values.changed.insert(*pupil);
            }
        }
        for ((pupil, field), net) in fields {
            let record = records.state(&Change::PupilRemove { pupil })?.pupil;
            let still =
                record.is_some_and(|record| !record.removed && record.fields.get(&field) == net.now.as_ref());
            if still {
                values.fields.push((pupil, field, net));
            }
        }
        for (key, net) in settings {
            let read = Change::SettingSet { key: key.to_owned(), was: None, now: None };
            if records.state(&read)?.setting == net.now {
                values.settings.push((key.to_owned(), net));
            }
        }
        for ((print, sheet), (was, now)) in sheets {
            let record = records.state(&Change::CardsSheet { print, sheet, failed: was })?.print;
            let still =
                record.is_some_and(|record| !record.removed && record.sheets.get(&sheet) == Some(&now));
            if still {
                values.sheets.push((print, sheet, was));
            }
        }
        Ok(values)
    }

    fn back(self, worked_on: &BTreeSet<PupilId>, created: &[PupilId]) -> Vec<Change> {
        let mut edits: BTreeMap<PupilId, Vec<FieldChange>> = BTreeMap::new();
        for (pupil, field, net) in self.fields {
            if worked_on.contains(&pupil) || created.contains(&pupil) || net.was == net.now {
                continue;
            }
            edits.entry(pupil).or_default().push(FieldChange { field, was: net.now, now: net.was });
        }
        let edits = edits.into_iter().map(|(pupil, items)| Change::PupilEdit { pupil, items });
        let settings = self.settings.into_iter().map(|(key, net)| Change::SettingSet {
            key,
            was: net.now,
            now: net.was,
        });
        let sheets =
            self.sheets.into_iter().map(|(print, sheet, failed)| Change::CardsSheet { print, sheet, failed });
        edits.chain(settings).chain(sheets).collect()
    }
}

/// How one number of one pupil goes back.
enum Back {
    /// Added by the action and open: closed by removing.
    Remove,
    /// Opened again by the action: closed as before.
    End(chrono::NaiveDate),
    /// Added and closed by the action: opened for a moment, then removed.
    Forget(chrono::NaiveDate),
    /// Closed by the action: opened.
    Reopen(chrono::NaiveDate),
}

struct Numbers {
    back: BTreeMap<PupilId, Vec<(ExternalNumber, Back)>>,
    /// Pupils whose numbers stay.
    kept: BTreeSet<PupilId>,
    /// Who holds each number of the action open now.
    open: BTreeMap<ExternalNumber, PupilId>,
    /// The periods as the action left them.
    left_by_action: Vec<(ExternalNumber, NumberRecord)>,
}

impl Numbers {
    fn read(action: &[Change], records: &impl Records) -> Result<Self, Problem> {
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

    fn drop_pupils(&mut self, pupils: &BTreeSet<PupilId>) {
        self.kept.extend(pupils);
    }

    fn is_kept(&self, pupil: PupilId) -> bool {
        self.back.contains_key(&pupil) && self.kept.contains(&pupil)
    }

    /// Keeps also those whose number would meet another open holder, until nothing changes.
    fn settle(&mut self) {
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

    fn back(&self) -> Vec<Change> {
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
