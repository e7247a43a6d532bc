//! Somebody is erased at the server, and is gone on every laptop (security.md S66, S67, S69; sync.md
//! C18).

use chrono::{DateTime, Duration, FixedOffset, Utc};
use serde_json::{Value, json};
use stamboek_core::sync::act;
use stamboek_core::sync::http::Method;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::{Change, ExternalNumber};
use stamboek_domain::sync::roles::Role;

use crate::found::tables_with;
use crate::laptop::{self, Laptop};
use crate::world::{PASSWORD, World};

/// In no word of the program: her name, her number, what was half typed, entered without the right to,
/// and entered when she was erased already.
const NAME: &str = "Zwaluwestaart";
const NUMBER: &str = "7770001";
const DRAFT: &str = "Rietzanger";
const HELD: &str = "Nachtzwaluw";
const LATE: &str = "Avondzwaluw";
/// When no duty to keep runs any more.
const YEARS: Duration = Duration::days(3_650);

fn server_later() -> DateTime<Utc> {
    Utc::now() + YEARS
}

fn laptop_later() -> DateTime<FixedOffset> {
    laptop::clock() + YEARS
}

/// Comes to the school in a class, and leaves it on the day of [`Laptop::mark`].
fn enrolled(laptop: &Laptop) -> String {
    let (_, class) = laptop.somebody();
    let plan = laptop.call(
        "enrol",
        json!({
            "pupil": null,
            "fields": { "last_name": NAME, "first_name": "Veerle", "birth_date": "2016-05-05" },
            "school": { "institution": "", "stamnummer": "", "moment": "2026-11-16", "from": "2026-11-16",
                "status": "realised", "reason": "" },
            "group": null, "class": class, "address": null, "contacts": null, "nationality": null,
            "despite_duplicates": false, "apply": true,
        }),
    );
    assert!(plan["batch"].is_string(), "{plan}");
    let pupil = plan["pupil"].as_str().unwrap().to_owned();
    let ends = json!({ "how": "ends", "until": "2026-11-20", "cause": "Verhuis", "situation": "" });
    let left = laptop.call(
        "leave",
        json!({ "pupil": pupil, "enrolment": null, "how": ends, "case": null, "apply": true }),
    );
    assert!(left["batch"].is_string(), "{left}");
    pupil
}

fn renamed(laptop: &Laptop, pupil: &str, to: &str) {
    let item = json!({ "field": "first_name", "was": "Veerle", "now": to });
    laptop.call("pupil_edit", json!({ "id": pupil, "items": [item] }));
}

/// What laptops keep of her: an enrolment that ended, a number, marks that are in each other's way, an
/// entry that is held, a look at her sheet and half-typed words.
fn school(world: &mut World) -> ([Laptop; 2], String) {
    let one = Laptop::of_a_school(5).join(world, "Secretariaat 1");
    let pupil = enrolled(&one);
    let number = ExternalNumber { system: "informat".into(), database: "SG 1".into(), value: NUMBER.into() };
    let her = PupilId(pupil.parse().unwrap());
    let add = Change::NumberAdd { pupil: her, number, from: "2026-11-16".parse().unwrap() };
    one.core.register().unwrap().write("number", |batch| batch.push(add)).unwrap();
    one.now().unwrap();
    let two = Laptop::new().join(world, "Secretariaat 2");
    two.now().unwrap();
    world.kill();
    one.mark(&pupil, None, Some("B"));
    two.mark(&pupil, None, Some("Z"));
    two.call("pupil_sheet", json!({ "id": pupil }));
    two.call("draft", json!({ "form": format!("dossier/{pupil}/note/"), "body": DRAFT }));
    world.start();
    one.now().unwrap();
    two.now().unwrap();
    world.person("jan", Role::Attendance);
    act::sign_in(&two.core, "jan", PASSWORD).unwrap();
    renamed(&two, &pupil, HELD);
    two.now().unwrap();
    act::sign_in(&two.core, "els", PASSWORD).unwrap();
    one.now().unwrap();
    two.now().unwrap();
    ([one, two], pupil)
}

