//! What is kept how long, and whether it is still what it was: security.md S60, S62; sync.md 4.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use stamboek_domain::sync::access::AccessEntry;
use stamboek_domain::sync::person::{DeviceEntries, DeviceReach};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{HeldReason, OutcomeWord, Rev};
use stamboek_server::admin::Administrator;
use stamboek_server::apart::log_days;
use stamboek_server::cluster::OWNER;
use stamboek_server::keys::Keys;
use stamboek_server::settings::Keep;
use uuid::Uuid;

use crate::common::{Laptop, World, mark, op, pupil};

const AWAY: Duration = Duration::days(500);

fn after_long() -> DateTime<Utc> {
    Utc::now() + AWAY
}

fn administrator(world: &World) -> Administrator {
    let _inside = world.runtime.enter();
    Administrator::on(world.cluster.url(OWNER).parse().unwrap())
}

fn look(laptop: &Laptop, kind: &str) -> Uuid {
    let id = Uuid::now_v7();
    let entry = AccessEntry {
        id,
        at: Utc::now().fixed_offset(),
        user: Some(laptop.user),
        kind: kind.into(),
        pupil: Some(Uuid::now_v7()),
        count: 1,
    };
    assert_eq!(laptop.post(&laptop.path("access-log"), &json!({ "entries": [entry] })).status, 204);
    id
}

#[test]
fn a_row_that_was_taken_out_changed_or_added_is_found_and_so_is_a_day() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let laptop = world.laptop(&url, inst, Role::Secretariat);
    let [gone, altered, _] = ["sheet", "insz", "search"].map(|kind| look(&laptop, kind));
    let (apart, keys) = (tempfile::tempdir().unwrap(), Keys::read(world.keys.path()).unwrap());
    let administrator = administrator(&world);
    let digest = |days: i64| {
        let now = Utc::now() + Duration::days(days);
        world.runtime.block_on(administrator.digest(apart.path(), &keys, now)).ok().unwrap()
    };
    let check = || world.runtime.block_on(administrator.check(apart.path(), &keys)).err();
    let days = || log_days::days(apart.path(), inst).unwrap();
    digest(0);
    assert_eq!(days().len(), 0, "a day that is not over is not signed");
    digest(2);
    digest(2);
    digest(4);
    assert!((3..=4).contains(&days().len()), "each day once, days without a look too: {}", days().len());
    assert_eq!(check(), None);
    let text = std::fs::read_to_string(days().into_values().next().unwrap()).unwrap();
    assert!(!text.contains(&laptop.user.to_string()), "nothing of it is said there");
    for (role, is_sound) in [("support", false), ("secretariat", true)] {
        let change = format!("UPDATE access_log SET role = '{role}' WHERE kind = 'user.right'");
        world.cluster.sql(OWNER, &change).unwrap();
        assert_eq!(check().is_none(), is_sound, "which role was given: {role}");
    }
    world.cluster.sql(OWNER, &format!("DELETE FROM access_log WHERE id = '{gone}'")).unwrap();
    world
        .cluster
        .sql(OWNER, &format!("UPDATE access_log SET user_id = NULL WHERE id = '{altered}'"))
        .unwrap();
    let added = look(&laptop, "late");
    let said = check().expect("found");
    let expected = format!("\"added\":[\"{added}\"],\"altered\":[\"{altered}\"]");
    assert!(said.contains(&expected) && said.contains(&format!("\"removed\":[\"{gone}\"]")), "{said}");
    assert!(said.contains("\"days_wrong\":[]"), "{said}");
    let (day, second) = days().into_iter().nth(1).unwrap();
    std::fs::remove_file(&second).unwrap();
    let said = check().expect("found");
    assert!(said.contains(&format!("\"days_wrong\":[\"{day}\"")), "{said}");
    std::fs::write(&second, "x.y").unwrap();
    assert!(check().expect("found").contains(&day.to_string()), "one that we did not sign");
}

