//! Two laptops of one school: sync.md I1-I7, security.md S15, S19, S22, S24, S59.

use serde_json::{Value, json};
use stamboek_core::commands::Nothing;
use stamboek_core::session;
use stamboek_core::sync::act;
use stamboek_core::sync::messages::SyncTrouble;
use stamboek_domain::problem::Code;
use stamboek_domain::sync::engine::{Trouble, Wake};
use stamboek_domain::sync::roles::Role;

use crate::laptop::Laptop;
use crate::world::{PASSWORD, World};

/// A school of which one laptop has the register, and a second one that just came.
fn school(world: &World) -> (Laptop, Laptop) {
    let one = Laptop::of_a_school(25).join(world, "Secretariaat 1");
    one.now().unwrap();
    let two = Laptop::new().join(world, "Secretariaat 2");
    two.now().unwrap();
    (one, two)
}

#[test]
fn what_one_laptop_holds_the_other_gets_and_what_is_entered_follows() {
    let world = World::new();
    let (one, two) = school(&world);
    assert_eq!(one.pupils(), two.pupils());
    assert!(one.pupils().len() >= 25);
    let (pupil, class) = two.somebody();
    let before = one.code(&class, &pupil);
    two.mark(&pupil, before.as_deref(), Some("B"));
    assert_eq!((two.status().waiting, two.status().groups[0].kind.as_str()), (1, "attendance"));
    two.now().unwrap();
    one.now().unwrap();
    assert_eq!(one.code(&class, &pupil).as_deref(), Some("B"));
    let status = one.status();
    let joined = status.joined.unwrap();
    assert_eq!((joined.school.as_str(), joined.laptop.as_str()), ("De Linde", "Secretariaat 1"));
    assert_eq!(joined.server, world.url());
    let person = joined.person.unwrap();
    assert_eq!((person.name.as_str(), person.ended), ("els", false));
    assert_eq!(person.roles, ["secretariat-lead"]);
    assert_eq!((status.waiting, status.trouble, status.conflicts, status.held), (0, None, 0, 0));
    assert!(status.last_contact.is_some() && status.clock_ahead == Some(0));
    one.assert_sound();
    two.assert_sound();
}

#[test]
fn a_laptop_that_begins_by_joining_gets_the_school_and_asks_nothing() {
    let world = World::new();
    let one = Laptop::of_a_school(25).join(&world, "Secretariaat 1");
    one.now().unwrap();
    let two = Laptop::begins_there(&world, "Secretariaat 2");
    assert_eq!(session::state(&two.core, Nothing {}).unwrap().school, "De Linde", "what the server calls it");
    assert_eq!(two.school(), Default::default(), "nothing is entered here");
    act::sign_in(&two.core, "els", PASSWORD).unwrap();
    two.now().unwrap();
    assert_eq!(two.pupils(), one.pupils());
    assert_eq!(two.school(), one.school());
    assert!(!two.school().1.is_empty());
    for laptop in [&one, &two] {
        laptop.now().unwrap();
        let status = laptop.status();
        assert_eq!((status.waiting, status.conflicts, status.held), (0, 0, 0));
        laptop.assert_sound();
    }
}

#[test]
fn without_a_network_everything_waits_and_leaves_when_it_is_back() {
    let mut world = World::new();
    let (one, two) = school(&world);
    let (pupil, class) = one.somebody();
    let before = one.code(&class, &pupil);
    world.kill();
    one.mark(&pupil, before.as_deref(), Some("B"));
    assert_eq!(one.now().unwrap_err().code, Code::ServerFailed);
    let status = one.status();
    assert_eq!((status.trouble, status.waiting), (Some(SyncTrouble::Engine(Trouble::Unreachable)), 1));
    assert!(status.waiting_since.is_some() && status.next_try.is_some());
    let one = one.opened_again();
    world.start();
    one.now().unwrap();
    two.now().unwrap();
    assert_eq!(two.code(&class, &pupil).as_deref(), Some("B"));
    assert_eq!(one.status().waiting, 0);
}

#[test]
fn two_marks_for_one_half_day_are_a_conflict_on_both_and_the_first_stands() {
    let world = World::new();
    let (one, two) = school(&world);
    let (pupil, class) = one.somebody();
    let before = one.code(&class, &pupil);
    one.mark(&pupil, before.as_deref(), Some("B"));
    two.mark(&pupil, before.as_deref(), Some("Z"));
    one.now().unwrap();
    two.now().unwrap();
    one.now().unwrap();
    for laptop in [&one, &two] {
        assert_eq!(laptop.status().conflicts, 1);
        assert_eq!(laptop.code(&class, &pupil).as_deref(), Some("B"));
        laptop.assert_sound();
    }
}

/// What lies side by side, each on which laptop it was entered.
fn laptops(laptop: &Laptop) -> [Value; 2] {
    let row = laptop.call("sync", json!({ "about": "conflicts" }))["rows"][0].clone();
    [&row["in_force"], &row["offers"][0]].map(|side| side["by"]["laptop"].clone())
}

