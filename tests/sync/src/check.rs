//! The invariants (sync.md 17).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, from_value, to_value};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::{EnrolmentRecord, NumberRecord, PupilRecord, touches};
use stamboek_domain::sync::conflict::{Conflict, Held};
use stamboek_domain::sync::merge::{Alias, final_pupil, redirected};
use stamboek_domain::sync::op::{Change, FieldChange, OpId};
use stamboek_domain::sync::parts::{named_pupils, parts, subject};
use stamboek_domain::sync::record::{Kind, RecordKey};

use crate::laptop::Laptop;
use crate::server::Server;
use crate::store::{State, Store};

/// What must hold on a laptop after every step.
pub fn always(laptop: &Laptop) -> Result<(), String> {
    let store = &laptop.store;
    if store.reused {
        return Err("I7: the id of an op stood for something else".into());
    }
    if let Some(differs) = &store.differs {
        return Err(differs.clone());
    }
    same_views(store)?;
    own_entries(store)?;
    parents(store)
}

/// I4: the views that followed step by step are those that are made from nothing.
fn same_views(store: &Store) -> Result<(), String> {
    let rebuilt = store.rebuilt();
    if store.view.len() != rebuilt.len() {
        return Err("I4: views hold other records than rebuilt ones".into());
    }
    let same =
        store.view.iter().zip(&rebuilt).all(|(one, other)| one.0 == other.0 && one.1.get() == other.1.get());
    if same { Ok(()) } else { Err("I4: views differ from rebuilt ones".into()) }
}

/// I5: what a person saved is shown until the server decided otherwise, and what it took is shown
/// until the mirror has it.
fn own_entries(store: &Store) -> Result<(), String> {
    let mut expected: BTreeMap<String, (Change, Option<Value>)> = BTreeMap::new();
    let mut removed: BTreeSet<PupilId> = BTreeSet::new();
    for row in store.outbox.iter().filter(|row| row.state != State::Done) {
        if let Change::ConflictResolve { conflict, .. } = &through_alias(store, &row.change) {
            expected.remove(conflict);
        }
        // What both have goes, or stays beside.
        if let Some((from, to)) = touches(&row.change).family {
            let end = |pupil| final_pupil(pupil, |one| store.merged_into(one)).unwrap_or(pupil);
            let theirs = BTreeSet::from([from, to, end(from), end(to)]);
            expected.retain(|_, (part, _)| named_pupils(part).is_disjoint(&theirs));
        }
        if let Change::PupilRemove { pupil } = &row.change {
            removed.insert(*pupil);
        }
        for part in parts(&row.change) {
            let said = subject(&part);
            let stands = !row.detail.iter().any(|one| one.subject == said);
            let part = through_alias(store, &part);
            let subject = subject(&part);
            match typed(&part) {
                Some((_, now)) if stands => {
                    expected.insert(subject, (part, now));
                }
                // Decided otherwise: what stands is the server's.
                Some(_) => {
                    expected.remove(&subject);
                }
                None => {}
            }
        }
    }
    for (part, now) in expected.into_values() {
        let there = |pupil: PupilId| {
            let record = store.value::<PupilRecord>(&RecordKey::pupil(pupil));
            record.is_some_and(|record| !record.removed)
        };
        let named = named_pupils(&part);
        if named.iter().any(|pupil| removed.contains(pupil) || !there(*pupil)) {
            continue;
        }
        if let Change::EnrolmentClose { id, .. } = &part {
            let record = store.value::<EnrolmentRecord>(&RecordKey::new(Kind::Enrolment, id.0));
            if record.is_none_or(|record| record.cancelled) {
                continue;
            }
        }
        if shown(store, &part) != now {
            return Err(format!("I5: {} is not shown as it was saved", kind(&part)));
        }
    }
    Ok(())
}

/// About who stands in the place of merged pupils.
fn through_alias(store: &Store, change: &Change) -> Change {
    let now = redirected(change, &|pupil| store.merged_into(pupil));
    now.ok().flatten().unwrap_or_else(|| change.clone())
}

