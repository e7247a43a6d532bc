//! Absences without a reason. No law says how long they may stand so; the school does.

use chrono::NaiveDate;

use super::{Finding, FindingKey, FollowUpRule, FollowUpSettings, NextStep, PupilYear, source};
use crate::attendance::HalfDay;
use crate::attendance::codes::Meaning;
use crate::attendance::entry::Entry;
use crate::compulsory;

/// Half days of the school year without a reason that are older than so many calendar days.
fn older_than<'a>(pupil: &PupilYear<'a>, days: u32) -> impl Iterator<Item = &'a Entry> {
    let today = pupil.today;
    let age = move |day: NaiveDate| (today - day).num_days();
    pupil
        .of_year()
        .iter()
        .filter(move |entry| entry.meaning == Meaning::Open && age(entry.at.day) > i64::from(days))
}

/// One finding a day; what is counted is its age in calendar days.
pub(super) fn findings(pupil: &PupilYear, settings: &FollowUpSettings) -> Vec<Finding> {
    let mut found: Vec<Finding> = older_than(pupil, settings.open_days)
        .map(|entry| Finding {
            key: FindingKey::on(FollowUpRule::OpenReason, pupil.year, entry.at.day),
            rule: FollowUpRule::OpenReason,
            since: Some(entry.at),
            count: u32::try_from((pupil.today - entry.at.day).num_days()).unwrap_or_default(),
            limit: settings.open_days,
            step: NextStep::AskReason,
            source: source::SCHOOL,
        })
        .collect();
    found.dedup_by_key(|finding| finding.key);
    found
}

/// Half days without a reason that the school's setting would make B: a proposal that somebody
/// confirms. Empty as long as the setting is off. A kleuter below compulsory age can have no B.
pub fn proposed_as_b(pupil: &PupilYear, settings: &FollowUpSettings) -> Vec<HalfDay> {
    let Some(days) = settings.open_to_b_days else { return Vec::new() };
    let may = |day| pupil.birth.is_none_or(|birth| compulsory::begin(birth) <= day);
    older_than(pupil, days).map(|entry| entry.at).filter(|at| may(at.day)).collect()
}
