//! Servers and databases that end in the middle, and a database put back from before: sync.md 18.3,
//! I2, I7.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, RwLock};
use std::time::{Duration, Instant};

use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{OpResult, OutcomeWord, PushAnswer, ReconcileAnswer, ReconcileRequest};

use crate::common::{Laptop, World, op, pupil};

/// Kills of the server's process.
const SERVERS: usize = 190;
/// Kills of PostgreSQL, which takes longer to come back.
const DATABASES: usize = 15;

/// The program itself, in a process that can be killed.
struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn start(world: &World, port: u16) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_stamboek-server"));
        command.envs(world.environment()).env("STAMBOEK_SERVER_LISTEN", format!("127.0.0.1:{port}"));
        let mut child = command.arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().expect("it starts").unwrap();
        assert!(first.contains("\"started\""), "{first}");
        // Whoever reads the log keeps reading it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, url: format!("http://127.0.0.1:{port}") }
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Sends one entry until the server answers for it, and then again, as a laptop does that did not
/// hear the first answer.
fn send(laptop: &mut Laptop, entry: &Op, stop: &AtomicBool) -> Option<OpResult> {
    let body = serde_json::to_vec(&laptop.pushing(std::slice::from_ref(entry))).unwrap();
    while !stop.load(Ordering::SeqCst) {
        if let Ok(said) = laptop.try_post(&laptop.path("push"), &body)
            && said.status == 200
        {
            let answer: PushAnswer = said.read();
            laptop.seen = Some(answer.head);
            return answer.results.into_iter().next();
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    None
}

#[test]
fn what_the_server_acknowledged_is_there_after_two_hundred_kills_and_there_once() {
    let world = World::new();
    let port = free_port();
    let inst = world.institution("De Linde");
    let first = Process::start(&world, port);
    let url = first.url.clone();
    let laptops: Vec<Laptop> = (0..4).map(|_| world.laptop(&url, inst, Role::Secretariat)).collect();
    let (stop, acknowledged) = (AtomicBool::new(false), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for mut laptop in laptops {
            let (stop, acknowledged) = (&stop, &acknowledged);
            scope.spawn(move || {
                while !stop.load(Ordering::SeqCst) {
                    let entry = op(laptop.user, pupil("Een").1);
                    if let Some(result) = send(&mut laptop, &entry, stop) {
                        assert_eq!(result.outcome, OutcomeWord::Applied);
                        acknowledged.lock().unwrap().push(entry);
                    }
                }
            });
        }
        let mut running = Some(first);
        for n in 0..SERVERS {
            pause(n);
            running.take().unwrap().kill();
            running = Some(Process::start(&world, port));
        }
        for n in 0..DATABASES {
            pause(n);
            world.cluster.kill().unwrap();
            world.cluster.launch().unwrap();
        }
        pause(1);
        stop.store(true, Ordering::SeqCst);
    });
    let last = Process::start(&world, free_port());
    let acknowledged = acknowledged.into_inner().unwrap();
    let mut check = world.laptop(&last.url, inst, Role::Secretariat);
    for some in acknowledged.chunks(100) {
        let again = check.push(some);
        assert!(
            again.results.iter().all(|result| result.outcome == OutcomeWord::Applied),
            "the same outcome again"
        );
    }
    let stored = world.count(inst, "SELECT count(*) FROM op WHERE inst = $1");
    assert!(stored >= acknowledged.len() as i64, "{stored} of {}", acknowledged.len());
    let pupils = world.count(inst, "SELECT count(*) FROM record WHERE inst = $1 AND kind = 'pupil'");
    assert_eq!(pupils, stored, "each entry has one effect");
    let (rows, answer) = check.pull(5_000);
    let pupils = answer.digest.iter().find(|one| one.kind == "pupil").unwrap();
    assert_eq!(pupils.sum.n, rows.keys().filter(|(kind, _)| kind == "pupil").count() as u64);
    println!("{} kills, {} acknowledged, {stored} stored", SERVERS + DATABASES, acknowledged.len());
    assert!(acknowledged.len() > SERVERS / 4, "entries arrived between the kills");
}

/// At another moment each time, the same in every run.
fn pause(n: usize) {
    std::thread::sleep(Duration::from_millis(5 + (n as u64 * 37) % 60));
}

#[test]
fn a_database_put_back_from_a_backup_gets_back_all_that_was_acknowledged() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut laptops: Vec<(Laptop, Vec<Op>)> =
        (0..3).map(|_| (world.laptop(&url, inst, Role::Secretariat), Vec::new())).collect();
    let work = |(laptop, kept): &mut (Laptop, Vec<Op>)| {
        for _ in 0..10 {
            let entry = op(laptop.user, pupil("Een").1);
            assert_eq!(laptop.push(std::slice::from_ref(&entry)).results[0].outcome, OutcomeWord::Applied);
            kept.push(entry);
        }
    };
    laptops.iter_mut().for_each(work);
    // The backup is made while laptops go on writing.
    let (stop, writing) = (AtomicBool::new(false), RwLock::new(()));
    std::thread::scope(|scope| {
        let (stop, writing) = (&stop, &writing);
        let busy = laptops
            .iter_mut()
            .map(|one| {
                scope.spawn(move || {
                    while !stop.load(Ordering::SeqCst) {
                        let _turn = writing.read().unwrap();
                        work(one);
                    }
                })
            })
            .collect::<Vec<_>>();
        world.cluster.back_up().unwrap();
        stop.store(true, Ordering::SeqCst);
        busy.into_iter().for_each(|one| one.join().unwrap());
    });
    laptops.iter_mut().for_each(work);
    let all: i64 = laptops.iter().map(|(_, kept)| kept.len() as i64).sum();
    let stored = || world.count(inst, "SELECT count(*) FROM op WHERE inst = $1");
    assert_eq!(stored(), all);
    world.cluster.restore().unwrap();
    let began = Instant::now();
    while laptops[0].0.get("/readyz").status != 200 {
        assert!(began.elapsed() < Duration::from_secs(20), "the server finds the database again by itself");
        std::thread::sleep(Duration::from_millis(50));
    }
    let after = stored();
    assert!(after < all, "something was lost: {after} of {all}");
    for (laptop, kept) in &mut laptops {
        let said = laptop.post(&laptop.path("push"), &laptop.pushing(&[]));
        assert_eq!(said.refusal(), (409, "history_changed".into()));
        let asked = ReconcileRequest { op_ids: kept.iter().map(|entry| entry.op_id).collect(), seen: None };
        let answer: ReconcileAnswer = laptop.post(&laptop.path("reconcile"), &asked).read();
        laptop.seen = Some(answer.head);
        let again: Vec<Op> =
            kept.iter().filter(|entry| answer.unknown.contains(&entry.op_id)).cloned().collect();
        assert!(!again.is_empty(), "each laptop wrote after the backup");
        for some in again.chunks(100) {
            let results = laptop.push(some).results;
            assert!(results.iter().all(|result| result.outcome == OutcomeWord::Applied));
        }
    }
    assert_eq!(stored(), all);
    let (rows, _) = laptops[0].0.pull(5_000);
    assert_eq!(rows.keys().filter(|(kind, _)| kind == "pupil").count() as i64, all);
}

