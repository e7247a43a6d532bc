//! Attendance on three school years of registers: one mark and a class of marks saved, and each
//! read that a screen waits for. Aims: performance.md, "one mark", "25 marks in one commit", "class
//! week"; every read under 5 ms.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;
use stamboek_core::attendance::messages::*;
use stamboek_core::attendance::{class_week, pupil_year, set, today, worklist};
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::{Access, Key, connect};
use stamboek_core::demo::{Params, fill};
use stamboek_core::shell::Headless;
use stamboek_core::{Answer, Core};
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::pupil::PupilId;

/// Saves measured of each kind, ours and the floor's in turn.
const SAVES: usize = 600;
/// Reads measured of each kind.
const READS: usize = 200;
/// Marks in one commit: a class.
const CLASS: usize = 25;
/// What one saved mark adds to the log at least: its pages of 4 KiB with their heads.
const FLOOR_BYTES: usize = 6 * (4096 + 24);

/// Friday 26 June 2026, at the end of the third year.
fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-06-26T08:41:09+02:00").expect("a constant")
}

fn main() {
    println!("attendance, three school years of registers; p50 and p99 of {SAVES} saves and {READS} reads");
    for pupils in [300, 1_200, 5_000] {
        measure(pupils);
    }
}

fn measure(pupils: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let key = Key::new([7; 32]);
    let open = || Core::open_with_key(folder.path(), Arc::new(Headless::default()), clock, &key);
    let core = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &key);
    let core = core.map_err(|_| "refused").expect("a register");
    let params = Params { registers: 3, ..Params::new(pupils, core.today()) };
    fill(&core.register().expect("open"), &params).expect("a demo school");
    core.register().expect("open").fill_log().expect("filled");
    drop(core);

    let core = open().map_err(|_| "refused").expect("opened");
    let start = Instant::now();
    core.register().expect("open").attendance(|_, _, _| Ok(())).expect("in memory");
    let load = start.elapsed();
    let classes = classes(&core);
    println!("| all marks into memory, once after opening | {pupils} | {:.1} ms | | | |", ms(load));
    saves(&core, pupils, &classes, &folder.path().join("floor"));
    reads(&core, pupils, &classes, &key);
}

/// Every class with its pupils.
fn classes(core: &Core) -> Vec<(String, Vec<PupilId>)> {
    let today = today(core, DayRequest { day: core.today() }).expect("read");
    let names = today.classes.into_iter().map(|class| class.class);
    names
        .map(|class| {
            let request = ClassWeekRequest { class: class.clone(), day: core.today() };
            let rows = class_week(core, request).expect("read").rows;
            let here = rows.iter().filter(|row| row.cells.iter().all(|cell| cell.not_here.is_none()));
            (class, here.map(|row| row.pupil).collect())
        })
        .collect()
}

