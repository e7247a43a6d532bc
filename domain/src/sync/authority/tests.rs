//! What the server takes, holds and hands out; its conflicts and merges stand beside.

mod conflicts;
mod merging;
mod server;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;
use uuid::Uuid;

use super::*;
use crate::attendance::{Half, HalfDay, Mark, MarkCode};
use crate::pupil::{PupilField, PupilId};
use crate::sync::apply::PupilRecord;
use crate::sync::conflict::{Conflict, Held, HeldState, OfferState};
use crate::sync::op::{BatchId, Cell, CellChange, Change, Clock, FieldChange, Op, OpId};
use crate::sync::record::{Body, DeviceId, Kind, RecordKey, Stored, owners, pupil_of_id};
use crate::sync::wire::{CommitId, DigestSum, HeldReason, OpResult, OutcomeWord, Row, SentOp};

use OutcomeWord::{Applied, Conflict as Conflicted, Held as IsHeld, IdReused, Same};
use server::*;

#[test]
fn an_entry_that_waited_for_its_pupil_comes_into_force_with_it() {
    let mut server = Server::new();
    let result = server.one(BERT, set(1, None, Some("Z")));
    assert_eq!((result.outcome, result.detail[0].reason), (IsHeld, Some(HeldReason::MissingRecord)));
    assert!(server.mark(1).is_none());
    assert_eq!(server.outcome(ANNE, create(1)), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("Z"));
    let held: Held = server.value(&RecordKey::new(Kind::Held, result.op_id.0)).unwrap();
    assert!(held.state == HeldState::Released && held.parts.is_empty());
}

#[test]
fn what_is_held_can_be_put_aside_with_a_reason() {
    let mut server = Server::new();
    let op = server.one(BERT, set(1, None, Some("Z"))).op_id;
    let dismiss = Change::HeldDismiss { op, reason: "foute leerling".into() };
    assert_eq!(server.outcome(ANNE, dismiss.clone()), Applied);
    assert_eq!(server.outcome(BERT, dismiss), Same);
    // Put aside is put aside: the pupil that comes later brings nothing back.
    server.one(ANNE, create(1));
    assert!(server.mark(1).is_none());
}

/// I7: one effect and one outcome, however often an op comes.
#[test]
fn an_op_that_comes_again_gets_the_answer_it_got() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    let op = server.op(set(1, None, Some("B")));
    let first = server.send(ANNE, vec![op.clone(), op.clone()]);
    assert!(first[0] == first[1] && first[0].outcome == Applied);
    server.one(ANNE, set(1, Some("B"), Some("Z")));
    let head = server.head;
    assert!(server.send(ANNE, vec![op.clone()]) == first[..1]);
    // Nothing new: nothing was written, the head stays.
    assert_eq!((server.mark(1).unwrap().as_str(), server.head), ("Z", head));
    let edited = op.op.get().replace("\"B\"", "\"D\"");
    let results = server.send(ANNE, vec![SentOp::saved(edited).unwrap()]);
    assert_eq!((results[0].outcome, server.head), (IdReused, head));
}

/// sync.md 7, step 6: otherwise the loss of a commit without records could not be noticed.
#[test]
fn a_commit_in_which_nothing_changed_still_moves_the_head() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    let head = server.head;
    assert_eq!(server.outcome(BERT, create(1)), Same);
    assert_eq!(server.head.rev, head.rev.next());
    assert_ne!(server.head.commit, head.commit);
}

