//! The demo school with its registers: something to see on every screen, and nothing that the
//! rules would refuse.

use stamboek_core::attendance::{overview, today, worklist};
use stamboek_core::calendar::calendar;
use stamboek_core::calendar::messages::CalendarRequest;
use stamboek_core::commands::Nothing;
use stamboek_core::demo::Level;
use stamboek_core::history::batches;
use stamboek_domain::follow_up::FollowUpRule;

use crate::common::*;

fn demo(level: Level, pupils: u32) -> School {
    filled(&Params { level, registers: 1, ..Params::new(pupils, clock().date_naive()) })
}

fn rules(school: &School) -> Vec<FollowUpRule> {
    let list = worklist(&school.core, Nothing {}).unwrap();
    assert!(list.stray.is_empty(), "{} marks that do not count", list.stray.len());
    list.items.iter().map(|item| item.finding.rule).collect()
}

#[test]
fn several_pupils_need_the_clb_one_loses_the_allowance_and_some_notes_are_used() {
    let school = demo(Level::Basis, 1_200);
    let rules = rules(&school);
    let count = |wanted| rules.iter().filter(|rule| **rule == wanted).count();
    assert!((3..40).contains(&count(FollowUpRule::Problematic)), "{rules:?}");
    assert_eq!(count(FollowUpRule::AllowanceBack), 1);
    assert!(count(FollowUpRule::NotesUsed) > 0 && count(FollowUpRule::OpenReason) > 0, "{rules:?}");
    assert_eq!(batches(&school.core, Nothing {}).unwrap().batches.len(), 1, "one action");
    school.assert_sound();
}

#[test]
fn about_six_half_days_in_a_hundred_are_absences_and_more_on_monday_and_friday() {
    let school = demo(Level::Basis, 1_200);
    let year = overview(&school.core, OverviewRequest { class: None, year: None }).unwrap();
    let absent = |marks: &std::collections::BTreeMap<String, u32>| {
        marks.iter().filter(|(code, _)| *code != "L").map(|(_, count)| count).sum::<u32>()
    };
    let share = |of: &dyn Fn(u8) -> bool| {
        let days = || year.weekdays.iter().filter(|one| of(one.weekday));
        let all: u32 = days().map(|one| one.half_days).sum();
        f64::from(days().map(|one| absent(&one.marks)).sum::<u32>()) / f64::from(all)
    };
    let whole = share(&|_| true);
    assert!((0.045..0.075).contains(&whole), "{whole}");
    assert!(share(&|day| day == 0 || day == 4) > share(&|day| day == 2));
    for code in ["Z", "B", "P", "R", "A", "L", "?"] {
        assert!(year.weeks.iter().any(|week| week.marks.contains_key(code)), "{code}");
    }
}

#[test]
fn registers_are_taken_until_the_last_school_day_and_a_few_are_left_to_take() {
    let school = demo(Level::Secundair, 300);
    let friday = today(&school.core, DayRequest { day: day("2026-11-20") }).unwrap();
    let taken =
        |half: usize| friday.classes.iter().filter(|class| class.halves[half].taken.is_some()).count();
    assert_eq!(taken(0), friday.classes.len());
    assert_eq!(taken(1), friday.classes.len() - 3);
    let monday = today(&school.core, DayRequest { day: clock().date_naive() }).unwrap();
    assert_eq!(monday.classes.iter().filter(|class| !class.open.is_empty()).count(), 3);
    let year = calendar(&school.core, CalendarRequest { year: None, class: None }).unwrap();
    assert!(
        year.saved && year.remarks.is_empty() && year.classes.iter().all(|row| row.teaching.level.is_some())
    );
    rules(&school);
}

#[test]
fn the_same_seed_gives_the_same_marks_in_any_year_and_on_any_day() {
    let marks = |text: &str| {
        let params = Params { registers: 2, ..Params::new(30, day(text)) };
        let school = filled(&params);
        let sql = "SELECT group_concat(day || half || hex(pupil) || code, ' ') FROM view_attendance";
        let read = |db: &rusqlite::Connection| Ok(db.query_row(sql, [], |row| row.get(0)).unwrap());
        let marks: Option<String> = school.core.register().unwrap().read(read).unwrap();
        school.assert_sound();
        marks
    };
    assert_eq!(marks("2026-11-23"), marks("2026-11-23"));
    // The first day of a school year, one in the summer, and one in a year to come.
    for odd in ["2026-09-01", "2027-07-15", "2031-02-03"] {
        assert!(marks(odd).is_some(), "{odd}");
    }
}
