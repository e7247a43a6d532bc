//! Whether a half day has lessons, and why not.

use chrono::{Datelike, Weekday};
use serde::Serialize;
use ts_rs::TS;

use super::holidays::{Holiday, HolidayName};
use super::{Calendar, Pattern, ScopedPattern, SpecialDay, SpecialKind};
use crate::attendance::HalfDay;

/// Why a half day has no lessons, and so takes no mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "reason")]
#[ts(export)]
pub enum NoLesson {
    /// Before the first or after the last school day.
    OutsideYear,
    /// Saturday or Sunday.
    Weekend,
    /// A holiday of all schools.
    Holiday {
        /// Which.
        name: HolidayName,
    },
    /// The week of the class has no lessons then, for instance on Wednesday afternoon.
    NotWorked,
    /// A day off of the school, location or class.
    Free {
        /// Never [`SpecialKind::Lesson`].
        kind: SpecialKind,
        /// In the school's words.
        label: String,
    },
}

impl Calendar {
    pub(super) fn decide(
        &self,
        holidays: &[Holiday],
        at: HalfDay,
        class: &str,
        location: &str,
    ) -> Result<(), NoLesson> {
        let holiday = holidays.iter().find(|holiday| holiday.covers(at.day)).map(|holiday| holiday.name);
        if at.day < self.first_day || self.last_day < at.day {
            return Err(match holiday {
                Some(HolidayName::Summer) => NoLesson::Holiday { name: HolidayName::Summer },
                _ => NoLesson::OutsideYear,
            });
        }
        let weekend = matches!(at.day.weekday(), Weekday::Sat | Weekday::Sun);
        let works = self.pattern_of(class, location).works(at);
        let ordinary = match holiday {
            _ if weekend => Err(NoLesson::Weekend),
            Some(name) => Err(NoLesson::Holiday { name }),
            None if !works => Err(NoLesson::NotWorked),
            None => Ok(()),
        };
        match self.special_day(at, class, location) {
            Some(day) if day.kind == SpecialKind::Lesson && (works || day.from == day.until) => Ok(()),
            Some(day) if day.kind != SpecialKind::Lesson => {
                ordinary.and(Err(NoLesson::Free { kind: day.kind, label: day.label.clone() }))
            }
            _ => ordinary,
        }
    }

    /// The special day that decides: of the narrowest scope, and of those the last one entered.
    fn special_day(&self, at: HalfDay, class: &str, location: &str) -> Option<&SpecialDay> {
        let covering = |day: &&SpecialDay| day.covers(at) && day.scope.covers(class, location);
        self.special_days.iter().filter(covering).max_by_key(|day| day.scope.rank())
    }

    fn pattern_of(&self, class: &str, location: &str) -> Pattern {
        let covering = |own: &&ScopedPattern| own.scope.covers(class, location);
        let own = self.patterns.iter().filter(covering).max_by_key(|own| own.scope.rank());
        own.map_or(self.pattern, |own| own.pattern)
    }
}
