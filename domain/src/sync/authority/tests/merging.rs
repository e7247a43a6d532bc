//! Two pupils who are one child (sync.md C10, C12, C13).

use proptest::prelude::*;

use super::*;
use crate::enrolment::{Enrolment, EnrolmentId};
use crate::sync::apply::{EnrolmentRecord, NumberRecord};
use crate::sync::merge::{Alias, EndlessChain, final_pupil, redirected};
use crate::sync::op::ExternalNumber;

fn merge(from: u128, to: u128) -> Change {
    Change::PupilMerge { from: pupil(from), to: pupil(to), fields: Vec::new() }
}

fn unmerge(from: u128, to: u128) -> Change {
    Change::PupilUnmerge { from: pupil(from), to: pupil(to), fields: Vec::new() }
}

fn fact(n: u128, now: &str) -> Change {
    Change::FactSet { pupil: pupil(n), key: "note/1".into(), was: None, now: Some(now.into()) }
}

fn number(value: &str) -> ExternalNumber {
    ExternalNumber { system: "informat".into(), database: "SG/1".into(), value: value.into() }
}

fn add(n: u128, value: &str) -> Change {
    let from = "2026-09-01".parse().unwrap();
    Change::NumberAdd { pupil: pupil(n), number: number(value), from }
}

fn open(n: u128, id: u128) -> Change {
    let from = "2026-09-01".parse().unwrap();
    let enrolment =
        Enrolment { pupil: pupil(n), class: "4B".into(), location: String::new(), from, until: None };
    Change::EnrolmentOpen { id: EnrolmentId(Uuid::from_u128(id)), enrolment }
}

fn edit(n: u128, what: PupilField, now: &str) -> Change {
    Change::PupilEdit { pupil: pupil(n), items: vec![field(n, what, None, now)] }
}

fn two() -> Server {
    let mut server = Server::new();
    (1..=2).for_each(|n| drop(server.one(ANNE, create(n))));
    server
}

impl Server {
    fn removed(&self, n: u128) -> bool {
        self.value::<PupilRecord>(&RecordKey::pupil(pupil(n))).unwrap().removed
    }

    fn of(&self, n: u128, what: PupilField) -> Option<String> {
        self.value::<PupilRecord>(&RecordKey::pupil(pupil(n))).unwrap().fields.get(&what).cloned()
    }

    fn stands_for(&self, n: u128) -> Option<PupilId> {
        self.value::<Alias>(&RecordKey::alias(pupil(n)))?.gone.map(|gone| gone.to)
    }

    /// Every value that stands, without who entered it.
    fn values(&self) -> BTreeMap<RecordKey, serde_json::Value> {
        let told = self.records.iter().filter(|(key, _)| key.kind.travels() && key.kind != Kind::Conflict);
        told.filter_map(|(key, _)| Some((key.clone(), self.value(key)?))).collect()
    }
}

#[test]
fn everything_of_the_one_goes_to_the_other() {
    let mut server = two();
    for change in [set(1, None, Some("B")), fact(1, "x"), add(1, "7"), open(1, 90)] {
        assert_eq!(server.outcome(ANNE, change), Applied);
    }
    assert_eq!(server.outcome(BERT, merge(1, 2)), Applied);
    assert_eq!((server.mark(1), server.mark(2).as_deref()), (None, Some("B")));
    assert_eq!(server.value::<String>(&RecordKey::fact(pupil(2), "note/1")).as_deref(), Some("x"));
    let periods: Vec<NumberRecord> = server.value(&RecordKey::number(&number("7"))).unwrap();
    assert_eq!(periods[0].pupil, pupil(2));
    let key = RecordKey::new(Kind::Enrolment, Uuid::from_u128(90));
    assert_eq!(server.value::<EnrolmentRecord>(&key).unwrap().enrolment.pupil, pupil(2));
    assert!(server.removed(1) && !server.removed(2));
    // Whoever entered it did so still.
    let body = server.records[&RecordKey::cell(cell(2))].body.clone().unwrap();
    assert_eq!(serde_json::from_str::<Body<Mark>>(body.get()).unwrap().by.unwrap().device, ANNE);
    assert_eq!(server.outcome(ANNE, merge(1, 2)), Same);
    assert_eq!(server.outcome(ANNE, merge(2, 1)), Same);
}

