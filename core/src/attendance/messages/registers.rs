//! The register of a class, its cells, and one code for many.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::codes::OfficialCode;
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::calendar::NoLesson;
use stamboek_domain::follow_up::Finding;
use stamboek_domain::follow_up::deadline::RegisterDeadline;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

/// Who took a register and when.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Taken {
    /// RFC 3339.
    pub at: String,
    /// Name given on the laptop; empty: none was given.
    pub by: String,
}

/// Where an entry stands (sync.md 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EntryState {
    /// Saved on this laptop.
    Saved,
    /// Arrived on the server.
    Arrived,
    /// Waits for a person: offered beside another value, held, or refused.
    Waits,
    /// Stands on a half day without lessons, or outside the enrolment: not reported.
    Attention,
}

/// Why a pupil cannot get a mark on a half day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "why")]
#[ts(export)]
pub enum NotHere {
    /// Enrolled in the class from that day on.
    EnrolledFrom {
        /// First day.
        #[ts(type = "string")]
        day: NaiveDate,
    },
    /// Left the class; that day was the last.
    LeftOn {
        /// Last day.
        #[ts(type = "string")]
        day: NaiveDate,
    },
}

/// One half day of a class week.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct WeekColumn {
    /// When.
    pub at: HalfDay,
    /// Why there are no lessons; `None`: there are.
    pub free: Option<NoLesson>,
    /// Who took the register.
    pub taken: Option<Taken>,
    /// Where an open register stands against its term of 7 days; `None`: taken, free or to come.
    pub due: Option<RegisterDeadline>,
}

/// One cell with something in it, or into which nothing can come.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct WeekCell {
    /// What stands in it.
    pub mark: Option<Mark>,
    /// Where the entry stands; `None` for an empty cell, and on a laptop that works alone.
    pub state: Option<EntryState>,
    /// The code that was entered as well and waits for a decision (sync.md C1); empty: it would clear
    /// the cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub offered: Option<String>,
    /// Why nothing can be entered.
    pub not_here: Option<NotHere>,
}

/// One pupil in the register of a week.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct WeekRow {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// One a column, in the order of [`ClassWeek::columns`].
    pub cells: Vec<WeekCell>,
    /// Official codes that this pupil may get on the first school day of the week.
    pub allowed: Vec<OfficialCode>,
    /// Half days of this school year by official code, `L` and `?`.
    pub totals: BTreeMap<String, u32>,
    /// What is to be followed up and was not signed off.
    pub findings: Vec<Finding>,
}

/// The register of a class in one week.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ClassWeek {
    /// Class.
    pub class: String,
    /// Its Monday.
    #[ts(type = "string")]
    pub monday: NaiveDate,
    /// Monday morning to Friday afternoon: ten.
    pub columns: Vec<WeekColumn>,
    /// In order of name; who was or will be in the class this week stands greyed among them.
    pub rows: Vec<WeekRow>,
}

/// A class and a week.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassWeekRequest {
    /// Class.
    pub class: String,
    /// Any day of the week.
    #[ts(type = "string")]
    pub day: NaiveDate,
}

/// One cell as the person saw it and as it is to become.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellEdit {
    /// Whose.
    pub pupil: PupilId,
    /// When.
    pub at: HalfDay,
    /// What the person saw.
    pub was: Option<Mark>,
    /// What it becomes; `None` clears it.
    pub now: Option<Mark>,
}

/// Sets marks: one action.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceSetRequest {
    /// The cells.
    pub cells: Vec<CellEdit>,
}

/// A cell that was left as it is.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellRefused {
    /// Whose.
    pub pupil: PupilId,
    /// When.
    pub at: HalfDay,
    /// Why.
    pub problem: Problem,
}

/// What was saved.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceSetAnswer {
    /// The action, for undo; `None`: nothing changed.
    pub batch: Option<String>,
    /// Cells set.
    pub set: u32,
    /// Of several cells those that cannot get the mark; a single one is refused as a problem.
    pub refused: Vec<CellRefused>,
}

/// "Iedereen aanwezig": the register of a class is taken, or not after all.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RollTakeRequest {
    /// Class.
    pub class: String,
    /// Which half days.
    pub at: Vec<HalfDay>,
    /// `false`: it is open again.
    pub taken: bool,
}

/// One code for many at once: a strike, a closure, a period of one pupil.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MassRequest {
    /// Classes; empty: the whole school, unless `pupils` names some.
    pub classes: Vec<String>,
    /// Or these pupils.
    pub pupils: Vec<PupilId>,
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day.
    #[ts(type = "string")]
    pub until: NaiveDate,
    /// One half of each day; `None`: both.
    pub half: Option<Half>,
    /// The code; `None` clears.
    pub code: Option<MarkCode>,
    /// Remark at each mark.
    pub note: Option<String>,
    /// Whether marks that exist are replaced.
    pub replace: bool,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// What such an entry does.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MassPlan {
    /// Pupils concerned.
    pub pupils: u32,
    /// Cells that are set or cleared.
    pub cells: u32,
    /// Marks that exist there, by code.
    pub existing: BTreeMap<String, u32>,
    /// Half days without lessons or outside an enrolment, left out.
    pub free: u32,
    /// Cells that may not have this code, by the code of the problem.
    pub refused: BTreeMap<String, u32>,
    /// The action, when carried out.
    pub batch: Option<String>,
}

/// A cell.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellRequest {
    /// Whose.
    pub pupil: PupilId,
    /// When.
    pub at: HalfDay,
}

/// One entry in the history of a cell.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellHistoryRow {
    /// RFC 3339.
    pub at: String,
    /// Name given on the laptop; empty: none.
    pub by: String,
    /// Before.
    pub was: Option<Mark>,
    /// After.
    pub now: Option<Mark>,
    /// Whether it was taken back.
    pub undone: bool,
    /// Where it stands; nothing on a laptop that works alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<EntryState>,
}

/// Newest first.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellHistory {
    /// The entries.
    pub rows: Vec<CellHistoryRow>,
}

/// A half-typed form.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Draft {
    /// Name of the form.
    pub form: String,
    /// What was typed; empty: nothing is kept.
    pub body: String,
}

/// Names a form, and keeps what is typed in it.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftRequest {
    /// Name of the form.
    pub form: String,
    /// What was typed, to keep; empty: forget it. `None`: only ask.
    pub body: Option<String>,
}
