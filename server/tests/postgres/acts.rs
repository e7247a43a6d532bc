//! What an administrator does stands in the log of the institutions concerned, in the transaction of
//! the act: security.md S87.

use serde_json::json;
use stamboek_domain::sync::access::{AccessEntry, AccessLog, AccessRow};
use stamboek_domain::sync::roles::Role;
use stamboek_server::admin::{Administrator, DeviceCommand, RetentionCommand, Told, UserCommand};
use stamboek_server::cluster::OWNER;
use stamboek_server::identity;
use stamboek_server::store::access_log::By;
use uuid::Uuid;

use crate::common::{Laptop, PASSWORD, World};

/// What the privacy officer is told of acts, the oldest first.
fn acts(officer: &Laptop) -> Vec<AccessRow> {
    let log: AccessLog = officer.get(&officer.path("access-log")).read();
    let mut acts: Vec<AccessRow> = log.entries.into_iter().filter(|row| row.entry.is_act()).collect();
    acts.reverse();
    acts
}

/// Kind, account, and role of an act.
fn told(row: &AccessRow) -> (&str, Option<Uuid>, Option<&str>) {
    (&row.entry.kind, row.about, row.role.as_deref())
}

/// On the machine of the server.
struct Machine<'a> {
    world: &'a World,
    administrator: Administrator,
}

impl<'a> Machine<'a> {
    fn new(world: &'a World) -> Self {
        let _inside = world.runtime.enter();
        Self { world, administrator: Administrator::on(world.cluster.url(OWNER).parse().unwrap()) }
    }

    fn user(&self, command: &UserCommand) {
        self.world.runtime.block_on(self.administrator.user(command)).ok().unwrap();
    }

    fn device(&self, command: &DeviceCommand) {
        self.world.runtime.block_on(self.administrator.device(command)).ok().unwrap();
    }
}

#[test]
fn what_is_done_on_the_machine_of_the_server_is_in_the_log_as_of_the_board() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let officer = world.laptop(&url, inst, Role::PrivacyOfficer);
    let els = world.person("els", inst, &[]);
    let before = acts(&officer).len();
    let machine = Machine::new(&world);
    let (login, institution) = ("els".to_owned(), inst.to_string());
    machine.user(&UserCommand::Right {
        login: login.clone(),
        institution: institution.clone(),
        role: Role::SecretariatLead,
        from: None,
        until: None,
    });
    machine.user(&UserCommand::Block { login: login.clone() });
    machine.user(&UserCommand::Unblock { login: login.clone() });
    let hash = identity::hash(PASSWORD).unwrap();
    world.runtime.block_on(world.owner.set_password(els, &hash, By::board())).unwrap();
    machine.user(&UserCommand::End { login, institution: institution.clone(), last: None });
    machine.device(&DeviceCommand::Code {
        institution: institution.clone(),
        label: "Secretariaat 2".into(),
        hours: 24,
    });
    let device = officer.device;
    let (order, accept_entries) = (Told::Lock, true);
    machine.device(&DeviceCommand::Revoke {
        institution: institution.clone(),
        device,
        order,
        accept_entries,
    });
    machine.device(&DeviceCommand::Admit { institution: institution.clone(), device });
    let confirm = RetentionCommand::Confirm { institution, enrolment_years: 10, attendance_years: 5 };
    world.runtime.block_on(machine.administrator.retention(&confirm)).ok().unwrap();

    let all = acts(&officer);
    let all = &all[before..];
    assert_eq!(
        all.iter().map(told).collect::<Vec<_>>(),
        [
            ("user.right", Some(els), Some("secretariat-lead")),
            ("user.block", Some(els), None),
            ("user.unblock", Some(els), None),
            ("user.password", Some(els), None),
            ("user.end", Some(els), None),
            ("device.code", None, None),
            ("device.lock", None, None),
            ("device.admit", None, None),
            ("retention.confirm", None, None),
        ]
    );
    assert!(all.iter().all(|row| row.entry.user.is_none()), "nobody signed in: it was the board");
    let laptops: Vec<Option<Uuid>> = all[5..].iter().map(|row| row.device).collect();
    assert_eq!(laptops, [None, Some(device), Some(device), None], "the laptop that it was about");
    let log = officer.get(&officer.path("access-log")).json();
    assert!(!log["entries"].to_string().contains("els"), "accounts, no names");
    assert!(log["people"].as_array().unwrap().iter().any(|one| one["user"] == json!(els)), "named beside it");
}

