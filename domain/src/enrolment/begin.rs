//! Enrolling: the begin date and the term within which it is registered.

use chrono::{Days, NaiveDate};

use super::kleuter::{self, is_school_day, next_school_day};
use super::{EnrolmentRemark, EnrolmentRemarkKind, EnrolmentStatus, Level, Moment};
use crate::calendar::{Calendar, SchoolKind};
use crate::date::is_weekend;
use crate::school_year::SchoolYear;

/// Calendar days after the enrolment within which it is registered (discimus.md 3.3): by decree in
/// primary education, the same practice in secondary.
const TERM: Days = Days::new(7);

/// School year from whose begin postponing exists in special secondary education only (discimus.md
/// 3.6, V18).
const POSTPONED_BUSO_ONLY: u16 = 2023;

/// An enrolment that somebody is about to register.
#[derive(Clone, Copy)]
pub struct NewEnrolment<'a> {
    /// Level that the pupil enters.
    pub level: Level,
    /// Date of birth, where it is known.
    pub birth: Option<NaiveDate>,
    /// Whether the INSZ is known.
    pub has_insz: bool,
    /// Moment of enrolment.
    pub moment: Moment,
    /// Begin date.
    pub from: NaiveDate,
    /// Status.
    pub status: EnrolmentStatus,
    /// Why it is refused; for a status that is not realised.
    pub reason: &'a str,
    /// The day on which it is registered.
    pub today: NaiveDate,
    /// Calendar of the school. For a begin in another school year the official one is taken.
    pub calendar: &'a Calendar,
}

/// The last day on which an enrolment is registered in time: at most seven calendar days after the
/// enrolment and never after the first day of attendance (discimus.md 3.3, A1).
pub fn register_by(moment: Moment, first_attendance: NaiveDate) -> NaiveDate {
    let term = moment.day.checked_add_days(TERM).unwrap_or(NaiveDate::MAX);
    term.min(first_attendance)
}

/// The day on which a pupil with that begin date really comes: 1 September stands for the first
/// school day (discimus.md 0 rule 7).
pub fn first_attendance(from: NaiveDate, calendar: &Calendar) -> NaiveDate {
    match SchoolYear::of(from) {
        Ok(year) if from == year.first_day() => of_year(year, calendar, |calendar| calendar.first_day),
        _ => from,
    }
}

/// The begin date to propose for somebody who enrols on that day: 1 September for whoever can come
/// from the first school day on, otherwise the next day with lessons; of a kleuter not before a day
/// on which the child may come.
pub fn proposed_begin(
    day: NaiveDate,
    level: Level,
    birth: Option<NaiveDate>,
    calendar: &Calendar,
) -> NaiveDate {
    let next = of_day(day, calendar, |calendar| next_school_day(calendar, day.max(calendar.first_day)));
    let next = next.unwrap_or_else(|| SchoolYear::of(day).map_or(day, first_of_next));
    let next = match birth.filter(|_| level == Level::Kleuter) {
        Some(birth) => kleuter::earliest_day(birth, next, calendar),
        None => next,
    };
    let opens = of_day(next, calendar, |calendar| next <= calendar.first_day);
    match SchoolYear::of(next) {
        Ok(year) if opens => year.first_day(),
        _ => next,
    }
}

impl NewEnrolment<'_> {
    /// Everything that is wrong or remarkable; those that refuse come first.
    pub fn check(&self) -> Vec<EnrolmentRemark> {
        let first = first_attendance(self.from, self.calendar);
        let kinds = [
            self.begin_date(),
            self.kleuter(first),
            self.refusal_reason(),
            (self.moment.day > first).then_some(EnrolmentRemarkKind::EnrolledAfterBegin),
            self.term(first),
            self.postponed(),
            (!self.has_insz).then_some(EnrolmentRemarkKind::InszMissing),
        ];
        let mut remarks: Vec<EnrolmentRemark> = kinds.into_iter().flatten().map(Into::into).collect();
        remarks.sort_by_key(|remark| !remark.refuses);
        remarks
    }

    fn begin_date(&self) -> Option<EnrolmentRemarkKind> {
        let year = SchoolYear::of(self.from).ok()?;
        let (expected, school) = (year.first_day(), self.calendar.kind);
        of_year(year, self.calendar, |calendar| match self.from {
            from if from == expected => None,
            from if is_weekend(from) => Some(EnrolmentRemarkKind::BeginInWeekend),
            from if from <= calendar.first_day => {
                Some(EnrolmentRemarkKind::BeginFirstOfSeptember { expected, school })
            }
            from if is_school_day(calendar, from) => None,
            from => {
                let next = next_school_day(calendar, from).unwrap_or_else(|| first_of_next(year));
                Some(EnrolmentRemarkKind::BeginWithoutLessons { next, school })
            }
        })
    }

    fn kleuter(&self, first: NaiveDate) -> Option<EnrolmentRemarkKind> {
        let birth = self.birth.filter(|_| self.level == Level::Kleuter)?;
        let year = SchoolYear::of(first).ok()?;
        of_year(year, self.calendar, |calendar| kleuter::check(birth, first, calendar))
    }

    fn refusal_reason(&self) -> Option<EnrolmentRemarkKind> {
        let bare = self.status == EnrolmentStatus::NotRealised && self.reason.trim().is_empty();
        bare.then_some(EnrolmentRemarkKind::RefusalWithoutReason)
    }

    fn term(&self, first: NaiveDate) -> Option<EnrolmentRemarkKind> {
        let by = register_by(self.moment, first);
        (self.today > by).then_some(EnrolmentRemarkKind::RegisteredLate { by })
    }

    fn postponed(&self) -> Option<EnrolmentRemarkKind> {
        let elsewhere = self.status == EnrolmentStatus::Postponed
            && self.calendar.kind != SchoolKind::Buso
            && SchoolYear::of(self.from).is_ok_and(|year| year.begin_year() >= POSTPONED_BUSO_ONLY);
        elsewhere.then_some(EnrolmentRemarkKind::PostponedElsewhere)
    }
}

/// Asks the school's calendar, or the official one of another school year.
fn of_year<T>(year: SchoolYear, own: &Calendar, ask: impl FnOnce(&Calendar) -> T) -> T {
    match own.year == year {
        true => ask(own),
        false => ask(&Calendar::standard(year, own.kind)),
    }
}

/// Asks the calendar of the school year of a day; the school's own for a day outside all years.
fn of_day<T>(day: NaiveDate, own: &Calendar, ask: impl FnOnce(&Calendar) -> T) -> T {
    of_year(SchoolYear::of(day).unwrap_or(own.year), own, ask)
}

fn first_of_next(year: SchoolYear) -> NaiveDate {
    year.last_day().succ_opt().unwrap_or(NaiveDate::MAX)
}

/// Whether nothing may begin on that day: a Saturday or Sunday other than 1 September (discimus.md
/// 3.3).
pub fn begins_in_weekend(day: NaiveDate) -> bool {
    is_weekend(day) && SchoolYear::of(day).map(SchoolYear::first_day) != Ok(day)
}

#[cfg(test)]
mod tests;
