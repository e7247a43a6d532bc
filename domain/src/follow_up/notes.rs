//! Notes of the parents: at most three consecutive calendar days, at most four a school year; from
//! the fourth calendar day or the fifth note a medical certificate is needed (discimus.md 2.5).
//!
//! One note is one run of half days without a lesson between them that has no note. Days without
//! lessons inside a run count: the sources say so of a weekend and nothing of a holiday, so a
//! pupil who was ill on both sides of a holiday is shown once too often rather than never.

use chrono::Days;

use super::{Finding, FindingKey, FollowUpRule, NextStep, PupilYear, kleuter, source};
use crate::attendance::entry::Entry;
use crate::attendance::{Half, HalfDay};
use crate::compulsory;

/// Calendar days in a row that a note covers.
pub const DAYS: u32 = 3;

/// Notes in one school year.
pub const A_YEAR: u32 = 4;

/// Whether the rule holds for the pupil on that day: of compulsory age and no five-year-old
/// kleuter. What is not known (date of birth, level) excludes nobody: a warning too many is read,
/// one too few is not.
fn holds(pupil: &PupilYear, at: HalfDay) -> bool {
    let compulsory = pupil.birth.is_none_or(|birth| compulsory::holds_on(birth, at.day));
    compulsory && !kleuter::concerns(pupil)
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
        if pupil.lessons.on(at) {
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

#[cfg(test)]
mod tests {
    use super::super::samples::{day, days, half, pupil, weekdays};
    use super::*;
    use crate::enrolment::Level;

    fn of(rule: FollowUpRule, pupil: &PupilYear) -> Vec<Finding> {
        findings(pupil).into_iter().filter(|finding| finding.rule == rule).collect()
    }

    #[test]
    fn a_note_covers_three_calendar_days_and_weekends_count() {
        for (ill, beyond) in [
            (&["2026-11-16", "2026-11-17"][..], None),
            (&["2026-11-16", "2026-11-17", "2026-11-18"], None),
            (&["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"], Some(("2026-11-19", 4))),
            (&["2026-11-19", "2026-11-20"], None),
            (&["2026-11-20", "2026-11-23"], Some(("2026-11-23", 4))),
            (&["2026-11-19", "2026-11-20", "2026-11-23"], Some(("2026-11-23", 5))),
        ] {
            let entries = days("Z", ill);
            let found = of(FollowUpRule::NoteTooLong, &pupil(&entries));
            let seen: Vec<_> = found.iter().map(|f| (f.since.unwrap(), f.count)).collect();
            let wanted: Vec<_> = beyond.into_iter().map(|(on, n)| (half(on, Half::Vm), n)).collect();
            assert_eq!(seen, wanted, "{ill:?}");
        }
    }

    #[test]
    fn a_half_day_at_school_or_with_a_certificate_ends_a_note() {
        let mut entries = days("Z", &["2026-11-20", "2026-11-23", "2026-11-24"]);
        entries.retain(|entry| entry.at != half("2026-11-23", Half::Vm));
        assert_eq!(notes(&pupil(&entries)).len(), 2);
        assert_eq!(findings(&pupil(&entries)), []);
        let mut entries = days("Z", &["2026-11-20"]);
        entries.extend(days("D", &["2026-11-23"]));
        assert_eq!(notes(&pupil(&entries)).len(), 1);
        assert_eq!(findings(&pupil(&entries)), []);
    }

    #[test]
    fn days_without_lessons_do_not_end_a_note() {
        let entries = days("Z", &["2026-11-10", "2026-11-12"]);
        let holiday = |at: HalfDay| weekdays(at) && at.day != day("2026-11-11");
        assert_eq!(notes(&PupilYear { lessons: &holiday, ..pupil(&entries) }).len(), 1);
        assert_eq!(notes(&pupil(&entries)).len(), 2);
    }

    #[test]
    fn the_fourth_note_asks_for_a_letter_and_the_fifth_for_a_certificate() {
        let ill = ["2026-09-07", "2026-10-05", "2026-11-09", "2026-12-07", "2027-01-11", "2027-02-01"];
        let steps = |count: usize| {
            let entries = days("Z", &ill[..count]);
            let found = of(FollowUpRule::NotesUsed, &pupil(&entries));
            found.iter().map(|f| (f.count, f.key.ordinal, f.step)).collect::<Vec<_>>()
        };
        let fourth = (4, 4, NextStep::LetterNotesUsed);
        let further = |n| (n, n, NextStep::AskCertificate);
        assert_eq!(steps(3), []);
        assert_eq!(steps(4), [fourth]);
        assert_eq!(steps(5), [fourth, further(5)]);
        assert_eq!(steps(6), [fourth, further(5), further(6)]);
    }

    #[test]
    fn a_new_school_year_begins_with_no_notes() {
        let entries = days("Z", &["2026-05-04", "2026-06-01", "2026-06-08", "2026-06-15", "2026-09-07"]);
        assert_eq!(findings(&pupil(&entries)), []);
    }

    #[test]
    fn only_pupils_of_compulsory_age_except_five_year_old_kleuters() {
        let entries = days("Z", &["2026-11-20", "2026-11-23"]);
        let found = |birth: Option<&str>, level| {
            let birth = birth.map(day);
            !findings(&PupilYear { birth, level, ..pupil(&entries) }).is_empty()
        };
        assert!(!found(Some("2021-12-31"), Some(Level::Kleuter)), "five in kleuter");
        assert!(found(Some("2021-01-01"), Some(Level::Lager)), "five in primary school");
        assert!(found(Some("2020-12-31"), Some(Level::Kleuter)), "six, kept in kleuter");
        assert!(!found(Some("2022-01-01"), Some(Level::Kleuter)), "below compulsory age");
        assert!(!found(Some("2008-11-20"), Some(Level::Secundair)), "eighteen");
        assert!(found(Some("2009-06-30"), Some(Level::Secundair)), "seventeen");
        assert!(found(None, None), "what is not known excludes nobody");
    }
}
