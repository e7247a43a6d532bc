mod merging;

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

const ANNE: DeviceId = DeviceId(Uuid::from_u128(0xa));
const BERT: DeviceId = DeviceId(Uuid::from_u128(0xb));

/// A server in memory: what stands behind the functions.
struct Server {
    head: Head,
    records: BTreeMap<RecordKey, Stored>,
    known: BTreeMap<OpId, Known>,
    digests: BTreeMap<String, DigestSum>,
    bodies: BTreeMap<OpId, String>,
    made: u128,
}

impl Server {
    fn new() -> Self {
        let head = Head { rev: Rev(0), commit: CommitId(Uuid::from_u128(0xc0)) };
        let (records, known, digests, bodies) = Default::default();
        Self { head, records, known, digests, bodies, made: 1000 }
    }

    fn op(&mut self, change: Change) -> SentOp {
        self.made += 1;
        let op = Op {
            op_id: OpId(Uuid::from_u128(self.made)),
            v: 1,
            batch: BatchId(Uuid::from_u128(1)),
            entered_at: "2026-11-23T08:41:09+01:00".parse().unwrap(),
            clock: Clock::Ok,
            change,
            user: Some("An".into()),
            person: None,
            note: None,
        };
        SentOp::saved(serde_json::to_string(&op).unwrap()).unwrap()
    }

    fn send(&mut self, device: DeviceId, ops: Vec<SentOp>) -> Vec<OpResult> {
        self.send_refused(device, ops, None)
    }

    fn send_refused(
        &mut self,
        device: DeviceId,
        ops: Vec<SentOp>,
        refused: Option<HeldReason>,
    ) -> Vec<OpResult> {
        let ops: Vec<Incoming> =
            ops.into_iter().map(|sent| Incoming { received: receive(sent).unwrap(), refused }).collect();
        let mut found = Found::default();
        loop {
            let wanted = wanted(&ops, &self.known, &found);
            if wanted.is_empty() {
                break;
            }
            for key in wanted.records {
                let stored = self.records.get(&key).cloned().unwrap_or_default();
                found.records.read(key, stored);
            }
            for pupil in wanted.whole {
                let own = |key: &RecordKey, stored: &Stored| {
                    let named = |body: &RawValue| owners(key, body.get()).contains(&pupil);
                    pupil_of_id(key) == Some(pupil) || stored.body.as_deref().is_some_and(named)
                };
                for (key, stored) in self.records.iter().filter(|(key, stored)| own(key, stored)) {
                    found.records.read(key.clone(), stored.clone());
                }
                found.whole.insert(pupil);
            }
            for insz in wanted.insz {
                let holds = |stored: &Stored| {
                    let body = stored.body.as_ref()?;
                    let body: Body<PupilRecord> = serde_json::from_str(body.get()).ok()?;
                    let record = body.value.filter(|record| !record.removed)?;
                    (record.fields.get(&PupilField::Insz) == Some(&insz)).then_some(())
                };
                let holders: BTreeSet<PupilId> = self
                    .records
                    .iter()
                    .filter(|(key, stored)| key.kind == Kind::Pupil && holds(stored).is_some())
                    .map(|(key, _)| PupilId(Uuid::parse_str(&key.id).unwrap()))
                    .collect();
                found.insz.insert(insz, holders);
            }
        }
        self.made += 1;
        let commit = CommitId(Uuid::from_u128(self.made));
        let plan = decide(ops, &self.known, found, self.head, commit, device);
        for row in plan.records {
            assert!(row.rev > self.head.rev);
            self.records.insert(row.key, Stored { rev: row.rev, body: row.body });
        }
        for row in plan.ops {
            self.bodies.insert(row.op_id, row.body);
            self.known.insert(row.op_id, Known { hash: row.hash, outcome: row.outcome, detail: row.detail });
        }
        for digest in plan.digests {
            let sum = self.digests.entry(format!("{}{:?}", digest.kind, digest.year)).or_default();
            sum.n = sum.n.wrapping_add(digest.sum.n);
            sum.sum = sum.sum.wrapping_add(digest.sum.sum);
        }
        self.head = plan.commit.unwrap_or(self.head);
        plan.results
    }

    fn one(&mut self, device: DeviceId, change: Change) -> OpResult {
        let op = self.op(change);
        self.send(device, vec![op]).remove(0)
    }

    fn outcome(&mut self, device: DeviceId, change: Change) -> OutcomeWord {
        self.one(device, change).outcome
    }

