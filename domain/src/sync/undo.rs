//! Taking back one action: which new changes put everything back as it was, in an order that
//! breaks no rule on the way, and what must be left alone since somebody changed it afterwards.
//!
//! Pure: the records are handed in.

mod decisions;
mod enrolments;
mod merges;
mod numbers;
mod register;
mod values;

use std::collections::BTreeSet;

use uuid::Uuid;

use super::apply::{NumberRecord, State};
use super::op::{Cell, Change, ExternalNumber, OpId};
use crate::attendance::HalfDay;
use crate::enrolment::{EnrolmentId, GroupEnrolmentId, SchoolEnrolmentId};
use crate::problem::Problem;
use crate::pupil::{PupilField, PupilId};
use numbers::Numbers;
use values::Values;

/// What hangs on a pupil and forbids taking the pupil back.
#[derive(Default)]
pub struct Attached {
    /// Numbers, open and closed, with their periods.
    pub numbers: Vec<(ExternalNumber, NumberRecord)>,
    /// Prints with a card of this pupil that were not taken back.
    pub prints: BTreeSet<Uuid>,
    /// Enrolments that were not cancelled.
    pub enrolments: BTreeSet<EnrolmentId>,
    /// Enrolments in the school whose opening was not taken back.
    pub schools: BTreeSet<SchoolEnrolmentId>,
    /// Enrolments in groups.
    pub groups: BTreeSet<GroupEnrolmentId>,
    /// Facts beside the fields.
    pub facts: BTreeSet<String>,
    /// Marks in the attendance register.
    pub marks: usize,
    /// Merged with another pupil, or another with this one.
    pub merged: bool,
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
    /// With whom a pupil is merged.
    Merge(PupilId),
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
    /// An enrolment in the school.
    School(SchoolEnrolmentId),
    /// An enrolment in a group.
    Group(GroupEnrolmentId),
    /// A fact about a pupil.
    Fact(PupilId, String),
    /// A setting.
    Setting(String),
    /// A question, by the subject of its conflict.
    Conflict(String),
}

/// What a change is about; several things only for `pupil.edit` and `attendance.set`.
pub fn keys(change: &Change) -> Vec<Key> {
    match change {
        Change::PupilCreate { pupil, .. } | Change::PupilRemove { pupil } => vec![Key::Pupil(*pupil)],
        Change::PupilMerge { from, .. } | Change::PupilUnmerge { from, .. } => vec![Key::Merge(*from)],
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
        Change::EnrolmentSet { schools, groups, .. } => {
            let schools =
                schools.iter().filter_map(|change| change.now.as_ref()).map(|one| Key::School(one.id));
            let groups = groups.iter().filter_map(|change| change.now.as_ref().or(change.was.as_ref()));
            schools.chain(groups.map(|one| Key::Group(one.id))).collect()
        }
        Change::FactSet { pupil, key, .. } => vec![Key::Fact(*pupil, key.clone())],
        Change::SettingSet { key, .. } => vec![Key::Setting(key.clone())],
        Change::ConflictResolve { conflict, choose, .. } => {
            let chosen = choose.as_deref().map(keys).unwrap_or_default();
            chosen.into_iter().chain([Key::Conflict(conflict.clone())]).collect()
        }
        Change::ConflictReopen { conflict, .. } => vec![Key::Conflict(conflict.clone())],
        Change::HeldDismiss { .. } => Vec::new(),
    }
}

/// What of an action its undo took back, to be done again: the action's own changes, in their
/// order, as far as the undo is about them.
pub fn again(action: Vec<Change>, undo: &[Change]) -> Vec<Change> {
    let undone: BTreeSet<Key> = undo.iter().flat_map(keys).collect();
    let mut changes = Vec::new();
    for change in action {
        match decisions::as_far_as_undone(change, &undone) {
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

/// Plans the undo of one action, given its changes that had effect, in their order.
///
/// A pupil's numbers stand or fall together, so that nobody is left without one; the same holds
/// for everything about a pupil that the action made. All closing of numbers comes before all
/// opening, so a swap or a chain goes back as it came: at once. A question is open again where all
/// that its decision put in force goes back.
///
/// # Errors
/// Those of `records`; `MergeRefused` for a merge under a later one.
pub fn plan(entries: &[(OpId, Change)], records: &impl Records) -> Result<Undo, Problem> {
    let action = &decisions::carried_out(entries)[..];
    let values = Values::read(action, records)?;
    let register = register::Register::read(action, records)?;
    let enrolments = enrolments::Enrolments::read(action, records)?;
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
        let strange_entry =
            register.is_strange(*pupil, &attached) || enrolments.is_strange(*pupil, &attached);
        if attached.merged
            || strange_number
            || strange_print
            || strange_entry
            || values.changed.contains(pupil)
        {
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

    let mut changes = merges::back(action, records)?;
    changes.extend(numbers.back());
    changes.extend(register.back(&worked_on));
    changes.extend(enrolments.back(&worked_on));
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
    let reopened = decisions::reopened(entries, &done, records)?;
    done.extend(reopened.iter().flat_map(keys));
    changes.extend(reopened);
    // An entry that was put aside has nothing to go back to.
    let whole = |change: &&Change| {
        let keys = keys(change);
        !keys.is_empty() && keys.iter().all(|key| done.contains(key))
    };
    let undone = entries.iter().map(|(_, change)| change).filter(whole).count() as u32;
    Ok(Undo { changes, undone, kept: entries.len() as u32 - undone })
}
