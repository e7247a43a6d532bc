//! The calendar of one class worked out for every half day of the year, for many questions.

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

use super::{Calendar, NoLesson, holidays};
use crate::attendance::{Half, HalfDay};
use crate::school_year::SchoolYear;

/// The half days of one class at one location: each question costs one look in a table.
#[derive(Clone, Debug)]
pub struct ClassCalendar {
    year: SchoolYear,
    /// Per half day since 1 September: 0 for lessons, otherwise one more than the place of the
    /// reason in `reasons`.
    half_days: Vec<u16>,
    /// Half days with lessons before that half day; one more than `half_days`.
    before: Vec<u32>,
    reasons: Vec<NoLesson>,
}

/// Half days with lessons in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MonthTotal {
    /// Calendar year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// Half days with lessons.
    pub half_days: u32,
}

impl Calendar {
    /// Works the year out for one class at one location.
    pub fn for_class(&self, class: &str, location: &str) -> ClassCalendar {
        let holidays = holidays::of(self.year);
        let mut worked_out = ClassCalendar {
            year: self.year,
            half_days: Vec::with_capacity(732),
            before: vec![0],
            reasons: Vec::new(),
        };
        let days = self.year.first_day().iter_days().take_while(|day| *day <= self.year.last_day());
        for at in days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half })) {
            worked_out.push(self.decide(&holidays, at, class, location));
        }
        worked_out
    }
}

impl ClassCalendar {
    fn push(&mut self, lesson: Result<(), NoLesson>) {
        let total = self.total();
        self.before.push(total + u32::from(lesson.is_ok()));
        let Err(reason) = lesson else { return self.half_days.push(0) };
        let known = self.reasons.iter().position(|known| *known == reason);
        let place = known.unwrap_or_else(|| {
            self.reasons.push(reason);
            self.reasons.len() - 1
        });
        self.half_days.push(place as u16 + 1);
    }

    /// Whether there are lessons, or why not.
    pub fn lesson(&self, at: HalfDay) -> Result<(), &NoLesson> {
        let place = usize::try_from(self.place(at)).ok().and_then(|place| self.half_days.get(place));
        match place {
            Some(0) => Ok(()),
            Some(reason) => Err(&self.reasons[usize::from(*reason) - 1]),
            None => Err(&NoLesson::OutsideYear),
        }
    }

    /// Half days with lessons from one day to another, both included; 0 when they are reversed.
    pub fn half_days(&self, from: NaiveDate, until: NaiveDate) -> u32 {
        let begin = self.before(HalfDay { day: from, half: Half::Vm });
        let end = self.before(HalfDay { day: until.succ_opt().unwrap_or(until), half: Half::Vm });
        end.saturating_sub(begin)
    }

    /// The half days with lessons from one day to another, both included, in their order.
    pub fn lessons(&self, from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = HalfDay> + '_ {
        let begin = self.place(HalfDay { day: from, half: Half::Vm }).max(0) as usize;
        let end = (self.place(HalfDay { day: until, half: Half::Nm }) + 1).max(0) as usize;
        let asked = self.half_days.get(begin..end.min(self.half_days.len())).unwrap_or_default();
        let first = self.year.first_day() + Days::new(begin as u64 / 2);
        let lessons = asked.iter().enumerate().filter(|(_, reason)| **reason == 0);
        lessons.map(move |(n, _)| HalfDay { day: first + Days::new(n as u64 / 2), half: Half::BOTH[n % 2] })
    }

    /// Half days with lessons in the whole school year.
    pub fn total(&self) -> u32 {
        self.before.last().copied().unwrap_or_default()
    }

    /// Half days with lessons of each month, September to August.
    pub fn months(&self) -> Vec<MonthTotal> {
        let months = self.year.first_day().iter_days().filter(|day| day.day() == 1).take(12);
        months
            .map(|first| {
                let until = first + chrono::Months::new(1) - Days::new(1);
                let half_days = self.half_days(first, until);
                MonthTotal { year: first.year(), month: first.month(), half_days }
            })
            .collect()
    }

    fn before(&self, at: HalfDay) -> u32 {
        let place = self.place(at).clamp(0, self.before.len() as i64 - 1);
        self.before[place as usize]
    }

    /// Half days since the morning of 1 September; negative before it.
    fn place(&self, at: HalfDay) -> i64 {
        2 * (at.day - self.year.first_day()).num_days() + i64::from(at.half == Half::Nm)
    }
}
