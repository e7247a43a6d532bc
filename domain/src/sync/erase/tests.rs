use serde_json::json;
use uuid::Uuid;

use super::*;

const EMMA: &str = "0198f3a0-0000-7000-8000-000000000001";
const LIAM: &str = "0198f3a0-0000-7000-8000-000000000002";
const BY: &str = r#"{"op":"0198f3a0-0000-7000-8000-0000000000aa","device":"0198f3a0-0000-7000-8000-0000000000bb","at":"2026-11-23T08:41:09+01:00"}"#;

fn emma() -> Person {
    Person::new(PupilId(EMMA.parse().unwrap()))
}

fn body(value: serde_json::Value) -> Box<RawValue> {
    let by: serde_json::Value = serde_json::from_str(BY).unwrap();
    to_raw_value(&json!({ "value": value, "by": by })).unwrap()
}

fn op(change: serde_json::Value) -> String {
    let mut op = json!({ "op_id": EMMA.replace("0001", "00aa"), "v": 1, "batch": LIAM.replace("0002", "00cc"),
        "entered_at": "2026-11-23T08:41:09+01:00", "clock": "ok", "note": "voor Emma" });
    op.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    op.to_string()
}

fn cells(pupils: &[&str]) -> serde_json::Value {
    let items = pupils
        .iter()
        .map(|pupil| json!({ "key": format!("{pupil}/2026-11-23/VM"), "was": null, "now": { "code": "B" } }));
    json!({ "type": "attendance.set", "items": items.collect::<Vec<_>>() })
}

/// What is taken away is nowhere in the rest, and the rest of others stays whole.
#[test]
fn an_op_about_several_people_is_divided_and_the_remark_stays_with_nobody() {
    let Share::Part { hers, rest } = emma().of_op(&op(cells(&[EMMA, LIAM]))) else { panic!("divided") };
    assert!(hers.contains(EMMA) && !hers.contains(LIAM) && !hers.contains("voor Emma"));
    assert!(rest.contains(LIAM) && !rest.contains(EMMA) && !rest.contains("voor Emma"));
    assert!(matches!(emma().of_op(&op(cells(&[EMMA]))), Share::All));
    assert!(matches!(emma().of_op(&op(cells(&[LIAM]))), Share::None));
    let unread = format!("{{\"type\":\"later\",\"who\":\"{EMMA}\"}}");
    assert!(matches!(emma().of_op(&unread), Share::All), "an op of a later program that names her");
}

#[test]
fn a_decision_about_her_is_hers_though_it_does_not_name_her() {
    let mut person = emma();
    let resolve = json!({ "type": "conflict.resolve", "conflict": "number/informat/1/77", "offers": [],
        "choose": null, "reason": "broer van Emma" });
    let dismiss = json!({ "type": "held.dismiss", "op": LIAM, "reason": "dubbel" });
    for change in [&resolve, &dismiss] {
        assert!(matches!(person.of_op(&op(change.clone())), Share::None));
    }
    person.learn("conflict", "number/informat/1/77");
    person.learn("held", LIAM);
    for change in [resolve, dismiss] {
        assert!(matches!(person.of_op(&op(change)), Share::All));
    }
}

#[test]
fn records_are_hers_by_what_they_say_and_by_their_identity() {
    let other_id = Uuid::from_u128(7).to_string();
    let period = |pupil: &str| json!({ "pupil": pupil, "from": "2026-09-01", "until": null });
    let both = body(json!([period(EMMA), period(LIAM)]));
    let Share::Part { hers, rest } = emma().of_record("number", "informat/1/77", &both) else { panic!() };
    assert!(hers.get().contains(EMMA) && !rest.get().contains(EMMA) && rest.get().contains("2026-11-23"));
    for (kind, id, value, all) in [
        ("pupil", EMMA, json!({ "tag": "T", "fields": {}, "removed": false }), true),
        ("pupil", LIAM, json!({ "tag": "T", "fields": {}, "removed": false }), false),
        ("tag", "T", json!(EMMA), true),
        ("tag", "T", json!(LIAM), false),
        ("attendance", &format!("{EMMA}/2026-11-23/VM"), json!({ "code": "B" }), true),
        ("fact", &format!("{LIAM}/measure/1"), json!("{}"), false),
        ("number", "informat/1/77", json!([period(EMMA)]), true),
        ("setting", "school", json!(EMMA), false),
        ("later", &other_id, json!({ "who": EMMA }), true),
    ] {
        let share = emma().of_record(kind, id, &body(value));
        assert_eq!(matches!(share, Share::All), all, "{kind} {id}");
        assert!(all || matches!(share, Share::None), "{kind} {id}");
    }
}

