//! Pupils who are one child, in a real database (sync.md C10, C12, C13): the server finds everything
//! of both, whoever sends what, and keeps schools apart while it looks.

use std::collections::BTreeMap;
use std::sync::Barrier;

use serde_json::{Value, json};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::conflict::Conflict;
use stamboek_domain::sync::merge::Alias;
use stamboek_domain::sync::op::{Change, ExternalNumber, FieldChange, Op, OpId};
use stamboek_domain::sync::record::Body;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::OutcomeWord::{self, Applied, Conflict as Conflicted, Held, Same};
use stamboek_server::cluster::OWNER;
use stamboek_server::migrate;
use uuid::Uuid;

use crate::common::{Laptop, World, digests_fit, mark, op, pupil};
use crate::tenants::forgetful;

const MONDAY: &str = "2026-11-23";
const TUESDAY: &str = "2026-11-24";

struct School {
    world: World,
    url: String,
    anne: Laptop,
    bert: Laptop,
    pupils: Vec<PupilId>,
}

/// A school with so many pupils, and two laptops of which neither knows what the other did since.
fn school(pupils: usize) -> School {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let [mut anne, bert] = [0, 1].map(|_| world.laptop(&url, inst, Role::SecretariatLead));
    let (pupils, created): (Vec<_>, Vec<_>) = (0..pupils).map(|_| pupil("Een")).unzip();
    let created: Vec<Op> = created.into_iter().map(|change| op(anne.user, change)).collect();
    anne.push(&created);
    School { world, url, anne, bert, pupils }
}

fn enter(laptop: &mut Laptop, change: Change) -> OutcomeWord {
    laptop.push(&[op(laptop.user, change)]).results[0].outcome
}

fn merge(from: PupilId, to: PupilId) -> Change {
    Change::PupilMerge { from, to, fields: Vec::new() }
}

fn unmerge(from: PupilId, to: PupilId) -> Change {
    Change::PupilUnmerge { from, to, fields: Vec::new() }
}

