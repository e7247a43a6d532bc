//! What became of a change: the steps by which the views follow it.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::NumberRecord;
use crate::attendance::{HalfDay, Mark};
use crate::enrolment::{Enrolment, EnrolmentId, GroupEnrolment, GroupEnrolmentId, SchoolEnrolment};
use crate::pupil::{PupilField, PupilId};
use crate::sync::conflict::Conflict;
use crate::sync::merge::{Alias, Thing};
use crate::sync::op::{Cell, Change, ExternalNumber, OpId, PrintedCard};

/// One step by which the views follow a change.
#[derive(PartialEq)]
pub enum Write<'a> {
    /// The pupil stands there with exactly these fields.
    Pupil {
        /// Whose.
        pupil: PupilId,
        /// Permanent code.
        tag: &'a str,
        /// All fields.
        fields: &'a BTreeMap<PupilField, String>,
    },
    /// One field of a pupil.
    Field {
        /// Whose.
        pupil: PupilId,
        /// Which.
        field: PupilField,
        /// The new value.
        value: Option<&'a str>,
    },
    /// The pupil was taken back.
    PupilRemoved(PupilId),
    /// The pupil is there again, as before.
    PupilBack(PupilId),
    /// How the pupil hangs together with others.
    Alias {
        /// Whose.
        pupil: PupilId,
        /// How; an empty one is no more.
        alias: Alias,
    },
    /// Something belongs to another pupil now; whoever entered it did so.
    Moved {
        /// What.
        thing: Thing,
        /// Whose it was.
        from: PupilId,
        /// Whose it is.
        to: PupilId,
    },
    /// What one who is merged had is offered beside what the other has.
    Offered {
        /// What it would change of the one who stands.
        change: Change,
        /// Who is merged.
        of: PupilId,
    },
    /// A conflict stands so; `None`: it is no more.
    Conflict {
        /// Its subject.
        subject: String,
        /// The conflict.
        conflict: Option<Conflict>,
    },
    /// A period of a number stands so, new or not.
    Number {
        /// Which number.
        number: &'a ExternalNumber,
        /// Whose, from when, until when.
        period: NumberRecord,
    },
    /// A period of a number never was.
    NumberGone {
        /// Which number.
        number: &'a ExternalNumber,
        /// Whose, from when.
        period: NumberRecord,
    },
    /// Stickers of a print.
    Cards {
        /// Which print.
        print: Uuid,
        /// What was chosen.
        label: &'a str,
        /// The stickers.
        cards: &'a [PrintedCard],
    },
    /// The print was taken back.
    PrintRemoved(Uuid),
    /// A sheet is to be printed again, or not.
    Sheet {
        /// Which print.
        print: Uuid,
        /// Which sheet.
        sheet: u32,
        /// Whether it failed.
        failed: bool,
    },
    /// A cell of the attendance register.
    Cell {
        /// Which.
        cell: Cell,
        /// What stands in it; `None` empties it.
        mark: Option<&'a Mark>,
    },
    /// A register was taken, or not after all.
    Roll {
        /// Class.
        class: &'a str,
        /// When.
        at: HalfDay,
        /// Whether it was taken.
        taken: bool,
    },
    /// An enrolment stands so, new or not.
    Enrolment {
        /// Which.
        id: EnrolmentId,
        /// Whose, where and when.
        enrolment: Enrolment,
        /// It never was.
        cancelled: bool,
    },
    /// An enrolment in the school stands so, new or not.
    School(&'a SchoolEnrolment),
    /// An enrolment in a group stands so, new or not; and whose it is.
    Group(PupilId, &'a GroupEnrolment),
    /// An enrolment in a group never was.
    GroupGone(GroupEnrolmentId),
    /// A fact about a pupil.
    Fact {
        /// Whose.
        pupil: PupilId,
        /// Which.
        key: &'a str,
        /// Its value.
        value: Option<&'a str>,
    },
    /// A setting.
    Setting {
        /// Its name.
        key: &'a str,
        /// Its value.
        value: Option<&'a str>,
    },
    /// Offers of a conflict were decided about.
    Settled {
        /// The subject of the conflict.
        subject: &'a str,
        /// Which offers, each by its op; those that wait no more stay as they are.
        offers: &'a [OpId],
    },
    /// A decision was taken back.
    Reopened {
        /// The subject of the conflict.
        subject: &'a str,
        /// The op of the decision.
        decision: OpId,
    },
    /// A held entry was put aside.
    Dismissed {
        /// Which.
        op: OpId,
        /// Why.
        reason: &'a str,
    },
}

/// What became of a change that is not refused.
#[derive(PartialEq)]
pub enum Outcome<'a> {
    /// In force; the views follow by these steps.
    Applied(Vec<Write<'a>>),
    /// It already was so.
    Same,
}
