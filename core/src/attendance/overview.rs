//! Absences of a class or the school over a year, for pictures with their figures.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use stamboek_domain::attendance::{Half, HalfDay};
use stamboek_domain::follow_up::Lessons;
use stamboek_domain::school_year::SchoolYear;

use super::class_week::monday;
use super::days::Days;
use super::memory::Memory;
use super::messages::*;
use super::{Member, School, Stay, rules};
use crate::{Answer, Core};

/// Half days of lessons and marks, week by week and by half day of the week, until today.
pub fn overview(core: &Core, request: OverviewRequest) -> Answer<Overview> {
    let today = core.today();
    let year = request.year.unwrap_or_else(|| School::year_of(today));
    let register = core.register()?;
    let members = register.members()?;
    let members = match &request.class {
        Some(class) => members.of_class(class, year),
        None => members.of_school(year),
    };
    register.attendance(|_, school, memory| {
        let mut count = Count { school, year, until: today.min(year.last_day()), cells: BTreeMap::new() };
        count.lessons(&members);
        count.marks(&members, memory);
        Ok(count.answer())
    })
}

/// Half days of lessons of all pupils together, and marks by letter.
type Cell = (u32, BTreeMap<String, u32>);

struct Count<'a> {
    school: &'a School,
    year: SchoolYear,
    until: NaiveDate,
    cells: BTreeMap<HalfDay, Cell>,
}

impl Count<'_> {
    /// Of each class its calendar once, and on each half day of it who was there.
    fn lessons(&mut self, members: &[Member]) {
        let mut classes: BTreeMap<(&str, &str), Vec<&Stay>> = BTreeMap::new();
        for stay in members.iter().flat_map(|member| &member.stays) {
            classes.entry((&stay.class, &stay.location)).or_default().push(stay);
        }
        for ((class, location), stays) in classes {
            let calendar = self.school.class_calendar(self.year, class, location);
            for at in calendar.lessons(self.year.first_day(), self.until) {
                let there = stays.iter().filter(|stay| stay.covers(at.day)).count();
                if there > 0 {
                    self.cells.entry(at).or_default().0 += there as u32;
                }
            }
        }
    }

    fn marks(&mut self, members: &[Member], memory: &Memory) {
        for member in members {
            let days = Days::of(self.school, member, &[self.year]);
            let marks = memory.marks_between(member.pupil, self.year.first_day(), self.until);
            // In the class that is asked for, not in one before or after it.
            let counts = |at: HalfDay| member.stay(at.day).is_some() && days.on(at);
            for (at, code) in marks.iter().filter(|(at, _)| counts(*at)) {
                let marks = &mut self.cells.entry(*at).or_default().1;
                rules::count(marks, rules::key_of(self.school, code));
            }
        }
    }

    fn answer(self) -> Overview {
        let mut weeks: BTreeMap<NaiveDate, Cell> = BTreeMap::new();
        let mut weekdays: BTreeMap<(u8, Half), Cell> = BTreeMap::new();
        for (at, cell) in &self.cells {
            add(weeks.entry(monday(at.day)).or_default(), cell);
            let weekday = at.day.weekday().num_days_from_monday() as u8;
            add(weekdays.entry((weekday, at.half)).or_default(), cell);
        }
        let week = |(monday, (half_days, marks))| OverviewWeek { monday, half_days, marks };
        let weekday =
            |((weekday, half), (half_days, marks))| OverviewWeekday { weekday, half, half_days, marks };
        Overview {
            year: self.year,
            weeks: weeks.into_iter().map(week).collect(),
            weekdays: weekdays.into_iter().map(weekday).collect(),
        }
    }
}

fn add(to: &mut Cell, (half_days, marks): &Cell) {
    to.0 += half_days;
    for (code, count) in marks {
        *to.1.entry(code.clone()).or_default() += count;
    }
}
