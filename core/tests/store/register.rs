//! What is saved, what is refused, what stays.

use crate::common::*;

#[test]
fn what_was_saved_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let (_, change) = pupil("Peeters");
    core.register().unwrap().write("create", |batch| batch.push(change)).unwrap();
    drop(core);
    let core = open(folder.path(), 7).unwrap();
    assert_eq!((count(&core, "view_pupil"), count(&core, "outbox"), count(&core, "batch")), (1, 1, 1));
}

#[test]
fn a_refused_action_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let (id, change) = pupil("Peeters");
    register.write("create", |batch| batch.push(change)).unwrap();
    let answer = register.write("edit", |batch| {
        batch.push(edit(id, "", "4B"))?;
        batch.push(edit(id, "3A", "4C"))
    });
    assert_eq!(code(answer), Code::Stale);
    let class: String = register
        .read(|db| Ok(db.query_row("SELECT class FROM view_pupil", [], |row| row.get(0)).unwrap()))
        .unwrap();
    assert_eq!((class.as_str(), count(&core, "outbox")), ("", 1));
}

#[test]
fn a_number_has_one_open_holder_and_closed_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let register = core.register().unwrap();
    let ((a, make_a), (b, make_b)) = (pupil("Aerts"), pupil("Bogaert"));
    let add = |pupil| Change::NumberAdd { pupil, number: number("123"), from: day() };
    register
        .write("import_pupils", |batch| {
            batch.push(make_a)?;
            batch.push(make_b)?;
            batch.push(add(a))
        })
        .unwrap();
    assert_eq!(code(register.write("edit", |batch| batch.push(add(b)))), Code::NumberTaken);
    register
        .write("renumber", |batch| {
            batch.push(Change::NumberEnd { pupil: a, number: number("123"), until: day() })?;
            batch.push(add(b))
        })
        .unwrap();
    assert_eq!(count(&core, "view_number"), 2);
}

#[test]
fn a_second_window_on_the_same_profile_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let _core = create(folder.path());
    assert_eq!(code(open(folder.path(), 7)), Code::RegisterInUse);
}

#[test]
fn another_key_is_said_to_be_wrong_and_the_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let file = folder.path().join("register.db");
    let before = std::fs::read(&file).unwrap();
    assert_eq!(code(open(folder.path(), 8)), Code::KeyWrong);
    assert!(std::fs::read(&file).unwrap() == before);
}

#[test]
fn a_missing_register_is_not_made_and_an_existing_one_not_made_over() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(open(folder.path(), 7)), Code::RegisterMissing);
    assert!(!folder.path().join("register.db").exists());
    drop(create(folder.path()));
    let again = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &key(7));
    assert_eq!(code(again), Code::RegisterExists);
}
