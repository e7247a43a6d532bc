//! Somebody who was erased on the server is erased here (security.md S69; sync.md C18).

use serde_json::json;
use serde_json::value::RawValue;
use stamboek_core::sync::store::{carry_out, state};
use stamboek_domain::sync::engine::{StoreAnswer, Work};
use stamboek_domain::sync::erase::erased_pupil;
use stamboek_domain::sync::op::{Op, PrintedCard};
use stamboek_domain::sync::wire::{HeldReason, OpResult, OutcomeWord, PartResult, Rev, Row};
use stamboek_sync_tests::Central;

use crate::common::*;
use crate::found::tables_with;
use crate::sync::{save, sync};

/// In no word of the program.
const SENTINEL: &str = "Zwaluwestaart";
const NUMBER: &str = "7770001";

struct School {
    _folder: tempfile::TempDir,
    core: Core,
    her: PupilId,
    other: PupilId,
}

/// Two pupils whom the server has, and whatever a laptop keeps of the one.
fn school() -> School {
    let (mut server, folder) = (Central::default(), tempfile::tempdir().unwrap());
    let core = create(folder.path());
    let ((her, made), (other, also)) = (pupil(SENTINEL), pupil("Claes"));
    save(&core, made);
    save(&core, also);
    for (pupil, value) in [(her, NUMBER), (other, "7770002")] {
        save(&core, Change::NumberAdd { pupil, number: number(value), from: day() });
    }
    save(&core, fact(her, None, SENTINEL));
    let cards = [(her, NUMBER), (other, "7770002")].map(|(pupil, payload)| PrintedCard {
        pupil,
        payload: payload.into(),
        sheet: 1,
    });
    save(&core, Change::CardsPrint { print: Uuid::now_v7(), label: "4B".into(), cards: cards.into() });
    sync(&core, &mut server);
    let own = json!({ "form": format!("dossier/{}/note/", her.0), "body": "half typed" });
    answer(&core, "draft", own);
    answer(&core, "draft", json!({ "form": "4B", "body": "een ander" }));
    answer(&core, "pupil_sheet", json!({ "id": her.0 }));
    School { _folder: folder, core, her, other }
}

fn fact(pupil: PupilId, was: Option<&str>, now: &str) -> Change {
    let text = |text: &str| format!("\"{text}\"");
    Change::FactSet { pupil, key: "note/1".into(), was: was.map(text), now: Some(text(now)) }
}

impl School {
    fn found(&self, what: &str) -> Vec<String> {
        tables_with(&self.core, what)
    }

    fn number(&self, sql: &str) -> i64 {
        let read = |db: &rusqlite::Connection| Ok(db.query_row(sql, [], |row| row.get(0)).unwrap());
        self.core.register().unwrap().read(read).unwrap()
    }

