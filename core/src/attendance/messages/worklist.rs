//! What is to be followed up, and the steps taken.

use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::{HalfDay, MarkCode};
use stamboek_domain::calendar::NoLesson;
use stamboek_domain::follow_up::kleuter::KleuterTotals;
use stamboek_domain::follow_up::{Finding, FollowUp};
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use super::registers::NotHere;

/// One pupil with something to be followed up.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct WorkItem {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class of today.
    pub class: String,
    /// What.
    pub finding: Finding,
    /// What was done about this rule before, newest first.
    pub done: Vec<FollowUp>,
}

/// One mark to look at.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct WorkMark {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class of that day, or the last one.
    pub class: String,
    /// When.
    pub at: HalfDay,
    /// What stands there.
    pub code: MarkCode,
    /// Why there are no lessons; `None`: there are.
    pub free: Option<NoLesson>,
    /// Why the pupil is not in the class on that day; `None`: is there.
    pub not_here: Option<NotHere>,
}

/// Everything to be followed up, most urgent first.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
pub struct Worklist {
    /// The items.
    pub items: Vec<WorkItem>,
    /// Marks of this school year that do not count: on a half day without lessons, or outside the
    /// enrolment. Oldest first.
    pub stray: Vec<WorkMark>,
    /// Absences without a reason that the school's setting proposes as B; a person confirms it by
    /// setting the mark. Oldest first.
    pub proposed_b: Vec<WorkMark>,
    /// Every kleuter whose 290 half days are counted, in the order of names.
    pub kleuters: Vec<KleuterRow>,
}

/// A kleuter with both totals of the school year.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct KleuterRow {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class of today, or the last one.
    pub class: String,
    /// The totals.
    pub totals: KleuterTotals,
}

/// Signs off the next step of a finding, or takes that back.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FollowUpRequest {
    /// Whose.
    pub pupil: PupilId,
    /// What was done, when, with a remark.
    pub follow_up: FollowUp,
    /// `false`: it was not done after all.
    pub done: bool,
}
