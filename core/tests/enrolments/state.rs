//! The state on a day, against a plain reading of all ops.

use stamboek_domain::sync::op::{Change, Op};

use crate::common::*;

/// Pupil to group on a day, by playing the ops and asking day by day.
fn replayed(school: &School, on: NaiveDate) -> BTreeMap<PupilId, String> {
    let read = |db: &rusqlite::Connection| {
        let mut select = db.prepare("SELECT body FROM outbox WHERE outcome = 'applied' ORDER BY n").unwrap();
        let bodies = select.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
        Ok(bodies.collect::<Vec<_>>())
    };
    let bodies = school.core.register().unwrap().read(read).unwrap();
    let (mut schools, mut groups) = (BTreeMap::new(), BTreeMap::new());
    for body in bodies {
        let Change::EnrolmentSet { schools: s, groups: g, .. } =
            serde_json::from_str::<Op>(&body).unwrap().change
        else {
            continue;
        };
        schools.extend(s.into_iter().filter_map(|change| change.now).map(|one| (one.id, one)));
        for change in g {
            match (change.was, change.now) {
                (_, Some(now)) => drop(groups.insert(now.id, now)),
                (Some(was), None) => drop(groups.remove(&was.id)),
                (None, None) => {}
            }
        }
    }
    let mut state = BTreeMap::new();
    for one in schools.values().filter(|one| one.counts() && one.from <= on) {
        let open = one.leaving.as_ref().is_none_or(|leaving| on <= leaving.until);
        let below: Vec<_> = groups.values().filter(|group| group.enrolment == one.id).collect();
        if !open || (!below.is_empty() && below.iter().all(|group| group.never_came)) {
            continue;
        }
        let holds = |group: &&&GroupEnrolment| {
            !group.never_came && group.from <= on && on <= group.until.unwrap_or(group.expected_until)
        };
        let group = below.iter().find(holds).map(|group| group.details.group.to_string());
        state.insert(one.pupil, group.unwrap_or_default());
    }
    state
}

#[test]
fn the_state_is_what_the_ops_say_on_every_day() {
    let school = demo(Level::Basis, 60);
    let rows = school.state("2026-11-23").rows;
    let how =
        |until: &str| LeaveHow::Ends { until: day(until), cause: String::new(), situation: String::new() };
    let open: Vec<PupilId> = rows.iter().filter(|row| row.until.is_none()).map(|row| row.pupil).collect();
    let left = |pupil, how| {
        leave(&school.core, LeaveRequest { pupil, enrolment: None, how, case: None, apply: true }).unwrap()
    };
    left(open[0], how("2026-12-18"));
    left(open[1], LeaveHow::NeverCame);
    left(open[2], LeaveHow::Cancel { reason: "Vergissing".into(), confirmed: true });
    let to = MoveRequest {
        pupils: vec![open[3]],
        class_of: String::new(),
        on: day("2027-01-11"),
        group: Some("43056".into()),
        location: None,
        class: None,
        details: None,
        apply: true,
    };
    move_pupils(&school.core, to).unwrap();
    let change = YearChange::Pass { year: None, classes: Vec::new(), pupils: Vec::new() };
    new_year(&school.core, NewYearRequest { change, apply: true }).unwrap();
    school.undo();
    for on in [
        "2026-08-31",
        "2026-09-01",
        "2026-11-23",
        "2026-12-18",
        "2026-12-19",
        "2027-01-10",
        "2027-01-11",
        "2027-02-01",
        "2027-08-31",
        "2027-09-01",
    ] {
        let state: BTreeMap<PupilId, String> =
            school.state(on).rows.into_iter().map(|row| (row.pupil, row.group)).collect();
        assert_eq!(state, replayed(&school, day(on)), "{on}");
    }
    school.assert_sound();
}

#[test]
fn the_numbers_add_up_and_the_difference_names_who_came_left_and_changed() {
    let school = demo(Level::Basis, 60);
    let before = school.state("2026-11-23");
    let open: Vec<&StateRow> = before.rows.iter().filter(|row| row.until.is_none()).collect();
    let (goes, moves) = (open[0].pupil, open[1].pupil);
    let how = LeaveHow::Ends { until: day("2026-12-18"), cause: String::new(), situation: String::new() };
    leave(&school.core, LeaveRequest { pupil: goes, enrolment: None, how, case: None, apply: true }).unwrap();
    let to = MoveRequest {
        pupils: vec![moves],
        class_of: String::new(),
        on: day("2027-01-11"),
        group: Some("43056".into()),
        location: None,
        class: Some("L4Z".into()),
        details: None,
        apply: true,
    };
    move_pupils(&school.core, to).unwrap();
    let comes = school.enrolled(form("Aerts", "Lotte", "2016-05-05"));
    let request = StateRequest {
        on: day("2027-02-01"),
        against: Some(day("2026-11-23")),
        institution: "099901".into(),
    };
    let answer = state(&school.core, request).unwrap();
    let difference = answer.difference.unwrap();
    let ids = |rows: &[StateRow]| rows.iter().map(|row| row.pupil).collect::<Vec<_>>();
    assert_eq!((ids(&difference.came), ids(&difference.left)), (vec![comes], vec![goes]));
    assert_eq!(difference.changed.len(), 1);
    assert_eq!(difference.changed[0].fields, ["group", "class"]);
    assert_eq!(answer.total + 1, difference.total + 1);
    for by in [StateBy::Group, StateBy::Location, StateBy::Class, StateBy::Level, StateBy::Funding] {
        let of = answer.counts.iter().filter(|count| count.by == by);
        let (now, then) = of.fold((0, 0), |sum, one| (sum.0 + one.pupils, sum.1 + one.against.unwrap()));
        assert_eq!((now, then), (answer.total, difference.total), "{by:?}");
    }
    let days: Vec<NaiveDate> = answer.count_days.iter().map(|one| one.day).collect();
    assert!(days.contains(&day("2027-02-01")) && days.contains(&day("2026-10-01")));
    let none = StateRequest { on: day("2027-02-01"), against: None, institution: "111111".into() };
    assert_eq!(state(&school.core, none).unwrap().total, 0);
}
