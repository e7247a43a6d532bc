//! Laptops and people make themselves known: security.md S15, S21–S24, S52, S85.

use chrono::{Duration, Utc};
use serde_json::json;
use stamboek_domain::sync::access::{
    AccessEntry, AccessLog, DeviceCode, DeviceList, Grant, Me, Order, OrderAction, Purpose, Revoke, SignIn,
    TokenAnswer, TokenRequest, UserList,
};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{HeldReason, Hello, OutcomeWord, Rev};
use stamboek_server::keys;
use stamboek_server::store::access_log::By;
use stamboek_server::store::devices::State;
use uuid::Uuid;

use crate::common::{Laptop, PASSWORD, World, mark, op, pupil};

#[test]
fn a_code_lets_one_laptop_in_once_and_an_answer_that_was_lost_is_given_again() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let code = world.code(inst);
    let laptop = Laptop::enrol(&url, &code.to_lowercase().replace('-', " "));
    assert_eq!(laptop.inst, inst);
    let again = laptop.post("/v1/devices", &laptop.enrolment(&code));
    assert_eq!((again.status, &again.json()["device"]), (201, &json!(laptop.device)));
    let other = Laptop::new(&url);
    assert_eq!(other.post("/v1/devices", &other.enrolment(&code)).refusal(), (409, "used".into()));
    assert_eq!(other.post("/v1/devices", &other.enrolment("AAAA-AAAA-AAAA")).refusal().0, 404);
    let wrong_key = json!({ "code": code, "public_key": "AAAA" });
    assert_eq!(other.post("/v1/devices", &wrong_key).refusal().0, 400);
}

#[test]
fn an_assertion_is_good_once_for_this_server_now_and_with_the_laptops_own_key() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let laptop = Laptop::enrol(&url, &world.code(inst));
    let ask = |assertion: String| {
        laptop.post("/v1/token", &TokenRequest { assertion, grant: None, sign_in: None }).status
    };
    let good = laptop.signed(&laptop.assertion());
    assert_eq!(ask(good.clone()), 200);
    assert_eq!(ask(good), 401, "replayed");
    let mut wrong = laptop.assertion();
    wrong.audience = "https://other.example".into();
    assert_eq!(ask(laptop.signed(&wrong)), 401, "for another server");
    for minutes in [-6, 6] {
        let mut wrong = laptop.assertion();
        wrong.issued_at = Utc::now() + Duration::minutes(minutes);
        assert_eq!(ask(laptop.signed(&wrong)), 401, "{minutes} minutes off");
    }
    let stranger = Laptop::enrol(&url, &world.code(inst));
    assert_eq!(ask(stranger.signed(&laptop.assertion())), 401, "another laptop's key");
    let mut nobody = laptop.assertion();
    nobody.device = Uuid::new_v4();
    assert_eq!(ask(laptop.signed(&nobody)), 401, "a laptop that nobody knows");
    assert_eq!(
        ask(keys::sign(&laptop.key, Purpose::Grant, &laptop.assertion())),
        401,
        "signed for something else"
    );
    assert_eq!(ask("x".into()), 400);
}

#[test]
fn a_person_signs_in_and_her_grant_serves_until_she_is_blocked() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let user = world.person("els", inst, &[Role::Secretariat]);
    let mut laptop = Laptop::enrol(&url, &world.code(inst));
    let password = |login: &str, password: &str| {
        Some(SignIn::Password { login: login.into(), password: password.into() })
    };
    assert_eq!(laptop.ask_token(password("els", "een kort wachtwoord")).refusal().0, 401);
    assert_eq!(laptop.ask_token(password("niemand", PASSWORD)).refusal().0, 401);
    let code = SignIn::Code { code: "x".into(), verifier: "y".into(), redirect: "z".into() };
    assert_eq!(laptop.ask_token(Some(code)).refusal().0, 400, "no provider is set up");
    laptop.sign_in("els");
    let grant: Grant = keys::unverified(laptop.grant.as_deref().unwrap()).unwrap();
    assert_eq!((grant.user, grant.device, grant.rights.len()), (user, laptop.device, 1));
    assert_eq!(laptop.ask_token(None).status, 200);
    let me: Me = laptop.get("/v1/me").read();
    assert_eq!((me.user, me.name.as_deref(), me.institutions[0].id), (Some(user), Some("els"), inst));
    assert_eq!(me.institutions[0].number.as_deref(), Some("099901"));
    let mut other = Laptop::enrol(&url, &world.code(inst));
    other.grant = laptop.grant.clone();
    assert_eq!(other.ask_token(None).refusal().0, 401, "the grant of another laptop");
    world.runtime.block_on(world.owner.disable(user, true, By::board())).unwrap();
    assert_eq!(laptop.ask_token(None).refusal().0, 403);
    laptop.grant = None;
    assert_eq!(laptop.ask_token(password("els", PASSWORD)).refusal().0, 401);
}

