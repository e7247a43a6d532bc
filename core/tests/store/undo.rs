//! Undo puts everything back as it was, redo does it again, and nobody's later work is lost.

use proptest::prelude::*;
use stamboek_core::commands::Nothing;
use stamboek_core::history::messages::{UndoAnswer, UndoRequest};
use stamboek_core::history::{next_redo, next_undo, of_pupil, redo, undo};
use stamboek_core::settings::put_setting;
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
use stamboek_domain::sync::op::{Cell, CellChange, PrintedCard};

use crate::common::*;

/// Everything that screens show, without what was taken back.
pub fn visible(core: &Core) -> Vec<String> {
    let queries = [
        "SELECT id || '|' || tag || '|' || last_name || '|' || first_name || '|' || class || '|' || kind
         FROM view_pupil WHERE removed = 0 ORDER BY 1",
        "SELECT system || '|' || database || '|' || value || '|' || pupil || '|' || from_date || '|' ||
         coalesce(until_date, '') FROM view_number ORDER BY 1",
        "SELECT print || '|' || sheet || '|' || pupil || '|' || payload || '|' || failed
         FROM view_print WHERE removed = 0 ORDER BY 1",
        "SELECT key || '|' || value FROM view_setting ORDER BY 1",
        "SELECT day || '|' || half || '|' || hex(pupil) || '|' || code || '|' || coalesce(note, '')
         FROM view_attendance ORDER BY 1",
        "SELECT day || '|' || half || '|' || class FROM view_roll ORDER BY 1",
        "SELECT id || '|' || class || '|' || from_date || '|' || coalesce(until_date, '')
         FROM view_enrolment WHERE cancelled = 0 ORDER BY 1",
        "SELECT pupil || '|' || key || '|' || value FROM view_fact ORDER BY 1",
        "SELECT id || '|' || status || '|' || from_date || '|' || coalesce(until_date, '') || '|' || cause
         FROM view_school_enrolment WHERE reason <> 'Ongedaan gemaakt' ORDER BY 1",
        "SELECT id || '|' || from_date || '|' || coalesce(until_date, '') || '|' || never_came || '|' || grp
         FROM view_group_enrolment ORDER BY 1",
    ];
    let read = |db: &rusqlite::Connection| {
        let mut all = Vec::new();
        for query in queries {
            let mut select = db.prepare(query).unwrap();
            all.extend(select.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap));
        }
        Ok(all)
    };
    core.register().unwrap().read(read).unwrap()
}

/// Pupils alive, with their open number.
fn people(core: &Core) -> Vec<(PupilId, String, Option<String>)> {
    let sql = "SELECT id, class, (SELECT value FROM view_number WHERE pupil = id AND until_date IS NULL)
               FROM view_pupil WHERE removed = 0 ORDER BY id";
    core.register()
        .unwrap()
        .read(|db| {
            let mut select = db.prepare(sql).unwrap();
            let rows = select.query_map([], |row| {
                let id: String = row.get(0)?;
                Ok((PupilId(Uuid::parse_str(&id).unwrap()), row.get(1)?, row.get(2)?))
            });
            Ok(rows.unwrap().map(Result::unwrap).collect())
        })
        .unwrap()
}

