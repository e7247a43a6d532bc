//! What of records and entries is about a person: to show it to her, and to take it away (GDPR;
//! security.md S66, S69; sync.md C18). What is about several people is divided: the rest stays.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::{RawValue, to_raw_value};

use super::apply::{EnrolmentRecord, NumberRecord, PupilRecord};
use super::conflict::{Conflict, Held};
use super::merge::Alias;
use super::op::{Change, Op, OpId};
use super::parts::named_pupils;
use super::record::{Body, GroupOf, Kind, Print};
use crate::enrolment::SchoolEnrolment;
use crate::pupil::PupilId;

/// Whom it is about, and under which names that is found.
#[derive(Clone, Default)]
pub struct Person {
    /// The pupil, and those who were merged with her.
    pub pupils: BTreeSet<PupilId>,
    /// Subjects of conflicts about her.
    pub subjects: BTreeSet<String>,
    /// Her entries that are held.
    pub ops: BTreeSet<OpId>,
    /// All her names are known: whoever hangs together with her otherwise is somebody else.
    named: bool,
}

/// How much of a thing is about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share<T> {
    /// Nothing.
    None,
    /// All of it.
    All,
    /// Both hers and others'.
    Part {
        /// Hers alone.
        hers: T,
        /// What stays when hers is taken out.
        rest: T,
    },
}

impl<T> Share<T> {
    fn map<U>(self, of: impl Fn(T) -> U) -> Share<U> {
        match self {
            Self::None => Share::None,
            Self::All => Share::All,
            Self::Part { hers, rest } => Share::Part { hers: of(hers), rest: of(rest) },
        }
    }

    /// Of many things, the list `whole` put together again by `list`.
    fn of_many<I>(items: Vec<I>, is_hers: impl Fn(&I) -> bool, list: impl Fn(Vec<I>) -> T) -> Self {
        let (hers, rest): (Vec<I>, Vec<I>) = items.into_iter().partition(is_hers);
        match (hers.is_empty(), rest.is_empty()) {
            (true, _) => Self::None,
            (false, true) => Self::All,
            (false, false) => Self::Part { hers: list(hers), rest: list(rest) },
        }
    }
}

impl Person {
    /// Who is known under this identity, and under those that [`learn`](Self::learn) adds: everybody who
    /// was merged with her, one through the other.
    pub fn new(pupil: PupilId) -> Self {
        Self { pupils: BTreeSet::from([pupil]), ..Self::default() }
    }

    /// Who is known under these identities and no others. An old backup may hold a merge that was taken
    /// back before she was erased: then the other one is not she.
    pub fn named(pupils: BTreeSet<PupilId>) -> Self {
        Self { pupils, named: true, ..Self::default() }
    }

    /// Whether the text names her.
    pub fn is_named(&self, text: &str) -> bool {
        self.pupils.iter().any(|pupil| text.contains(&pupil.0.to_string()))
    }

    /// What of a change is about her.
    pub fn of_change(&self, change: &Change) -> Share<Change> {
        match change {
            Change::AttendanceSet { items } => {
                let is_hers = |item: &super::op::CellChange| self.pupils.contains(&item.key.pupil);
                Share::of_many(items.clone(), is_hers, |items| Change::AttendanceSet { items })
            }
            Change::CardsPrint { print, label, cards } => {
                let is_hers = |card: &super::op::PrintedCard| self.pupils.contains(&card.pupil);
                let list = |cards| Change::CardsPrint { print: *print, label: label.clone(), cards };
                Share::of_many(cards.clone(), is_hers, list)
            }
            whole if self.is_about(whole) => Share::All,
            _ => Share::None,
        }
    }

    fn touches(&self, change: &Change) -> bool {
        !matches!(self.of_change(change), Share::None)
    }