/// I6: nothing is shown without the pupil that it belongs to.
fn parents(store: &Store) -> Result<(), String> {
    for key in store.view.keys() {
        let pupil = match key.kind {
            Kind::Attendance | Kind::Fact => key.id.split('/').next().unwrap_or_default().to_owned(),
            Kind::Enrolment => match store.value::<EnrolmentRecord>(key) {
                Some(record) => record.enrolment.pupil.0.to_string(),
                None => continue,
            },
            _ => continue,
        };
        if !store.view.contains_key(&RecordKey::new(Kind::Pupil, pupil)) {
            return Err(format!("I6: {} without its pupil", key.kind.as_str()));
        }
    }
    Ok(())
}

/// What must hold when all is quiet and everybody has synced.
pub fn at_rest(
    laptops: &[Laptop],
    server: &Server,
    ever: &BTreeMap<OpId, Change>,
    damaged: &BTreeSet<OpId>,
) -> Result<(), String> {
    for laptop in laptops {
        mirrors_server(&laptop.store, server)?;
        for (op, hash) in laptop.saved.iter().filter(|(op, _)| !damaged.contains(op)) {
            match server.hash(*op) {
                None => return Err("I2: a saved op is not on the server".into()),
                Some(stored) if stored != *hash => {
                    return Err("I7: a saved op is another on the server".into());
                }
                Some(_) => {}
            }
        }
    }
    let seen = seen_values(ever);
    let families = families(ever);
    let saved: BTreeSet<OpId> = laptops.iter().flat_map(|laptop| laptop.saved.keys().copied()).collect();
    for op in saved.difference(damaged) {
        let Some(change) = ever.get(op) else { continue };
        if server.records.get(&RecordKey::new(Kind::Held, op.0)).is_some_and(|held| held.body.is_some()) {
            continue;
        }
        for part in parts(change).into_iter().chain(first_values(change)) {
            let kept = |part: &Change| kept(server, *op, part, ever, &seen);
            if !by_any_name(&part, &families).iter().any(kept) {
                return Err(format!("I1: {} was lost without a trace", kind(&part)));
            }
        }
    }
    Ok(())
}

/// I3.
fn mirrors_server(store: &Store, server: &Server) -> Result<(), String> {
    let mut mirror = store.mirror.iter();
    for (key, stored) in server.shared() {
        let same = mirror.next().is_some_and(|(mine, copy)| {
            mine == key
                && copy.rev == stored.rev
                && copy.body.as_ref().map(|body| body.get()) == stored.body.as_ref().map(|body| body.get())
        });
        if !same {
            return Err("I3: a mirror is not what the server has".into());
        }
    }
    if mirror.next().is_some() {
        return Err("I3: a mirror has more than the server".into());
    }
    let marked = store.outbox.iter().any(|row| row.refused);
    let same = store.view.len() == store.mirror.len()
        && store.view.iter().zip(&store.mirror).all(|((one, body), (other, stored))| {
            one == other && Some(body.get()) == stored.body.as_ref().map(|body| body.get())
        });
    if same || marked { Ok(()) } else { Err("I3: views are not the mirror".into()) }
}

/// What was taken as seen, ever, by subject.
fn seen_values(ever: &BTreeMap<OpId, Change>) -> BTreeMap<String, Vec<Option<Value>>> {
    let mut seen: BTreeMap<String, Vec<Option<Value>>> = BTreeMap::new();
    for change in ever.values() {
        let chosen = match change {
            Change::ConflictResolve { choose: Some(chosen), .. } => Some(&**chosen),
            _ => None,
        };
        for one in [change].into_iter().chain(chosen) {
            for part in parts(one).into_iter().chain(merged_fields(one, ever)) {
                if let Some((was, _)) = typed(&part) {
                    seen.entry(subject(&part)).or_default().push(was);
                }
            }
        }
    }
    seen
}

/// The fields that a merge changed, and those that somebody took back with it: whoever did so saw them.
fn merged_fields(change: &Change, ever: &BTreeMap<OpId, Change>) -> Vec<Change> {
    let Change::PupilMerge { from, to, fields } = change else { return Vec::new() };
    let back = fields.iter().filter(|_| parted(ever, *from));
    let back = back.map(|item| FieldChange { field: item.field, was: item.now.clone(), now: None });
    parts(&Change::PupilEdit { pupil: *to, items: fields.iter().cloned().chain(back).collect() })
}