/// One random action of a person; `false` when it would do nothing.
pub fn act(core: &Core, (what, a, b): (u8, u8, u8)) -> bool {
    let register = core.register().unwrap();
    let people = people(core);
    let chosen = (!people.is_empty()).then(|| &people[a as usize % people.len()]);
    match (what % 14, chosen) {
        (12.., Some((id, ..))) => return super::enrolments::act(core, *id, a, b),
        (8.., Some((id, ..))) => return attend(core, *id, what % 14, a, b),
        (0 | 1, _) | (_, None) => {
            let (id, change) = pupil(&format!("Naam{a}"));
            let value = format!("{}", 100 + people.len());
            let free = !people.iter().any(|person| person.2.as_ref() == Some(&value));
            let add = Change::NumberAdd { pupil: id, number: number(&value), from: day() };
            register
                .write("import_pupils", |batch| {
                    batch.push(change)?;
                    batch.push(edit(id, "", "2C"))?;
                    if free { batch.push(add) } else { Ok(()) }
                })
                .unwrap();
        }
        (2 | 3, Some((id, class, _))) => {
            let now = format!("{b}B");
            if *class == now {
                return false;
            }
            register.write("edit", |batch| batch.push(edit(*id, class, &now))).unwrap();
        }
        // Everybody's number moves on by some places, all at once; the last one gets a new one.
        (4 | 5, _) => {
            let with: Vec<_> =
                people.iter().filter_map(|p| p.2.clone().map(|number| (p.0, number))).collect();
            let mut new: Vec<String> = with.iter().map(|pair| pair.1.clone()).collect();
            if new.len() < 2 {
                return false;
            }
            let by = 1 + b as usize % (new.len() - 1);
            new.rotate_left(by);
            if b.is_multiple_of(2) {
                new[0] = format!("{}", 500 + u32::from(a));
            }
            let pairs: Vec<_> = with.into_iter().zip(new).filter(|((_, old), new)| old != new).collect();
            if pairs.is_empty() {
                return false;
            }
            let done = register.write("renumber", |batch| {
                for ((id, old), _) in &pairs {
                    batch.push(Change::NumberEnd { pupil: *id, number: number(old), until: day() })?;
                }
                for ((id, _), new) in &pairs {
                    batch.push(Change::NumberAdd { pupil: *id, number: number(new), from: day() })?;
                }
                Ok(())
            });
            return done.is_ok();
        }
        (6, _) => {
            let print = Uuid::now_v7();
            let card = |(index, person): (usize, &(PupilId, String, Option<String>))| PrintedCard {
                pupil: person.0,
                payload: format!("{b}"),
                sheet: 1 + index as u32 / 2,
            };
            let cards: Vec<_> = people.iter().enumerate().map(card).collect();
            register
                .write("print", |batch| batch.push(Change::CardsPrint { print, label: "2C".into(), cards }))
                .unwrap();
            if b.is_multiple_of(2) {
                register
                    .write("sheet", |batch| batch.push(Change::CardsSheet { print, sheet: 1, failed: true }))
                    .unwrap();
            }
        }
        _ => {
            let before = visible(core);
            register.write("setting", |batch| put_setting(batch, "units", &(a % 3))).unwrap();
            return visible(core) != before;
        }
    }
    true
}

