//! "Vandaag": all classes of a day, those that need work first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use stamboek_domain::attendance::{Half, HalfDay};
use stamboek_domain::follow_up::deadline::{self, RegisterDeadline};
use stamboek_domain::school_year::SchoolYear;

use super::class_week::taken;
use super::memory::Memory;
use super::messages::*;
use super::{School, rules};
use crate::{Answer, Core};

/// Open registers of one class that are named at most.
const NAMED: usize = 10;

/// The classes of a day.
pub fn today(core: &Core, request: DayRequest) -> Answer<Today> {
    let today = core.today();
    let day = request.day;
    let year = School::year_of(day);
    let register = core.register()?;
    let members = register.members()?;
    let mut classes: BTreeMap<&str, (&str, Vec<_>)> = BTreeMap::new();
    for (pupil, stay) in members.on(day) {
        classes.entry(&stay.class).or_insert((&stay.location, Vec::new())).1.push(pupil);
    }
    register.attendance(|db, school, memory| {
        let since = memory.first_roll(HalfDay { day: year.first_day(), half: Half::Vm });
        let mut rows = Vec::with_capacity(classes.len());
        let mut next_lessons: Option<NaiveDate> = None;
        for (class, (location, pupils)) in classes {
            let mut halves = Vec::with_capacity(2);
            for half in Half::BOTH {
                let at = HalfDay { day, half };
                let mut marks: BTreeMap<String, u32> = BTreeMap::new();
                for pupil in &pupils {
                    if let Some(code) = memory.mark(*pupil, at) {
                        rules::count(&mut marks, rules::key_of(school, code));
                    }
                }
                let taken = if memory.is_taken(class, at) { taken(db, class, at)? } else { None };
                halves.push(TodayHalf { free: school.free(at, class, location), taken, marks });
            }
            if halves.iter().all(|half: &TodayHalf| half.free.is_some()) {
                let next = lessons_after(school, class, location, day);
                next_lessons = next_lessons.into_iter().chain(next).min();
            }
            let open = open(school, memory, (class, location), since, year, day);
            let due = open.first().and_then(|at| deadline::state(at.day, today));
            rows.push(TodayClass { class: class.to_owned(), pupils: pupils.len() as u32, halves, open, due });
        }
        rows.sort_by(|a, b| {
            urgency(a).cmp(&urgency(b)).then_with(|| stamboek_domain::class::compare(&a.class, &b.class))
        });
        let anybody = rows.iter().flat_map(|row| &row.halves).any(|half| half.free.is_none());
        Ok(Today { day, next_lessons: next_lessons.filter(|_| !anybody), classes: rows })
    })
}

/// The first day after another one on which a class has lessons, in this school year or the next.
fn lessons_after(school: &School, class: &str, location: &str, day: NaiveDate) -> Option<NaiveDate> {
    let year = School::year_of(day);
    let from = day.succ_opt()?;
    let next = SchoolYear::beginning(year.begin_year() + 1).ok();
    [Some(year), next].into_iter().flatten().find_map(|year| {
        let calendar = school.class_calendar(year, class, location);
        calendar.lessons(from, year.last_day()).next().map(|at| at.day)
    })
}

/// Late registers first, then classes of which this day is open, then the others.
fn urgency(class: &TodayClass) -> u8 {
    let open_now = class.halves.iter().any(|half| half.free.is_none() && half.taken.is_none());
    match class.due {
        Some(RegisterDeadline::Late) => 0,
        Some(RegisterDeadline::DueSoon) => 1,
        _ if open_now => 2,
        Some(RegisterDeadline::Open) => 3,
        None => 4,
    }
}

/// Earlier registers that were not taken, the oldest first. A school that begins with the program
/// in the middle of a year is not reminded of what it registered elsewhere: looked at is what
/// comes after the first register that anybody took.
fn open(
    school: &School,
    memory: &Memory,
    (class, location): (&str, &str),
    since: Option<HalfDay>,
    year: SchoolYear,
    day: NaiveDate,
) -> Vec<HalfDay> {
    let (Some(since), Some(before)) = (since, day.pred_opt()) else { return Vec::new() };
    if before < since.day {
        return Vec::new();
    }
    let calendar = school.class_calendar(year, class, location);
    let lessons = calendar.lessons(since.day, before).filter(|at| since <= *at);
    let mut taken = memory.rolls(class, since).peekable();
    let is_open = |at: &HalfDay| {
        while taken.next_if(|earlier| earlier < at).is_some() {}
        taken.peek() != Some(at)
    };
    lessons.filter(is_open).take(NAMED).collect()
}
