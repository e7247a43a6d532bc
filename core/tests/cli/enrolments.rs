//! Enrolling, moving, leaving, a new year and the state on a day.

use super::School;

#[test]
fn a_pupil_is_enrolled_moved_and_leaves_and_the_state_follows() {
    let (school, _) = School::demo();
    let today = chrono::Local::now().date_naive();
    let on = (0..7).map(|n| today + chrono::Days::new(n)).find(|day| {
        use chrono::Datelike;
        day.weekday().number_from_monday() < 6
    });
    let on = on.unwrap().to_string();
    let total = |school: &School| school.done(&["state", "--on", &on])["total"].as_u64().unwrap();
    let before = total(&school);
    let form = [
        "enrol",
        "--set",
        "last_name=Aerts",
        "--set",
        "first_name=Lotte",
        "--set",
        "birth_date=2016-05-05",
        "--class",
        "L4A",
        "--group",
        "43056",
        "--location",
        "1",
        "--from",
        &on,
    ];
    let plan = school.done(&form);
    assert_eq!((plan["applied"].as_bool(), plan["applicable"].as_bool()), (Some(false), Some(true)));
    assert_eq!(total(&school), before, "nothing without --apply");
    let done = school.done(&[&form[..], &["--apply"]].concat());
    let pupil = done["pupil"].as_str().unwrap();
    assert_eq!(total(&school), before + 1);
    let again = school.refused(&[&form[..], &["--apply"]].concat());
    assert_eq!(
        (again.0["code"].as_str(), again.0["values"]["undecided"].as_str()),
        (Some("plan_not_applicable"), Some("1"))
    );
    let moved = school.done(&["move", "--pupil", pupil, "--on", &on, "--class", "L4Z", "--apply"]);
    assert_eq!(moved["moves"], 1);
    let left = school.done(&["leave", "--pupil", pupil, "--never-came", "--apply"]);
    assert_eq!((left["applied"].as_bool(), total(&school)), (Some(true), before));
    let year = school.done(&["new-year"]);
    assert!(year["passing"].as_u64().unwrap() > 20 && !year["applied"].as_bool().unwrap());
}
