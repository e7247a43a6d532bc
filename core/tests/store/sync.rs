//! The store of sync with the real engine and the decisions of a server: what one laptop enters the
//! other shows, and what may not be lost stays.

use std::time::Duration;

use stamboek_core::demo::{Params, fill};
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;
use stamboek_core::register::Register;
use stamboek_core::sync::store::{carry_out, confirm_mass_change, mass_change, prune, state, waiting};
use stamboek_domain::sync::engine::{StoreAnswer, Trouble, Work};
use stamboek_domain::sync::record::DeviceId;
use stamboek_domain::sync::wire::{CommitId, Head, OpResult, OutcomeWord, Rev, Row};
use stamboek_sync_tests::{Central, meet};

use crate::common::*;
use crate::undo::visible;

const DAY: Duration = Duration::from_secs(24 * 3600);

fn sync_after(core: &Core, server: &mut Central, now: Duration) -> Option<Trouble> {
    let register = core.register().unwrap();
    let device = DeviceId(Uuid::from_u128(2));
    let state = register.read(state).unwrap();
    let trouble = meet(server, device, state, now, &mut |work| carry_out(&register, work));
    assert!(register.check().unwrap().is_sound());
    trouble
}

pub fn sync(core: &Core, server: &mut Central) {
    assert_eq!(sync_after(core, server, Duration::ZERO), None);
}

pub fn save(core: &Core, change: Change) {
    core.register().unwrap().write("edit", |batch| batch.push(change)).unwrap();
}

fn waits(core: &Core) -> u32 {
    core.register().unwrap().read(waiting).unwrap()
}

fn laptop() -> (tempfile::TempDir, Core) {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    (folder, core)
}

/// A register that was filled before it joined sends all of it, and an empty one gets all of it; what
/// was in memory follows.
#[test]
fn a_fresh_laptop_shows_what_a_filled_one_brought() {
    let (mut server, (_one, filled), (_two, fresh)) = (Central::default(), laptop(), laptop());
    let mut params = Params::new(40, filled.today());
    params.registers = 1;
    fill(&filled.register().unwrap(), &params).unwrap();
    let shown = visible(&filled);
    assert!(waits(&filled) > 100);
    let marks = |core: &Core| {
        let register = core.register().unwrap();
        let count = |register: &Register| {
            register
                .attendance(|db, _, memory| {
                    let mut select = db.prepare("SELECT id FROM view_pupil").unwrap();
                    let pupils = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
                    let of = |id: String| memory.marks(PupilId(Uuid::parse_str(&id).unwrap())).len();
                    Ok(pupils.map(|id| of(id.unwrap())).sum::<usize>())
                })
                .unwrap()
        };
        count(&register)
    };
    assert_eq!(marks(&fresh), 0);
    sync(&filled, &mut server);
    assert_eq!(waits(&filled), 0);
    assert_eq!(count(&filled, "outbox WHERE state <> 'done'"), 0);
    assert!(visible(&filled) == shown, "what was entered stays as it was");
    sync(&fresh, &mut server);
    assert!(visible(&fresh) == shown);
    assert!(marks(&filled) > 0 && marks(&fresh) == marks(&filled));
    let everybody =
        |core: &Core| answer(core, "pupils_list", serde_json::json!({}))["rows"].as_array().map(Vec::len);
    assert!(everybody(&fresh) == everybody(&filled));
}

