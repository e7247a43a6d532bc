//! The server under load, on loopback and bounded: the program in a process of its own, PostgreSQL
//! in a temporary folder, laptops over HTTP with JSON, tokens and zstd. Figures are per CPU-second of
//! server and PostgreSQL together. Two floors of the same run: the same transaction without HTTP, and
//! only the rows that it must write. Aims: performance.md, "server writes": 0.6 of the floor for
//! batches, 0.5 for single classes.

mod bare;
#[expect(dead_code, unused_imports, reason = "laptops as in the tests, which use more of them")]
#[path = "../../tests/postgres/common/mod.rs"]
mod common;
mod cpu;
mod dossier;
mod polling;

use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, Utc};
use common::{AUDIENCE, Laptop, World, op, pupil};
use cpu::Cpu;
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::{Cell, CellChange, Change, Op};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{PushAnswer, PushRequest};
use stamboek_server::endpoints::push::carry_out;
use stamboek_server::keys::Claims;

/// How long each measurement lasts at least.
const LASTS: Duration = Duration::from_secs(6);
/// Marks in one entry: a class.
const CLASS: usize = 25;
/// Entries in one push of a laptop that comes back: two weeks of a class.
const BATCH: usize = 20;
/// Requests at once.
const AT_ONCE: usize = 4;

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program and answers where it listens.
fn start(world: &World) -> (Server, String) {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|bound| bound.local_addr())
        .expect("a port")
        .port();
    let child = Command::new(env!("CARGO_BIN_EXE_stamboek-server"))
        .envs(world.environment())
        .env("STAMBOEK_SERVER_LISTEN", format!("127.0.0.1:{port}"))
        .arg("serve")
        .stdout(Stdio::null())
        .spawn()
        .expect("the server");
    let url = format!("http://127.0.0.1:{port}");
    let server = Server(child);
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(Duration::from_millis(20));
    }
    (server, url)
}

/// Classes of one school, each with a laptop.
struct School {
    laptops: Vec<(Laptop, Vec<PupilId>)>,
}

fn school(world: &World, url: &str) -> School {
    let inst = world.institution("De Linde");
    let laptops = (0..AT_ONCE).map(|_| {
        let mut laptop = world.laptop(url, inst, Role::Secretariat);
        let (pupils, entries): (Vec<PupilId>, Vec<Op>) = (0..CLASS)
            .map(|_| {
                let (id, change) = pupil("Een");
                (id, op(laptop.user, change))
            })
            .unzip();
        laptop.push(&entries);
        (laptop, pupils)
    });
    School { laptops: laptops.collect() }
}

/// A class of marks on the `n`th half day.
fn class(user: uuid::Uuid, pupils: &[PupilId], n: usize) -> Op {
    let day = NaiveDate::from_ymd_opt(2025, 9, 1).expect("a day") + chrono::Duration::days((n / 2) as i64);
    let half = if n.is_multiple_of(2) { Half::Vm } else { Half::Nm };
    let code = MarkCode::parse("B").expect("a code");
    let cell = |pupil: &PupilId| CellChange {
        key: Cell { pupil: *pupil, at: HalfDay { day, half } },
        was: None,
        now: Some(Mark { code, time: None, note: None }),
    };
    op(user, Change::AttendanceSet { items: pupils.iter().map(cell).collect() })
}

fn main() {
    println!("{AT_ONCE} laptops at once of one school; CPU of server and PostgreSQL together; fsync off");
    let world = World::new();
    let (server, url) = start(&world);
    let cpu = Cpu::of(&[server.0.id(), world.cluster.postmaster()]);
    let direct = Cpu::of(&[std::process::id(), world.cluster.postmaster()]);
    for (what, entries, aim, share) in [("single class", 1, 250.0, 0.5), ("batch", BATCH, 15_000.0, 0.6)] {
        let (http, latencies) = pushes(&cpu, school(&world, &url), entries, None);
        let floor = transactions(&world, &direct, school(&world, &url), entries);
        let bare = bare::writes(&world, &direct, school(&world, &url), entries);
        let unit = if entries == 1 { 1.0 } else { (entries * CLASS) as f64 };
        let name = if entries == 1 { "pushes" } else { "cells" };
        println!(
            "{what}: {:.0} {name} per CPU-second (aim {aim:.0}); without HTTP {:.0}, share {:.2} (aim {share}); its rows alone {:.0}, share {:.2}; p50 {:.1} ms, p99 {:.1} ms",
            http.per_cpu * unit,
            floor.per_cpu * unit,
            http.per_cpu / floor.per_cpu,
            bare.per_cpu * unit,
            http.per_cpu / bare.per_cpu,
            at(&latencies, 50),
            at(&latencies, 99),
        );
        if entries == 1 {
            let pace = Duration::from_secs_f64(2.0 * AT_ONCE as f64 / http.per_second);
            let (_, latencies) = pushes(&cpu, school(&world, &url), 1, Some(pace));
            println!(
                "at half that load: p50 {:.1} ms, p99 {:.1} ms (aim 250)",
                at(&latencies, 50),
                at(&latencies, 99)
            );
        }
    }
    polling::polling(&world, &cpu, &url);
    for pupils in [300, 2_000] {
        download(&world, &url, &cpu, pupils);
    }
    dossier::dossier(&world, &cpu, &url);
}

