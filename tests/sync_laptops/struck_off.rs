//! A laptop that was struck off, and opens again only when the administrator admits it: security.md S15,
//! S16.

use serde_json::json;
use stamboek_core::commands::Nothing;
use stamboek_core::session;
use stamboek_core::session::messages::Phase;
use stamboek_core::sync::act;
use stamboek_server::store::devices::State as Standing;

use crate::laptop::Laptop;
use crate::world::{PASSWORD, World};

fn phase(laptop: &Laptop) -> Phase {
    session::state(&laptop.core, Nothing {}).unwrap().phase
}

#[test]
fn that_its_entries_are_still_taken_does_not_open_it_again() {
    let world = World::new();
    let laptop = Laptop::begins_there(&world, "Onthaal");
    act::sign_in(&laptop.core, "els", PASSWORD).unwrap();
    laptop.now().unwrap();
    let device = laptop.device();
    let fields = json!({ "last_name": "Peeters", "first_name": "Noor" });
    laptop.call("pupil_create", json!({ "fields": fields, "despite_duplicates": true }));
    world.stands(device, Standing::Lock, true);
    laptop.now().unwrap_err();
    let held = "SELECT count(*) FROM op WHERE inst = $1 AND outcome = 'held'";
    assert_eq!(world.count(held), 1, "what waited was taken, for review");
    assert!(phase(&laptop) == Phase::Revoked { wiped: false });
    let laptop = laptop.started_again();
    assert!(phase(&laptop) == Phase::Revoked { wiped: false }, "it asks, and is refused");
    assert!(laptop.core.register().is_err());
    world.stands(device, Standing::Active, false);
    let laptop = laptop.started_again();
    assert!(phase(&laptop) != Phase::Revoked { wiped: false });
    assert!(laptop.core.register().is_ok());
    laptop.now().unwrap();
    assert_eq!(laptop.status().held, 1, "it goes on with the school");
}
