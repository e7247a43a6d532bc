//! Rules of the calendar, with property tests over made-up calendars.

use proptest::prelude::*;

use super::holidays::HolidayName;
use super::*;

fn year() -> SchoolYear {
    SchoolYear::parse("2026-2027").unwrap()
}

fn standard() -> Calendar {
    Calendar::standard(year(), SchoolKind::Bao)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str, half: Half) -> HalfDay {
    HalfDay { day: day(text), half }
}

fn special(from: &str, until: &str, kind: SpecialKind, scope: Scope) -> SpecialDay {
    SpecialDay { from: day(from), until: day(until), half: None, kind, label: "Sportdag".into(), scope }
}

fn kinds(calendar: &Calendar) -> Vec<RemarkKind> {
    calendar.problems().into_iter().map(|remark| remark.kind).collect()
}

#[test]
fn the_first_and_last_school_day_avoid_the_weekend() {
    for (year, first, last) in [
        ("2024-2025", "2024-09-02", "2025-06-30"),
        ("2018-2019", "2018-09-03", "2019-06-28"),
        ("2023-2024", "2023-09-01", "2024-06-28"),
        ("2026-2027", "2026-09-01", "2027-06-30"),
    ] {
        let calendar = Calendar::standard(SchoolYear::parse(year).unwrap(), SchoolKind::So);
        assert_eq!((calendar.first_day, calendar.last_day), (day(first), day(last)), "{year}");
        assert!(calendar.problems().is_empty());
    }
}

#[test]
fn a_half_day_without_lessons_says_why() {
    let mut calendar = standard();
    calendar.special_days.push(special("2026-11-20", "2026-11-23", SpecialKind::StudyDay, Scope::School));
    let holiday = |name| Err(NoLesson::Holiday { name });
    for (when, half, answer) in [
        ("2026-08-31", Half::Vm, Err(NoLesson::OutsideYear)),
        ("2026-09-01", Half::Vm, Ok(())),
        ("2026-09-02", Half::Vm, Ok(())),
        ("2026-09-02", Half::Nm, Err(NoLesson::NotWorked)),
        ("2026-09-05", Half::Vm, Err(NoLesson::Weekend)),
        ("2026-11-02", Half::Vm, holiday(HolidayName::Autumn)),
        ("2026-11-11", Half::Nm, holiday(HolidayName::Armistice)),
        ("2026-11-21", Half::Vm, Err(NoLesson::Weekend)),
        ("2027-06-30", Half::Vm, Ok(())),
        ("2027-07-01", Half::Vm, holiday(HolidayName::Summer)),
        ("2027-09-01", Half::Vm, Err(NoLesson::OutsideYear)),
    ] {
        assert_eq!(calendar.lesson(at(when, half), "4B", ""), answer, "{when} {half:?}");
    }
    let free = NoLesson::Free { kind: SpecialKind::StudyDay, label: "Sportdag".into() };
    assert_eq!(calendar.lesson(at("2026-11-20", Half::Nm), "4B", ""), Err(free));
}

#[test]
fn a_year_of_primary_school_has_the_half_days_that_the_circular_speaks_of() {
    let months = standard().for_class("4B", "").months();
    assert_eq!(months.len(), 12);
    assert_eq!((months[0].year, months[0].month, months[0].half_days), (2026, 9, 22 * 2 - 5));
    assert_eq!((months[11].month, months[11].half_days), (8, 0));
    // "A school year has about 320 to 330" (discimus.md 2.7), of which 7 may be taken off.
    let total = standard().for_class("4B", "").total();
    assert!((320..=337).contains(&total), "{total}");
}

#[test]
fn one_day_of_lessons_is_taken_at_its_word_and_a_longer_period_follows_the_pattern() {
    let mut calendar = standard();
    let lesson = |from, until| special(from, until, SpecialKind::Lesson, Scope::School);
    calendar.special_days = vec![lesson("2026-09-05", "2026-09-05"), lesson("2026-11-02", "2026-11-08")];
    assert!(calendar.lesson(at("2026-09-05", Half::Nm), "4B", "").is_ok(), "a Saturday");
    let autumn = calendar.for_class("4B", "");
    assert_eq!(autumn.half_days(day("2026-11-02"), day("2026-11-08")), 9);
    assert_eq!(autumn.lesson(at("2026-11-07", Half::Vm)), Err(&NoLesson::Weekend));
}

#[test]
fn the_narrowest_scope_decides_and_in_one_scope_the_last_entry() {
    let date = "2026-11-17";
    let free = |scope| special(date, date, SpecialKind::FreeDay, scope);
    let lesson = |scope| special(date, date, SpecialKind::Lesson, scope);
    let (location, class) = (Scope::Location("002".into()), Scope::Class("4B".into()));
    let mut calendar = standard();
    let ask =
        |calendar: &Calendar, class, location| calendar.lesson(at(date, Half::Vm), class, location).is_ok();

    calendar.special_days = vec![lesson(location.clone()), free(Scope::School)];
    assert!(!ask(&calendar, "4B", "001"));
    assert!(ask(&calendar, "4B", "002"), "a location counts over the school");
    calendar.special_days.insert(0, free(class));
    assert!(!ask(&calendar, "4B", "002"), "a class counts over its location");
    assert!(ask(&calendar, "4C", "002"));
    calendar.special_days = vec![free(Scope::School), lesson(Scope::School)];
    assert!(ask(&calendar, "4B", "001"));
    calendar.special_days.reverse();
    assert!(!ask(&calendar, "4B", "001"));
}

