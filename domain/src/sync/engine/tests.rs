use std::time::Duration;

use chrono::Datelike;
use uuid::Uuid;

use super::*;
use crate::sync::wire::{
    CommitId, MEDIA_TYPE, OpResult, OutcomeWord, PROBLEM_TYPE, PullAnswer, PushAnswer, ReconcileAnswer, Row,
};

mod fuzz;
mod pace;
mod pages;

/// An engine with its clock, and what it asked for last.
struct Bench {
    engine: Engine,
    at: u64,
    asked: u64,
    timer: Duration,
    effects: Vec<Effect>,
}

const TIME: &str = "2026-11-23T08:00:00Z";

impl Bench {
    fn new(state: SyncState) -> Self {
        let settings = Settings { years: by_month, page_rows: 10 };
        let engine = Engine::new(settings, state);
        let mut bench = Self { engine, at: 0, asked: 0, timer: Duration::ZERO, effects: Vec::new() };
        bench.step(Event::Started);
        bench
    }

    fn now(&self) -> Moment {
        let wall = TIME.parse::<DateTime<Utc>>().unwrap() + Duration::from_secs(self.at);
        Moment { monotonic: Duration::from_secs(self.at), wall, random: u64::MAX }
    }

    fn step(&mut self, event: Event) {
        self.effects = self.engine.step(event, self.now());
        for effect in &self.effects {
            match effect {
                Effect::Store { id, .. } | Effect::Send { id, .. } | Effect::RenewToken { id } => {
                    self.asked = *id;
                }
                Effect::Timer(after) => self.timer = *after,
                _ => {}
            }
        }
        assert!(matches!(self.effects.last(), Some(Effect::Timer(_))), "one timer, always (I9)");
    }

    fn stored(&mut self, answer: StoreAnswer) {
        let id = self.asked;
        self.step(Event::Stored { id, answer });
    }

    fn reply(&mut self, status: u16, media_type: &str, body: String) {
        let (id, media_type) = (self.asked, media_type.to_owned());
        self.step(Event::Reply { id, reply: Ok(Reply { status, media_type, retry_after: None, body }) });
    }

    fn success(&mut self, body: &impl serde::Serialize) {
        self.reply(200, MEDIA_TYPE, serde_json::to_string(body).unwrap());
    }

    fn problem(&mut self, status: u16, kind: &str) {
        let body = format!(r#"{{"type":"{kind}","title":"","status":{status}}}"#);
        self.reply(status, PROBLEM_TYPE, body);
    }

    /// Until the push of so many waiting ops is on its way.
    fn push(&mut self, n: u128) -> Vec<OpResult> {
        self.step(Event::Woke(Wake::Asked));
        self.waiting(n)
    }

    fn waiting(&mut self, n: u128) -> Vec<OpResult> {
        let ops: Vec<WaitingOp> = (0..n)
            .map(|n| {
                let body = format!("{{\"n\":{n}}}");
                WaitingOp { op_id: OpId(Uuid::from_u128(n)), hash: Hash::of(&body), body }
            })
            .collect();
        let result = |op: &WaitingOp| OpResult {
            op_id: op.op_id,
            hash: op.hash,
            outcome: OutcomeWord::Applied,
            detail: Vec::new(),
        };
        let results = ops.iter().map(result).collect();
        self.stored(StoreAnswer::Pending { waiting: ops.len() as u32, ops });
        results
    }

    fn pull(&mut self) {
        self.push(0);
        assert_eq!(self.sent(), Some(Path::Pull));
    }

    fn sent(&self) -> Option<Path> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Send { path, .. } => Some(*path),
            _ => None,
        })
    }

    fn work(&self) -> Option<&Work> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Store { work, .. } => Some(work),
            _ => None,
        })
    }

    /// Nothing was stored, and it goes on later.
    fn left_alone(&self, trouble: Trouble) {
        assert!(self.work().is_none() && self.sent().is_none());
        assert_eq!(self.engine.trouble(), Some(trouble));
        assert!(self.timer <= Duration::from_secs(15 * 60));
    }
}

/// One year until the end of November, another from December on.
fn by_month(at: DateTime<Utc>) -> Vec<u16> {
    if at.month() == 12 { vec![2027] } else { vec![2026] }
}

fn head(rev: u64) -> Head {
    Head { rev: Rev(rev), commit: CommitId(Uuid::from_u128(rev.into())) }
}

fn answer(results: Vec<OpResult>, rev: u64) -> PushAnswer {
    PushAnswer { results, head: head(rev), time: TIME.parse().unwrap() }
}