    /// A pull that brings what the server writes when it erases her: numbers go without a tombstone.
    fn erased(&self) {
        let register = self.core.register().unwrap();
        let her = self.her.0.to_string();
        let (keys, mut seen) = register
            .read(|db| {
                let sql = "SELECT kind, id, body FROM mirror WHERE instr(id, ?1) OR instr(body, ?1)";
                let mut select = db.prepare(sql).unwrap();
                let rows = select.query_map([&her], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
                let keys: Vec<(String, String, String)> = rows.unwrap().map(Result::unwrap).collect();
                Ok((keys, state(db)?.seen.unwrap()))
            })
            .unwrap();
        let mut rows = Vec::new();
        for (kind, id, body) in keys.into_iter().filter(|(kind, ..)| kind != "number") {
            seen.rev = Rev(seen.rev.0 + 1);
            let body = match kind.as_str() {
                "pupil" => Some(erased_pupil()),
                "print" => {
                    let mut print: serde_json::Value = serde_json::from_str(&body).unwrap();
                    let cards = print["value"]["cards"].as_array_mut().unwrap();
                    cards.retain(|card| card["pupil"] != her);
                    Some(RawValue::from_string(print.to_string()).unwrap())
                }
                _ => None,
            };
            rows.push(Row { kind, id, rev: seen.rev, year: None, body });
        }
        carry_out(&register, Work::Stage { fresh: true, rows, seen });
        self.complete(seen.rev);
    }

    fn complete(&self, cursor: Rev) {
        let (scope, time) = ("all".into(), clock().to_utc());
        let done =
            carry_out(&self.core.register().unwrap(), Work::Complete { replace: false, cursor, scope, time });
        assert!(matches!(done, StoreAnswer::Completed { .. }));
    }
}

#[test]
fn of_who_is_erased_nothing_stays_in_any_table_or_page() {
    let school = school();
    let id = school.her.0.to_string();
    assert!(school.found(SENTINEL).len() >= 4 && school.found(NUMBER).len() >= 4);
    for table in ["access_log", "draft", "op_pupil", "outbox", "mirror", "view_fact"] {
        assert!(school.found(&id).contains(&table.to_owned()), "{table}: {:?}", school.found(&id));
    }
    let before = school.number("SELECT count(*) FROM outbox");
    school.erased();
    assert_eq!((school.found(SENTINEL), school.found(NUMBER)), (Vec::new(), Vec::new()));
    // That she was erased, and that alone, is known by her identity.
    assert_eq!(school.found(&id), ["local_fact", "mirror"]);
    assert_eq!(school.number("PRAGMA freelist_count"), 0);
    assert_eq!(school.number("SELECT count(*) FROM local_fact WHERE key = 'sync_unswept'"), 0);
    // Nobody else lost anything, entries keep their places, and mirror and server agree.
    assert_eq!(school.number("SELECT count(*) FROM outbox"), before);
    let other = school.found(&school.other.0.to_string());
    assert!(
        ["outbox", "view_number", "view_print", "view_pupil"]
            .iter()
            .all(|one| other.contains(&(*one).into()))
    );
    let digest = "SELECT (SELECT sum(n) FROM mirror_digest) - (SELECT count(*) FROM mirror)";
    assert_eq!(school.number(digest), 0);
    assert_eq!(school.number("SELECT count(*) FROM draft"), 1);
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
    // Never asked for again: the server has them without their content.
    let asked = Work::ReadRetained { after: 0, limit: 100 };
    let StoreAnswer::Retained { ids, .. } = carry_out(&school.core.register().unwrap(), asked) else {
        panic!()
    };
    assert_eq!(ids.len(), 3, "the other pupil, the other number and the cards of both");
}

#[test]
fn what_still_waited_goes_when_the_server_said_so() {
    let school = school();
    save(&school.core, fact(school.her, Some(SENTINEL), "Nachtzwaluw"));
    school.erased();
    assert_eq!(school.found("Nachtzwaluw"), ["outbox"], "it is sent first");
    let register = school.core.register().unwrap();
    let StoreAnswer::Pending { ops, .. } = carry_out(&register, Work::ReadPending { ops: 9, bytes: 9999 })
    else {
        panic!()
    };
    let op: Op = serde_json::from_str(&ops[0].body).unwrap();
    let subject = format!("fact/{}/note/1", school.her.0);
    let reason = Some(HeldReason::Erased);
    let detail = vec![PartResult { subject, outcome: OutcomeWord::Held, reason }];
    let result = OpResult { op_id: op.op_id, hash: ops[0].hash, outcome: OutcomeWord::Held, detail };
    let seen = register.read(state).unwrap().seen.unwrap();
    carry_out(&register, Work::Ack { results: vec![result], seen, time: clock().to_utc() });
    carry_out(&register, Work::Stage { fresh: true, rows: Vec::new(), seen });
    school.complete(seen.rev);
    assert!(school.found("Nachtzwaluw").is_empty());
    assert_eq!(school.found(&school.her.0.to_string()), ["local_fact", "mirror"]);
    assert!(register.check().unwrap().is_sound());
}

/// Backups end by themselves; one that is put back loses her again with the pull that follows.
#[test]
fn who_comes_back_with_a_backup_is_erased_again() {
    let School { _folder, core, her, other } = school();
    let backup = core.register().unwrap().back_up().unwrap().name();
    let school = School { _folder, core, her, other };
    school.erased();
    school.core.restore_backup(&backup, &key(7), &key(7)).unwrap();
    school.core.open_register(&key(7)).unwrap();
    assert!(!school.found(SENTINEL).is_empty());
    school.erased();
    assert!(school.found(SENTINEL).is_empty());
}
