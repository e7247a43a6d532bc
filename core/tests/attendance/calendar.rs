//! The calendar of the school, and what its classes are taught.

use std::collections::BTreeMap;

use stamboek_core::attendance::today;
use stamboek_core::calendar::messages::*;
use stamboek_core::calendar::{calendar, save, save_classes};
use stamboek_domain::calendar::{Calendar, Scope, SpecialDay, SpecialKind};
use stamboek_domain::enrolment::Level;

use crate::common::*;

fn shown(school: &School, class: Option<&str>) -> CalendarAnswer {
    let request = CalendarRequest { year: None, class: class.map(str::to_owned) };
    calendar(&school.core, request).unwrap()
}

fn free(day_of: &str, scope: Scope) -> SpecialDay {
    SpecialDay {
        from: day(day_of),
        until: day(day_of),
        half: None,
        kind: SpecialKind::FreeDay,
        label: "Brugdag".into(),
        scope,
    }
}

fn change(school: &School, edit: impl FnOnce(&mut Calendar)) -> Answer<Saved> {
    let was = shown(school, None).calendar;
    let mut now = was.clone();
    edit(&mut now);
    save(&school.core, CalendarSaveRequest { was, now })
}

#[test]
fn a_school_that_saved_nothing_sees_the_standard_year_with_its_holidays() {
    let year = shown(&school(), None);
    assert!(!year.saved && year.remarks.is_empty());
    assert_eq!((year.days.len(), year.months.len(), year.holidays.len()), (365, 12, 10));
    assert_eq!(year.half_days, year.months.iter().map(|month| month.half_days).sum::<u32>());
    let armistice = year.days.iter().find(|one| one.day == day("2026-11-11")).unwrap();
    assert_eq!(
        (armistice.lessons, armistice.labels.as_slice()),
        ([false; 2], &["Wapenstilstand".to_owned()][..])
    );
    let lessons: usize = year.days.iter().map(|one| one.lessons.iter().filter(|half| **half).count()).sum();
    assert_eq!(lessons as u32, year.half_days);
}

#[test]
fn a_free_day_of_one_class_takes_its_marks_and_no_others() {
    let school = school();
    let whole = shown(&school, None).half_days;
    change(&school, |now| now.special_days.push(free("2026-11-23", Scope::Class("L4A".into())))).unwrap();
    assert!(shown(&school, None).saved);
    assert_eq!(shown(&school, None).half_days, whole);
    let of_class = shown(&school, Some("L4A"));
    assert_eq!(of_class.half_days, whole - 2);
    let monday = of_class.days.iter().find(|one| one.day == day("2026-11-23")).unwrap();
    assert_eq!((monday.lessons, monday.labels.as_slice()), ([false; 2], &["Brugdag".to_owned()][..]));
    let morning = at("2026-11-23", Half::Vm);
    let refused = school.set(school.week("L4A").rows[0].pupil, morning, None, Some("Z")).err().unwrap();
    assert_eq!((refused.code, refused.values["name"].as_str()), (Code::NoLessons, "Brugdag"));
    school.set(school.week("L5A").rows[0].pupil, morning, None, Some("Z")).unwrap();
}

#[test]
fn on_a_day_without_lessons_the_next_day_with_lessons_is_named() {
    let school = school();
    let next = |text| today(&school.core, DayRequest { day: day(text) }).unwrap().next_lessons;
    assert_eq!(next("2026-11-23"), None, "lessons that day");
    assert_eq!(next("2026-11-21"), Some(day("2026-11-23")), "a weekend");
    assert_eq!(next("2026-12-25"), Some(day("2027-01-04")), "Kerstvakantie");
    assert_eq!(next("2027-07-15"), Some(day("2027-09-01")), "summer: in the next school year");
    change(&school, |now| now.special_days.push(free("2026-11-23", Scope::Class("L4A".into())))).unwrap();
    assert_eq!(next("2026-11-23"), None, "the other classes have lessons");
    change(&school, |now| now.special_days.push(free("2026-11-23", Scope::School))).unwrap();
    assert_eq!(next("2026-11-21"), Some(day("2026-11-24")));
}

#[test]
fn a_calendar_that_cannot_be_or_that_somebody_changed_is_refused_and_undo_restores_it() {
    let school = school();
    let problem = change(&school, |now| now.last_day = day("2026-08-30")).err().unwrap();
    assert_eq!((problem.code, problem.values["what"].as_str()), (Code::CalendarRefused, "first_and_last"));
    let problem = change(&school, |now| {
        now.special_days.push(SpecialDay { label: " ".into(), ..free("2026-11-24", Scope::School) });
    });
    assert_eq!(problem.err().unwrap().values["place"], "1");
    let was = shown(&school, None).calendar;
    let saved = change(&school, |now| now.special_days.push(free("2026-11-24", Scope::School))).unwrap();
    let mut now = was.clone();
    now.special_days.push(free("2026-11-27", Scope::School));
    let stale = save(&school.core, CalendarSaveRequest { was: was.clone(), now });
    assert_eq!(stale.err().unwrap().code, Code::Stale);
    undo(&school.core, UndoRequest { batch: saved.batch }).unwrap();
    assert!(shown(&school, None).calendar == was);
    school.assert_sound();
}

#[test]
fn more_free_days_than_the_law_gives_are_kept_with_a_warning_and_its_source() {
    let school = school();
    change(&school, |now| {
        for one in ["2026-11-24", "2026-11-26", "2026-11-27"] {
            now.special_days.push(free(one, Scope::School));
        }
    })
    .unwrap();
    let remarks = shown(&school, None).remarks;
    assert!(remarks.iter().all(|remark| !remark.refuses) && remarks[0].source.is_some());
}

#[test]
fn what_a_class_is_taught_is_proposed_by_age_and_decides_the_codes_once_it_is_saved() {
    let school = school();
    let classes = shown(&school, None).classes;
    let proposal = |class: &str| classes.iter().find(|row| row.class == class).unwrap().proposal;
    assert_eq!((proposal("K2A"), proposal("L4A")), (Some(Level::Kleuter), Some(Level::Lager)));
    let pupils: u32 = classes.iter().map(|row| row.pupils).sum();
    assert!(classes.iter().all(|row| row.teaching == ClassTeaching::default()) && pupils > 290, "{pupils}");
    let pupil = school.week("L4A").rows[0].pupil;
    let monday = at("2026-11-23", Half::Vm);
    let teaching = |level, special| ClassesSaveRequest {
        classes: BTreeMap::from([("L4A".to_owned(), ClassTeaching { level: Some(level), special })]),
    };
    save_classes(&school.core, teaching(Level::Lager, false)).unwrap();
    let refused = school.set(pupil, monday, None, Some("H")).err().unwrap();
    assert_eq!(refused.values["reason"], "special_education_only");
    save_classes(&school.core, teaching(Level::Lager, true)).unwrap();
    school.set(pupil, monday, None, Some("H")).unwrap();
    assert_eq!(shown(&school, None).classes.iter().filter(|row| row.teaching.special).count(), 1);
    let nameless =
        ClassesSaveRequest { classes: BTreeMap::from([(String::new(), ClassTeaching::default())]) };
    assert_eq!(save_classes(&school.core, nameless).err().unwrap().code, Code::InvalidValue);
}