/// sync.md C12: equal → one; different → the other's stays, this is offered beside.
#[test]
fn where_both_have_a_mark_that_of_the_other_stays() {
    let mut server = two();
    server.one(ANNE, set(1, None, Some("Z")));
    server.one(BERT, set(2, None, Some("B")));
    assert_eq!(server.outcome(BERT, merge(1, 2)), Applied);
    assert_eq!(server.mark(2).as_deref(), Some("B"));
    let conflict = server.conflict(2);
    assert!(conflict.is_open() && conflict.offers[0].by.device == ANNE);
    assert_eq!(conflict.offers[0].origin, Some(pupil(1)));
    // Emptied by somebody, it is not filled by itself.
    assert_eq!(server.outcome(BERT, set(2, Some("B"), None)), Applied);
    assert_eq!(server.mark(2), None);
    // Taken apart, it stands again where it was, and waits no more.
    assert_eq!(server.outcome(BERT, unmerge(1, 2)), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("Z"));
    assert!(!server.conflict(1).is_open());
}

/// A field that was so already is not of the merge.
#[test]
fn only_what_the_merge_changed_becomes_what_it_was() {
    let mut server = two();
    server.one(BERT, edit(2, PupilField::Class, "4B"));
    let fields = vec![field(2, PupilField::Class, None, "4B")];
    let merge = Change::PupilMerge { from: pupil(1), to: pupil(2), fields };
    assert_eq!(server.outcome(ANNE, merge), Applied);
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), Applied);
    assert_eq!(server.of(2, PupilField::Class).as_deref(), Some("4B"));
}

/// Choosing nothing names no pupil but in the subject, which is about who stands now (C12).
#[test]
fn what_stays_as_it_is_is_decided_where_the_merge_brought_it() {
    let mut server = two();
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.op(set(1, None, Some("D")));
    let id = serde_json::from_str::<Op>(offer.op.get()).unwrap().op_id;
    assert_eq!(server.send(BERT, vec![offer])[0].outcome, Conflicted);
    assert_eq!(server.outcome(BERT, merge(1, 2)), Applied);
    assert!(server.conflict(2).is_open());
    let subject = cell_subject(1);
    let resolve = Change::ConflictResolve { conflict: subject, offers: vec![id], choose: None, reason: None };
    assert_eq!(server.outcome(ANNE, resolve), Applied);
    assert!(!server.conflict(2).is_open());
}

/// After a restore a choice may come before the merge that brings what it is about.
#[test]
fn what_was_decided_before_the_merge_brought_it_is_decided() {
    let mut server = two();
    for (n, code) in [(1, "B"), (2, "Z")] {
        server.one(ANNE, set(n, None, Some(code)));
    }
    let offer = server.op(set(1, None, Some("D")));
    let id = serde_json::from_str::<Op>(offer.op.get()).unwrap().op_id;
    assert_eq!(server.send(BERT, vec![offer])[0].outcome, Conflicted);
    let subject = cell_subject(2);
    let resolve = Change::ConflictResolve { conflict: subject, offers: vec![id], choose: None, reason: None };
    assert_eq!(server.outcome(ANNE, resolve), Applied);
    assert_eq!(server.outcome(ANNE, merge(1, 2)), Applied);
    let open: Vec<_> = server.conflict(2).offers.into_iter().filter(|offer| offer.is_open()).collect();
    // Only the mark of the merged pupil itself waits.
    assert!(open.len() == 1 && open[0].by.device == ANNE);
}

/// sync.md C12: waiting ops are not rewritten, they reach who stands.
#[test]
fn what_is_entered_about_the_merged_pupil_reaches_the_other_and_goes_back() {
    let mut server = two();
    server.one(ANNE, merge(1, 2));
    assert_eq!(server.outcome(BERT, set(1, None, Some("B"))), Applied);
    assert_eq!((server.mark(1), server.mark(2).as_deref()), (None, Some("B")));
    assert_eq!(server.outcome(BERT, edit(1, PupilField::Class, "4B")), Applied);
    assert_eq!(server.of(2, PupilField::Class).as_deref(), Some("4B"));
    assert_eq!(server.outcome(BERT, Change::PupilRemove { pupil: pupil(1) }), Same);
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), Applied);
    assert_eq!((server.mark(1).as_deref(), server.mark(2)), (Some("B"), None));
}