/// A commit that no standby confirmed counts as failed: 503, and the same entry comes again.
#[test]
fn a_commit_that_no_standby_confirmed_counts_as_failed() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut laptop = world.laptop(&url, inst, Role::Secretariat);
    let reload = |names: &str| {
        world
            .cluster
            .sql("postgres", &format!("ALTER SYSTEM SET synchronous_standby_names = '{names}'"))
            .unwrap();
        world.cluster.sql("postgres", "SELECT pg_reload_conf()").unwrap();
        std::thread::sleep(Duration::from_millis(500));
    };
    reload("nobody");
    let entry = op(laptop.user, pupil("Een").1);
    let body = serde_json::to_vec(&laptop.pushing(std::slice::from_ref(&entry))).unwrap();
    let said = std::thread::scope(|scope| {
        let sending = scope.spawn(|| laptop.try_post(&laptop.path("push"), &body).unwrap());
        let began = Instant::now();
        while !sending.is_finished() {
            assert!(began.elapsed() < Duration::from_secs(25), "the wait was cancelled");
            std::thread::sleep(Duration::from_millis(200));
            // As an operator does who does not want to wait for a standby any longer.
            let cancel = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
            world.cluster.sql("postgres", cancel).unwrap();
        }
        sending.join().unwrap()
    });
    assert_eq!(said.refusal(), (503, "unavailable".into()));
    reload("");
    assert_eq!(laptop.push(&[entry]).results[0].outcome, OutcomeWord::Applied);
    assert_eq!(world.count(inst, "SELECT count(*) FROM op WHERE inst = $1"), 1);
}
