//! A class takes its registers.

use stamboek_core::attendance::{cell_history, mass, save_settings, set, settings, take_roll, today};

use crate::common::*;

#[test]
fn a_week_shows_the_class_in_order_of_name_with_its_free_half_day() {
    let school = school();
    let week = school.week("L4A");
    assert!(week.rows.len() > 10, "{}", week.rows.len());
    assert_eq!(week.columns.len(), 10);
    let free: Vec<usize> = (0..10).filter(|n| week.columns[*n].free.is_some()).collect();
    assert_eq!(free, [5], "only Wednesday afternoon");
    assert!(week.rows.iter().all(|row| row.cells.len() == 10 && row.cells[0].mark.is_none()));
}

#[test]
fn a_mark_is_saved_counted_undone_and_remembered_with_who_set_it() {
    let school = school();
    let was = settings(&school.core).unwrap().settings;
    let user = Some("  Katrien   D. ".into());
    let request = AttendanceSettingsRequest { was: was.clone(), now: was, user };
    save_settings(&school.core, request).unwrap();
    let pupil = school.week("L4A").rows[0].pupil;
    let monday = at("2026-11-23", Half::Vm);
    let saved = school.set(pupil, monday, None, Some("Z")).unwrap();
    assert_eq!((saved.set, saved.refused.len()), (1, 0));
    let row = school.week("L4A").rows.remove(0);
    // A laptop that works alone does not say where an entry stands.
    assert_eq!(row.cells[0].state, None);
    assert_eq!(row.totals.get("Z"), Some(&1));
    undo(&school.core, UndoRequest { batch: saved.batch }).unwrap();
    assert_eq!(school.code("L4A", pupil, 0), None);
    assert_eq!(school.week("L4A").rows[0].totals.get("Z"), None);
    let history = cell_history(&school.core, CellRequest { pupil, at: monday }).unwrap().rows;
    assert_eq!(history.len(), 2);
    assert_eq!((history[1].by.as_str(), history[1].undone), ("Katrien D.", true));
    assert_eq!(history[1].now, mark("Z"));
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}

#[test]
fn a_cell_that_somebody_else_changed_is_not_overwritten_and_nothing_is_half_applied() {
    let school = school();
    let rows = school.week("L4A").rows;
    let (first, second) = (rows[0].pupil, rows[1].pupil);
    let monday = at("2026-11-23", Half::Vm);
    school.set(first, monday, None, Some("R")).unwrap();
    let cells = [second, first].map(|pupil| CellEdit { pupil, at: monday, was: None, now: mark("Z") });
    let problem = set(&school.core, AttendanceSetRequest { cells: cells.to_vec() }).err().unwrap();
    assert_eq!((problem.code, problem.values["now"].as_str()), (Code::Stale, "R"));
    assert_eq!(school.code("L4A", second, 0), None);
    assert_eq!(school.code("L4A", first, 0).as_deref(), Some("R"));
}

#[test]
fn a_mark_on_a_free_half_day_or_against_the_rules_is_refused_with_the_reason() {
    let school = school();
    let pupil = school.week("L4A").rows[0].pupil;
    let refused = |at, code| school.set(pupil, at, None, Some(code)).err().unwrap();
    let wednesday = refused(at("2026-11-25", Half::Nm), "Z");
    assert_eq!((wednesday.code, wednesday.values["why"].as_str()), (Code::NoLessons, "not_worked"));
    let armistice = refused(at("2026-11-11", Half::Vm), "Z");
    assert_eq!((armistice.code, armistice.values["why"].as_str()), (Code::NoLessons, "holiday"));
    assert_eq!(refused(at("2026-11-28", Half::Vm), "Z").values["why"], "weekend");
    let kleuter = refused(at("2026-11-23", Half::Vm), "A");
    assert_eq!((kleuter.code, kleuter.values["reason"].as_str()), (Code::MarkRefused, "of_compulsory_age"));
    assert!(!kleuter.values["source"].is_empty());
    assert_eq!(refused(at("2026-11-23", Half::Vm), "X9").code, Code::CodeUnknown);
    assert_eq!(school.week("L4A").rows[0].totals.len(), 0);
}

