//! What follows from marks: the worklist, steps that were taken, the year of a pupil, pictures.

use std::collections::BTreeMap;

use stamboek_core::attendance::{
    overview, pupil_year, save_follow_up, save_measure, save_previous_school, save_settings, settings,
    worklist,
};
use stamboek_core::calendar::messages::{ClassTeaching, ClassesSaveRequest};
use stamboek_core::calendar::save_classes;
use stamboek_core::commands::Nothing;
use stamboek_domain::enrolment::Level;
use stamboek_domain::follow_up::{FollowUp, FollowUpRule, NextStep, PreviousSchool};
use stamboek_domain::measure::{Measure, MeasureKind};

use crate::common::*;

fn list(school: &School) -> Worklist {
    worklist(&school.core, Nothing {}).unwrap()
}

fn year(school: &School, pupil: PupilId) -> PupilYearAnswer {
    pupil_year(&school.core, PupilYearRequest { pupil, year: None }).unwrap()
}

/// Whole days B from that Monday on, Wednesday left out.
fn problematic(school: &School, pupil: PupilId, days: &[&str]) {
    for one in days {
        for half in Half::BOTH {
            school.set(pupil, at(one, half), None, Some("B")).unwrap();
        }
    }
}

fn previous(b: u32) -> PreviousSchool {
    PreviousSchool { b, ..PreviousSchool::default() }
}

#[test]
fn five_half_days_b_ask_for_the_clb_until_somebody_signs_it_off() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    problematic(&school, pupil, &["2026-11-16", "2026-11-17"]);
    assert!(list(&school).items.is_empty(), "four is not five");
    problematic(&school, pupil, &["2026-11-19"]);
    let items = list(&school).items;
    assert_eq!(items.len(), 1);
    let item = &items[0];
    assert_eq!((item.pupil, item.class.as_str(), item.finding.step), (pupil, "L4A", NextStep::ContactClb));
    assert_eq!((item.finding.count, item.finding.limit), (6, 5));
    assert_eq!(item.finding.since, Some(at("2026-11-19", Half::Vm)));
    let step = FollowUp {
        key: item.finding.key,
        step: item.finding.step,
        on: day("2026-11-23"),
        note: "gebeld met het CLB".into(),
    };
    let request =
        |on: &str| FollowUpRequest { pupil, follow_up: FollowUp { on: day(on), ..step.clone() }, done: true };
    assert_eq!(save_follow_up(&school.core, request("2026-11-24")).err().unwrap().code, Code::InvalidValue);
    let saved = save_follow_up(&school.core, request("2026-11-23")).unwrap();
    assert!(list(&school).items.is_empty());
    let seen = year(&school, pupil);
    assert!(seen.findings.is_empty() && seen.follow_ups.len() == 1);
    undo(&school.core, UndoRequest { batch: saved.batch }).unwrap();
    assert_eq!(list(&school).items.len(), 1);
    save_follow_up(&school.core, request("2026-11-23")).unwrap();
    let back = FollowUpRequest { done: false, ..request("2026-11-23") };
    save_follow_up(&school.core, back).unwrap();
    assert!(year(&school, pupil).follow_ups.is_empty());
    assert_eq!(list(&school).items.len(), 1);
    school.assert_sound();
}

#[test]
fn half_days_b_of_the_previous_school_count_with_ours_and_the_most_urgent_comes_first() {
    let school = school();
    let rows = school.week("L4A").rows;
    let (first, second) = (rows[0].pupil, rows[1].pupil);
    problematic(&school, first, &["2026-11-16", "2026-11-17", "2026-11-19"]);
    problematic(&school, second, &["2026-11-20"]);
    let request = |was, now| PreviousSchoolRequest {
        pupil: second,
        year: SchoolYear::beginning(2026).unwrap(),
        was: previous(was),
        now: previous(now),
    };
    save_previous_school(&school.core, request(0, 28)).unwrap();
    assert_eq!(year(&school, second).previous.b, 28);
    let rules: Vec<_> = list(&school).items.iter().map(|item| (item.pupil, item.finding.rule)).collect();
    assert_eq!(
        rules,
        [
            (second, FollowUpRule::AllowanceBack),
            (second, FollowUpRule::Problematic),
            (first, FollowUpRule::Problematic)
        ]
    );
    assert_eq!(save_previous_school(&school.core, request(3, 4)).err().unwrap().code, Code::Stale);
    assert_eq!(save_previous_school(&school.core, request(28, 401)).err().unwrap().code, Code::InvalidValue);
    save_previous_school(&school.core, request(28, 0)).unwrap();
    assert_eq!(list(&school).items.len(), 1);
    school.assert_sound();
}

#[test]
fn an_old_absence_without_a_reason_is_proposed_as_b_and_never_set() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    school.set(pupil, at("2026-11-09", Half::Vm), None, Some("?")).unwrap();
    let found = list(&school);
    assert_eq!(found.items[0].finding.rule, FollowUpRule::OpenReason);
    assert!(found.proposed_b.is_empty(), "off as long as the school does not ask for it");
    let was = settings(&school.core).unwrap().settings;
    let mut now = was.clone();
    now.follow_up.open_to_b_days = Some(10);
    save_settings(&school.core, AttendanceSettingsRequest { was, now, user: None }).unwrap();
    let proposed = list(&school).proposed_b;
    assert_eq!((proposed.len(), proposed[0].at), (1, at("2026-11-09", Half::Vm)));
    assert_eq!(
        school.week_of("L4A", "2026-11-09").rows[0].cells[0].mark.as_ref().unwrap().code.as_str(),
        "?"
    );
}