    fn is_about(&self, change: &Change) -> bool {
        match change {
            Change::HeldDismiss { op, .. } => self.ops.contains(op),
            Change::ConflictResolve { conflict, choose, .. } => {
                self.subjects.contains(conflict)
                    || self.is_named(conflict)
                    || choose.as_ref().is_some_and(|chosen| self.is_about(chosen))
            }
            Change::ConflictReopen { conflict, .. } => {
                self.subjects.contains(conflict) || self.is_named(conflict)
            }
            Change::PupilCreate { pupil, .. } => self.pupils.contains(pupil),
            other => named_pupils(other).iter().any(|pupil| self.pupils.contains(pupil)),
        }
    }

    /// What of the text of an op is about her. A remark stays with neither part of a divided one:
    /// whom it speaks of is not known.
    pub fn of_op(&self, text: &str) -> Share<String> {
        let Ok(op) = serde_json::from_str::<Op>(text) else { return self.of_text(text) };
        self.of_change(&op.change).map(|change| {
            // Our own types always become JSON.
            serde_json::to_string(&Op { change, note: None, ..op.clone() }).unwrap_or_default()
        })
    }

    fn of_text<T>(&self, text: &str) -> Share<T> {
        if self.is_named(text) { Share::All } else { Share::None }
    }

    /// What of a record is about her. Read conflicts and held entries before the rest: what is found
    /// there is added by [`learn`](Self::learn).
    pub fn of_record(&self, kind: &str, id: &str, body: &RawValue) -> Share<Box<RawValue>> {
        let of_pupil = |pupil: PupilId| -> Share<()> {
            if self.pupils.contains(&pupil) { Share::All } else { Share::None }
        };
        match Kind::parse(kind) {
            Some(Kind::Roll | Kind::Setting) => Share::None,
            Some(Kind::Tag) => divide(body, of_pupil),
            Some(Kind::Number) => divide(body, |periods: Vec<NumberRecord>| {
                Share::of_many(periods, |period| self.pupils.contains(&period.pupil), |all| all)
            }),
            Some(Kind::Print) => divide(body, |print: Print| {
                let list = |cards| Print { cards, ..print.clone() };
                let cards = print.cards.clone();
                // A print stays, also without a card in it: its sheets were there.
                match Share::of_many(cards, |card| self.pupils.contains(&card.pupil), list) {
                    Share::All => Share::Part { hers: print.clone(), rest: list(Vec::new()) },
                    other => other,
                }
            }),
            Some(Kind::Enrolment) => divide(body, |record: EnrolmentRecord| of_pupil(record.enrolment.pupil)),
            Some(Kind::SchoolEnrolment) => divide(body, |school: SchoolEnrolment| of_pupil(school.pupil)),
            Some(Kind::GroupEnrolment) => divide(body, |group: GroupOf| of_pupil(group.pupil)),
            Some(Kind::Conflict) => divide(body, |conflict| self.of_conflict(conflict)),
            Some(Kind::Held) => divide(body, |held| self.of_held(held)),
            Some(Kind::Alias) if !self.is_named(id) => divide(body, |alias| self.of_alias(alias)),
            Some(Kind::Waiting) => match self.is_named(id) {
                true => Share::All,
                false => {
                    divide(body, |ops: Vec<OpId>| Share::of_many(ops, |op| self.ops.contains(op), |all| all))
                }
            },
            // Kinds whose identity begins with the pupil's, and those of a later program.
            _ => match self.is_named(id) {
                true => Share::All,
                false => self.of_text(body.get()),
            },
        }
    }

    /// Keeps under which names more about her is found: of a conflict, a held entry or a merge about her.
    pub fn learn(&mut self, kind: &str, id: &str) {
        match Kind::parse(kind) {
            Some(Kind::Conflict) => drop(self.subjects.insert(id.to_owned())),
            Some(Kind::Held) => self.ops.extend(id.parse().ok().map(OpId)),
            // With whom somebody was merged stands under her other name.
            Some(Kind::Alias) if !self.named => self.pupils.extend(id.parse().ok().map(PupilId)),
            _ => {}
        }
    }

