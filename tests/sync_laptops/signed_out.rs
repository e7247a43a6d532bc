//! A laptop at which nobody is signed in any more: security.md S24, S51, S52.

use chrono::{Duration, Utc};
use serde_json::json;
use stamboek_core::sync::act;
use stamboek_core::sync::messages::SyncTrouble;
use stamboek_domain::sync::engine::Trouble;
use stamboek_domain::sync::roles::Role;

use crate::laptop::Laptop;
use crate::world::{PASSWORD, World};

/// All that can be done now was done, and a person must sign in.
fn asks_to_sign_in(laptop: &Laptop) {
    let problem = laptop.now().unwrap_err();
    assert_eq!(problem.values["why"], "sign_in");
    let status = laptop.status();
    assert_eq!(status.trouble, Some(SyncTrouble::Engine(Trouble::SignIn)));
    assert_eq!(status.waiting, 0, "what was entered left");
}

#[test]
fn who_was_blocked_is_handed_nothing_more_and_what_was_entered_leaves_also_after_a_restore() {
    let mut world = World::new();
    let one = Laptop::of_a_school(25).join(&world, "Secretariaat 1");
    one.now().unwrap();
    let two = Laptop::new();
    world.person("jan", Role::SecretariatLead);
    act::join(&two.core, &world.url(), &world.code("Secretariaat 2"), None).unwrap();
    act::sign_in(&two.core, "jan", PASSWORD).unwrap();
    two.now().unwrap();
    assert_eq!(one.pupils(), two.pupils());

    world.block(world.els, true);
    world.back_up();
    let (before, (pupil, class)) = (one.pupils(), one.somebody());
    let code = one.code(&class, &pupil);
    one.mark(&pupil, code.as_deref(), Some("B"));
    one.call("pupil_sheet", json!({ "id": pupil }));
    let fields = json!({ "last_name": "Peeters", "first_name": "Noor" });
    two.call("pupil_create", json!({ "fields": fields, "despite_duplicates": true }));
    two.now().unwrap();
    let told = || world.count("SELECT count(*) FROM access_log WHERE inst = $1 AND kind = 'sheet'");
    assert_eq!(told(), 0);
    // A token that it still had would serve for ten minutes at most, and is refused as hers.
    let one = one.opened_again();
    asks_to_sign_in(&one);
    asks_to_sign_in(&one);
    assert_eq!(told(), 1, "what she looked at is heard");
    let ops = |world: &World| world.count("SELECT count(*) FROM op WHERE inst = $1");
    let all = ops(&world);
    world.restore();
    assert!(ops(&world) < all);
    two.now().unwrap();
    asks_to_sign_in(&one);
    assert_eq!(ops(&world), all, "what the restore lost comes again");
    assert_eq!(one.pupils(), before, "it keeps what it has and gets nothing more");

    world.block(world.els, false);
    asks_to_sign_in(&one);
    act::sign_in(&one.core, "els", PASSWORD).unwrap();
    one.now().unwrap();
    assert_eq!(one.pupils(), two.pupils());
    assert_ne!(one.pupils(), before);
    one.assert_sound();
}

/// Whether a grant is over is asked of the server's clock: one of the laptop that is wrong takes nobody's.
#[test]
fn a_clock_fifteen_days_ahead_ends_no_grant() {
    let world = World::with_clock(|| Utc::now() - Duration::days(15));
    let laptop = Laptop::of_a_school(3).join(&world, "Onthaal");
    laptop.now().unwrap();
    let status = laptop.status();
    assert_eq!((status.trouble, status.waiting), (None, 0));
    assert!(status.clock_ahead.unwrap() > 14 * 86_400);
    assert!(!status.joined.unwrap().person.unwrap().ended, "nor does the screen say so");
}
