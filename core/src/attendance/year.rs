//! The year of one pupil at a glance.

use chrono::{Days as Step, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::calendar::NoLesson;
use stamboek_domain::follow_up::kleuter;
use stamboek_domain::follow_up::{findings, still_open};
use stamboek_domain::school_year::SchoolYear;

use super::class_week::{cell, monday, week};
use super::memory::Memory;
use super::messages::*;
use super::{Member, School, Stay, rules};
use crate::access::{Look, log_once};
use crate::sync::entry;
use crate::{Answer, Core};

/// Everything about the attendance of a pupil in a school year. Who looked is logged.
///
/// # Errors
/// `NotFound`.
pub fn pupil_year(core: &Core, request: PupilYearRequest) -> Answer<PupilYearAnswer> {
    let today = core.today();
    let year = request.year.unwrap_or_else(|| School::year_of(today));
    let register = core.register()?;
    let members = register.members()?;
    let member = members.known(request.pupil)?;
    log_once(&register, core.now(), Look::Sheet, Some(member.pupil), 1, "attendance")?;
    let facts = &member.facts;
    register.attendance(|db, school, memory| {
        let rules_on = rules::PupilRules::new(school, memory, member, year);
        let (findings, kleuter) = rules_on.ask(today, |pupil| {
            let kleuter = kleuter::concerns(pupil).then(|| kleuter::totals(pupil));
            (findings(pupil, &school.settings.follow_up), kleuter)
        });
        let shown = today.clamp(year.first_day(), year.last_day());
        let half_days = |until| half_days(school, member, year, until);
        Ok(PupilYearAnswer {
            pupil: member.pupil,
            cells: cells(db, school, memory, member, year)?,
            totals: rules_on.totals(),
            half_days: [half_days(today), half_days(year.last_day())],
            allowed: rules::allowed_on(school, member, shown),
            findings: still_open(findings, &facts.follow_ups),
            follow_ups: facts.follow_ups.clone(),
            previous: facts.previous.get(&year).copied().unwrap_or_default(),
            kleuter,
            measures: facts.measures.clone(),
            class: nearest(member, shown).map(|stay| stay.class.clone()).unwrap_or_default(),
            last_name: member.last_name.clone(),
            first_name: member.first_name.clone(),
            year,
        })
    })
}

/// The period that holds on a day, otherwise the last one before it, otherwise the first after it.
pub(super) fn nearest(member: &Member, day: NaiveDate) -> Option<&Stay> {
    let before = || member.stays.iter().rfind(|stay| stay.from.is_none_or(|from| from <= day));
    member.stay(day).or_else(before).or(member.stays.first())
}

/// Half days of lessons inside the enrolments, from 1 September on, that day included.
fn half_days(school: &School, member: &Member, year: SchoolYear, until: NaiveDate) -> u32 {
    let of_stay = |stay: &Stay| {
        let from = stay.from.map_or(year.first_day(), |from| from.max(year.first_day()));
        let last = stay.until.map_or(until, |last| last.min(until));
        if last < from {
            return 0;
        }
        school.class_calendar(year, &stay.class, &stay.location).half_days(from, last)
    };
    member.stays.iter().map(of_stay).sum()
}

/// Monday to Friday of every week that has a day of the year.
fn cells(
    db: &Connection,
    school: &School,
    memory: &Memory,
    member: &Member,
    year: SchoolYear,
) -> Answer<Vec<YearCell>> {
    let mut cells = Vec::with_capacity(540);
    let joined = entry::is_joined(db)?;
    let mut offered = entry::offered(db, (year.first_day(), year.last_day()))?;
    let mut first = monday(year.first_day());
    while first <= year.last_day() {
        for at in week(first) {
            let inside = (year.first_day()..=year.last_day()).contains(&at.day);
            let cell = match inside {
                true => cell(db, school, memory, member, (at, joined))?,
                false => {
                    let not_here = member.not_here(at.day);
                    WeekCell { mark: None, state: None, offered: None, not_here }
                }
            };
            let cell = WeekCell { offered: offered.remove(&(member.pupil, at)), ..cell };
            let free = if inside { free(school, member, at) } else { Some(NoLesson::OutsideYear) };
            cells.push(YearCell { at, free, cell });
        }
        first = first + Step::new(7);
    }
    Ok(cells)
}

/// Why there are no lessons, by the calendar of the class that the pupil is in, was in last, or
/// comes into.
pub(super) fn free(school: &School, member: &Member, at: HalfDay) -> Option<NoLesson> {
    let stay = nearest(member, at.day);
    let (class, location) = stay.map_or(("", ""), |stay| (&stay.class, &stay.location));
    school.free(at, class, location)
}
