//! Many worlds, none of which may break an invariant (sync.md 17, 18.1).

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Instant;

use stamboek_sync_tests::{Counts, run};

const STEPS: usize = 260;
/// Seeds where nobody says how many: the suite runs 2,000, optimised (`cargo xtask test`).
const TASTE: u64 = 24;

/// A seed that failed, as short as it still fails.
fn explain(seed: u64, broken: &str) -> String {
    let fails = |steps: usize| run(seed, steps, None).broken.is_some();
    let shortest = (1..STEPS).find(|steps| fails(*steps)).unwrap_or(STEPS);
    format!(
        "{broken}\n  repeat it: STAMBOEK_SEED={seed} STAMBOEK_STEPS={shortest} \
         cargo test --profile simulation -p stamboek-sync-tests --test seeds"
    )
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn no_world_breaks_an_invariant() {
    if let Some(seed) = number("STAMBOEK_SEED") {
        let steps = number("STAMBOEK_STEPS").map_or(STEPS, |steps| steps as usize);
        let run = run(seed, steps, None);
        assert!(run.broken.is_none(), "seed {seed}: {:?} {:?}", run.broken, run.counts);
        return;
    }
    let seeds = number("STAMBOEK_SEEDS").unwrap_or(TASTE);
    let begun = Instant::now();
    let next = AtomicU64::new(0);
    let total = Mutex::new(Counts::default());
    let failed = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                let mut counts = Counts::default();
                while failed.lock().unwrap().is_none() {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        break;
                    }
                    let run = run(seed, STEPS, None);
                    counts = counts.plus(run.counts);
                    if let Some((step, broken)) = run.broken {
                        *failed.lock().unwrap() = Some((seed, format!("step {step}: {broken}")));
                    }
                }
                let mut total = total.lock().unwrap();
                *total = total.plus(counts);
            });
        }
    });
    let total = total.into_inner().unwrap();
    println!("{seeds} seeds in {:.1} s: {total:?}", begun.elapsed().as_secs_f64());
    if let Some((seed, broken)) = failed.into_inner().unwrap() {
        panic!("seed {seed}, {}", explain(seed, &broken));
    }
    // A simulation in which little happens proves little.
    assert!(total.entries > seeds * 40 && total.crashes > seeds && total.server_restores > seeds / 2);
    assert!(total.conflicts > seeds && total.held > seeds / 4);
}

/// The same seed is the same world.
#[test]
fn a_seed_can_be_repeated() {
    let counts = |seed| run(seed, STEPS, None).counts;
    assert_eq!(counts(7), counts(7));
    assert_ne!(counts(7), counts(8));
}
