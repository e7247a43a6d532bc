//! What follows from a pupil's marks: who crosses a threshold, since when, and what is next.
//!
//! Each rule is a pure function of the marks with its source. The rules warn and never block an
//! entry. A threshold for which no source was found is not here: what 30 half days B mean for a
//! regular pupil (regelmatige leerling), 10 half days B before 2016, and exam periods.

pub mod deadline;
mod key;
pub mod kleuter;
pub mod notes;
pub mod open_reason;
pub mod problematic;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod samples;
mod source;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::key::{FindingKey, FindingKeyFault};
pub use self::source::RuleSource;
use crate::attendance::entry::Entry;
use crate::attendance::{Half, HalfDay};
use crate::enrolment::Level;
use crate::school_year::SchoolYear;

/// The rules that follow the marks of a pupil. Each says what its findings count, and what the
/// ordinal in their keys is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FollowUpRule {
    /// Illness on more calendar days in a row than a note of the parents covers. Counts calendar
    /// days; ordinal: the day on which the illness began.
    NoteTooLong,
    /// The last note of the parents of the school year, and each one after it. Counts notes;
    /// ordinal: the number of the note.
    NotesUsed,
    /// An absence without a reason for longer than the school allows itself. Counts calendar days
    /// since; ordinal: the day of the absence.
    OpenReason,
    /// The CLB must be involved. Counts half days B in one school year; ordinal: the threshold.
    Problematic,
    /// The school allowance can be claimed back. Counts half days B in two school years; ordinal:
    /// the threshold.
    AllowanceBack,
    /// A five-year-old kleuter can no longer reach the half days of compulsory education. Counts
    /// the half days that can still be reached; ordinal: the minimum.
    KleuterCompulsory,
    /// The same for admission to the first year of primary school.
    KleuterAdmission,
}

/// What the secretariat does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NextStep {
    /// Print the letter that says that the notes of this school year are used.
    LetterNotesUsed,
    /// Ask the parents for a medical certificate.
    AskCertificate,
    /// Ask the parents for the reason.
    AskReason,
    /// Contact the CLB and open a guidance file (begeleidingsdossier).
    ContactClb,
    /// Tell the parents that the school allowance can be claimed back.
    WarnAllowance,
    /// Talk with the parents about coming to school.
    TalkPresence,
    /// Plan the advice of the class council (klassenraad).
    ClassCouncil,
}

/// A threshold that a pupil crossed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Finding {
    /// The same at every count; a [`FollowUp`] is recorded under it.
    pub key: FindingKey,
    /// Which rule.
    pub rule: FollowUpRule,
    /// The half day with which it began; `None` when that lies at another school, or ahead.
    pub since: Option<HalfDay>,
    /// What was counted; what it counts, and in which unit, the rule says.
    pub count: u32,
    /// The number it is held against.
    pub limit: u32,
    /// What to do.
    pub step: NextStep,
    /// Where the rule stands.
    pub source: RuleSource,
}

/// A step that was taken about a finding: dated and signed off.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FollowUp {
    /// The finding.
    pub key: FindingKey,
    /// What was done.
    pub step: NextStep,
    /// When.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// In the words of the secretariat; may be empty.
    pub note: String,
}

/// What the previous school of this school year handed over: totals without dates (discimus.md
/// 2.6), of half days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PreviousSchool {
    /// Half days B.
    pub b: u32,
    /// Half days on which the pupil was present.
    pub present: u32,
    /// Acceptable absences (P) of a five-year-old kleuter.
    pub acceptable: u32,
}

/// What the school decides for itself; no source gives these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FollowUpSettings {
    /// An absence without a reason is followed up when it is older than this many calendar days.
    pub open_days: u32,
    /// An absence without a reason that is older than this many calendar days is proposed as B;
    /// `None`: never. Informat has the same setting and applies it by itself (informat.md 6); here
    /// a person confirms it.
    pub open_to_b_days: Option<u32>,
}

impl Default for FollowUpSettings {
    /// Seven days, because a register must be complete by then; nothing is proposed as B.
    fn default() -> Self {
        Self { open_days: 7, open_to_b_days: None }
    }
}

/// What the rules need to know of one pupil.
#[derive(Clone, Copy)]
pub struct PupilYear<'a> {
    /// The school year that is looked at.
    pub year: SchoolYear,
    /// The day on which it is looked at.
    pub today: NaiveDate,
    /// All marks of this school year and the one before, over all enrolments, sorted.
    pub entries: &'a [Entry],
    /// Date of birth, when it is known.
    pub birth: Option<NaiveDate>,
    /// Level of the enrolment, when it is known.
    pub level: Option<Level>,
    /// Totals of the previous school.
    pub previous: PreviousSchool,
    /// The calendar within the enrolments.
    pub lessons: &'a dyn Lessons,
}

/// On which half days a pupil has lessons.
pub trait Lessons {
    /// Whether there are lessons on a half day.
    fn on(&self, at: HalfDay) -> bool;

    /// Half days with lessons from one day to another, both included.
    fn between(&self, from: NaiveDate, until: NaiveDate) -> u32 {
        let days = from.iter_days().take_while(|day| *day <= until);
        let halves = days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }));
        halves.filter(|at| self.on(*at)).count() as u32
    }
}

impl<F: Fn(HalfDay) -> bool> Lessons for F {
    fn on(&self, at: HalfDay) -> bool {
        self(at)
    }
}

impl<'a> PupilYear<'a> {
    fn of_year(&self) -> &'a [Entry] {
        between(self.entries, self.year.first_day(), self.year.last_day())
    }

    fn of_year_before(&self) -> &'a [Entry] {
        let first = self.year.first_day();
        between(self.entries, first - Months::new(12), first - Days::new(1))
    }
}

/// The entries from `first` to `last`, both included.
fn between(entries: &[Entry], first: NaiveDate, last: NaiveDate) -> &[Entry] {
    let from = entries.partition_point(|entry| entry.at.day < first);
    let until = entries.partition_point(|entry| entry.at.day <= last);
    &entries[from..until]
}

/// All that follows from the marks of a pupil, by rule.
pub fn findings(pupil: &PupilYear, settings: &FollowUpSettings) -> Vec<Finding> {
    [
        notes::findings(pupil),
        open_reason::findings(pupil, settings),
        problematic::findings(pupil),
        kleuter::findings(pupil),
    ]
    .concat()
}

/// Findings about which no step was recorded yet. A next threshold is a finding of its own, so it
/// is open although the one before was signed off.
pub fn still_open(findings: Vec<Finding>, taken: &[FollowUp]) -> Vec<Finding> {
    let signed = |finding: &Finding| taken.iter().any(|t| t.key == finding.key && t.step == finding.step);
    findings.into_iter().filter(|finding| !signed(finding)).collect()
}
