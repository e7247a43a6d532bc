//! The op: one immutable entry made by a person or by an import, with what was seen before
//! (`was`) and what it became (`now`).

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::attendance::{Half, HalfDay, Mark};
use crate::enrolment::{Enrolment, EnrolmentId, GroupEnrolment, SchoolEnrolment};
use crate::pupil::{PupilField, PupilId};

pub use crate::number::ExternalNumber;

/// Idempotency key of an op.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OpId(pub Uuid);

/// What one action of a person consists of: undone as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BatchId(pub Uuid);

/// One field, from what the person saw to what it became. `None` is an empty field.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which field.
    pub field: PupilField,
    /// What the person saw.
    pub was: Option<String>,
    /// What it became.
    pub now: Option<String>,
}

/// One sticker on one sheet of a print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedCard {
    /// Whose card.
    pub pupil: PupilId,
    /// The text that the barcode holds.
    pub payload: String,
    /// Sheet in the print, from 1.
    pub sheet: u32,
}

/// One cell of the attendance register: a pupil and a half day. Travels as
/// `<pupil>/2026-11-23/VM`, its natural key (sync.md 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cell {
    /// Whose.
    pub pupil: PupilId,
    /// When.
    pub at: HalfDay,
}

impl From<Cell> for String {
    fn from(cell: Cell) -> Self {
        format!("{}/{}/{}", cell.pupil.0, cell.at.day, cell.at.half.as_str())
    }
}

impl TryFrom<String> for Cell {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut parts = text.split('/');
        let (Some(pupil), Some(day), Some(half), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err("cell");
        };
        let half = Half::BOTH.into_iter().find(|one| one.as_str() == half).ok_or("half")?;
        let at = HalfDay { day: day.parse().map_err(|_| "day")?, half };
        Ok(Self { pupil: PupilId(Uuid::parse_str(pupil).map_err(|_| "pupil")?), at })
    }
}

/// One cell, from what the person saw to what it became. `None` is an empty cell.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    /// Which cell.
    pub key: Cell,
    /// What the person saw.
    pub was: Option<Mark>,
    /// What it became.
    pub now: Option<Mark>,
}

/// Cells in one op at most: with a remark at each of them it stays below the largest op (sync.md
/// 13); more are several ops of one action.
pub const CELLS_PER_OP: usize = 80;

/// A whole record, from what the person saw to what it became. `None`: not there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordChange<T> {
    /// What the person saw.
    pub was: Option<T>,
    /// What it became.
    pub now: Option<T>,
}

impl<T> RecordChange<T> {
    /// A record that was not there before.
    pub fn open(now: T) -> Self {
        Self { was: None, now: Some(now) }
    }

    /// A record that becomes another one.
    pub fn change(was: T, now: T) -> Self {
        Self { was: Some(was), now: Some(now) }
    }
}