#[test]
fn what_is_older_goes_and_a_laptop_that_was_away_longer_begins_anew() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let (mut away, mut busy) =
        (world.laptop(&url, inst, Role::Secretariat), world.laptop(&url, inst, Role::Secretariat));
    let (child, create) = pupil("Een");
    let waiting = op(away.user, mark(child, "2026-11-24", None, Some("B")));
    away.push(&[op(away.user, create)]);
    busy.push(&[op(busy.user, mark(child, "2026-11-23", None, Some("B")))]);
    busy.push(&[op(busy.user, mark(child, "2026-11-23", Some("B"), None))]);
    busy.push(&[op(busy.user, mark(child, "2026-11-25", None, Some("B")))]);
    look(&busy, "sheet");
    let (ops, looks) = (
        "SELECT count(*) FROM op WHERE inst = $1",
        "SELECT count(*) FROM access_log WHERE inst = $1 AND kind = 'sheet'",
    );
    let tombstones = "SELECT count(*) FROM record WHERE inst = $1 AND body IS NULL";
    let counts = || [ops, looks, tombstones].map(|text| world.count(inst, text));
    let (apart, keys) = (tempfile::tempdir().unwrap(), Keys::read(world.keys.path()).unwrap());
    let tidy = |days: i64| {
        let now = Utc::now() + Duration::days(days);
        let (keep, administrator) = (Keep::default(), administrator(&world));
        world.runtime.block_on(administrator.tidy(&keep, Some(apart.path()), now)).ok().unwrap();
    };
    let two_days = Utc::now() + Duration::days(2);
    world.runtime.block_on(administrator(&world).digest(apart.path(), &keys, two_days)).ok().unwrap();
    let signed = || log_days::days(apart.path(), inst).unwrap().len();
    let before = counts();
    assert_eq!(before, [4, 1, 1]);
    tidy(399);
    assert_eq!(counts(), before, "nothing younger than 400 days");
    tidy(500);
    assert_eq!(counts(), [0, 1, 0], "the log is kept three years");
    assert!(signed() > 0);
    tidy(3 * 366 + 3);
    assert_eq!((counts(), signed()), ([0, 0, 0], 0), "and its digests as long");
    // Whoever saw the newest commit goes on; whoever saw an older one begins anew.
    assert_eq!(busy.post(&busy.path("pull"), &busy.pulling(Rev(0), 10)).status, 200);
    let said = away.post(&away.path("pull"), &away.pulling(Rev(0), 10));
    assert_eq!(said.refusal(), (409, "history_changed".into()));
    let mut app = world.app(&[]);
    app.clock = after_long;
    (away.url, away.ahead, away.seen) = (world.serve(app), AWAY, None);
    away.sign_in_again();
    let mut fresh = op(away.user, mark(child, "2026-11-26", None, Some("B")));
    fresh.entered_at = (after_long() + Duration::minutes(1)).fixed_offset();
    let answer = away.push(&[waiting, fresh]);
    assert_eq!(answer.results[0].detail[0].reason, Some(HeldReason::Stale), "its identity cannot be checked");
    assert_eq!(answer.results[1].outcome, OutcomeWord::Applied, "what is entered from now on can");
}

/// security.md S71: which pupils and fields a lost laptop reached, and what came from it.
#[test]
fn of_a_lost_laptop_it_is_known_what_it_reached_and_what_came_from_it() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut lost = world.laptop(&url, inst, Role::Secretariat);
    let (lead, administrator) =
        (world.laptop(&url, inst, Role::SecretariatLead), world.laptop(&url, inst, Role::BoardAdministrator));
    let (one, create) = pupil("Gestolennaam");
    lost.push(&[op(lost.user, create)]);
    let since = Utc::now();
    lost.push(&[op(lost.user, mark(one, "2026-11-23", None, Some("B")))]);
    let path = lead.path(&format!("devices/{}", lost.device));
    let reach: DeviceReach = administrator.get(&format!("{path}/reach")).read();
    assert_eq!(reach.pupils, [one]);
    assert_eq!((reach.state.as_str(), reach.waiting), ("active", Some(1)));
    assert!(reach.last_contact.is_some() && reach.fields.contains(&"last_name".to_owned()));
    assert!(reach.kinds.contains(&"attendance".to_owned()) && !reach.kinds.contains(&"tag".to_owned()));
    let since = since.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let asked = format!("{path}/entries?since={since}");
    let all: DeviceEntries = lead.get(&asked).read();
    assert_eq!(all.entries.len(), 1, "what came before is not among them");
    assert_eq!(
        (all.entries[0].kind.as_deref(), all.entries[0].pupils.as_slice()),
        (Some("attendance.set"), &[one][..])
    );
    assert!(all.entries[0].entry.is_some());
    let next = format!("{asked}&after={}", all.entries[0].op.0);
    let rest: DeviceEntries = lead.get(&next).read();
    assert_eq!(rest.entries.len(), 1, "an instant goes before an entry");
    let received = all.entries[0].received.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let next = format!("{path}/entries?since={received}&after={}", all.entries[0].op.0);
    let rest: DeviceEntries = lead.get(&next).read();
    assert_eq!(rest.entries.len(), 0);
    let without: DeviceEntries = administrator.get(&asked).read();
    assert!(without.entries[0].entry.is_none() && without.entries[0].pupils.is_empty());
    let nobodys = lead.path(&format!("devices/{}/reach", Uuid::new_v4()));
    assert_eq!(lead.get(&nobodys).refusal().0, 404);
}
