//! The periods of a pupil in classes.

use serde::{Deserialize, Serialize};
use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
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
