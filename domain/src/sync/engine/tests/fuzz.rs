//! Answers with something changed in them, byte by byte and value by value (sync.md 18.6, security.md S28):
//! whatever comes, nothing is stored but what was asked for and fits.

use proptest::prelude::*;
use serde_json::{Value, from_str, json, to_string};

use super::*;
use crate::sync::wire::{Hello, ProblemDocument};

/// What is done to an answer.
#[derive(Clone, Debug)]
enum Change {
    /// Byte at this place becomes another one.
    Byte(usize, u8),
    /// It ends here.
    Cut(usize),
    /// It says this once more, from here on.
    Twice(usize),
    /// The value at this place, counted through all of them, becomes something else.
    Value(usize, Value),
}

fn change() -> impl Strategy<Value = Change> {
    let value = prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        Just(json!(-1)),
        Just(json!(1.5)),
        Just(json!(u64::MAX)),
        Just(json!(1_u64 << 53)),
        Just(json!("")),
        Just(json!("a".repeat(20_000))),
        Just(json!("2026-02-30T08:00:00Z")),
        any::<u64>().prop_map(|number| json!(number)),
        any::<bool>().prop_map(|yes| json!(yes)),
        ".{0,40}".prop_map(|text| json!(text)),
    ];
    prop_oneof![
        1 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        1 => any::<usize>().prop_map(Change::Cut),
        1 => any::<usize>().prop_map(Change::Twice),
        4 => (any::<usize>(), value).prop_map(|(at, value)| Change::Value(at, value)),
    ]
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0_usize,
    }
}

/// Puts another value at a place.
fn put(value: &mut Value, at: &mut usize, other: &Value) {
    if *at == 0 {
        *value = other.clone();
    }
    *at = at.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| put(item, at, other)),
        Value::Object(fields) => fields.values_mut().for_each(|field| put(field, at, other)),
        _ => {}
    }
}

