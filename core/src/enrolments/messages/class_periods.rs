//! The periods of a pupil in classes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

/// One enrolment of a pupil.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnrolmentRow {
    /// Its identity.
    pub id: EnrolmentId,
    /// Where and when.
    pub enrolment: Enrolment,
}

/// Enrols in a class from a day on; an open enrolment in another class ends the day before.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassEnrolRequest {
    /// Whose.
    pub pupil: PupilId,
    /// Class.
    pub class: String,
    /// Vestigingsplaats; empty: the pupil's own.
    pub location: String,
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
}

/// Sets or removes the last day of an enrolment.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassLeaveRequest {
    /// Which.
    pub id: EnrolmentId,
    /// Whose.
    pub pupil: PupilId,
    /// What the person saw.
    #[ts(type = "string | null")]
    pub was: Option<NaiveDate>,
    /// What it becomes.
    #[ts(type = "string | null")]
    pub now: Option<NaiveDate>,
}
