//! School career (schoolloopbaan): the school before and the school after.

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::pupil::PupilId;

use super::messages::*;
use super::schools::Schools;
use super::{overview, own};
use crate::Answer;
use crate::attendance::{School, rules};

/// The career around the enrolment that holds on that day, or else the last one that began.
pub(super) fn of(db: &Connection, pupil: PupilId, on: NaiveDate) -> Answer<Career> {
    let known = overview::known(db, pupil)?;
    let ours = own::of(db, &[pupil], on)?.remove(&pupil).unwrap_or_default();
    let begun = ours.iter().rev().find(|own| own.period.from <= on);
    let present = ours.iter().find(|own| own.period.covers(on)).or(begun).or(ours.first());
    // Without an enrolment here the day itself parts before from after.
    let begin = present.map_or(on, |own| own.period.from);
    let mut schools = Schools::new(db);
    let all = known.facts.elsewhere.iter().map(|told| overview::other(told, &mut schools));
    let all: Vec<OtherEnrolment> = all.collect::<Answer<_>>()?;
    let from = |other: &&OtherEnrolment| other.told.period.from;
    // A stay in a hospital school is no change of school.
    let schools = || all.iter().filter(|other| !is_hospital(other));
    let year = School::year_of(on);
    Ok(Career {
        previous: schools().filter(|other| from(other) < begin).max_by_key(from).cloned(),
        next: schools().filter(|other| begin < from(other)).min_by_key(from).cloned(),
        handed_over: rules::facts_of(db, pupil)?.previous.get(&year).copied(),
        year,
        all,
    })
}

fn is_hospital(other: &OtherEnrolment) -> bool {
    other.told.hospital || other.school.as_ref().is_some_and(|school| school.hospital)
}
