//! The calendar of the demo school, with days of its own.

use chrono::{Datelike, NaiveDate, Weekday};
use stamboek_domain::attendance::{Half, HalfDay};
use stamboek_domain::calendar::{Calendar, SchoolKind, Scope, SpecialDay, SpecialKind};
use stamboek_domain::school_year::SchoolYear;

use super::Level;

/// The standard year with a study day and the free days that a school of that level may take:
/// two in primary education, one in secondary.
pub(super) fn calendar(level: Level, year: SchoolYear) -> Calendar {
    let kind = match level {
        Level::Basis => SchoolKind::Bao,
        Level::Secundair => SchoolKind::So,
    };
    let mut calendar = Calendar::standard(year, kind);
    let free = (SpecialKind::FreeDay, "Facultatieve vrije dag");
    let study = (SpecialKind::StudyDay, "Pedagogische studiedag");
    let days = [(free, 10, Weekday::Fri), (study, 11, Weekday::Thu), (free, 3, Weekday::Mon)];
    let many = if level == Level::Basis { 3 } else { 2 };
    for ((kind, label), month, weekday) in days.into_iter().take(many) {
        let Some(day) = first(&calendar, month, weekday) else { continue };
        let (label, scope) = (label.to_owned(), Scope::School);
        calendar.special_days.push(SpecialDay { from: day, until: day, half: None, kind, label, scope });
    }
    calendar
}

/// The first school day on that day of the week in that month.
fn first(calendar: &Calendar, month: u32, weekday: Weekday) -> Option<NaiveDate> {
    let year = calendar.for_class("", "");
    let days = calendar.first_day.iter_days().take_while(|day| *day <= calendar.last_day);
    days.filter(|day| day.month() == month && day.weekday() == weekday)
        .find(|day| year.lesson(HalfDay { day: *day, half: Half::Vm }).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_its_own_are_as_many_as_the_law_gives() {
        for level in [Level::Basis, Level::Secundair] {
            for begin in 2020..2035 {
                let calendar = calendar(level, SchoolYear::beginning(begin).unwrap());
                assert!(calendar.problems().is_empty(), "{begin}");
                assert!(calendar.special_days.len() >= 2);
            }
        }
    }
}
