//! The register of a class over a period: pupils by half days. What is written here counts: lessons,
//! inside the enrolment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use stamboek_domain::attendance::{Half, HalfDay};
use stamboek_domain::calendar::NoLesson;

use super::messages::CodeStyle;
use super::words;
use crate::attendance::memory::Memory;
use crate::attendance::messages::NotHere;
use crate::attendance::{Member, Members, School};

/// One half day.
pub struct Column {
    /// When.
    pub at: HalfDay,
    /// Why there are no lessons.
    pub free: Option<NoLesson>,
    /// Nobody took the register, though the day is past.
    pub open: bool,
}

/// What stands in a cell.
#[derive(Clone, PartialEq, Eq)]
pub enum Cell {
    /// Present, or not known yet.
    Empty,
    /// A code as the style writes it.
    Code(String),
    /// No lessons.
    Free,
    /// Not enrolled in the class.
    Away,
}

/// One pupil.
pub struct Row {
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Why some days are outside the enrolment; empty when none is.
    pub away: String,
    /// One a column.
    pub cells: Vec<Cell>,
}

/// Pupils by half days.
pub struct ClassRegister {
    /// Class.
    pub class: String,
    /// In order of time.
    pub columns: Vec<Column>,
    /// In order of name.
    pub rows: Vec<Row>,
    /// The codes that occur, with what they stand for.
    pub codes: BTreeMap<String, String>,
}

/// A period and how it is written.
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Today on this laptop.
    pub today: NaiveDate,
    /// How codes are written.
    pub style: CodeStyle,
}

impl Period {
    fn half_days(&self) -> impl Iterator<Item = HalfDay> + '_ {
        let days = self.from.iter_days().take_while(|day| *day <= self.until);
        days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }))
    }
}

impl ClassRegister {
    /// Everybody who belongs to the class on a day of the period.
    pub fn read(
        school: &School,
        memory: &Memory,
        members: &Members,
        (class, period): (&str, &Period),
    ) -> Self {
        let mut members = members.of_class(class, School::year_of(period.until));
        members.retain(|member| {
            let inside = |stay: &crate::attendance::Stay| {
                stay.from.is_none_or(|from| from <= period.until)
                    && stay.until.is_none_or(|until| period.from <= until)
            };
            member.stays.iter().any(inside)
        });
        let location = members.first().and_then(|one| one.stays.first()).map(|stay| stay.location.clone());
        let location = location.unwrap_or_default();
        let columns: Vec<Column> = period
            .half_days()
            .map(|at| {
                let free = school.free(at, class, &location);
                let open = free.is_none() && at.day <= period.today && !memory.is_taken(class, at);
                Column { at, free, open }
            })
            // A Saturday only when the school has lessons then.
            .filter(|column| column.free.is_none() || column.at.day.weekday().num_days_from_monday() < 5)
            .collect();
        let mut codes = BTreeMap::new();
        let rows = members.iter().map(|one| row(school, memory, one, &columns, period, &mut codes)).collect();
        Self { class: class.to_owned(), columns, rows, codes }
    }

    /// How often each code stands in a row, in the order of [`ClassRegister::codes`].
    pub fn totals(&self, row: &Row) -> Vec<u32> {
        self.codes.keys().map(|code| count(row.cells.iter(), code)).collect()
    }

    /// Codes in a column.
    pub fn in_column(&self, column: usize) -> u32 {
        self.rows.iter().filter(|row| matches!(row.cells[column], Cell::Code(_))).count() as u32
    }

    /// How often each code stands in the register.
    pub fn all_totals(&self) -> Vec<u32> {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        self.codes.keys().map(|code| count(cells(), code)).collect()
    }
}

fn count<'a>(cells: impl Iterator<Item = &'a Cell>, code: &str) -> u32 {
    cells.filter(|cell| matches!(cell, Cell::Code(found) if found == code)).count() as u32
}

fn row(
    school: &School,
    memory: &Memory,
    member: &Member,
    columns: &[Column],
    period: &Period,
    codes: &mut BTreeMap<String, String>,
) -> Row {
    let marks = memory.marks(member.pupil);
    let mut cell = |column: &Column| {
        if member.stay(column.at.day).is_none() {
            return Cell::Away;
        }
        if column.free.is_some() {
            return Cell::Free;
        }
        let Ok(place) = marks.binary_search_by_key(&column.at, |(at, _)| *at) else { return Cell::Empty };
        let code = &marks[place].1;
        let Some(shown) = words::shown(school, code, period.style) else { return Cell::Empty };
        codes.entry(shown.clone()).or_insert_with(|| words::meaning(school, code, period.style));
        Cell::Code(shown)
    };
    let cells = columns.iter().map(&mut cell).collect();
    let reasons: BTreeSet<(NaiveDate, String)> =
        columns.iter().filter_map(|column| member.not_here(column.at.day)).map(reason).collect();
    let away: Vec<String> = reasons.into_iter().map(|(_, text)| text).collect();
    Row {
        last_name: member.last_name.clone(),
        first_name: member.first_name.clone(),
        away: away.join(", "),
        cells,
    }
}

fn reason(why: NotHere) -> (NaiveDate, String) {
    match why {
        NotHere::EnrolledFrom { day } => (day, format!("ingeschreven vanaf {}", words::short_day(day))),
        NotHere::LeftOn { day } => (day, format!("ingeschreven t/m {}", words::short_day(day))),
    }
}