#[test]
fn a_class_may_have_a_week_of_its_own() {
    let mut calendar = standard();
    let only_mornings = Pattern([[true, false]; 5]);
    calendar.patterns = vec![
        ScopedPattern { scope: Scope::Class("K1A".into()), pattern: only_mornings },
        ScopedPattern { scope: Scope::Location("002".into()), pattern: Pattern([[true; 2]; 5]) },
    ];
    let week = |class, location| calendar.half_days(day("2026-09-07"), day("2026-09-13"), class, location);
    assert_eq!((week("4B", "001"), week("4B", "002"), week("K1A", "002")), (9, 10, 5));
}

#[test]
fn a_calendar_that_contradicts_itself_is_refused() {
    let mut calendar = standard();
    calendar.last_day = day("2026-08-30");
    calendar.special_days = vec![special("2026-11-17", "2026-11-16", SpecialKind::FreeDay, Scope::School)];
    calendar.special_days[0].label = " ".into();
    let own = ScopedPattern { scope: Scope::Class(String::new()), pattern: Pattern::STANDARD };
    calendar.patterns = vec![own.clone(), own.clone()];
    assert!(calendar.problems().iter().all(|remark| remark.refuses));
    assert_eq!(
        kinds(&calendar),
        [
            RemarkKind::FirstAndLast,
            RemarkKind::Period { day: 0 },
            RemarkKind::Label { day: 0 },
            RemarkKind::ScopeName,
            RemarkKind::PatternTwice { scope: own.scope },
        ]
    );
}

#[test]
fn more_days_off_than_the_law_gives_are_a_warning() {
    let monday_and_tuesday = |scope| special("2026-11-16", "2026-11-17", SpecialKind::FreeDay, scope);
    let mut calendar = standard();
    calendar.special_days = vec![monday_and_tuesday(Scope::School)];
    assert!(calendar.problems().is_empty(), "two days in primary education");
    calendar.kind = SchoolKind::So;
    let too_many = |kind, scope, taken, allowed| RemarkKind::TooMany { kind, scope, taken, allowed };
    assert_eq!(kinds(&calendar), [too_many(SpecialKind::FreeDay, Scope::School, 4, 2)]);
    assert!(calendar.problems().iter().all(|remark| !remark.refuses && remark.source.is_some()));
    calendar.kind = SchoolKind::Buso;
    assert!(calendar.problems().is_empty());

    let class = Scope::Class("4B".into());
    calendar.kind = SchoolKind::Bao;
    calendar.special_days.push(special("2026-11-20", "2026-11-20", SpecialKind::FreeDay, class.clone()));
    assert_eq!(kinds(&calendar), [too_many(SpecialKind::FreeDay, class, 6, 4)]);

    calendar.special_days = vec![special("2026-11-16", "2026-11-17", SpecialKind::StudyDay, Scope::School)];
    assert_eq!(kinds(&calendar), [too_many(SpecialKind::StudyDay, Scope::School, 4, 3)]);
}

#[test]
fn the_last_afternoon_of_a_primary_school_is_not_counted() {
    let mut calendar = standard();
    calendar.special_days = vec![
        special("2026-11-16", "2026-11-17", SpecialKind::FreeDay, Scope::School),
        SpecialDay {
            half: Some(Half::Nm),
            ..special("2027-06-30", "2027-06-30", SpecialKind::FreeDay, Scope::School)
        },
    ];
    calendar.pattern = Pattern([[true; 2]; 5]); // 30 June 2027 is a Wednesday.
    assert!(calendar.problems().is_empty());
}

#[test]
fn a_day_that_changes_nothing_is_a_warning() {
    let mut calendar = standard();
    calendar.special_days = vec![
        special("2026-11-21", "2026-11-22", SpecialKind::FreeDay, Scope::School),
        special("2026-11-17", "2026-11-17", SpecialKind::Other, Scope::School),
    ];
    assert_eq!(kinds(&calendar), [RemarkKind::NoEffect { day: 0 }]);
    calendar.first_day = day("2026-09-02");
    let expected = day("2026-09-01");
    assert_eq!(kinds(&calendar), [RemarkKind::FirstDay { expected }, RemarkKind::NoEffect { day: 0 }]);
}

