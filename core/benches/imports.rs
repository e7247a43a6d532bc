//! Reading a list of 20,000 × 6 with every check and the child process, against the library that
//! reads the format and nothing else; and a trial run with applying it in an empty register,
//! against inserting the same rows into an encrypted file in one transaction. Wall clock; the
//! least of several runs. Aims: performance.md, rows "XLSX" and "CSV".

use std::fmt::Write as _;
use std::fs;
use std::io::{BufReader, Cursor};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use chrono::{DateTime, FixedOffset};
use rust_xlsxwriter::Workbook;
use stamboek_core::Core;
use stamboek_core::db::open::{Access, Key, connect};
use stamboek_core::imports::messages::{PupilsPlanRequest, SheetKind};
use stamboek_core::imports::read::limits::ChildLimits;
use stamboek_core::imports::{apply_pupils, plan_pupils, read_file};
use stamboek_core::shell::Headless;

/// The largest list that is read has 20,000 lines, of which the first holds the headers.
const ROWS: usize = 19_999;
const HEADERS: [&str; 6] = ["Persoonsnummer", "Naam", "Voornaam", "Geboortedatum", "Geslacht", "Klas"];
const SYLLABLES: [&str; 12] =
    ["Ba", "den", "Wout", "ers", "Lin", "Maes", "ka", "Ver", "hoe", "ven", "tal", "Zoë"];

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").expect("a constant")
}

fn main() {
    println!("| what | size | ours | floor | ratio | aim |");
    println!("|---|---|---|---|---|---|");
    let folder = tempfile::tempdir().expect("a folder");
    let lines = lines(ROWS);
    let sheet = folder.path().join("lijst.xlsx");
    fs::write(&sheet, xlsx(&lines)).expect("written");
    let text = folder.path().join("lijst.csv");
    fs::write(&text, csv_text(&lines)).expect("written");

    let (_kept, core) = register();
    let read = |path: &Path| read_file(&core, path, SheetKind::Pupils).map(|p| p.rows as usize);
    let read =
        |path: &Path| read(path).unwrap_or_else(|problem| panic!("{:?} {:?}", problem.code, problem.values));
    assert_eq!((read(&sheet), read(&text)), (ROWS, ROWS));
    assert_eq!((cell_by_cell(&sheet), records(&text)), (ROWS + 1, ROWS));
    let (ours, floor) = (best(9, || read(&sheet)), best(9, || cell_by_cell(&sheet)));
    line("reading XLSX", ROWS, ours, floor, "≤ 1.3");
    let (ours, floor) = (best(9, || read(&text)), best(9, || records(&text)));
    line("reading CSV", ROWS, ours, floor, "≤ 2");
    let least = best(9, || read(&small(folder.path())));
    println!("a list of one row (the child process, nearly nothing to read): {:.1} ms", ms(least));

    for count in [300, 1_200, 5_000] {
        let list = folder.path().join("nieuw.csv");
        fs::write(&list, csv_text(&lines[..count])).expect("written");
        let (mut plan, mut apply, mut floor) = (Duration::MAX, Duration::MAX, Duration::MAX);
        for _ in 0..3 {
            let (trial, saving) = plan_and_apply(&list, count);
            (plan, apply) = (plan.min(trial), apply.min(saving));
            floor = floor.min(inserts(&lines[..count]));
        }
        line("trial run of a list", count, plan, floor, "");
        line("trial run and applying", count, plan + apply, floor, "");
    }
}