struct Rate {
    per_cpu: f64,
    per_second: f64,
}

/// Runs `one` on every laptop in a thread of its own until the time is over.
fn load<T: Send>(cpu: &Cpu, parties: Vec<T>, one: impl Fn(&mut T, usize) + Sync) -> Rate {
    let done = AtomicUsize::new(0);
    let (began, before) = (Instant::now(), cpu.seconds());
    std::thread::scope(|scope| {
        for mut party in parties {
            let (done, one) = (&done, &one);
            scope.spawn(move || {
                let mut n = 0;
                while began.elapsed() < LASTS {
                    one(&mut party, n);
                    n += 1;
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    let done = done.load(Ordering::Relaxed) as f64;
    Rate { per_cpu: done / (cpu.seconds() - before), per_second: done / began.elapsed().as_secs_f64() }
}

fn entries(laptop: &Laptop, pupils: &[PupilId], n: usize, entries: usize) -> Vec<Op> {
    (0..entries).map(|more| class(laptop.user, pupils, n * entries + more)).collect()
}

/// Pushes over HTTP, as fast as they go or at a pace.
fn pushes(cpu: &Cpu, school: School, size: usize, pace: Option<Duration>) -> (Rate, Vec<f64>) {
    let latencies = std::sync::Mutex::new(Vec::new());
    let rate = load(cpu, school.laptops, |(laptop, pupils), n| {
        let body = serde_json::to_vec(&laptop.pushing(&entries(laptop, pupils, n, size))).expect("JSON");
        let began = Instant::now();
        let mut said = laptop.try_post(&laptop.path("push"), &body).expect("an answer");
        // Not now, since the school was locked for too long: the same again, as a laptop does.
        while said.status == 503 {
            said = laptop.try_post(&laptop.path("push"), &body).expect("an answer");
        }
        let took = began.elapsed();
        let answer: PushAnswer = said.read();
        laptop.seen = Some(answer.head);
        latencies.lock().expect("unbroken").push(took.as_secs_f64() * 1e3);
        if let Some(pace) = pace {
            std::thread::sleep(pace.saturating_sub(took));
        }
    });
    (rate, latencies.into_inner().expect("unbroken"))
}

/// The same transaction in this process: no HTTP, no token, no zstd, and the request was read.
fn transactions(world: &World, cpu: &Cpu, school: School, size: usize) -> Rate {
    let app = world.app(&[]);
    load(cpu, school.laptops, |(laptop, pupils), n| {
        let claims = Claims {
            audience: AUDIENCE.to_owned(),
            device: laptop.device,
            user: Some(laptop.user),
            institutions: vec![laptop.inst],
            expires: Utc::now(),
        };
        let request: PushRequest = laptop.pushing(&entries(laptop, pupils, n, size));
        let answer = loop {
            if let Ok(answer) = world.runtime.block_on(carry_out(&app, laptop.inst, &claims, &request)) {
                break answer;
            }
        };
        laptop.seen = Some(answer.head);
    })
}

/// A laptop that is new asks for everything.
fn download(world: &World, url: &str, cpu: &Cpu, pupils: usize) {
    let inst = world.institution("De Eik");
    let mut maker = world.laptop(url, inst, Role::Secretariat);
    let mut all = Vec::new();
    for _ in 0..pupils.div_ceil(100) {
        let (ids, entries): (Vec<PupilId>, Vec<Op>) = (0..100)
            .map(|_| {
                let (id, change) = pupil("Een");
                (id, op(maker.user, change))
            })
            .unzip();
        maker.push(&entries);
        all.extend(ids);
    }
    // A school year of absences: one half day in twenty.
    for some in all.chunks(CLASS) {
        let entries: Vec<Op> = (0..17).map(|n| class(maker.user, some, n * 20)).collect();
        maker.push(&entries);
    }
    let mut fresh = world.laptop(url, inst, Role::Secretariat);
    let (began, before) = (Instant::now(), cpu.seconds());
    let (rows, _) = fresh.pull(5_000);
    println!(
        "first download of {pupils} pupils: {} records, {:.0} ms, {:.0} ms of CPU",
        rows.len(),
        began.elapsed().as_secs_f64() * 1e3,
        (cpu.seconds() - before) * 1e3,
    );
}

fn at(latencies: &[f64], percent: usize) -> f64 {
    let mut sorted = latencies.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