#[test]
fn the_year_of_a_pupil_shows_every_half_day_with_its_mark_and_remark() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    school.set(pupil, at("2026-11-17", Half::Nm), None, Some("Z")).unwrap();
    let seen = year(&school, pupil);
    assert_eq!(seen.cells.len() % 10, 0);
    assert_eq!(seen.cells[0].at, at("2026-08-31", Half::Vm));
    let cell = seen.cells.iter().find(|cell| cell.at == at("2026-11-17", Half::Nm)).unwrap();
    // A laptop that works alone does not say where an entry stands.
    assert_eq!(cell.cell.state, None);
    assert!(cell.free.is_none() && cell.cell.mark == mark("Z"));
    assert_eq!(seen.cells.iter().filter(|cell| cell.cell.mark.is_some()).count(), 1);
    assert_eq!(seen.totals.get("Z"), Some(&1));
    let lessons = seen.cells.iter().filter(|cell| cell.free.is_none()).count() as u32;
    assert_eq!(seen.half_days[1], lessons, "who is there all year has every half day of lessons");
    assert!(seen.half_days[0] < lessons && seen.kleuter.is_none());
    let nobody = PupilYearRequest { pupil: PupilId(Uuid::now_v7()), year: None };
    assert_eq!(pupil_year(&school.core, nobody).err().unwrap().code, Code::NotFound);
}

#[test]
fn measures_stand_beside_each_other_only_as_the_rules_allow() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    let measure = |kind, from: &str, until: Option<&str>| Measure {
        kind,
        from: day(from),
        until: until.map(day),
        expected: false,
    };
    let save = |id: Option<&str>, was: Option<Measure>, now: Option<Measure>| {
        save_measure(&school.core, MeasureRequest { pupil, id: id.map(str::to_owned), was, now })
    };
    let away = measure(MeasureKind::TemporaryExclusion, "2026-11-16", Some("2026-11-18"));
    let reversed = Measure { until: Some(day("2026-11-01")), ..away };
    let problem = save(None, None, Some(reversed)).err().unwrap();
    assert_eq!((problem.code, problem.values["why"].as_str()), (Code::MeasureRefused, "reversed"));
    assert!(year(&school, pupil).measures.is_empty(), "nothing is half applied");
    save(None, None, Some(away)).unwrap();
    let definitive = measure(MeasureKind::DefinitiveExclusion, "2026-11-17", None);
    assert_eq!(save(None, None, Some(definitive)).err().unwrap().values["why"], "exclusion_before_end");
    let id = year(&school, pupil).measures.into_keys().next().unwrap();
    assert_eq!(save(Some(&id), Some(reversed), None).err().unwrap().code, Code::Stale);
    save(Some(&id), Some(away), None).unwrap();
    assert!(year(&school, pupil).measures.is_empty());
    school.assert_sound();
}

#[test]
fn the_290_half_days_of_every_kleuter_stand_in_one_answer_and_agree_with_the_year_of_each() {
    let school = school();
    let teaching = ClassTeaching { level: Some(Level::Kleuter), special: false };
    let classes = ["K2A", "K3A", "K3B"].map(|class| (class.to_owned(), teaching));
    save_classes(&school.core, ClassesSaveRequest { classes: BTreeMap::from(classes) }).unwrap();
    let list = worklist(&school.core, Nothing {}).unwrap();
    assert!(list.kleuters.len() > 10, "{}", list.kleuters.len());
    for row in &list.kleuters {
        let year = year(&school, row.pupil);
        assert!(year.kleuter == Some(row.totals));
        assert_eq!((&year.class, &year.last_name), (&row.class, &row.last_name));
    }
}

#[test]
fn the_pictures_of_the_school_are_the_sum_of_those_of_its_classes() {
    let school = school();
    for (class, code, half) in [("L4A", "Z", Half::Vm), ("L4A", "B", Half::Nm), ("L5A", "?", Half::Vm)] {
        school.set(school.week(class).rows[0].pupil, at("2026-11-19", half), None, Some(code)).unwrap();
    }
    let of = |class: Option<&str>| {
        overview(&school.core, OverviewRequest { class: class.map(str::to_owned), year: None }).unwrap()
    };
    let whole = of(None);
    let (four, five) = (of(Some("L4A")), of(Some("L5A")));
    let marks = |one: &Overview| one.weeks.iter().flat_map(|week| week.marks.values()).sum::<u32>();
    assert_eq!((marks(&whole), marks(&four), marks(&five)), (3, 2, 1));
    for one in [&whole, &four] {
        let weeks: u32 = one.weeks.iter().map(|week| week.half_days).sum();
        assert_eq!(weeks, one.weekdays.iter().map(|weekday| weekday.half_days).sum::<u32>());
        assert!(one.weekdays.iter().all(|weekday| (weekday.weekday, weekday.half) != (2, Half::Nm)));
    }
    let thursday = four.weekdays.iter().find(|one| (one.weekday, one.half) == (3, Half::Nm)).unwrap();
    assert_eq!(thursday.marks.get("B"), Some(&1));
    let pupil = school.week("L4A").rows[0].pupil;
    let rows = school.week("L4A").rows.len() as u32;
    let of_class: u32 = four.weeks.iter().map(|week| week.half_days).sum();
    assert_eq!(of_class, rows * year(&school, pupil).half_days[0]);
}
