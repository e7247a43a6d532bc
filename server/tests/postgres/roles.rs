//! Role by role what is served, in the own institution and in another's: security.md S52.

use serde_json::{Value, json};
use stamboek_domain::sync::access::AccessEntries;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{ReconcileRequest, Rev};
use stamboek_server::openapi;
use stamboek_server::store::access_log::By;
use stamboek_server::store::devices::State;
use uuid::Uuid;

use crate::common::{Laptop, World, op, pupil};

/// What is asked where, and whether each role is served, in the order of [`Role::ALL`]: attendance,
/// secretariat, lead, administrator, privacy officer, support; then a laptop at which nobody is signed
/// in, or not any more; and one that was struck off while somebody of every role worked at it, whose
/// entries are still taken.
const TABLE: &[(&str, &str, [bool; 8])] = &[
    ("get", "/v1/me", [true, true, true, true, true, true, true, false]),
    ("get", "/v1/devices", [false, false, false, true, false, false, false, false]),
    ("post", "/v1/devices/{device}/revoke", [false, false, false, true, false, false, false, false]),
    ("post", "/v1/devices/{device}/admit", [false, false, false, true, false, false, false, false]),
    ("post", "/v1/institutions/{inst}/device-codes", [false, false, false, true, false, false, false, false]),
    ("get", "/v1/institutions/{inst}/users", [false, false, false, true, false, false, false, false]),
    ("post", "/v1/institutions/{inst}/users", [false, false, false, true, false, false, false, false]),
    ("post", "/v1/institutions/{inst}/rights", [false, false, false, true, false, false, false, false]),
    ("get", "/v1/institutions/{inst}/access-log", [false, false, false, false, true, false, false, false]),
    // What was looked at is told by every laptop; what is entered is judged op by op (roles.rs of the
    // domain), and kept whoever sends it.
    ("post", "/v1/institutions/{inst}/access-log", [true; 8]),
    ("post", "/v1/institutions/{inst}/push", [true; 8]),
    ("post", "/v1/institutions/{inst}/reconcile", [true; 8]),
    ("post", "/v1/institutions/{inst}/pull", [true, true, true, false, false, false, false, false]),
    ("post", "/v1/institutions/{inst}/imports", [false, false, true, false, false, false, false, false]),
    (
        "get",
        "/v1/institutions/{inst}/imports/{import}",
        [false, false, true, false, false, false, false, false],
    ),
    (
        "get",
        "/v1/institutions/{inst}/pupils/{pupil}/dossier",
        [false, false, false, false, true, false, false, false],
    ),
    (
        "post",
        "/v1/institutions/{inst}/pupils/{pupil}/erasure",
        [false, false, false, false, true, false, false, false],
    ),
    (
        "get",
        "/v1/institutions/{inst}/devices/{device}/reach",
        [false, false, true, true, true, false, false, false],
    ),
    (
        "get",
        "/v1/institutions/{inst}/devices/{device}/entries",
        [false, false, true, true, false, false, false, false],
    ),
];

/// Whoever has no role may ask these.
const OPEN: &[&str] = &["/v1/hello", "/v1/token", "/healthz", "/readyz"];

fn body(laptop: &Laptop, path: &str, inst: Uuid) -> Value {
    let last = path.rsplit('/').next().unwrap();
    match last {
        "push" => serde_json::to_value(laptop.pushing(&[])).unwrap(),
        "pull" => serde_json::to_value(laptop.pulling(Rev(0), 1)).unwrap(),
        "reconcile" => serde_json::to_value(ReconcileRequest { op_ids: vec![], seen: None }).unwrap(),
        "access-log" => serde_json::to_value(AccessEntries { entries: vec![] }).unwrap(),
        "device-codes" => json!({ "label": "x" }),
        "revoke" => json!({ "institution": inst, "action": "lock", "accept_entries": true }),
        "admit" => json!({ "institution": inst }),
        "users" => json!({ "login": "", "name": "x", "password": "x", "role": "support" }),
        "rights" => json!({ "user": Uuid::new_v4(), "role": null }),
        "imports" => json!({ "kind": "government_answers" }),
        _ => json!({}),
    }
}

