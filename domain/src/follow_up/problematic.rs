//! Half days B (problematische afwezigheid): what the school must do, and what it may cost.

use super::{Finding, FindingKey, FollowUpRule, NextStep, PupilYear, RuleSource, source};
use crate::attendance::HalfDay;
use crate::attendance::codes::OfficialCode;
use crate::attendance::entry::Entry;

/// Half days B in one school year, spread or not, at this school and the previous one, from which
/// the CLB is involved and a guidance file opened (discimus.md 2.6, E3).
pub const CLB: u32 = 5;

/// Half days B in two consecutive school years from which the school allowance can be claimed back
/// (discimus.md 2.6, G8). Of the previous school only the total of this school year is known.
pub const ALLOWANCE: u32 = 30;

/// The thresholds that were crossed.
pub(super) fn findings(pupil: &PupilYear) -> Vec<Finding> {
    let clb = Threshold {
        rule: FollowUpRule::Problematic,
        limit: CLB,
        step: NextStep::ContactClb,
        source: source::PROBLEMATIC,
    };
    let allowance = Threshold {
        rule: FollowUpRule::AllowanceBack,
        limit: ALLOWANCE,
        step: NextStep::WarnAllowance,
        source: source::ALLOWANCE,
    };
    [clb.crossed(pupil, pupil.of_year()), allowance.crossed(pupil, pupil.of_two_years())]
        .into_iter()
        .flatten()
        .collect()
}

struct Threshold {
    rule: FollowUpRule,
    limit: u32,
    step: NextStep,
    source: RuleSource,
}

impl Threshold {
    fn crossed(&self, pupil: &PupilYear, entries: &[Entry]) -> Option<Finding> {
        let here: Vec<HalfDay> =
            entries.iter().filter(|e| e.official() == Some(OfficialCode::B)).map(|e| e.at).collect();
        let count = here.len() as u32 + pupil.previous.b;
        let before = self.limit.checked_sub(pupil.previous.b + 1);
        (count >= self.limit).then(|| Finding {
            key: FindingKey { rule: self.rule, year: pupil.year, ordinal: self.limit },
            rule: self.rule,
            since: before.and_then(|index| here.get(index as usize).copied()),
            count,
            limit: self.limit,
            step: self.step,
            source: self.source,
        })
    }
}
