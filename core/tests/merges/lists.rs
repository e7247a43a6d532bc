//! After a merge the one who was merged is shown nowhere, and leads to who stands.

use serde_json::{Value, json};
use stamboek_core::commands::call;
use stamboek_core::demo::{Level, Params, fill};

use super::common::*;

fn ask(school: &School, command: &str, request: Value) -> String {
    call(&school.core, command, request).unwrap_or_else(|problem| panic!("{command}: {problem:?}"))
}

/// Every list that shows pupils.
fn lists(school: &School, class: &str, name: &str) -> Vec<(&'static str, String)> {
    let day = "2026-11-20";
    [
        ("pupils_list", json!({})),
        ("search", json!({ "text": name })),
        ("attendance_today", json!({ "day": day })),
        ("attendance_week", json!({ "class": class, "day": day })),
        ("attendance_worklist", json!({})),
        ("attendance_overview", json!({ "class": null, "year": null })),
        ("overlaps", json!({ "on": null, "pupil": null, "school": null })),
        ("discimus", json!({ "pupil": null })),
        ("state", json!({ "on": day, "against": null, "institution": "" })),
        ("cards_overview", json!({})),
    ]
    .map(|(command, request)| (command, ask(school, command, request)))
    .into()
}

#[test]
fn no_list_shows_who_was_merged_also_not_out_of_memory() {
    let school = School::new();
    let params = Params { level: Level::Basis, registers: 1, ..Params::new(60, clock().date_naive()) };
    fill(&school.core.register().unwrap(), &params).unwrap();
    let rows: Value = serde_json::from_str(&ask(&school, "pupils_list", json!({}))).unwrap();
    let row = |at: usize| &rows["rows"][at];
    let id = |at: usize| PupilId(Uuid::parse_str(row(at)["id"].as_str().unwrap()).unwrap());
    let (from, to) = (id(0), id(1));
    let (class, name) = (row(0)["class"].as_str().unwrap(), row(0)["last_name"].as_str().unwrap());
    let before = lists(&school, class, name);
    assert!(before.iter().filter(|(_, text)| text.contains(&from.0.to_string())).count() >= 3);
    school.merge(from, to, &[]).unwrap();
    for (command, text) in lists(&school, class, name) {
        assert!(!text.contains(&from.0.to_string()), "{command}");
    }
    school.part(from).unwrap();
    let again = lists(&school, class, name);
    for ((command, before), (_, again)) in before.iter().zip(&again) {
        let shown = |text: &str| text.contains(&from.0.to_string());
        assert_eq!(shown(before), shown(again), "{command}");
    }
}

#[test]
fn an_old_barcode_and_an_old_place_lead_to_who_stands() {
    let school = School::new();
    let (from, to) = school.twice();
    school.number(from, "2200001");
    school.merge(from, to, &[]).unwrap();
    let found: Value = serde_json::from_str(&ask(&school, "scan", json!({ "code": "2200001" }))).unwrap();
    assert_eq!(found["matches"].as_array().unwrap().len(), 1);
    assert_eq!(found["matches"][0]["pupil"]["id"], json!(to));
    let sheet = school.sheet(from);
    assert_eq!(sheet.row.id, to);
    assert_eq!(
        sheet.merged.iter().map(|one| (one.id, one.name.as_str())).collect::<Vec<_>>(),
        [(from, "Peeters Noor")]
    );
}

/// C12: "was ingevoerd bij …"; a merge stands there once.
#[test]
fn the_history_says_under_which_name_something_was_entered() {
    let school = School::new();
    let (from, to) =
        (school.add("Peters", "Noor", "2015-04-03"), school.add("Peeters", "Noor", "2015-04-03"));
    school.number(from, "2200001");
    school.merge(from, to, &[]).unwrap();
    let history = school.sheet(to).history;
    let of = |kind: &str| history.iter().filter(|row| row.kind == kind).collect::<Vec<_>>();
    assert_eq!(of("number.add")[0].under.as_deref(), Some("Peters Noor"));
    let merges = of("pupil.merge");
    assert_eq!(merges.len(), 1);
    assert_eq!((merges[0].now.as_str(), merges[0].under.as_deref()), ("Peters Noor", None));
    school.part(from).unwrap();
    assert!(school.sheet(to).history.iter().all(|row| row.under.is_none()));
    assert_eq!(school.sheet(from).history[0].now, "Peeters Noor", "taken back: with whom it was");
}

/// S59: looking at a merge is looking at both.
#[test]
fn a_preview_is_a_look_at_both() {
    let school = School::new();
    let (from, to) = school.twice();
    school.preview(from, to).unwrap();
    let read = |db: &rusqlite::Connection| {
        let mut select =
            db.prepare("SELECT pupil FROM access_log WHERE reason = 'merge' ORDER BY n").unwrap();
        let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        Ok(rows.map(Result::unwrap).collect::<Vec<_>>())
    };
    let looks = school.core.register().unwrap().read(read).unwrap();
    assert_eq!(looks, [from, to].map(|pupil| pupil.0.to_string()));
}
