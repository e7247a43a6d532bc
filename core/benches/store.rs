//! One edited field, durable and encrypted with its outbox row, against overwriting and syncing
//! the same bytes; and opening with the raw key against a bare open. Aims: performance.md, rows
//! "one mark" and "opening".

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use stamboek_core::Core;
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::shell::Headless;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, FieldChange};
use uuid::Uuid;

/// Saves measured, ours and the floor's in turn so that both meet the same disk.
const SAVES: usize = 2_000;
/// Openings measured.
const OPENINGS: usize = 20;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").expect("a constant")
}

fn main() {
    println!("one edited field, durable with its outbox row ({SAVES} saves), and opening ({OPENINGS} times)");
    println!(
        "  pupils |  ours p50   p99 µs | floor p50   p99 µs | ratio p50  p99 | log bytes/save | open ours  bare ms  ratio | check ms | backup ms"
    );
    for pupils in [300, 1_200, 5_000, 100_000] {
        measure(pupils);
    }
}

fn measure(pupils: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let key = Key::new([7; 32]);
    let core =
        Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &key).expect("a register");
    let register = core.register().expect("open");
    fill(&register, &Params::new(pupils, core.today())).expect("a demo school");
    let ids = register
        .read(|db| {
            let mut select =
                db.prepare("SELECT id, class FROM view_pupil WHERE class <> ''").expect("a statement");
            let rows = select.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
            Ok(rows.expect("rows").map(|row| row.expect("a row")).collect::<Vec<_>>())
        })
        .expect("pupils");

    let log = folder.path().join("register.db-wal");
    let mut ours = Vec::new();
    let mut floor = Vec::new();
    // What one save adds to the log: the pages of the op, the action, the pupil and the pupil's
    // history, with their frame heads. The floor overwrites as much and syncs it, nothing else.
    let bytes = log_bytes_of_a_save(&register, &ids, &log);
    // As the window does beside opening.
    register.fill_log().expect("filled");
    let mut file = File::create(folder.path().join("floor")).expect("a file");
    let page = vec![7_u8; bytes];
    file.write_all(&vec![0; 4 << 20]).expect("written");
    file.sync_all().expect("synced");
    let mut at = 0;
    for turn in 0..SAVES {
        let (id, class) = &ids[turn * 7919 % ids.len()];
        let change = edit(id, class, turn / ids.len());
        let start = Instant::now();
        register.write("edit", |batch| batch.push(change)).expect("saved");
        ours.push(start.elapsed());
        let start = Instant::now();
        at = (at + bytes) % ((4 << 20) - bytes);
        file.seek(SeekFrom::Start(at as u64)).expect("sought");
        file.write_all(&page).expect("written");
        file.sync_data().expect("synced");
        floor.push(start.elapsed());
    }

    let start = Instant::now();
    assert!(register.check().expect("checked").is_sound());
    let check = start.elapsed();
    let start = Instant::now();
    register.back_up().expect("backed up");
    let backup = start.elapsed();
    drop(register);
    drop(core);
    let (mut open_ours, mut open_bare) = (Vec::new(), Vec::new());
    for _ in 0..OPENINGS {
        let start = Instant::now();
        let opened = Core::open_with_key(folder.path(), Arc::new(Headless::default()), clock, &key);
        opened
            .as_ref()
            .map_err(|_| "closed")
            .expect("opened")
            .register()
            .expect("open")
            .read(|db| {
                db.query_row("SELECT count(*) FROM view_setting", [], |row| row.get::<_, u32>(0))
                    .expect("read");
                Ok(())
            })
            .expect("read");
        open_ours.push(start.elapsed());
        drop(opened);
        let start = Instant::now();
        let bare = bare_open(&folder.path().join("register.db"));
        open_bare.push(start.elapsed());
        drop(bare);
    }
    let micro = |times: &mut Vec<Duration>, share: f64| at_share(times, share).as_secs_f64() * 1e6;
    let (o50, o99) = (micro(&mut ours, 0.5), micro(&mut ours, 0.99));
    let (f50, f99) = (micro(&mut floor, 0.5), micro(&mut floor, 0.99));
    let (a, b) = (micro(&mut open_ours, 0.5) / 1e3, micro(&mut open_bare, 0.5) / 1e3);
    println!(
        "{pupils:>8} | {o50:>9.0} {o99:>8.0} | {f50:>9.0} {f99:>8.0} | {:>8.2} {:>5.2} | {bytes:>14} | {a:>8.2} {b:>8.2} {:>6.2} | {:>8.0} | {:>8.0}",
        o50 / f50,
        o99 / f99,
        a / b,
        check.as_secs_f64() * 1e3,
        backup.as_secs_f64() * 1e3,
    );
    println!("| one saved field, p50 | {pupils} | {o50:.0} µs | {f50:.0} µs | {:.2} | ≤ 1.7 |", o50 / f50);
    println!("| one saved field, p99 | {pupils} | {o99:.0} µs | {f99:.0} µs | {:.2} | ≤ 2 |", o99 / f99);
}

/// A change of class that differs each time the same pupil comes round.
fn edit(id: &str, class: &str, round: usize) -> Change {
    let text = |round: usize| if round == 0 { class.to_owned() } else { format!("{round}B") };
    let item = FieldChange { field: PupilField::Class, was: Some(text(round)), now: Some(text(round + 1)) };
    Change::PupilEdit { pupil: PupilId(Uuid::parse_str(id).expect("an id")), items: vec![item] }
}

/// How much a save writes, from the growth of a new log.
fn log_bytes_of_a_save(
    register: &stamboek_core::register::Register,
    ids: &[(String, String)],
    log: &Path,
) -> usize {
    let fold = || {
        let key = Key::new([7; 32]);
        let file = register.folder().join("register.db");
        let db = stamboek_core::db::open::connect(&file, &key, stamboek_core::db::open::Access::Write)
            .expect("opened");
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("folded");
    };
    fold();
    let saves = 20;
    for (id, class) in &ids[..saves] {
        let item = |was: &str, now: &str| FieldChange {
            field: PupilField::Class,
            was: Some(was.to_owned()),
            now: Some(now.to_owned()),
        };
        let pupil = PupilId(Uuid::parse_str(id).expect("an id"));
        for item in [item(class, "9Z"), item("9Z", class)] {
            let change = Change::PupilEdit { pupil, items: vec![item] };
            register.write("edit", |batch| batch.push(change)).expect("saved");
        }
    }
    let size = std::fs::metadata(log).expect("a log").len() as usize;
    fold();
    size / (2 * saves)
}

/// The unavoidable: file, key, log, first read. It leaves the log and its index behind, as ours
/// does, so that neither finds less to open than the other.
fn bare_open(file: &Path) -> Connection {
    let db = Connection::open(file).expect("opened");
    let hex: String = [7_u8; 32].iter().map(|byte| format!("{byte:02x}")).collect();
    db.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; PRAGMA journal_mode = WAL")).expect("keyed");
    db.query_row("SELECT count(*) FROM view_setting", [], |row| row.get::<_, u32>(0)).expect("read");
    let mut persist = 1;
    db.file_control(Some(rusqlite::MAIN_DB), rusqlite::FileControl::PersistWal(&mut persist)).expect("kept");
    db
}

fn at_share(times: &mut [Duration], share: f64) -> Duration {
    times.sort_unstable();
    times[((times.len() - 1) as f64 * share) as usize]
}
