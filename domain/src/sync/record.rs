//! Records: what stands, one thing at a time, under a kind and an identity. The server keeps them,
//! the laptop's mirror is a copy; on the way they are JSON. Reading the [`State`] of a change out of
//! them and carrying out its writes is the same for both.
//!
//! [`State`]: super::apply::State

mod follow;
mod keys;
mod parse;
mod state;
mod whole;

pub use follow::follow;
pub use keys::wanted;
pub use state::{GroupOf, Print, state};
pub use whole::{OF_PUPIL_BY_BODY, OF_PUPIL_BY_ID, owners, pupil_of_id};

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use uuid::Uuid;

use super::merge::{Alias, LONGEST_CHAIN};
use super::op::{Cell, ExternalNumber, OpId};
use super::wire::Rev;
use crate::attendance::HalfDay;
use crate::pupil::{PupilField, PupilId};
use crate::school_year::SchoolYear;

/// Identity of a laptop's profile, given at enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub Uuid);

/// Kind of a record that this program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A [`PupilRecord`](super::apply::PupilRecord); id: the pupil.
    Pupil,
    /// Who carries a Stamboek code; id: the code.
    Tag,
    /// Periods of a number of another system; id: system, database and value.
    Number,
    /// A print of barcode sheets; id: the print.
    Print,
    /// A mark; id: the cell.
    Attendance,
    /// A register that was taken; id: day, half and class.
    Roll,
    /// An enrolment in a class; id: the enrolment.
    Enrolment,
    /// An enrolment in the school; id: the enrolment.
    SchoolEnrolment,
    /// An enrolment in a group with its pupil; id: the enrolment.
    GroupEnrolment,
    /// A fact about a pupil; id: pupil and key.
    Fact,
    /// A setting of the school; id: its name.
    Setting,
    /// A [`Conflict`](super::conflict::Conflict); id: its subject.
    Conflict,
    /// A [`Held`](super::conflict::Held) entry; id: the op.
    Held,
    /// How a pupil hangs together with others through merges, an
    /// [`Alias`]; id: the pupil.
    Alias,
    /// Which held entries wait for a record; id: its kind and id. Of the server alone.
    Waiting,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Pupil,
        Self::Tag,
        Self::Number,
        Self::Print,
        Self::Attendance,
        Self::Roll,
        Self::Enrolment,
        Self::SchoolEnrolment,
        Self::GroupEnrolment,
        Self::Fact,
        Self::Setting,
        Self::Conflict,
        Self::Held,
        Self::Alias,
        Self::Waiting,
    ];

    /// As it travels and is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pupil => "pupil",
            Self::Tag => "tag",
            Self::Number => "number",
            Self::Print => "print",
            Self::Attendance => "attendance",
            Self::Roll => "roll",
            Self::Enrolment => "enrolment",
            Self::SchoolEnrolment => "school_enrolment",
            Self::GroupEnrolment => "group_enrolment",
            Self::Fact => "fact",
            Self::Setting => "setting",
            Self::Conflict => "conflict",
            Self::Held => "held",
            Self::Alias => "alias",
            Self::Waiting => "waiting",
        }
    }

    /// Whether laptops get it, and digests count it: the rest is for the server's own decisions.
    pub fn travels(self) -> bool {
        !matches!(self, Self::Tag | Self::Waiting)
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// Its kind.
    pub kind: Kind,
    /// Its identity within the kind.
    pub id: String,
}

impl RecordKey {
    /// A record of this kind.
    pub fn new(kind: Kind, id: impl ToString) -> Self {
        Self { kind, id: id.to_string() }
    }

    /// A pupil.
    pub fn pupil(pupil: PupilId) -> Self {
        Self::new(Kind::Pupil, pupil.0)
    }

    /// How a pupil hangs together with others.
    pub fn alias(pupil: PupilId) -> Self {
        Self::new(Kind::Alias, pupil.0)
    }

    /// A number. Slashes and percent signs in its parts are written as `%2F` and `%25`.
    pub fn number(number: &ExternalNumber) -> Self {
        let parts = [&number.system, &number.database, &number.value];
        let parts = parts.map(|part| part.replace('%', "%25").replace('/', "%2F"));
        Self::new(Kind::Number, parts.join("/"))
    }

    /// The number of which this is the identity.
    pub fn read_number(id: &str) -> Option<ExternalNumber> {
        let part = |text: &str| text.replace("%2F", "/").replace("%25", "%");
        let mut parts = id.split('/').map(part);
        let (system, database, value) = (parts.next()?, parts.next()?, parts.next()?);
        parts.next().is_none().then_some(ExternalNumber { system, database, value })
    }

    /// A cell of the attendance register.
    pub fn cell(cell: Cell) -> Self {
        Self::new(Kind::Attendance, String::from(cell))
    }

