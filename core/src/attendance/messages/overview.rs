//! Absences over a year, for pictures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::Half;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

/// Of whom and when the pictures are.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OverviewRequest {
    /// Class; `None`: the whole school.
    pub class: Option<String>,
    /// Which year; `None`: the present one.
    #[ts(type = "string | null")]
    pub year: Option<SchoolYear>,
}

/// Absences of one week.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OverviewWeek {
    /// Its Monday.
    #[ts(type = "string")]
    pub monday: NaiveDate,
    /// Half days of lessons, all pupils together.
    pub half_days: u32,
    /// Marks by official code, `L` and `?`.
    pub marks: BTreeMap<String, u32>,
}

/// Absences over a year, for pictures with their figures.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Overview {
    /// Which year.
    #[ts(type = "string")]
    pub year: SchoolYear,
    /// Every week with lessons until today.
    pub weeks: Vec<OverviewWeek>,
    /// Monday to Friday, morning and afternoon: half days of lessons and marks by code.
    pub weekdays: Vec<OverviewWeekday>,
}

/// Absences on one half day of the week.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OverviewWeekday {
    /// 0 Monday to 4 Friday.
    pub weekday: u8,
    /// Which half.
    pub half: Half,
    /// Half days of lessons, all pupils together.
    pub half_days: u32,
    /// Marks by official code, `L` and `?`.
    pub marks: BTreeMap<String, u32>,
}