/// What an op changes.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum Change {
    /// A new pupil with first values and the permanent tag.
    #[serde(rename = "pupil.create")]
    PupilCreate {
        /// The new identity.
        pupil: PupilId,
        /// Permanent Stamboek code (10 base32 characters and a check character).
        tag: String,
        /// First values.
        fields: BTreeMap<PupilField, String>,
    },
    /// Takes back `pupil.create`; the history stays.
    #[serde(rename = "pupil.remove")]
    PupilRemove {
        /// Whose.
        pupil: PupilId,
    },
    /// Two pupils are one child: everything of the one goes to the other, all of it or nothing. Where
    /// both have something, that of `to` stays (sync.md C10, C12).
    #[serde(rename = "pupil.merge")]
    PupilMerge {
        /// Who is merged, and no longer shown.
        from: PupilId,
        /// Who stands.
        to: PupilId,
        /// Fields of `to` that were chosen otherwise, `was → now`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<FieldChange>,
    },
    /// Takes back `pupil.merge`: what went over goes back, what was entered about `to` since stays
    /// (sync.md C13).
    #[serde(rename = "pupil.unmerge")]
    PupilUnmerge {
        /// Who was merged.
        from: PupilId,
        /// With whom.
        to: PupilId,
        /// Fields of `to` that become what they were before the merge, `was → now`: what its maker
        /// saw, so that it can be taken back. What goes back is decided by what the merge changed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<FieldChange>,
    },
    /// Fields `was → now`; each field stands alone.
    #[serde(rename = "pupil.edit")]
    PupilEdit {
        /// Whose.
        pupil: PupilId,
        /// The fields.
        items: Vec<FieldChange>,
    },
    /// A number of another system becomes this person's.
    #[serde(rename = "number.add")]
    NumberAdd {
        /// Whose.
        pupil: PupilId,
        /// Which number.
        number: ExternalNumber,
        /// First day.
        from: NaiveDate,
    },
    /// The number is closed; an old barcode still tells whose it was.
    #[serde(rename = "number.end")]
    NumberEnd {
        /// Whose.
        pupil: PupilId,
        /// Which number.
        number: ExternalNumber,
        /// Last day.
        until: NaiveDate,
    },
    /// Takes back `number.add`.
    #[serde(rename = "number.remove")]
    NumberRemove {
        /// Whose.
        pupil: PupilId,
        /// Which number.
        number: ExternalNumber,
    },
    /// Takes back `number.end`.
    #[serde(rename = "number.reopen")]
    NumberReopen {
        /// Whose.
        pupil: PupilId,
        /// Which number.
        number: ExternalNumber,
        /// The last day that it had.
        until: NaiveDate,
    },
    /// Barcode sheets were printed.
    #[serde(rename = "cards.print")]
    CardsPrint {
        /// Identity of the print.
        print: Uuid,
        /// What was chosen, for the list of prints (no names): for instance `4B`.
        label: String,
        /// The stickers, at most 500 an op: a larger print is several ops with one `print`.
        cards: Vec<PrintedCard>,
    },
    /// Takes back `cards.print`.
    #[serde(rename = "cards.remove")]
    CardsRemove {
        /// Which print.
        print: Uuid,
    },
    /// A sheet came out wrong (`failed`), or was right after all.
    #[serde(rename = "cards.sheet")]
    CardsSheet {
        /// Which print.
        print: Uuid,
        /// Which sheet, from 1.
        sheet: u32,
        /// Whether it has to be printed again.
        failed: bool,
    },
    /// Cells of the attendance register `was → now`; at most [`CELLS_PER_OP`].
    #[serde(rename = "attendance.set")]
    AttendanceSet {
        /// The cells.
        items: Vec<CellChange>,
    },
    /// The register of a class was taken for a half day: whoever has no mark is present.
    #[serde(rename = "roll.take")]
    RollTake {
        /// Class.
        class: String,
        /// When.
        #[serde(flatten)]
        at: HalfDay,
    },
    /// Takes back `roll.take`.
    #[serde(rename = "roll.untake")]
    RollUntake {
        /// Class.
        class: String,
        /// When.
        #[serde(flatten)]
        at: HalfDay,
    },
    /// A pupil belongs to a class from a day on.
    #[serde(rename = "enrolment.open")]
    EnrolmentOpen {
        /// Its identity.
        id: EnrolmentId,
        /// Whose, where and when.
        #[serde(flatten)]
        enrolment: Enrolment,
    },
    /// The last day of an enrolment `was → now`; `None` while it is open.
    #[serde(rename = "enrolment.close")]
    EnrolmentClose {
        /// Which.
        id: EnrolmentId,
        /// Whose.
        pupil: PupilId,
        /// The last day that the person saw.
        was: Option<NaiveDate>,
        /// The last day that it became.
        now: Option<NaiveDate>,
    },
    /// The enrolment never was; it stays for the history. Takes back `enrolment.open` as well.
    #[serde(rename = "enrolment.cancel")]
    EnrolmentCancel {
        /// Which.
        id: EnrolmentId,
        /// Whose.
        pupil: PupilId,
    },
    /// Enrolments of a pupil in the school and in administrative groups, whole records `was → now`,
    /// all of them or none (sync.md C7). A change of group closes one record and opens the next.
    #[serde(rename = "enrolment.set")]
    EnrolmentSet {
        /// Whose.
        pupil: PupilId,
        /// Enrolments in the school; one that was there once is never taken away.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        schools: Vec<RecordChange<SchoolEnrolment>>,
        /// Enrolments in groups.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        groups: Vec<RecordChange<GroupEnrolment>>,
    },
    /// A fact about a pupil beside the fields, as JSON text: a measure, the follow-up of a rule,
    /// totals of a previous school.
    #[serde(rename = "fact.set")]
    FactSet {
        /// Whose.
        pupil: PupilId,
        /// Which fact: its kind, a slash, and what tells it from others of the kind.
        key: String,
        /// What the person saw.
        was: Option<String>,
        /// What it became.
        now: Option<String>,
    },
    /// A setting of the school, as JSON text.
    #[serde(rename = "setting.set")]
    SettingSet {
        /// Name of the setting.
        key: String,
        /// What the person saw.
        was: Option<String>,
        /// What it became.
        now: Option<String>,
    },
    /// A person decided between what is in force and what was offered beside it (sync.md 10).
    #[serde(rename = "conflict.resolve")]
    ConflictResolve {
        /// Subject of the conflict.
        conflict: String,
        /// The offers that she saw, each by its op.
        offers: Vec<OpId>,
        /// What is to come into force, from what she saw in force; `None` leaves that.
        choose: Option<Box<Change>>,
        /// Why, if she says so.
        reason: Option<String>,
    },
    /// Takes back `conflict.resolve`: what was decided by it waits for a person again. What it put in
    /// force goes back by a change of its own.
    #[serde(rename = "conflict.reopen")]
    ConflictReopen {
        /// Subject of the conflict.
        conflict: String,
        /// The op of the decision.
        decision: OpId,
    },
    /// A held entry is put aside.
    #[serde(rename = "held.dismiss")]
    HeldDismiss {
        /// Which.
        op: OpId,
        /// Why.
        reason: String,
    },
}

