//! Ten thousand laptops of a hundred schools, each with a person signed in, that each ask once
//! whether there is something new, over a connection of its own.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::Utc;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{PullAnswer, Rev};
use stamboek_server::cluster::OWNER;
use stamboek_server::keys::{Claims, Keys};
use uuid::Uuid;

use super::common::{AUDIENCE, Laptop, World};
use super::cpu::Cpu;
use super::{AT_ONCE, at};

const SCHOOLS: usize = 100;
const OF_A_SCHOOL: usize = 100;
/// How often a laptop asks.
const EVERY: Duration = Duration::from_secs(300);

/// The laptop of this number.
fn device(number: usize) -> Uuid {
    Uuid::from_u128((0xD000_0000_0000_4000_8000 << 48) | number as u128)
}

/// Laptops of a school as if they were let in long ago and somebody signed in on each.
fn school(world: &World, number: usize) -> Vec<Claims> {
    let inst = world.institution(&format!("School {number}"));
    let user = world.person(&format!("els{number}"), inst, &[Role::Secretariat]);
    let laptops: Vec<Uuid> = (0..OF_A_SCHOOL).map(|n| device(number * OF_A_SCHOOL + n)).collect();
    let rows = |row: &dyn Fn(&Uuid) -> String| laptops.iter().map(row).collect::<Vec<_>>().join(",");
    let text = format!(
        "INSERT INTO device (device, public_key, created) VALUES {};
         INSERT INTO device_member (inst, device, label, state, scope) VALUES {};
         INSERT INTO user_grant (grant_id, device, user_id, from_at, until_at) VALUES {}",
        rows(&|one| format!("('{one}', '', now())")),
        rows(&|one| format!("('{inst}', '{one}', 'laptop', 'active', '{{}}')")),
        rows(&|one| format!("('{one}', '{one}', '{user}', now(), now() + interval '14 days')")),
    );
    world.cluster.sql(OWNER, &text).expect("laptops");
    let claims = |device| Claims {
        audience: AUDIENCE.to_owned(),
        device,
        user: Some(user),
        institutions: vec![inst],
        expires: Utc::now() + chrono::Duration::hours(1),
    };
    laptops.into_iter().map(claims).collect()
}

pub fn polling(world: &World, cpu: &Cpu, url: &str) {
    let all: Vec<Claims> = (0..SCHOOLS).flat_map(|number| school(world, number)).collect();
    let keys = Keys::read(world.keys.path()).expect("keys");
    let (next, latencies) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let (began, before) = (Instant::now(), cpu.seconds());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(claims) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut laptop = Laptop::new(url);
                    (laptop.device, laptop.inst) = (claims.device, claims.institutions[0]);
                    laptop.token = keys.token(claims);
                    let began = Instant::now();
                    let answer: PullAnswer =
                        laptop.post(&laptop.path("pull"), &laptop.pulling(Rev(0), 5_000)).read();
                    assert!(answer.complete);
                    latencies.lock().expect("unbroken").push(began.elapsed().as_secs_f64() * 1e3);
                }
            });
        }
    });
    let (spent, took) = (cpu.seconds() - before, began.elapsed());
    let latencies = latencies.into_inner().expect("unbroken");
    println!(
        "{} laptops of {SCHOOLS} schools, each asks once: {:.2} ms of CPU each (aim 1), {:.0} a second, p50 {:.1} ms, p99 {:.1} ms; every {} minutes: {:.1} % of a core",
        all.len(),
        spent * 1e3 / all.len() as f64,
        all.len() as f64 / took.as_secs_f64(),
        at(&latencies, 50),
        at(&latencies, 99),
        EVERY.as_secs() / 60,
        spent * 100.0 / EVERY.as_secs_f64(),
    );
}