/// What a newer server knows is kept and counted, and not shown.
#[test]
fn kinds_and_fields_of_a_newer_server_are_kept_and_counted() {
    let (_folder, core) = laptop();
    let register = core.register().unwrap();
    let seen = Head { rev: Rev(2), commit: CommitId(Uuid::nil()) };
    let (id, _) = pupil("");
    let known = r#"{"value":{"tag":"T","fields":{"last_name":"Aerts"},"removed":false,"aura":1},"x":2}"#;
    let row = |kind: &str, id: &str, rev: u64, body: Option<&str>| Row {
        kind: kind.into(),
        id: id.into(),
        rev: Rev(rev),
        year: (kind == "visit").then_some(2026),
        body: body.map(|body| serde_json::value::RawValue::from_string(body.into()).unwrap()),
    };
    let pull = |rows: Vec<Row>, replace: bool| {
        carry_out(&register, Work::Stage { fresh: true, rows, seen });
        let (scope, time) = ("all".into(), clock().to_utc());
        match carry_out(&register, Work::Complete { replace, cursor: Rev(2), scope, time }) {
            StoreAnswer::Completed { digest } => {
                digest.into_iter().filter(|one| one.sum.n > 0).map(|one| (one.kind, one.year)).collect()
            }
            _ => Vec::new(),
        }
    };
    let id = id.0.to_string();
    let rows = vec![row("pupil", &id, 1, Some(known)), row("visit", "1", 2, Some(r#"{"value":7}"#))];
    assert_eq!(pull(rows, true), [("pupil".to_owned(), None), ("visit".to_owned(), Some(2026))]);
    let kept: String = register
        .read(|db| {
            Ok(db.query_row("SELECT body FROM mirror WHERE id = ?1", [&id], |row| row.get(0)).unwrap())
        })
        .unwrap();
    assert_eq!(kept, known);
    assert_eq!(count(&core, "view_pupil WHERE last_name = 'Aerts'"), 1);
    assert_eq!(pull(vec![row("visit", "1", 3, None)], false), [("pupil".to_owned(), None)]);
    assert!(pull(Vec::new(), true).is_empty(), "what is not brought any more is gone");
    assert_eq!(count(&core, "view_pupil") + count(&core, "mirror"), 0);
    assert!(register.check().unwrap().is_sound());
}

#[test]
fn a_backup_that_is_put_back_asks_first_and_gets_everything_again() {
    let (mut server, (_folder, core)) = (Central::default(), laptop());
    let (first, change) = pupil("Aerts");
    save(&core, change);
    sync(&core, &mut server);
    let backup = core.register().unwrap().back_up().unwrap().name();
    save(&core, edit(first, "", "3A"));
    sync(&core, &mut server);
    let then = visible(&core);
    let first_of_all = |core: &Core| core.register().unwrap().read(state).unwrap().reconcile_first;
    assert!(!first_of_all(&core));
    core.restore_backup(&backup, &key(7), &key(7)).unwrap();
    core.open_register(&key(7)).unwrap();
    assert!(first_of_all(&core));
    assert!(visible(&core) != then);
    sync(&core, &mut server);
    assert!(visible(&core) == then && !first_of_all(&core));
}

/// S31.
#[test]
fn a_pull_that_takes_a_fifth_of_the_pupils_away_waits_for_a_person() {
    let (mut server, (_one, ours), (_two, theirs)) = (Central::default(), laptop(), laptop());
    let pupils: Vec<PupilId> = (0..25)
        .map(|_| {
            let (id, change) = pupil("Peeters");
            save(&ours, change);
            id
        })
        .collect();
    sync(&ours, &mut server);
    sync(&theirs, &mut server);
    let remove =
        |some: &[PupilId]| some.iter().for_each(|pupil| save(&theirs, Change::PupilRemove { pupil: *pupil }));
    // Exactly a fifth goes through.
    remove(&pupils[..5]);
    sync(&theirs, &mut server);
    sync(&ours, &mut server);
    remove(&pupils[5..8]);
    for from in &pupils[8..10] {
        save(&theirs, Change::PupilMerge { from: *from, to: pupils[21], fields: Vec::new() });
    }
    sync(&theirs, &mut server);
    save(&ours, edit(pupils[20], "", "3A"));
    assert_eq!(sync_after(&ours, &mut server, DAY), Some(Trouble::MassChange));
    assert_eq!((count(&ours, "view_pupil WHERE removed = 1"), waits(&ours)), (5, 0), "entries still go out");
    let register = ours.register().unwrap();
    let mass = register.read(mass_change).unwrap().unwrap();
    assert_eq!((mass.of, mass.removed, mass.merged, mass.unenrolled), (20, 3, 2, 0));
    assert_eq!(code(confirm_mass_change(&register, "another")), Code::Stale);
    let backups = || stamboek_core::db::backup::list(register.folder()).unwrap().len();
    let before = backups();
    confirm_mass_change(&register, &mass.mark).unwrap();
    assert_eq!(backups(), before + 1);
    assert_eq!(sync_after(&ours, &mut server, DAY), None);
    assert_eq!(count(&ours, "view_pupil WHERE removed = 1"), 10);
    assert_eq!(register.read(mass_change).unwrap(), None);
}

#[test]
fn entries_of_long_ago_go_and_their_actions_are_not_taken_back() {
    let (mut server, (_folder, core)) = (Central::default(), laptop());
    let (first, change) = pupil("Aerts");
    save(&core, change);
    save(&core, edit(first, "", "3A"));
    sync(&core, &mut server);
    let register = core.register().unwrap();
    sync_after(&core, &mut server, DAY * 59);
    assert_eq!(prune(&register).unwrap(), 0);
    save(&core, edit(first, "3A", "3B"));
    sync_after(&core, &mut server, DAY * 61);
    let shown = visible(&core);
    assert_eq!(prune(&register).unwrap(), 2);
    assert_eq!((count(&core, "outbox"), count(&core, "op_pupil"), count(&core, "batch")), (1, 1, 3));
    assert!(visible(&core) == shown && register.check().unwrap().is_sound());
    let batches = answer(&core, "batches", serde_json::json!({}))["batches"].clone();
    let oldest = batches[2]["batch"].as_str().unwrap().to_owned();
    assert_eq!(code(undo(&core, UndoRequest { batch: Some(oldest) })), Code::NothingToUndo);
    undo(&core, UndoRequest { batch: None }).unwrap();
    assert_eq!(code(undo(&core, UndoRequest { batch: None })), Code::NothingToUndo);
    assert_eq!(waits(&core), 1);
    sync_after(&core, &mut server, DAY * 62);
    assert_eq!(waits(&core), 0);
}

/// Two entries with one id: an error of a program, which loses nothing all the same.
#[test]
fn an_entry_whose_id_is_somebody_elses_is_entered_again() {
    let (_folder, core) = laptop();
    let (first, change) = pupil("Aerts");
    save(&core, change);
    let register = core.register().unwrap();
    let pending = || match carry_out(&register, Work::ReadPending { ops: 9, bytes: 9999 }) {
        StoreAnswer::Pending { ops, waiting } => (ops, waiting),
        _ => panic!("not read"),
    };
    let (ops, _) = pending();
    let reused = OpResult {
        op_id: ops[0].op_id,
        hash: ops[0].hash,
        outcome: OutcomeWord::IdReused,
        detail: Vec::new(),
    };
    let seen = Head { rev: Rev(1), commit: CommitId(Uuid::nil()) };
    carry_out(&register, Work::Ack { results: vec![reused], seen, time: clock().to_utc() });
    let (again, waiting) = pending();
    assert!(waiting == 1 && again[0].op_id != ops[0].op_id);
    assert_eq!(count(&core, &format!("view_pupil WHERE id = '{}'", first.0)), 1);
    assert!(register.check().unwrap().is_sound());
}