impl Change {
    /// Every type, as it travels.
    pub const TYPES: [&'static str; 24] = [
        "pupil.create",
        "pupil.remove",
        "pupil.merge",
        "pupil.unmerge",
        "pupil.edit",
        "number.add",
        "number.end",
        "number.remove",
        "number.reopen",
        "cards.print",
        "cards.remove",
        "cards.sheet",
        "attendance.set",
        "roll.take",
        "roll.untake",
        "enrolment.open",
        "enrolment.close",
        "enrolment.cancel",
        "enrolment.set",
        "fact.set",
        "setting.set",
        "conflict.resolve",
        "conflict.reopen",
        "held.dismiss",
    ];
}

/// How far the laptop's clock could be trusted when the op was made. Information only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// No server was asked since the clock could have jumped.
    Unknown,
    /// At most two minutes from the server's.
    Ok,
    /// So many milliseconds ahead of the server's; behind it when negative.
    Off(i64),
}

/// One immutable entry. Its JSON text is stored and sent byte for byte.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Op {
    /// Idempotency key.
    pub op_id: OpId,
    /// Version of the op's shape.
    pub v: u8,
    /// The action it belongs to.
    pub batch: BatchId,
    /// Time on the laptop; decides nothing.
    pub entered_at: DateTime<FixedOffset>,
    /// Trust in `entered_at`.
    pub clock: Clock,
    /// What changes.
    #[serde(flatten)]
    pub change: Change,
    /// Who entered it, by the name given on that laptop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The same by her identity on the server, when she had signed in there: what she may is decided
    /// by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Uuid>,
    /// A remark of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_travels_as_its_natural_key() {
        let text = "\"0198f3a0-0000-7000-8000-000000000001/2026-11-23/VM\"";
        let cell: Cell = serde_json::from_str(text).unwrap();
        assert_eq!(cell.at.half, Half::Vm);
        assert_eq!(serde_json::to_string(&cell).unwrap(), text);
        for wrong in ["\"x/2026-11-23/VM\"", "\"0198f3a0-0000-7000-8000-000000000001/2026-11-23\"", "\"//\""]
        {
            assert!(serde_json::from_str::<Cell>(wrong).is_err(), "{wrong}");
        }
    }
}