/// On which laptop something was entered is told by name to whom pupils travel, and to nobody else.
#[test]
fn the_names_of_the_laptops_of_a_school_go_where_its_pupils_go() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let [inst, foreign] = ["De Linde", "De Eik"].map(|name| world.institution(name));
    world.laptop(&url, foreign, Role::Secretariat);
    let mut laptops = Role::ALL.map(|role| world.laptop(&url, inst, role));
    let mut all = laptops.each_ref().map(|laptop| laptop.device).to_vec();
    all.sort();
    let told = |laptop: &mut Laptop| {
        let answer: TokenAnswer = laptop.ask_token(None).read();
        assert!(answer.laptops.iter().all(|one| one.label == "laptop"));
        let mut names: Vec<Uuid> = answer.laptops.into_iter().map(|one| one.device).collect();
        names.sort();
        names
    };
    for (laptop, role) in laptops.iter_mut().zip(Role::ALL) {
        let expected: &[Uuid] = if role.sees_pupils() { &all } else { &[] };
        assert_eq!(told(laptop), expected, "{role:?}");
    }
    let [attendance, secretariat, ..] = &mut laptops;
    let mut nobodys = Laptop::enrol(&url, &world.code(inst));
    assert!(told(&mut nobodys).is_empty(), "nobody is signed in there");
    all = [all.as_slice(), &[nobodys.device]].concat();
    all.sort();
    let struck_off = world.owner.set_device(inst, attendance.device, State::Lock, true, By::board());
    assert!(world.runtime.block_on(struck_off).unwrap());
    assert!(told(attendance).is_empty(), "its entries are still taken, and it is told nothing");
    assert_eq!(told(secretariat), all, "what it entered stands still");
}

#[test]
fn a_revoked_laptop_is_refused_by_the_next_request_and_told_what_to_do() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut laptop = world.laptop(&url, inst, Role::Secretariat);
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    laptop.push(&[op(laptop.user, pupil("Een").1)]);
    let revoke = |action, accept_entries| Revoke { institution: inst, action, accept_entries };
    let path = format!("/v1/devices/{}/revoke", laptop.device);
    assert_eq!(laptop.post(&path, &revoke(OrderAction::Wipe, false)).refusal().0, 403, "not hers to do");
    assert_eq!(administrator.post(&path, &revoke(OrderAction::Wipe, false)).status, 204);
    let list: DeviceList = administrator.get("/v1/devices").read();
    assert_eq!(
        list.devices.iter().filter(|row| row.state == "wipe").map(|row| row.device).collect::<Vec<_>>(),
        [laptop.device]
    );
    let said = laptop.post(&laptop.path("push"), &laptop.pushing(&[op(laptop.user, pupil("Twee").1)]));
    assert_eq!(said.refusal(), (403, "device_revoked".into()));
    let order: Order = keys::verified(
        &keys::public_key(&keys::Keys::read(world.keys.path()).unwrap().public()).unwrap(),
        Purpose::Order,
        said.json()["order"].as_str().unwrap(),
    )
    .expect("signed by the server");
    assert_eq!((order.device, order.action), (laptop.device, OrderAction::Wipe));
    assert!(order.expires > Utc::now());
    let pulled = laptop.post(&laptop.path("pull"), &laptop.pulling(Rev(0), 10));
    assert_eq!(pulled.refusal(), (403, "device_revoked".into()));
    assert_eq!(laptop.ask_token(None).refusal(), (403, "device_revoked".into()));
    // Its entries are still taken where the administrator said so, and held for review.
    assert_eq!(administrator.post(&path, &revoke(OrderAction::Lock, true)).status, 204);
    assert_eq!(laptop.ask_token(None).status, 200);
    let answer = laptop.push(&[op(laptop.user, pupil("Drie").1)]);
    assert_eq!(answer.results[0].outcome, OutcomeWord::Held);
    let pulled = laptop.post(&laptop.path("pull"), &laptop.pulling(Rev(0), 10));
    assert_eq!(pulled.refusal().0, 403);
    let elsewhere = format!("/v1/devices/{}/revoke", Uuid::new_v4());
    assert_eq!(administrator.post(&elsewhere, &revoke(OrderAction::Lock, true)).refusal().0, 404);
}

