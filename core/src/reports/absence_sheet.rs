//! The absence sheet of a pupil: the school year at a glance, totals, and every absence with its
//! remark.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::attendance::{Half, HalfDay};
use stamboek_domain::date::belgian;
use stamboek_domain::school_year::SchoolYear;

use super::absences::{self, Absence};
use super::class_register::Cell;
use super::messages::CodeStyle;
use super::words;
use crate::Answer;
use crate::attendance::memory::Memory;
use crate::attendance::{Member, School};

/// Everything on the sheet.
pub struct AbsenceSheet {
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Date of birth, day first; may be empty.
    pub birth: String,
    /// Class of the last day of the year that is not to come.
    pub class: String,
    /// Its weeks: the Monday, and Monday to Friday by halves.
    pub weeks: Vec<(NaiveDate, Vec<Cell>)>,
    /// Half days by code, with what the code stands for.
    pub totals: BTreeMap<String, (String, u32)>,
    /// Half days with lessons inside the enrolment, until today.
    pub half_days: u32,
    /// In order of time, each with its code in the style.
    pub absences: Vec<(String, Absence)>,
}

impl AbsenceSheet {
    /// Reads the sheet of a pupil.
    pub fn read(
        db: &Connection,
        school: &School,
        memory: &Memory,
        member: &Member,
        (year, today, style): (SchoolYear, NaiveDate, CodeStyle),
    ) -> Answer<Self> {
        let all = absences::read(db, school, memory, member, (year.first_day(), year.last_day()))?;
        let shown = |absence: Absence| Some((absence.shown(school, style)?, absence));
        let absences: Vec<(String, Absence)> = all.into_iter().filter_map(shown).collect();
        let mut totals: BTreeMap<String, (String, u32)> = BTreeMap::new();
        for (code, absence) in &absences {
            let label = || (words::meaning(school, &absence.code, style), 0);
            totals.entry(code.clone()).or_insert_with(label).1 += absence.half_days;
        }
        let calendar = school.calendar(year);
        let last = today.clamp(calendar.first_day, calendar.last_day);
        let stay = member.stay(last).or(member.stays.last());
        let mut weeks = weeks(school, member, (calendar.first_day, calendar.last_day));
        for (at, code) in codes(school, memory, member, style) {
            place(&mut weeks, at, code);
        }
        Ok(Self {
            birth: member.birth.map(belgian).unwrap_or_default(),
            class: stay.map(|stay| stay.class.clone()).unwrap_or_default(),
            weeks,
            totals,
            half_days: lessons(school, member, (calendar.first_day, last)),
            absences,
            last_name: member.last_name.clone(),
            first_name: member.first_name.clone(),
        })
    }
}

fn weeks(
    school: &School,
    member: &Member,
    (first, last): (NaiveDate, NaiveDate),
) -> Vec<(NaiveDate, Vec<Cell>)> {
    let since = u64::from(first.weekday().num_days_from_monday());
    let mut monday = first.checked_sub_days(Days::new(since)).unwrap_or(first);
    let mut weeks = Vec::new();
    while monday <= last {
        let days = monday.iter_days().take(5);
        let cells = days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }));
        weeks.push((monday, cells.map(|at| empty(school, member, at)).collect()));
        let Some(next) = monday.checked_add_days(Days::new(7)) else { break };
        monday = next;
    }
    weeks
}

fn empty(school: &School, member: &Member, at: HalfDay) -> Cell {
    match member.stay(at.day) {
        None => Cell::Away,
        Some(stay) if school.free(at, &stay.class, &stay.location).is_some() => Cell::Free,
        Some(_) => Cell::Empty,
    }
}

/// The marks of a pupil in the style.
fn codes(school: &School, memory: &Memory, member: &Member, style: CodeStyle) -> Vec<(HalfDay, String)> {
    let marks = memory.marks(member.pupil).iter();
    marks.filter_map(|(at, code)| Some((*at, words::shown(school, code, style)?))).collect()
}

fn place(weeks: &mut [(NaiveDate, Vec<Cell>)], at: HalfDay, code: String) {
    let Some((first, _)) = weeks.first() else { return };
    let days = (at.day - *first).num_days();
    let (week, day) = (usize::try_from(days.div_euclid(7)), usize::try_from(days.rem_euclid(7)).unwrap_or(7));
    let cells = week.ok().and_then(|week| weeks.get_mut(week));
    let cell = cells.and_then(|(_, cells)| cells.get_mut(2 * day + usize::from(at.half == Half::Nm)));
    if let Some(cell) = cell.filter(|cell| **cell == Cell::Empty) {
        *cell = Cell::Code(code);
    }
}

fn lessons(school: &School, member: &Member, (first, last): (NaiveDate, NaiveDate)) -> u32 {
    let days = first.iter_days().take_while(|day| *day <= last);
    let halves = days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }));
    halves.filter(|at| empty(school, member, *at) == Cell::Empty).count() as u32
}
