//! Half days B (problematische afwezigheid): what the school must do, and what it may cost.

use std::iter::repeat_n;

use super::{Finding, FindingKey, FollowUpRule, NextStep, PupilYear, RuleSource, source};
use crate::attendance::HalfDay;
use crate::attendance::codes::OfficialCode;
use crate::attendance::entry::Entry;
use crate::school_year::SchoolYear;

/// Half days B in one school year, spread or not, at this school and the previous one, from which
/// the CLB is involved and a guidance file opened (discimus.md 2.6, E3).
pub const CLB: u32 = 5;

/// Half days B in two consecutive school years from which the school allowance can be claimed back
/// (discimus.md 2.6, G8). Of the previous school only the total of this school year is known.
pub const ALLOWANCE: u32 = 30;

/// The thresholds that were crossed.
pub(super) fn findings(pupil: &PupilYear) -> Vec<Finding> {
    let (earlier, here) = (problematic(pupil.of_year_before()), problematic(pupil.of_year()));
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
    [clb.crossed(pupil, &[], &here), allowance.crossed(pupil, &earlier, &here)]
        .into_iter()
        .flatten()
        .collect()
}

fn problematic(entries: &[Entry]) -> Vec<HalfDay> {
    entries.iter().filter(|entry| entry.official() == Some(OfficialCode::B)).map(|entry| entry.at).collect()
}

struct Threshold {
    rule: FollowUpRule,
    limit: u32,
    step: NextStep,
    source: RuleSource,
}

impl Threshold {
    /// The half days stand in the order of time: the year before, the previous school of this
    /// year (a total without dates), this school. A threshold that was crossed in the year before
    /// keeps the key it had then, so that it is not asked a second time.
    fn crossed(&self, pupil: &PupilYear, earlier: &[HalfDay], here: &[HalfDay]) -> Option<Finding> {
        let elsewhere = pupil.previous.b;
        let dated = |days: &[HalfDay]| days.iter().copied().map(Some).collect::<Vec<_>>();
        let mut all = dated(earlier).into_iter().chain(repeat_n(None, elsewhere as usize)).chain(dated(here));
        let since = all.nth(self.limit as usize - 1)?;
        let year = since.and_then(|at| SchoolYear::of(at.day).ok()).unwrap_or(pupil.year);
        Some(Finding {
            key: FindingKey { rule: self.rule, year, ordinal: self.limit },
            rule: self.rule,
            since,
            count: elsewhere.saturating_add((earlier.len() + here.len()) as u32),
            limit: self.limit,
            step: self.step,
            source: self.source,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::PreviousSchool;
    use super::super::samples::{half_days, pupil, with_year_before};
    use super::*;

    fn of(rule: FollowUpRule, pupil: &PupilYear) -> Option<Finding> {
        findings(pupil).into_iter().find(|finding| finding.rule == rule)
    }

    #[test]
    fn five_half_days_b_in_a_school_year_bring_in_the_clb() {
        for here in [0, 1, 4, 5, 6] {
            for elsewhere in [0, 1, 4, 5, 6] {
                let entries = half_days("B01", here);
                let previous = PreviousSchool { b: elsewhere, ..PreviousSchool::default() };
                let found = of(FollowUpRule::Problematic, &PupilYear { previous, ..pupil(&entries) });
                let count = here as u32 + elsewhere;
                assert_eq!(found.as_ref().map(|f| f.count), (count >= 5).then_some(count));
                let since = found.and_then(|finding| finding.since);
                let wanted = (elsewhere < 5 && count >= 5).then(|| entries[4 - elsewhere as usize].at);
                assert_eq!(since, wanted, "{here} here, {elsewhere} elsewhere");
            }
        }
    }

    #[test]
    fn the_school_year_before_does_not_count_for_the_clb() {
        let entries = with_year_before("B", 4, 4);
        assert_eq!(of(FollowUpRule::Problematic, &pupil(&entries)), None);
    }

    #[test]
    fn thirty_in_two_school_years_touch_the_school_allowance() {
        for (before, elsewhere, here, crossed) in
            [(20, 0, 9, false), (20, 0, 10, true), (20, 0, 11, true), (10, 9, 10, false), (10, 10, 10, true)]
        {
            let entries = with_year_before("B", before, here);
            let previous = PreviousSchool { b: elsewhere, ..PreviousSchool::default() };
            let found = of(FollowUpRule::AllowanceBack, &PupilYear { previous, ..pupil(&entries) });
            assert_eq!(found.is_some(), crossed, "{before} {elsewhere} {here}");
            let wanted = crossed.then(|| entries[29 - elsewhere as usize].at);
            assert_eq!(found.and_then(|finding| finding.since), wanted);
        }
    }

    #[test]
    fn what_was_crossed_last_year_keeps_its_key() {
        let entries = with_year_before("B", 30, 1);
        let this_year = pupil(&entries);
        let year = SchoolYear::beginning(2025).unwrap();
        let last_year = PupilYear { year, entries: &entries[..30], ..this_year };
        let key = |pupil: &PupilYear| of(FollowUpRule::AllowanceBack, pupil).unwrap().key;
        assert_eq!(key(&this_year), key(&last_year));
    }
}
