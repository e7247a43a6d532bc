//! Pupils to test the rules with: school year 2026-2027, lessons on weekdays without Wednesday
//! afternoon, no holidays.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{PreviousSchool, PupilYear};
use crate::attendance::entry::Entry;
use crate::attendance::samples::{entry, half_day};
use crate::attendance::{Half, HalfDay};
use crate::enrolment::Level;
use crate::school_year::SchoolYear;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn half(text: &str, half: Half) -> HalfDay {
    HalfDay { day: day(text), half }
}

pub fn weekdays(at: HalfDay) -> bool {
    match at.day.weekday() {
        Weekday::Sat | Weekday::Sun => false,
        Weekday::Wed => at.half == Half::Vm,
        _ => true,
    }
}

/// All half days of lessons of the school year.
pub fn lesson_half_days() -> impl Iterator<Item = HalfDay> {
    (0..730).map(half_day).filter(|at| weekdays(*at))
}

/// That code on all lessons of those days.
pub fn days(code: &str, on: &[&str]) -> Vec<Entry> {
    let halves = on.iter().flat_map(|on| Half::BOTH.map(|h| half(on, h)));
    halves.filter(|at| weekdays(*at)).map(|at| entry(at, code)).collect()
}

/// That code on the first half days of lessons.
pub fn half_days(code: &str, count: usize) -> Vec<Entry> {
    lesson_half_days().take(count).map(|at| entry(at, code)).collect()
}

/// That code on so many half days of the school year before, and of this one.
pub fn with_year_before(code: &str, before: usize, here: usize) -> Vec<Entry> {
    let earlier = half_days(code, before).into_iter().map(|entry| {
        let day = entry.at.day.with_year(2025).unwrap();
        Entry { at: HalfDay { day, ..entry.at }, ..entry }
    });
    earlier.chain(half_days(code, here)).collect()
}

/// In primary school, looked at at the end of the year.
pub fn pupil(entries: &[Entry]) -> PupilYear<'_> {
    PupilYear {
        year: SchoolYear::beginning(2026).unwrap(),
        today: day("2027-06-30"),
        entries,
        birth: Some(day("2017-04-03")),
        level: Some(Level::Lager),
        previous: PreviousSchool::default(),
        lessons: &weekdays,
    }
}

/// Five years old, in kleuter.
pub fn kleuter(entries: &[Entry]) -> PupilYear<'_> {
    PupilYear { birth: Some(day("2021-04-03")), level: Some(Level::Kleuter), ..pupil(entries) }
}