    fn value<T: serde::de::DeserializeOwned>(&self, key: &RecordKey) -> Option<T> {
        let body = self.records.get(key)?.body.as_ref()?;
        serde_json::from_str::<Body<T>>(body.get()).unwrap().value
    }

    fn mark(&self, n: u128) -> Option<String> {
        self.value::<Mark>(&RecordKey::cell(cell(n))).map(|mark| mark.code.as_str().to_owned())
    }

    fn conflict(&self, n: u128) -> Conflict {
        let subject = cell_subject(n);
        self.value(&RecordKey::new(Kind::Conflict, subject)).unwrap()
    }
}

fn pupil(n: u128) -> PupilId {
    PupilId(Uuid::from_u128(n))
}

fn cell(n: u128) -> Cell {
    Cell { pupil: pupil(n), at: HalfDay { day: "2026-11-23".parse().unwrap(), half: Half::Vm } }
}

fn cell_subject(n: u128) -> String {
    format!("attendance/{}", RecordKey::cell(cell(n)).id)
}

fn mark(code: &str) -> Mark {
    Mark { code: MarkCode::parse(code).unwrap(), time: None, note: None }
}

fn create(n: u128) -> Change {
    Change::PupilCreate { pupil: pupil(n), tag: format!("TAG{n}"), fields: BTreeMap::new() }
}

fn set(n: u128, was: Option<&str>, now: Option<&str>) -> Change {
    let items = vec![CellChange { key: cell(n), was: was.map(mark), now: now.map(mark) }];
    Change::AttendanceSet { items }
}

fn field(n: u128, field: PupilField, was: Option<&str>, now: &str) -> FieldChange {
    assert!(n > 0);
    FieldChange { field, was: was.map(str::to_owned), now: Some(now.to_owned()) }
}

use OutcomeWord::{Applied, Conflict as Conflicted, Held as IsHeld, IdReused, Same};

/// sync.md C1.
#[test]
fn what_arrived_first_stays_and_the_other_is_kept_beside_it() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    assert_eq!(server.outcome(ANNE, set(1, None, Some("B"))), Applied);
    assert_eq!(server.outcome(BERT, set(1, None, Some("B"))), Same);
    assert_eq!(server.outcome(BERT, set(1, None, Some("Z"))), Conflicted);
    assert_eq!(server.mark(1).as_deref(), Some("B"));
    let conflict = server.conflict(1);
    assert!(conflict.is_open() && conflict.pupil == Some(pupil(1)));
    assert!(conflict.offers[0].by.device == BERT);
    assert!(conflict.offers[0].instead_of.as_ref().unwrap().device == ANNE);
}

/// sync.md 5: each cell of an op stands alone.
#[test]
fn one_cell_in_conflict_keeps_no_other_cell_back() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, create(2));
    server.one(ANNE, set(1, None, Some("B")));
    let items = [1, 2, 3].map(|n| CellChange { key: cell(n), was: None, now: Some(mark("Z")) });
    let result = server.one(BERT, Change::AttendanceSet { items: items.into() });
    assert_eq!(result.outcome, Conflicted);
    let words: Vec<_> = result.detail.iter().map(|part| (part.outcome, part.reason)).collect();
    assert_eq!(words, [(Conflicted, None), (IsHeld, Some(HeldReason::MissingRecord))]);
    assert_eq!((server.mark(1).unwrap().as_str(), server.mark(2).unwrap().as_str()), ("B", "Z"));
}

/// sync.md C2: one question, not two.
#[test]
fn who_corrects_what_she_offered_amends_it() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    server.one(BERT, set(1, None, Some("Z")));
    assert_eq!(server.outcome(BERT, set(1, Some("Z"), Some("D"))), Conflicted);
    let open: Vec<bool> = server.conflict(1).offers.iter().map(|offer| offer.is_open()).collect();
    assert_eq!(open, [false, true]);
    // Back to what is in force: nothing is left to ask.
    assert_eq!(server.outcome(BERT, set(1, Some("D"), Some("B"))), Same);
    assert!(!server.conflict(1).is_open());
}

#[test]
fn a_choice_brings_into_force_what_was_chosen_and_is_made_once() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.one(BERT, set(1, None, Some("Z"))).op_id;
    let subject = cell_subject(1);
    let resolve = |choose| Change::ConflictResolve {
        conflict: subject.clone(),
        offers: vec![offer],
        choose,
        reason: None,
    };
    let chosen = resolve(Some(Box::new(set(1, Some("B"), Some("Z")))));
    assert_eq!(server.outcome(ANNE, chosen.clone()), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("Z"));
    assert!(matches!(server.conflict(1).offers[0].state, OfferState::Decided(_)));
    // A second choice comes too late: it is the same.
    assert_eq!(server.outcome(BERT, resolve(None)), Same);
    let elsewhere = resolve(Some(Box::new(set(2, None, Some("Z")))));
    assert_eq!(server.outcome(BERT, elsewhere), IsHeld);
}