/// sync.md C13: later edits stay with the pupil on whom they were made.
#[test]
fn what_was_changed_since_stays() {
    let mut server = two();
    server.one(ANNE, set(1, None, Some("Z")));
    server.one(ANNE, merge(1, 2));
    assert_eq!(server.outcome(ANNE, set(2, Some("Z"), Some("B"))), Applied);
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), Applied);
    assert_eq!((server.mark(1), server.mark(2).as_deref()), (None, Some("B")));
}

/// sync.md 10: an alias points to the final pupil when it is written.
#[test]
fn a_chain_is_one_step_long_and_is_taken_back_from_its_end() {
    let mut server = two();
    server.one(ANNE, create(3));
    server.one(ANNE, set(1, None, Some("Z")));
    let ops = [merge(1, 2), merge(2, 3)].map(|change| server.op(change));
    assert!(server.send(ANNE, ops.into()).iter().all(|result| result.outcome == Applied));
    assert_eq!((server.stands_for(1), server.stands_for(2)), (Some(pupil(3)), Some(pupil(3))));
    assert_eq!(server.mark(3).as_deref(), Some("Z"));
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), IsHeld);
    assert_eq!(server.outcome(ANNE, unmerge(2, 3)), Applied);
    assert_eq!((server.stands_for(1), server.stands_for(2)), (Some(pupil(2)), None));
    assert_eq!(server.mark(2).as_deref(), Some("Z"));
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("Z"));
    assert!(server.values().keys().all(|key| key.kind != Kind::Alias));
}

/// What is entered under the first name of a chain goes back with every step of it, also when it was
/// entered before the chain grew.
#[test]
fn what_is_entered_about_the_first_of_a_chain_goes_back_to_it() {
    let mut server = two();
    server.one(ANNE, create(3));
    server.one(ANNE, merge(1, 2));
    server.one(ANNE, fact(1, "x"));
    server.one(ANNE, merge(2, 3));
    assert_eq!(server.outcome(BERT, set(1, None, Some("B"))), Applied);
    assert_eq!(server.mark(3).as_deref(), Some("B"));
    assert_eq!(server.outcome(ANNE, unmerge(2, 3)), Applied);
    assert_eq!((server.mark(2).as_deref(), server.mark(3)), (Some("B"), None));
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("B"));
    assert_eq!(server.value::<String>(&RecordKey::fact(pupil(1), "note/1")).as_deref(), Some("x"));
}

/// Two people merge the same pupil with two others: the second is asked.
#[test]
fn who_was_merged_meanwhile_is_not_merged_again() {
    let mut server = two();
    server.one(ANNE, create(3));
    server.one(ANNE, merge(1, 2));
    assert_eq!(server.outcome(BERT, merge(1, 3)), Conflicted);
    assert_eq!(server.outcome(BERT, unmerge(1, 3)), Conflicted);
    assert_eq!(server.stands_for(1), Some(pupil(2)));
    // Into one who is gone is into who stands.
    assert_eq!(server.outcome(BERT, merge(3, 1)), Applied);
    assert_eq!(server.stands_for(3), Some(pupil(2)));
}

/// sync.md C15.
#[test]
fn an_insz_that_a_third_has_is_offered_beside() {
    let insz = |now: &str| vec![field(2, PupilField::Insz, None, now)];
    let mut server = two();
    server.one(ANNE, create(3));
    server.one(ANNE, edit(1, PupilField::Insz, "10021500001"));
    let taken = Change::PupilMerge { from: pupil(1), to: pupil(2), fields: insz("10021500001") };
    assert_eq!(server.outcome(ANNE, taken), Applied);
    assert_eq!(server.of(2, PupilField::Insz).as_deref(), Some("10021500001"));
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), Applied);
    assert_eq!(server.of(2, PupilField::Insz), None);
    // Merged without it, another gets it: it does not come back twice.
    server.one(ANNE, merge(1, 2));
    assert_eq!(server.outcome(ANNE, edit(3, PupilField::Insz, "10021500001")), Applied);
    assert_eq!(server.outcome(ANNE, unmerge(1, 2)), Applied);
    assert_eq!(server.of(1, PupilField::Insz), None);
    let offered = merge(1, 2);
    server.one(ANNE, offered);
    let taken = Change::PupilMerge { from: pupil(3), to: pupil(2), fields: insz("10021500001") };
    server.one(ANNE, create(4));
    assert_eq!(server.outcome(ANNE, taken), Applied);
    let stolen = Change::PupilMerge {
        from: pupil(4),
        to: pupil(1),
        fields: vec![field(1, PupilField::Class, None, "4B")],
    };
    assert_eq!(server.outcome(ANNE, stolen), Applied);
    assert_eq!(server.of(2, PupilField::Class).as_deref(), Some("4B"));
}

