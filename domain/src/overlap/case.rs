//! What was done about a pupil who is also enrolled elsewhere, and where that stands.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OverlapKind, OverlapPair, OverlapYear};
use crate::elsewhere::{Elsewhere, OtherSchool};
use crate::school_year::SchoolYear;

/// What tells one case of a pupil from the others: the other school, and the school year in which
/// the enrolment there began, so that a corrected begin date is no new case and another year is.
/// Written `039107/2026-2027`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct CaseKey {
    /// The other school.
    pub school: OtherSchool,
    /// The school year.
    pub year: SchoolYear,
}

/// The text is no key of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseKeyFault;

impl CaseKey {
    /// The case of an enrolment elsewhere; `None` for a day outside the school years.
    pub fn of(elsewhere: &Elsewhere) -> Option<Self> {
        let year = SchoolYear::of(elsewhere.period.from).ok()?;
        Some(Self { school: elsewhere.other_school(), year })
    }

    /// As [`CaseKey`] writes itself.
    pub fn parse(text: &str) -> Result<Self, CaseKeyFault> {
        let (school, year) = text.split_once('/').ok_or(CaseKeyFault)?;
        let school = OtherSchool::parse(school).ok_or(CaseKeyFault)?;
        let key = Self { school, year: SchoolYear::parse(year).map_err(|_| CaseKeyFault)? };
        if key.to_string() == text { Ok(key) } else { Err(CaseKeyFault) }
    }
}

impl std::fmt::Display for CaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.school, self.year)
    }
}

impl TryFrom<String> for CaseKey {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "case_key")
    }
}

impl From<CaseKey> for String {
    fn from(key: CaseKey) -> Self {
        key.to_string()
    }
}

/// What was done about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[ts(export)]
pub enum CaseAction {
    /// Somebody was called.
    Call {
        /// Whether we wait to be called back.
        waits: bool,
    },
    /// It is taken up again on that day.
    Postpone {
        /// The day.
        #[ts(type = "string")]
        until: NaiveDate,
    },
    /// The other school is wrong and has to mend it.
    OtherWrong,
    /// It is settled.
    Solved,
    /// It is not settled after all.
    Reopen,
    /// A letter to the parents was made.
    LetterToParents,
    /// A letter to the other school was made.
    LetterToSchool,
    /// The text of a mail to the other school was made.
    MailToSchool,
    /// Our enrolment was closed, with that last day.
    OursClosed {
        /// The last day.
        #[ts(type = "string")]
        until: NaiveDate,
    },
    /// The pupil never came to us: our enrolment in the group was cancelled.
    OursNeverCame,
    /// It was set right when our enrolment began.
    OursBegins {
        /// The begin date.
        #[ts(type = "string")]
        from: NaiveDate,
    },
    /// A refresh told the enrolment elsewhere again after the case was closed. Nobody does this by
    /// hand.
    SeenAgain,
}

/// One step of a case. Steps are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CaseStep {
    /// When, on the laptop where it was entered.
    #[ts(type = "string")]
    pub at: DateTime<FixedOffset>,
    /// By whom, by the name given on that laptop; may be empty.
    pub by: String,
    /// What.
    pub action: CaseAction,
    /// In the words of the secretariat; may be empty.
    pub note: String,
}

/// Where a case stands. The most urgent comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
#[ts(export)]
pub enum CaseState {
    /// It was closed, and a later refresh told the enrolment again: the other school is to be called
    /// (discimus.md 5).
    CameBack,
    /// Something is to be done.
    Open,
    /// We wait to be called back.
    WaitingForCall,
    /// The other school has to mend it.
    OtherWrong,
    /// It is taken up again later.
    Postponed {
        /// The day on which it is open again.
        #[ts(type = "string")]
        until: NaiveDate,
    },
    /// It is settled; the next refresh tells whether it stays away.
    Solved,
    /// Lawful, without a shared day, or of a school year that is over.
    NothingToDo,
    /// The enrolments overlap no more.
    Gone,
}

/// A case as its steps tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Standing {
    /// Where it stands.
    #[serde(flatten)]
    pub state: CaseState,
    /// How often it came back after it was closed.
    pub came_back: u32,
}

impl CaseState {
    /// Whether somebody has to look at it today.
    pub fn is_due(self) -> bool {
        matches!(self, Self::CameBack | Self::Open)
    }

    /// Whether it was closed, so that a refresh that tells the enrolment again makes it come back.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Solved | Self::OtherWrong)
    }
}

/// Where a case stands on `today`, by its steps in their order; `pair` is `None` when the enrolments
/// neither overlap nor adjoin any more.
pub fn standing(pair: Option<&OverlapPair>, steps: &[CaseStep], today: NaiveDate) -> Standing {
    let mut told = Told::default();
    steps.iter().for_each(|step| told.follow(step.action));
    let state = match pair {
        None => CaseState::Gone,
        Some(pair) if !pair.is_case() => CaseState::NothingToDo,
        Some(_) => told.state(today),
    };
    Standing { state, came_back: told.came_back }
}

/// What the steps alone say, whatever became of the enrolments.
pub fn said(steps: &[CaseStep], today: NaiveDate) -> CaseState {
    let mut told = Told::default();
    steps.iter().for_each(|step| told.follow(step.action));
    told.state(today)
}

impl OverlapPair {
    /// Whether something is to be done about such a pair at all: double or parallel, in a school
    /// year that is not over.
    pub fn is_case(&self) -> bool {
        matches!(self.kind, OverlapKind::Double | OverlapKind::Parallel) && self.year != OverlapYear::Earlier
    }
}

/// What the steps so far come to: how it was left, and what we wait for meanwhile.
struct Told {
    left: CaseState,
    waits: Option<CaseState>,
    came_back: u32,
}

impl Default for Told {
    fn default() -> Self {
        Self { left: CaseState::Open, waits: None, came_back: 0 }
    }
}

impl Told {
    fn follow(&mut self, action: CaseAction) {
        match action {
            CaseAction::Call { waits: true } => self.wait(CaseState::WaitingForCall),
            CaseAction::Postpone { until } => self.wait(CaseState::Postponed { until }),
            CaseAction::Call { waits: false } => {
                self.waits = self.waits.filter(|waits| *waits != CaseState::WaitingForCall);
            }
            CaseAction::OtherWrong => self.leave(CaseState::OtherWrong),
            CaseAction::Solved => self.leave(CaseState::Solved),
            CaseAction::Reopen => self.leave(CaseState::Open),
            CaseAction::SeenAgain if self.left.is_closed() => {
                self.came_back += 1;
                self.leave(CaseState::CameBack);
            }
            CaseAction::LetterToParents
            | CaseAction::LetterToSchool
            | CaseAction::MailToSchool
            | CaseAction::OursClosed { .. }
            | CaseAction::OursNeverCame
            | CaseAction::OursBegins { .. }
            | CaseAction::SeenAgain => {}
        }
    }

    fn leave(&mut self, state: CaseState) {
        (self.left, self.waits) = (state, None);
    }

    /// Waiting for something opens a case that was closed.
    fn wait(&mut self, state: CaseState) {
        self.waits = Some(state);
        if self.left.is_closed() {
            self.left = CaseState::Open;
        }
    }

    fn state(&self, today: NaiveDate) -> CaseState {
        match self.waits {
            Some(CaseState::Postponed { until }) if until <= today => self.left,
            Some(waits) => waits,
            None => self.left,
        }
    }
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;
