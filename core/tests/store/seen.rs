//! What was saved is seen: whoever asks after a save got its answer is never shown what stood there
//! before, however many others are reading.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use stamboek_core::commands::Nothing;
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::pupils::messages::SearchRequest;
use stamboek_core::pupils::{Typed, alike, list, search};

use crate::common::*;

/// As often as somebody is saved, looked for, taken back and looked for again.
const ROUNDS: u32 = 150;

/// Where somebody of this name is shown: in the list, by the search, and while the name is typed.
fn shown(core: &Core, last_name: &str) -> [bool; 3] {
    let typed = Typed { last_name, first_name: "Fleurance", birth_date: None, insz: "" };
    let alike = alike(&core.register().unwrap(), &typed, 5).unwrap();
    let found = search(core, SearchRequest { text: last_name.to_owned() }).unwrap();
    let listed = list(core, Nothing {}).unwrap();
    [
        listed.rows.iter().any(|row| row.last_name == last_name),
        found.pupils.iter().any(|row| row.last_name == last_name),
        alike.iter().any(|likeness| likeness.pupil.last_name == last_name),
    ]
}

fn name(round: u32) -> String {
    // Letters alone: a name with digits is searched as a number.
    let letters: String = round.to_string().bytes().map(|digit| char::from(digit - b'0' + b'b')).collect();
    format!("Zwarten{letters}oeckx")
}

fn save(core: &Core, round: u32) -> String {
    let pupil = PupilId(Uuid::now_v7());
    let fields = BTreeMap::from([
        (PupilField::LastName, name(round)),
        (PupilField::FirstName, "Fleurance".to_owned()),
    ]);
    let change = Change::PupilCreate { pupil, tag: pupil.0.simple().to_string(), fields };
    let register = core.register().unwrap();
    let saved = register.write("create", |batch| {
        batch.push(change)?;
        Ok(batch.saved())
    });
    saved.unwrap().unwrap()
}

#[test]
fn whoever_was_saved_is_shown_at_once_and_whoever_was_taken_back_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let (round, done) = (AtomicU32::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(Ordering::Acquire) {
                    shown(&core, &name(round.load(Ordering::Acquire)));
                    // A lock goes to whoever is awake: without a breath the others wait for long.
                    std::thread::sleep(std::time::Duration::from_micros(200));
                }
            });
        }
        scope.spawn(|| {
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                for now in 1..=ROUNDS {
                    round.store(now, Ordering::Release);
                    let batch = save(&core, now);
                    assert_eq!(shown(&core, &name(now)), [true; 3], "saved in round {now}");
                    stamboek_core::history::undo(&core, UndoRequest { batch: Some(batch) }).unwrap();
                    assert_eq!(shown(&core, &name(now)), [false; 3], "taken back in round {now}");
                }
            }));
            done.store(true, Ordering::Release);
            outcome.unwrap();
        });
    });
    assert!(core.register().unwrap().check().unwrap().is_sound());
}
