//! The check finds what is wrong, and the views always equal a rebuild from the ops (I4).

use proptest::prelude::*;
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;

use crate::common::*;
use crate::undo::act;

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn views_equal_a_rebuild_from_the_ops_after_any_actions(
        actions in proptest::collection::vec(any::<(u8, u8, u8)>(), 1..20)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let core = create(folder.path());
        for action in actions {
            act(&core, action);
            if action.2 % 4 == 0 {
                // There may be nothing to take back.
                let _ = undo(&core, UndoRequest { batch: None });
            }
        }
        prop_assert!(core.register().unwrap().check().unwrap().is_sound());
    }
}

fn spoiled(sql: &str) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    for action in
        [(0, 1, 0), (0, 2, 0), (2, 1, 1), (6, 0, 0), (7, 1, 0), (8, 0, 2), (9, 1, 0), (10, 1, 1), (11, 0, 1)]
    {
        act(&core, action);
    }
    core.register()
        .unwrap()
        .write_local(|tx| {
            tx.execute_batch(sql).unwrap();
            Ok(())
        })
        .unwrap();
    answer(&core, "maintain", serde_json::json!({ "what": "check" }))["check"].clone()
}

#[test]
fn a_view_that_differs_from_the_ops_is_found() {
    let sound = spoiled("");
    assert_eq!(
        (&sound["file_sound"], &sound["ops_sound"], &sound["views_equal"]),
        (&true.into(), &true.into(), &true.into())
    );
    for sql in [
        "UPDATE view_pupil SET class = 'X' WHERE id = (SELECT min(id) FROM view_pupil)",
        "DELETE FROM view_number WHERE value = '100'",
        "UPDATE view_print SET failed = 1 - failed",
        "INSERT INTO view_setting VALUES ('x', '1')",
        "UPDATE view_attendance SET code = 'B'",
        "DELETE FROM view_roll",
        "UPDATE view_enrolment SET class = 'X'",
        "DELETE FROM view_fact",
    ] {
        assert_eq!(spoiled(sql)["views_equal"], false, "{sql}");
    }
}

#[test]
fn an_op_that_was_tampered_with_is_found() {
    let found = spoiled("UPDATE outbox SET body = replace(body, 'Naam', 'Neem')");
    assert_eq!(found["ops_sound"], false);
}