fn saves(core: &Core, pupils: u32, classes: &[(String, Vec<PupilId>)], floor: &std::path::Path) {
    let class = classes.iter().map(|(_, pupils)| pupils).max_by_key(|pupils| pupils.len());
    let class = class.expect("a class with pupils");
    let days: Vec<NaiveDate> =
        ["2026-06-22", "2026-06-23", "2026-06-25"].iter().map(|day| day.parse().expect("a day")).collect();
    let (mut one, mut many, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    let mut file = File::create(floor).expect("a file");
    file.write_all(&vec![0; 4 << 20]).expect("written");
    file.sync_all().expect("synced");
    let page = vec![7_u8; FLOOR_BYTES];
    for turn in 0..SAVES {
        let at = HalfDay { day: days[turn % days.len()], half: Half::BOTH[turn % 2] };
        one.push(save(core, &class[turn % class.len()..][..1], at, turn));
        let start = Instant::now();
        let place = turn * FLOOR_BYTES % ((4 << 20) - FLOOR_BYTES);
        file.seek(SeekFrom::Start(place as u64)).expect("sought");
        file.write_all(&page).expect("written");
        file.sync_data().expect("synced");
        bare.push(start.elapsed());
        many.push(save(core, &class[..class.len().min(CLASS)], at, turn + 1));
    }
    let [o50, o99] = shares(&mut one);
    let [m50, m99] = shares(&mut many);
    let [f50, f99] = shares(&mut bare);
    row("one mark, p50", pupils, o50, f50, "≤ 1.7");
    row("one mark, p99", pupils, o99, f99, "≤ 2");
    row("25 marks in one commit, p50 (floor: one mark)", pupils, m50, o50, "≤ 1.3");
    row("25 marks in one commit, p99 (floor: its p50)", pupils, m99, m50, "≤ 2");
}

/// Sets these cells to something else than what stands there, and times the saving alone.
fn save(core: &Core, pupils: &[PupilId], at: HalfDay, turn: usize) -> Duration {
    let code = |text: &str| Some(Mark::of(MarkCode::parse(text).expect("a code")));
    let year = |pupil: PupilId| pupil_year(core, PupilYearRequest { pupil, year: None }).expect("read");
    let standing = |pupil: PupilId| {
        year(pupil).cells.into_iter().find(|cell| cell.at == at).and_then(|cell| cell.cell.mark)
    };
    let cells = pupils
        .iter()
        .map(|pupil| {
            let was = standing(*pupil);
            let open = was.as_ref().is_some_and(|mark| mark.code.as_str() == "?");
            let now = code(if open { "L" } else { "?" });
            CellEdit { pupil: *pupil, at, was, now: if turn % 3 == 2 && open { None } else { now } }
        })
        .collect();
    let start = Instant::now();
    let answer = set(core, AttendanceSetRequest { cells }).expect("saved");
    let took = start.elapsed();
    assert_eq!(answer.set as usize, pupils.len());
    took
}

fn reads(core: &Core, pupils: u32, classes: &[(String, Vec<PupilId>)], key: &Key) {
    let file = core.folder.join("register.db");
    let plain = connect(&file, key, Access::Read).expect("a second connection");
    let (mut week, mut exact) = (Vec::new(), Vec::new());
    let all: Vec<PupilId> = classes.iter().flat_map(|(_, pupils)| pupils.iter().copied()).collect();
    for turn in 0..READS {
        let (class, members) = &classes[turn % classes.len()];
        let request = ClassWeekRequest { class: class.clone(), day: core.today() };
        week.push(timed(|| class_week(core, request.clone())));
        let start = Instant::now();
        look_up(&plain, members);
        exact.push(start.elapsed());
    }
    row("class week, p50", pupils, shares(&mut week)[0], shares(&mut exact)[0], "≤ 1.8");
    let day = core.today();
    read("Vandaag, the whole school", pupils, |_| timed(|| today(core, DayRequest { day })));
    read("the year of a pupil", pupils, |turn| {
        let pupil = all[turn * 7919 % all.len()];
        timed(|| pupil_year(core, PupilYearRequest { pupil, year: None }))
    });
    read("worklist of the whole school", pupils, |_| timed(|| worklist(core, Nothing {})));
}

/// The same ten cells of each pupil by their exact keys, and nothing else.
fn look_up(db: &Connection, pupils: &[PupilId]) {
    let sql = "SELECT code, time, note, n FROM view_attendance WHERE day = ?1 AND half = ?2 AND pupil = ?3";
    let mut select = db.prepare_cached(sql).expect("a statement");
    for pupil in pupils {
        for day in 20_260_622..20_260_627 {
            for half in 0..2 {
                let mut rows = select.query((day, half, &pupil.0.as_bytes()[..])).expect("rows");
                if let Some(row) = rows.next().expect("read") {
                    std::hint::black_box(row.get::<_, String>(0).expect("a code"));
                }
            }
        }
    }
}

fn read(what: &str, pupils: u32, mut one: impl FnMut(usize) -> Duration) {
    let mut times: Vec<Duration> = (0..READS).map(&mut one).collect();
    let [p50, p99] = shares(&mut times);
    println!("| {what}, p50 | {pupils} | {:.2} ms | | | < 5 ms |", ms(p50));
    println!("| {what}, p99 | {pupils} | {:.2} ms | | | |", ms(p99));
}

fn timed<T>(ask: impl FnOnce() -> Answer<T>) -> Duration {
    let start = Instant::now();
    std::hint::black_box(ask().map_err(|_| "refused").expect("answered"));
    start.elapsed()
}

fn row(what: &str, pupils: u32, ours: Duration, floor: Duration, aim: &str) {
    let ratio = ours.as_secs_f64() / floor.as_secs_f64();
    println!("| {what} | {pupils} | {:.3} ms | {:.3} ms | {ratio:.2} | {aim} |", ms(ours), ms(floor));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// p50 and p99.
fn shares(times: &mut [Duration]) -> [Duration; 2] {
    times.sort_unstable();
    [0.5, 0.99].map(|share| times[((times.len() - 1) as f64 * share) as usize])
}