/// Whoever others were merged with is not taken back: their things would go too.
#[test]
fn who_others_came_to_is_not_taken_back() {
    let mut server = two();
    server.one(ANNE, merge(1, 2));
    assert_eq!(server.outcome(BERT, Change::PupilRemove { pupil: pupil(2) }), IsHeld);
    assert_eq!(server.outcome(BERT, create(1)), Same);
    assert!(server.removed(1));
}

/// sync.md 10: a longer chain or a cycle is corrupt data, never a loop.
#[test]
fn a_chain_without_end_is_refused() {
    let next = |one: PupilId| Some(PupilId(Uuid::from_u128(one.0.as_u128() + 1)));
    assert_eq!(final_pupil(pupil(1), next), Err(EndlessChain));
    let within = |one: PupilId| next(one).filter(|one| one.0.as_u128() <= 60);
    assert_eq!(final_pupil(pupil(1), within), Ok(pupil(60)));
    let cycle = |one: PupilId| Some(if one == pupil(1) { pupil(2) } else { pupil(1) });
    assert!(redirected(&set(1, None, None), &cycle) == Err(EndlessChain));
}

/// Something entered about one of three, by its kind and a value.
fn entry((kind, n, value): (u8, u128, u128)) -> Change {
    match kind {
        0 => set(n, None, Some(["B", "Z"][value as usize % 2])),
        1 => fact(n, &value.to_string()),
        2 => add(n, &value.to_string()),
        3 => open(n, 90 + value),
        4 => edit(n, PupilField::Class, &value.to_string()),
        _ => edit(n, PupilField::Insz, &value.to_string()),
    }
}

fn any_entry() -> impl Strategy<Value = (u8, u128, u128)> {
    (0..6u8, 1..=3u128, 1..=4u128)
}

proptest! {
    /// Where nothing happened in between, taking a merge back is as if it never was.
    #[test]
    fn a_merge_that_is_taken_back_leaves_no_trace(
        entries in prop::collection::vec(any_entry(), 0..12),
        chosen in prop::option::of("[34]"),
        chain in any::<bool>(),
    ) {
        let mut server = two();
        server.one(ANNE, create(3));
        entries.into_iter().for_each(|one| drop(server.one(ANNE, entry(one))));
        if chain {
            server.one(ANNE, merge(3, 1));
        }
        let before = server.values();
        let was = server.of(2, PupilField::Class);
        let item = chosen.map(|now| FieldChange { field: PupilField::Class, was, now: Some(now) });
        let fields = item.into_iter().collect();
        let merged = server.outcome(BERT, Change::PupilMerge { from: pupil(1), to: pupil(2), fields });
        prop_assert_eq!(merged, Applied);
        prop_assert_eq!(server.outcome(BERT, unmerge(1, 2)), Applied);
        prop_assert!(server.values() == before);
    }

    /// Entries about the one before or after the merge come to the same with who stands.
    #[test]
    fn it_does_not_matter_whether_an_entry_comes_before_or_after_the_merge(one in any_entry()) {
        let change = entry(one);
        let outcome = |late: bool| {
            let mut server = two();
            server.one(ANNE, create(3));
            let first = if late { merge(1, 2) } else { change.clone() };
            let second = if late { change.clone() } else { merge(1, 2) };
            server.one(ANNE, first);
            server.one(BERT, second);
            let mut values = server.values();
            // What stays with the merged pupil is not shown: the fields, and how it all came.
            values.retain(|key, _| key.kind != Kind::Alias && key.kind != Kind::Pupil && key.kind != Kind::Held);
            values
        };
        prop_assert!(outcome(false) == outcome(true));
    }
}