fn page(revs: &[u64], next: u64, complete: bool, rev: u64) -> PullAnswer {
    let row = |rev: &u64| Row { kind: "x".into(), id: "1".into(), rev: Rev(*rev), year: None, body: None };
    PullAnswer {
        rows: revs.iter().map(row).collect(),
        next: Rev(next),
        complete,
        head: head(rev),
        digest: Vec::new(),
        scope: "all".into(),
        time: TIME.parse().unwrap(),
    }
}

fn known(cursor: u64, seen: u64) -> SyncState {
    SyncState {
        cursor: Rev(cursor),
        seen: Some(head(seen)),
        scope: "all".into(),
        checked: TIME.parse().ok(),
        ..SyncState::default()
    }
}

#[test]
fn a_cycle_pushes_until_nothing_waits_and_pulls_until_complete() {
    let mut bench = Bench::new(SyncState::default());
    let results = bench.push(2);
    assert_eq!(bench.sent(), Some(Path::Push));
    bench.success(&answer(results, 4));
    assert!(matches!(bench.work(), Some(Work::Ack { results, .. }) if results.len() == 2));
    bench.stored(StoreAnswer::Done);
    bench.waiting(0);
    bench.success(&page(&[1, 3], 3, false, 4));
    assert!(matches!(bench.work(), Some(Work::Stage { fresh: true, .. })));
    bench.stored(StoreAnswer::Done);
    bench.success(&page(&[4], 4, true, 4));
    assert!(matches!(bench.work(), Some(Work::Stage { fresh: false, .. })));
    bench.stored(StoreAnswer::Done);
    assert!(matches!(bench.work(), Some(Work::Complete { replace: true, cursor: Rev(4), .. })));
    bench.stored(StoreAnswer::Completed { digest: Vec::new() });
    // The first check of what the server has, as there never was one.
    bench.stored(StoreAnswer::Retained { ids: Vec::new(), last: None });
    let time = TIME.parse().unwrap();
    bench.success(&ReconcileAnswer { unknown: Vec::new(), head: head(4), time });
    assert!(matches!(bench.work(), Some(Work::Recover { rebuild: None, .. })));
    bench.stored(StoreAnswer::Done);
    bench.waiting(0);
    bench.success(&page(&[], 4, true, 4));
    bench.stored(StoreAnswer::Done);
    bench.stored(StoreAnswer::Completed { digest: Vec::new() });
    assert_eq!(bench.engine.trouble(), None);
    // Five minutes, give or take a fifth.
    assert!((240..=360).contains(&bench.timer.as_secs()));
}

/// S31: a pull to which a person must agree is not completed; it comes anew, and at once when she does.
#[test]
fn a_pull_that_waits_for_a_person_begins_anew() {
    let mut bench = Bench::new(known(5, 5));
    bench.pull();
    bench.success(&page(&[6], 6, true, 6));
    bench.stored(StoreAnswer::Done);
    bench.stored(StoreAnswer::Waits);
    bench.left_alone(Trouble::MassChange);
    assert_eq!(bench.engine.state().cursor, Rev(5));
    bench.pull();
    bench.success(&page(&[6], 6, true, 6));
    assert!(matches!(bench.work(), Some(Work::Stage { fresh: true, .. })));
    bench.stored(StoreAnswer::Done);
    assert!(matches!(bench.work(), Some(Work::Complete { replace: false, cursor: Rev(6), .. })));
    bench.stored(StoreAnswer::Completed { digest: Vec::new() });
    assert_eq!(bench.engine.trouble(), None);
}

