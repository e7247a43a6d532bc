//! The control list: who is enrolled on a day as AGODI sees it, against our own state.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use crate::imports::messages::{FieldDiff, RowRemark};

/// Compares a list "enrolled on day X" with our state on that day. Changes nothing.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ControlRequest {
    /// The reading of the list, of kind `control`.
    pub session: u32,
    /// The day of the list.
    #[ts(type = "string")]
    pub on: NaiveDate,
}

/// The difference between their list and our state.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Control {
    /// The day.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// On their list.
    pub there: u32,
    /// Enrolled here on that day.
    pub here: u32,
    /// Alike in everything that the list tells.
    pub same: u32,
    /// On their list and not enrolled here on that day.
    pub missing_here: Vec<ControlPupil>,
    /// Enrolled here on that day and not on their list.
    pub missing_there: Vec<ControlPupil>,
    /// On both, with different fields.
    pub different: Vec<ControlPupil>,
    /// Counts by administrative group, in the order of the codes. Empty when the list tells no group.
    pub groups: Vec<ControlGroup>,
    /// Rows that are no pupil: blanks and totals.
    pub skipped: Vec<u32>,
    /// Cells that could not be read; they are not compared.
    pub warnings: Vec<RowRemark>,
}

/// A pupil in the difference.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ControlPupil {
    /// Line of the list; `None` for who is missing there.
    pub row: Option<u32>,
    /// Who it is here; `None` when nobody in the register fits.
    pub pupil: Option<PupilId>,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class here; empty when there is none.
    pub class: String,
    /// Administrative group: here, or else on the list; empty when it is not known.
    pub group: String,
    /// Field by field: `was` here, `now` on the list (INSZ masked).
    pub fields: Vec<FieldDiff>,
}

/// One administrative group in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ControlGroup {
    /// Its code.
    pub group: String,
    /// Pupils in it here.
    pub here: u32,
    /// Pupils in it on the list.
    pub there: u32,
    /// Pupils who are in it on one side only.
    pub different: u32,
}
