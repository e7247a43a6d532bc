//! Absences without a reason. No law says how long they may stand so; the school does.

use chrono::NaiveDate;

use super::{Finding, FindingKey, FollowUpRule, FollowUpSettings, NextStep, PupilYear, source};
use crate::attendance::HalfDay;
use crate::attendance::codes::{Meaning, OfficialCode, allowed};
use crate::attendance::entry::Entry;

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
/// confirms. Empty as long as the setting is off, and where the pupil may have no B.
pub fn proposed_as_b(pupil: &PupilYear, settings: &FollowUpSettings) -> Vec<HalfDay> {
    let Some(days) = settings.open_to_b_days else { return Vec::new() };
    // Special education changes nothing for B, so it is not asked.
    let may = |day| allowed(OfficialCode::B, pupil.birth, pupil.level, false, day).is_ok();
    older_than(pupil, days).map(|entry| entry.at).filter(|at| may(at.day)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{day, days, kleuter, pupil};
    use super::*;
    use crate::attendance::Half;

    #[test]
    fn an_open_reason_is_followed_up_when_it_is_older_than_the_school_allows() {
        let entries = days("?", &["2026-11-16"]);
        for (today, age) in [("2026-11-18", None), ("2026-11-19", None), ("2026-11-20", Some(4))] {
            let settings = FollowUpSettings { open_days: 3, open_to_b_days: None };
            let found = findings(&PupilYear { today: day(today), ..pupil(&entries) }, &settings);
            assert_eq!(found.iter().map(|f| f.count).collect::<Vec<_>>(), Vec::from_iter(age), "{today}");
            assert!(found.iter().all(|f| f.since.is_some_and(|at| at.half == Half::Vm)), "one for the day");
        }
    }

    #[test]
    fn each_day_is_its_own_finding_and_disappears_with_its_reason() {
        let found = |entries: &[Entry]| findings(&pupil(entries), &FollowUpSettings::default());
        let both = found(&days("?", &["2026-11-16", "2026-11-17"]));
        assert_eq!(both.len(), 2);
        let mut entries = days("Z", &["2026-11-16"]);
        entries.extend(days("?", &["2026-11-17"]));
        assert_eq!(found(&entries), both[1..]);
    }

    #[test]
    fn b_is_proposed_only_when_the_school_wants_it() {
        let entries = days("?", &["2026-11-16", "2026-11-18"]);
        let on = |today, open_to_b_days| {
            let settings = FollowUpSettings { open_to_b_days, ..FollowUpSettings::default() };
            proposed_as_b(&PupilYear { today: day(today), ..pupil(&entries) }, &settings).len()
        };
        assert_eq!(FollowUpSettings::default().open_to_b_days, None);
        assert_eq!(on("2027-06-30", None), 0);
        assert_eq!(
            [on("2026-11-25", Some(10)), on("2026-11-26", Some(10)), on("2026-11-27", Some(10))],
            [0, 0, 2]
        );
        assert_eq!(on("2026-12-31", Some(10)), 3);
    }

    #[test]
    fn b_is_not_proposed_for_a_kleuter_below_compulsory_age() {
        let entries = days("?", &["2026-11-16"]);
        let settings = FollowUpSettings { open_to_b_days: Some(1), ..FollowUpSettings::default() };
        let born = |birth| PupilYear { birth: Some(day(birth)), ..kleuter(&entries) };
        assert_eq!(proposed_as_b(&born("2022-01-01"), &settings), []);
        assert_eq!(proposed_as_b(&born("2021-12-31"), &settings).len(), 2);
    }
}