/// Taken back, a choice asks again; what it put in force goes back by an entry of its own.
#[test]
fn a_choice_that_is_taken_back_asks_again_and_can_be_made_anew() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.one(BERT, set(1, None, Some("Z"))).op_id;
    let resolve = |choose| Change::ConflictResolve {
        conflict: cell_subject(1),
        offers: vec![offer],
        choose,
        reason: None,
    };
    let decision = server.one(ANNE, resolve(Some(Box::new(set(1, Some("B"), Some("Z")))))).op_id;
    let reopen = Change::ConflictReopen { conflict: cell_subject(1), decision };
    assert_eq!(server.outcome(ANNE, set(1, Some("Z"), Some("B"))), Applied);
    assert_eq!(server.outcome(ANNE, reopen.clone()), Applied);
    assert_eq!((server.mark(1).as_deref(), server.conflict(1).is_open()), (Some("B"), true));
    assert_eq!(server.outcome(ANNE, reopen.clone()), Same);
    // Decided anew, it stays so, also when the first is taken back once more by a copy of that laptop.
    assert_eq!(server.outcome(BERT, resolve(None)), Applied);
    assert_eq!(server.outcome(ANNE, reopen), Same);
    assert!(!server.conflict(1).is_open());
}

/// After a restore: the decision, what it is about, and its taking back, in any order.
#[test]
fn a_choice_that_was_taken_back_is_open_whatever_came_first() {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut server = Server::new();
        server.one(ANNE, create(1));
        server.one(ANNE, set(1, None, Some("B")));
        let id = |sent: &SentOp| receive(sent.clone()).unwrap().op_id;
        let offer = server.op(set(1, None, Some("Z")));
        let offers = vec![id(&offer)];
        let conflict = cell_subject(1);
        let resolve = server.op(Change::ConflictResolve { conflict, offers, choose: None, reason: None });
        let reopen = server.op(Change::ConflictReopen { conflict: cell_subject(1), decision: id(&resolve) });
        let all = [(BERT, offer), (ANNE, resolve), (ANNE, reopen)];
        for n in order {
            let (who, op) = all[n].clone();
            server.send(who, vec![op]);
        }
        assert!(server.conflict(1).is_open(), "{order:?}");
        assert_eq!(server.mark(1).as_deref(), Some("B"));
    }
}

#[test]
fn a_choice_over_a_value_that_changed_since_is_asked_again() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.one(BERT, set(1, None, Some("Z"))).op_id;
    server.one(ANNE, set(1, Some("B"), Some("D")));
    let conflict = cell_subject(1);
    let choose = Some(Box::new(set(1, Some("B"), Some("Z"))));
    let late = Change::ConflictResolve { conflict, offers: vec![offer], choose, reason: None };
    assert_eq!(server.outcome(ANNE, late), Conflicted);
    assert_eq!(server.mark(1).as_deref(), Some("D"));
    assert_eq!(server.conflict(1).offers.iter().filter(|offer| offer.is_open()).count(), 2);
}

/// After a restore a decision may come back before what it is about.
#[test]
fn a_decision_that_comes_before_its_offer_is_not_asked_again() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.op(set(1, None, Some("Z")));
    let op = receive(offer.clone()).unwrap().op_id;
    let conflict = cell_subject(1);
    let resolve = Change::ConflictResolve { conflict, offers: vec![op], choose: None, reason: None };
    assert_eq!(server.outcome(ANNE, resolve), Applied);
    assert_eq!(server.send(BERT, vec![offer])[0].outcome, Conflicted);
    assert!(!server.conflict(1).is_open());
    assert_eq!(server.mark(1).as_deref(), Some("B"));
}

/// After a restore entries come back in another order: nobody has to be asked.
#[test]
fn an_offer_over_a_value_that_comes_after_it_heals_by_itself() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    assert_eq!(server.outcome(BERT, set(1, Some("B"), Some("Z"))), Conflicted);
    assert_eq!(server.outcome(ANNE, set(1, None, Some("B"))), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("Z"));
    assert!(server.conflict(1).offers[0].state == OfferState::InForce);
}

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
