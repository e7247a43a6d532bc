//! What came from a laptop that was lost, taken back at once (sync.md 15).

use chrono::{Days, Utc};
use serde_json::{Value, json};
use stamboek_core::commands;
use stamboek_core::sync::act;
use stamboek_domain::sync::roles::Role;

use crate::laptop::Laptop;
use crate::world::{PASSWORD, World};

#[test]
fn what_a_lost_laptop_entered_goes_back_at_once_but_for_what_was_changed_since() {
    let world = World::new();
    let one = Laptop::of_a_school(150).join(&world, "Secretariaat 1");
    one.now().unwrap();
    let two = Laptop::new().join(&world, "Secretariaat 2");
    two.now().unwrap();
    let class = one.somebody().1;
    let of_class = one.pupils().into_iter().filter(|row| row["class"] == class.as_str());
    let pupils: Vec<String> = of_class.map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    let [twice, corrected, between] = [&pupils[0], &pupils[1], &pupils[2]];
    let found = [twice, corrected, between].map(|pupil| one.code(&class, pupil));

    two.mark(twice, found[0].as_deref(), Some("B"));
    two.mark(twice, Some("B"), Some("Z"));
    two.mark(corrected, found[1].as_deref(), Some("B"));
    two.mark(between, found[2].as_deref(), Some("B"));
    two.now().unwrap();
    one.now().unwrap();
    one.mark(between, Some("B"), Some("D"));
    one.now().unwrap();
    two.now().unwrap();
    two.mark(between, Some("D"), Some("Z"));
    two.now().unwrap();
    one.now().unwrap();
    one.mark(corrected, Some("B"), Some("D"));
    one.now().unwrap();
    world.strike_off(two.device());

    let since = (Utc::now() - Days::new(1)).date_naive().to_string();
    let back = |laptop: &Laptop, sure: bool| {
        let request = json!({ "what": "take_back", "device": two.device(), "since": since, "sure": sure });
        commands::call(&laptop.core, "board", request)
    };
    let answer = |sure| -> Value { serde_json::from_str(&back(&one, sure).unwrap()).unwrap() };
    let codes = || [twice, corrected, between].map(|pupil| one.code(&class, pupil));
    let now = [Some("Z"), Some("D"), Some("Z")].map(|code| code.map(str::to_owned));
    assert_eq!(codes(), now);
    assert_eq!(one.status().waiting, 0);

    let would = answer(false);
    assert_eq!(
        (would["shows"].as_str(), &would["undone"], &would["kept"]),
        (Some("back"), &json!(3), &json!(2))
    );
    assert_eq!((codes(), one.status().waiting), (now.clone(), 0), "asked only");
    assert_eq!(answer(true), would, "what was said before");
    let went_back = [found[0].clone(), Some("D".to_owned()), Some("D".to_owned())];
    assert_eq!(codes(), went_back, "to what a colleague had entered in between, where somebody had");
    one.call("undo", json!({ "direction": "back", "batch": null }));
    assert_eq!(codes(), now, "an action like any other");
    one.call("undo", json!({ "direction": "again" }));
    one.now().unwrap();
    assert_eq!((codes(), one.status().conflicts), (went_back, 0));
    one.assert_sound();

    world.person("beheer", Role::BoardAdministrator);
    act::sign_in(&one.core, "beheer", PASSWORD).unwrap();
    let refused = back(&one, true).unwrap_err();
    assert_eq!(refused.values["why"], "forbidden", "whoever sees no pupils takes nothing of theirs back");
}
