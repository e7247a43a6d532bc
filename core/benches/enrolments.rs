//! Whom somebody could already be, asked at every letter of a name; the plan of an enrolment; the
//! state on a day against a bare read of its rows; the plan of a new year. Aims: under one frame
//! (16.7 ms) while typing; performance.md.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDate};
use stamboek_core::Core;
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::enrolments::messages::{NewYearRequest, StateRequest, YearChange};
use stamboek_core::enrolments::{new_year, state};
use stamboek_core::pupils::{Typed, alike, list};
use stamboek_core::shell::Headless;

/// Names that are typed, letter by letter.
const NAMES: usize = 60;
/// Likely duplicates that a form shows.
const MOST: usize = 5;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").expect("a constant")
}

fn main() {
    println!("a name typed letter by letter, without and with the date of birth; state on a day; new year");
    println!("| what | size | ours | floor | ratio | aim |");
    println!("|---|---|---|---|---|---|");
    for pupils in sizes() {
        measure(pupils);
    }
}

/// Those on the command line, or all three.
fn sizes() -> Vec<u32> {
    let asked: Vec<u32> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    if asked.is_empty() { vec![300, 5_000, 100_000] } else { asked }
}

fn measure(pupils: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let core = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &Key::new([7; 32]))
        .expect("a register");
    let register = core.register().expect("open");
    let params = Params { enrolments: true, ..Params::new(pupils, core.today()) };
    fill(&register, &params).expect("a demo school");

    let rows = list(&core, Nothing {}).expect("a list").rows;
    let step = (rows.len() / NAMES).max(1);
    let start = Instant::now();
    let nobody = Typed { last_name: "x", first_name: "y", birth_date: None, insz: "" };
    alike(&register, &nobody, MOST).expect("an answer");
    println!("| likely duplicates, first question | {pupils} | {} |  |  |  |", ms(start.elapsed()));
    let (mut by_name, mut by_birth) = (Vec::new(), Vec::new());
    for row in rows.iter().step_by(step) {
        let birth: Option<NaiveDate> = row.birth_date.parse().ok();
        for end in (1..=row.first_name.chars().count()).chain([row.first_name.chars().count()]) {
            let first: String = row.first_name.chars().take(end).collect();
            let typed = Typed { last_name: &row.last_name, first_name: &first, birth_date: None, insz: "" };
            by_name.push(timed(|| alike(&register, &typed, MOST).expect("an answer").len()));
            let typed = Typed { birth_date: birth, ..typed };
            by_birth.push(timed(|| alike(&register, &typed, MOST).expect("an answer").len()));
        }
    }
    for (what, times) in [("by name", by_name), ("with date of birth", by_birth)] {
        let (p50, p99) = percentiles(times);
        println!("| likely duplicates {what}, p50 | {pupils} | {} |  |  | ≤ 16.7 ms |", ms(p50));
        println!("| likely duplicates {what}, p99 | {pupils} | {} |  |  | ≤ 16.7 ms |", ms(p99));
    }

    let on = core.today();
    let ours = best(|| {
        let request = StateRequest { on, against: None, institution: String::new() };
        state(&core, request).expect("a state").rows.len()
    });
    let floor = best(|| bare(&core, on));
    println!(
        "| state on a day | {pupils} | {} | {} | {:.2} |  |",
        ms(ours),
        ms(floor),
        ours.as_secs_f64() / floor.as_secs_f64()
    );
    let plan = timed(|| {
        let change = YearChange::Pass { year: None, classes: Vec::new(), pupils: Vec::new() };
        new_year(&core, NewYearRequest { change, apply: false }).expect("a plan").rows.len()
    });
    println!("| plan of a new year | {pupils} | {} |  |  |  |", ms(plan));
}

/// The unavoidable: the rows of the day, each field once.
fn bare(core: &Core, on: NaiveDate) -> usize {
    let sql = "SELECT s.pupil, p.last_name, p.first_name, p.birth_date, s.stamnummer, s.institution,
               g.grp, g.location, g.funding, e.class
               FROM view_school_enrolment s JOIN view_pupil p ON p.id = s.pupil
               LEFT JOIN view_group_enrolment g ON g.pupil = s.pupil AND g.enrolment = s.id
                 AND g.from_date <= ?1 AND coalesce(g.until_date, g.expected_until) >= ?1
               LEFT JOIN view_enrolment e ON e.pupil = s.pupil AND e.cancelled = 0 AND e.from_date <= ?1
                 AND (e.until_date IS NULL OR e.until_date >= ?1)
               WHERE s.status IN ('realised', 'parallel') AND s.from_date <= ?1
                 AND (s.until_date IS NULL OR s.until_date >= ?1)";
    let read = |db: &rusqlite::Connection| {
        let mut select = db.prepare_cached(sql).expect("a statement");
        let mut rows = select.query([on.to_string()]).expect("rows");
        let mut kept: Vec<Vec<String>> = Vec::new();
        while let Some(row) = rows.next().expect("a row") {
            let field = |n| row.get::<_, Option<String>>(n).expect("text").unwrap_or_default();
            kept.push((0..10).map(field).collect());
        }
        Ok(kept.len())
    };
    core.register().expect("open").read(read).expect("rows")
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn best<T>(work: impl Fn() -> T) -> Duration {
    (0..5).map(|_| timed(&work)).min().unwrap_or_default()
}

fn percentiles(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}