fn held(laptop: &Laptop) -> Vec<Value> {
    laptop.call("sync", json!({ "about": "held" }))["rows"].as_array().unwrap().clone()
}

/// Asks the server to erase somebody. No screen does: whether it was done is read in the ledger.
fn erases(world: &World, officer: &Laptop, pupil: &str) -> bool {
    let path = format!("/v1/institutions/{}/pupils/{pupil}/erasure", world.inst);
    let _ = officer.core.sync.ask(&officer.core, Method::Post, &path, Some("{}"));
    let ledger = std::fs::read_to_string(world.apart.path().join("erased.jsonl"));
    ledger.is_ok_and(|lines| lines.contains(pupil))
}

#[test]
fn who_is_erased_at_the_server_is_in_no_table_of_any_laptop_any_more() {
    let mut world = World::new();
    let ([one, two], pupil) = school(&mut world);
    let devices = [one.device(), two.device()];
    for laptop in [&one, &two] {
        let status = laptop.status();
        assert_eq!((status.conflicts, status.held, status.waiting), (1, 1, 0));
        for sentinel in [NAME, NUMBER, HELD] {
            assert!(!tables_with(&laptop.core, sentinel).is_empty(), "{sentinel}: this test can fail");
        }
    }
    assert!(!tables_with(&two.core, DRAFT).is_empty());
    let before = world.everything(&devices);
    assert!([NAME, NUMBER, HELD].iter().all(|sentinel| before.contains(sentinel)));

    // The privacy officer asks for it when no duty to keep runs any more.
    world.person("jo", Role::PrivacyOfficer);
    let officer = Laptop::new();
    act::join(&officer.core, &world.url(), &world.code("Privacy"), None).unwrap();
    act::sign_in(&officer.core, "jo", PASSWORD).unwrap();
    world.confirm_terms();
    assert!(!erases(&world, &officer, &pupil), "a duty runs");
    world.kill();
    world.clock = server_later;
    world.start();
    let officer = officer.opened_on(laptop_later);
    act::sign_in(&officer.core, "jo", PASSWORD).unwrap();
    assert!(erases(&world, &officer, &pupil));
    world.kill();

    // The other laptop has not heard of it yet.
    renamed(&two, &pupil, LATE);
    assert!(!tables_with(&two.core, LATE).is_empty());
    world.clock = Utc::now;
    world.start();
    two.now().unwrap();
    one.now().unwrap();
    two.now().unwrap();
    for laptop in [&one, &two] {
        for sentinel in [NAME, NUMBER, HELD, DRAFT, LATE] {
            assert_eq!(tables_with(&laptop.core, sentinel), [""; 0], "{sentinel}");
        }
        // That she was erased, and that alone, is known by her identity.
        let known = tables_with(&laptop.core, &pupil);
        assert_eq!(known, ["local_fact", "mirror"], "{known:?}");
        let status = laptop.status();
        assert_eq!((status.conflicts, status.waiting), (0, 0));
        laptop.assert_sound();
    }
    // Of what came too late stands why, and not what it said; of what was held before, nothing.
    for laptop in [&one, &two] {
        let [late] = &held(laptop)[..] else { panic!() };
        let part = &late["parts"][0];
        assert_eq!((&part["reason"], &part["about"]["is"]), (&json!("erased"), &json!("unknown")));
    }
    let text = world.everything(&devices);
    let other = one.pupils()[0]["last_name"].as_str().unwrap().to_owned();
    assert!(text.contains(&other), "of others everything is there");
    for sentinel in [NAME, NUMBER, HELD, DRAFT, LATE] {
        assert!(!text.contains(sentinel), "{sentinel}");
    }
    let three = Laptop::new().join(&world, "Secretariaat 3");
    three.now().unwrap();
    assert_eq!(three.pupils(), one.pupils());
    assert!(three.pupils().len() == 5 && tables_with(&three.core, NAME).is_empty());
    three.assert_sound();
}