/// One random action about attendance; `false` when it would do nothing.
fn attend(core: &Core, pupil: PupilId, what: u8, a: u8, b: u8) -> bool {
    let register = core.register().unwrap();
    let at = HalfDay { day: day(), half: Half::BOTH[usize::from(b) % 2] };
    let before = visible(core);
    let one = |sql: &str| -> Option<String> {
        register.read(|db| Ok(db.query_row(sql, [], |row| row.get(0)).ok().flatten())).unwrap()
    };
    let change = match what {
        8 => {
            let code =
                |code: &str| Mark { note: Some("x".into()), ..Mark::of(MarkCode::parse(code).unwrap()) };
            let was = one(&format!(
                "SELECT code FROM view_attendance WHERE half = {} AND hex(pupil) = '{}'",
                at.half as u8,
                pupil.0.simple().to_string().to_uppercase()
            ));
            let now = (b % 5 > 1).then(|| code(["Z", "B", "?"][usize::from(b) % 3]));
            let items = vec![CellChange { key: Cell { pupil, at }, was: was.as_deref().map(code), now }];
            Change::AttendanceSet { items }
        }
        9 if a.is_multiple_of(3) => Change::RollUntake { class: "2C".into(), at },
        9 => Change::RollTake { class: "2C".into(), at },
        10 => match one("SELECT min(id) FROM view_enrolment WHERE cancelled = 0") {
            Some(id) if a.is_multiple_of(2) => {
                let id = EnrolmentId(Uuid::parse_str(&id).unwrap());
                let sql = |what: &str| format!("SELECT {what} FROM view_enrolment WHERE id = '{}'", id.0);
                let pupil = PupilId(Uuid::parse_str(&one(&sql("pupil")).unwrap()).unwrap());
                let was = one(&sql("until_date")).map(|text| text.parse().unwrap());
                match b % 3 {
                    0 => Change::EnrolmentCancel { id, pupil },
                    _ => Change::EnrolmentClose { id, pupil, was, now: b.is_multiple_of(2).then(day) },
                }
            }
            _ => {
                let enrolment = Enrolment {
                    pupil,
                    class: format!("{a}A"),
                    location: String::new(),
                    from: day(),
                    until: None,
                };
                Change::EnrolmentOpen { id: EnrolmentId(Uuid::now_v7()), enrolment }
            }
        },
        _ => {
            let key = "previous_school/2026-2027".to_owned();
            let was = one(&format!("SELECT value FROM view_fact WHERE pupil = '{}'", pupil.0));
            Change::FactSet { pupil, key, was, now: (!b.is_multiple_of(4)).then(|| format!("{{\"b\":{b}}}")) }
        }
    };
    register.write("attendance", |batch| batch.push(change)).unwrap();
    visible(core) != before
}

fn ctrl_z(core: &Core) -> u32 {
    undo(core, UndoRequest { batch: None }).unwrap().kept
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_of_each_action_restores_the_views_and_redo_brings_it_back(
        actions in proptest::collection::vec(any::<(u8, u8, u8)>(), 1..14)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let core = create(folder.path());
        let mut states = vec![visible(&core)];
        for action in actions {
            let before = visible(&core);
            // One print may be two actions: only what one Ctrl Z takes back is compared.
            if act(&core, action) && action.0 % 14 != 6 {
                let after = visible(&core);
                prop_assert_eq!(ctrl_z(&core), 0);
                prop_assert_eq!(visible(&core), before);
                redo(&core, Nothing {}).unwrap();
                prop_assert_eq!(&visible(&core), &after);
                states.push(after);
            } else {
                states.push(visible(&core));
            }
        }
        // Step by step back to nothing, and forward again to the end.
        let end = visible(&core);
        let mut steps = 0;
        while next(&core, true).is_some() {
            prop_assert_eq!(ctrl_z(&core), 0);
            steps += 1;
        }
        prop_assert_eq!(&visible(&core), &states[0]);
        for _ in 0..steps {
            redo(&core, Nothing {}).unwrap();
        }
        prop_assert_eq!(visible(&core), end);
        prop_assert!(next(&core, false).is_none());
    }
}

fn next(core: &Core, back: bool) -> Option<String> {
    let read = |db: &rusqlite::Connection| if back { next_undo(db) } else { next_redo(db) };
    core.register().unwrap().read(read).unwrap()
}

#[test]
fn later_work_of_somebody_is_kept_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let ((a, make_a), (b, make_b)) = (pupil("Aerts"), pupil("Bogaert"));
    let import = register
        .write("import_pupils", |batch| {
            batch.push(make_a)?;
            batch.push(make_b)?;
            Ok(batch.id())
        })
        .unwrap();
    register.write("edit", |batch| batch.push(edit(a, "", "4B"))).unwrap();
    let answer = undo(&core, UndoRequest { batch: Some(import.0.to_string()) }).unwrap();
    assert_eq!((answer.undone, answer.kept), (1, 1));
    let left: Vec<_> = people(&core).into_iter().map(|person| person.0).collect();
    assert!(left == [a], "{b:?} is gone, {a:?} is kept");
}

