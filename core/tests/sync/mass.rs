//! Who lets a mass change in (security.md S31).

use stamboek_domain::problem::Code;

use crate::common::*;

const HERE: &str = "0198f3a0-0000-7000-8000-000000000002";
const USER: &str = "0198f3a0-0000-7000-8000-000000000003";

/// What is said to somebody with this role there, whose grant ends then.
fn said(role: &str, institution: &str, until: &str) -> Code {
    let school = School::new();
    let server = json!({
        "address": "https://sync.example.invalid",
        "device": "0198f3a0-0000-7000-8000-000000000001",
        "institution": HERE,
        "institution_name": "Testschool",
        "server_key": "",
        "key": { "place": { "database": { "key": "00", "laptop": "elders" } }, "public": "" },
    });
    let rights = json!([{ "institution": institution, "role": role }]);
    let person = json!({ "user": USER, "name": "Cato", "rights": rights, "until": until, "grant": "" });
    let facts =
        [("sync_server", server), ("sync_people", json!({ USER: person })), ("sync_person", USER.into())];
    for (key, value) in facts {
        school.lay("INSERT INTO local_fact (key, value) VALUES (?1, ?2)", (key, value.to_string()));
    }
    school.call("sync_do", json!({ "action": "confirm_mass_change", "mark": "x" })).unwrap_err().code
}

#[test]
fn a_mass_change_is_let_in_by_who_may_and_by_nobody_else() {
    let until = "2026-12-01T00:00:00Z";
    // Nothing waits under that mark: who may hears so.
    for role in ["secretariat-lead", "board-administrator"] {
        assert_eq!(said(role, HERE, until), Code::Stale, "{role}");
    }
    for role in ["attendance", "secretariat", "privacy-officer", "support"] {
        assert_eq!(said(role, HERE, until), Code::MassChangeNotYours, "{role}");
    }
    assert_eq!(said("secretariat-lead", USER, until), Code::MassChangeNotYours, "of another school");
    let over = "2026-11-20T00:00:00Z";
    assert_eq!(said("secretariat-lead", HERE, over), Code::MassChangeNotYours, "signed in too long ago");
}
