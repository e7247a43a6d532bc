//! Notes of the parents: at most three consecutive calendar days, at most four a school year; from
//! the fourth calendar day or the fifth note a medical certificate is needed (discimus.md 2.5).
//!
//! One note is one run of half days without a lesson between them that has no note. Days without
//! lessons inside a run count: the sources say so of a weekend and nothing of a holiday, so a
//! pupil who was ill on both sides of a holiday is shown once too often rather than never.

use chrono::Days;

use super::{Finding, FindingKey, FollowUpRule, NextStep, PupilYear, source};
use crate::attendance::entry::Entry;
use crate::attendance::{Half, HalfDay};
use crate::compulsory;
use crate::enrolment::Level;

/// Calendar days in a row that a note covers.
pub const DAYS: u32 = 3;

/// Notes in one school year.
pub const A_YEAR: u32 = 4;

/// Whether the rule holds for the pupil on that day: of compulsory age and no five-year-old
/// kleuter. What is not known (date of birth, level) excludes nobody: a warning too many is read,
/// one too few is not.
fn holds(pupil: &PupilYear, at: HalfDay) -> bool {
    let Some(birth) = pupil.birth else { return true };
    let young = pupil.level == Some(Level::Kleuter) && compulsory::age_in(pupil.year, birth) <= 5;
    // A five-year-old in primary school comes under all its rules (discimus.md 2.4).
    let early = pupil.level == Some(Level::Lager) && at.day < compulsory::end(birth);
    !young && (early || compulsory::holds_on(birth, at.day))
}

/// The notes of the school year, each as its half days.
pub fn notes<'a>(pupil: &PupilYear<'a>) -> Vec<Vec<&'a Entry>> {
    let mut notes: Vec<Vec<&Entry>> = Vec::new();
    for entry in pupil.of_year().iter().filter(|e| e.is_parents_note() && holds(pupil, e.at)) {
        match notes.last_mut() {
            Some(note) if note.last().is_some_and(|last| adjacent(pupil, last.at, entry.at)) => {
                note.push(entry);
            }
            _ => notes.push(vec![entry]),
        }
    }
    notes
}

/// Whether there is no lesson between the two.
fn adjacent(pupil: &PupilYear, from: HalfDay, to: HalfDay) -> bool {
    let mut at = next(from);
    while at < to {
        if (pupil.lessons)(at) {
            return false;
        }
        at = next(at);
    }
    true
}

fn next(at: HalfDay) -> HalfDay {
    match at.half {
        Half::Vm => HalfDay { half: Half::Nm, ..at },
        Half::Nm => HalfDay { day: at.day.succ_opt().unwrap_or(at.day), half: Half::Vm },
    }
}

/// Notes that are too long, the last note that is allowed, and each one after it.
pub(super) fn findings(pupil: &PupilYear) -> Vec<Finding> {
    let notes = notes(pupil);
    let long = notes.iter().filter_map(|note| too_long(pupil, note));
    let used = (1..).zip(&notes).filter_map(|(number, note)| used(pupil, number, note));
    long.chain(used).collect()
}

fn too_long(pupil: &PupilYear, note: &[&Entry]) -> Option<Finding> {
    let (first, last) = (note.first()?.at.day, note.last()?.at.day);
    let beyond = first.checked_add_days(Days::new(DAYS.into()))?;
    Some(Finding {
        key: FindingKey::on(FollowUpRule::NoteTooLong, pupil.year, first),
        rule: FollowUpRule::NoteTooLong,
        since: Some(note.iter().find(|entry| entry.at.day >= beyond)?.at),
        count: u32::try_from((last - first).num_days() + 1).unwrap_or(u32::MAX),
        limit: DAYS,
        step: NextStep::AskCertificate,
        source: source::NOTES,
    })
}

fn used(pupil: &PupilYear, number: u32, note: &[&Entry]) -> Option<Finding> {
    let step = match number {
        below if below < A_YEAR => return None,
        A_YEAR => NextStep::LetterNotesUsed,
        _ => NextStep::AskCertificate,
    };
    Some(Finding {
        key: FindingKey { rule: FollowUpRule::NotesUsed, year: pupil.year, ordinal: number },
        rule: FollowUpRule::NotesUsed,
        since: Some(note.first()?.at),
        count: number,
        limit: A_YEAR,
        step,
        source: source::NOTES,
    })
}
