//! Calls that write and are no push have one effect however often they are sent: sync.md 16.

use serde_json::json;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::MEDIA_TYPE;
use stamboek_server::openapi::KEYED;
use stamboek_server::store::answered::{Before, Call};
use stamboek_server::store::{Doing, Whose};
use uuid::Uuid;

use crate::common::{Laptop, PASSWORD, World};

#[test]
fn the_same_call_has_one_effect_and_one_answer_and_another_under_its_key_is_refused() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    let path = administrator.path("users");
    let new = |login: &str| json!({ "login": login, "name": "Els", "password": PASSWORD, "role": "support" });
    let key = Uuid::new_v4().to_string();
    let first = administrator.post_as(&key, &path, &new("els"));
    assert_eq!(first.status, 201);
    let again = administrator.post_as(&key, &path, &new("els"));
    assert_eq!((again.status, again.body), (201, first.body), "byte for byte");
    let other = administrator.post_as(&key, &path, &new("piet"));
    assert_eq!(other.refusal(), (422, "used".into()));
    assert_eq!(administrator.post(&path, &new("els")).refusal(), (409, "used".into()), "a key of its own");
    let users = "SELECT count(*) FROM user_right WHERE inst = $1 AND role = 'support'";
    assert_eq!(world.count(inst, users), 1);
    // A refusal is not kept: what was wrong can be put right under the same key.
    let key = Uuid::new_v4().to_string();
    assert_eq!(administrator.post_as(&key, &path, &new("els")).refusal().0, 409);
    assert_eq!(administrator.post_as(&key, &path, &new("jan")).status, 201);
    // Nor does anybody find another's answer by its key.
    let stranger = world.laptop(&url, inst, Role::BoardAdministrator);
    assert_eq!(stranger.post_as(&key, &path, &new("an")).status, 201);
}

#[test]
fn a_call_without_a_key_is_refused_and_nothing_came_of_it() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    for (_, path) in KEYED {
        let path = path.replace("{inst}", &inst.to_string()).replace("{pupil}", &Uuid::now_v7().to_string());
        for key in [None, Some("kort"), Some("met spaties en meer")] {
            let said = administrator.send_as(key, &path, MEDIA_TYPE, None, b"{}").unwrap();
            assert_eq!(said.refusal(), (400, "bad_request".into()), "{path} {key:?}");
        }
    }
}

#[test]
fn the_same_call_that_still_runs_is_refused_and_its_own_end_decides() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let laptop = Laptop::new(&url);
    let (code, key) = (world.code(inst), Uuid::new_v4().to_string());
    let first = laptop.post_as(&key, "/v1/devices", &laptop.enrolment(&code));
    assert_eq!(first.status, 201);
    let same = laptop.post_as(&key, "/v1/devices", &laptop.enrolment(&code));
    assert_eq!((same.status, same.body), (201, first.body));
    // The key of somebody whose transaction is open: whoever comes second waits, and is told so.
    let caller = Uuid::new_v4();
    let call = || Call { caller, key: "k".into(), body_hash: vec![1] };
    let now = chrono::Utc::now();
    world.runtime.block_on(async {
        let whose = Whose { caller: Some(caller), ..Whose::default() };
        let mut running = world.owner.begin(&whose, Doing::Writes).await.unwrap();
        assert_eq!(running.claim(&call(), now).await, Ok(Before::Nothing));
        let mut second = world.owner.begin(&whose, Doing::Writes).await.unwrap();
        assert_eq!(second.claim(&call(), now).await, Ok(Before::Running));
        drop(second);
        running.answer(&call(), 201, "{}").await.unwrap();
        running.commit().await.unwrap();
        let mut after = world.owner.begin(&whose, Doing::Writes).await.unwrap();
        let said = Before::Said { status: 201, answer: "{}".into() };
        assert_eq!(after.claim(&call(), now).await, Ok(said));
        let day = chrono::Duration::hours(25);
        assert_eq!(after.claim(&call(), now + day).await, Ok(Before::Nothing), "forgotten after a day");
        after.undo().await.unwrap();
    });
}
