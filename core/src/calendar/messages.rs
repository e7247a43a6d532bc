//! Requests and answers about the calendar of a school year and about classes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::calendar::holidays::Holiday;
use stamboek_domain::calendar::{Calendar, CalendarRemark, MonthTotal};
use stamboek_domain::enrolment::Level;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

/// A school year.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarRequest {
    /// Which; `None`: the present one.
    #[ts(type = "string | null")]
    pub year: Option<SchoolYear>,
    /// For which class the days and totals are; `None`: those that hold for the whole school.
    pub class: Option<String>,
}

/// What kind of teaching a class gets: decides which codes its pupils may get.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassTeaching {
    /// Onderwijsniveau; `None`: not said yet.
    pub level: Option<Level>,
    /// Buitengewoon onderwijs.
    pub special: bool,
}

/// A class on the calendar screen.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassRow {
    /// Class.
    pub class: String,
    /// Pupils today.
    pub pupils: u32,
    /// What was said of it.
    pub teaching: ClassTeaching,
    /// A proposal by the age of most of its pupils; `None`: not to be told.
    pub proposal: Option<Level>,
}

/// One day of the year, to be drawn.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarDay {
    /// When.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// Lessons in the morning and in the afternoon.
    pub lessons: [bool; 2],
    /// Names of holidays and special days.
    pub labels: Vec<String>,
}

/// The calendar of a year.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct CalendarAnswer {
    /// As the school keeps it, or the standard one when it never did.
    pub calendar: Calendar,
    /// Whether the school saved it.
    pub saved: bool,
    /// Official holidays of the year.
    pub holidays: Vec<Holiday>,
    /// 1 September to 31 August.
    pub days: Vec<CalendarDay>,
    /// Half days a month.
    pub months: Vec<MonthTotal>,
    /// Half days in the year.
    pub half_days: u32,
    /// What is odd in it.
    pub remarks: Vec<CalendarRemark>,
    /// Classes of the school.
    pub classes: Vec<ClassRow>,
}

/// Saves a calendar as seen and as it becomes.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarSaveRequest {
    /// What the person saw.
    pub was: Calendar,
    /// What it becomes.
    pub now: Calendar,
}

/// Saves what kind of teaching classes get.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassesSaveRequest {
    /// Class to its teaching, for those that change.
    pub classes: BTreeMap<String, ClassTeaching>,
}

/// A part of what the calendar screen saves.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
#[ts(export)]
pub enum CalendarSave {
    /// The calendar of a year.
    Year(CalendarSaveRequest),
    /// What kind of teaching classes get.
    Classes(ClassesSaveRequest),
}
