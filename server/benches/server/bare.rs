//! What cannot be done without: the head locked, the same rows written, one commit. Nothing is asked,
//! read of JSON, decided or judged.

use std::sync::Arc;

use chrono::Utc;
use serde_json::value::RawValue;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::authority::{OpRow, RecordRow};
use stamboek_domain::sync::op::OpId;
use stamboek_domain::sync::record::{Kind, RecordKey};
use stamboek_domain::sync::wire::{CommitId, Digest, DigestSum, Hash, Head, OutcomeWord, Rev};
use stamboek_server::store::push::Commit;
use stamboek_server::store::sync::PUSHES;
use stamboek_server::store::{Doing, Whose};
use uuid::Uuid;

use super::{CLASS, Cpu, Rate, School, World, class, load};

/// Writes what `size` entries of a class write, as often as it goes.
pub fn writes(world: &World, cpu: &Cpu, mut school: School, size: usize) -> Rate {
    let app = Arc::new(world.app(&[]));
    // A mark as it is kept, to write others as long.
    let (laptop, pupils) = &mut school.laptops[0];
    laptop.push(&[class(laptop.user, pupils, 1_000)]);
    let (rows, _) = laptop.pull(5_000);
    let mark = rows.values().find(|row| row.kind == "attendance").and_then(|row| row.body.clone());
    let mark = mark.expect("a mark");
    load(cpu, school.laptops, |(laptop, pupils), n| {
        let (ops, records) = rows_of(laptop.user, pupils, n, size, &mark);
        let sum = DigestSum { n: records.len() as u64, sum: 1 };
        let digests = [Digest { kind: "attendance".to_owned(), year: Some(2025), sum }];
        let whose = Whose { device: Some(laptop.device), ..Whose::institution(laptop.inst) };
        let write = async {
            let tx = app.store.prepare(&whose, Doing::Writes, PUSHES).await?;
            let (opened, head) = tokio::join!(tx.open(), tx.lock_head(laptop.inst));
            let from = opened.and(head)?.expect("a head");
            let to = Head { rev: Rev(from.rev.0 + records.len() as u64), commit: CommitId(Uuid::new_v4()) };
            let rows = Commit {
                from,
                to,
                device: laptop.device,
                at: Utc::now(),
                ops: &ops,
                records: &records,
                digests: &[],
                added: &digests,
            };
            tx.finish_push(laptop.inst, Some(&rows), None).await
        };
        world.runtime.block_on(write).expect("written");
    })
}

type Rows = (Vec<(OpRow, Option<Uuid>)>, Vec<RecordRow>);

fn rows_of(user: Uuid, pupils: &[PupilId], n: usize, size: usize, mark: &RawValue) -> Rows {
    let op = |more: usize| {
        let body = serde_json::to_string(&class(user, pupils, n * size + more)).expect("JSON");
        let (op_id, hash) = (OpId(Uuid::now_v7()), Hash::of(&body));
        (OpRow { op_id, hash, body, outcome: OutcomeWord::Applied, detail: Vec::new() }, Some(user))
    };
    let record = |cell: usize| RecordRow {
        key: RecordKey::new(
            Kind::Attendance,
            format!("{}/2025-09-01/{}", pupils[cell % CLASS].0, n * size + cell),
        ),
        year: Some(2025),
        rev: Rev((n * size * CLASS + cell) as u64),
        body: Some(mark.to_owned()),
    };
    ((0..size).map(op).collect(), (0..size * CLASS).map(record).collect())
}
