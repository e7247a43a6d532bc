//! Push, pull and reconcile over HTTP and a real database: sync.md 7–9, 13; security.md S27, S84.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use stamboek_domain::sync::op::{Op, OpId};
use stamboek_domain::sync::record::Kind;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{
    CommitId, Digest, DigestSum, Head, MEDIA_TYPE, OutcomeWord, PUSH_OPS, PullAnswer, ReconcileAnswer,
    ReconcileRequest, Rev, SentOp,
};
use uuid::Uuid;

use crate::common::{Laptop, World, mark, op, pupil};

fn school() -> (World, Laptop, Laptop) {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let one = world.laptop(&url, inst, Role::Secretariat);
    let other = world.laptop(&url, inst, Role::Secretariat);
    (world, one, other)
}

#[test]
fn what_one_laptop_entered_the_other_receives_and_both_come_to_the_same_digest() {
    let (_world, mut one, mut other) = school();
    let (child, create) = pupil("Émile \"O'Brien\" 🎒");
    let entry = op(one.user, create);
    let answer = one.push(std::slice::from_ref(&entry));
    assert_eq!(answer.results[0].outcome, OutcomeWord::Applied);
    other.push(&[op(other.user, mark(child, "2026-11-23", None, Some("B")))]);
    let (rows, last) = other.pull(1);
    let (whole, _) = one.pull(5_000);
    assert_eq!(rows.len(), whole.len(), "page by page or at once");
    let body: Value =
        serde_json::from_str(rows[&("pupil".into(), child.0.to_string())].body.as_ref().unwrap().get())
            .unwrap();
    assert_eq!(body["value"]["fields"]["last_name"], "Émile \"O'Brien\" 🎒");
    assert!(
        rows.keys().all(|(kind, _)| Kind::parse(kind).is_some_and(Kind::travels)),
        "never what is the server's own"
    );
    let mut sums: BTreeMap<(String, Option<u16>), DigestSum> = BTreeMap::new();
    for row in rows.values().filter(|row| row.body.is_some()) {
        sums.entry((row.kind.clone(), row.year)).or_default().add(&row.kind, &row.id, row.rev);
    }
    let mine: Vec<Digest> = sums.into_iter().map(|((kind, year), sum)| Digest { kind, year, sum }).collect();
    assert_eq!(mine, last.digest);
    assert_eq!(last.next, last.head.rev);
}

#[test]
fn the_same_op_has_one_effect_and_one_outcome_however_often_it_comes() {
    let (world, mut one, mut other) = school();
    let (child, create) = pupil("Een");
    let entry = op(one.user, create);
    let first = one.push(std::slice::from_ref(&entry));
    let second = one.push(&[entry.clone(), entry.clone()]);
    assert_eq!(second.results, [first.results[0].clone(), first.results[0].clone()]);
    assert_eq!(second.head, first.head, "nothing new: the head stays");
    let mut changed = entry.clone();
    changed.note = Some("anders".into());
    assert_eq!(one.push(&[changed]).results[0].outcome, OutcomeWord::IdReused);
    assert_eq!(world.count(one.inst, "SELECT count(*) FROM op WHERE inst = $1"), 1);
    // A conflict stays a conflict, also when it is asked again after it could have been applied.
    one.push(&[op(one.user, mark(child, "2026-11-23", None, Some("B")))]);
    let late = op(other.user, mark(child, "2026-11-23", None, Some("Z")));
    let answer = other.push(std::slice::from_ref(&late));
    assert_eq!(answer.results[0].outcome, OutcomeWord::Conflict);
    one.push(&[op(one.user, mark(child, "2026-11-23", Some("B"), None))]);
    assert_eq!(other.push(&[late]).results[0], answer.results[0]);
    let (rows, _) = other.pull(100);
    assert!(rows.keys().any(|(kind, _)| kind == "conflict"));
    assert!(
        rows[&("attendance".to_owned(), format!("{}/2026-11-23/VM", child.0))].body.is_none()
            || rows.len() > 2
    );
    // Only held and same: the head moves all the same (step 6).
    let head = one.push(&[op(one.user, mark(pupil("Niemand").0, "2026-11-23", None, Some("B")))]).head;
    assert!(head.rev > second.head.rev);
}

