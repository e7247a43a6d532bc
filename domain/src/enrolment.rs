//! Enrolment (inschrijving).
//!
//! [`SchoolEnrolment`] and, below it, [`GroupEnrolment`] are the two levels that Discimus knows and
//! that are never merged (discimus.md 3.1). [`Enrolment`] is from when until when a pupil belongs to
//! a class of the school, which is what attendance needs. Rules answer with an [`EnrolmentRemark`]:
//! a warning or a refusal, with where it stands.

mod begin;
mod group;
mod kleuter;
mod leaving;
mod moment;
mod remark;
mod school;
mod status;

pub use begin::{NewEnrolment, begins_in_weekend, first_attendance, proposed_begin, register_by};
pub use group::{GroupDetails, GroupEnrolment, GroupEnrolmentId, GroupFlags, TeachingLanguage};
pub use kleuter::{EntryMoment, earliest_day};
pub use leaving::{EndReason, ProposedEnd, check_end, expected_end, leavers_end, proposed_end};
pub use moment::{Moment, MomentFault};
pub use remark::{EnrolmentRemark, EnrolmentRemarkKind};
pub use school::{Leaving, SchoolEnrolment, SchoolEnrolmentId};
pub use status::EnrolmentStatus;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::pupil::PupilId;

/// Identity of one enrolment, made where it is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export, type = "string")]
pub struct EnrolmentId(pub Uuid);

/// Level of education (onderwijsniveau), on which the allowed absence codes depend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Level {
    /// Kleuteronderwijs.
    Kleuter,
    /// Lager onderwijs.
    Lager,
    /// Secundair onderwijs.
    Secundair,
}

impl Level {
    /// Where most pupils are who reach that age in the calendar year in which the school year
    /// begins: lager from 6, secundair from 12. Many are elsewhere, so only to propose by.
    pub fn usual_at(age: i32) -> Self {
        match age {
            ..6 => Self::Kleuter,
            6..12 => Self::Lager,
            12.. => Self::Secundair,
        }
    }
}

/// One period in one class. A change of class or location closes one and opens the next
/// (discimus.md 3.1); both days belong to it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Enrolment {
    /// Whose.
    pub pupil: PupilId,
    /// Class, as the school calls it.
    pub class: String,
    /// Vestigingsplaats; empty when there is only one.
    pub location: String,
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day; `None` while it is open.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
}

impl Enrolment {
    /// Whether the pupil belongs to the class on that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
