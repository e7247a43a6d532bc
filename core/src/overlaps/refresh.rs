//! Taking over what a source tells of a pupil, also of cases that were closed.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::elsewhere::{Change, Elsewhere, ElsewhereSource, refresh};
use stamboek_domain::overlap::{CaseAction, CaseKey, CaseStep, classify, said};
use stamboek_domain::pupil::PupilId;

use super::facts::{self, Facts};
use super::messages::OwnEnrolment;
use super::schools::Schools;
use super::{overview, own, pairs};
use crate::Answer;
use crate::register::Batch;

/// What Discimus tells of one pupil, all of it: what it told before and tells no more is gone, and a
/// case that was closed comes back when the enrolment still overlaps. Our own school among the
/// enrolments is left out. What is known so already adds nothing.
///
/// # Errors
/// `NotFound` for a pupil that the register does not know.
pub fn replace_from_discimus(
    batch: &mut Batch,
    pupil: PupilId,
    told: Vec<Elsewhere>,
    seen_at: DateTime<FixedOffset>,
) -> Answer<()> {
    let ours = own::institutions(batch.tx())?;
    let told = told
        .into_iter()
        .filter(|one| one.institution.as_ref().is_none_or(|number| !ours.contains(number)))
        .map(|one| Elsewhere { seen_on: seen_at.date_naive(), ..one })
        .collect::<Vec<_>>();
    let known = overview::known(batch.tx(), pupil)?.facts;
    let changes = refresh(&known.elsewhere, &told, ElsewhereSource::Discimus, true);
    let own = own::of(batch.tx(), &[pupil], seen_at.date_naive())?.remove(&pupil).unwrap_or_default();
    let back = come_back(batch.tx(), &known, &told, &own, seen_at.date_naive())?;
    take_over(batch, pupil, &changes, &back, seen_at)
}

/// The closed cases that come back with what is told now: those of which the enrolment overlaps one
/// of ours in a school year that is not over.
pub(super) fn come_back(
    db: &Connection,
    known: &Facts,
    told: &[Elsewhere],
    ours: &[OwnEnrolment],
    on: NaiveDate,
) -> Answer<Vec<CaseKey>> {
    let mut schools = Schools::new(db);
    let mut back = Vec::new();
    for one in told {
        let Some(case) = CaseKey::of(one).filter(|case| said(known.steps(case), on).is_closed()) else {
            continue;
        };
        if !back.contains(&case) && overlaps(one, ours, &mut schools, on)? {
            back.push(case);
        }
    }
    Ok(back)
}

fn overlaps(told: &Elsewhere, ours: &[OwnEnrolment], schools: &mut Schools, on: NaiveDate) -> Answer<bool> {
    let theirs = pairs::theirs(told, schools)?;
    for own in ours {
        // The kind of our school decides what it may do, not whether it is a case.
        let own = pairs::ours(own, None, schools)?;
        if classify(&own, &theirs, on).is_some_and(|pair| pair.is_case()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Saves a telling as part of an action.
pub(super) fn take_over(
    batch: &mut Batch,
    pupil: PupilId,
    changes: &[Change],
    back: &[CaseKey],
    at: DateTime<FixedOffset>,
) -> Answer<()> {
    for change in changes {
        if let Some(key) = change.key() {
            facts::put_elsewhere(batch, pupil, &key, change.now.as_ref())?;
        }
    }
    for case in back {
        let step = CaseStep { at, by: String::new(), action: CaseAction::SeenAgain, note: String::new() };
        facts::add_step(batch, pupil, case, &step)?;
    }
    Ok(())
}