/// Who was ever merged with whom, one through the other.
fn families(ever: &BTreeMap<OpId, Change>) -> Vec<BTreeSet<PupilId>> {
    let mut families: Vec<BTreeSet<PupilId>> = Vec::new();
    for (from, to) in ever.values().filter_map(|change| touches(change).family) {
        let mut family = BTreeSet::from([from, to]);
        let (touched, apart) = families.into_iter().partition(|one| !one.is_disjoint(&family));
        families = apart;
        let touched: Vec<BTreeSet<PupilId>> = touched;
        family.extend(touched.into_iter().flatten());
        families.push(family);
    }
    families
}

/// Whether somebody took a merge of this pupil back.
fn parted(ever: &BTreeMap<OpId, Change>, pupil: PupilId) -> bool {
    ever.values().any(|change| matches!(change, Change::PupilUnmerge { from, .. } if *from == pupil))
}

/// What a new pupil came with, as edits.
fn first_values(change: &Change) -> Vec<Change> {
    let Change::PupilCreate { pupil, fields, .. } = change else { return Vec::new() };
    let item = |(field, value): (&PupilField, &String)| FieldChange {
        field: *field,
        was: None,
        now: Some(value.clone()),
    };
    parts(&Change::PupilEdit { pupil: *pupil, items: fields.iter().map(item).collect() })
}

/// A part under every name that its pupil ever had.
fn by_any_name(part: &Change, families: &[BTreeSet<PupilId>]) -> Vec<Change> {
    let mut names = vec![part.clone()];
    for family in families {
        for name in family {
            let other = |one| (one != *name && family.contains(&one)).then_some(*name);
            names.extend(redirected(part, &other).ok().flatten());
        }
    }
    names
}

/// I1: in force, or seen by a later op, or in a conflict record. (Held was looked at before.)
fn kept(
    server: &Server,
    op: OpId,
    part: &Change,
    ever: &BTreeMap<OpId, Change>,
    seen: &BTreeMap<String, Vec<Option<Value>>>,
) -> bool {
    let subject = subject(part);
    let conflict = |subject: &str| server.value::<Conflict>(&RecordKey::new(Kind::Conflict, subject));
    let offered = |subject: &str| {
        conflict(subject).is_some_and(|conflict| conflict.offers.iter().any(|offer| offer.by.op == op))
    };
    // In the name of another entry: what a merge, or its end, put beside.
    let beside = |subject: &str, value: &Option<Value>| {
        let same = |offer: &Change| typed(offer).is_some_and(|(_, now)| now == *value);
        conflict(subject).is_some_and(|conflict| conflict.offers.iter().any(|offer| same(&offer.change)))
    };
    if offered(&subject) {
        return true;
    }
    let alias = |one: PupilId| server.value::<Alias>(&RecordKey::alias(one)).and_then(|alias| alias.gone);
    match part {
        Change::PupilCreate { pupil, .. } => server.records.contains_key(&RecordKey::pupil(*pupil)),
        Change::PupilRemove { pupil } => {
            let record = server.value::<PupilRecord>(&RecordKey::pupil(*pupil));
            record.is_some_and(|record| record.removed) || parted(ever, *pupil)
        }
        // Either way round they are one.
        Change::PupilMerge { from, to, .. } => {
            [from, to].into_iter().any(|one| alias(*one).is_some() || parted(ever, *one))
        }
        Change::PupilUnmerge { from, .. } => {
            let again =
                |change: &Change| matches!(change, Change::PupilMerge { from: one, .. } if one == from);
            alias(*from).is_none() || ever.values().any(again)
        }
        Change::RollTake { class, at } | Change::RollUntake { class, at } => {
            let taken = server.value::<bool>(&RecordKey::roll(class, *at)).unwrap_or_default();
            let other = ever.values().any(|other| opposite(other, part));
            taken == matches!(part, Change::RollTake { .. }) || other
        }
        Change::NumberAdd { pupil, number, .. } | Change::NumberEnd { pupil, number, .. } => {
            let all = server.value::<Vec<NumberRecord>>(&RecordKey::number(number)).unwrap_or_default();
            all.iter().any(|period| period.pupil == *pupil)
        }
        Change::EnrolmentOpen { id, .. } => {
            server.records.contains_key(&RecordKey::new(Kind::Enrolment, id.0))
        }
        Change::EnrolmentCancel { id, .. } => server
            .value::<EnrolmentRecord>(&RecordKey::new(Kind::Enrolment, id.0))
            .is_some_and(|record| record.cancelled),
        Change::ConflictReopen { conflict: about, decision } => {
            conflict(about).is_some_and(|conflict| !conflict.is_decided_by(*decision))
        }
        Change::ConflictResolve { offers, conflict: about, .. } => conflict(about).is_some_and(|conflict| {
            let asked_again = |offer: OpId| conflict.reopened.iter().any(|one| decides(ever.get(one), offer));
            // One entry may have offered the same half day of two pupils who were merged since: one of both
            // questions was decided.
            let waits = |op: &OpId| {
                let mut its = conflict.offers.iter().filter(|offer| offer.by.op == *op).peekable();
                its.peek().is_some() && its.all(|offer| offer.is_open())
            };
            offers.iter().filter(|op| waits(op)).copied().all(asked_again)
                || conflict.offers.iter().any(|offer| offer.by.op == op)
        }),
        Change::HeldDismiss { op, .. } => {
            server.value::<Held>(&RecordKey::new(Kind::Held, op.0)).is_some_and(|held| !held.is_open())
        }
        _ => match typed(part) {
            Some((_, now)) => {
                // A mark or a fact of one who was merged counts only where it is shown.
                let of_pupil = matches!(part, Change::AttendanceSet { .. } | Change::FactSet { .. });
                let shown = !of_pupil || named_pupils(part).into_iter().all(|one| alias(one).is_none());
                shown && in_force(server, part) == now
                    || beside(&subject, &now)
                    || seen.get(&subject).is_some_and(|all| all.contains(&now))
            }
            None => true,
        },
    }
}

