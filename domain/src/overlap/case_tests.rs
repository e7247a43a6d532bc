use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::elsewhere::ElsewhereSource;
use crate::enrolment::Moment;
use crate::institution::InstitutionNumber;
use crate::overlap::{KnownEnrolment, classify};
use crate::period::Period;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn step(action: CaseAction) -> CaseStep {
    let at = DateTime::parse_from_rfc3339("2026-11-20T10:00:00+01:00").unwrap();
    CaseStep { at, by: String::new(), action, note: String::new() }
}

fn steps(actions: &[CaseAction]) -> Vec<CaseStep> {
    actions.iter().copied().map(step).collect()
}

fn enrolment(number: &str, from: &str, until: &str, hospital: bool) -> KnownEnrolment {
    KnownEnrolment {
        institution: InstitutionNumber::parse(number).ok(),
        kind: None,
        school_group: None,
        hospital,
        period: Period { from: day(from), until: until.parse().ok() },
        moment: Moment::parse(from).ok(),
    }
}

fn pair(from: &str, until: &str, hospital: bool) -> OverlapPair {
    let ours = enrolment("100001", "2024-09-01", "2027-08-31", false);
    classify(&ours, &enrolment("100002", from, until, hospital), day(TODAY)).unwrap()
}

fn double() -> OverlapPair {
    pair("2026-10-12", "2027-08-31", false)
}

fn state(actions: &[CaseAction]) -> CaseState {
    standing(Some(&double()), &steps(actions), day(TODAY)).state
}

const POSTPONED: CaseAction = CaseAction::Postpone { until: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap() };
const EXPIRED: CaseAction = CaseAction::Postpone { until: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() };
const OURS_CLOSED: CaseAction =
    CaseAction::OursClosed { until: NaiveDate::from_ymd_opt(2026, 10, 11).unwrap() };
const WAITS: CaseAction = CaseAction::Call { waits: true };
const CALLED: CaseAction = CaseAction::Call { waits: false };
use CaseAction::{LetterToParents, LetterToSchool, MailToSchool, OtherWrong, Reopen, SeenAgain, Solved};

#[test]
fn a_case_stands_where_its_last_step_left_it() {
    let until = day("2026-12-01");
    for (actions, expected) in [
        (&[][..], CaseState::Open),
        (&[LetterToParents, LetterToSchool, MailToSchool, OURS_CLOSED], CaseState::Open),
        (&[CALLED], CaseState::Open),
        (&[WAITS], CaseState::WaitingForCall),
        (&[WAITS, CALLED], CaseState::Open),
        (&[POSTPONED], CaseState::Postponed { until }),
        (&[POSTPONED, CALLED], CaseState::Postponed { until }),
        (&[EXPIRED], CaseState::Open),
        (&[OtherWrong], CaseState::OtherWrong),
        (&[OtherWrong, WAITS, CALLED], CaseState::Open),
        (&[Solved], CaseState::Solved),
        (&[Solved, LetterToSchool], CaseState::Solved),
        (&[Solved, Reopen], CaseState::Open),
    ] {
        assert_eq!(state(actions), expected, "{actions:?}");
    }
}

#[test]
fn every_course_that_a_secretary_can_read_ends_as_written() {
    let rows =
        include_str!("cases.md").lines().filter(|line| line.starts_with("| v") && !line.contains("verloop"));
    let mut read = 0;
    for line in rows {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, done, expected] = cells[..] else { panic!("{line}") };
        read += 1;
        assert_eq!(number, format!("v{read}"), "numbered without a gap");
        let actions: Vec<CaseAction> = done.split(", ").filter_map(action).collect();
        let word = match state(&actions) {
            CaseState::CameBack => "teruggekomen",
            CaseState::Open => "te doen",
            CaseState::WaitingForCall => "wacht op telefoon",
            CaseState::OtherWrong => "andere school past aan",
            CaseState::Postponed { .. } => "uitgesteld",
            CaseState::Solved => "opgelost",
            CaseState::NothingToDo | CaseState::Gone => panic!("{line}"),
        };
        assert_eq!(word, expected, "{line}");
    }
    assert!(read >= 15);
}

fn action(word: &str) -> Option<CaseAction> {
    Some(match word {
        "nog niets" => return None,
        "brief ouders" => LetterToParents,
        "brief school" => LetterToSchool,
        "mail school" => MailToSchool,
        "gebeld en wij wachten" => WAITS,
        "gebeld" => CALLED,
        "uitgesteld tot 1/12/2026" => POSTPONED,
        "uitgesteld tot 23/11/2026" => EXPIRED,
        "opgelost" => Solved,
        "andere school fout" => OtherWrong,
        "heropend" => Reopen,
        "weer gemeld" => SeenAgain,
        other => panic!("{other}"),
    })
}

