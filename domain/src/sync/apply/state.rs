//! The records that a change touches, as they stand before it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::attendance::Mark;
use crate::enrolment::{Enrolment, GroupEnrolment, GroupEnrolmentId, SchoolEnrolment, SchoolEnrolmentId};
use crate::pupil::{PupilField, PupilId};
use crate::sync::conflict::{Conflict, Held};
use crate::sync::merge::{Alias, Family};
use crate::sync::op::Cell;

/// A pupil as the views hold it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilRecord {
    /// Permanent Stamboek code.
    pub tag: String,
    /// Fields that are not empty.
    pub fields: BTreeMap<PupilField, String>,
    /// Taken back; kept for the history.
    pub removed: bool,
}

/// One period in which a pupil held the number that a change is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRecord {
    /// Who held it.
    pub pupil: PupilId,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` while it is open.
    pub until: Option<NaiveDate>,
}

/// A print of barcode sheets.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRecord {
    /// The print was undone.
    pub removed: bool,
    /// Sheet to whether it has to be printed again.
    pub sheets: BTreeMap<u32, bool>,
}

/// An enrolment as the views hold it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRecord {
    /// Whose, where and when.
    pub enrolment: Enrolment,
    /// It never was; kept for the history.
    pub cancelled: bool,
}

/// The records that one change touches, as they stand before it. Whoever keeps the records fills
/// in what [`touches`](super::touches) names; the rest stays empty.
#[derive(Clone, Default)]
pub struct State {
    /// The pupil of the change.
    pub pupil: Option<PupilRecord>,
    /// How the pupil who is created or taken back hangs together with others.
    pub alias: Option<Alias>,
    /// The two pupils of a merge, with all that belongs to them.
    pub family: Option<Box<Family>>,
    /// Who carries the tag that `pupil.create` brings.
    pub tag_holder: Option<PupilId>,
    /// Every period of the change's number, of anybody.
    pub numbers: Vec<NumberRecord>,
    /// The print of the change.
    pub print: Option<PrintRecord>,
    /// The marks in the change's cells; empty cells are absent.
    pub cells: BTreeMap<Cell, Mark>,
    /// Whether the change's register was taken.
    pub roll: bool,
    /// The enrolment of the change.
    pub enrolment: Option<EnrolmentRecord>,
    /// The enrolments in the school that the change names, as far as they are there.
    pub schools: BTreeMap<SchoolEnrolmentId, SchoolEnrolment>,
    /// The enrolments in groups that the change names, as far as they are there.
    pub groups: BTreeMap<GroupEnrolmentId, GroupEnrolment>,
    /// The value of the change's fact.
    pub fact: Option<String>,
    /// The value of the change's setting.
    pub setting: Option<String>,
    /// The conflict that the change decides.
    pub conflict: Option<Conflict>,
    /// The held entry that the change puts aside.
    pub held: Option<Held>,
}
