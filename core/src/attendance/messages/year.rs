//! The year of one pupil, with what a previous school handed over and disciplinary measures.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::attendance::codes::OfficialCode;
use stamboek_domain::calendar::NoLesson;
use stamboek_domain::follow_up::kleuter::KleuterTotals;
use stamboek_domain::follow_up::{Finding, FollowUp, PreviousSchool};
use stamboek_domain::measure::Measure;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

use super::registers::WeekCell;

/// A pupil and a school year.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilYearRequest {
    /// Whose.
    pub pupil: PupilId,
    /// Which year; `None`: the present one.
    #[ts(type = "string | null")]
    pub year: Option<SchoolYear>,
}

/// One half day in the year of a pupil.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct YearCell {
    /// When.
    pub at: HalfDay,
    /// Why there are no lessons.
    pub free: Option<NoLesson>,
    /// The rest.
    pub cell: WeekCell,
}

/// The year of a pupil at a glance.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct PupilYearAnswer {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class of today, or the last one.
    pub class: String,
    /// Which year.
    #[ts(type = "string")]
    pub year: SchoolYear,
    /// Monday to Friday of every week of the year, both halves.
    pub cells: Vec<YearCell>,
    /// Half days by official code, `L` and `?`.
    pub totals: BTreeMap<String, u32>,
    /// Half days of lessons inside the enrolment until today, and of the whole year.
    pub half_days: [u32; 2],
    /// Codes that this pupil may get today.
    pub allowed: Vec<OfficialCode>,
    /// What is to be followed up and was not signed off.
    pub findings: Vec<Finding>,
    /// What was done.
    pub follow_ups: Vec<FollowUp>,
    /// Totals brought from a previous school.
    pub previous: PreviousSchool,
    /// The two totals of a kleuter; `None` for others.
    pub kleuter: Option<KleuterTotals>,
    /// Disciplinary measures, by their identity.
    pub measures: BTreeMap<String, Measure>,
}

/// Totals of a previous school, as seen and as they become.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PreviousSchoolRequest {
    /// Whose.
    pub pupil: PupilId,
    /// School year.
    #[ts(type = "string")]
    pub year: SchoolYear,
    /// What the person saw.
    pub was: PreviousSchool,
    /// What it becomes.
    pub now: PreviousSchool,
}

/// Sets, changes or (`now` = `None`) removes a disciplinary measure.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MeasureRequest {
    /// Whose.
    pub pupil: PupilId,
    /// Which; `None`: a new one.
    pub id: Option<String>,
    /// What the person saw.
    pub was: Option<Measure>,
    /// What it becomes.
    pub now: Option<Measure>,
}
