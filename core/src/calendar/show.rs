//! The calendar of a year, worked out to be drawn.

use chrono::NaiveDate;
use stamboek_domain::attendance::{Half, HalfDay};
use stamboek_domain::calendar::Calendar;
use stamboek_domain::calendar::holidays::Holiday;

use super::classes;
use super::messages::*;
use crate::attendance::School;
use crate::{Answer, Core};

/// The calendar of a year: for the whole school, or for one class.
pub fn calendar(core: &Core, request: CalendarRequest) -> Answer<CalendarAnswer> {
    let today = core.today();
    let year = request.year.unwrap_or_else(|| School::year_of(today));
    let register = core.register()?;
    let school = register.school()?;
    let members = register.members()?.of_school(year);
    let class = request.class.as_deref().unwrap_or_default();
    let stays = members.iter().flat_map(|member| &member.stays);
    let location = stays.filter(|stay| stay.class == class).map(|stay| stay.location.as_str()).next();
    let location = location.unwrap_or_default();
    let worked_out = school.class_calendar(year, class, location);
    let calendar = school.calendar(year);
    let holidays = calendar.holidays();
    let days = year.first_day().iter_days().take_while(|day| *day <= year.last_day());
    let days = days.map(|day| CalendarDay {
        day,
        lessons: Half::BOTH.map(|half| worked_out.lesson(HalfDay { day, half }).is_ok()),
        labels: labels(&calendar, &holidays, day, (class, location)),
    });
    Ok(CalendarAnswer {
        saved: school.saved_calendar(year).is_some(),
        days: days.collect(),
        months: worked_out.months(),
        half_days: worked_out.total(),
        remarks: calendar.problems(),
        classes: classes::rows(&school, &members, year, today),
        holidays: holidays.to_vec(),
        calendar,
    })
}

/// Names of what falls on a day for that class at that location.
fn labels(
    calendar: &Calendar,
    holidays: &[Holiday],
    day: NaiveDate,
    (class, location): (&str, &str),
) -> Vec<String> {
    let holidays = holidays.iter().filter(|holiday| holiday.covers(day));
    let own = calendar.special_days.iter().filter(|special| {
        special.from <= day && day <= special.until && special.scope.covers(class, location)
    });
    holidays.map(|holiday| holiday.name.label().to_owned()).chain(own.map(|own| own.label.clone())).collect()
}