#[test]
fn who_may_not_is_held_and_whose_right_was_withdrawn_as_well() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut secretary = world.laptop(&url, inst, Role::Secretariat);
    let (child, create) = pupil("Een");
    assert_eq!(secretary.push(&[op(secretary.user, create)]).results[0].outcome, OutcomeWord::Applied);
    let mut taker = world.laptop(&url, inst, Role::Attendance);
    let answer = taker.push(&[
        op(taker.user, mark(child, "2026-11-23", None, Some("B"))),
        op(taker.user, pupil("Twee").1),
        op(secretary.user, pupil("Drie").1),
        op(Uuid::new_v4(), pupil("Vier").1),
    ]);
    let outcomes: Vec<OutcomeWord> = answer.results.iter().map(|result| result.outcome).collect();
    assert_eq!(
        outcomes,
        [OutcomeWord::Applied, OutcomeWord::Held, OutcomeWord::Held, OutcomeWord::Held],
        "an entry counts as hers who signed in on that laptop, and of nobody else"
    );
    assert_eq!(answer.results[1].detail[0].reason, Some(HeldReason::NotPermitted));
    let mut late = op(secretary.user, mark(child, "2026-11-24", None, Some("B")));
    late.entered_at = (Utc::now() + Duration::days(15)).fixed_offset();
    assert_eq!(secretary.push(&[late]).results[0].outcome, OutcomeWord::Held, "after her grant ended (S24)");
    let yesterday = Utc::now().date_naive() - Duration::days(1);
    world.runtime.block_on(world.owner.end_rights(inst, secretary.user, yesterday, By::board())).unwrap();
    let before = op(secretary.user, mark(child, "2026-11-25", None, Some("B")));
    assert_eq!(secretary.push(&[before]).results[0].outcome, OutcomeWord::Held, "C16");
    let pulled = secretary.post(&secretary.path("pull"), &secretary.pulling(Rev(0), 10));
    assert_eq!(pulled.refusal().0, 403, "and sees nothing any more");
}

#[test]
fn without_a_token_there_is_hello_and_nothing_else() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut laptop = Laptop::enrol(&url, &world.code(inst));
    let hello: Hello = laptop.get("/v1/hello").read();
    assert_eq!((hello.op_versions.oldest, hello.op_versions.newest), (1, 1));
    assert!((hello.time - Utc::now()).num_seconds().abs() < 60);
    for token in ["", "x", "x.y", &"a".repeat(4000)] {
        laptop.token = token.to_owned();
        assert_eq!(laptop.get("/v1/me").refusal(), (401, "unauthorised".into()));
        assert_eq!(laptop.post(&laptop.path("pull"), &json!({})).refusal().0, 401);
    }
    assert_eq!(laptop.get("/v1/nothing").refusal().0, 404);
    assert_eq!(laptop.get("/v1/token").refusal().0, 405);
    assert_eq!(laptop.get("/readyz").status, 200);
    assert_eq!(laptop.get("/healthz").status, 200);
    assert_eq!(laptop.get("/metrics").status, 404, "figures are not for outside");
}

