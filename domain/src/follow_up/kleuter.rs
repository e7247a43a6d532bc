//! The 290 half days of a five-year-old kleuter: two totals that must never be mixed.
//!
//! For compulsory education an acceptable absence (P) counts as coming to school; for admission to
//! the first year of primary school only real presence counts (discimus.md 0 rule 3, 2.7).

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

use super::{Finding, FindingKey, FollowUpRule, NextStep, PupilYear, RuleSource, source};
use crate::attendance::codes::OfficialCode;
use crate::attendance::{Half, HalfDay};
use crate::compulsory;
use crate::enrolment::Level;

/// Half days that are needed, for either purpose (discimus.md 2.7: W2, E4 and G1).
pub const MINIMUM: u32 = 290;

/// Age that a kleuter reaches in the calendar year in which the rules hold for it.
const AGE: i32 = 5;

/// One total, in half days: the columns that schools know from the screen for school allowances of
/// their package (informat.md 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct HalfDaysReached {
    /// Reached at this school before today.
    pub here: u32,
    /// Reached at the previous school of this school year.
    pub elsewhere: u32,
    /// Both.
    pub total: u32,
    /// From today until 30 June, without the absences that were entered ahead.
    pub left: u32,
    /// What is needed.
    pub minimum: u32,
    /// Still needed.
    pub required: u32,
    /// What is left is not enough.
    pub at_risk: bool,
}

/// Both totals of one kleuter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct KleuterTotals {
    /// Compulsory education: presence and acceptable absences.
    pub compulsory: HalfDaysReached,
    /// Admission to the first year of primary school: presence alone.
    pub admission: HalfDaysReached,
    /// Half days B.
    pub problematic: u32,
    /// Absences without a reason: counted for neither total as long as they stand so.
    pub open: u32,
}

impl HalfDaysReached {
    fn new(here: u32, elsewhere: u32, left: u32) -> Self {
        let total = here + elsewhere;
        let required = MINIMUM.saturating_sub(total);
        Self { here, elsewhere, total, left, minimum: MINIMUM, required, at_risk: required > left }
    }
}

/// Whether the 290 half days are counted for the pupil: a kleuter who turns five in the calendar
/// year in which the school year begins. Without date of birth or level nothing is said.
pub fn concerns(pupil: &PupilYear) -> bool {
    let five = |birth| compulsory::age_in(pupil.year, birth) == AGE;
    pupil.level == Some(Level::Kleuter) && pupil.birth.is_some_and(five)
}

/// Both totals of the school year. A half day of lessons without a mark is a presence, also where
/// the register was not taken yet (see [`super::deadline`] for those).
pub fn totals(pupil: &PupilYear) -> KleuterTotals {
    let entries = pupil.of_year();
    let absent = |keep: &dyn Fn(Option<OfficialCode>) -> bool| -> BTreeSet<HalfDay> {
        entries.iter().filter(|e| e.is_absence() && keep(e.official())).map(|e| e.at).collect()
    };
    let acceptable = absent(&|code| code == Some(OfficialCode::P));
    let other = absent(&|code| code != Some(OfficialCode::P));
    let mut lessons: Vec<HalfDay> = lessons_until_june(pupil).collect();
    lessons.retain(|at| !other.contains(at));
    let (past, ahead): (Vec<_>, Vec<_>) = lessons.iter().partition(|at| at.day < pupil.today);
    let present = |days: &[&HalfDay]| days.iter().filter(|at| !acceptable.contains(at)).count() as u32;
    let before = pupil.previous;
    KleuterTotals {
        compulsory: HalfDaysReached::new(
            past.len() as u32,
            before.present + before.acceptable,
            ahead.len() as u32,
        ),
        admission: HalfDaysReached::new(present(&past), before.present, present(&ahead)),
        problematic: entries.iter().filter(|e| e.official() == Some(OfficialCode::B)).count() as u32
            + before.b,
        open: entries.iter().filter(|e| e.is_absence() && e.official().is_none()).count() as u32,
    }
}

/// What cannot be reached any more.
pub(super) fn findings(pupil: &PupilYear) -> Vec<Finding> {
    if !concerns(pupil) {
        return Vec::new();
    }
    let totals = totals(pupil);
    [
        (
            FollowUpRule::KleuterCompulsory,
            totals.compulsory,
            NextStep::TalkPresence,
            source::KLEUTER_COMPULSORY,
        ),
        (FollowUpRule::KleuterAdmission, totals.admission, NextStep::ClassCouncil, source::KLEUTER_ADMISSION),
    ]
    .into_iter()
    .filter(|(_, reached, ..)| reached.at_risk)
    .map(|(rule, reached, step, source)| finding(pupil, rule, reached, step, source))
    .collect()
}

fn finding(
    pupil: &PupilYear,
    rule: FollowUpRule,
    reached: HalfDaysReached,
    step: NextStep,
    source: RuleSource,
) -> Finding {
    let key = FindingKey { rule, year: pupil.year, ordinal: MINIMUM };
    Finding { key, rule, since: None, count: reached.total + reached.left, limit: MINIMUM, step, source }
}

/// Half days of lessons from 1 September to 30 June.
fn lessons_until_june<'a>(pupil: &'a PupilYear) -> impl Iterator<Item = HalfDay> + 'a {
    let first = pupil.year.first_day();
    let last = NaiveDate::from_ymd_opt(first.year() + 1, 6, 30).unwrap_or(first);
    let days = (0..).map_while(move |n| first.checked_add_days(Days::new(n)).filter(|day| *day <= last));
    let halves = days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }));
    halves.filter(|at| (pupil.lessons)(*at))
}
