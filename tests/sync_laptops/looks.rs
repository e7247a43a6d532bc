//! Who looked at what, as the privacy officer asks for it (security.md S59, S61).

use serde_json::{Value, json};
use stamboek_core::commands;
use stamboek_core::sync::act;
use stamboek_domain::problem::Code;
use stamboek_domain::sync::roles::Role;

use crate::laptop::Laptop;
use crate::world::{PASSWORD, World};

#[test]
fn the_privacy_officer_sees_who_looked_at_a_pupil_and_what_stands_out() {
    let world = World::new();
    let one = Laptop::of_a_school(25).join(&world, "Secretariaat 1");
    let (pupil, _) = one.somebody();
    let sheet = one.call("pupil_sheet", json!({ "id": pupil }));
    let surname = sheet["row"]["last_name"].as_str().unwrap().to_owned();
    one.now().unwrap();
    let asked = |pupil: Value, user: Value| {
        one.call("board", json!({ "what": "looks", "pupil": pupil, "user": user, "before": null }))
    };
    let problem = commands::call(
        &one.core,
        "board",
        json!({ "what": "looks", "pupil": null, "user": null, "before": null }),
    )
    .unwrap_err();
    assert!(
        problem.code == Code::ServerFailed && problem.values["why"] == "forbidden",
        "a secretary may not"
    );

    // Somebody with the pupil's surname looks too. A privacy officer sends and fetches nothing.
    let jo = format!("jo {surname}");
    let relative = world.person(&jo, Role::PrivacyOfficer);
    act::sign_in(&one.core, &jo, PASSWORD).unwrap();
    one.call("pupil_sheet", json!({ "id": pupil }));
    act::sign_in(&one.core, "els", PASSWORD).unwrap();
    one.now().unwrap();
    act::sign_in(&one.core, &jo, PASSWORD).unwrap();

    let book = asked(json!(pupil), Value::Null);
    let looks = book["looks"].as_array().unwrap();
    let who: Vec<_> = looks.iter().map(|look| (look["kind"].as_str(), look["name"].as_str())).collect();
    assert_eq!(who, [(Some("sheet"), Some(jo.as_str())), (Some("sheet"), Some("els"))], "newest first");
    assert!(looks.iter().all(|look| look["pupil"]["last_name"] == surname.as_str()));
    assert!(looks.iter().all(|look| look["laptop"] == "Secretariaat 1"));
    let out: Vec<_> = book["stands_out"].as_array().unwrap().iter().map(|one| &one["why"]).collect();
    assert!(out.contains(&&json!("own_name")), "{out:?}");

    let of_one = asked(Value::Null, json!(relative.to_string()));
    let users = of_one["looks"].as_array().unwrap().iter().map(|look| look["user"].clone());
    assert!(users.collect::<Vec<_>>().iter().all(|user| *user == json!(relative.to_string())));
    assert!(
        of_one["looks"].as_array().unwrap().iter().any(|look| look["kind"] == "access-log"),
        "reading the log stands in it too"
    );
}

/// What a laptop has no account of is named by the server: a privacy officer may not see `/users`
/// (security.md 8), and nobody else ever signed in on hers.
#[test]
fn on_a_laptop_of_her_own_the_privacy_officer_reads_who_looked_by_name() {
    let world = World::new();
    let school = Laptop::of_a_school(5).join(&world, "Secretariaat 1");
    let (pupil, _) = school.somebody();
    school.call("pupil_sheet", json!({ "id": pupil }));
    school.now().unwrap();
    world.person("jo", Role::PrivacyOfficer);
    let own = Laptop::new();
    act::join(&own.core, &world.url(), &world.code("Privacy"), None).unwrap();
    act::sign_in(&own.core, "jo", PASSWORD).unwrap();
    let book = own.call("board", json!({ "what": "looks", "pupil": pupil, "user": null, "before": null }));
    let who: Vec<_> =
        book["looks"].as_array().unwrap().iter().map(|look| (&look["kind"], &look["name"])).collect();
    assert_eq!(who, [(&json!("sheet"), &json!("els"))]);
    assert_eq!(book["looks"][0]["unknown"], true, "whose sheet it was is not for her to know by name");
}