/// I12 and S29: answers that are not exactly as specified.
#[test]
fn an_answer_that_is_not_as_it_should_be_changes_nothing() {
    let pages = [
        page(&[3], 3, false, 9),                                       // before the cursor
        page(&[7, 6], 6, false, 9),                                    // not in order
        page(&[7], 8, false, 9),                                       // ends elsewhere than its rows
        page(&[], 5, false, 9),                                        // never ends
        page(&[10], 10, false, 9),                                     // above its own head
        page(&[7], 7, true, 9),                                        // complete before the head
        page(&[7], 7, true, 4),                                        // the head goes back
        page(&[6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], 16, true, 16), // over the limit
    ];
    for answer in pages {
        let mut bench = Bench::new(known(5, 5));
        bench.pull();
        bench.success(&answer);
        bench.left_alone(Trouble::Nonsense);
    }
    for (status, media_type, body) in [
        (200, "text/html", "<html>"),
        (200, MEDIA_TYPE, "{}"),
        (200, MEDIA_TYPE, "{\"rows\":["),
        (302, MEDIA_TYPE, ""),
        (409, "text/html", ""),
        (403, PROBLEM_TYPE, r#"{"type":"device_revoked","title":"","status":200}"#),
    ] {
        let mut bench = Bench::new(known(5, 5));
        bench.pull();
        bench.reply(status, media_type, body.to_owned());
        bench.left_alone(Trouble::Nonsense);
    }
}

#[test]
fn only_an_op_that_is_named_with_its_hash_is_acknowledged() {
    let mut bench = Bench::new(known(5, 5));
    let mut results = bench.push(3);
    results[0].hash = Hash::of("other");
    results[1].op_id = OpId(Uuid::from_u128(77));
    let last = results[2].clone();
    results.push(last);
    bench.success(&answer(results, 6));
    assert!(matches!(bench.work(), Some(Work::Ack { results, .. }) if results.len() == 1));

    let mut bench = Bench::new(known(5, 5));
    bench.push(1);
    bench.success(&answer(Vec::new(), 6));
    bench.left_alone(Trouble::Nonsense);
}

/// I8: halves within one cycle, until the one is found; the others go on.
#[test]
fn a_push_that_is_refused_is_split_until_one_op_stands_alone() {
    let mut bench = Bench::new(known(5, 5));
    bench.push(4);
    for half in [2, 1] {
        bench.problem(422, "integrity");
        assert!(matches!(bench.work(), Some(Work::ReadPending { ops, .. }) if *ops == half));
        bench.waiting(half as u128);
    }
    bench.problem(413, "too_large");
    assert!(matches!(bench.work(), Some(Work::Refuse { status: 413, .. })));
    bench.stored(StoreAnswer::Done);
    assert!(matches!(bench.work(), Some(Work::ReadPending { ops: PUSH_OPS, .. })));

    // A page of a proxy marks nothing.
    let mut bench = Bench::new(known(5, 5));
    bench.push(1);
    bench.reply(413, "text/html", String::new());
    bench.left_alone(Trouble::Nonsense);
}

#[test]
fn changed_history_asks_for_what_is_unknown_and_rebuilds() {
    let mut bench = Bench::new(known(5, 5));
    bench.push(1);
    bench.problem(409, "history_changed");
    assert!(matches!(bench.work(), Some(Work::ReadRetained { after: 0, .. })));
    let ids: Vec<OpId> = (0..2).map(|n| OpId(Uuid::from_u128(n))).collect();
    bench.stored(StoreAnswer::Retained { ids: ids.clone(), last: Some(9) });
    let time = TIME.parse().unwrap();
    bench.success(&ReconcileAnswer { unknown: vec![ids[1]], head: head(3), time });
    assert!(matches!(bench.work(), Some(Work::ReadRetained { after: 9, .. })));
    bench.stored(StoreAnswer::Retained { ids: Vec::new(), last: None });
    // The second request proves that it is still the same history.
    assert!(
        bench
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Send { body, .. } if body.contains("\"rev\":3")))
    );
    bench.success(&ReconcileAnswer { unknown: Vec::new(), head: head(4), time });
    let Some(Work::Recover { unknown, rebuild, .. }) = bench.work() else { panic!() };
    assert_eq!((unknown.as_slice(), *rebuild), (&ids[1..], Some(head(4))));
    bench.stored(StoreAnswer::Done);
    assert_eq!((bench.engine.state().seen, bench.engine.state().cursor), (Some(head(4)), Rev(0)));
    assert!(matches!(bench.work(), Some(Work::ReadPending { .. })));

    // What was not asked cannot be unknown.
    let mut bench = Bench::new(SyncState { reconcile_first: true, ..known(5, 5) });
    bench.step(Event::Woke(Wake::Asked));
    bench.stored(StoreAnswer::Retained { ids: Vec::new(), last: None });
    bench.success(&ReconcileAnswer { unknown: ids, head: head(3), time });
    bench.left_alone(Trouble::Nonsense);
}