#[test]
fn a_calendar_is_kept_as_short_json() {
    let mut calendar = standard();
    calendar.special_days =
        vec![special("2026-11-17", "2026-11-17", SpecialKind::Other, Scope::Class("4B".into()))];
    let text = serde_json::to_string(&calendar).unwrap();
    assert!(text.contains(r#""scope":{"of":"class","name":"4B"}"#), "{text}");
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
    let school = serde_json::to_string(&Scope::School).unwrap();
    assert_eq!(school, r#"{"of":"school"}"#);
}

prop_compose! {
    fn a_special_day()(
        first in 0u64..365,
        length in 0u64..12,
        half in prop::option::of(prop::sample::select(Half::BOTH.to_vec())),
        kind in prop::sample::select(vec![
            SpecialKind::FreeDay, SpecialKind::StudyDay, SpecialKind::Other, SpecialKind::Lesson,
        ]),
        scope in a_scope(),
    ) -> SpecialDay {
        let from = year().first_day() + Days::new(first);
        SpecialDay { from, until: from + Days::new(length), half, kind, label: "x".into(), scope }
    }
}

fn a_scope() -> impl Strategy<Value = Scope> {
    prop::sample::select(vec![
        Scope::School,
        Scope::Location("001".into()),
        Scope::Location("002".into()),
        Scope::Class("4B".into()),
        Scope::Class("4C".into()),
    ])
}

prop_compose! {
    fn a_calendar()(
        kind in prop::sample::select(vec![SchoolKind::Bao, SchoolKind::So, SchoolKind::Buso]),
        pattern in any::<[[bool; 2]; 5]>(),
        own in prop::collection::vec((a_scope(), any::<[[bool; 2]; 5]>()), 0..3),
        special_days in prop::collection::vec(a_special_day(), 0..8),
    ) -> Calendar {
        let patterns = own.into_iter().map(|(scope, week)| ScopedPattern { scope, pattern: Pattern(week) });
        Calendar {
            pattern: Pattern(pattern),
            patterns: patterns.collect(),
            special_days,
            ..Calendar::standard(year(), kind)
        }
    }
}

fn a_date() -> impl Strategy<Value = NaiveDate> {
    (0u64..800).prop_map(|n| day("2026-06-01") + Days::new(n))
}

proptest! {
    #[test]
    fn a_total_is_the_sum_of_its_parts_under_any_split(
        calendar in a_calendar(), mut days in prop::collection::vec(a_date(), 2..8),
    ) {
        days.sort();
        let class = calendar.for_class("4B", "001");
        let (first, last) = (days[0], days[days.len() - 1]);
        let parts: u32 = days.windows(2)
            .map(|pair| class.half_days(pair[0], pair[1].pred_opt().unwrap()))
            .sum();
        prop_assert_eq!(parts + class.half_days(last, last), class.half_days(first, last));
        prop_assert_eq!(class.lessons(first, last).count() as u32, class.half_days(first, last));
    }

    #[test]
    fn the_months_add_up_to_the_year(calendar in a_calendar()) {
        let class = calendar.for_class("4B", "002");
        let months: u32 = class.months().iter().map(|month| month.half_days).sum();
        prop_assert_eq!(months, class.total());
        prop_assert_eq!(class.total(), class.half_days(calendar.first_day, calendar.last_day));
    }

    #[test]
    fn the_worked_out_year_answers_as_the_calendar_does(calendar in a_calendar(), day in a_date()) {
        for (class, location) in [("4B", "001"), ("4C", "002"), ("5A", "")] {
            let worked_out = calendar.for_class(class, location);
            for half in Half::BOTH {
                let at = HalfDay { day, half };
                prop_assert_eq!(worked_out.lesson(at).map_err(Clone::clone), calendar.lesson(at, class, location));
            }
        }
    }

    #[test]
    fn every_holiday_is_free_unless_lessons_are_entered(calendar in a_calendar(), begin in 2018u16..2030) {
        let days = calendar.special_days.into_iter().filter(|day| day.kind != SpecialKind::Lesson);
        let year = SchoolYear::beginning(begin).unwrap();
        let calendar = Calendar { special_days: days.collect(), ..Calendar::standard(year, calendar.kind) };
        let class = calendar.for_class("4B", "001");
        for holiday in calendar.holidays() {
            prop_assert_eq!(class.half_days(holiday.from, holiday.until), 0);
        }
    }

    #[test]
    fn a_day_of_a_narrower_scope_decides_whatever_a_wider_one_says(
        calendar in a_calendar(), own in a_special_day(), wide in a_special_day(),
    ) {
        let own = SpecialDay { scope: Scope::Class("4B".into()), ..own };
        for scope in [Scope::School, Scope::Location("001".into())] {
            let wide = SpecialDay { scope, ..wide.clone() };
            let with = |days: Vec<SpecialDay>| Calendar { special_days: days, ..calendar.clone() };
            let (alone, both) = (with(vec![own.clone()]), with(vec![own.clone(), wide]));
            for half in Half::BOTH.into_iter().filter(|half| own.half.is_none_or(|own| own == *half)) {
                let at = HalfDay { day: own.from, half };
                prop_assert_eq!(alone.lesson(at, "4B", "001"), both.lesson(at, "4B", "001"));
            }
        }
    }

    #[test]
    fn no_calendar_makes_the_check_panic(mut calendar in a_calendar(), first in a_date(), last in a_date()) {
        (calendar.first_day, calendar.last_day) = (first, last);
        let _ = calendar.problems();
    }
}
