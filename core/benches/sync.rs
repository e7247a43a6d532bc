//! The first download of a school into an empty register, and a small pull afterwards: pages into the
//! stage, then all of it into mirror and views in one transaction. Aim: a few seconds.

use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use serde::Serialize;
use stamboek_core::Core;
use stamboek_core::db::open::Key;
use stamboek_core::register::Register;
use stamboek_core::shell::Headless;
use stamboek_core::sync::store::carry_out;
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::enrolment::Enrolment;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::{EnrolmentRecord, PupilRecord};
use stamboek_domain::sync::engine::{StoreAnswer, Work};
use stamboek_domain::sync::op::{Cell, OpId};
use stamboek_domain::sync::record::{Author, Body, DeviceId, Kind, RecordKey};
use stamboek_domain::sync::wire::{CommitId, Head, PAGE_ROWS, Rev, Row};
use uuid::Uuid;

const PUPILS: u128 = 2_000;
const DAYS: u64 = 25;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").expect("a constant")
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = Key::new([7; 32]);
    let core =
        Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &key).expect("a register");
    let register = core.register().expect("open");
    let rows = rows();
    let all = rows.len();
    let (stage, complete) = pull(&register, &rows, true);
    let size = std::fs::metadata(folder.path().join("register.db")).expect("a file").len() >> 20;
    println!(
        "first download of {all} records: pages {stage:.2} s, mirror and views {complete:.2} s; {size} MiB"
    );
    let (stage, complete) = pull(&register, &rows[all - 100..], false);
    println!("a pull of 100 records: page {:.1} ms, mirror and views {:.1} ms", stage * 1e3, complete * 1e3);
    let start = Instant::now();
    assert!(register.check().expect("checked").is_sound());
    println!("check: {:.2} s", start.elapsed().as_secs_f64());
}

/// Seconds for the pages, and for completing.
fn pull(register: &Register, rows: &[Row], replace: bool) -> (f64, f64) {
    let seen = Head { rev: Rev(rows.len() as u64), commit: CommitId(Uuid::nil()) };
    let start = Instant::now();
    for (n, page) in rows.chunks(PAGE_ROWS).enumerate() {
        let work = Work::Stage { fresh: n == 0, rows: page.to_vec(), seen };
        assert!(matches!(carry_out(register, work), StoreAnswer::Done));
    }
    let stage = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let (scope, time) = ("all".to_owned(), clock().to_utc());
    let work = Work::Complete { replace, cursor: seen.rev, scope, time };
    assert!(matches!(carry_out(register, work), StoreAnswer::Completed { .. }));
    (stage, start.elapsed().as_secs_f64())
}

/// Every pupil in a class, with marks on both halves of every day.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |key: RecordKey, value: &dyn Fn(&Author) -> Box<serde_json::value::RawValue>| {
        let n = rows.len() as u64 + 1;
        let by = Author {
            op: OpId(Uuid::from_u128(n.into())),
            device: DeviceId(Uuid::from_u128(1)),
            user: Some("Secretariaat".into()),
            at: clock(),
        };
        let (year, body) = (key.year(), Some(value(&by)));
        rows.push(Row { kind: key.kind.as_str().into(), id: key.id, rev: Rev(n), year, body });
    };
    let first = NaiveDate::from_ymd_opt(2026, 10, 5).expect("a day");
    for n in 0..PUPILS {
        let pupil = PupilId(Uuid::from_u128((n * 7919) << 64 | n));
        let class = format!("{}A", n % 6 + 1);
        let fields = [
            (PupilField::LastName, format!("Peeters{n}")),
            (PupilField::FirstName, "Noor".into()),
            (PupilField::Class, class.clone()),
            (PupilField::Kind, "pupil".into()),
        ];
        let record = PupilRecord { tag: format!("T{n}"), fields: fields.into(), removed: false };
        add(RecordKey::pupil(pupil), &|by| raw(record.clone(), by));
        let enrolment = Enrolment { pupil, class, location: String::new(), from: first, until: None };
        let record = EnrolmentRecord { enrolment, cancelled: false };
        add(RecordKey::new(Kind::Enrolment, Uuid::from_u128(n)), &|by| raw(record.clone(), by));
    }
    for day in 0..DAYS {
        for half in Half::BOTH {
            for n in 0..PUPILS {
                let pupil = PupilId(Uuid::from_u128((n * 7919) << 64 | n));
                let at = HalfDay { day: first + Days::new(day), half };
                let mark = Mark::of(MarkCode::parse("Z").expect("a code"));
                add(RecordKey::cell(Cell { pupil, at }), &|by| raw(mark.clone(), by));
            }
        }
    }
    rows
}

fn raw<T: Serialize>(value: T, by: &Author) -> Box<serde_json::value::RawValue> {
    serde_json::value::to_raw_value(&Body::new(value, by)).expect("JSON")
}