/// A password or a block concerns every school in which she has or had a role, and no other.
#[test]
fn an_act_at_an_account_is_in_the_log_of_each_of_its_schools() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let [linde, eik, beuk] = ["De Linde", "De Eik", "De Beuk"].map(|name| world.institution(name));
    let [at_linde, at_eik, at_beuk] =
        [linde, eik, beuk].map(|inst| world.laptop(&url, inst, Role::PrivacyOfficer));
    let machine = Machine::new(&world);
    let els = world.person("els", linde, &[Role::Secretariat]);
    let right = |institution: Uuid| UserCommand::Right {
        login: "els".into(),
        institution: institution.to_string(),
        role: Role::Attendance,
        from: None,
        until: None,
    };
    machine.user(&right(eik));
    let end = UserCommand::End { login: "els".into(), institution: eik.to_string(), last: None };
    machine.user(&end);
    machine.user(&UserCommand::Block { login: "els".into() });
    for officer in [&at_linde, &at_eik] {
        assert_eq!(acts(officer).last().map(told), Some(("user.block", Some(els), None)));
    }
    assert!(!acts(&at_beuk).iter().any(|row| row.about == Some(els)));
}

#[test]
fn an_act_in_the_window_names_who_did_it_at_whom_and_which_role() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let officer = world.laptop(&url, inst, Role::PrivacyOfficer);
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    let new = json!({ "login": "els", "name": "Els", "password": PASSWORD, "role": "secretariat" });
    let added = administrator.post(&administrator.path("users"), &new);
    let els: Uuid = added.json()["user"].as_str().unwrap().parse().unwrap();
    for role in [json!("support"), json!(null)] {
        let set = json!({ "user": els, "role": role });
        assert_eq!(administrator.post(&administrator.path("rights"), &set).status, 204);
    }
    let hers: Vec<AccessRow> =
        acts(&officer).into_iter().filter(|row| row.entry.user == Some(administrator.user)).collect();
    let expected = [
        ("user.add", Some(els), Some("secretariat")),
        ("user.right", Some(els), Some("support")),
        ("user.end", Some(els), None),
    ];
    assert_eq!(hers.iter().map(told).collect::<Vec<_>>(), expected);
    assert!(hers.iter().all(|row| row.device == Some(administrator.device)));
}

/// What cannot be logged is not done.
#[test]
fn an_act_and_its_entry_are_one() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let administrator = world.laptop(&url, inst, Role::BoardAdministrator);
    let other = world.laptop(&url, inst, Role::Secretariat);
    let els = world.person("els", inst, &[Role::Secretariat]);
    let full = "CREATE FUNCTION full_log() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'full'; END $$;
                CREATE TRIGGER full_log BEFORE INSERT ON access_log EXECUTE FUNCTION full_log()";
    world.cluster.sql(OWNER, full).unwrap();
    let done = || {
        world.count(
            inst,
            "SELECT (SELECT count(*) FROM user_right WHERE inst = $1)
             + 100 * (SELECT count(*) FROM user_right WHERE inst = $1 AND until_day IS NOT NULL)
             + 1000 * (SELECT count(*) FROM device_member WHERE inst = $1 AND state <> 'active')
             + 10000 * (SELECT count(*) FROM device_code WHERE inst = $1)
             + 100000 * (SELECT count(*) FROM user_account WHERE disabled OR password = 'other')",
        )
    };
    let before = done();
    let path = |what: &str| administrator.path(what);
    let revoke = json!({ "institution": inst, "action": "lock", "accept_entries": false });
    for (path, body) in [
        (path("rights"), json!({ "user": els, "role": "support" })),
        (path("rights"), json!({ "user": els, "role": null })),
        (path("device-codes"), json!({ "label": "Secretariaat 2" })),
        (format!("/v1/devices/{}/revoke", other.device), revoke),
    ] {
        assert!(administrator.post(&path, &body).status >= 500, "{path}");
    }
    let by = By::board;
    assert!(world.runtime.block_on(world.owner.disable(els, true, by())).is_err());
    assert!(world.runtime.block_on(world.owner.set_password(els, "other", by())).is_err());
    assert_eq!(done(), before);
    world.cluster.sql(OWNER, "DROP TRIGGER full_log ON access_log").unwrap();
    let right = json!({ "user": els, "role": "support" });
    assert_eq!(administrator.post(&path("rights"), &right).status, 204);
    assert_ne!(done(), before, "this test can fail");
}

/// A laptop tells who looked, and never that the board did something.
#[test]
fn no_laptop_tells_an_act() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let laptop = world.laptop(&url, inst, Role::Secretariat);
    let entry = AccessEntry {
        id: Uuid::now_v7(),
        at: chrono::Utc::now().fixed_offset(),
        user: None,
        kind: "user.block".into(),
        pupil: None,
        count: 0,
    };
    assert_eq!(laptop.post(&laptop.path("access-log"), &json!({ "entries": [entry] })).refusal().0, 400);
}