#[test]
fn offers_and_held_parts_of_others_stay() {
    let by: serde_json::Value = serde_json::from_str(BY).unwrap();
    let offer = |pupil: &str| {
        json!({ "by": by, "state": "open",
        "change": { "type": "number.add", "pupil": pupil, "from": "2026-09-01",
            "number": { "system": "informat", "database": "1", "value": "77" } } })
    };
    let conflict = body(json!({ "pupil": EMMA, "offers": [offer(EMMA), offer(LIAM)] }));
    let share = emma().of_record("conflict", "number/informat/1/77", &conflict);
    let Share::Part { rest, .. } = share else { panic!("divided") };
    assert!(!rest.get().contains(EMMA) && rest.get().contains(LIAM));
    let part = |pupil: &str| json!({ "reason": "not_permitted", "change": cells(&[pupil]) });
    let held = body(json!({ "parts": [part(EMMA), part(LIAM)], "state": "open" }));
    let Share::Part { rest, .. } = emma().of_record("held", LIAM, &held) else { panic!("divided") };
    assert!(!rest.get().contains(EMMA) && rest.get().contains(LIAM));
    let unread = body(json!({ "parts": [], "entry": { "who": EMMA }, "state": "open" }));
    assert!(matches!(emma().of_record("held", LIAM, &unread), Share::All));
}

#[test]
fn an_identity_that_is_a_number_or_a_code_says_who_it_is() {
    assert!(id_tells("number", "informat/1/77") && id_tells("tag", "T"));
    assert!(id_tells("conflict", "number/informat/1/77") && id_tells("waiting", "number/informat/1/77"));
    assert!(!id_tells("conflict", "field/x/insz") && !id_tells("held", EMMA));
}

/// Reads records as the server does, until no more names are found.
fn learned(mut person: Person, records: &[(&str, Box<RawValue>)]) -> Person {
    loop {
        let known = person.pupils.len();
        for (id, body) in records {
            if !matches!(person.of_record("alias", id, body), Share::None) {
                person.learn("alias", id);
            }
        }
        if person.pupils.len() == known {
            return person;
        }
    }
}

fn id(text: &str) -> PupilId {
    PupilId(text.parse().unwrap())
}

/// Everybody of a chain of merges is one person, by whichever name is asked.
#[test]
fn who_was_merged_with_her_one_through_the_other_is_she_as_well() {
    let [noor, other] = [3, 4].map(|n| Uuid::from_u128(n).to_string());
    let gone = |with: &str, to: &str| json!({ "gone": { "with": with, "to": to, "moved": [] } });
    let records = [
        (EMMA, body(gone(LIAM, &noor))),
        (LIAM, body(json!({ "gone": { "with": noor, "to": noor, "moved": [] }, "of": [EMMA] }))),
        (noor.as_str(), body(json!({ "of": [LIAM] }))),
        (other.as_str(), body(json!({ "of": [Uuid::from_u128(5)] }))),
    ];
    let all = BTreeSet::from([id(EMMA), id(LIAM), id(&noor)]);
    for name in [EMMA, LIAM, &noor] {
        let person = learned(Person::new(id(name)), &records);
        assert_eq!(person.pupils, all, "{name}");
        let shares = records.iter().map(|(id, body)| person.of_record("alias", id, body));
        let hers: Vec<bool> = shares.map(|share| matches!(share, Share::All)).collect();
        assert_eq!(hers, [true, true, true, false]);
        assert!(matches!(person.of_op(&op(cells(&[EMMA, LIAM, &noor]))), Share::All));
    }
}

/// A merge that an old backup brings back does not make somebody else out of her: it was taken back
/// before she was erased.
#[test]
fn who_is_erased_again_is_who_was_erased_and_nobody_else() {
    let noor = Uuid::from_u128(3).to_string();
    let both = body(json!({ "of": [EMMA, noor] }));
    let records = [(LIAM, both.clone())];
    assert_eq!(learned(Person::new(id(EMMA)), &records).pupils.len(), 2);
    let emma = learned(Person::named(BTreeSet::from([id(EMMA)])), &records);
    assert_eq!(emma.pupils, BTreeSet::from([id(EMMA)]));
    let Share::Part { rest, .. } = emma.of_record("alias", LIAM, &both) else { panic!("divided") };
    assert!(rest.get().contains(&noor) && !rest.get().contains(EMMA));
    let gone = json!({ "gone": { "with": noor, "to": noor, "moved": [] }, "of": [EMMA] });
    let Share::Part { rest, .. } = emma.of_record("alias", LIAM, &body(gone)) else { panic!("divided") };
    assert!(rest.get().contains(&noor) && !rest.get().contains(EMMA));
}
