//! All marks and taken registers in memory while the register is open: totals, thresholds and
//! pictures over a year are counted here, without reading a large encrypted table by pupil.
//!
//! Loaded at the first question, then kept up with every commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::attendance::{HalfDay, Mark, MarkCode};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::Write;
use stamboek_domain::sync::merge::Thing;
use stamboek_domain::sync::op::Cell;
use uuid::Uuid;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::attendance::{day_of, half_of};

/// Marks and taken registers of all years.
#[derive(Default)]
pub struct Memory {
    marks: HashMap<PupilId, Vec<(HalfDay, MarkCode)>>,
    rolls: BTreeMap<String, BTreeSet<HalfDay>>,
}

/// One step by which the memory follows a commit.
pub(crate) enum Step {
    /// A cell has this code now.
    Cell(Cell, Option<MarkCode>),
    /// A register was taken, or not after all.
    Roll(String, HalfDay, bool),
}

impl Step {
    /// What a write of the views means for the memory.
    pub(crate) fn of(write: &Write) -> Vec<Self> {
        match write {
            Write::Cell { cell, mark } => vec![Self::Cell(*cell, mark.map(|mark: &Mark| mark.code))],
            Write::Roll { class, at, taken } => vec![Self::Roll((*class).to_owned(), *at, *taken)],
            Write::Moved { thing: Thing::Cell { at, mark }, from, to } => {
                let cell = |pupil: &PupilId| Cell { pupil: *pupil, at: *at };
                vec![Self::Cell(cell(from), None), Self::Cell(cell(to), Some(mark.code))]
            }
            _ => Vec::new(),
        }
    }
}

impl Memory {
    pub(crate) fn load(db: &Connection) -> Answer<Self> {
        let mut memory = Self::default();
        let mut select = db
            .prepare("SELECT day, half, pupil, code FROM view_attendance ORDER BY day, half")
            .or_problem()?;
        let mut rows = select.query([]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            let at = HalfDay { day: day_of(row, 0).or_problem()?, half: half_of(row, 1).or_problem()? };
            let pupil = row.get_ref(2).or_problem()?.as_blob().unwrap_or_default();
            let code = row.get_ref(3).or_problem()?.as_str().unwrap_or_default();
            if let (Ok(pupil), Ok(code)) = (Uuid::from_slice(pupil), MarkCode::parse(code)) {
                memory.marks.entry(PupilId(pupil)).or_default().push((at, code));
            }
        }
        let mut select = db.prepare("SELECT day, half, class FROM view_roll").or_problem()?;
        let mut rows = select.query([]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            let at = HalfDay { day: day_of(row, 0).or_problem()?, half: half_of(row, 1).or_problem()? };
            memory.rolls.entry(row.get(2).or_problem()?).or_default().insert(at);
        }
        Ok(memory)
    }

    pub(crate) fn follow(&mut self, steps: Vec<Step>) {
        for step in steps {
            match step {
                Step::Cell(cell, code) => {
                    let marks = self.marks.entry(cell.pupil).or_default();
                    match (marks.binary_search_by_key(&cell.at, |(at, _)| *at), code) {
                        (Ok(place), Some(code)) => marks[place].1 = code,
                        (Ok(place), None) => drop(marks.remove(place)),
                        (Err(place), Some(code)) => marks.insert(place, (cell.at, code)),
                        (Err(_), None) => {}
                    }
                }
                Step::Roll(class, at, true) => drop(self.rolls.entry(class).or_default().insert(at)),
                Step::Roll(class, at, false) => drop(self.rolls.entry(class).or_default().remove(&at)),
            }
        }
    }

    /// A pupil's marks in order of time.
    pub fn marks(&self, pupil: PupilId) -> &[(HalfDay, MarkCode)] {
        self.marks.get(&pupil).map_or(&[], Vec::as_slice)
    }

    /// Those from one day to another, both included.
    pub fn marks_between(&self, pupil: PupilId, from: NaiveDate, until: NaiveDate) -> &[(HalfDay, MarkCode)] {
        let marks = self.marks(pupil);
        let first = marks.partition_point(|(at, _)| at.day < from);
        let end = marks.partition_point(|(at, _)| at.day <= until);
        marks.get(first..end).unwrap_or_default()
    }

    /// What stands in a cell.
    pub fn mark(&self, pupil: PupilId, at: HalfDay) -> Option<&MarkCode> {
        let marks = self.marks(pupil);
        marks.binary_search_by_key(&at, |(at, _)| *at).ok().map(|place| &marks[place].1)
    }

    /// The registers of a class that were taken from `from` on, in order of time.
    pub fn rolls(&self, class: &str, from: HalfDay) -> impl Iterator<Item = HalfDay> + '_ {
        self.rolls.get(class).into_iter().flat_map(move |rolls| rolls.range(from..)).copied()
    }

    /// Whether the register of a class was taken.
    pub fn is_taken(&self, class: &str, at: HalfDay) -> bool {
        self.rolls.get(class).is_some_and(|rolls| rolls.contains(&at))
    }

    /// The first register that anybody took from `from` on.
    pub fn first_roll(&self, from: HalfDay) -> Option<HalfDay> {
        self.rolls.values().filter_map(|rolls| rolls.range(from..).next()).min().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stamboek_domain::attendance::Half;

    #[test]
    fn the_memory_keeps_marks_in_order_of_time_whatever_the_order_of_entry() {
        let at =
            |day: u32, half| HalfDay { day: chrono::NaiveDate::from_ymd_opt(2026, 11, day).unwrap(), half };
        let pupil = PupilId(Uuid::nil());
        let cell = |day, half| Cell { pupil, at: at(day, half) };
        let code = |text| Some(MarkCode::parse(text).unwrap());
        let mut memory = Memory::default();
        memory.follow(vec![
            Step::Cell(cell(24, Half::Vm), code("Z")),
            Step::Cell(cell(23, Half::Nm), code("B")),
            Step::Cell(cell(23, Half::Vm), code("?")),
            Step::Cell(cell(23, Half::Vm), code("R")),
            Step::Cell(cell(23, Half::Nm), None),
            Step::Cell(cell(23, Half::Nm), None),
        ]);
        let seen: Vec<_> =
            memory.marks(pupil).iter().map(|(at, code)| (at.day.to_string(), code.as_str())).collect();
        assert_eq!(seen, [("2026-11-23".to_owned(), "R"), ("2026-11-24".to_owned(), "Z")]);
    }
}
