//! Finding the pairs among many enrolments in memory: the sweep of the domain, with and without
//! saying of each pair what it is, against a bare loop over four integers a row. The rows are in
//! the order of the index (insz, start, end, school), as a database hands them over; once they are
//! shuffled and put in that order first, which is the in-memory floor of performance.md, row
//! "overlaps", whose aim is for the whole. Then the screen, from the register to its text. Wall
//! clock; the least of several runs.

use std::cmp::Ordering;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};
use stamboek_core::Core;
use stamboek_core::commands::{self, Nothing};
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::overlaps::replace_from_discimus;
use stamboek_core::pupils::list;
use stamboek_core::pupils::messages::PupilRow;
use stamboek_core::shell::Headless;
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::elsewhere::{Elsewhere, ElsewhereSource};
use stamboek_domain::enrolment::Moment;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::overlap::{KnownEnrolment, REACH, Spell, Sweep, classify};
use stamboek_domain::period::Period;

/// Schools among which the pupils are divided.
const SCHOOLS: u32 = 4_000;

/// A row as an index holds it.
#[derive(Clone, Copy)]
struct Row {
    insz: u64,
    period: Period,
    school: u32,
}

impl Spell for Row {
    fn by_person(&self, other: &Self) -> Ordering {
        self.insz.cmp(&other.insz)
    }
    fn same_school(&self, other: &Self) -> bool {
        self.school == other.school
    }
    fn period(&self) -> Period {
        self.period
    }
}

impl Row {
    /// The order of the index; an open end comes last.
    fn key(&self) -> (u64, NaiveDate, NaiveDate, u32) {
        (self.insz, self.period.from, self.period.until.unwrap_or(NaiveDate::MAX), self.school)
    }
}

/// The same in integers, for the floor: days since the beginning, the largest number for open.
#[derive(Clone, Copy)]
struct Bare {
    insz: u64,
    from: i32,
    until: i32,
    school: u32,
}

fn main() {
    println!("| what | size | ours | floor | ratio | aim |");
    println!("|---|---|---|---|---|---|");
    for size in [100_000, 1_200_000] {
        let rows = rows(size);
        let bare: Vec<Bare> = rows.iter().map(bare).collect();
        let (pairs, days) = floor(&bare);
        assert_eq!(sweep(&rows), (pairs, days), "both find the same");
        let least = best(|| floor(&bare));
        line("overlaps, pairs and days", size, best(|| sweep(&rows)), least, "");
        line("overlaps and adjoining, each classified", size, best(|| classified(&rows)), least, "");
        let (mixed_rows, mixed_bare) = (shuffled(&rows), shuffled(&bare));
        let ours = best(|| classified(&in_order(&mixed_rows, |row| row.key())));
        let least = best(|| floor(&in_order(&mixed_bare, |row| (row.insz, row.from, row.until, row.school))));
        line("sorted first, overlaps and adjoining, each classified", size, ours, least, "≤ 2.5");
        println!("{pairs} pairs, {days} shared days; {} with the adjoining ones.", classified(&rows));
    }
    println!("The screen, from the encrypted register to its JSON text:");
    for (pupils, told) in [(5_000, 50), (5_000, 500)] {
        screen(pupils, told);
    }
}

/// The command of the screen in a school of that size, where Discimus told a double of so many.
fn screen(pupils: u32, told: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let core = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &Key::new([7; 32]))
        .expect("a register");
    let register = core.register().expect("open");
    let params = Params { enrolments: true, ..Params::new(pupils, core.today()) };
    fill(&register, &params).expect("a demo school");
    let from = NaiveDate::from_ymd_opt(2026, 10, 12).expect("a day");
    let elsewhere = Elsewhere {
        institution: InstitutionNumber::parse("099911").ok(),
        school: "Basisschool De Linde".into(),
        period: Period { from, until: None },
        moment: Some(Moment { day: from, time: None }),
        hospital: false,
        source: ElsewhereSource::Discimus,
        seen_on: from,
    };
    let rows = list(&core, Nothing {}).expect("a list").rows;
    register
        .write("discimus", |batch| {
            let tell =
                |row: &PupilRow| replace_from_discimus(batch, row.id, vec![elsewhere.clone()], clock());
            rows.iter().take(told).try_for_each(tell)
        })
        .expect("told");
    let ask = || commands::call(&core, "overlaps", serde_json::json!({})).expect("an answer").len();
    let (bytes, time) = (ask(), best(ask));
    let ms = time.as_secs_f64() * 1e3;
    println!("| overlaps, {told} pupils told of {pupils} | {ms:.1} ms | {bytes} bytes | ≤ 33 ms |");
}

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").expect("a constant")
}

