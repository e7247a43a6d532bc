//! kill -9 while the store of sync works: each piece of work is there whole or not at all, and what was
//! completed stays (I2, I4).

use std::io::Write;

use stamboek_core::register::Register;
use stamboek_core::sync::store::{carry_out, state};
use stamboek_domain::sync::apply::PupilRecord;
use stamboek_domain::sync::engine::{StoreAnswer, Work};
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::record::{Author, Body, DeviceId};
use stamboek_domain::sync::wire::{CommitId, Head, OpResult, OutcomeWord, Rev, Row};

use crate::common::*;
use crate::kill::{FOLDER, kill_many};

/// Kills: each is followed by a check of everything.
const KILLS: u32 = 60;

/// As a server that takes everything would answer: the place of an op is its revision.
fn answered(register: &Register, after: Rev) -> Vec<Row> {
    let sent = "SELECT n, body FROM outbox WHERE state <> 'pending' AND n > ?1 ORDER BY n";
    let row = |n: i64, body: String| {
        let op: Op = serde_json::from_str(&body).unwrap();
        let Change::PupilCreate { pupil, tag, fields } = op.change else { panic!("only new pupils") };
        let by = Author { op: op.op_id, device: DeviceId(Uuid::nil()), user: None, at: op.entered_at };
        let body = Body::new(PupilRecord { tag, fields, removed: false }, &by);
        let body = serde_json::value::to_raw_value(&body).unwrap();
        Row {
            kind: "pupil".into(),
            id: pupil.0.to_string(),
            rev: Rev(n.cast_unsigned()),
            year: None,
            body: Some(body),
        }
    };
    register
        .read(|db| {
            let mut select = db.prepare(sent).unwrap();
            let rows = select.query_map([after.0.cast_signed()], |line| Ok(row(line.get(0)?, line.get(1)?)));
            Ok(rows.unwrap().map(Result::unwrap).collect())
        })
        .unwrap()
}

/// Saves a new pupil, and does all the work of a push and a pull; `done` is called after each piece that
/// was answered. Answers who it is.
pub fn round(core: &Core, done: &dyn Fn()) -> Uuid {
    let register = core.register().unwrap();
    let time = clock().to_utc();
    let (id, change) = pupil("Peeters");
    register.write("create", |batch| batch.push(change)).unwrap();
    done();
    let StoreAnswer::Pending { ops, .. } =
        carry_out(&register, Work::ReadPending { ops: 500, bytes: 1 << 20 })
    else {
        panic!("nothing waits")
    };
    let result = |op_id, hash| OpResult { op_id, hash, outcome: OutcomeWord::Applied, detail: vec![] };
    let results = ops.iter().map(|op| result(op.op_id, op.hash)).collect();
    let seen = Head { rev: Rev(count(core, "outbox").into()), commit: CommitId(Uuid::nil()) };
    assert!(matches!(carry_out(&register, Work::Ack { results, seen, time }), StoreAnswer::Done));
    done();
    let rows = answered(&register, register.read(state).unwrap().cursor);
    let cursor = rows.last().unwrap().rev;
    assert!(matches!(carry_out(&register, Work::Stage { fresh: true, rows, seen }), StoreAnswer::Done));
    done();
    let work = Work::Complete { replace: false, cursor, scope: "all".into(), time };
    let StoreAnswer::Completed { digest } = carry_out(&register, work) else { panic!("not completed") };
    assert_eq!(digest[0].sum.n, cursor.0);
    done();
    id.0
}

/// Runs only as the child of the test below: saves, and syncs, until it is killed.
#[test]
fn child_that_syncs_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let core = open(Path::new(&folder), 7).unwrap();
    let mut out = std::io::stdout().lock();
    loop {
        let id = round(&core, &|| ());
        writeln!(out, "saved {id}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn sync_that_is_killed_leaves_every_piece_of_work_whole() {
    let (kills, said) =
        kill_many("sync_kill::child_that_syncs_until_it_is_killed", KILLS, 5, |core, said| {
            let register = core.register().unwrap();
            for pupil in said {
                let sql = "SELECT EXISTS (SELECT 1 FROM mirror WHERE kind = 'pupil' AND id = ?1)";
                let there = |db: &rusqlite::Connection| {
                    Ok(db.query_row(sql, [pupil], |row| row.get::<_, bool>(0)).unwrap())
                };
                assert!(register.read(there).unwrap());
            }
            // Each entry made one pupil, wherever it stands on its way.
            assert_eq!(count(core, "view_pupil"), count(core, "outbox"));
            let cursor = register.read(state).unwrap().cursor.0;
            assert_eq!(u64::from(count(core, "mirror")), cursor);
            assert_eq!(u64::from(count(core, "outbox WHERE state = 'done'")), cursor);
        });
    assert_eq!(kills, KILLS);
    assert!(said > 60, "the children said too little to prove anything");
}
