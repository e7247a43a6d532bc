//! Requests and answers about attendance. Days travel as `YYYY-MM-DD`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::codes::{CodeList, OfficialCode};
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::calendar::NoLesson;
use stamboek_domain::follow_up::deadline::RegisterDeadline;
use stamboek_domain::follow_up::kleuter::KleuterTotals;
use stamboek_domain::follow_up::{Finding, FollowUp, FollowUpSettings, PreviousSchool};
use stamboek_domain::measure::Measure;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

use crate::reports::messages::LetterTemplates;

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
    /// Where the entry stands; `None` for an empty cell.
    pub state: Option<EntryState>,
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
}

/// Newest first.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CellHistory {
    /// The entries.
    pub rows: Vec<CellHistoryRow>,
}

/// One pupil with something to be followed up.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct WorkItem {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class of today.
    pub class: String,
    /// What.
    pub finding: Finding,
    /// What was done about this rule before, newest first.
    pub done: Vec<FollowUp>,
}

/// One mark to look at.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct WorkMark {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class of that day, or the last one.
    pub class: String,
    /// When.
    pub at: HalfDay,
    /// What stands there.
    pub code: MarkCode,
    /// Why there are no lessons; `None`: there are.
    pub free: Option<NoLesson>,
    /// Why the pupil is not in the class on that day; `None`: is there.
    pub not_here: Option<NotHere>,
}

/// Everything to be followed up, most urgent first.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Worklist {
    /// The items.
    pub items: Vec<WorkItem>,
    /// Marks of this school year that do not count: on a half day without lessons, or outside the
    /// enrolment. Oldest first.
    pub stray: Vec<WorkMark>,
    /// Absences without a reason that the school's setting proposes as B; a person confirms it by
    /// setting the mark. Oldest first.
    pub proposed_b: Vec<WorkMark>,
}

/// Signs off the next step of a finding, or takes that back.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FollowUpRequest {
    /// Whose.
    pub pupil: PupilId,
    /// What was done, when, with a remark.
    pub follow_up: FollowUp,
    /// `false`: it was not done after all.
    pub done: bool,
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

/// How the school takes attendance.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct AttendanceSettings {
    /// The school's codes.
    pub codes: CodeList,
    /// What is followed up.
    pub follow_up: FollowUpSettings,
    /// Digits of morning and afternoon in the text file for Informat.
    pub slots: [u8; 2],
    /// Texts of letters, by kind; a kind that is absent has its standard text.
    pub letters: BTreeMap<String, String>,
}

/// Settings with what belongs on that screen.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceSettingsAnswer {
    /// The settings.
    pub settings: AttendanceSettings,
    /// The name that stands with entries of this laptop.
    pub user: String,
    /// Standard texts of letters, and the fields that they may have.
    pub templates: LetterTemplates,
}

/// Saves the settings as seen and as they become.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceSettingsRequest {
    /// What the person saw.
    pub was: AttendanceSettings,
    /// What it becomes.
    pub now: AttendanceSettings,
    /// The name that stands with entries of this laptop from now on, empty for none; `None`: as it
    /// is.
    pub user: Option<String>,
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
