//! Two institutions under load and not a byte of the other: I10, security.md S54.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{ReconcileRequest, Rev};
use stamboek_server::cluster::PROGRAM;
use stamboek_server::keys::Keys;
use stamboek_server::store::Store;
use uuid::Uuid;

use crate::common::{Laptop, World, op, pupil};

const SECRETS: [&str; 2] = ["LINDEGEHEIM", "EIKGEHEIM"];

/// How long the load lasts.
const LOAD: Duration = Duration::from_secs(6);

/// Two institutions, a pupil each whose name is known nowhere else, and a laptop of each.
fn two(world: &World, url: &str) -> [Laptop; 2] {
    SECRETS.map(|secret| {
        let inst = world.institution(secret);
        let mut laptop = world.laptop(url, inst, Role::Secretariat);
        laptop.push(&[op(laptop.user, pupil(secret).1)]);
        laptop
    })
}

/// How many answers to one laptop hold a byte of the other institution.
fn foreign(laptops: &[Laptop; 2]) -> usize {
    let mut found = 0;
    for (laptop, other) in [(&laptops[0], &laptops[1]), (&laptops[1], &laptops[0])] {
        let secret = SECRETS[usize::from(laptop.inst == laptops[0].inst)];
        let mut asks = laptop.pulling(Rev(0), 5_000);
        asks.seen = None;
        let said = laptop.post(&laptop.path("pull"), &asks);
        let text = String::from_utf8_lossy(&said.body).into_owned();
        found += usize::from(
            said.status != 200 || text.contains(secret) || text.contains(&other.inst.to_string()),
        );
    }
    found
}

#[test]
fn an_institution_that_is_anothers_looks_like_one_that_is_nobodys() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let [laptop, other] = two(&world, &url);
    for what in ["push", "pull", "reconcile"] {
        let path = |inst: Uuid| format!("/v1/institutions/{inst}/{what}");
        let body = match what {
            "push" => serde_json::to_value(laptop.pushing(&[])).unwrap(),
            "pull" => serde_json::to_value(laptop.pulling(Rev(0), 1)).unwrap(),
            _ => serde_json::to_value(ReconcileRequest { op_ids: vec![], seen: None }).unwrap(),
        };
        let foreign = laptop.post(&path(other.inst), &body);
        let nobodys = laptop.post(&path(Uuid::new_v4()), &body);
        let no_id = laptop.post(&format!("/v1/institutions/x/{what}"), &body);
        assert_eq!(foreign.refusal(), (404, "not_found".into()));
        assert_eq!(foreign.refusal(), nobodys.refusal());
        assert_eq!(foreign.refusal(), no_id.refusal());
    }
}

/// A store whose queries forgot the institution.
pub fn forgetful(world: &World) -> Store {
    let _inside = world.runtime.enter();
    let store = Store::new(world.cluster.url(PROGRAM).parse().unwrap(), 4, false);
    store.seal_with(Keys::read(world.keys.path()).unwrap().seals());
    store.rewritten(|text| {
        text.replace("WHERE r.inst = $1", "WHERE $1::uuid IS NOT NULL")
            .replace("WHERE inst = $1", "WHERE $1::uuid IS NOT NULL")
    })
}

#[test]
fn either_belt_holds_alone_and_without_both_the_other_school_is_seen() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let mut laptops = two(&world, &url);
    assert_eq!(foreign(&laptops), 0, "both belts");
    let mut app = world.app(&[]);
    app.store = forgetful(&world);
    let without_query = world.serve(app);
    laptops.iter_mut().for_each(|laptop| laptop.url.clone_from(&without_query));
    assert_eq!(foreign(&laptops), 0, "row-level security alone");
    laptops.iter_mut().for_each(|laptop| laptop.url.clone_from(&url));
    world.open_all_rows();
    assert_eq!(foreign(&laptops), 0, "the queries alone");
    laptops.iter_mut().for_each(|laptop| laptop.url.clone_from(&without_query));
    assert_eq!(foreign(&laptops), 2, "neither: this test can fail");
}

#[test]
fn sixteen_at_once_of_two_schools_never_receive_a_byte_of_the_other() {
    let world = World::new();
    // Few connections, so that they go from one school to the other all the time.
    let url = Arc::new(world.serve(world.app(&[("DATABASE__CONNECTIONS", "4")])));
    let insts = SECRETS.map(|secret| world.institution(secret));
    let (stop, asked) = (AtomicBool::new(false), AtomicU32::new(0));
    let laptops: Vec<(usize, Laptop)> =
        (0..16).map(|n| (n % 2, world.laptop(&url, insts[n % 2], Role::Secretariat))).collect();
    std::thread::scope(|scope| {
        let (stop, asked) = (&stop, &asked);
        for (school, mut laptop) in laptops {
            scope.spawn(move || {
                while !stop.load(Ordering::SeqCst) {
                    laptop.push(&[op(laptop.user, pupil(SECRETS[school]).1)]);
                    let said = laptop.post(&laptop.path("pull"), &laptop.pulling(Rev(0), 200));
                    let text = String::from_utf8_lossy(&said.body).into_owned();
                    assert!(text.contains(SECRETS[school]), "it sees its own");
                    assert!(!text.contains(SECRETS[1 - school]), "a foreign byte");
                    asked.fetch_add(2, Ordering::Relaxed);
                }
            });
        }
        let began = Instant::now();
        while began.elapsed() < LOAD {
            std::thread::sleep(Duration::from_millis(50));
        }
        stop.store(true, Ordering::SeqCst);
    });
    assert!(asked.load(Ordering::Relaxed) > 100);
}