fn line(what: &str, size: usize, ours: Duration, floor: Duration, aim: &str) {
    let ratio = ours.as_secs_f64() / floor.as_secs_f64();
    println!("| {what} | {size} | {:.1} ms | {:.1} ms | {ratio:.2} | {aim} |", ms(ours), ms(floor));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Invented people, each name and number once.
fn lines(count: usize) -> Vec<[String; 6]> {
    (0..count)
        .map(|i| {
            let syllable = |place: usize| SYLLABLES[i / 12_usize.pow(place as u32) % 12];
            let last = format!("{}{}{}", syllable(0), syllable(2), syllable(1));
            let first = format!("{}{}", syllable(3), syllable(i % 3));
            let birth = format!("{:02}/{:02}/{}", i % 28 + 1, i / 28 % 12 + 1, 2008 + i / 336 % 12);
            let class = format!("{}{}", i / 150 % 6 + 1, char::from(b'A' + (i / 25 % 6) as u8));
            [(1_000_000 + i * 7).to_string(), last, first, birth, ["V", "M"][i % 2].into(), class]
        })
        .collect()
}

fn csv_text(lines: &[[String; 6]]) -> String {
    let mut text = HEADERS.join(";") + "\r\n";
    for line in lines {
        let _ = write!(text, "{}\r\n", line.join(";"));
    }
    text
}

fn xlsx(lines: &[[String; 6]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADERS).expect("headers");
    for (row, line) in (1..).zip(lines) {
        sheet.write_number(row, 0, line[0].parse::<f64>().expect("a number")).expect("a cell");
        sheet.write_row(row, 1, &line[1..]).expect("cells");
    }
    book.save_to_buffer().expect("a file")
}

fn small(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("een.csv");
    fs::write(&path, csv_text(&lines(1))).expect("written");
    path
}

/// The unavoidable of XLSX: unpack and walk the cells. Answers with the number of rows.
fn cell_by_cell(path: &Path) -> usize {
    let bytes = fs::read(path).expect("read");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).expect("a workbook");
    let name = book.sheet_names()[0].clone();
    let mut cells = book.worksheet_cells_reader(&name).expect("a sheet");
    let mut last = 0;
    while let Some(cell) = cells.next_cell().expect("a cell") {
        last = std::hint::black_box(&cell).get_position().0 as usize;
    }
    last + 1
}

/// The unavoidable of CSV. Answers with the number of rows under the headers.
fn records(path: &Path) -> usize {
    let file = BufReader::new(fs::File::open(path).expect("opened"));
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(file);
    let mut record = csv::StringRecord::new();
    let mut rows = 0;
    while reader.read_record(&mut record).expect("a record") {
        rows += usize::from(std::hint::black_box(&record).len() == 6);
    }
    rows
}

/// An empty register that reads with the command line program as its child.
fn register() -> (tempfile::TempDir, Core) {
    let folder = tempfile::tempdir().expect("a folder");
    let core = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &Key::new([7; 32]))
        .unwrap_or_else(|problem| panic!("{:?}", problem.code));
    core.readings.use_reader(Path::new(env!("CARGO_BIN_EXE_stamboek")), ChildLimits::default());
    (folder, core)
}

fn plan_and_apply(list: &Path, count: usize) -> (Duration, Duration) {
    let (_kept, core) = register();
    let work = || {
        let session = read_file(&core, list, SheetKind::Pupils)?.session;
        let request = PupilsPlanRequest { session, database: "A".to_owned(), ..Default::default() };
        let start = Instant::now();
        plan_pupils(&core, request.clone())?;
        let trial = start.elapsed();
        let start = Instant::now();
        let applied = apply_pupils(&core, request)?;
        assert_eq!(applied.created as usize, count);
        Ok((trial, start.elapsed()))
    };
    work().unwrap_or_else(|problem: stamboek_domain::problem::Problem| panic!("{:?}", problem.code))
}

/// The unavoidable of applying: two entries of the size of ours, a person and a number for each
/// row, in one durable transaction of an encrypted file.
fn inserts(lines: &[[String; 6]]) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let mut db = connect(&folder.path().join("floor.db"), &Key::new([7; 32]), Access::Create)
        .unwrap_or_else(|problem| panic!("{:?}", problem.code));
    db.execute_batch(
        "CREATE TABLE entry (n INTEGER PRIMARY KEY, body TEXT);
         CREATE TABLE person (id INTEGER PRIMARY KEY, last TEXT, first TEXT, birth TEXT, sex TEXT, class TEXT);
         CREATE TABLE number (value TEXT PRIMARY KEY, person INTEGER) WITHOUT ROWID",
    )
    .expect("tables");
    let body = "x".repeat(450);
    let start = Instant::now();
    let tx = db.transaction().expect("begun");
    for (id, [number, last, first, birth, sex, class]) in (1_i64..).zip(lines) {
        for _ in 0..2 {
            tx.prepare_cached("INSERT INTO entry (body) VALUES (?1)")
                .and_then(|mut insert| insert.execute([&body]))
                .expect("inserted");
        }
        tx.prepare_cached("INSERT INTO person VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
            .and_then(|mut insert| insert.execute((id, last, first, birth, sex, class)))
            .expect("inserted");
        tx.prepare_cached("INSERT INTO number VALUES (?1, ?2)")
            .and_then(|mut insert| insert.execute((number, id)))
            .expect("inserted");
    }
    tx.commit().expect("saved");
    start.elapsed()
}

fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap_or_default()
}
