use proptest::prelude::*;
use serde_json::{from_str, json, to_value};
use uuid::Uuid;

use super::*;
use crate::sync::op::OpId;

const EMPTY_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn a_hash_is_of_the_exact_text_and_travels_as_small_hexadecimal_digits() {
    assert_eq!(String::from(Hash::of("")), EMPTY_HASH);
    assert_eq!(Hash::try_from(EMPTY_HASH.to_owned()), Ok(Hash::of("")));
    assert_ne!(Hash::of("{}"), Hash::of("{ }"));
    for wrong in [EMPTY_HASH.to_uppercase(), EMPTY_HASH[1..].to_owned(), EMPTY_HASH.replace('e', "é")] {
        assert_eq!(Hash::try_from(wrong), Err(HashFault));
    }
}

/// sync.md 19: the hash is over the received text, so spaces and the order of fields survive.
#[test]
fn an_op_passes_through_a_request_byte_for_byte() {
    let body = "{ \"b\":1.0,\n\"a\" : \"\\u00e9\" }";
    let sent = SentOp::saved(body.to_owned()).unwrap();
    let request = PushRequest { seen: None, ops: vec![sent], waiting: 1 };
    let back: PushRequest = from_str(&serde_json::to_string(&request).unwrap()).unwrap();
    assert_eq!(back.ops[0].op.get(), body);
    assert!(back.ops[0].is_whole());
    let other = SentOp { hash: Hash::of(body), ..SentOp::saved("{}".to_owned()).unwrap() };
    assert!(!other.is_whole());
    assert!(SentOp::saved("{".to_owned()).is_none());
}

#[test]
fn a_digest_does_not_depend_on_the_order_and_what_leaves_it_was_never_in_it() {
    let mut there = DigestSum::default();
    there.add("pupil", "a", Rev(1));
    there.add("pupil", "b", Rev(2));
    let mut back = DigestSum::default();
    back.add("pupil", "b", Rev(2));
    back.add("pupil", "c", Rev(3));
    back.add("pupil", "a", Rev(1));
    assert_ne!(there, back);
    back.remove("pupil", "c", Rev(3));
    assert_eq!(there, back);
    let digest = Digest { kind: "pupil".into(), year: Some(2026), sum: there };
    let text = serde_json::to_string(&digest).unwrap();
    assert_eq!(from_str::<Digest>(&text).unwrap(), digest);
    assert!(from_str::<Digest>(&text.replace("\"sum\":\"", "\"sum\":\"0")).is_err());
}

/// The first eight bytes of SHA-256("pupil|a|1"), worked out with another program.
#[test]
fn the_term_of_a_record_is_what_other_programs_come_to() {
    let mut sum = DigestSum::default();
    sum.add("pupil", "a", Rev(1));
    assert_eq!(to_value(sum).unwrap(), json!({ "n": 1, "sum": "b834752b17ff88bd" }));
}

#[test]
fn answers_keep_their_shape() {
    let head = Head { rev: Rev(7), commit: CommitId(Uuid::nil()) };
    let result = OpResult {
        op_id: OpId(Uuid::nil()),
        hash: Hash::of(""),
        outcome: OutcomeWord::Held,
        detail: vec![PartResult {
            subject: "pupil/x".into(),
            outcome: OutcomeWord::Held,
            reason: Some(HeldReason::MissingRecord),
        }],
    };
    let time = "2026-11-22T09:00:00Z".parse().unwrap();
    let answer = PushAnswer { results: vec![result], head, time };
    assert_eq!(
        to_value(&answer).unwrap(),
        json!({
            "results": [{ "op_id": Uuid::nil(), "hash": EMPTY_HASH, "outcome": "held",
                "detail": [{ "subject": "pupil/x", "outcome": "held", "reason": "missing_record" }] }],
            "head": { "rev": 7, "commit": Uuid::nil() },
            "time": "2026-11-22T09:00:00Z",
        })
    );
}

#[test]
fn what_a_newer_server_adds_is_no_reason_to_refuse_its_answer() {
    let row: Row = from_str(r#"{"kind":"new","id":"1","rev":3,"body":{"x": 1},"later":true}"#).unwrap();
    assert_eq!(row.body.unwrap().get(), r#"{"x": 1}"#);
    let gone: Row = from_str(r#"{"kind":"new","id":"1","rev":4}"#).unwrap();
    assert!(gone.body.is_none());
    let problem = r#"{"type":"about:blank","title":"x","status":418}"#;
    assert_eq!(from_str::<ProblemDocument>(problem).unwrap().kind, ProblemKind::Other);
}

#[test]
fn the_weightiest_part_speaks_for_the_op() {
    use OutcomeWord::{Applied, Conflict, Held, Same};
    assert_eq!([Held, Same, Conflict, Applied].into_iter().max(), Some(Conflict));
    for word in [Held, Same, Conflict, Applied, OutcomeWord::IdReused] {
        assert_eq!(to_value(word).unwrap(), word.as_str());
    }
}

/// S27, and the limits of sync.md 13.
#[test]
fn json_that_is_too_deep_or_holds_a_too_long_string_is_seen_without_parsing_it() {
    let nested = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
    assert!(is_within_limits(&nested(JSON_DEPTH)) && !is_within_limits(&nested(JSON_DEPTH + 1)));
    let long = |n: usize| format!("{{\"a\":\"{}\"}}", "x".repeat(n));
    assert!(is_within_limits(&long(STRING_BYTES)) && !is_within_limits(&long(STRING_BYTES + 1)));
    assert!(is_within_limits(&format!("\"\\\\\",{}", nested(JSON_DEPTH))));
    assert!(is_within_limits(&format!("\"\\\"{}\"", "[".repeat(99))));
}

proptest! {
    /// A string is as long as what it says, in whichever way a program writes it.
    #[test]
    fn a_string_is_as_long_as_its_text_however_it_is_written(
        character in prop_oneof![Just('a'), Just('"'), Just('\\'), Just('\n'), Just('\u{1}'), Just('é'), Just('€'), Just('😀')],
        over in 0_usize..3,
        escapes in any::<bool>(),
    ) {
        let mut text = character.to_string().repeat((STRING_BYTES - 8) / character.len_utf8());
        while text.len() < STRING_BYTES - 1 + over {
            text.push('x');
        }
        let written = match escapes {
            true => format!("\"{}\"", text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<String>()),
            false => serde_json::to_string(&text).unwrap(),
        };
        prop_assert_eq!(from_str::<String>(&written).unwrap(), text.clone());
        prop_assert_eq!(is_within_limits(&written), text.len() <= STRING_BYTES);
    }
}