/// Which laptop something was entered on is said by the name that the administrator gave it, also
/// without the server; one that came since the last token has no name until the next.
#[test]
fn an_entry_of_another_laptop_is_named_as_the_administrator_called_it() {
    let mut world = World::new();
    let (one, two) = school(&world);
    let (pupil, class) = one.somebody();
    let before = one.code(&class, &pupil);
    one.mark(&pupil, before.as_deref(), Some("B"));
    two.mark(&pupil, before.as_deref(), Some("Z"));
    for laptop in [&one, &two, &one] {
        laptop.now().unwrap();
    }
    let both = ["Secretariaat 1", "Secretariaat 2"].map(|name| json!(name));
    assert_eq!(laptops(&one), [both[0].clone(), json!("")]);
    assert_eq!(laptops(&two), both);
    let one = one.opened_again();
    one.now().unwrap();
    world.kill();
    assert_eq!(laptops(&one), both);
    assert_eq!(laptops(&two.opened_again()), both);
}

#[test]
fn a_server_put_back_from_before_gets_back_what_the_laptops_had_sent() {
    let mut world = World::new();
    let (one, two) = school(&world);
    world.back_up();
    let (pupil, class) = one.somebody();
    let before = one.code(&class, &pupil);
    one.mark(&pupil, before.as_deref(), Some("B"));
    one.now().unwrap();
    let ops = || world.count("SELECT count(*) FROM op WHERE inst = $1");
    let all = ops();
    world.restore();
    assert!(world.count("SELECT count(*) FROM op WHERE inst = $1") < all);
    one.now().unwrap();
    two.now().unwrap();
    assert_eq!(world.count("SELECT count(*) FROM op WHERE inst = $1"), all);
    assert_eq!(two.code(&class, &pupil).as_deref(), Some("B"));
    assert_eq!(one.pupils(), two.pupils());
    one.assert_sound();
    two.assert_sound();
}

#[test]
fn a_laptop_that_was_struck_off_hears_it_at_its_next_request_with_an_order_for_it() {
    let world = World::new();
    let (one, two) = school(&world);
    let (heard, orders) = std::sync::mpsc::channel();
    one.core.sync.when_revoked(move |server, body| {
        let _ = heard.send(server.order(body, chrono::Utc::now()).map(|order| order.device));
    });
    world.strike_off(one.device());
    let (pupil, class) = one.somebody();
    let before = one.code(&class, &pupil);
    one.mark(&pupil, before.as_deref(), Some("B"));
    let problem = one.now().unwrap_err();
    assert_eq!(problem.values.get("why").map(String::as_str), Some("revoked"));
    assert_eq!(orders.recv().unwrap(), Some(one.device()));
    assert_eq!(
        (one.status().trouble, one.status().waiting),
        (Some(SyncTrouble::Engine(Trouble::Revoked)), 1)
    );
    two.now().unwrap();
    assert_ne!(two.code(&class, &pupil).as_deref(), Some("B"));
}

#[test]
fn a_code_lets_one_laptop_in_and_what_is_wrong_with_it_is_said() {
    let world = World::new();
    let code = world.code("Secretariaat 1");
    let why = |laptop: &Laptop, code: &str| {
        let problem = act::join(&laptop.core, &world.url(), code, None).unwrap_err();
        (problem.code, problem.values.get("why").cloned().unwrap_or_default())
    };
    let (one, two) = (Laptop::new(), Laptop::new());
    assert_eq!(why(&one, "AAAA-AAAA-AAAA"), (Code::CodeRefused, "unknown".into()));
    act::join(&one.core, &world.url(), &code.to_lowercase(), None).unwrap();
    assert_eq!(why(&one, &code), (Code::JoinedAlready, String::new()));
    assert_eq!(why(&two, &code), (Code::CodeRefused, "used".into()));
    assert!(two.status().joined.is_none());
}

#[test]
fn a_copy_of_a_register_on_another_laptop_is_no_longer_the_one_that_joined_and_needs_a_code() {
    let world = World::new();
    let one = Laptop::with_keyring().join(&world, "Secretariaat 1");
    let created = one.call(
        "pupil_create",
        serde_json::json!({ "fields": { "last_name": "Peeters", "first_name": "Noor" }, "despite_duplicates": true }),
    );
    assert!(created.is_object());
    one.now().unwrap();
    let (before, pupils) = (one.device(), one.pupils());
    let other = one.copied();
    let problem = other.now().unwrap_err();
    assert_eq!(problem.values.get("why").map(String::as_str), Some("key_missing"));
    let other = other.join(&world, "Secretariaat 2");
    assert_ne!(other.device(), before);
    other.now().unwrap();
    assert_eq!(other.pupils(), pupils);
    let pupils = "SELECT count(*) FROM record WHERE inst = $1 AND kind = 'pupil'";
    assert_eq!(world.count(pupils), 1, "nothing was sent twice");
    other.assert_sound();
}