#[test]
fn who_comes_later_or_left_is_shown_with_the_reason_and_cannot_get_a_mark() {
    let school = school();
    let rows = school.week("L4A").rows;
    let (leaver, comer) = (rows[0].pupil, rows[1].pupil);
    school.enrolled(leaver, "2026-09-01", Some("2026-11-24"));
    school.enrolled(comer, "2026-11-26", None);
    let rows = school.week("L4A").rows;
    assert_eq!(rows[0].cells[3].not_here, None);
    assert_eq!(rows[0].cells[4].not_here, Some(NotHere::LeftOn { day: day("2026-11-24") }));
    assert_eq!(rows[1].cells[5].not_here, Some(NotHere::EnrolledFrom { day: day("2026-11-26") }));
    assert_eq!(rows[1].cells[6].not_here, None);
    let problem = school.set(comer, at("2026-11-23", Half::Vm), None, Some("Z")).err().unwrap();
    assert_eq!((problem.code, problem.values["from"].as_str()), (Code::NotEnrolled, "2026-11-26"));
}

#[test]
fn a_register_is_taken_once_and_never_overwrites_a_mark() {
    let school = school();
    let pupil = school.week("L4A").rows[2].pupil;
    let monday = at("2026-11-23", Half::Vm);
    school.set(pupil, monday, None, Some("B")).unwrap();
    let take =
        || take_roll(&school.core, RollTakeRequest { class: "L4A".into(), at: vec![monday], taken: true });
    let first = take().unwrap().batch;
    assert!(first.is_some());
    take().unwrap();
    assert_eq!(school.code("L4A", pupil, 0).as_deref(), Some("B"));
    assert!(school.week("L4A").columns[0].taken.is_some());
    let today = today(&school.core, DayRequest { day: monday.day }).unwrap();
    let class = today.classes.iter().find(|class| class.class == "L4A").unwrap();
    assert!(class.halves[0].taken.is_some() && class.halves[1].taken.is_none());
    assert_eq!(class.halves[0].marks.get("B"), Some(&1));
    assert!(class.open.is_empty(), "the first register of the school was taken today");
    let future = RollTakeRequest { class: "L4A".into(), at: vec![at("2026-11-24", Half::Vm)], taken: true };
    assert_eq!(take_roll(&school.core, future).err().unwrap().code, Code::InvalidValue);
    undo(&school.core, UndoRequest { batch: first }).unwrap();
    assert!(school.week("L4A").columns[0].taken.is_none());
}

/// Vandaag counts without names; both must know the same pupils, also of who came later or left.
#[test]
fn a_class_has_as_many_pupils_on_vandaag_as_in_its_register() {
    let school = school();
    let left = school.week("L4A").rows[0].pupil;
    let enrolment = Enrolment {
        pupil: left,
        class: "L4A".into(),
        location: "001".into(),
        from: day("2026-09-01"),
        until: Some(day("2026-11-20")),
    };
    let open = Change::EnrolmentOpen { id: EnrolmentId(Uuid::now_v7()), enrolment };
    school.core.register().unwrap().write("enrol", |batch| batch.push(open)).unwrap();
    let classes = today(&school.core, DayRequest { day: day("2026-11-23") }).unwrap().classes;
    assert!(classes.len() > 10, "{}", classes.len());
    for class in classes {
        let rows = school.week(&class.class).rows;
        let here = rows.iter().filter(|row| row.cells[0].not_here.is_none()).count();
        assert_eq!(class.pupils as usize, here, "{}", class.class);
        assert!(class.class != "L4A" || here + 1 == rows.len(), "one left on Friday");
    }
}

#[test]
fn a_strike_is_planned_with_the_marks_that_exist_and_leaves_them() {
    let school = school();
    let rows = school.week("L4A").rows;
    school.set(rows[0].pupil, at("2026-11-23", Half::Vm), None, Some("Z")).unwrap();
    let request = |apply, replace| MassRequest {
        classes: vec!["L4A".into()],
        pupils: vec![],
        from: day("2026-11-23"),
        until: day("2026-11-23"),
        half: None,
        code: Some(MarkCode::parse("R").unwrap()),
        note: Some("staking".into()),
        replace,
        apply,
    };
    let plan = mass(&school.core, request(false, false)).unwrap();
    let cells = rows.len() as u32 * 2 - 1;
    assert_eq!((plan.cells, plan.existing.get("Z"), plan.batch.is_none()), (cells, Some(&1), true));
    assert_eq!(school.code("L4A", rows[1].pupil, 0), None, "a plan changes nothing");
    let done = mass(&school.core, request(true, false)).unwrap();
    assert_eq!(done.cells, cells);
    assert_eq!(school.code("L4A", rows[0].pupil, 0).as_deref(), Some("Z"));
    assert_eq!(school.code("L4A", rows[1].pupil, 1).as_deref(), Some("R"));
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    assert_eq!(school.code("L4A", rows[1].pupil, 1), None);
    assert_eq!(school.code("L4A", rows[0].pupil, 0).as_deref(), Some("Z"));
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}
