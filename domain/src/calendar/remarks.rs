//! What is wrong or remarkable in a calendar that somebody edits.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::{Calendar, NoLesson, SchoolKind, Scope, SpecialDay, SpecialKind};
use super::{standard_first_day, standard_last_day};
use crate::attendance::{Half, HalfDay};
use crate::source::RuleSource;

/// Longest label of a special day, in characters.
const LABEL_LIMIT: usize = 80;

/// Days that a school may take off (discimus.md 8, G2).
const DAYS_OFF: RuleSource = RuleSource {
    title: "Onderwijs Vlaanderen, Schoolvakanties en andere vrije dagen",
    address: "http://onderwijs.vlaanderen.be/nl/ouders/organisatie-van-de-school/schooljaar-schoolweek-en-schooldag/vakanties-en-vrije-dagen",
};

/// First and last school day (discimus.md 8, G4).
const FIRST_AND_LAST: RuleSource = RuleSource {
    title: "Vlaanderen, Schoolvakanties en vrije dagen op school",
    address: "https://www.vlaanderen.be/onderwijs-en-vorming/vakantie-ziekte-en-afwezigheid/schoolvakanties-en-vrije-dagen-op-school",
};

/// What a remark says. Days are named by their place in [`Calendar::special_days`], from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[ts(export)]
pub enum RemarkKind {
    /// The first school day lies after the last, or one of both outside the school year.
    FirstAndLast,
    /// The last day of a special day comes before its first, or one of both lies outside the year.
    Period {
        /// Which special day.
        day: usize,
    },
    /// A special day without a label, or with one of more than 80 characters.
    Label {
        /// Which special day.
        day: usize,
    },
    /// A location or class without a name.
    ScopeName,
    /// Two patterns for the same location or class, or one for the school beside the school's own.
    PatternTwice {
        /// Whose.
        scope: Scope,
    },
    /// The first school day is not the official one; only the minister may decide so.
    FirstDay {
        /// The official one.
        #[ts(type = "string")]
        expected: NaiveDate,
    },
    /// The last school day is not the official one; only the minister may decide so.
    LastDay {
        /// The official one.
        #[ts(type = "string")]
        expected: NaiveDate,
    },
    /// More half days off of one kind than the law gives.
    TooMany {
        /// Free days or study days.
        kind: SpecialKind,
        /// For whom it was counted.
        scope: Scope,
        /// Half days taken.
        taken: u32,
        /// Half days allowed.
        allowed: u32,
    },
    /// A special day that changes no half day: it falls in a weekend or holiday, or a later entry
    /// decides.
    NoEffect {
        /// Which special day.
        day: usize,
    },
}

/// A remark on a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CalendarRemark {
    /// Whether the calendar cannot be kept so; otherwise it is a warning.
    pub refuses: bool,
    /// What is the matter.
    pub kind: RemarkKind,
    /// Where the rule stands, for a rule of the government.
    pub source: Option<RuleSource>,
}

impl Calendar {
    /// Everything that is wrong (`refuses`) or remarkable. Warnings come only with a calendar
    /// that can be kept.
    pub fn problems(&self) -> Vec<CalendarRemark> {
        let faults = self.faults();
        match faults.is_empty() {
            true => self.warnings(),
            false => {
                faults.into_iter().map(|kind| CalendarRemark { refuses: true, kind, source: None }).collect()
            }
        }
    }

    fn faults(&self) -> Vec<RemarkKind> {
        let mut faults = Vec::new();
        let inside = |day: NaiveDate| (self.year.first_day()..=self.year.last_day()).contains(&day);
        if !(inside(self.first_day) && inside(self.last_day) && self.first_day <= self.last_day) {
            faults.push(RemarkKind::FirstAndLast);
        }
        for (place, day) in self.special_days.iter().enumerate() {
            if !(inside(day.from) && inside(day.until) && day.from <= day.until) {
                faults.push(RemarkKind::Period { day: place });
            }
            if day.label.trim().is_empty() || day.label.chars().count() > LABEL_LIMIT {
                faults.push(RemarkKind::Label { day: place });
            }
        }
        if self.scopes().iter().any(
            |scope| matches!(scope, Scope::Location(name) | Scope::Class(name) if name.trim().is_empty()),
        ) {
            faults.push(RemarkKind::ScopeName);
        }
        for (place, own) in self.patterns.iter().enumerate() {
            let earlier = self.patterns[..place].iter().any(|other| other.scope == own.scope);
            if earlier || own.scope == Scope::School {
                faults.push(RemarkKind::PatternTwice { scope: own.scope.clone() });
            }
        }
        faults
    }

