//! The register of a class in one week.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::attendance::{Half, HalfDay, Mark};
use stamboek_domain::follow_up::deadline;
use stamboek_domain::pupil::PupilId;

use super::memory::Memory;
use super::messages::*;
use super::{Member, School, rules};
use crate::db::OrProblem;
use crate::register::views::attendance::{day_number, half_number, mark_of};
use crate::sync::entry;
use crate::{Answer, Core};

static MARK: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT code, time, note, (SELECT {} FROM outbox o WHERE o.n = view_attendance.n)
         FROM view_attendance WHERE day = ?1 AND half = ?2 AND pupil = ?3",
        entry::STATE
    )
});

/// The register of a class in the week of a day.
pub fn class_week(core: &Core, request: ClassWeekRequest) -> Answer<ClassWeek> {
    let register = core.register()?;
    let today = core.today();
    let monday = monday(request.day);
    let year = School::year_of(monday.checked_add_days(Days::new(4)).unwrap_or(monday));
    let members = register.members()?.of_class(&request.class, year);
    register.attendance(|db, school, memory| {
        let location = members.first().and_then(|one| one.stays.first()).map(|stay| stay.location.clone());
        let class = (request.class.as_str(), location.as_deref().unwrap_or_default());
        let mut columns = Vec::with_capacity(10);
        for at in week(monday) {
            columns.push(column(db, school, memory, class, at, today)?);
        }
        let joined = entry::is_joined(db)?;
        let friday = monday.checked_add_days(Days::new(4)).unwrap_or(monday);
        let mut offered = entry::offered(db, (monday, friday))?;
        let mut rows = Vec::with_capacity(members.len());
        for member in &members {
            let cells = week(monday).map(|at| {
                let offered = offered.remove(&(member.pupil, at));
                cell(db, school, memory, member, (at, joined)).map(|cell| WeekCell { offered, ..cell })
            });
            let rules_on = rules::PupilRules::new(school, memory, member, year);
            rows.push(WeekRow {
                pupil: member.pupil,
                last_name: member.last_name.clone(),
                first_name: member.first_name.clone(),
                cells: cells.collect::<Answer<_>>()?,
                allowed: rules::allowed_on(school, member, monday),
                totals: rules_on.totals(),
                findings: rules_on.open_findings(today),
            });
        }
        Ok(ClassWeek { class: request.class.clone(), monday, columns, rows })
    })
}

/// The Monday of a day's week.
pub(super) fn monday(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}

/// Monday morning to Friday afternoon.
pub(super) fn week(monday: NaiveDate) -> impl Iterator<Item = HalfDay> {
    let days = (0..5).filter_map(move |n| monday.checked_add_days(Days::new(n)));
    days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }))
}

fn column(
    db: &Connection,
    school: &School,
    memory: &Memory,
    (class, location): (&str, &str),
    at: HalfDay,
    today: NaiveDate,
) -> Answer<WeekColumn> {
    let free = school.free(at, class, location);
    let taken = if memory.is_taken(class, at) { taken(db, class, at)? } else { None };
    let due = if free.is_none() && taken.is_none() { deadline::state(at.day, today) } else { None };
    Ok(WeekColumn { at, free, taken, due })
}

/// Who took a register and when.
pub(super) fn taken(db: &Connection, class: &str, at: HalfDay) -> Answer<Option<Taken>> {
    db.prepare_cached("SELECT at, by_user FROM view_roll WHERE day = ?1 AND half = ?2 AND class = ?3")
        .and_then(|mut select| {
            select
                .query_row((day_number(at.day), half_number(at.half), class), |row| {
                    Ok(Taken { at: row.get(0)?, by: row.get(1)? })
                })
                .optional()
        })
        .or_problem()
}

/// One cell of a pupil. Time and remark stand in the file, and are read where there is a mark. A laptop
/// that works alone only tells of marks that are not reported.
pub(super) fn cell(
    db: &Connection,
    school: &School,
    memory: &Memory,
    member: &Member,
    (at, joined): (HalfDay, bool),
) -> Answer<WeekCell> {
    let not_here = member.not_here(at.day);
    let found = match memory.mark(member.pupil, at) {
        Some(_) => mark(db, member.pupil, at)?,
        None => None,
    };
    let state = found.as_ref().and_then(|(_, state)| match rules::counts(school, member, at) {
        false => Some(EntryState::Attention),
        true => state.filter(|_| joined),
    });
    Ok(WeekCell { mark: found.map(|(mark, _)| mark), state, offered: None, not_here })
}

/// The mark of a cell, and where its entry stands; one that came from the server has none here.
fn mark(db: &Connection, pupil: PupilId, at: HalfDay) -> Answer<Option<(Mark, Option<EntryState>)>> {
    db.prepare_cached(&MARK)
        .and_then(|mut select| {
            let key = (day_number(at.day), half_number(at.half), &pupil.0.as_bytes()[..]);
            select
                .query_row(key, |row| {
                    Ok((mark_of(row, 0)?, entry::state_of(row, 3)?.or(Some(EntryState::Arrived))))
                })
                .optional()
        })
        .or_problem()
}
