//! What follows from enrolments as they would stand: for choosing between two plans (sync.md C6, C7).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::enrolment::{EnrolmentId, GroupEnrolment, SchoolEnrolment};
use stamboek_domain::period::Period;
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::op::Change;

use super::known::Known;
use super::messages::EnrolmentRow;
use super::outside::{count_day, marks_in};
use crate::Answer;
use crate::attendance::School;
use crate::sync::messages::{CountsOn, EnrolmentEffects};

impl Known {
    /// The pupil as a change leaves it, whatever it was before.
    pub(crate) fn with(&self, change: &Change) -> Self {
        let mut after = self.clone();
        match change {
            Change::EnrolmentOpen { id, enrolment } => {
                after.classes.retain(|row| row.id != *id);
                after.classes.push(EnrolmentRow { id: *id, enrolment: enrolment.clone() });
            }
            Change::EnrolmentClose { id, now, .. } => after.close(*id, *now),
            Change::EnrolmentCancel { id, .. } => after.classes.retain(|row| row.id != *id),
            Change::EnrolmentSet { schools, groups, .. } => {
                schools.iter().filter_map(|change| change.now.as_ref()).for_each(|now| after.school_is(now));
                for change in groups {
                    let id = change.now.as_ref().or(change.was.as_ref()).map(|group| group.id);
                    after.groups.retain(|one| Some(one.id) != id);
                    after.groups.extend::<Option<GroupEnrolment>>(change.now.clone());
                }
            }
            _ => {}
        }
        after
    }

    fn close(&mut self, id: EnrolmentId, until: Option<NaiveDate>) {
        let rows = self.classes.iter_mut().filter(|row| row.id == id);
        rows.for_each(|row| row.enrolment.until = until);
    }

    fn school_is(&mut self, now: &SchoolEnrolment) {
        self.schools.retain(|one| one.id != now.id);
        self.schools.push(now.clone());
    }

    /// Whether the pupil belongs to the school and to a class on that day, as far as anybody wrote that
    /// down.
    fn belongs_on(&self, day: NaiveDate) -> bool {
        let class = self.classes.is_empty() || self.class_on(day).is_some();
        class && (self.schools.is_empty() || self.counts_by(day).is_some())
    }

    /// The last days of everything that ended.
    fn ends(&self) -> impl Iterator<Item = NaiveDate> {
        let schools = self.schools.iter().filter_map(|one| one.leaving.as_ref()).map(|leaving| leaving.until);
        schools.chain(self.classes.iter().filter_map(|row| row.enrolment.until))
    }
}

/// What follows from each of these, which are of one pupil: marks that fall outside, and whether the
/// pupil counts on the count days of the school years in which they end and of today.
pub(crate) fn effects(
    db: &Connection,
    school: &School,
    sides: &[Known],
    today: NaiveDate,
) -> Answer<Vec<EnrolmentEffects>> {
    let ends: BTreeSet<NaiveDate> = sides.iter().flat_map(Known::ends).collect();
    let years: BTreeSet<SchoolYear> = ends.iter().chain([&today]).map(|day| School::year_of(*day)).collect();
    let days: Vec<NaiveDate> = years.into_iter().filter_map(|year| count_day(school, year)).collect();
    let marks = match (ends.first(), sides.first()) {
        (Some(first), Some(known)) => marks_in(db, known.pupil, Period { from: *first, until: None })?,
        _ => Vec::new(),
    };
    let of = |known: &Known| EnrolmentEffects {
        marks_outside: marks.iter().filter(|mark| !known.belongs_on(mark.at.day)).count() as u32,
        count_days: days
            .iter()
            .map(|day| CountsOn { day: *day, counts: known.counts_by(*day).is_some() })
            .collect(),
    };
    Ok(sides.iter().map(of).collect())
}
