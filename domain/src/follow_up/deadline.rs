//! Registers that were not taken: a half day is registered at once, at the latest within seven
//! calendar days (AGODI, discimus.md 2.1, A1).

use chrono::{Days, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

use crate::attendance::{Half, HalfDay};

/// Calendar days after the day itself within which its register must be complete.
pub const DAYS: u32 = 7;

/// Calendar days before the deadline from which a register is due soon: ours, to sort a list by.
const SOON: i64 = 2;

/// How pressing a register is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RegisterDeadline {
    /// There is time.
    Open,
    /// The last day is close.
    DueSoon,
    /// The seven days are over.
    Late,
}

/// A register of one class on one day that is not complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RegisterDue {
    /// Class, as the school calls it.
    pub class: String,
    /// The day.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// The halves that were not taken.
    pub halves: Vec<Half>,
    /// Last day in time.
    #[ts(type = "string")]
    pub last: NaiveDate,
    /// State on the day it is looked at.
    pub state: RegisterDeadline,
}

/// Last day on which the register of that day is in time.
pub fn last_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(DAYS.into())).unwrap_or(NaiveDate::MAX)
}

/// State of a register that is not complete; `None`: the day is still to come.
pub fn state(day: NaiveDate, today: NaiveDate) -> Option<RegisterDeadline> {
    if today < day {
        return None;
    }
    Some(match (last_day(day) - today).num_days() {
        over if over < 0 => RegisterDeadline::Late,
        left if left <= SOON => RegisterDeadline::DueSoon,
        _ => RegisterDeadline::Open,
    })
}

/// The half days of lessons whose register was not taken, by class and day, the oldest first.
pub fn registers<'a>(
    not_taken: impl IntoIterator<Item = (&'a str, HalfDay)>,
    today: NaiveDate,
) -> Vec<RegisterDue> {
    let mut cells: Vec<_> = not_taken.into_iter().map(|(class, at)| (at.day, class, at.half)).collect();
    cells.sort_unstable();
    cells.dedup();
    let due = |group: &[(NaiveDate, &str, Half)]| {
        let (day, class, _) = *group.first()?;
        Some(RegisterDue {
            class: class.to_owned(),
            day,
            halves: group.iter().map(|(_, _, half)| *half).collect(),
            last: last_day(day),
            state: state(day, today)?,
        })
    };
    cells.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(due).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    #[test]
    fn a_register_is_late_after_seven_calendar_days() {
        let of = |today| state(day(2), day(today));
        assert_eq!(of(1), None);
        assert_eq!(of(2), Some(RegisterDeadline::Open));
        assert_eq!(of(6), Some(RegisterDeadline::Open));
        assert_eq!(of(7), Some(RegisterDeadline::DueSoon));
        assert_eq!(of(8), Some(RegisterDeadline::DueSoon));
        assert_eq!(of(9), Some(RegisterDeadline::DueSoon));
        assert_eq!(of(10), Some(RegisterDeadline::Late));
    }

    #[test]
    fn registers_stand_by_class_and_day_with_the_oldest_first() {
        let at = |d, half| HalfDay { day: day(d), half };
        let cells = [
            ("4B", at(10, Half::Vm)),
            ("1A", at(10, Half::Nm)),
            ("4B", at(2, Half::Nm)),
            ("4B", at(2, Half::Vm)),
            ("4B", at(2, Half::Vm)),
            ("4B", at(11, Half::Vm)),
        ];
        let due = registers(cells, day(10));
        let seen: Vec<_> = due.iter().map(|r| (r.class.as_str(), r.day, r.state)).collect();
        assert_eq!(
            seen,
            [
                ("4B", day(2), RegisterDeadline::Late),
                ("1A", day(10), RegisterDeadline::Open),
                ("4B", day(10), RegisterDeadline::Open)
            ]
        );
        assert_eq!(due[0].halves, Half::BOTH);
        assert_eq!(due[0].last, day(9));
    }
}