/// sync.md C15: the field is not set, the others are.
#[test]
fn an_insz_that_another_pupil_has_is_offered_and_nothing_else_is_kept_back() {
    let mut server = Server::new();
    let insz = |n, class: &str| Change::PupilCreate {
        pupil: pupil(n),
        tag: format!("TAG{n}"),
        fields: BTreeMap::from([
            (PupilField::Insz, "10021500024".to_owned()),
            (PupilField::Class, class.to_owned()),
        ]),
    };
    assert_eq!(server.outcome(ANNE, insz(1, "4B")), Applied);
    let result = server.one(BERT, insz(2, "4C"));
    assert_eq!(result.outcome, Conflicted);
    assert_eq!(result.detail[0].subject, format!("field/{}/insz", pupil(2).0));
    let second: PupilRecord = server.value(&RecordKey::pupil(pupil(2))).unwrap();
    assert!(!second.fields.contains_key(&PupilField::Insz));
    assert_eq!(second.fields[&PupilField::Class], "4C");

    server.one(BERT, create(3));
    let items =
        vec![field(3, PupilField::Insz, None, "10021500024"), field(3, PupilField::Class, None, "4D")];
    assert_eq!(server.outcome(BERT, Change::PupilEdit { pupil: pupil(3), items }), Conflicted);
    let conflict: Conflict =
        server.value(&RecordKey::new(Kind::Conflict, format!("field/{}/insz", pupil(3).0))).unwrap();
    assert!(conflict.offers[0].same_as == Some(pupil(1)));
    let third: PupilRecord = server.value(&RecordKey::pupil(pupil(3))).unwrap();
    assert_eq!(third.fields[&PupilField::Class], "4D");
}

/// sync.md C16–C18 and section 12: stored and held, each with its reason.
#[test]
fn what_may_not_or_cannot_be_applied_is_held_and_keeps_nothing_after_it_back() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    let op = server.op(set(1, None, Some("B")));
    let results = server.send_refused(BERT, vec![op], Some(HeldReason::NotPermitted));
    assert_eq!(results[0].detail[0].reason, Some(HeldReason::NotPermitted));
    assert!(server.mark(1).is_none());

    let later = server.op(set(1, None, Some("B")));
    let newer = server.op(set(1, None, Some("Z")));
    let newer = SentOp::saved(newer.op.get().replace("\"v\":1", "\"v\":2")).unwrap();
    let strange = server.op(set(1, None, Some("Z")));
    let strange = SentOp::saved(strange.op.get().replace("attendance.set", "meal.set")).unwrap();
    let wrong = server.op(set(1, None, Some("Z")));
    let wrong = SentOp::saved(wrong.op.get().replace("\"items\"", "\"itemz\"")).unwrap();
    let results = server.send(BERT, vec![newer, strange, wrong, later]);
    let reasons: Vec<_> = results.iter().map(|one| one.detail.first().and_then(|part| part.reason)).collect();
    let expected = [HeldReason::NewerVersion, HeldReason::UnknownType, HeldReason::InvalidValue].map(Some);
    assert_eq!(reasons[..3], expected);
    assert_eq!(results[3].outcome, Applied);

    let erased = r#"{"value":null,"erased":true}"#.to_owned();
    let body = serde_json::value::RawValue::from_string(erased).ok();
    server.records.insert(RecordKey::pupil(pupil(5)), Stored { rev: Rev(1), body });
    for change in [set(5, None, Some("B")), create(5)] {
        let result = server.one(BERT, change);
        assert_eq!(result.detail[0].reason, Some(HeldReason::Erased));
        let held: Held = server.value(&RecordKey::new(Kind::Held, result.op_id.0)).unwrap();
        assert_eq!((held.parts.len(), held.reason), (0, Some(HeldReason::Erased)), "nothing is kept of it");
        assert_eq!(server.bodies[&result.op_id], "");
    }
    // Of an op about others too, theirs stays; also where it may not be applied at all.
    let items = [5, 1].map(|n| CellChange { key: cell(n), was: None, now: None });
    for refused in [None, Some(HeldReason::NotPermitted)] {
        let both = server.op(Change::AttendanceSet { items: items.to_vec() });
        let result = server.send_refused(BERT, vec![both], refused).remove(0);
        let body = &server.bodies[&result.op_id];
        assert!(body.contains(&pupil(1).0.to_string()) && !body.contains(&pupil(5).0.to_string()));
        let held: Held = server.value(&RecordKey::new(Kind::Held, result.op_id.0)).unwrap();
        assert_eq!(held.parts.len(), usize::from(refused.is_some()));
    }
}