#[test]
fn a_digest_that_differs_rebuilds_once_and_then_rests() {
    let mut bench = Bench::new(known(5, 5));
    let digest = |n| {
        let sum = crate::sync::wire::DigestSum { n, sum: 0 };
        vec![Digest { kind: "x".into(), year: None, sum }]
    };
    bench.pull();
    bench.success(&page(&[], 5, true, 5));
    bench.stored(StoreAnswer::Done);
    bench.stored(StoreAnswer::Completed { digest: digest(0) });
    assert_eq!(bench.engine.trouble(), None);
    bench.pull();
    for round in 0..2 {
        bench.success(&page(&[], 5, true, 5));
        bench.stored(StoreAnswer::Done);
        bench.stored(StoreAnswer::Completed { digest: digest(1) });
        assert!(matches!(bench.effects[0], Effect::DigestDiffers));
        if round == 0 {
            bench.stored(StoreAnswer::Retained { ids: Vec::new(), last: None });
            let time = TIME.parse().unwrap();
            bench.success(&ReconcileAnswer { unknown: Vec::new(), head: head(5), time });
            bench.stored(StoreAnswer::Done);
            bench.waiting(0);
        }
    }
    assert_eq!(bench.engine.trouble(), Some(Trouble::Nonsense));
}

#[test]
fn another_scope_rebuilds_the_mirror() {
    let mut bench = Bench::new(known(5, 5));
    bench.pull();
    let other = PullAnswer { scope: "less".into(), ..page(&[], 5, true, 5) };
    bench.success(&other);
    assert_eq!(bench.sent(), Some(Path::Pull));
    bench.success(&other);
    bench.stored(StoreAnswer::Done);
    assert!(matches!(bench.work(), Some(Work::Complete { replace: true, .. })));
}

#[test]
fn a_token_is_renewed_once_and_then_a_person_must_sign_in() {
    let mut bench = Bench::new(known(5, 5));
    bench.pull();
    for _ in 0..2 {
        bench.problem(401, "unauthorised");
        let Some(id) = bench.effects.iter().find_map(|effect| match effect {
            Effect::RenewToken { id } => Some(*id),
            _ => None,
        }) else {
            bench.left_alone(Trouble::SignIn);
            return;
        };
        bench.step(Event::Token { id, renewed: true });
        assert_eq!(bench.sent(), Some(Path::Pull));
    }
    panic!("asked for a second token");
}

#[test]
fn a_program_that_is_too_old_still_sends_what_it_has() {
    let mut bench = Bench::new(known(5, 5));
    bench.pull();
    bench.problem(426, "client_too_old");
    bench.left_alone(Trouble::TooOld);
    bench.at += 900;
    bench.step(Event::Timer);
    bench.waiting(1);
    assert_eq!(bench.sent(), Some(Path::Push));
}

/// I9: whatever fails, and whoever never answers, the next try comes within fifteen minutes, from
/// the timer alone.
#[test]
fn it_never_gives_up() {
    let mut bench = Bench::new(known(5, 5));
    let mut tries = 0;
    for _ in 0..200 {
        bench.at += bench.timer.as_secs() + 1;
        assert!(bench.timer <= Duration::from_secs(15 * 60));
        bench.step(Event::Timer);
        if bench.work().is_some() {
            tries += 1;
            match tries % 3 {
                0 => bench.stored(StoreAnswer::Failed),
                1 => {}
                _ => {
                    bench.waiting(1);
                    let id = bench.asked;
                    let reply = Reply {
                        status: 503,
                        media_type: String::new(),
                        retry_after: Some(Duration::from_secs(86_400)),
                        body: String::new(),
                    };
                    bench.step(Event::Reply { id, reply: Ok(reply) });
                }
            }
        }
    }
    assert!(tries > 50);
}

#[test]
fn an_answer_that_comes_after_its_request_was_given_up_is_not_heard() {
    let mut bench = Bench::new(known(5, 5));
    let results = bench.push(1);
    let late = bench.asked;
    bench.at += 61;
    bench.step(Event::Timer);
    let body = serde_json::to_string(&answer(results, 6)).unwrap();
    let reply = Reply { status: 200, media_type: MEDIA_TYPE.into(), retry_after: None, body };
    bench.step(Event::Reply { id: late, reply: Ok(reply) });
    assert!(bench.work().is_none());
}

#[test]
fn the_clock_is_trusted_as_far_as_the_server_confirms_it() {
    let mut bench = Bench::new(known(5, 5));
    assert_eq!(bench.engine.clock(bench.now()), Clock::Unknown);
    bench.at = 600;
    bench.pull();
    bench.success(&page(&[], 5, true, 5));
    bench.stored(StoreAnswer::Done);
    assert_eq!(bench.engine.clock(bench.now()), Clock::Off(600_000));
    // It was put back since: nobody knows how far.
    let jumped = Moment { wall: TIME.parse().unwrap(), ..bench.now() };
    assert_eq!(bench.engine.clock(jumped), Clock::Unknown);
}