#[test]
fn of_quick_presses_of_ctrl_z_each_takes_back_one_action_and_none_fails() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    for n in 0..12 {
        let (_, make) = pupil(&format!("Naam{n}"));
        core.register().unwrap().write("create", |batch| batch.push(make)).unwrap();
    }
    let together = |press: &(dyn Fn() -> Answer<UndoAnswer> + Sync)| {
        let start = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            let hand = || {
                start.wait();
                (0..3).for_each(|_| assert_eq!(press().unwrap().undone, 1));
            };
            (0..4)
                .map(|_| scope.spawn(hand))
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|one| one.join().unwrap());
        });
    };
    together(&|| undo(&core, UndoRequest { batch: None }));
    assert!(people(&core).is_empty());
    together(&|| redo(&core, Nothing {}));
    assert_eq!(people(&core).len(), 12);
}

#[test]
fn a_new_action_clears_what_could_be_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let (id, make) = pupil("Aerts");
    register.write("create", |batch| batch.push(make)).unwrap();
    register.write("edit", |batch| batch.push(edit(id, "", "4B"))).unwrap();
    ctrl_z(&core);
    assert_eq!(next(&core, false).as_deref(), Some("edit"));
    register.write("edit", |batch| batch.push(edit(id, "", "5A"))).unwrap();
    assert_eq!(next(&core, false), None);
    assert_eq!(code(redo(&core, Nothing {})), Code::NothingToRedo);
}

#[test]
fn a_number_given_to_somebody_else_since_is_not_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let ((a, make_a), (b, make_b)) = (pupil("Aerts"), pupil("Bogaert"));
    let add = |pupil, value| Change::NumberAdd { pupil, number: number(value), from: day() };
    let end = |pupil, value| Change::NumberEnd { pupil, number: number(value), until: day() };
    register
        .write("import_pupils", |batch| {
            batch.push(make_a)?;
            batch.push(make_b)?;
            batch.push(add(a, "1"))
        })
        .unwrap();
    let renumbering = register
        .write("renumber", |batch| {
            batch.push(end(a, "1"))?;
            batch.push(add(a, "2"))?;
            Ok(batch.id())
        })
        .unwrap();
    register.write("edit", |batch| batch.push(add(b, "1"))).unwrap();
    let before = visible(&core);
    let answer = undo(&core, UndoRequest { batch: Some(renumbering.0.to_string()) }).unwrap();
    assert_eq!((answer.undone, answer.kept), (0, 2));
    assert!(visible(&core) == before);
}

#[test]
fn history_tells_each_field_and_masks_the_insz() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let (id, make) = pupil("Aerts");
    register.write("create", |batch| batch.push(make)).unwrap();
    let insz = FieldChange { field: PupilField::Insz, was: None, now: Some("12050399938".into()) };
    register.write("edit", |batch| batch.push(Change::PupilEdit { pupil: id, items: vec![insz] })).unwrap();
    register.write("edit", |batch| batch.push(edit(id, "", "4B"))).unwrap();
    ctrl_z(&core);
    let history = register.read(|db| of_pupil(db, id)).unwrap();
    let lines: Vec<_> = history
        .iter()
        .map(|row| format!("{} {} {}→{} {}", row.batch_kind, row.field, row.was, row.now, row.undone))
        .collect();
    assert_eq!(
        lines,
        [
            "undo class 4B→ false",
            "edit class →4B true",
            "edit insz →••.••.••-•••.•• false",
            "create last_name →Aerts false",
        ]
    );
}

#[test]
fn the_commands_answer_in_their_shapes() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let (_, make) = pupil("Aerts");
    core.register().unwrap().write("create", |batch| batch.push(make)).unwrap();
    let list = answer(&core, "batches", serde_json::json!({}));
    assert_eq!(list["batches"][0]["kind"], "create");
    let answer = answer(&core, "undo", serde_json::json!({ "direction": "back", "batch": null }));
    assert_eq!(answer, serde_json::json!({ "kind": "create", "undone": 1, "kept": 0 }));
}