#[test]
fn a_wrong_password_is_refused_and_several_people_work_at_one_laptop() {
    let world = World::new();
    let laptop = Laptop::of_a_school(3).join(&world, "Onthaal");
    let els = laptop.status().joined.unwrap().person.unwrap();
    let wrong = act::sign_in(&laptop.core, "els", "niet dit wachtwoord").err().unwrap();
    assert_eq!(wrong.code, Code::SignInRefused);
    let jan = world.person("jan", Role::Attendance);
    act::sign_in(&laptop.core, "jan", PASSWORD).unwrap();
    assert_eq!(laptop.status().joined.unwrap().person.unwrap().name, "jan");
    let (pupil, class) = laptop.somebody();
    let before = laptop.code(&class, &pupil);
    laptop.mark(&pupil, before.as_deref(), Some("B"));
    let people = laptop.core.register().unwrap().read(stamboek_core::sync::person::everybody).unwrap();
    let user = people.iter().find(|person| person.name == els.name).unwrap().user;
    act::works_here(&laptop.core, Some(user)).unwrap();
    // What each of them entered counts as hers, whoever works here when it leaves.
    laptop.now().unwrap();
    assert_eq!((laptop.status().held, laptop.status().waiting), (0, 0));
    let text = "SELECT count(DISTINCT user_id) FROM op WHERE inst = $1";
    assert_eq!(world.count(text), 2);
    assert_ne!(user, jan);
}

#[test]
fn nothing_leaves_before_somebody_signed_in() {
    let world = World::new();
    let laptop = Laptop::of_a_school(3);
    act::join(&laptop.core, &world.url(), &world.code("Onthaal"), None).unwrap();
    let problem = laptop.now().unwrap_err();
    assert_eq!(problem.values.get("why").map(String::as_str), Some("sign_in"));
    assert_eq!(world.count("SELECT count(*) FROM op WHERE inst = $1"), 0);
    act::sign_in(&laptop.core, "els", PASSWORD).unwrap();
    laptop.now().unwrap();
    assert_eq!((laptop.status().waiting, laptop.status().held), (0, 0));
}

#[test]
fn what_was_looked_at_is_told_once() {
    let world = World::new();
    let laptop = Laptop::of_a_school(3).join(&world, "Onthaal");
    laptop.now().unwrap();
    let told = || world.count("SELECT count(*) FROM access_log WHERE inst = $1 AND kind = 'sheet'");
    let before = told();
    let (pupil, _) = laptop.somebody();
    laptop.call("pupil_sheet", serde_json::json!({ "id": pupil }));
    laptop.now().unwrap();
    assert_eq!(told(), before + 1);
    laptop.now().unwrap();
    assert_eq!(told(), before + 1);
    let hers = "SELECT count(*) FROM access_log WHERE inst = $1 AND kind = 'sheet' AND user_id IS NOT NULL";
    assert_eq!(world.count(hers), before + 1, "with who looked");
}

#[test]
fn a_laptop_leaves_only_with_a_word_about_what_waits_and_keeps_all_it_holds() {
    let mut world = World::new();
    let (one, _) = school(&world);
    let (pupil, class) = one.somebody();
    let before = one.code(&class, &pupil);
    world.kill();
    one.mark(&pupil, before.as_deref(), Some("B"));
    assert_eq!(act::leave(&one.core, false).unwrap_err().code, Code::EntriesWait);
    let all = one.pupils();
    act::leave(&one.core, true).unwrap();
    assert!(one.status().joined.is_none());
    assert_eq!(one.now().unwrap_err().code, Code::NotJoined);
    assert_eq!((one.pupils(), one.code(&class, &pupil).as_deref()), (all, Some("B")));
}

#[test]
fn a_program_that_stays_open_sends_and_fetches_by_itself() {
    let world = World::new();
    let one = Laptop::of_a_school(25).join(&world, "Secretariaat 1").staying_open();
    let two = Laptop::new().staying_open();
    let within = |what: &dyn Fn() -> bool, why: &str| {
        let began = std::time::Instant::now();
        while !what() {
            assert!(began.elapsed().as_secs() < 90, "{why}");
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
    };
    one.core.sync.woke(Wake::Asked);
    within(&|| one.status().waiting == 0, "a register of before leaves");
    act::join(&two.core, &world.url(), &world.code("Secretariaat 2"), None).unwrap();
    within(&|| two.status().trouble == Some(SyncTrouble::Engine(Trouble::SignIn)), "it waits for somebody");
    act::sign_in(&two.core, "els", PASSWORD).unwrap();
    within(&|| two.pupils() == one.pupils(), "signing in is enough");
    let (pupil, class) = one.somebody();
    let before = one.code(&class, &pupil);
    one.mark(&pupil, before.as_deref(), Some("B"));
    within(&|| one.status().waiting == 0, "an entry leaves");
    two.core.sync.woke(Wake::Asked);
    within(&|| two.code(&class, &pupil).as_deref() == Some("B"), "and comes");
    one.core.close_register();
    assert!(one.core.register().is_err());
}
