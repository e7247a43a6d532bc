//! Number lists: sync.md 10, security.md S36.

use serde_json::{Value, json};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::imports::{FaultReason, ImportReport, ImportState};
use stamboek_domain::sync::op::{Change, ExternalNumber};
use stamboek_domain::sync::roles::Role;

use crate::common::{Laptop, World, op, pupil};

fn number(pupil: PupilId, value: &str) -> Change {
    let number = ExternalNumber { system: "informat".into(), database: "SG 1".into(), value: value.into() };
    Change::NumberAdd { pupil, number, from: "2026-09-01".parse().unwrap() }
}

fn list(rows: &[(&str, &str)]) -> Value {
    let rows: Vec<Value> =
        (2..).zip(rows).map(|(row, (old, new))| json!({ "row": row, "old": old, "new": new })).collect();
    json!({ "kind": "numbers", "system": "informat", "from_database": "SG 1", "to_database": "SG 1",
        "first_day": "2026-11-23", "rows": rows })
}

fn tried(mut list: Value, report: &ImportReport) -> Value {
    list["tried"] = json!(report.id);
    list
}

/// Two pupils with numbers 10 and 20, and a laptop of the lead.
fn two(world: &World, url: &str) -> (Laptop, [PupilId; 2]) {
    let inst = world.institution("De Linde");
    let mut lead = world.laptop(url, inst, Role::SecretariatLead);
    let pupils = [("Een", "10"), ("Twee", "20")].map(|(name, value)| {
        let (child, create) = pupil(name);
        lead.push(&[op(lead.user, create), op(lead.user, number(child, value))]);
        child
    });
    (lead, pupils)
}

/// Numbers of the register that are open, with their holder.
fn open(laptop: &mut Laptop) -> Vec<(String, PupilId)> {
    let (rows, _) = laptop.pull(5_000);
    let mut open = Vec::new();
    for ((kind, id), row) in rows {
        let Some(body) = row.body.filter(|_| kind == "number") else { continue };
        let body: Value = serde_json::from_str(body.get()).unwrap();
        for period in body["value"].as_array().unwrap().iter().filter(|one| one["until"].is_null()) {
            open.push((id.clone(), serde_json::from_value(period["pupil"].clone()).unwrap()));
        }
    }
    open.sort();
    open
}

#[test]
fn a_list_is_tried_and_then_carried_out_at_once_also_where_numbers_change_places() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let (mut lead, [one, two]) = two(&world, &url);
    let path = lead.path("imports");
    let swap = list(&[("10", "20"), ("20", "0010")]);
    let ops = "SELECT count(*) FROM op WHERE inst = $1";
    let before = world.count(lead.inst, ops);
    let said = lead.post(&path, &swap);
    assert_eq!(said.status, 202);
    let trial: ImportReport = said.read();
    assert_eq!((trial.state, trial.renumbered, trial.refused.len()), (ImportState::Tried, 2, 0));
    assert_eq!(world.count(lead.inst, ops), before, "a trial changes nothing");
    let again: ImportReport = lead.get(&format!("{path}/{}", trial.id)).read();
    assert_eq!(again, trial);
    let applied: ImportReport = lead.post(&path, &tried(swap.clone(), &trial)).read();
    assert_eq!(applied.state, ImportState::Applied);
    assert_eq!(open(&mut lead), [("informat/SG 1/10".into(), two), ("informat/SG 1/20".into(), one)]);
    assert_eq!(world.count(lead.inst, ops), before + 4);
    let commits = "SELECT count(DISTINCT commit_id) FROM op WHERE inst = $1";
    assert_eq!(world.count(lead.inst, commits), 3, "one commit for each push, and one for the list");
    // The same list once more finds all of it in force.
    let trial: ImportReport = lead.post(&path, &swap).read();
    assert_eq!((trial.renumbered, trial.unchanged), (0, 2));
    let applied: ImportReport = lead.post(&path, &tried(swap, &trial)).read();
    assert_eq!((applied.state, world.count(lead.inst, ops)), (ImportState::Applied, before + 4));
}

#[test]
fn one_wrong_row_refuses_the_list_and_the_report_names_the_row_and_no_value() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let (lead, _) = two(&world, &url);
    let path = lead.path("imports");
    for (rows, reason) in [
        (&[("10", "77777")][..], FaultReason::RowMissing),
        (&[("10", "77777"), ("20", "77777")], FaultReason::NewTwice),
        (&[("10", "77777"), ("10", "88888"), ("20", "99999")], FaultReason::OldTwice),
        (&[("10", "77777"), ("20", "")], FaultReason::NewInvalid),
        (&[("10", "77777"), ("20", "88888"), ("66666", "5")], FaultReason::OldUnknown),
    ] {
        let said = lead.post(&path, &list(rows));
        let report: ImportReport = said.read();
        assert_eq!((said.status, report.state), (202, ImportState::Refused));
        assert!(report.refused.iter().any(|fault| fault.reason == reason), "{reason:?}");
        let text = String::from_utf8(said.body).unwrap();
        assert!(!["77777", "88888", "66666", "Een"].iter().any(|value| text.contains(value)), "{text}");
        let carried = lead.post(&path, &tried(list(rows), &report));
        assert_eq!(carried.refusal().0, 404, "what was refused is no trial");
    }
    let ops = "SELECT count(*) FROM op WHERE inst = $1";
    assert_eq!(world.count(lead.inst, ops), 4, "what the laptop sent, and nothing else");
}

#[test]
fn what_changed_since_the_trial_is_not_carried_out() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let (mut lead, [one, _]) = two(&world, &url);
    let path = lead.path("imports");
    let rows = list(&[("10", "11"), ("20", "21")]);
    let trial: ImportReport = lead.post(&path, &rows).read();
    let number = ExternalNumber { system: "informat".into(), database: "SG 1".into(), value: "10".into() };
    lead.push(&[op(lead.user, Change::NumberRemove { pupil: one, number })]);
    let report: ImportReport = lead.post(&path, &tried(rows.clone(), &trial)).read();
    assert_eq!(report.state, ImportState::Refused);
    assert!(report.refused.iter().any(|fault| fault.reason == FaultReason::Changed));
    let other = tried(list(&[("20", "22")]), &trial);
    assert_eq!(lead.post(&path, &other).refusal().0, 404, "another list than was tried");
}

#[test]
fn answers_of_the_government_wait_for_a_form_that_is_described() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let (lead, _) = two(&world, &url);
    let said = lead.post(&lead.path("imports"), &json!({ "kind": "government_answers" }));
    assert_eq!(said.refusal(), (422, "refused".into()));
    assert!(said.json()["detail"].as_str().unwrap().contains("nog geen formaat"));
}
