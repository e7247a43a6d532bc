//! Requests about the parts of a pupil's file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attendance::messages::{FollowUpRequest, MeasureRequest, PreviousSchoolRequest};

/// A part of a pupil's file that is no enrolment and no mark.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
#[ts(export)]
pub enum DossierSave {
    /// Signs off the next step of a finding, or takes that back.
    FollowUp(FollowUpRequest),
    /// Totals that a previous school handed over.
    PreviousSchool(PreviousSchoolRequest),
    /// Sets, changes or takes away a disciplinary measure.
    Measure(MeasureRequest),
}
