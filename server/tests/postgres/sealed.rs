//! Nothing of a person can be read in the database: security.md S65.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, FieldChange};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::OutcomeWord;
use stamboek_server::keys::Keys;
use stamboek_server::serve;

use crate::common::{Laptop, World, mark, op, pupil};

/// What is entered about the person who is looked for. Counter 999 is nobody's.
const SENTINEL: [&str; 4] = ["Schildwacht-Onvindbaar", "Verborgentje", "2019-03-14", "19031499920"];

fn sentinel() -> (PupilId, Change) {
    let (id, change) = pupil(SENTINEL[0]);
    let Change::PupilCreate { pupil, tag, mut fields } = change else { unreachable!() };
    fields.insert(PupilField::FirstName, SENTINEL[1].to_owned());
    fields.insert(PupilField::BirthDate, SENTINEL[2].to_owned());
    fields.insert(PupilField::Insz, SENTINEL[3].to_owned());
    (id, Change::PupilCreate { pupil, tag, fields })
}

/// Entered, offered beside, and held: everywhere that a value is kept.
fn enter(laptop: &mut Laptop) -> PupilId {
    let (id, create) = sentinel();
    assert_eq!(laptop.push(&[op(laptop.user, create)]).results[0].outcome, OutcomeWord::Applied);
    let items = vec![FieldChange {
        field: PupilField::LastName,
        was: Some("Iemand".to_owned()),
        now: Some(format!("{}-Anders", SENTINEL[0])),
    }];
    let offered = op(laptop.user, Change::PupilEdit { pupil: id, items: items.clone() });
    assert_eq!(laptop.push(&[offered]).results[0].outcome, OutcomeWord::Conflict);
    let nobody = op(laptop.user, Change::PupilEdit { pupil: pupil("x").0, items });
    assert_eq!(laptop.push(&[nobody]).results[0].outcome, OutcomeWord::Held);
    let mut noted = op(laptop.user, mark(id, "2026-11-23", None, Some("B")));
    noted.note = Some(format!("{} belde", SENTINEL[1]));
    assert_eq!(laptop.push(&[noted]).results[0].outcome, OutcomeWord::Applied);
    id
}

/// Whether a file holds these bytes, as they are or as hexadecimal digits.
fn holds(content: &[u8], text: &str) -> bool {
    let digits: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    let is_in = |bytes: &[u8]| content.windows(bytes.len()).any(|window| window == bytes);
    is_in(text.as_bytes()) || is_in(digits.as_bytes())
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn neither_a_dump_nor_a_file_of_the_database_tells_who_somebody_is() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut laptop = world.laptop(&url, inst, Role::Secretariat);
    let id = enter(&mut laptop);
    let (rows, _) = laptop.pull(5_000);
    let body = rows[&("pupil".to_owned(), id.0.to_string())].body.as_ref().unwrap().get().to_owned();
    assert!(SENTINEL.iter().all(|text| body.contains(text)), "the laptop reads all of it");
    let text = world.dump();
    assert!(holds(&text, &id.0.to_string()), "her row is in the dump");
    for sentinel in SENTINEL {
        assert!(!holds(&text, sentinel), "{sentinel} in the dump");
    }
    world.cluster.stop().unwrap();
    let all = files(&world.cluster.data());
    let somewhere = |text: &str| all.iter().any(|file| holds(&fs::read(file).unwrap(), text));
    assert!(somewhere(&id.0.to_string()), "her row is in the files");
    for sentinel in SENTINEL {
        assert!(!somewhere(sentinel), "{sentinel} in a file");
    }
}

#[test]
fn a_database_with_another_key_file_is_not_served_and_nothing_in_it_changes() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let inst = world.institution("De Linde");
    let mut laptop = world.laptop(&url, inst, Role::Secretariat);
    enter(&mut laptop);
    let other = tempfile::tempdir().unwrap();
    Keys::make(other.path()).unwrap();
    let restored = || {
        let app = Arc::new(world.app(&[("KEYS", other.path().to_str().unwrap())]));
        let any = "127.0.0.1:0".parse().unwrap();
        world.runtime.block_on(serve::serve(app, any, any, std::future::ready(())))
    };
    let before = world.count(inst, "SELECT count(*) FROM op WHERE inst = $1");
    for _ in 0..2 {
        let sentence = restored().unwrap_err();
        assert!(sentence.contains("seal.key") && sentence.contains("Er is niets veranderd"), "{sentence}");
    }
    assert_eq!(world.count(inst, "SELECT count(*) FROM op WHERE inst = $1"), before);
    // A server that runs does not take it either, and goes on with its own.
    let app = world.app(&[]);
    world.runtime.block_on(app.store.self_test()).unwrap();
    fs::copy(other.path().join("seal.key"), world.keys.path().join("seal.key")).unwrap();
    world.runtime.block_on(app.read_keys());
    laptop.url = world.serve(app);
    laptop.push(&[op(laptop.user, pupil("Een").1)]);
    assert!(laptop.pull(5_000).0.keys().any(|(kind, _)| kind == "conflict"));
}

#[test]
fn a_new_line_above_seals_and_what_the_line_below_sealed_is_opened_and_found() {
    let world = World::new();
    let inst = world.institution("De Linde");
    let url = world.serve(world.app(&[]));
    let mut laptop = world.laptop(&url, inst, Role::Secretariat);
    let id = enter(&mut laptop);
    let file = world.keys.path().join("seal.key");
    let old = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{}\n{old}", "cd".repeat(32))).unwrap();
    laptop.url = world.serve(world.app(&[]));
    let (other, twin) = sentinel();
    let answer = laptop.push(&[op(laptop.user, twin)]);
    assert_eq!(
        answer.results[0].outcome,
        OutcomeWord::Conflict,
        "the same INSZ, hashed by either line (C15)"
    );
    let (rows, _) = laptop.pull(5_000);
    for pupil in [id, other] {
        assert!(rows[&("pupil".to_owned(), pupil.0.to_string())].body.is_some());
    }
    // Both lines are needed from now on.
    fs::write(&file, old).unwrap();
    let app = world.app(&[]);
    assert!(world.runtime.block_on(app.store.self_test()).is_err());
}
