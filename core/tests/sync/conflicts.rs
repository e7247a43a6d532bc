//! Te beslissen (sync.md 10).

use stamboek_domain::enrolment::{Enrolment, EnrolmentId};

use crate::common::*;

/// Els set Z, which is in force and in the mirror; Jan offers B beside it.
fn two_codes(school: &School) -> Value {
    school.write(set(school.pupil, None, Some("Z")));
    let key = String::from(cell(school.pupil));
    let body = serde_json::to_string(&Body::new(mark("Z"), &author("Els", 1))).unwrap();
    school.lay(
        "INSERT INTO mirror (kind, id, year, rev, body) VALUES ('attendance', ?1, 2026, 4, ?2)",
        (&key, &body),
    );
    school.conflict(vec![offer(author("Jan", 2), set(school.pupil, None, Some("B")))]);
    school.ask("conflicts")["rows"][0].clone()
}

#[test]
fn a_cell_shows_both_codes_with_who_entered_them_and_the_class_and_day_to_group_by() {
    let school = School::new();
    let row = two_codes(&school);
    assert_eq!(row["about"], json!({ "is": "half_day", "at": { "day": "2026-11-20", "half": "VM" } }));
    assert_eq!((&row["day"], &row["who"]["class"]), (&json!("2026-11-20"), &json!("1A")));
    assert_eq!(row["in_force"]["value"]["mark"]["code"], "Z");
    assert_eq!(row["in_force"]["by"]["name"], "Els");
    assert_eq!(row["offers"][0]["value"]["mark"]["code"], "B");
    assert_eq!(row["offers"][0]["by"]["name"], "Jan");
    assert_ne!(row["in_force"]["by"]["device"], row["offers"][0]["by"]["device"]);
}

#[test]
fn what_this_laptop_lays_over_the_mirror_is_not_ascribed_to_somebody_else() {
    let school = School::new();
    two_codes(&school);
    school.write(set(school.pupil, Some("Z"), Some("P")));
    let row = school.ask("conflicts")["rows"][0].clone();
    assert_eq!(row["in_force"]["value"]["mark"]["code"], "P");
    assert_eq!(row["in_force"]["by"], Value::Null);
}

#[test]
fn a_choice_is_an_op_that_names_the_offers_seen_and_puts_the_chosen_value_in_force() {
    let school = School::new();
    let row = two_codes(&school);
    let request =
        json!({ "action": "decide", "choices": [School::choose(&row, Some(0))], "reason": " gebeld " });
    let done = school.act(request);
    assert_eq!((&done["done"], &done["left"]), (&json!(1), &json!([])));
    assert_eq!(school.code(), "B");
    assert_eq!(school.ask("conflicts")["open"], 0);
    let op: Value =
        serde_json::from_str(&school.text("SELECT body FROM outbox ORDER BY n DESC LIMIT 1")).unwrap();
    assert_eq!((&op["type"], &op["reason"]), (&json!("conflict.resolve"), &json!("gebeld")));
    assert_eq!(op["offers"], json!([row["offers"][0]["op"]]));
    assert_eq!(op["choose"]["items"][0]["was"]["code"], "Z");
}

#[test]
fn leaving_what_is_in_force_changes_no_value_and_its_question_can_be_opened_again() {
    let school = School::new();
    let row = two_codes(&school);
    let done =
        school.act(json!({ "action": "decide", "choices": [School::choose(&row, None)], "reason": null }));
    assert_eq!((school.code(), school.ask("conflicts")["open"].clone()), ("Z".to_owned(), json!(0)));
    assert_eq!((&done["done"], done["batch"].is_string()), (&json!(1), true));
    let undone = school.call("undo", json!({ "direction": "back", "batch": null })).unwrap();
    assert_eq!((undone["kind"].clone(), school.code()), (json!("keep"), "Z".into()));
    assert_eq!(school.ask("conflicts")["rows"][0], row);
    school.call("undo", json!({ "direction": "again" })).unwrap();
    assert_eq!(school.ask("conflicts")["open"], 0);
}

#[test]
fn a_choice_about_what_changed_since_the_person_saw_it_is_left() {
    let school = School::new();
    let row = two_codes(&school);
    school.write(set(school.pupil, Some("Z"), Some("P")));
    let done =
        school.act(json!({ "action": "decide", "choices": [School::choose(&row, Some(0))], "reason": null }));
    assert_eq!((&done["done"], &done["left"][0]["problem"]["code"]), (&json!(0), &json!("stale")));
    assert_eq!((school.code().as_str(), done["batch"].is_null()), ("P", true));
    assert_eq!(school.ask("conflicts")["open"], 1);
}

