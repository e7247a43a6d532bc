//! What holds for the marks of any pupil.

use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;

use super::samples::{day, half_days, kleuter, pupil, weekdays};
use super::*;
use crate::attendance::codes::OfficialCode;
use crate::attendance::samples::{CODES, entry, half_day, marks};
use crate::attendance::totals::Totals;

fn settings() -> FollowUpSettings {
    FollowUpSettings { open_days: 3, open_to_b_days: Some(10) }
}

fn found(pupil: &PupilYear) -> Vec<Finding> {
    findings(pupil, &settings())
}

fn keys(pupil: &PupilYear) -> BTreeSet<FindingKey> {
    found(pupil).into_iter().map(|finding| finding.key).collect()
}

fn days_of_year(n: u64) -> NaiveDate {
    half_day(2 * n).day
}

/// Marks on lessons alone, as the register lets them in.
fn on_lessons(marks: Vec<Entry>) -> Vec<Entry> {
    marks.into_iter().filter(|mark| weekdays(mark.at)).collect()
}

proptest! {
    #[test]
    fn how_the_year_is_cut_into_enrolments_changes_nothing(
        marks in marks(80),
        cuts in proptest::collection::btree_set(1u64..300, 0..5),
        today in 0u64..330,
    ) {
        let marks = on_lessons(marks);
        let first = day("2026-09-01");
        let begins: Vec<_> = std::iter::once(first).chain(cuts.into_iter().map(days_of_year)).collect();
        let covers = |at: HalfDay| {
            (0..begins.len()).filter(|&n| {
                begins[n] <= at.day && begins.get(n + 1).is_none_or(|next| at.day < *next)
            }).count() == 1
        };
        let lessons = |at| weekdays(at) && covers(at);
        for whole in [pupil(&marks), kleuter(&marks)] {
            let whole = PupilYear { today: days_of_year(today), ..whole };
            prop_assert_eq!(found(&PupilYear { lessons: &lessons, ..whole }), found(&whole));
        }
    }

    #[test]
    fn a_change_of_school_keeps_the_totals(marks in marks(80), cut in 1u64..300, later in 0u64..60) {
        let marks = on_lessons(marks);
        let cut = days_of_year(cut);
        let whole = PupilYear { today: cut + Days::new(later), ..kleuter(&marks) };
        let before = PupilYear { today: cut, ..whole };
        let split = marks.partition_point(|mark| mark.at.day < cut);
        let reached = kleuter::totals(&PupilYear { entries: &marks[..split], ..before });
        let previous = PreviousSchool {
            b: Totals::of(&marks[..split]).under(OfficialCode::B),
            present: reached.admission.here,
            acceptable: reached.compulsory.here - reached.admission.here,
        };
        let lessons = |at: HalfDay| weekdays(at) && at.day >= cut;
        let after = PupilYear { entries: &marks[split..], previous, lessons: &lessons, ..whole };
        let (one, two) = (kleuter::totals(&whole), kleuter::totals(&after));
        prop_assert_eq!(one.problematic, two.problematic);
        prop_assert_eq!((one.admission.total, one.admission.left), (two.admission.total, two.admission.left));
        prop_assert_eq!((one.compulsory.total, one.compulsory.left), (two.compulsory.total, two.compulsory.left));
        let counted = |pupil: &PupilYear| {
            let counts = problematic::findings(pupil).into_iter().map(|f| (f.key, f.count));
            counts.collect::<Vec<_>>()
        };
        prop_assert_eq!(counted(&whole), counted(&after));
    }

    #[test]
    fn another_mark_never_removes_a_finding(
        marks in marks(80),
        n in 0u64..600,
        code in proptest::sample::select(&CODES[..]),
        today in 0u64..330,
    ) {
        // A further note of the parents may join two notes into one; no other mark may.
        prop_assume!(code != "Z" && marks.iter().all(|mark| mark.at != half_day(n)));
        let mut more = marks.clone();
        more.push(entry(half_day(n), code));
        more.sort_by_key(|mark| mark.at);
        let today = days_of_year(today);
        for (few, many) in [(pupil(&marks), pupil(&more)), (kleuter(&marks), kleuter(&more))] {
            let (few, many) = (PupilYear { today, ..few }, PupilYear { today, ..many });
            prop_assert!(keys(&few).is_subset(&keys(&many)), "{code}");
        }
    }

    #[test]
    fn every_finding_has_a_key_of_its_own(marks in marks(120)) {
        for pupil in [pupil(&marks), kleuter(&marks)] {
            prop_assert_eq!(keys(&pupil).len(), found(&pupil).len());
        }
    }
}

#[test]
fn what_was_signed_off_is_settled_until_the_next_threshold() {
    let ill = ["2026-09-07", "2026-10-05", "2026-11-09", "2026-12-07", "2027-01-11"];
    let open = |count: usize, taken: &[FollowUp]| {
        let entries = samples::days("Z", &ill[..count]);
        still_open(found(&pupil(&entries)), taken)
    };
    let letter = open(4, &[]);
    assert_eq!(letter.len(), 1);
    let note = String::new();
    let taken =
        [FollowUp { key: letter[0].key, step: letter[0].step, on: day("2026-12-08"), note: note.clone() }];
    assert_eq!(open(4, &taken), []);
    let fifth = open(5, &taken);
    assert_eq!(fifth.iter().map(|f| f.key.ordinal).collect::<Vec<_>>(), [5]);
    let other = [FollowUp { step: NextStep::AskReason, key: letter[0].key, on: day("2026-12-08"), note }];
    assert_eq!(open(4, &other), letter, "another step does not settle it");
}

#[test]
fn all_rules_of_a_pupil_stand_in_one_list() {
    let entries = half_days("B", 30);
    let rules = |pupil: &PupilYear| found(pupil).into_iter().map(|f| f.rule).collect::<Vec<_>>();
    assert_eq!(rules(&pupil(&entries)), [FollowUpRule::Problematic, FollowUpRule::AllowanceBack]);
    assert_eq!(rules(&pupil(&half_days("?", 1))), [FollowUpRule::OpenReason]);
}