#[test]
fn every_route_serves_the_roles_of_the_table_in_their_own_institution_and_nobody_elsewhere() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let (inst, other) = (world.institution("De Linde"), world.institution("De Eik"));
    let mut lead = world.laptop(&url, inst, Role::SecretariatLead);
    let (child, create) = pupil("Een");
    lead.push(&[op(lead.user, create)]);
    let aside = Laptop::enrol(&url, &world.code(inst));
    let mut nobodys = Laptop::enrol(&url, &world.code(inst));
    assert_eq!(nobodys.ask_token(None).status, 200);
    let struck = struck_off(&world, &url, inst, true);
    let laptops = Role::ALL.map(|role| (role.as_str(), world.laptop(&url, inst, role)));
    let laptops = laptops.into_iter().chain([("nobody", nobodys), (STRUCK, struck)]);
    for (n, (who, laptop)) in laptops.enumerate() {
        for (method, path, served) in TABLE {
            let asked = |inst: Uuid| {
                let path = path
                    .replace("{inst}", &inst.to_string())
                    .replace("{device}", &aside.device.to_string())
                    .replace("{pupil}", &child.0.to_string())
                    .replace("{import}", &Uuid::new_v4().to_string());
                let path = if path.ends_with("/entries") {
                    format!("{path}?since=2026-01-01T00:00:00Z")
                } else {
                    path
                };
                let body = body(&laptop, &path, inst);
                if *method == "get" { laptop.get(&path) } else { laptop.post(&path, &body) }
            };
            let said = asked(inst);
            // Served is also what is refused for what it says: only who may not gets 403, and to
            // strike off is not even told from a laptop that is not there. Nobody is asked to sign in.
            let hidden = path.ends_with("/revoke") || path.ends_with("/admit");
            let refused = [401, 403].contains(&said.status) || (hidden && said.status == 404);
            assert_eq!(!refused, served[n], "{who} {method} {path}: {}", said.status);
            assert_eq!(said.status == 401, who == "nobody" && refused, "{who} {method} {path}");
            let told = said.status == 403 && said.refusal().1 == "device_revoked";
            assert_eq!(
                told,
                who == STRUCK && refused,
                "{who} {method} {path}: it hears that it was struck off"
            );
            if path.contains("{inst}") {
                assert_eq!(asked(other).status, 404, "{who} {method} {path} elsewhere");
            }
        }
    }
}

const STRUCK: &str = "struck off";

/// A laptop that was struck off while somebody who may do everything worked at it: her token runs on.
fn struck_off(world: &World, url: &str, inst: Uuid, accept_entries: bool) -> Laptop {
    let login = Uuid::new_v4().to_string();
    world.person(&login, inst, &Role::ALL);
    let mut laptop = Laptop::enrol(url, &world.code(inst));
    laptop.sign_in(&login);
    let struck = world.owner.set_device(inst, laptop.device, State::Lock, accept_entries, By::board());
    assert!(world.runtime.block_on(struck).unwrap());
    laptop
}

/// S15: by its next request, whatever that is; so a stolen laptop of an administrator admits nobody, itself
/// included.
#[test]
fn a_laptop_that_was_struck_off_is_served_nothing() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let laptop = struck_off(&world, &url, inst, false);
    for (method, path, _) in TABLE {
        let path = path
            .replace("{inst}", &inst.to_string())
            .replace("{device}", &laptop.device.to_string())
            .replace("{pupil}", &Uuid::new_v4().to_string())
            .replace("{import}", &Uuid::new_v4().to_string());
        let body = body(&laptop, &path, inst);
        let said = if *method == "get" { laptop.get(&path) } else { laptop.post(&path, &body) };
        assert_eq!(said.refusal(), (403, "device_revoked".into()), "{method} {path}");
    }
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    let path = format!("/v1/devices/{}/admit", laptop.device);
    assert_eq!(administrator.post(&path, &json!({ "institution": inst })).status, 204);
    assert_eq!(laptop.get("/v1/me").status, 200, "who may admits it again");
}

#[test]
fn a_route_that_is_not_in_the_table_does_not_exist() {
    let listed = |one: &(&str, &str)| TABLE.iter().any(|(method, path, _)| (*method, *path) == *one);
    for one in openapi::operations() {
        assert!(listed(&one) || OPEN.contains(&one.1) || one == ("post", "/v1/devices"), "{one:?}");
    }
}

/// A right that is over, and one that is yet to begin, is none.
#[test]
fn a_right_counts_inside_its_period_alone() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let officer = world.laptop(&url, inst, Role::PrivacyOfficer);
    assert_eq!(officer.get(&officer.path("access-log")).status, 200);
    let yesterday = chrono::Utc::now().date_naive() - chrono::Duration::days(1);
    world.runtime.block_on(world.owner.end_rights(inst, officer.user, yesterday, By::board())).unwrap();
    for path in ["access-log".to_owned(), format!("pupils/{}/dossier", Uuid::new_v4())] {
        assert_eq!(officer.get(&officer.path(&path)).refusal().0, 403, "{path}");
    }
}
