//! Aandacht nodig (sync.md 7).

use crate::common::*;

fn held(change: Change, reason: HeldReason) -> Held {
    Held {
        parts: vec![HeldPart { reason, change }],
        entry: None,
        reason: Some(reason),
        by: Some(author("Jan", 2)),
        state: HeldState::Open,
    }
}

#[test]
fn a_held_entry_shows_why_what_it_should_become_and_what_stands_now() {
    let school = School::new();
    school.held(&held(edit(school.pupil, PupilField::Class, None, "1B"), HeldReason::NotPermitted));
    let row = school.ask("held")["rows"][0].clone();
    let part = &row["parts"][0];
    assert_eq!((&part["reason"], &part["who"]["last_name"]), (&json!("not_permitted"), &json!("Peeters")));
    assert_eq!((&part["value"]["text"], &part["in_force"]["text"]), (&json!("1B"), &json!("1A")));
    assert_eq!((&row["by"]["name"], &row["again"]), (&json!("Jan"), &Value::Null));
}

#[test]
fn entering_again_is_an_entry_of_its_own_and_puts_the_held_one_aside() {
    let school = School::new();
    let op = school.held(&held(edit(school.pupil, PupilField::Class, None, "1B"), HeldReason::Stale));
    let done = school.act(json!({ "action": "enter_again", "ops": [op] }));
    assert_eq!((&done["done"], &done["left"]), (&json!(1), &json!([])));
    assert_eq!(school.text("SELECT class FROM view_pupil"), "1B");
    assert_eq!(school.ask("held")["open"], 0);
}

#[test]
fn what_cannot_be_entered_says_why_and_stays_as_a_whole() {
    let school = School::new();
    let stranger = PupilId(Uuid::now_v7());
    let op = school.held(&held(edit(stranger, PupilField::Class, None, "1B"), HeldReason::MissingRecord));
    let row = school.ask("held")["rows"][0].clone();
    assert_eq!((&row["again"]["code"], &row["parts"][0]["who"]), (&json!("not_found"), &Value::Null));
    let done = school.act(json!({ "action": "enter_again", "ops": [op] }));
    assert_eq!((&done["done"], &done["left"][0]["problem"]["code"]), (&json!(0), &json!("not_found")));
    assert_eq!((school.ask("held")["open"].clone(), done["batch"].is_null()), (json!(1), true));
}

#[test]
fn an_entry_that_cannot_be_read_is_shown_and_can_be_put_aside() {
    let school = School::new();
    let unreadable = Held {
        parts: Vec::new(),
        entry: serde_json::value::RawValue::from_string("{\"type\":\"moon.set\"}".into()).ok(),
        reason: Some(HeldReason::UnknownType),
        by: None,
        state: HeldState::Open,
    };
    let op = school.held(&unreadable);
    let row = school.ask("held")["rows"][0].clone();
    assert_eq!(row["parts"][0]["about"]["is"], "unknown");
    assert!(!row["again"].is_null());
    let done = school.act(json!({ "action": "dismiss", "ops": [op], "reason": "dubbel" }));
    assert_eq!((&done["done"], school.ask("held")["open"].clone()), (&json!(1), json!(0)));
}

/// sync.md 7, 12: the server was older than the program that made it; now that it reads it, nothing needs
/// to be typed again.
#[test]
fn what_the_server_could_not_read_and_this_program_can_is_entered_again() {
    let school = School::new();
    let change = edit(school.pupil, PupilField::Class, None, "1B");
    let entry = |v: u8| {
        let op = Op {
            op_id: OpId(Uuid::now_v7()),
            v,
            batch: BatchId(Uuid::now_v7()),
            entered_at: chrono::DateTime::UNIX_EPOCH.fixed_offset(),
            clock: Clock::Ok,
            change: change.clone(),
            user: None,
            person: None,
            note: None,
        };
        serde_json::value::to_raw_value(&op).unwrap()
    };
    let unread = |v: u8, reason| Held {
        parts: Vec::new(),
        entry: Some(entry(v)),
        reason: Some(reason),
        by: None,
        state: HeldState::Open,
    };
    let newer = school.held(&unread(9, HeldReason::NewerVersion));
    let refused = school.act(json!({ "action": "enter_again", "ops": [newer] }));
    assert_eq!(refused["done"], 0, "neither can this program");
    school.act(json!({ "action": "dismiss", "ops": [newer], "reason": "test" }));
    let op = school.held(&unread(1, HeldReason::UnknownType));
    let row = school.ask("held")["rows"][0].clone();
    assert_eq!((&row["parts"][0]["value"]["text"], &row["again"]), (&json!("1B"), &Value::Null));
    assert_eq!(school.act(json!({ "action": "enter_again", "ops": [op] }))["done"], 1);
    assert_eq!(school.text("SELECT class FROM view_pupil"), "1B");
    assert_eq!(school.ask("held")["open"], 0);
}

/// The record of an older server kept nothing of it: it lies here as it left.
#[test]
fn what_left_from_this_laptop_is_entered_again_out_of_its_own_entry() {
    let school = School::new();
    let ops = "SELECT lower(hex(op_id)) FROM outbox WHERE body LIKE '%pupil.create%' LIMIT 1";
    let op = Uuid::parse_str(&school.text(ops)).unwrap().to_string();
    let held = Held {
        parts: Vec::new(),
        entry: None,
        reason: Some(HeldReason::UnknownType),
        by: None,
        state: HeldState::Open,
    };
    let at = school.held(&held);
    school.lay("UPDATE view_held SET op = ?1 WHERE op = ?2", (&op, &at));
    let row = school.ask("held")["rows"][0].clone();
    assert_eq!(row["parts"][0]["about"]["is"], "pupil");
}

#[test]
fn nothing_is_put_aside_without_a_reason() {
    let school = School::new();
    let op = school.held(&held(edit(school.pupil, PupilField::Class, None, "1B"), HeldReason::Stale));
    let refused = school.call("sync_do", json!({ "action": "dismiss", "ops": [op], "reason": "  " }));
    assert_eq!(refused.err().map(|problem| problem.values["field"].clone()), Some("reason".into()));
    assert_eq!(school.ask("held")["open"], 1);
}

#[test]
fn a_merge_says_whom_with_whom_and_with_whom_the_pupil_is_merged_now() {
    let school = School::new();
    let [one, other] = [PupilId(Uuid::now_v7()), PupilId(Uuid::now_v7())];
    school.add(one, "Maes", "2A");
    school.add(other, "Claes", "2B");
    let merge = |to| Change::PupilMerge { from: school.pupil, to, fields: Vec::new() };
    school.held(&held(merge(one), HeldReason::NotPermitted));
    let part = || school.ask("held")["rows"][0]["parts"][0].clone();
    let name = |value: &Value| value["text"].as_str().unwrap_or_default().to_owned();
    assert_eq!((&part()["about"]["is"], &part()["who"]["last_name"]), (&json!("merge"), &json!("Peeters")));
    assert!(name(&part()["value"]).starts_with("Maes"), "with whom it should be merged");
    assert_eq!(part()["in_force"]["is"], "nothing");
    school.write(merge(other));
    assert!(name(&part()["in_force"]).starts_with("Claes"), "with whom it is merged meanwhile");
}