#[test]
fn everything_of_one_person_is_one_action_and_is_taken_back_as_one() {
    let school = School::new();
    let row = two_codes(&school);
    let other = edit(school.pupil, PupilField::Class, Some("1A"), "1B");
    school.conflict(vec![offer(author("Jan", 2), other)]);
    let rows = school.ask("conflicts")["rows"].clone();
    let class = rows.as_array().unwrap().iter().find(|one| one["subject"] != row["subject"]).unwrap();
    let choices = [School::choose(&row, Some(0)), School::choose(class, Some(0))];
    let done = school.act(json!({ "action": "decide", "choices": choices, "reason": null }));
    assert_eq!(done["done"], 2);
    assert_eq!((school.code(), school.text("SELECT class FROM view_pupil")), ("B".into(), "1B".into()));
    let undone = school.call("undo", json!({ "direction": "back", "batch": done["batch"] })).unwrap();
    assert_eq!((&undone["undone"], &undone["kept"]), (&json!(2), &json!(0)));
    assert_eq!((school.code(), school.text("SELECT class FROM view_pupil")), ("Z".into(), "1A".into()));
    assert_eq!(school.ask("conflicts")["rows"], rows, "both questions are asked again, as they were");
    school.call("undo", json!({ "direction": "again" })).unwrap();
    assert_eq!((school.code(), school.text("SELECT class FROM view_pupil")), ("B".into(), "1B".into()));
    assert_eq!(school.ask("conflicts")["open"], 0, "and decided again");
}

#[test]
fn a_decision_over_whose_value_somebody_went_on_stays() {
    let school = School::new();
    let row = two_codes(&school);
    let done =
        school.act(json!({ "action": "decide", "choices": [School::choose(&row, Some(0))], "reason": null }));
    school.write(set(school.pupil, Some("B"), Some("P")));
    let undone = school.call("undo", json!({ "direction": "back", "batch": done["batch"] })).unwrap();
    assert_eq!((&undone["undone"], &undone["kept"]), (&json!(0), &json!(1)));
    assert_eq!((school.code(), school.ask("conflicts")["open"].clone()), ("P".into(), json!(0)));
}

#[test]
fn both_closures_stand_with_what_follows_from_them() {
    let school = School::new();
    let id = EnrolmentId(Uuid::now_v7());
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let enrolment = Enrolment {
        pupil: school.pupil,
        class: "1A".into(),
        location: String::new(),
        from: day("2026-09-01").unwrap(),
        until: None,
    };
    school.write(Change::EnrolmentOpen { id, enrolment });
    school.write(set(school.pupil, None, Some("Z")));
    let close = |was: Option<&str>, now: &str| Change::EnrolmentClose {
        id,
        pupil: school.pupil,
        was: was.and_then(day),
        now: day(now),
    };
    school.write(close(None, "2026-12-18"));
    school.conflict(vec![offer(author("Jan", 2), close(None, "2026-11-13"))]);
    let row = school.ask("conflicts")["rows"][0].clone();
    assert_eq!(row["about"]["is"], "class_period");
    assert_eq!(row["in_force"]["value"]["lines"][0]["until"], "2026-12-18");
    assert_eq!(row["in_force"]["effects"]["marks_outside"], 0);
    assert_eq!(row["offers"][0]["value"]["lines"][0]["until"], "2026-11-13");
    assert_eq!(row["offers"][0]["effects"]["marks_outside"], 1, "C6: the mark of 20 November");
}

#[test]
fn an_insz_of_somebody_else_is_masked_named_and_never_taken_over() {
    let school = School::new();
    let other = PupilId(Uuid::now_v7());
    school.add(other, "Maes", "2B");
    let insz = "16050500199";
    school.write(edit(other, PupilField::Insz, None, insz));
    let mut taken = offer(author("Jan", 2), edit(school.pupil, PupilField::Insz, None, insz));
    taken.same_as = Some(other);
    school.conflict(vec![taken]);
    let row = school.ask("conflicts")["rows"][0].clone();
    assert!(!row.to_string().contains(insz));
    assert_eq!(row["offers"][0]["same_as"]["last_name"], "Maes");
    let done =
        school.act(json!({ "action": "decide", "choices": [School::choose(&row, Some(0))], "reason": null }));
    assert_eq!(done["left"][0]["problem"]["code"], "insz_taken");
    assert_eq!(school.ask("conflicts")["open"], 1);
}

#[test]
fn a_cell_of_the_register_shows_the_code_that_was_offered_beside_it() {
    let school = School::new();
    two_codes(&school);
    let week = school.call("attendance_week", json!({ "class": "1A", "day": "2026-11-20" })).unwrap();
    let cell = &week["rows"][0]["cells"][8];
    assert_eq!((&cell["mark"]["code"], &cell["offered"]), (&json!("Z"), &json!("B")));
    // This laptop belongs to no server here, so it says nothing of where the entry stands.
    assert_eq!(cell["state"], Value::Null);
    assert!(week["rows"][0]["cells"][7].get("offered").is_none());
}
