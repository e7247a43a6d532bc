//! Two pupils that are one child (sync.md 10, C10, C12, C13): what is kept of a merge so that it can
//! be taken back, and how whatever is still entered about the one reaches the other.
//!
//! Why so: docs/decisions, "Merging pupils".

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::apply::{EnrolmentRecord, NumberRecord, PupilRecord, Write};
use super::conflict::Conflict;
use super::op::{Change, ExternalNumber, FieldChange, PrintedCard};
use super::parts::pupils_about;
use super::record::Kind;
use crate::attendance::{HalfDay, Mark};
use crate::enrolment::{EnrolmentId, GroupEnrolment, GroupEnrolmentId, SchoolEnrolment, SchoolEnrolmentId};
use crate::pupil::PupilId;

/// Steps from a merged pupil to the one who stands, at most: a longer chain is damage.
pub const LONGEST_CHAIN: usize = 64;

/// How a pupil hangs together with others through merges.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Alias {
    /// The pupil was merged with another, and is no longer shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Gone>,
    /// Who were merged with this pupil, themselves.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub of: BTreeSet<PupilId>,
}

/// With whom a pupil was merged, and what went over.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Gone {
    /// With whom, at the time.
    pub with: PupilId,
    /// The pupil who stands: the same, or the one with whom that one was merged in turn.
    pub to: PupilId,
    /// What went over, and what was entered since under the old name: all of it goes back.
    pub moved: Vec<Thing>,
    /// Fields of the other that were chosen at the merge, as they were and became.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldChange>,
}

impl Alias {
    /// Whether it says nothing, and so need not be.
    pub fn is_empty(&self) -> bool {
        self.gone.is_none() && self.of.is_empty()
    }
}

/// One thing that belongs to a pupil.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    /// A mark, as it was.
    Cell {
        /// When.
        at: HalfDay,
        /// What stood there.
        mark: Mark,
    },
    /// A fact, as it was.
    Fact {
        /// Which.
        key: String,
        /// What it said.
        value: String,
    },
    /// A period of a number.
    Number {
        /// Which number.
        number: ExternalNumber,
        /// Its first day.
        from: NaiveDate,
    },
    /// An enrolment in a class.
    Enrolment(EnrolmentId),
    /// An enrolment in the school.
    School(SchoolEnrolmentId),
    /// An enrolment in a group.
    Group(GroupEnrolmentId),
    /// A sticker.
    Card {
        /// Of which print.
        print: Uuid,
        /// On which sheet.
        sheet: u32,
        /// What its barcode holds.
        payload: String,
    },
}

impl Thing {
    /// Whether both are one place, whatever stands there.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Cell { at, .. }, Self::Cell { at: other, .. }) => at == other,
            (Self::Fact { key, .. }, Self::Fact { key: other, .. }) => key == other,
            (one, other) => one == other,
        }
    }

    /// What a step brings to a pupil; `None` where it brings nothing that could go over.
    fn of(write: &Write) -> Option<Self> {
        Some(match write {
            Write::Cell { cell, mark: Some(mark) } => Self::Cell { at: cell.at, mark: (*mark).clone() },
            Write::Fact { key, value: Some(value), .. } => {
                Self::Fact { key: (*key).to_owned(), value: (*value).to_owned() }
            }
            Write::Number { number, period } => Self::Number { number: (*number).clone(), from: period.from },
            Write::Enrolment { id, .. } => Self::Enrolment(*id),
            Write::School(school) => Self::School(school.id),
            Write::Group(_, group) => Self::Group(group.id),
            _ => return None,
        })
    }
}

impl Gone {
    /// Something was entered under the old name: it goes back with the rest.
    pub fn came(&mut self, writes: &[Write]) {
        for thing in writes.iter().filter_map(Thing::of) {
            self.moved.retain(|one| !one.is_same(&thing));
            self.moved.push(thing);
        }
    }
}

/// Everything that belongs to one pupil.
#[derive(Clone, Default)]
pub struct Whole {
    /// The pupil, also one who was taken back or merged.
    pub pupil: Option<PupilRecord>,
    /// Marks.
    pub cells: BTreeMap<HalfDay, Mark>,
    /// Facts.
    pub facts: BTreeMap<String, String>,
    /// Periods of numbers.
    pub numbers: Vec<(ExternalNumber, NumberRecord)>,
    /// Enrolments in classes.
    pub enrolments: BTreeMap<EnrolmentId, EnrolmentRecord>,
    /// Enrolments in the school.
    pub schools: BTreeMap<SchoolEnrolmentId, SchoolEnrolment>,
    /// Enrolments in groups.
    pub groups: BTreeMap<GroupEnrolmentId, GroupEnrolment>,
    /// Stickers with their prints.
    pub cards: Vec<(Uuid, PrintedCard)>,
    /// Conflicts by their subject.
    pub conflicts: BTreeMap<String, Conflict>,
}

impl Whole {
    /// What belongs to the pupil, thing by thing.
    pub fn things(&self) -> Vec<Thing> {
        let cells = self.cells.iter().map(|(at, mark)| Thing::Cell { at: *at, mark: mark.clone() });
        let facts =
            self.facts.iter().map(|(key, value)| Thing::Fact { key: key.clone(), value: value.clone() });
        let numbers = self
            .numbers
            .iter()
            .map(|(number, period)| Thing::Number { number: number.clone(), from: period.from });
        let cards = self.cards.iter().map(|(print, card)| Thing::Card {
            print: *print,
            sheet: card.sheet,
            payload: card.payload.clone(),
        });
        let enrolments = self.enrolments.keys().copied().map(Thing::Enrolment);
        let schools = self.schools.keys().copied().map(Thing::School);
        let groups = self.groups.keys().copied().map(Thing::Group);
        cells
            .chain(facts)
            .chain(numbers)
            .chain(enrolments)
            .chain(schools)
            .chain(groups)
            .chain(cards)
            .collect()
    }