fn line(what: &str, size: usize, ours: Duration, floor: Duration, aim: &str) {
    let ratio = ours.as_secs_f64() / floor.as_secs_f64();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("| {what} | {size} | {:.2} ms | {:.2} ms | {ratio:.2} | {aim} |", ms(ours), ms(floor));
}

fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..9).map(|_| once(&mut run)).min().unwrap_or_default()
}

/// Invented enrolments in the order of the index. Of a hundred persons three are in two schools at
/// the same time, twelve changed school without a day between, and some came back to their own.
fn rows(size: usize) -> Vec<Row> {
    let year = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
    let mut rows = Vec::with_capacity(size);
    for person in 0u64.. {
        if rows.len() >= size {
            break;
        }
        let school = (person * 7_919 % u64::from(SCHOOLS)) as u32;
        let change = year + Days::new(30 + person % 200);
        let mut add = |from: NaiveDate, until: Option<NaiveDate>, school: u32| {
            rows.push(Row { insz: 10_000_000_000 + person, period: Period { from, until }, school });
        };
        let last = Some(year + Days::new(364));
        match person % 100 {
            0..3 => {
                add(year, last, school);
                add(change, last, (school + 1) % SCHOOLS);
            }
            3..15 => {
                add(year, change.pred_opt(), school);
                add(change, last, (school + 1) % SCHOOLS);
            }
            15..20 => {
                add(year, change.pred_opt(), school);
                add(change + Days::new(20), None, school);
            }
            _ => add(year, last, school),
        }
    }
    rows.truncate(size);
    rows
}

/// The rows in another order, always the same one: a stride that no size here divides.
fn shuffled<T: Copy>(rows: &[T]) -> Vec<T> {
    (0..rows.len()).map(|place| rows[place * 7_919 % rows.len()]).collect()
}

fn in_order<T: Copy, K: Ord>(rows: &[T], key: impl Fn(&T) -> K) -> Vec<T> {
    let mut rows = rows.to_vec();
    rows.sort_unstable_by_key(key);
    rows
}

fn bare(row: &Row) -> Bare {
    let number = |day: NaiveDate| (day - NaiveDate::default()).num_days() as i32;
    Bare {
        insz: row.insz,
        from: number(row.period.from),
        until: row.period.until.map_or(i32::MAX, number),
        school: row.school,
    }
}

/// The unavoidable: look back over the rows of the same person.
fn floor(rows: &[Bare]) -> (u64, i64) {
    let (mut pairs, mut days, mut first) = (0, 0, 0);
    for (place, row) in rows.iter().enumerate() {
        if rows[first].insz != row.insz {
            first = place;
        }
        for earlier in &rows[first..place] {
            if earlier.until >= row.from && earlier.school != row.school {
                pairs += 1;
                days += i64::from(earlier.until.min(row.until) - row.from + 1);
            }
        }
    }
    (pairs, days)
}

fn sweep(rows: &[Row]) -> (u64, i64) {
    let (mut sweep, mut pairs, mut days) = (Sweep::new(Days::new(0)), 0, 0);
    for row in rows {
        let found = |a: &Row, b: &Row| {
            pairs += 1;
            let shared = a.period.shared(b.period).and_then(Period::days);
            days += i64::from(shared.unwrap_or(0));
        };
        sweep.add(*row, found).expect("in order");
    }
    (pairs, days)
}

fn classified(rows: &[Row]) -> u64 {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let (mut sweep, mut pairs) = (Sweep::new(REACH), 0);
    for row in rows {
        let found = |a: &Row, b: &Row| pairs += u64::from(classify(&known(a), &known(b), today).is_some());
        sweep.add(*row, found).expect("in order");
    }
    pairs
}

fn known(row: &Row) -> KnownEnrolment {
    KnownEnrolment {
        institution: InstitutionNumber::parse(&format!("{:06}", 100_000 + row.school)).ok(),
        kind: Some(if row.school.is_multiple_of(2) { SchoolKind::Bao } else { SchoolKind::So }),
        school_group: None,
        hospital: false,
        period: row.period,
        moment: Some(Moment { day: row.period.from, time: NaiveTime::from_hms_opt(9, 0, 0) }),
    }
}
