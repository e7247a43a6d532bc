//! Somebody at a laptop, who enters one thing or another over what she sees.

use std::collections::BTreeMap;
use std::slice;

use chrono::NaiveDate;
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::{EnrolmentRecord, NumberRecord, PupilRecord, State};
use stamboek_domain::sync::conflict::{Conflict, Held};
use stamboek_domain::sync::merge::Alias;
use stamboek_domain::sync::op::{Cell, CellChange, Change, ExternalNumber, FieldChange, OpId};
use stamboek_domain::sync::record::{Kind, RecordKey, state};
use stamboek_domain::sync::undo::{self, Attached, plan};
use uuid::Uuid;

use crate::random::Random;
use crate::store::Store;

const CODES: [&str; 5] = ["B", "Z", "D", "L", "?"];

/// What she enters now, one entry after the other; nothing when she finds nothing to do.
pub fn enter(random: &mut Random, store: &Store) -> Vec<Change> {
    if random.chance(25) {
        return take_back(random, store);
    }
    one(random, store).into_iter().collect()
}

fn one(random: &mut Random, store: &Store) -> Option<Change> {
    let pupils = pupils(store);
    match random.below(100) {
        0..8 => Some(create(random)),
        _ if pupils.is_empty() => Some(create(random)),
        8..50 => Some(marks(random, store, &pupils)),
        50..62 => Some(fields(random, store, *random.clone().pick(&pupils)?)),
        62..69 => Some(roll(random)),
        69..72 => number(random, store, *random.clone().pick(&pupils)?),
        72..79 => enrolment(random, store, *random.clone().pick(&pupils)?),
        79..83 => Some(fact(random, store, *random.clone().pick(&pupils)?)),
        83..86 => Some(setting(random, store)),
        86..93 => resolve(random, store),
        93..95 => merge(random, store, &pupils),
        95..96 => unmerge(random, store),
        96..98 => dismiss(random, store),
        _ => Some(Change::PupilRemove { pupil: *random.pick(&pupils)? }),
    }
}

fn of_kind(store: &Store, kind: Kind) -> impl Iterator<Item = &RecordKey> {
    store.view.keys().filter(move |key| key.kind == kind)
}

fn pupils(store: &Store) -> Vec<PupilId> {
    of_kind(store, Kind::Pupil)
        .filter(|key| store.value::<PupilRecord>(key).is_some_and(|record| !record.removed))
        .filter_map(|key| Uuid::parse_str(&key.id).ok().map(PupilId))
        .collect()
}

fn create(random: &mut Random) -> Change {
    let pupil = PupilId(random.uuid());
    let mut fields = BTreeMap::from([(PupilField::LastName, "Peeters".to_owned())]);
    if random.chance(300) {
        fields.insert(PupilField::Insz, insz(random));
    }
    Change::PupilCreate { pupil, tag: pupil.0.simple().to_string()[..11].to_owned(), fields }
}

/// One of a few, so that two pupils come to have the same.
fn insz(random: &mut Random) -> String {
    format!("1002150000{}", random.below(4))
}

fn day(random: &mut Random) -> HalfDay {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let half = if random.chance(500) { Half::Vm } else { Half::Nm };
    HalfDay { day: if random.chance(500) { day } else { day.succ_opt().unwrap_or(day) }, half }
}

fn marks(random: &mut Random, store: &Store, pupils: &[PupilId]) -> Change {
    let mut items: Vec<CellChange> = Vec::new();
    for _ in 0..=random.below(4) {
        let Some(pupil) = random.pick(pupils) else { continue };
        let key = Cell { pupil: *pupil, at: day(random) };
        if items.iter().any(|item| item.key == key) {
            continue;
        }
        let was = store.value::<Mark>(&RecordKey::cell(key));
        let code = random.pick(&CODES).and_then(|code| MarkCode::parse(code).ok());
        let now = code.filter(|_| !random.chance(200)).map(|code| Mark { code, time: None, note: None });
        items.push(CellChange { key, was, now });
    }
    Change::AttendanceSet { items }
}

fn fields(random: &mut Random, store: &Store, pupil: PupilId) -> Change {
    let record = store.value::<PupilRecord>(&RecordKey::pupil(pupil));
    let mut items = Vec::new();
    for field in [PupilField::Class, PupilField::FirstName, PupilField::Insz] {
        if !random.chance(500) && !items.is_empty() {
            continue;
        }
        let was = record.as_ref().and_then(|record| record.fields.get(&field).cloned());
        let now = match field {
            PupilField::Insz => insz(random),
            _ => format!("{}", random.below(5)),
        };
        items.push(FieldChange { field, was, now: Some(now) });
    }
    Change::PupilEdit { pupil, items }
}

fn roll(random: &mut Random) -> Change {
    let (class, at) = (format!("{}A", random.below(2)), day(random));
    if random.chance(200) { Change::RollUntake { class, at } } else { Change::RollTake { class, at } }
}

fn number(random: &mut Random, store: &Store, pupil: PupilId) -> Option<Change> {
    let number = ExternalNumber {
        system: "informat".into(),
        database: "SG/1".into(),
        value: random.below(6).to_string(),
    };
    let day = day(random).day;
    let held = store.value::<Vec<NumberRecord>>(&RecordKey::number(&number)).unwrap_or_default();
    match held.iter().find(|period| period.until.is_none()) {
        Some(period) => Some(Change::NumberEnd { pupil: period.pupil, number, until: day }),
        None => Some(Change::NumberAdd { pupil, number, from: day }),
    }
}

