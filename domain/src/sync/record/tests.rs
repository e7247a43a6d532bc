use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::attendance::{Half, Mark, MarkCode};
use crate::sync::apply::{Outcome, apply};
use crate::sync::op::{CellChange, Change, FieldChange};

fn by() -> Author {
    let at = "2026-11-23T08:41:09+01:00".parse().unwrap();
    Author { op: OpId(Uuid::from_u128(9)), device: DeviceId(Uuid::from_u128(1)), user: None, at }
}

fn carry_out(records: &mut Records, change: &Change) {
    let now = state(records, change);
    let Ok(Outcome::Applied(writes)) = apply(&now, change) else { panic!("not applied") };
    follow(records, &writes, &by());
}

#[test]
fn kinds_have_names_of_their_own() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(Kind::parse("pupils"), None);
}

#[test]
fn marks_and_registers_belong_to_the_school_year_of_their_day() {
    let at = HalfDay { day: "2026-08-31".parse().unwrap(), half: Half::Vm };
    let pupil = PupilId(Uuid::from_u128(2));
    assert_eq!(RecordKey::cell(Cell { pupil, at }).year(), Some(2025));
    let at = HalfDay { day: "2026-09-01".parse().unwrap(), half: Half::Nm };
    assert_eq!(RecordKey::roll("3/4 A", at).year(), Some(2026));
    assert_eq!(RecordKey::pupil(pupil).year(), None);
}

#[test]
fn numbers_with_slashes_in_their_parts_are_not_mixed_up() {
    let number = |database: &str, value: &str| ExternalNumber {
        system: "informat".into(),
        database: database.into(),
        value: value.into(),
    };
    assert_ne!(RecordKey::number(&number("a/b", "c")), RecordKey::number(&number("a", "b/c")));
    assert_ne!(RecordKey::number(&number("a%2Fb", "c")), RecordKey::number(&number("a/b", "c")));
    for (database, value) in [("SG 1", "77"), ("a/b", "c"), ("a%2Fb", "%25"), ("", "")] {
        let one = number(database, value);
        assert!(RecordKey::read_number(&RecordKey::number(&one).id) == Some(one));
    }
    assert!(RecordKey::read_number("informat/1").is_none());
}

/// What is read back after a change is what the next change meets.
#[test]
fn records_follow_changes_and_tell_their_state() {
    let pupil = PupilId(Uuid::from_u128(2));
    let mut records = Records::default();
    let fields = BTreeMap::from([(PupilField::LastName, "Peeters".to_owned())]);
    let create = Change::PupilCreate { pupil, tag: "TAG".into(), fields };
    carry_out(&mut records, &create);
    assert!(apply(&state(&records, &create), &create) == Ok(Outcome::Same));

    let item = |was: Option<&str>, now: Option<&str>| FieldChange {
        field: PupilField::Class,
        was: was.map(str::to_owned),
        now: now.map(str::to_owned),
    };
    carry_out(&mut records, &Change::PupilEdit { pupil, items: vec![item(None, Some("4B"))] });
    let stale = Change::PupilEdit { pupil, items: vec![item(None, Some("4C"))] };
    assert!(apply(&state(&records, &stale), &stale).is_err());
    let body = records.get::<crate::sync::apply::PupilRecord>(&RecordKey::pupil(pupil)).unwrap();
    assert!(body.fields.contains_key(&PupilField::Class));

    let key = Cell { pupil, at: HalfDay { day: "2026-11-23".parse().unwrap(), half: Half::Vm } };
    let mark = Mark { code: MarkCode::parse("B").unwrap(), time: None, note: None };
    let set = |was: Option<&Mark>, now: Option<&Mark>| Change::AttendanceSet {
        items: vec![CellChange { key, was: was.cloned(), now: now.cloned() }],
    };
    carry_out(&mut records, &set(None, Some(&mark)));
    assert!(records.value::<Mark>(&RecordKey::cell(key)) == Some(mark.clone()));
    carry_out(&mut records, &set(Some(&mark), None));
    assert!(records.value::<Mark>(&RecordKey::cell(key)).is_none());
}