/// Whether a decision is about that offer.
fn decides(change: Option<&Change>, offer: OpId) -> bool {
    matches!(change, Some(Change::ConflictResolve { offers, .. }) if offers.contains(&offer))
}

/// Whether one takes back the other: the same register taken and untaken.
fn opposite(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (Change::RollTake { class, at }, Change::RollUntake { class: c, at: a })
        | (Change::RollUntake { class, at }, Change::RollTake { class: c, at: a }) => class == c && at == a,
        _ => false,
    }
}

/// What was seen and what it became, for values that are typed over each other.
fn typed(part: &Change) -> Option<(Option<Value>, Option<Value>)> {
    let json = |value: Option<Value>| value.filter(|value| !value.is_null());
    let (was, now) = match part {
        Change::AttendanceSet { items } => {
            let item = items.first()?;
            (to_value(&item.was).ok(), to_value(&item.now).ok())
        }
        Change::PupilEdit { items, .. } => {
            let item = items.first()?;
            (to_value(&item.was).ok(), to_value(&item.now).ok())
        }
        Change::EnrolmentClose { was, now, .. } => (to_value(was).ok(), to_value(now).ok()),
        Change::FactSet { was, now, .. } | Change::SettingSet { was, now, .. } => {
            (to_value(was).ok(), to_value(now).ok())
        }
        _ => return None,
    };
    Some((json(was), json(now)))
}

/// What a laptop shows for the subject of a part.
fn shown(store: &Store, part: &Change) -> Option<Value> {
    stands(part, |key| store.value(key))
}

/// What stands on the server for the subject of a part.
fn in_force(server: &Server, part: &Change) -> Option<Value> {
    stands(part, |key| server.value(key))
}

fn stands(part: &Change, record: impl Fn(&RecordKey) -> Option<Value>) -> Option<Value> {
    match part {
        Change::AttendanceSet { items } => record(&RecordKey::cell(items.first()?.key)),
        Change::PupilEdit { pupil, items } => {
            let pupil: PupilRecord = from_value(record(&RecordKey::pupil(*pupil))?).ok()?;
            to_value(pupil.fields.get(&items.first()?.field)?).ok()
        }
        Change::EnrolmentClose { id, .. } => {
            let enrolment: EnrolmentRecord =
                from_value(record(&RecordKey::new(Kind::Enrolment, id.0))?).ok()?;
            to_value(enrolment.enrolment.until?).ok()
        }
        Change::FactSet { pupil, key, .. } => record(&RecordKey::fact(*pupil, key)),
        Change::SettingSet { key, .. } => record(&RecordKey::new(Kind::Setting, key)),
        _ => None,
    }
}

fn kind(change: &Change) -> String {
    let value = to_value(change).unwrap_or_default();
    value.get("type").and_then(Value::as_str).unwrap_or_default().to_owned()
}