fn enrolment(random: &mut Random, store: &Store, pupil: PupilId) -> Option<Change> {
    let open: Vec<(EnrolmentId, EnrolmentRecord)> = of_kind(store, Kind::Enrolment)
        .filter_map(|key| Some((EnrolmentId(Uuid::parse_str(&key.id).ok()?), store.value(key)?)))
        .collect();
    match random.pick(&open) {
        Some((id, record)) if random.chance(600) => {
            let (was, now) = (record.enrolment.until, Some(day(random).day));
            Some(Change::EnrolmentClose { id: *id, pupil: record.enrolment.pupil, was, now })
        }
        Some((id, record)) if random.chance(150) => {
            Some(Change::EnrolmentCancel { id: *id, pupil: record.enrolment.pupil })
        }
        _ => {
            let from = NaiveDate::from_ymd_opt(2026, 9, 1)?;
            let enrolment =
                Enrolment { pupil, class: "4B".into(), location: String::new(), from, until: None };
            Some(Change::EnrolmentOpen { id: EnrolmentId(random.uuid()), enrolment })
        }
    }
}

fn fact(random: &mut Random, store: &Store, pupil: PupilId) -> Change {
    let key = format!("note/{}", random.below(2));
    let was = store.value(&RecordKey::fact(pupil, &key));
    let now = (!random.chance(200)).then(|| random.below(5).to_string());
    Change::FactSet { pupil, key, was, now }
}

fn setting(random: &mut Random, store: &Store) -> Change {
    let key = format!("calendar/{}", random.below(2));
    let was = store.value(&RecordKey::new(Kind::Setting, &key));
    Change::SettingSet { key, was, now: Some(random.below(5).to_string()) }
}

fn resolve(random: &mut Random, store: &Store) -> Option<Change> {
    let open: Vec<(&RecordKey, Conflict)> = of_kind(store, Kind::Conflict)
        .filter_map(|key| Some((key, store.value::<Conflict>(key)?)))
        .filter(|(_, conflict)| conflict.is_open())
        .collect();
    let (key, conflict) = random.pick(&open)?;
    let offers: Vec<_> = conflict.offers.iter().filter(|offer| offer.is_open()).collect();
    let chosen = random.pick(&offers).filter(|_| random.clone().chance(600));
    let choose = chosen.map(|offer| {
        let records = store.records(&offer.change);
        let now = state(&records, &offer.change);
        Box::new(stamboek_domain::sync::overlay::rebased(&now, offer.change.clone()))
    });
    let offers = offers.iter().map(|offer| offer.by.op).collect();
    Some(Change::ConflictResolve { conflict: key.id.clone(), offers, choose, reason: None })
}

/// One of her decisions is taken back, as the screens do it.
fn take_back(random: &mut Random, store: &Store) -> Vec<Change> {
    let decided = |change: &Change| matches!(change, Change::ConflictResolve { .. });
    let own: Vec<(OpId, Change)> = store
        .outbox
        .iter()
        .filter(|row| decided(&row.change))
        .map(|row| (row.op_id, row.change.clone()))
        .collect();
    let decision = random.pick(&own).map(slice::from_ref).unwrap_or_default();
    plan(decision, store).map(|undo| undo.changes).unwrap_or_default()
}

impl undo::Records for Store {
    fn state(&self, change: &Change) -> Result<State, Problem> {
        Ok(state(&self.records(change), change))
    }

    fn attached(&self, _: PupilId) -> Result<Attached, Problem> {
        // No decision makes a pupil.
        Ok(Attached::default())
    }
}

/// Two pupils are one child; a field or two as the other has it.
fn merge(random: &mut Random, store: &Store, pupils: &[PupilId]) -> Option<Change> {
    let (from, to) = (*random.pick(pupils)?, *random.pick(pupils)?);
    let of = |pupil| store.value::<PupilRecord>(&RecordKey::pupil(pupil));
    let (own, other) = (of(from)?, of(to)?);
    let differs = own.fields.iter().filter(|(field, value)| other.fields.get(field) != Some(value));
    let chosen = differs.filter(|_| random.chance(400));
    let fields = chosen.map(|(field, value)| FieldChange {
        field: *field,
        was: other.fields.get(field).cloned(),
        now: Some(value.clone()),
    });
    let fields = fields.collect();
    (from != to).then_some(Change::PupilMerge { from, to, fields })
}

fn unmerge(random: &mut Random, store: &Store) -> Option<Change> {
    let merged: Vec<(PupilId, PupilId)> = of_kind(store, Kind::Alias)
        .filter_map(|key| {
            let from = PupilId(Uuid::parse_str(&key.id).ok()?);
            Some((from, store.value::<Alias>(key)?.gone?.with))
        })
        .collect();
    let (from, to) = *random.pick(&merged)?;
    Some(Change::PupilUnmerge { from, to, fields: Vec::new() })
}

fn dismiss(random: &mut Random, store: &Store) -> Option<Change> {
    let open: Vec<OpId> = of_kind(store, Kind::Held)
        .filter(|key| store.value::<Held>(key).is_some_and(|held| held.is_open()))
        .filter_map(|key| Uuid::parse_str(&key.id).ok().map(OpId))
        .collect();
    let op = *random.pick(&open)?;
    Some(Change::HeldDismiss { op, reason: "niet nodig".into() })
}