#[test]
fn an_op_of_the_future_is_kept_and_held() {
    let (world, one, _other) = school();
    let body =
        json!({ "op_id": Uuid::now_v7(), "v": 9, "type": "pupil.teleport", "where": [1, 2] }).to_string();
    let sent = SentOp::saved(body.clone()).unwrap();
    let said = one.post(&one.path("push"), &json!({ "seen": null, "ops": [sent], "waiting": 7 }));
    let answer: stamboek_domain::sync::wire::PushAnswer = said.read();
    assert_eq!(answer.results[0].outcome, OutcomeWord::Held);
    assert_eq!(
        world.count(one.inst, "SELECT length(body)::bigint FROM op WHERE inst = $1"),
        (body.len() + stamboek_server::seal::ADDED) as i64,
        "kept byte for byte, and sealed"
    );
    assert_eq!(world.count(one.inst, "SELECT max(waiting) FROM device_member WHERE inst = $1"), 7);
}

#[test]
fn a_history_that_is_not_known_is_said_and_reconciling_tells_what_is_missing() {
    let (_world, mut one, _other) = school();
    let entry = op(one.user, pupil("Een").1);
    let head = one.push(std::slice::from_ref(&entry)).head;
    let lost = OpId(Uuid::now_v7());
    for seen in [
        Head { commit: CommitId(Uuid::new_v4()), ..head },
        Head { rev: Rev(head.rev.0 + 1), ..head },
        Head { rev: Rev(0), ..head },
    ] {
        one.seen = Some(seen);
        let changed = (409, "history_changed".to_owned());
        assert_eq!(one.post(&one.path("push"), &one.pushing(&[])).refusal(), changed);
        assert_eq!(one.post(&one.path("pull"), &one.pulling(Rev(0), 1)).refusal(), changed);
        let again = ReconcileRequest { op_ids: vec![lost], seen: Some(seen) };
        assert_eq!(one.post(&one.path("reconcile"), &again).refusal(), changed);
    }
    let asked = ReconcileRequest { op_ids: vec![lost, entry.op_id], seen: None };
    let answer: ReconcileAnswer = one.post(&one.path("reconcile"), &asked).read();
    assert_eq!((answer.unknown, answer.head), (vec![lost], head));
    one.seen = Some(head);
    assert_eq!(one.push(&[]).head, head);
}

#[test]
fn nothing_of_a_request_that_is_not_as_agreed_is_done() {
    let (world, mut one, _other) = school();
    let path = one.path("push");
    let status = |said: Result<crate::common::Said, ureq::Error>| said.unwrap().refusal().0;
    let entry = op(one.user, pupil("Een").1);
    let whole = serde_json::to_string(&one.pushing(std::slice::from_ref(&entry))).unwrap();
    assert_eq!(status(one.send(&path, "application/json", None, whole.as_bytes())), 415);
    assert_eq!(status(one.send(&path, MEDIA_TYPE, Some("gzip"), whole.as_bytes())), 415);
    assert_eq!(status(one.send(&path, MEDIA_TYPE, Some("zstd"), whole.as_bytes())), 400);
    assert_eq!(status(one.send(&path, MEDIA_TYPE, None, &whole.as_bytes()[..whole.len() - 1])), 400);
    let twice = whole.replacen("\"waiting\"", "\"waiting\":1,\"waiting\"", 1);
    assert_eq!(status(one.send(&path, MEDIA_TYPE, None, twice.as_bytes())), 400, "a key twice");
    let other_text = whole.replacen("Een", "Eén", 1);
    let said = one.send(&path, MEDIA_TYPE, None, other_text.as_bytes()).unwrap();
    assert_eq!(said.refusal(), (422, "integrity".into()));
    let bomb = zstd::encode_all(&vec![b' '; 64 << 20][..], 19).unwrap();
    assert_eq!(status(one.send(&path, MEDIA_TYPE, Some("zstd"), &bomb)), 413, "counted while it is unpacked");
    // Answered before it was all sent: who still sends may find the door closed instead.
    let said = one.send(&path, MEDIA_TYPE, None, &vec![b' '; 9 << 20]);
    assert!(said.is_err() || said.unwrap().refusal().0 == 413);
    let large = mark(pupil("x").0, "2026-11-23", None, None);
    let mut large = op(one.user, large);
    large.note = Some("x".repeat(15_000));
    let ops: Vec<Op> =
        (0..=PUSH_OPS).map(|_| Op { op_id: OpId(Uuid::now_v7()), note: None, ..large.clone() }).collect();
    assert_eq!(one.post(&path, &one.pushing(&ops)).refusal().0, 413);
    let notes = json!({ "op_id": Uuid::now_v7(), "v": 1, "type": "x", "texts": vec!["x".repeat(16_000); 5] });
    let sent = SentOp::saved(notes.to_string()).unwrap();
    assert_eq!(
        one.post(&path, &json!({ "seen": null, "ops": [sent] })).refusal().0,
        413,
        "an op over 64 KiB"
    );
    assert_eq!(world.count(one.inst, "SELECT count(*) FROM op WHERE inst = $1"), 0);
    assert_eq!(one.push(&[entry]).results[0].outcome, OutcomeWord::Applied, "and alone it passes");
}