    fn warnings(&self) -> Vec<CalendarRemark> {
        let warn = |kind, source| CalendarRemark { refuses: false, kind, source };
        let mut warnings = Vec::new();
        let (first, last) = (standard_first_day(self.year), standard_last_day(self.year));
        if self.first_day != first {
            warnings.push(warn(RemarkKind::FirstDay { expected: first }, Some(FIRST_AND_LAST)));
        }
        if self.last_day != last {
            warnings.push(warn(RemarkKind::LastDay { expected: last }, Some(FIRST_AND_LAST)));
        }
        for kind in [SpecialKind::FreeDay, SpecialKind::StudyDay] {
            warnings.extend(self.too_many(kind).into_iter().map(|kind| warn(kind, Some(DAYS_OFF))));
        }
        let idle = (0..self.special_days.len()).filter(|place| !self.has_effect(*place));
        warnings.extend(idle.map(|day| warn(RemarkKind::NoEffect { day }, None)));
        warnings
    }

    /// Counts for the school, and for each location and class that has taken another number.
    fn too_many(&self, kind: SpecialKind) -> Vec<RemarkKind> {
        let allowed = self.kind.half_days_off(kind);
        let of_school = self.taken(kind, &Scope::School);
        let counted = self.scopes().into_iter().map(|scope| (self.taken(kind, &scope), scope));
        counted
            .filter(|(taken, scope)| *taken > allowed && (*scope == Scope::School || *taken != of_school))
            .map(|(taken, scope)| RemarkKind::TooMany { kind, scope, taken, allowed })
            .collect()
    }

    fn taken(&self, kind: SpecialKind, scope: &Scope) -> u32 {
        let (class, location) = scope.names();
        let year = self.for_class(class, location);
        let days = self.first_day.iter_days().take_while(|day| *day <= self.last_day);
        days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }))
            .filter(|at| !self.is_last_half_day(*at))
            .filter(
                |at| matches!(year.lesson(*at), Err(NoLesson::Free { kind: found, .. }) if *found == kind),
            )
            .count() as u32
    }

    /// In primary education the lessons may be suspended for half of the last school day.
    fn is_last_half_day(&self, at: HalfDay) -> bool {
        self.kind == SchoolKind::Bao && at == HalfDay { day: self.last_day, half: Half::Nm }
    }

    /// Whether leaving the entry out would change a half day for those whom it names.
    fn has_effect(&self, place: usize) -> bool {
        let SpecialDay { from, until, scope, .. } = &self.special_days[place];
        let (class, location) = scope.names();
        let mut without = self.clone();
        without.special_days.remove(place);
        let (with, without) = (self.for_class(class, location), without.for_class(class, location));
        let days = from.iter_days().take_while(|day| day <= until);
        days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }))
            .any(|at| with.lesson(at) != without.lesson(at))
    }

    /// The school, and every location and class that the calendar names.
    fn scopes(&self) -> Vec<Scope> {
        let named = self.special_days.iter().map(|day| &day.scope);
        let named = named.chain(self.patterns.iter().map(|own| &own.scope));
        let mut scopes: Vec<Scope> = named.cloned().chain([Scope::School]).collect();
        scopes.sort();
        scopes.dedup();
        scopes
    }
}

impl Scope {
    /// A class and location that fall under it and under nothing narrower.
    fn names(&self) -> (&str, &str) {
        match self {
            Self::School => ("", ""),
            Self::Location(name) => ("", name),
            Self::Class(name) => (name, ""),
        }
    }
}

impl SchoolKind {
    /// Half days that a school may take off in a year. Primary education: 2 free days and 1.5 study
    /// days; mainstream secondary 1 free day, special secondary 2, and 1 study day (SO 74, point 7
    /// g; onderwijs.vlaanderen.be, "Schoolvakanties en andere vrije dagen"; discimus.md 8).
    pub fn half_days_off(self, kind: SpecialKind) -> u32 {
        match (kind, self) {
            (SpecialKind::FreeDay, Self::Bao | Self::Buso) => 4,
            (SpecialKind::FreeDay, Self::So) => 2,
            (SpecialKind::StudyDay, Self::Bao) => 3,
            (SpecialKind::StudyDay, Self::So | Self::Buso) => 2,
            // Not limited in number, or no day off.
            (SpecialKind::Other | SpecialKind::Lesson, _) => u32::MAX,
        }
    }
}
