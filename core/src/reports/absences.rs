//! A pupil's absences as a list: half days in a row with the same code are one.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};

use super::messages::CodeStyle;
use super::words;
use crate::Answer;
use crate::attendance::memory::Memory;
use crate::attendance::{Member, School, rules};
use crate::register::views::attendance::read_mark;

/// Half days in a row under one code.
pub struct Absence {
    /// First half day.
    pub from: HalfDay,
    /// Last half day.
    pub until: HalfDay,
    /// Half days with lessons.
    pub half_days: u32,
    /// As it was typed.
    pub code: MarkCode,
    /// Time of arrival.
    pub time: Option<NaiveTime>,
    /// Remark; may be empty.
    pub note: String,
}

/// What counts of a pupil from one day to another, in order of time.
pub fn read(
    db: &Connection,
    school: &School,
    memory: &Memory,
    member: &Member,
    (from, until): (NaiveDate, NaiveDate),
) -> Answer<Vec<Absence>> {
    let marks = memory.marks(member.pupil);
    let first = marks.partition_point(|(at, _)| at.day < from);
    let mut absences: Vec<Absence> = Vec::new();
    for (at, _) in marks[first..].iter().take_while(|(at, _)| at.day <= until) {
        if !rules::counts(school, member, *at) {
            continue;
        }
        let Some(mark) = read_mark(db, member.pupil, *at)? else { continue };
        match absences.last_mut().filter(|last| last.goes_on(school, member, *at, &mark)) {
            Some(last) => {
                last.until = *at;
                last.half_days += 1;
            }
            None => absences.push(Absence {
                from: *at,
                until: *at,
                half_days: 1,
                code: mark.code,
                time: mark.time,
                note: mark.note.unwrap_or_default(),
            }),
        }
    }
    Ok(absences)
}

impl Absence {
    /// Whether the mark of a later half day belongs to it: the same, and no lessons in between.
    fn goes_on(&self, school: &School, member: &Member, at: HalfDay, mark: &Mark) -> bool {
        let same = self.code == mark.code && self.note == mark.note.as_deref().unwrap_or_default();
        let timed = self.time.is_some() || mark.time.is_some();
        same && !timed && !between(self.until, at).any(|at| rules::counts(school, member, at))
    }

    /// As [`when`].
    pub fn when(&self) -> String {
        when(self.from, self.until)
    }

    /// The code in that style; `None`: left out.
    pub fn shown(&self, school: &School, style: CodeStyle) -> Option<String> {
        words::shown(school, &self.code, style)
    }

    /// `08:51`, or nothing.
    pub fn time(&self) -> String {
        self.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default()
    }
}

/// `ma 2/11 vm – wo 4/11 vm`, or one half day, or one day.
pub fn when(from: HalfDay, until: HalfDay) -> String {
    let whole_day = from.half == Half::Vm && until.half == Half::Nm;
    match from.day == until.day {
        true if from == until => words::half_day(from),
        true if whole_day => format!("{} {}", words::weekday(from.day), words::short_day(from.day)),
        _ => format!("{} – {}", words::half_day(from), words::half_day(until)),
    }
}

/// The half days strictly between two.
fn between(from: HalfDay, until: HalfDay) -> impl Iterator<Item = HalfDay> {
    let days = from.day.iter_days().take_while(move |day| *day <= until.day);
    days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }))
        .filter(move |at| from < *at && *at < until)
}