#[test]
fn an_op_that_is_not_what_was_hashed_or_has_no_identity_is_refused() {
    let mut server = Server::new();
    let mut op = server.op(create(1));
    op.hash = crate::sync::wire::Hash::of("other");
    assert_eq!(receive(op).err(), Some(ReceiveFault::Integrity));
    assert_eq!(receive(SentOp::saved("{}".into()).unwrap()).err(), Some(ReceiveFault::Shape));
    let large = format!("\"{}\"", "x".repeat(70_000));
    assert_eq!(receive(SentOp::saved(large).unwrap()).err(), Some(ReceiveFault::TooLarge));
}

#[test]
fn digests_kept_up_with_each_push_are_those_of_the_records() {
    let mut server = Server::new();
    for n in 1..4 {
        server.one(ANNE, create(n));
        server.one(ANNE, set(n, None, Some("B")));
    }
    server.one(ANNE, set(2, Some("B"), None));
    server.one(BERT, set(1, None, Some("Z")));
    let mut fresh: BTreeMap<String, DigestSum> = BTreeMap::new();
    for (key, stored) in &server.records {
        let sum = fresh.entry(format!("{}{:?}", key.kind.as_str(), key.year())).or_default();
        if stored.body.is_some() && key.kind.travels() {
            sum.add(key.kind.as_str(), &key.id, stored.rev);
        }
    }
    fresh.retain(|_, sum| sum.n > 0);
    assert_eq!(server.digests, fresh);
}

#[test]
fn a_head_is_known_only_through_its_commit() {
    let head = |rev| Some(Head { rev: Rev(rev), commit: CommitId(Uuid::nil()) });
    assert!(knows(None, None));
    assert!(!knows(head(3), None));
    assert!(knows(head(3), Some((Rev(1), Rev(3)))));
    assert!(knows(head(2), Some((Rev(1), Rev(3)))));
    assert!(!knows(head(1), Some((Rev(1), Rev(3)))));
    assert!(!knows(head(4), Some((Rev(1), Rev(3)))));
    assert!(knows(head(0), Some((Rev(0), Rev(0)))));
}

#[test]
fn a_page_ends_where_its_rows_end_and_the_last_one_at_the_head() {
    let rows = |n: u64| -> Vec<Row> {
        let row =
            |rev: u64| Row { kind: "x".into(), id: rev.to_string(), rev: Rev(rev), year: None, body: None };
        (1..=n).map(row).collect()
    };
    let request = crate::sync::wire::PullRequest { seen: None, after: Rev(0), years: vec![], limit: 2 };
    let head = Head { rev: Rev(9), commit: CommitId(Uuid::nil()) };
    let time = "2026-11-22T09:00:00Z".parse().unwrap();
    let cut = |n| page(rows(n), &request, head, Vec::new(), String::new(), time);
    let first = cut(3);
    assert_eq!((first.rows.len(), first.next, first.complete), (2, Rev(2), false));
    let last = cut(2);
    assert_eq!((last.rows.len(), last.next, last.complete), (2, Rev(9), true));
    assert_eq!(unknown(&[OpId(Uuid::nil())], &BTreeSet::new()), [OpId(Uuid::nil())]);
}

/// I14: what an op of version 1 says stays what it said, and comes to the recorded result. These
/// two files are never edited: a newer version gets files of its own.
#[test]
fn old_ops_give_the_recorded_result() {
    let mut server = Server::new();
    let mut results = Vec::new();
    for line in include_str!("golden/v1.jsonl").lines() {
        let sent = SentOp::saved(line.to_owned()).unwrap();
        assert!(receive(sent.clone()).unwrap().content.is_ok(), "{line}");
        results.extend(server.send(ANNE, vec![sent]));
    }
    let text = |body: &serde_json::value::RawValue| serde_json::from_str(body.get()).unwrap();
    let records: BTreeMap<String, serde_json::Value> = server
        .records
        .iter()
        .filter_map(|(key, stored)| {
            Some((format!("{} {}", key.kind.as_str(), key.id), text(stored.body.as_ref()?)))
        })
        .collect();
    let now = serde_json::json!({ "results": results, "records": records });
    let recorded: serde_json::Value = serde_json::from_str(include_str!("golden/v1.results.json")).unwrap();
    assert!(now == recorded, "{now}");
}
