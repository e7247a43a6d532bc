//! What the end of an enrolment does to attendance and to the count days.

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::enrolment::EntryMoment;
use stamboek_domain::period::Period;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::known::Known;
use super::messages::{CountDayChange, MarkOutside};
use crate::Answer;
use crate::attendance::School;
use crate::db::OrProblem;
use crate::register::views::attendance::{day_number, day_of, half_of, mark_of};

/// The marks of a pupil on these days.
pub(super) fn marks_in(db: &Connection, pupil: PupilId, days: Period) -> Answer<Vec<MarkOutside>> {
    let (first, last) = (day_number(days.from), days.until.map_or(i64::MAX, day_number));
    db.prepare_cached(
        "SELECT day, half, code, time, note FROM view_attendance
         WHERE day BETWEEN ?1 AND ?2 AND pupil = ?3 ORDER BY day, half",
    )
    .and_then(|mut select| {
        let mark = |row: &rusqlite::Row| {
            let at = HalfDay { day: day_of(row, 0)?, half: half_of(row, 1)? };
            Ok(MarkOutside { at, code: mark_of(row, 2)?.code })
        };
        select.query_map((first, last, &pupil.0.as_bytes()[..]), mark)?.collect()
    })
    .or_problem()
}

/// The count day of a school year: the first school day of February (discimus.md 8).
pub(crate) fn count_day(school: &School, year: SchoolYear) -> Option<NaiveDate> {
    EntryMoment::February.date(&school.calendar(year))
}

/// The count days on which the pupil counted and no longer does, or the other way round, in the
/// school years from one day to the other.
pub(super) fn count_days(
    school: &School,
    was: &Known,
    now: &Known,
    (first, last): (NaiveDate, NaiveDate),
) -> Vec<CountDayChange> {
    let years = School::year_of(first).begin_year()..=School::year_of(last).begin_year();
    let days = years.filter_map(|year| count_day(school, SchoolYear::beginning(year).ok()?));
    let change = |day| {
        let (was, now) = (was.counts_by(day).is_some(), now.counts_by(day).is_some());
        (was != now).then_some(CountDayChange { day, was, now })
    };
    days.filter_map(change).collect()
}
