//! The access log names those whom it mentions, and of another institution nobody: security.md S54,
//! S61.

use std::collections::BTreeSet;

use chrono::{Duration, Utc};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::access::AccessLog;
use stamboek_domain::sync::roles::Role;
use stamboek_server::store::access_log::By;
use uuid::Uuid;

use crate::common::{Laptop, World};
use crate::tenants::forgetful;

/// Whom the log names, as this laptop is told.
fn named(laptop: &Laptop, asked: &str) -> BTreeSet<Uuid> {
    let log: AccessLog = laptop.get(&laptop.path(&format!("access-log{asked}"))).read();
    assert!(log.people.iter().all(|person| !person.name.is_empty()));
    log.people.into_iter().map(|person| person.user).collect()
}

/// Somebody of this role looked at a pupil.
fn looked(world: &World, url: &str, inst: Uuid, pupil: PupilId) -> Laptop {
    let laptop = world.laptop(url, inst, Role::Secretariat);
    laptop.looked("sheet", pupil);
    laptop
}

#[test]
fn the_log_names_whom_it_mentions_also_who_left_and_nobody_else() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let officer = world.laptop(&url, inst, Role::PrivacyOfficer);
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    let (pupil, other) = (PupilId(Uuid::now_v7()), PupilId(Uuid::now_v7()));
    let (stays, left) = (looked(&world, &url, inst, pupil), looked(&world, &url, inst, pupil));
    let elsewhere = looked(&world, &url, inst, other);
    let yesterday = Utc::now().date_naive() - Duration::days(1);
    world.runtime.block_on(world.owner.end_rights(inst, left.user, yesterday, By::board())).unwrap();

    let at_pupil = format!("?pupil={}", pupil.0);
    assert_eq!(named(&officer, &at_pupil), [stays.user, left.user].into(), "of these entries alone");
    assert_eq!(named(&officer, &format!("?user={}", stays.user)), [stays.user].into());
    let all = [stays.user, left.user, elsewhere.user, officer.user, administrator.user];
    assert_eq!(named(&officer, ""), all.into(), "also the one who got a role and did nothing");
    let log: AccessLog = officer.get(&officer.path("access-log")).read();
    let name = |user: Uuid| log.people.iter().find(|one| one.user == user).map(|one| one.name.clone());
    assert_eq!(name(left.user), Some(left.login.clone()), "the account's own name");
}

/// A laptop tells who looked, so it could name anybody whose identity it knows.
#[test]
fn of_another_school_nobody_is_named_by_either_belt_alone() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let [inst, foreign] = ["De Linde", "De Eik"].map(|name| world.institution(name));
    let mut officer = world.laptop(&url, inst, Role::PrivacyOfficer);
    let stranger = world.laptop(&url, foreign, Role::SecretariatLead);
    let pupil = PupilId(Uuid::now_v7());
    let mut liar = world.laptop(&url, inst, Role::Secretariat);
    for user in [stranger.user, Uuid::new_v4()] {
        liar.user = user;
        liar.looked("sheet", pupil);
    }
    let at_pupil = format!("?pupil={}", pupil.0);
    assert!(named(&officer, &at_pupil).is_empty(), "both belts");
    assert_eq!(officer.get(&stranger.path("access-log")).refusal().0, 404);
    let mut app = world.app(&[]);
    app.store = forgetful(&world);
    let without_query = world.serve(app);
    officer.url.clone_from(&without_query);
    assert!(named(&officer, &at_pupil).is_empty(), "row-level security alone");
    officer.url.clone_from(&url);
    world.open_all_rows();
    assert!(named(&officer, &at_pupil).is_empty(), "the queries alone");
    officer.url = without_query;
    assert_eq!(named(&officer, &at_pupil), [stranger.user].into(), "neither: this test can fail");
}