fn fact(pupil: PupilId, key: &str, now: &str) -> Change {
    Change::FactSet { pupil, key: key.into(), was: None, now: Some(now.into()) }
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// One of each that belongs to a pupil by what it says.
fn belongings(pupil: PupilId) -> [Change; 4] {
    let number = ExternalNumber { system: "informat".into(), database: "SG/1".into(), value: "7".into() };
    let enrolment = json!({
        "type": "enrolment.open", "id": Uuid::now_v7(), "pupil": pupil, "class": "4B", "location": "",
        "from": "2026-09-01", "until": null,
    });
    let school = json!({
        "type": "enrolment.set", "pupil": pupil,
        "schools": [{ "was": null, "now": {
            "id": Uuid::now_v7(), "pupil": pupil, "institution": "012345", "stamnummer": null,
            "moment": "2026-09-01", "from": "2026-09-01", "status": "postponed", "reason": "",
            "leaving": null,
        } }],
    });
    let cards = json!({
        "type": "cards.print", "print": Uuid::now_v7(), "label": "4B",
        "cards": [{ "pupil": pupil, "payload": "7", "sheet": 1 }],
    });
    let from = "2026-09-01".parse().unwrap();
    [Change::NumberAdd { pupil, number, from }, read(enrolment), read(school), read(cards)]
}

/// What stands, as laptops get it: the value of each record.
fn stands(laptop: &mut Laptop) -> BTreeMap<(String, String), Value> {
    let (rows, _) = laptop.pull(5_000);
    let value = |body: &str| serde_json::from_str::<Value>(body).unwrap()["value"].take();
    rows.into_iter().filter_map(|(key, row)| Some((key, value(row.body?.get())))).collect()
}

/// Everything but how pupils hang together and what waits, without one who is not there.
fn shown(laptop: &mut Laptop) -> BTreeMap<(String, String), Value> {
    let mut all = stands(laptop);
    all.retain(|(kind, _), value| {
        !["alias", "conflict", "held"].contains(&kind.as_str()) && value["removed"] != json!(true)
    });
    all
}

fn code(laptop: &mut Laptop, pupil: PupilId, day: &str) -> Option<String> {
    let found = stands(laptop).remove(&("attendance".to_owned(), format!("{}/{day}/VM", pupil.0)));
    found.map(|mark| mark["code"].as_str().unwrap().to_owned())
}

fn conflict(laptop: &mut Laptop, subject: &str) -> Conflict {
    let (rows, _) = laptop.pull(5_000);
    let row = &rows[&("conflict".to_owned(), subject.to_owned())];
    serde_json::from_str::<Body<Conflict>>(row.body.as_ref().unwrap().get()).unwrap().value.unwrap()
}

fn who_stands(laptop: &mut Laptop, pupil: PupilId) -> Option<PupilId> {
    let alias = stands(laptop).remove(&("alias".to_owned(), pupil.0.to_string()))?;
    read::<Alias>(alias).gone.map(|gone| gone.to)
}

/// An offer beside what is in force about this pupil, and the subject of it.
fn offered(anne: &mut Laptop, bert: &mut Laptop, pupil: PupilId) -> (OpId, String) {
    assert_eq!(enter(anne, mark(pupil, MONDAY, None, Some("B"))), Applied);
    let late = op(bert.user, mark(pupil, MONDAY, None, Some("D")));
    assert_eq!(bert.push(std::slice::from_ref(&late)).results[0].outcome, Conflicted);
    (late.op_id, format!("attendance/{}/{MONDAY}/VM", pupil.0))
}

/// Everything goes over, also what comes of a laptop that does not know yet; taken back it is as if it
/// never was, but for what was changed since.
#[test]
fn everything_goes_over_with_what_others_still_enter_and_goes_back_but_for_what_was_changed() {
    let School { world: _world, mut anne, mut bert, pupils, .. } = school(2);
    let [one, two] = pupils[..] else { panic!() };
    for change in belongings(one) {
        assert_eq!(enter(&mut anne, change), Applied);
    }
    assert_eq!(enter(&mut anne, mark(one, MONDAY, None, Some("B"))), Applied);
    assert_eq!(enter(&mut anne, fact(one, "note/1", "x")), Applied);
    let before = shown(&mut anne);
    assert_eq!(enter(&mut bert, merge(one, two)), Applied);
    let items = vec![FieldChange { field: PupilField::Class, was: None, now: Some("4B".into()) }];
    for late in [
        mark(one, TUESDAY, None, Some("Z")),
        fact(one, "note/2", "y"),
        Change::PupilEdit { pupil: one, items },
    ] {
        assert_eq!(enter(&mut anne, late), Applied, "it reaches who stands");
    }
    let merged = shown(&mut bert);
    assert_eq!(merged.len(), before.len() - 1 + 2, "one pupil less, a mark and a fact more");
    assert!(merged.iter().all(|(key, value)| { !format!("{key:?}{value}").contains(&one.0.to_string()) }));
    assert_eq!(merged[&("pupil".to_owned(), two.0.to_string())]["fields"]["class"], "4B");
    assert_eq!(who_stands(&mut anne, one), Some(two));
    digests_fit(&mut bert);

    assert_eq!(enter(&mut anne, mark(two, MONDAY, Some("B"), Some("D"))), Applied);
    assert_eq!(enter(&mut bert, unmerge(one, two)), Applied);
    let mut after = shown(&mut anne);
    let mut taken = |kind: &str, pupil: PupilId, rest: &str| {
        after.remove(&(kind.to_owned(), format!("{}/{rest}", pupil.0)))
    };
    let (monday, tuesday) = (format!("{MONDAY}/VM"), format!("{TUESDAY}/VM"));
    assert_eq!(taken("attendance", two, &monday).unwrap()["code"], "D", "changed since: it stays");
    assert_eq!(taken("attendance", one, &tuesday).unwrap()["code"], "Z", "entered under the old name");
    assert_eq!(taken("fact", one, "note/2").unwrap(), "y");
    let mut before = before;
    before.remove(&("attendance".to_owned(), format!("{}/{monday}", one.0)));
    let kept = after.get_mut(&("pupil".to_owned(), two.0.to_string())).unwrap();
    assert_eq!(kept["fields"].as_object_mut().unwrap().remove("class").unwrap(), "4B");
    assert!(after == before, "all the rest is with the one it came from");
    digests_fit(&mut anne);
}

#[test]
fn what_differs_is_offered_in_the_name_of_whoever_entered_it_and_stands_again_when_it_is_taken_back() {
    let School { world: _world, mut anne, mut bert, pupils, .. } = school(2);
    let [one, two] = pupils[..] else { panic!() };
    for (laptop, pupil, code) in [(&mut anne, one, "Z"), (&mut bert, two, "B")] {
        enter(laptop, mark(pupil, MONDAY, None, Some(code)));
        enter(laptop, mark(pupil, TUESDAY, None, Some("D")));
        enter(laptop, fact(pupil, "note/1", code));
    }
    assert_eq!(enter(&mut bert, merge(one, two)), Applied);
    let subjects =
        |pupil: PupilId| [format!("attendance/{}/{MONDAY}/VM", pupil.0), format!("fact/{}/note/1", pupil.0)];
    for subject in subjects(two) {
        let offers = conflict(&mut anne, &subject).offers;
        assert_eq!(offers.len(), 1);
        assert!(offers[0].is_open() && offers[0].origin == Some(one));
        assert_eq!(offers[0].by.device.0, anne.device);
    }
    assert_eq!(code(&mut anne, two, MONDAY).as_deref(), Some("B"));
    let conflicts = stands(&mut anne).into_keys().filter(|(kind, _)| kind == "conflict").count();
    assert_eq!(conflicts, 2, "what is the same twice is no question");
    assert_eq!(enter(&mut anne, unmerge(one, two)), Applied);
    for subject in subjects(one) {
        assert!(!conflict(&mut bert, &subject).is_open());
    }
    assert_eq!(code(&mut bert, one, MONDAY).as_deref(), Some("Z"));
    assert_eq!(code(&mut bert, two, MONDAY).as_deref(), Some("B"));
    digests_fit(&mut bert);
}

/// Choosing nothing names no pupil but in the subject; somebody who does not know of the merge decides
/// all the same.
#[test]
fn what_stays_as_it_is_is_decided_where_the_merge_brought_it() {
    let School { world: _world, mut anne, mut bert, pupils, .. } = school(2);
    let [one, two] = pupils[..] else { panic!() };
    let (offer, subject) = offered(&mut anne, &mut bert, one);
    assert_eq!(enter(&mut bert, merge(one, two)), Applied);
    let moved = subject.replace(&one.0.to_string(), &two.0.to_string());
    assert!(conflict(&mut bert, &moved).is_open());
    let offers = vec![offer];
    let resolve = Change::ConflictResolve { conflict: subject, offers, choose: None, reason: None };
    assert_eq!(enter(&mut anne, resolve), Applied);
    assert!(!conflict(&mut bert, &moved).is_open());
    assert_eq!(code(&mut bert, two, MONDAY).as_deref(), Some("B"));
}

#[test]
fn a_chain_leads_to_its_end_at_once_and_is_taken_back_from_there() {
    let School { world: _world, mut anne, mut bert, pupils, .. } = school(3);
    let [one, two, three] = pupils[..] else { panic!() };
    enter(&mut anne, mark(one, MONDAY, None, Some("Z")));
    let both = [merge(one, two), merge(two, three)].map(|change| op(anne.user, change));
    assert!(anne.push(&both).results.iter().all(|result| result.outcome == Applied));
    assert_eq!([one, two].map(|pupil| who_stands(&mut bert, pupil)), [Some(three); 2]);
    assert_eq!(enter(&mut bert, mark(one, TUESDAY, None, Some("B"))), Applied);
    assert_eq!([MONDAY, TUESDAY].map(|day| code(&mut anne, three, day).unwrap()), ["Z", "B"]);
    assert_eq!(enter(&mut bert, unmerge(one, two)), Held, "the later one goes back first");
    assert_eq!(enter(&mut bert, unmerge(two, three)), Applied);
    assert_eq!(who_stands(&mut anne, one), Some(two));
    assert_eq!(code(&mut anne, two, MONDAY).as_deref(), Some("Z"));
    assert_eq!(enter(&mut anne, unmerge(one, two)), Applied);
    assert_eq!([MONDAY, TUESDAY].map(|day| code(&mut bert, one, day)), [Some("Z".into()), Some("B".into())]);
    assert!(stands(&mut bert).into_keys().all(|(kind, _)| kind != "alias"));
    digests_fit(&mut bert);
}

/// Two secretaries find the same double at once, each the other way round; or each finds another part
/// of three. Whoever comes second is decided over what the first left.
#[test]
fn merges_that_cross_each_other_come_to_one_child() {
    const PAIRS: usize = 12;
    let School { world: _world, mut anne, mut bert, pupils, .. } = school(PAIRS * 2 + PAIRS * 3);
    let (pairs, triples) = pupils.split_at(PAIRS * 2);
    let (pairs, triples): (Vec<_>, Vec<_>) = (pairs.chunks(2).collect(), triples.chunks(3).collect());
    let days = ["2026-11-23", "2026-11-24", "2026-11-26"];
    let marks = pairs.iter().chain(&triples).flat_map(|group| group.iter().zip(days));
    let marks: Vec<Op> =
        marks.map(|(pupil, day)| op(anne.user, mark(*pupil, day, None, Some("B")))).collect();
    anne.push(&marks);
    let at_once = Barrier::new(2);
    let mut both = |left: &dyn Fn(usize) -> Change, right: &dyn Fn(usize) -> Change| {
        let [left, right] = [left, right].map(|of| (0..PAIRS).map(of).collect::<Vec<Change>>());
        let send = |laptop: &mut Laptop, changes: Vec<Change>| -> Vec<OutcomeWord> {
            let one = |change| {
                at_once.wait();
                enter(laptop, change)
            };
            changes.into_iter().map(one).collect()
        };
        std::thread::scope(|scope| {
            let left = scope.spawn(|| send(&mut anne, left));
            let right = send(&mut bert, right);
            left.join().unwrap().into_iter().zip(right).collect::<Vec<_>>()
        })
    };
    for (left, right) in both(&|n| merge(pairs[n][0], pairs[n][1]), &|n| merge(pairs[n][1], pairs[n][0])) {
        assert_eq!(left.min(right), Same);
        assert_eq!(left.max(right), Applied);
    }
    for said in both(&|n| merge(triples[n][0], triples[n][1]), &|n| merge(triples[n][1], triples[n][2])) {
        assert_eq!(said, (Applied, Applied));
    }
    let shown = shown(&mut anne);
    let has = |pupil: &PupilId, day: &str| {
        shown.contains_key(&("attendance".to_owned(), format!("{}/{day}/VM", pupil.0)))
    };
    let is_there = |pupil: &&PupilId| shown.contains_key(&("pupil".to_owned(), pupil.0.to_string()));
    for group in pairs.iter().chain(&triples) {
        let there: Vec<&PupilId> = group.iter().filter(is_there).collect();
        assert_eq!(there.len(), 1);
        assert!(days[..group.len()].iter().all(|day| has(there[0], day)), "with everything of all");
    }
    digests_fit(&mut bert);
}

/// Two schools may know a child under the same identity: it changed schools. Neither belt is needed
/// while the other is there.
#[test]
fn a_merge_reads_and_changes_nothing_of_another_school() {
    let School { world, url, mut anne, pupils, .. } = school(4);
    let mut other = world.laptop(&url, world.institution("De Eik"), Role::SecretariatLead);
    for pupil in &pupils {
        let (_, create) = crate::common::pupil("Een");
        let Change::PupilCreate { tag, fields, .. } = create else { panic!() };
        enter(&mut other, Change::PupilCreate { pupil: *pupil, tag, fields });
        enter(&mut other, mark(*pupil, MONDAY, None, Some("Z")));
        enter(&mut other, belongings(*pupil)[1].clone());
    }
    let before = stands(&mut other);
    let mut app = world.app(&[]);
    app.store = forgetful(&world);
    let without_query = world.serve(app);
    anne.url.clone_from(&without_query);
    assert_eq!(enter(&mut anne, merge(pupils[0], pupils[1])), Applied, "row-level security alone");
    world.open_all_rows();
    anne.url.clone_from(&url);
    assert_eq!(enter(&mut anne, merge(pupils[2], pupils[3])), Applied, "the queries alone");
    assert!(stands(&mut other) == before);
    anne.url.clone_from(&without_query);
    let neither = op(anne.user, unmerge(pupils[0], pupils[1]));
    let said = anne.post(&anne.path("push"), &anne.pushing(&[neither]));
    assert_eq!(said.status, 503, "what another school sealed is not opened: this test can fail");
}

/// A database of before it was kept whom a record names (migrations 0004 and 0005), or more of
/// an act in the log (0006).
const BEFORE: &str = "DROP INDEX record_by_pupil, record_not_read; ALTER TABLE record DROP COLUMN pupils,
    ALTER COLUMN id TYPE text COLLATE \"default\";
    ALTER TABLE access_log DROP COLUMN about, DROP COLUMN role; UPDATE schema_version SET version = 3";
/// What was entered before the server knew of merges goes over too. It is read batch by batch: what
/// stops it between two loses none of the work.
#[test]
fn records_from_before_merges_are_read_when_the_first_comes_and_go_over_too() {
    let School { world, mut anne, mut bert, pupils, .. } = school(2);
    let [one, two] = pupils[..] else { panic!() };
    for _ in 0..2 {
        let many: Vec<Op> = (0..300).map(|_| op(anne.user, belongings(one)[1].clone())).collect();
        assert!(anne.push(&many).results.iter().all(|result| result.outcome == Applied));
    }
    let [number, _, school, cards] = belongings(one);
    for change in [number, school, cards] {
        enter(&mut anne, change);
    }
    world.cluster.sql(OWNER, BEFORE).unwrap();
    world.runtime.block_on(migrate::run_as(world.cluster.url(OWNER).parse().unwrap())).unwrap();
    for laptop in [&mut anne, &mut bert] {
        laptop.url = world.serve(world.app(&[]));
    }
    const NOT_READ: &str = "SELECT count(*) FROM record WHERE inst = $1 AND pupils IS NULL
        AND kind IN ('number', 'print', 'enrolment', 'school_enrolment')";
    assert_eq!(world.count(anne.inst, NOT_READ), 603);
    let sealed = "UPDATE record SET body = body || '\\x00' WHERE kind = 'school_enrolment'";
    world.cluster.sql(OWNER, sealed).unwrap();
    let merging = bert.pushing(&[op(bert.user, merge(one, two))]);
    assert_eq!(bert.post(&bert.path("push"), &merging).status, 503);
    assert_eq!(world.count(anne.inst, NOT_READ), 103, "the first batch is kept");
    let opens = "UPDATE record SET body = substr(body, 1, length(body) - 1) WHERE kind = 'school_enrolment'";
    world.cluster.sql(OWNER, opens).unwrap();
    assert_eq!(bert.post(&bert.path("push"), &merging).status, 200);
    assert_eq!(world.count(anne.inst, NOT_READ), 0);
    let all = shown(&mut anne);
    assert_eq!(all.keys().filter(|(kind, _)| kind == "enrolment").count(), 600);
    assert!(all.iter().all(|(key, value)| !format!("{key:?}{value}").contains(&one.0.to_string())));
    digests_fit(&mut anne);
}