    /// How somebody else hangs together with her. Until it is known that this one is she as well, what
    /// hangs together with others stays.
    fn of_alias(&self, alias: Alias) -> Share<Alias> {
        let hers = |pupil: &PupilId| self.pupils.contains(pupil);
        if alias.gone.as_ref().is_some_and(|gone| hers(&gone.with) || hers(&gone.to)) {
            return Share::All;
        }
        let list = |of: Vec<PupilId>| Alias { gone: alias.gone.clone(), of: of.into_iter().collect() };
        match Share::of_many(alias.of.iter().copied().collect(), hers, list) {
            Share::All if alias.gone.is_some() => {
                let rest = Alias { of: BTreeSet::new(), ..alias.clone() };
                Share::Part { hers: Alias { gone: None, ..alias }, rest }
            }
            share => share,
        }
    }

    fn of_conflict(&self, conflict: Conflict) -> Share<Conflict> {
        let about = conflict.pupil.is_some_and(|pupil| self.pupils.contains(&pupil));
        let pupil = conflict.pupil.filter(|_| !about);
        let list = |offers| Conflict { pupil, offers, ..conflict.clone() };
        let is_hers = |offer: &super::conflict::Offer| self.touches(&offer.change);
        match Share::of_many(conflict.offers.clone(), is_hers, list) {
            Share::None if about && conflict.offers.is_empty() => Share::All,
            other => other,
        }
    }

    fn of_held(&self, held: Held) -> Share<Held> {
        if let Some(entry) = &held.entry {
            return self.of_text(entry.get());
        }
        let list = |parts| Held { parts, ..held.clone() };
        let is_hers = |part: &super::conflict::HeldPart| self.touches(&part.change);
        Share::of_many(held.parts.clone(), is_hers, list)
    }
}

fn divide<T, U>(body: &RawValue, of: impl FnOnce(T) -> Share<U>) -> Share<Box<RawValue>>
where
    T: DeserializeOwned,
    U: Serialize,
{
    let Ok(whole) = serde_json::from_str::<Body<T>>(body.get()) else { return Share::None };
    let Some(value) = whole.value else { return Share::None };
    let (by, fields, erased) = (whole.by, whole.fields, whole.erased);
    let written = |value: U| {
        let body = Body { value: Some(value), by: by.clone(), fields: fields.clone(), erased };
        // Our own types always become JSON.
        to_raw_value(&body).unwrap_or_default()
    };
    of(value).map(written)
}

/// The record of a pupil who was erased: nothing can be entered about her any more.
pub fn erased_pupil() -> Box<RawValue> {
    let body = Body::<PupilRecord> { value: None, by: None, fields: Default::default(), erased: true };
    to_raw_value(&body).unwrap_or_default()
}

/// Whether the identity of a record says something about the person itself: then not even a
/// tombstone stays of it.
pub fn id_tells(kind: &str, id: &str) -> bool {
    let number = format!("{}/", Kind::Number.as_str());
    matches!(Kind::parse(kind), Some(Kind::Number | Kind::Tag)) || id.starts_with(&number)
}

/// An op about people who were erased, without what is about them: what a laptop still sends of
/// them is stored empty (sync.md C18).
pub fn without(text: String, erased: &BTreeSet<PupilId>) -> String {
    if erased.is_empty() {
        return text;
    }
    let person = Person { pupils: erased.clone(), ..Person::default() };
    match person.of_op(&text) {
        Share::None => text,
        Share::All => String::new(),
        Share::Part { rest, .. } => rest,
    }
}

/// Every pupil that a change is about, one who is new in it too.
pub fn everybody(change: &Change) -> BTreeSet<PupilId> {
    let mut all = named_pupils(change);
    if let Change::PupilCreate { pupil, .. } = change {
        all.insert(*pupil);
    }
    all
}

#[cfg(test)]
mod tests;
