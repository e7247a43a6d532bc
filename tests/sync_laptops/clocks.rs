//! A laptop whose clock is wrong (sync.md 11).

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::laptop::{Laptop, clock};
use crate::world::World;

const AHEAD: TimeDelta = TimeDelta::minutes(40);

fn ahead() -> DateTime<Utc> {
    Utc::now() + AHEAD
}

#[test]
fn the_moment_of_enrolment_that_nobody_typed_is_the_servers() {
    let world = World::with_clock(ahead);
    let laptop = Laptop::of_a_school(25).join(&world, "Secretariaat 1");
    let school = json!({ "institution": "", "stamnummer": "", "moment": "", "from": null,
        "status": "realised", "reason": "" });
    let fields =
        json!({ "last_name": "Proef", "first_name": "Noor", "birth_date": "02/03/2017", "insz": "" });
    let asked = json!({ "pupil": null, "fields": fields, "school": school, "group": null, "class": "",
        "address": null, "contacts": null, "nationality": null, "despite_duplicates": true, "apply": false });
    let moment = || {
        let plan = laptop.call("enrol", asked.clone());
        let said = &plan["school"]["moment"];
        let text = said.as_str().unwrap_or_else(|| panic!("{plan}"));
        chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").unwrap()
    };
    let near = |by: TimeDelta| (moment() - (clock().naive_local() + by)).abs() < TimeDelta::minutes(3);
    assert!(near(TimeDelta::zero()), "nothing heard of the server's clock yet");
    laptop.now().unwrap();
    assert!(near(AHEAD));
    assert_eq!(laptop.status().clock_ahead.map(|seconds| (seconds + 2_400).abs() < 60), Some(true));
}
