//! Pairs who could be one child, of the whole school, as the navigation asks for them after every
//! change; and what merging one pair would do. Floor: the list of everybody, which is read anyway.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use stamboek_core::Core;
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::merges::merge;
use stamboek_core::merges::messages::MergeRequest;
use stamboek_core::pupils::list;
use stamboek_core::shell::Headless;

const TIMES: usize = 20;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").expect("a constant")
}

fn main() {
    println!("pairs who could be one child, and what merging one would do; the quickest of {TIMES}");
    for pupils in [300, 1_200, 5_000] {
        measure(pupils);
    }
}

fn measure(pupils: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let core = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &Key::new([7; 32]))
        .expect("a register");
    fill(&core.register().expect("open"), &Params::new(pupils, core.today())).expect("a demo school");
    let rows = list(&core, Nothing {}).expect("a list").rows;
    let floor = best(|| drop(list(&core, Nothing {}).expect("a list")));
    let doubles = best(|| drop(merge(&core, MergeRequest::Doubles { pupil: None }).expect("pairs")));
    let (from, to) = (rows[0].id, rows[1].id);
    let preview = best(|| drop(merge(&core, MergeRequest::Preview { from, to }).expect("a preview")));
    let ratio = doubles / floor;
    println!(
        "| pairs who could be one child | {pupils} | {doubles:.2} ms | {floor:.2} ms | {ratio:.2} | ≤ 33.4 ms |"
    );
    println!("| what a merge would do | {pupils} | {preview:.2} ms | | | ≤ 16.7 ms |");
}

/// Milliseconds of the quickest.
fn best(mut what: impl FnMut()) -> f64 {
    let mut least = Duration::MAX;
    for _ in 0..TIMES {
        let start = Instant::now();
        what();
        least = least.min(start.elapsed());
    }
    least.as_secs_f64() * 1e3
}
