//! Moving pupils to another group, location or class.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::enrolment::EnrolmentRemark;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use super::GroupDraft;
use crate::pupils::messages::PupilRow;

/// Moves pupils from a day on: plans, then carries out. What is `None` stays as it is.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MoveRequest {
    /// Who; empty: everybody of `class_of`.
    pub pupils: Vec<PupilId>,
    /// The class that moves as a whole, beside the pupils named.
    pub class_of: String,
    /// First day there.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// Administratieve groep.
    pub group: Option<String>,
    /// Vestigingsplaats.
    pub location: Option<String>,
    /// Class.
    pub class: Option<String>,
    /// All details of the group, for one pupil; group and location come from here then.
    pub details: Option<GroupDraft>,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// Where a pupil is.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PlaceInSchool {
    /// Administratieve groep; empty: none.
    pub group: String,
    /// Vestigingsplaats; empty: none.
    pub location: String,
    /// Class; empty: none.
    pub class: String,
}

/// What becomes of one pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MoveVerdict {
    /// Moves.
    Moves,
    /// Is already so.
    Unchanged,
    /// Cannot move.
    Refused,
}

/// One pupil of the plan.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct MoveRow {
    /// Who.
    pub pupil: PupilRow,
    /// What becomes of it.
    pub verdict: MoveVerdict,
    /// Where on that day as it stands.
    pub was: PlaceInSchool,
    /// Where from that day on.
    pub now: PlaceInSchool,
    /// What the rules say, each with its source.
    pub remarks: Vec<EnrolmentRemark>,
    /// Why it cannot, beside the rules.
    pub problem: Option<Problem>,
}

/// What moving would do, or did.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct MovePlan {
    /// Whether it can be carried out: somebody moves and nobody is refused.
    pub applicable: bool,
    /// Each pupil, in class and name order.
    pub rows: Vec<MoveRow>,
    /// How many move.
    pub moves: u32,
    /// How many are already so.
    pub unchanged: u32,
    /// How many cannot.
    pub refused: u32,
    /// The action, once carried out.
    pub batch: Option<String>,
}