#[test]
fn a_closed_case_that_a_refresh_tells_again_came_back() {
    for (actions, expected) in [
        (&[SeenAgain][..], CaseState::Open),
        (&[Solved, SeenAgain], CaseState::CameBack),
        (&[OtherWrong, SeenAgain], CaseState::CameBack),
        (&[Solved, SeenAgain, CALLED], CaseState::CameBack),
        (&[Solved, SeenAgain, EXPIRED], CaseState::CameBack),
        (&[Solved, SeenAgain, WAITS], CaseState::WaitingForCall),
        (&[Solved, SeenAgain, Solved], CaseState::Solved),
        (&[Solved, Reopen, SeenAgain], CaseState::Open),
    ] {
        assert_eq!(state(actions), expected, "{actions:?}");
    }
    let twice = steps(&[Solved, SeenAgain, OtherWrong, SeenAgain, SeenAgain]);
    assert_eq!(standing(Some(&double()), &twice, day(TODAY)).came_back, 2);
}

#[test]
fn what_is_lawful_over_or_no_more_asks_for_nothing() {
    let none = |pair: Option<&OverlapPair>| standing(pair, &[], day(TODAY)).state;
    assert_eq!(none(Some(&pair("2026-10-12", "2026-12-01", true))), CaseState::NothingToDo);
    assert_eq!(none(Some(&pair("2027-09-01", "2028-08-31", false))), CaseState::NothingToDo, "adjoining");
    assert_eq!(none(Some(&pair("2024-10-01", "2025-06-30", false))), CaseState::NothingToDo);
    assert_eq!(none(None), CaseState::Gone);
}

#[test]
fn a_corrected_begin_date_is_the_same_case_and_another_year_is_not() {
    let from = |text: &str| Elsewhere {
        institution: InstitutionNumber::parse("039107").ok(),
        school: String::new(),
        period: Period { from: day(text), until: None },
        moment: None,
        hospital: false,
        source: ElsewhereSource::Discimus,
        seen_on: day(TODAY),
    };
    let key = |text: &str| CaseKey::of(&from(text)).unwrap();
    assert_eq!(key("2026-09-01"), key("2026-10-12"));
    assert_ne!(key("2026-09-01"), key("2027-09-01"));
    assert_eq!(CaseKey::parse("039107/2026-2027"), Ok(key("2026-09-01")));
    assert!(CaseKey::parse("039107/2026").is_err() && CaseKey::parse("2026-2027").is_err());
}

fn actions() -> impl Strategy<Value = CaseAction> {
    let waits = proptest::bool::ANY.prop_map(|waits| CaseAction::Call { waits });
    let postpone = (0u64..60).prop_map(|n| CaseAction::Postpone { until: day("2026-11-01") + Days::new(n) });
    let others = prop::sample::select(vec![
        OtherWrong,
        Solved,
        Reopen,
        LetterToParents,
        LetterToSchool,
        MailToSchool,
        OURS_CLOSED,
        SeenAgain,
    ]);
    prop_oneof![waits, postpone, others]
}

proptest! {
    #[test]
    fn only_a_refresh_after_closing_makes_a_case_come_back(
        actions in proptest::collection::vec(actions(), 0..12)
    ) {
        let mut came_back = 0;
        for length in 0..actions.len() {
            let closed = said(&steps(&actions[..length]), NaiveDate::MAX).is_closed();
            came_back += u32::from(closed && actions[length] == SeenAgain);
        }
        let now = standing(Some(&double()), &steps(&actions), day(TODAY));
        prop_assert_eq!(now.came_back, came_back);
        prop_assert!(now.state != CaseState::CameBack || came_back > 0);
    }

    #[test]
    fn a_postponed_case_is_due_again_on_its_day(
        actions in proptest::collection::vec(actions(), 0..8), days in 0u64..40
    ) {
        let mut all = actions;
        let until = day(TODAY) + Days::new(days);
        all.push(CaseAction::Postpone { until });
        let on = |today: NaiveDate| standing(Some(&double()), &steps(&all), today).state;
        prop_assert!(on(until).is_due());
        if let Some(before) = until.pred_opt() {
            prop_assert_eq!(on(before), CaseState::Postponed { until });
        }
    }

    #[test]
    fn closing_is_always_possible_and_tells_so(actions in proptest::collection::vec(actions(), 0..8)) {
        for last in [Solved, OtherWrong] {
            let mut all = actions.clone();
            all.push(last);
            prop_assert!(state(&all).is_closed());
            all.push(SeenAgain);
            prop_assert_eq!(state(&all), CaseState::CameBack);
        }
    }
}