    /// Whether something stands in that place.
    pub fn has_place_of(&self, thing: &Thing) -> bool {
        match thing {
            Thing::Cell { at, .. } => self.cells.contains_key(at),
            Thing::Fact { key, .. } => self.facts.contains_key(key),
            other => self.has(other),
        }
    }

    /// Whether exactly this belongs to the pupil.
    pub fn has(&self, thing: &Thing) -> bool {
        match thing {
            Thing::Cell { at, mark } => self.cells.get(at) == Some(mark),
            Thing::Fact { key, value } => self.facts.get(key) == Some(value),
            Thing::Number { number, from } => {
                self.numbers.iter().any(|(one, period)| one == number && period.from == *from)
            }
            Thing::Enrolment(id) => self.enrolments.contains_key(id),
            Thing::School(id) => self.schools.contains_key(id),
            Thing::Group(id) => self.groups.contains_key(id),
            Thing::Card { print, sheet, payload } => self
                .cards
                .iter()
                .any(|(one, card)| one == print && card.sheet == *sheet && card.payload == *payload),
        }
    }
}

/// The two pupils of a merge, and all who hang together with them.
#[derive(Clone, Default)]
pub struct Family {
    /// The one who is merged, or was.
    pub from: Whole,
    /// The one who stands.
    pub to: Whole,
    /// How these two, and whoever was merged with them before, hang together.
    pub aliases: BTreeMap<PupilId, Alias>,
}

impl Family {
    /// With whom the pupil was merged.
    pub fn gone(&self, pupil: PupilId) -> Option<&Gone> {
        self.aliases.get(&pupil)?.gone.as_ref()
    }
}

/// Everybody who was merged with this pupil, one through the other.
pub fn merged_with(pupil: PupilId, alias: impl Fn(PupilId) -> Option<Alias>) -> BTreeSet<PupilId> {
    let mut all = BTreeSet::new();
    let mut next = vec![pupil];
    while let Some(one) = next.pop() {
        let of = alias(one).map(|alias| alias.of).unwrap_or_default();
        next.extend(of.into_iter().filter(|one| all.insert(*one)));
    }
    all.remove(&pupil);
    all
}

/// The chain of merges has no end, or is longer than any can be: the data are damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndlessChain;

/// The pupil who stands, from one who may have been merged.
///
/// # Errors
/// [`EndlessChain`].
pub fn final_pupil(
    pupil: PupilId,
    merged_into: impl Fn(PupilId) -> Option<PupilId>,
) -> Result<PupilId, EndlessChain> {
    let mut at = pupil;
    for _ in 0..LONGEST_CHAIN {
        match merged_into(at) {
            Some(next) => at = next,
            None => return Ok(at),
        }
    }
    Err(EndlessChain)
}

/// The change with the pupils who stand in the place of those who were merged; `None` where that is
/// the change itself. What is about the existence of a pupil stays about that pupil.
///
/// # Errors
/// [`EndlessChain`].
pub fn redirected(
    change: &Change,
    merged_into: &dyn Fn(PupilId) -> Option<PupilId>,
) -> Result<Option<Change>, EndlessChain> {
    let named = match change {
        Change::PupilCreate { .. } | Change::PupilRemove { .. } | Change::PupilUnmerge { .. } => {
            return Ok(None);
        }
        Change::PupilMerge { from, to, fields } => {
            let end = final_pupil(*to, merged_into)?;
            let merge = || Change::PupilMerge { from: *from, to: end, fields: fields.clone() };
            return Ok((end != *to && end != *from).then(merge));
        }
        // Whom a pupil is merged with is about the pupil that was named.
        Change::ConflictResolve { conflict, offers, choose, reason } if is_about_merging(conflict) => {
            let Some(merge) = choose else { return Ok(None) };
            let resolve = |merge| Change::ConflictResolve {
                conflict: conflict.clone(),
                offers: offers.clone(),
                choose: Some(Box::new(merge)),
                reason: reason.clone(),
            };
            return Ok(redirected(merge, merged_into)?.map(resolve));
        }
        other => pupils_about(other),
    };
    let mut redirected = None;
    for pupil in named {
        let end = final_pupil(pupil, merged_into)?;
        if end != pupil {
            let now = redirected.as_ref().unwrap_or(change);
            redirected = renamed(now, pupil, end).or(redirected);
        }
    }
    Ok(redirected)
}

/// Whether the subject is with whom a pupil is merged.
pub fn is_about_merging(subject: &str) -> bool {
    subject.strip_prefix(Kind::Alias.as_str()).is_some_and(|rest| rest.starts_with('/'))
}

/// The same with every mention of one pupil become the other: by the text, so that no kind of
/// change can be forgotten.
pub(super) fn renamed<T: Serialize + DeserializeOwned>(value: &T, from: PupilId, to: PupilId) -> Option<T> {
    let text = serde_json::to_string(value).ok()?;
    serde_json::from_str(&text.replace(&from.0.to_string(), &to.0.to_string())).ok()
}