#[test]
fn every_operation_that_is_described_is_there_and_asks_for_a_token_where_it_says_so() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let laptop = Laptop::new(&url);
    let document = stamboek_server::openapi::document();
    for (method, path) in stamboek_server::openapi::operations() {
        let asked = path
            .replace("{inst}", &Uuid::new_v4().to_string())
            .replace("{device}", &Uuid::new_v4().to_string())
            .replace("{pupil}", &Uuid::new_v4().to_string())
            .replace("{import}", &Uuid::new_v4().to_string());
        let said = if method == "get" { laptop.get(&asked) } else { laptop.post(&asked, &json!({})) };
        let with_token = document["paths"][path][method]["security"].is_array();
        assert_eq!(said.status == 401, with_token, "{method} {path}: {}", said.status);
        assert!(![404, 405].contains(&said.status), "{method} {path}: {}", said.status);
    }
}

#[test]
fn the_administrator_lets_people_and_laptops_in_and_all_of_it_is_in_the_log() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    let officer = world.laptop(&url, inst, Role::PrivacyOfficer);
    let path = |what: &str| format!("/v1/institutions/{inst}/{what}");
    let code: DeviceCode =
        administrator.post(&path("device-codes"), &json!({ "label": "Secretariaat 2" })).read();
    let mut laptop = Laptop::enrol(&url, &code.code);
    let new = |login: &str, password: &str| json!({ "login": login, "name": "Els", "password": password, "role": "secretariat" });
    assert_eq!(administrator.post(&path("users"), &new("els", "kort")).refusal().0, 400);
    let added = administrator.post(&path("users"), &new("els", PASSWORD));
    assert_eq!(added.status, 201);
    let user: Uuid = added.json()["user"].as_str().unwrap().parse().unwrap();
    assert_eq!(administrator.post(&path("users"), &new("els", PASSWORD)).refusal(), (409, "used".into()));
    laptop.sign_in("els");
    for (what, body) in [("device-codes", json!({ "label": "x" })), ("users", new("x", PASSWORD))] {
        assert_eq!(laptop.post(&path(what), &body).refusal().0, 403, "{what} is not hers");
    }
    assert_eq!(laptop.push(&[op(user, pupil("Een").1)]).results[0].outcome, OutcomeWord::Applied);
    let end = json!({ "user": user, "role": null });
    assert_eq!(administrator.post(&path("rights"), &end).status, 204);
    assert_eq!(laptop.push(&[op(user, pupil("Twee").1)]).results[0].outcome, OutcomeWord::Held);
    let stranger = json!({ "user": Uuid::new_v4(), "role": "support" });
    assert_eq!(administrator.post(&path("rights"), &stranger).refusal().0, 404);
    let users: UserList = administrator.get(&path("users")).read();
    assert!(users.users.iter().any(|row| row.login == "els" && row.until.is_some()));
    let looked = AccessEntry {
        id: Uuid::now_v7(),
        at: Utc::now().fixed_offset(),
        user: Some(user),
        kind: "sheet".into(),
        pupil: Some(Uuid::now_v7()),
        count: 1,
    };
    for _ in 0..2 {
        assert_eq!(
            laptop.post(&path("access-log"), &json!({ "entries": [looked] })).status,
            204,
            "twice is once"
        );
    }
    let with_text = AccessEntry { kind: "Emma Peeters".into(), ..looked.clone() };
    assert_eq!(laptop.post(&path("access-log"), &json!({ "entries": [with_text] })).refusal().0, 400);
    assert_eq!(administrator.get(&path("access-log")).refusal().0, 403, "not the administrator's to read");
    let of_pupil: AccessLog =
        officer.get(&path(&format!("access-log?pupil={}", looked.pupil.unwrap()))).read();
    assert_eq!(of_pupil.entries.len(), 1);
    assert_eq!((of_pupil.entries[0].entry.id, of_pupil.entries[0].device), (looked.id, Some(laptop.device)));
    let all: AccessLog = officer.get(&path("access-log")).read();
    let by_people = all.entries.iter().filter(|row| row.entry.user.is_some());
    let kinds: Vec<&str> = by_people.map(|row| row.entry.kind.as_str()).collect();
    assert_eq!(
        kinds.iter().filter(|kind| **kind != "sheet").copied().collect::<Vec<_>>(),
        ["access-log", "user.end", "user.add", "device.code"],
        "also that the log was read"
    );
}