    /// A register. The class comes last, for it may hold anything.
    pub fn roll(class: &str, at: HalfDay) -> Self {
        Self::new(Kind::Roll, format!("{}/{}/{class}", at.day, at.half.as_str()))
    }

    /// A fact about a pupil.
    pub fn fact(pupil: PupilId, key: &str) -> Self {
        Self::new(Kind::Fact, format!("{}/{key}", pupil.0))
    }

    /// Calendar year in which the record's school year begins: marks and taken registers have one.
    pub fn year(&self) -> Option<u16> {
        let day = match self.kind {
            Kind::Attendance => self.id.split('/').nth(1)?,
            Kind::Roll => self.id.split('/').next()?,
            _ => return None,
        };
        SchoolYear::of(day.parse().ok()?).ok().map(SchoolYear::begin_year)
    }
}

/// Who entered what stands there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The op that it came with.
    pub op: OpId,
    /// On which laptop.
    pub device: DeviceId,
    /// Who, by the name given on that laptop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// When, by that laptop's clock; decides nothing.
    pub at: DateTime<FixedOffset>,
}

/// The JSON of a record.
#[derive(Clone, Serialize, Deserialize)]
pub struct Body<T> {
    /// What stands there; `None` only where `erased`.
    pub value: Option<T>,
    /// Who entered it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// Of a pupil: who entered which field, as far as it was edited.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<PupilField, Author>,
    /// The person was erased (GDPR): nothing can be entered any more (sync.md C18).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
}

impl<T> Body<T> {
    /// What this author entered.
    pub fn new(value: T, by: &Author) -> Self {
        Self { value: Some(value), by: Some(by.clone()), fields: BTreeMap::new(), erased: false }
    }
}

/// A record as it is stored.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// Revision in which it came to stand so; 0 for what was never there.
    pub rev: Rev,
    /// A [`Body`]; `None` for what is gone or never was.
    pub body: Option<Box<RawValue>>,
}

/// Records that were read, also those that are not there, and what became of them.
#[derive(Clone, Default)]
pub struct Records {
    found: BTreeMap<RecordKey, Stored>,
    written: BTreeMap<RecordKey, Option<Box<RawValue>>>,
}

impl Records {
    /// Adds what was read: [`Stored::default`] for what is not there.
    pub fn read(&mut self, key: RecordKey, stored: Stored) {
        self.found.insert(key, stored);
    }

    /// Whether the record was read.
    pub fn has(&self, key: &RecordKey) -> bool {
        self.found.contains_key(key)
    }

    /// What was written: where it stood before (0: it was not there, or was gone) and the new body.
    pub fn written(&self) -> impl Iterator<Item = (&RecordKey, Stored, &Option<Box<RawValue>>)> {
        self.written.iter().map(|(key, body)| (key, self.found.get(key).cloned().unwrap_or_default(), body))
    }

    /// The record, if it is there. What cannot be read counts as absent: it was written by another
    /// program, and is left alone since every write of ours reads first.
    pub fn get<T: DeserializeOwned>(&self, key: &RecordKey) -> Option<Body<T>> {
        let body = match self.written.get(key) {
            Some(body) => body.as_ref(),
            None => self.found.get(key)?.body.as_ref(),
        };
        serde_json::from_str(body?.get()).ok()
    }

    /// Its value alone.
    pub fn value<T: DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        self.get(key)?.value
    }

    /// Every record that was read or written, of these kinds.
    pub fn keys(&self, kinds: &[Kind]) -> BTreeSet<&RecordKey> {
        let all = self.found.keys().chain(self.written.keys());
        all.filter(|key| kinds.contains(&key.kind)).collect()
    }

    /// With whom a pupil was merged, as far as that was read.
    pub fn merged_into(&self, pupil: PupilId) -> Option<PupilId> {
        Some(self.value::<Alias>(&RecordKey::alias(pupil))?.gone?.to)
    }

    /// The pupil, and with whom it was merged one after the other, as far as that was read.
    pub fn merged_through(&self, pupil: PupilId) -> impl Iterator<Item = PupilId> {
        let with = |one: &PupilId| Some(self.value::<Alias>(&RecordKey::alias(*one))?.gone?.with);
        std::iter::successors(Some(pupil), with).take(LONGEST_CHAIN)
    }

    /// Writes the record.
    pub fn put<T: Serialize>(&mut self, key: RecordKey, body: &Body<T>) {
        // Our own types always become JSON.
        if let Ok(body) = to_raw_value(body) {
            self.written.insert(key, Some(body));
        }
    }

    /// Whether everything that was written had been read before: otherwise something was overwritten
    /// unseen.
    pub fn are_sound(&self) -> bool {
        self.written.keys().all(|key| self.found.contains_key(key))
    }

    /// The record is gone.
    pub fn remove(&mut self, key: RecordKey) {
        self.written.insert(key, None);
    }
}

#[cfg(test)]
mod tests;