#[test]
fn a_program_that_is_too_old_may_still_push() {
    let world = World::new();
    let url = world.serve(world.app(&[("OLDEST_CLIENT", "0.2.0")]));
    let mut old = world.laptop(&url, world.institution("De Linde"), Role::Secretariat);
    assert_eq!(old.push(&[op(old.user, pupil("Een").1)]).results[0].outcome, OutcomeWord::Applied);
    let pulled = old.post(&old.path("pull"), &old.pulling(Rev(0), 10));
    assert_eq!(pulled.refusal(), (426, "client_too_old".into()));
}

#[test]
fn many_writers_lose_nothing_and_readers_never_miss_a_row() {
    let (world, one, _other) = school();
    let laptops: Vec<Laptop> = (0..8).map(|_| world.laptop(&one.url, one.inst, Role::Secretariat)).collect();
    let reader = world.laptop(&one.url, one.inst, Role::Secretariat);
    let done = std::sync::atomic::AtomicBool::new(false);
    let mut seen: BTreeMap<(String, String), Rev> = BTreeMap::new();
    std::thread::scope(|scope| {
        let writing: Vec<_> = laptops
            .into_iter()
            .map(|mut laptop| {
                scope.spawn(move || {
                    (0..25).for_each(|_| {
                        let answer = laptop.push(&[op(laptop.user, pupil("Een").1)]);
                        assert_eq!(answer.results[0].outcome, OutcomeWord::Applied);
                    })
                })
            })
            .collect();
        let (done, seen) = (&done, &mut seen);
        let reading = scope.spawn(move || {
            let mut after = Rev(0);
            loop {
                let last = done.load(std::sync::atomic::Ordering::SeqCst);
                let page: PullAnswer = reader.post(&reader.path("pull"), &reader.pulling(after, 7)).read();
                assert!(page.rows.iter().all(|row| row.rev > after && row.rev <= page.next), "I11");
                seen.extend(page.rows.into_iter().map(|row| ((row.kind, row.id), row.rev)));
                after = page.next;
                if page.complete && last {
                    return;
                }
            }
        });
        writing.into_iter().for_each(|one| one.join().unwrap());
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        reading.join().unwrap();
    });
    let mut check = world.laptop(&one.url, one.inst, Role::Secretariat);
    let (truth, _) = check.pull(5_000);
    let truth: BTreeMap<_, _> = truth.into_iter().map(|(key, row)| (key, row.rev)).collect();
    assert_eq!(truth.len(), 200);
    assert_eq!(seen, truth);
}

/// Where `SERIALIZABLE` is the only isolation, two pushes at once are in each other's way: one is
/// tried again as a whole, and nobody notices.
#[test]
fn pushes_that_are_in_each_others_way_are_tried_again_as_a_whole() {
    let world = World::new();
    let url = world.serve(world.app(&[("DATABASE__SERIALIZABLE", "true")]));
    let inst = world.institution("De Linde");
    let laptops: Vec<Laptop> = (0..4).map(|_| world.laptop(&url, inst, Role::Secretariat)).collect();
    let refused = std::thread::scope(|scope| {
        let all: Vec<_> = laptops
            .into_iter()
            .map(|laptop| {
                scope.spawn(move || {
                    let mut refused = 0;
                    for _ in 0..20 {
                        let entry = op(laptop.user, pupil("Een").1);
                        // Five times in the way is 503, and the laptop sends the same again.
                        let pushing = laptop.pushing(&[entry]);
                        while laptop.post(&laptop.path("push"), &pushing).status != 200 {
                            refused += 1;
                            assert!(refused < 1_000, "it must end");
                        }
                    }
                    refused
                })
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).sum::<u32>()
    });
    assert_eq!(world.count(inst, "SELECT count(*) FROM op WHERE inst = $1"), 80);
    assert_eq!(world.count(inst, "SELECT rev FROM head WHERE inst = $1"), 160, "pupil and code each");
    println!("{refused} answers 503");
}
