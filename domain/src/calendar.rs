//! The calendar (kalender) of a school year: which half days have lessons.
//!
//! Half days without lessons take no marks and count nowhere. Three levels as in the
//! administration package: the school, a location, a class (informat.md 6); the narrowest one
//! decides. A pupil's own totals count only inside the enrolment.

mod compiled;
pub mod holidays;
mod lesson;
mod remarks;

pub use compiled::{ClassCalendar, MonthTotal};
pub use lesson::NoLesson;
pub use remarks::{CalendarRemark, RemarkKind};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attendance::{Half, HalfDay};
use crate::school_year::SchoolYear;
use holidays::Holiday;

/// What kind of school the calendar is for: the number of days that it may give off depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SchoolKind {
    /// Basisonderwijs, mainstream and special.
    Bao,
    /// Gewoon secundair onderwijs.
    So,
    /// Buitengewoon secundair onderwijs.
    Buso,
}

/// For whom an entry of the calendar holds. A class counts over a location, a location over the
/// school (informat.md 6).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "of", content = "name")]
#[ts(export)]
pub enum Scope {
    /// Everybody.
    School,
    /// One vestigingsplaats, named as in the enrolments.
    Location(String),
    /// One class, named as in the enrolments.
    Class(String),
}

impl Scope {
    /// Whether the class at that location falls under it.
    pub fn covers(&self, class: &str, location: &str) -> bool {
        match self {
            Self::School => true,
            Self::Location(name) => name == location,
            Self::Class(name) => name == class,
        }
    }

    /// Narrower scopes have a higher rank.
    fn rank(&self) -> u8 {
        match self {
            Self::School => 0,
            Self::Location(_) => 1,
            Self::Class(_) => 2,
        }
    }
}

/// Which half days of a week are worked: Monday to Friday, of each the morning and the afternoon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct Pattern(pub [[bool; 2]; 5]);

impl Pattern {
    /// Every half day but Wednesday afternoon. Primary schools are free then; most secondary schools
    /// too, but those may give lessons (onderwijs.vlaanderen.be, "Schooljaar, schoolweek, schooldag
    /// in het basisonderwijs" and "… in secundair onderwijs").
    pub const STANDARD: Self = Self([[true, true], [true, true], [true, false], [true, true], [true, true]]);

    /// Whether that half of that day of the week is worked; never in a weekend.
    fn works(&self, at: HalfDay) -> bool {
        let day = at.day.weekday().num_days_from_monday() as usize;
        let half = usize::from(at.half == Half::Nm);
        self.0.get(day).is_some_and(|halves| halves[half])
    }
}

/// The pattern of one location or class that differs from the school's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScopedPattern {
    /// Whose.
    pub scope: Scope,
    /// Its own week.
    pub pattern: Pattern,
}

/// What a special day is. Only the first two are limited in number (discimus.md 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SpecialKind {
    /// Facultatieve vrije dag, chosen by the school.
    FreeDay,
    /// Pedagogische studiedag: teachers work, pupils do not come.
    StudyDay,
    /// Another half day without lessons, in the words of its label: the last afternoon before
    /// summer, the day after an election. A strike is not one: pupils then get a code
    /// (informat.md 6).
    Other,
    /// Lessons although it would be free. One day is taken at its word, also in a weekend; a
    /// longer period follows the pattern and has no weekends.
    Lesson,
}

/// A day or period that differs from the ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SpecialDay {
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day, included.
    #[ts(type = "string")]
    pub until: NaiveDate,
    /// Only that half of each day; `None` for whole days.
    pub half: Option<Half>,
    /// What it is.
    pub kind: SpecialKind,
    /// In the school's words.
    pub label: String,
    /// For whom.
    pub scope: Scope,
}

impl SpecialDay {
    fn covers(&self, at: HalfDay) -> bool {
        self.from <= at.day && at.day <= self.until && self.half.is_none_or(|half| half == at.half)
    }
}

/// The calendar of one school year, kept as one setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Calendar {
    /// Which school year.
    pub year: SchoolYear,
    /// What kind of school.
    pub kind: SchoolKind,
    /// First school day.
    #[ts(type = "string")]
    pub first_day: NaiveDate,
    /// Last school day.
    #[ts(type = "string")]
    pub last_day: NaiveDate,
    /// The week of the school.
    pub pattern: Pattern,
    /// Weeks of locations and classes that differ.
    #[serde(default)]
    pub patterns: Vec<ScopedPattern>,
    /// Days that differ, in the order in which they were entered: of two with the same scope the
    /// later entry decides.
    #[serde(default)]
    pub special_days: Vec<SpecialDay>,
}

impl Calendar {
    /// A calendar without days of the school's own: first school day 1 September or the Monday after,
    /// last 30 June or the Friday before (vlaanderen.be, "Schoolvakanties en vrije dagen op school";
    /// discimus.md 8).
    pub fn standard(year: SchoolYear, kind: SchoolKind) -> Self {
        Self {
            year,
            kind,
            first_day: standard_first_day(year),
            last_day: standard_last_day(year),
            pattern: Pattern::STANDARD,
            patterns: Vec::new(),
            special_days: Vec::new(),
        }
    }

    /// Whether a class at a location has lessons on that half day, or why not. For many questions
    /// ask [`Calendar::for_class`] once.
    pub fn lesson(&self, at: HalfDay, class: &str, location: &str) -> Result<(), NoLesson> {
        self.decide(&holidays::of(self.year), at, class, location)
    }

    /// Half days with lessons for a class at a location, both days included.
    pub fn half_days(&self, from: NaiveDate, until: NaiveDate, class: &str, location: &str) -> u32 {
        self.for_class(class, location).half_days(from, until)
    }

    /// The holidays of the year, in the order of the year.
    pub fn holidays(&self) -> [Holiday; 10] {
        holidays::of(self.year)
    }
}

fn standard_first_day(year: SchoolYear) -> NaiveDate {
    let first = year.first_day();
    match first.weekday() {
        Weekday::Sat => first + Days::new(2),
        Weekday::Sun => first + Days::new(1),
        _ => first,
    }
}

fn standard_last_day(year: SchoolYear) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(i32::from(year.begin_year()) + 1, 6, 30).unwrap_or_default();
    match last.weekday() {
        Weekday::Sat => last - Days::new(1),
        Weekday::Sun => last - Days::new(2),
        _ => last,
    }
}

#[cfg(test)]
mod tests;