fn changed(text: &str, changes: &[Change]) -> String {
    changes.iter().fold(text.to_owned(), |text, change| {
        let mut bytes = text.clone().into_bytes();
        let length = bytes.len().max(1);
        match change {
            Change::Byte(at, byte) => bytes.get_mut(at % length).into_iter().for_each(|here| *here = *byte),
            Change::Cut(at) => bytes.truncate(at % length),
            Change::Twice(at) => bytes.extend_from_within(at % length..),
            Change::Value(at, other) => match from_str::<Value>(&text) {
                Ok(mut value) => {
                    let mut at = at % count(&value);
                    put(&mut value, &mut at, other);
                    return value.to_string();
                }
                Err(_) => return text,
            },
        }
        // What is no text is of no type, and comes no further than the shell.
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// What is asked of the store after an answer is only what it may be; answers whether anything was.
fn harmless(bench: &Bench, sent: &[OpResult]) -> bool {
    match bench.work() {
        None => false,
        Some(Work::Ack { results, seen, .. }) => {
            let of_ours =
                |one: &OpResult| sent.iter().any(|sent| sent.op_id == one.op_id && sent.hash == one.hash);
            assert!(!results.is_empty() && results.iter().all(of_ours) && seen.rev >= Rev(5));
            true
        }
        Some(Work::Stage { rows, seen, .. }) => {
            assert!(rows.is_sorted_by(|one, next| one.rev < next.rev) && rows.len() <= 10);
            assert!(
                rows.iter().all(|row| row.rev > Rev(5) && row.rev <= seen.rev) && seen.rev <= Rev::LARGEST
            );
            true
        }
        Some(Work::Recover { unknown, rebuild, .. }) => {
            assert!(unknown.iter().all(|op| sent.iter().any(|sent| sent.op_id == *op)));
            assert!(rebuild.is_none_or(|head| head.rev <= Rev::LARGEST));
            true
        }
        // What was there is asked again, or an op alone was refused by us.
        Some(Work::ReadPending { .. } | Work::ReadRetained { .. } | Work::Refuse { .. }) => true,
        Some(Work::Complete { .. }) => panic!("nothing was staged"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_answer_to_a_push_moves_what_was_not_sent(changes in prop::collection::vec(change(), 1..4)) {
        let mut bench = Bench::new(known(5, 5));
        let sent = bench.push(3);
        let body = changed(&to_string(&answer(sent.clone(), 6)).unwrap(), &changes);
        bench.reply(200, MEDIA_TYPE, body);
        if !harmless(&bench, &sent) {
            bench.left_alone(Trouble::Nonsense);
        }
    }

    #[test]
    fn no_page_is_staged_that_lies_outside_what_was_asked(changes in prop::collection::vec(change(), 1..4)) {
        let mut bench = Bench::new(known(5, 5));
        bench.pull();
        let body = changed(&to_string(&page(&[6, 7, 9], 9, false, 12)).unwrap(), &changes);
        bench.reply(200, MEDIA_TYPE, body);
        // Another scope begins the pull anew, and stores nothing.
        if !harmless(&bench, &[]) && bench.sent() != Some(Path::Pull) {
            bench.left_alone(Trouble::Nonsense);
        }
    }

    #[test]
    fn no_reconcile_brings_back_what_was_not_asked(changes in prop::collection::vec(change(), 1..4)) {
        let mut bench = Bench::new(SyncState { reconcile_first: true, ..known(5, 5) });
        bench.step(Event::Woke(Wake::Asked));
        let ids: Vec<OpId> = (0..3).map(|n| OpId(Uuid::from_u128(n))).collect();
        bench.stored(StoreAnswer::Retained { ids: ids.clone(), last: None });
        let of = |op_id: &OpId| OpResult { op_id: *op_id, hash: Hash::of(""), outcome: OutcomeWord::Same, detail: Vec::new() };
        let sent: Vec<OpResult> = ids.iter().map(of).collect();
        let unknown = vec![ids[1]];
        let body = to_string(&ReconcileAnswer { unknown, head: head(5), time: TIME.parse().unwrap() }).unwrap();
        bench.reply(200, MEDIA_TYPE, changed(&body, &changes));
        if !harmless(&bench, &sent) {
            bench.left_alone(Trouble::Nonsense);
        }
    }

    /// A refusal leaves what waits as it is, but for the one op of a push that we refuse ourselves.
    #[test]
    fn no_refusal_moves_anything_but_the_one_op_that_was_sent(
        kind in prop::sample::select(vec!["history_changed", "integrity", "too_large", "device_revoked", "unauthorised", "x"]),
        status in 200_u16..600,
        changes in prop::collection::vec(change(), 0..3),
    ) {
        let mut bench = Bench::new(known(5, 5));
        let sent = bench.push(1);
        let body = json!({ "type": kind, "title": "", "status": status, "instance": "" }).to_string();
        let body = changed(&body, &changes);
        let _ = from_str::<ProblemDocument>(&body);
        bench.reply(status, PROBLEM_TYPE, body);
        harmless(&bench, &sent);
        if let Some(Work::Refuse { op_id, .. }) = bench.work() {
            prop_assert_eq!(*op_id, sent[0].op_id);
        }
    }

    /// What is said before anybody signs in, and a token: read whole, or not at all.
    #[test]
    fn what_is_no_hello_and_no_token_is_not_read_as_one(changes in prop::collection::vec(change(), 1..4)) {
        let hello = json!({ "server": "1", "op_versions": { "oldest": 1, "newest": 1 }, "oldest_client": "1",
            "limits": {}, "time": TIME });
        if let Ok(hello) = from_str::<Hello>(&changed(&hello.to_string(), &changes)) {
            let again = from_str::<Hello>(&to_string(&hello).unwrap()).unwrap();
            prop_assert_eq!(again, hello);
        }
        let token = json!({ "token": "t", "expires": TIME, "grant": null, "laptops": [], "time": TIME });
        let _ = from_str::<crate::sync::access::TokenAnswer>(&changed(&token.to_string(), &changes));
    }
}
