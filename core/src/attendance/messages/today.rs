//! "Vandaag": all classes of a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::calendar::NoLesson;
use stamboek_domain::follow_up::deadline::RegisterDeadline;
use ts_rs::TS;

use super::registers::Taken;

/// One half day of one class, on the screen "Vandaag".
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct TodayHalf {
    /// Why there are no lessons.
    pub free: Option<NoLesson>,
    /// Who took the register.
    pub taken: Option<Taken>,
    /// Marks by official code, `L` and `?`.
    pub marks: BTreeMap<String, u32>,
}

/// One class on one day.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct TodayClass {
    /// Class.
    pub class: String,
    /// Pupils enrolled that day.
    pub pupils: u32,
    /// Morning and afternoon.
    pub halves: Vec<TodayHalf>,
    /// Earlier registers of this class that are still open, oldest first, at most ten.
    pub open: Vec<HalfDay>,
    /// Where the oldest of them stands against its term.
    pub due: Option<RegisterDeadline>,
}

/// All classes of one day, those that need work first.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Today {
    /// The day.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// Only when no class has lessons that day: the first day after it on which one has.
    #[ts(type = "string | null")]
    pub next_lessons: Option<NaiveDate>,
    /// The classes.
    pub classes: Vec<TodayClass>,
}

/// A day.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DayRequest {
    /// The day.
    #[ts(type = "string")]
    pub day: NaiveDate,
}
