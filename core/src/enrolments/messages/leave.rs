//! Leaving, never having come, cancelling what was a mistake, and beginning on another day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::{HalfDay, MarkCode};
use stamboek_domain::enrolment::{EnrolmentRemark, GroupEnrolment, SchoolEnrolment, SchoolEnrolmentId};
use stamboek_domain::overlap::CaseKey;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use super::EnrolmentRow;

/// How an enrolment ends, or what of it is set right.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "how")]
#[ts(export)]
pub enum LeaveHow {
    /// The pupil leaves; that day is the last one.
    Ends {
        /// Last day.
        #[ts(type = "string")]
        until: NaiveDate,
        /// Aanleiding, as the school types it.
        cause: String,
        /// Situatie na uitschrijving, as the school types it.
        situation: String,
    },
    /// The pupil never came: the enrolments in groups are cancelled, the one in the school stays.
    NeverCame,
    /// The enrolment was an administrative mistake; it stays in the register of enrolments.
    Cancel {
        /// Which mistake.
        reason: String,
        /// The person confirmed that the whole enrolment is wiped at AGODI.
        confirmed: bool,
    },
    /// The end is taken away: the pupil stays after all.
    Stays,
    /// It did not begin or was not made when the register says.
    Begins {
        /// Begin date.
        #[ts(type = "string")]
        from: NaiveDate,
        /// Moment of enrolment, `2026-03-12T10:05` or `2026-03-12`; empty: as it stands.
        moment: String,
    },
}

/// Ends an enrolment, or sets right when it began: plans, then carries out.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeaveRequest {
    /// Who.
    pub pupil: PupilId,
    /// Which enrolment in the school; `None`: the present one, or only the class when there is none.
    pub enrolment: Option<SchoolEnrolmentId>,
    /// How.
    pub how: LeaveHow,
    /// The case of an enrolment elsewhere that this closes ours for: noted there in the same action.
    pub case: Option<CaseKey>,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// A record before and after; `None` where it is not there.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct SchoolStep {
    /// As it stands.
    pub was: Option<SchoolEnrolment>,
    /// As it becomes.
    pub now: Option<SchoolEnrolment>,
}

/// A record before and after; `None` where it is not there.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct GroupStep {
    /// As it stands.
    pub was: Option<GroupEnrolment>,
    /// As it becomes.
    pub now: Option<GroupEnrolment>,
}

/// A period in a class before and after; `None` where it is not there.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ClassStep {
    /// As it stands.
    pub was: Option<EnrolmentRow>,
    /// As it becomes.
    pub now: Option<EnrolmentRow>,
}

/// A mark that would fall outside the enrolment.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct MarkOutside {
    /// When.
    pub at: HalfDay,
    /// What stands there.
    pub code: MarkCode,
}

/// A count day on which it changes whether the pupil counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountDayChange {
    /// The first school day of February.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// Whether the pupil counts now.
    pub was: bool,
    /// Whether the pupil counts afterwards.
    pub now: bool,
}

/// What leaving would do, or did.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct LeavePlan {
    /// Whether it can be carried out.
    pub applicable: bool,
    /// Why it cannot, beside the rules.
    pub problem: Option<Problem>,
    /// What the rules say, those that refuse first, each with its source.
    pub remarks: Vec<EnrolmentRemark>,
    /// The enrolment in the school.
    pub school: Option<SchoolStep>,
    /// Enrolments in groups that change.
    pub groups: Vec<GroupStep>,
    /// Periods in classes that change.
    pub classes: Vec<ClassStep>,
    /// Attendance that falls outside; it stays, and counts nowhere.
    pub marks: Vec<MarkOutside>,
    /// Count days that change.
    pub count_days: Vec<CountDayChange>,
    /// The action, once carried out.
    pub batch: Option<String>,
}
