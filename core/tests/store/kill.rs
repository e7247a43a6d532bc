//! kill -9 at any moment: what was answered as saved is there, the register is sound, and no
//! action is stored by halves (I2).

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::sync::op::{Cell, CellChange};

use crate::common::*;

pub const FOLDER: &str = "STAMBOEK_KILL_TEST_FOLDER";

/// Kills a thread does; two threads make 300.
const KILLS: u32 = 150;

/// Kills after which a new register begins, so that checking it stays quick.
const KILLS_A_REGISTER: u32 = 15;

/// Runs only as the child of the test below: saves actions of four ops until it is killed, and
/// says each after its commit.
#[test]
fn child_that_saves_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let core = open(Path::new(&folder), 7).unwrap();
    let register = core.register().unwrap();
    let mut out = std::io::stdout().lock();
    loop {
        let (id, change) = pupil("Peeters");
        let saved = register
            .write("create", |batch| {
                batch.push(change)?;
                batch.push(edit(id, "", "3A"))?;
                let value = id.0.simple().to_string();
                batch.push(Change::NumberAdd { pupil: id, number: number(&value), from: day() })?;
                let at = HalfDay { day: day(), half: Half::Vm };
                let now = Some(Mark::of(MarkCode::parse("Z").unwrap()));
                let items = vec![CellChange { key: Cell { pupil: id, at }, was: None, now }];
                batch.push(Change::AttendanceSet { items })?;
                Ok(batch.id())
            })
            .unwrap();
        writeln!(out, "saved {}", saved.0).unwrap();
        out.flush().unwrap();
    }
}

/// Lets a test of this program run as a child on a register, kills it at a random moment after some
/// lines `saved …`, and looks at what is there: the folder, and what it had said. Answers how often, and
/// how many lines were said in all.
pub fn kill_many(
    child: &str,
    kills: u32,
    mut random: u64,
    look: impl Fn(&Core, &BTreeSet<String>),
) -> (u32, usize) {
    let mut killed = 0;
    let mut said_in_all = 0;
    while killed < kills {
        let folder = tempfile::tempdir().unwrap();
        drop(create(folder.path()));
        let mut said = BTreeSet::new();
        for _ in 0..KILLS_A_REGISTER.min(kills - killed) {
            random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", child, "--nocapture"])
                .env(FOLDER, folder.path())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let mut id = |line: String| {
                line.split_once("saved ").map(|(_, id)| said.insert(id.trim().to_owned())).is_some()
            };
            // Some saves, and then a moment somewhere in the next one.
            let mut wanted = (random >> 33) % 12;
            while wanted > 0 {
                let line = lines.next().unwrap().unwrap();
                wanted -= u64::from(id(line));
            }
            let moment = Instant::now() + Duration::from_micros((random >> 20) % 4000);
            while Instant::now() < moment {
                std::hint::spin_loop();
            }
            child.kill().unwrap();
            child.wait().unwrap();
            // What it said before it died counts too; only a whole line is a promise.
            for line in lines.map_while(Result::ok) {
                if line.trim().len() == "saved ".len() + 36 {
                    id(line);
                }
            }
            killed += 1;

            let core = open(folder.path(), 7).unwrap();
            assert!(core.register().unwrap().check().unwrap().is_sound());
            look(&core, &said);
        }
        said_in_all += said.len();
    }
    (killed, said_in_all)
}

/// Every action that was said to be saved is there, and no action by halves.
fn all_is_there(core: &Core, said: &BTreeSet<String>) {
    let stored: BTreeSet<String> = core
        .register()
        .unwrap()
        .read(|db| {
            let mut select = db.prepare("SELECT id FROM batch").unwrap();
            Ok(select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect())
        })
        .unwrap();
    assert!(said.is_subset(&stored), "{} saved, {} lost", said.len(), said.difference(&stored).count());
    assert_eq!(count(core, "outbox") as usize, 4 * stored.len());
    assert_eq!(count(core, "view_number") as usize, stored.len());
    assert_eq!(count(core, "view_attendance") as usize, stored.len());
}

#[test]
fn nothing_saved_is_lost_in_300_kills() {
    const CHILD: &str = "kill::child_that_saves_until_it_is_killed";
    let other = std::thread::spawn(|| kill_many(CHILD, KILLS, 20_261_121, all_is_there));
    let (kills, said) = kill_many(CHILD, KILLS, 7, all_is_there);
    let (more, said_more) = other.join().unwrap();
    assert_eq!(kills + more, 300);
    assert!(said + said_more > 600, "the children saved too little to prove anything");
}
