//! Power loss while the store of sync works (sync.md 18.5, I2, I4). What was answered was synced, so the
//! write-ahead log up to there survives; of what comes after, any number of whole frames may, and the next
//! one may be torn. The log is cut at those places and the register opened. A disk that says it synced and
//! did not, and writes that survive in another order, are not simulated here.

use std::cell::RefCell;
use std::fs;

use crate::common::*;
use crate::sync_kill::round;

/// Pushes and pulls before the power goes.
const ROUNDS: usize = 3;
/// Length of the header of the log and of a frame, in bytes.
const HEADER: usize = 32;
const FRAME: usize = 24;

#[test]
fn power_that_fails_takes_no_answered_work_of_sync() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let core = open(folder.path(), 7).unwrap();
    let (file, log) = (folder.path().join("register.db"), folder.path().join("register.db-wal"));
    let before = fs::read(&file).unwrap();
    // Length of the log after each answer, with entries saved and records taken over by then.
    let answers = RefCell::new(Vec::new());
    let answered = || {
        let length = fs::metadata(&log).unwrap().len() as usize;
        answers.borrow_mut().push((length, count(&core, "outbox"), count(&core, "mirror")));
    };
    for _ in 0..ROUNDS {
        round(&core, &answered);
    }
    assert!(fs::read(&file).unwrap() == before, "everything is still in the log");
    let written = fs::read(&log).unwrap();
    let page = u32::from_be_bytes(written[8..12].try_into().unwrap()) as usize;
    let frames = (written.len() - HEADER) / (FRAME + page);
    let mut lost = 0;
    for frame in 0..=frames {
        let cut = HEADER + frame * (FRAME + page);
        let torn = (cut + FRAME + page / 2).min(written.len());
        let end = if frame % 2 == 0 { cut } else { torn };
        let after = tempfile::tempdir().unwrap();
        fs::write(after.path().join("register.db"), &before).unwrap();
        fs::write(after.path().join("register.db-wal"), &written[..end]).unwrap();
        let core = open(after.path(), 7).unwrap();
        assert!(core.register().unwrap().check().unwrap().is_sound(), "after {frame} frames");
        let promised = answers.borrow().iter().rfind(|(length, ..)| *length <= cut).copied();
        let (_, saved, taken) = promised.unwrap_or_default();
        let (saved_now, taken_now) = (count(&core, "outbox"), count(&core, "mirror"));
        assert!(saved_now >= saved && taken_now >= taken, "after {frame} frames");
        assert_eq!(count(&core, "view_pupil"), saved_now);
        lost += usize::from(saved_now < ROUNDS as u32);
    }
    assert!(lost > 0 && answers.borrow().len() == 4 * ROUNDS, "nothing was cut off");
}
