//! One person who was merged with herself: everything about her under all her names, and nobody
//! else's (security.md S66, S69; sync.md C12, C13).

use serde_json::json;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::Change;
use stamboek_domain::sync::person::{Dossier, Erased};
use stamboek_domain::sync::wire::{HeldReason, OutcomeWord};
use stamboek_server::erasure;

use crate::common::{Laptop, World, digests_fit, mark, op, pupil};
use crate::persons::{
    OTHER, SENTINELS, School, confirm, everything, later, number, school, traces, until_it_answers,
    years_later,
};

const SECOND: &str = "TWEEDENAAM";
const THIRD: &str = "DERDENAAM";

fn merge(from: PupilId, to: PupilId) -> Change {
    Change::PupilMerge { from, to, fields: Vec::new() }
}

fn enter(laptop: &mut Laptop, change: Change) -> OutcomeWord {
    laptop.push(&[op(laptop.user, change)]).results[0].outcome
}

/// She was entered three times; the second was merged with the third, and that one with her.
fn three_times(laptop: &mut Laptop, her: PupilId) -> [PupilId; 2] {
    let ((second, create), (third, again)) = (pupil(SECOND), pupil(THIRD));
    let entries = [create, again, number(second, "222"), mark(second, "2026-11-24", None, Some("B"))];
    let merges = [merge(second, third), merge(third, her)];
    let late = mark(second, "2026-11-26", None, Some("Z"));
    for change in entries.into_iter().chain(merges).chain([late]) {
        assert_eq!(enter(laptop, change), OutcomeWord::Applied);
    }
    laptop.looked("history", second);

    [second, third]
}

fn dossier(officer: &Laptop, pupil: PupilId) -> (Dossier, String) {
    let said = officer.get(&officer.path(&format!("pupils/{}/dossier", pupil.0)));
    (said.read(), String::from_utf8(said.body).unwrap())
}

#[test]
fn a_dossier_is_the_same_by_whichever_of_her_names_it_is_asked() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let School { mut laptop, officer, her, other, .. } = school(&world, &url);
    let [second, third] = three_times(&mut laptop, her);
    let (whole, text) = dossier(&officer, her);
    for part in [SENTINELS[0], SECOND, THIRD, "\"222\"", "2026-11-26"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains(OTHER) && !text.contains(&other.0.to_string()));
    // Six of her own, seven under the other names.
    assert_eq!(whole.entries.len(), 6 + 7);
    let looks = |dossier: &Dossier| {
        let kinds = dossier.looks.iter().map(|look| look.kind.clone()).filter(|kind| kind != "dossier");
        kinds.collect::<Vec<_>>()
    };
    assert_eq!(looks(&whole), ["sheet", "history"]);
    for name in [second, third] {
        let (again, _) = dossier(&officer, name);
        assert!(again.records == whole.records && again.entries == whole.entries);
        assert_eq!(looks(&again), looks(&whole));
    }
}

#[test]
fn she_is_erased_under_all_her_names_also_where_a_backup_does_not_know_that_they_are_hers() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let School { mut laptop, mut officer, her, .. } = school(&world, &url);
    let apart = tempfile::tempdir().unwrap();
    confirm(&world, laptop.inst);
    world.cluster.back_up().unwrap();
    let [second, third] = three_times(&mut laptop, her);
    let later = || later(&world, apart.path());
    years_later(&mut officer, world.serve(later()));
    let path = |pupil: PupilId| officer.path(&format!("pupils/{}/erasure", pupil.0));
    let mut erased: Erased = officer.post(&path(second), &json!({})).read();
    let mut all = vec![her, second, third];
    erased.pupils.sort();
    all.sort();
    assert_eq!((erased.pupils, erased.entries), (all.clone(), 6 + 7));
    for name in &all {
        assert_eq!(officer.post(&path(*name), &json!({})).refusal().0, 410);
    }
    let gone = |laptop: &Laptop| {
        assert_eq!(traces(&world, laptop, apart.path()), [""; 0]);
        let text = everything(&world, laptop);
        assert!(!text.contains(SECOND) && !text.contains(THIRD) && !text.contains("\"222\""));
    };
    gone(&laptop);
    digests_fit(&mut laptop);
    for name in &all {
        let answer = laptop.push(&[op(laptop.user, mark(*name, "2026-11-27", None, Some("B")))]);
        assert_eq!(answer.results[0].detail[0].reason, Some(HeldReason::Erased));
    }
    world.cluster.restore().unwrap();
    let again = later();
    until_it_answers(&world, &again);
    assert_eq!(world.runtime.block_on(erasure::apply_ledger(&again)), Ok(1));
    gone(&laptop);
    laptop.seen = None;
    for name in &all {
        let answer = laptop.push(&[op(laptop.user, mark(*name, "2026-11-27", None, Some("B")))]);
        assert_eq!(answer.results[0].detail[0].reason, Some(HeldReason::Erased), "{name:?}");
    }
    digests_fit(&mut laptop);
}

/// An old backup holds a merge that was a mistake and was taken back: whoever is no longer she is not
/// erased with her.
#[test]
fn who_was_merged_with_her_by_mistake_is_not_erased_when_a_backup_says_so_still() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let School { mut laptop, mut officer, her, other, .. } = school(&world, &url);
    let apart = tempfile::tempdir().unwrap();
    confirm(&world, laptop.inst);
    assert_eq!(enter(&mut laptop, merge(other, her)), OutcomeWord::Applied);
    world.cluster.back_up().unwrap();
    let back = Change::PupilUnmerge { from: other, to: her, fields: Vec::new() };
    assert_eq!(enter(&mut laptop, back), OutcomeWord::Applied);
    let later = || later(&world, apart.path());
    years_later(&mut officer, world.serve(later()));
    let erasure = officer.path(&format!("pupils/{}/erasure", her.0));
    let erased: Erased = officer.post(&erasure, &json!({})).read();
    assert_eq!(erased.pupils, [her]);
    world.cluster.restore().unwrap();
    let again = later();
    until_it_answers(&world, &again);
    assert_eq!(world.runtime.block_on(erasure::apply_ledger(&again)), Ok(1));
    assert_eq!(traces(&world, &laptop, apart.path()), [""; 0]);
    officer.url = world.serve(again);
    let (_, text) = dossier(&officer, other);
    assert!(text.contains(OTHER));
    laptop.seen = None;
    digests_fit(&mut laptop);
}
