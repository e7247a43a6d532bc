//! Barcode sheets through their public face: who is printed, what is remembered, what a scan says.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use stamboek_core::cards::messages::*;
use stamboek_core::cards::{self, print_to};
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::Key;
use stamboek_core::scanning::messages::{ScanAnswer, ScanRequest};
use stamboek_core::scanning::scan;
use stamboek_core::shell::Headless;
use stamboek_core::{Answer, Core};
use stamboek_domain::problem::Code;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, ExternalNumber};
use stamboek_domain::tag::Tag;
use uuid::Uuid;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

fn school(folder: &Path) -> (Core, Arc<Headless>) {
    let shell = Arc::new(Headless::default());
    (Core::create_with_key(folder, shell.clone(), clock, &Key::new([7; 32])).unwrap(), shell)
}

fn number(database: &str, value: &str) -> ExternalNumber {
    ExternalNumber { system: "informat".into(), database: database.into(), value: value.into() }
}

fn push(core: &Core, changes: Vec<Change>) {
    let all =
        |batch: &mut stamboek_core::register::Batch| changes.into_iter().try_for_each(|c| batch.push(c));
    core.register().unwrap().write("edit", all).unwrap();
}

/// A person with a name, a class and a number in the database `A`, or without.
fn add(core: &Core, last: &str, first: &str, class: &str, value: &str) -> PupilId {
    let pupil = PupilId(Uuid::now_v7());
    let mut random = [0; 10];
    random.copy_from_slice(&pupil.0.as_bytes()[6..]);
    let fields = [(PupilField::LastName, last), (PupilField::FirstName, first), (PupilField::Class, class)];
    let fields = fields
        .into_iter()
        .filter(|f| !f.1.is_empty())
        .map(|(f, v)| (f, v.to_owned()))
        .collect::<BTreeMap<_, _>>();
    let mut changes = vec![Change::PupilCreate { pupil, tag: String::from(Tag::mint(random)), fields }];
    if !value.is_empty() {
        changes.push(Change::NumberAdd { pupil, number: number("A", value), from: clock().date_naive() });
    }
    push(core, changes);
    pupil
}

/// As a migration does it: the old number is closed, the new one opened.
fn renumber(core: &Core, pupil: PupilId, old: &str, new: &str) {
    let day = clock().date_naive();
    push(
        core,
        vec![
            Change::NumberEnd { pupil, number: number("A", old), until: day },
            Change::NumberAdd { pupil, number: number("B", new), from: day },
        ],
    );
}

fn everybody(core: &Core) -> CardJob {
    CardJob { selection: Selection::All, ..cards::overview(core, Nothing {}).unwrap().job }
}

fn outdated(core: &Core) -> CardJob {
    CardJob { selection: Selection::Outdated { classes: vec![] }, ..everybody(core) }
}

fn progress(core: &Core) -> (u32, u32) {
    let overview = cards::overview(core, Nothing {}).unwrap();
    (overview.printed, overview.total)
}

fn said(core: &Core, code: &str) -> ScanAnswer {
    scan(core, ScanRequest { code: code.to_owned() }).unwrap()
}

fn code<T>(answer: Answer<T>) -> Code {
    match answer {
        Ok(_) => panic!("was not refused"),
        Err(problem) => problem.code,
    }
}

#[test]
fn after_a_migration_exactly_the_renumbered_are_printed_again() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    let pupils: Vec<_> =
        (1..=30).map(|i| add(&core, &format!("N{i:02}"), "E", "1A", &format!("{}", 1000 + i))).collect();
    let target = folder.path().join("a.pdf");
    let printed = print_to(&core, everybody(&core), &target).unwrap();
    assert_eq!((printed.sheets, printed.stickers), (2, 30));
    assert!(std::fs::read(&target).unwrap().starts_with(b"%PDF-"));
    assert_eq!(progress(&core), (30, 30));
    assert_eq!(code(print_to(&core, outdated(&core), &target)), Code::CardsNobody);

    for (i, pupil) in pupils.iter().take(5).enumerate() {
        renumber(&core, *pupil, &format!("{}", 1001 + i), &format!("{}", 90_000 + i));
    }
    assert_eq!(progress(&core), (25, 30));
    assert_eq!(print_to(&core, outdated(&core), &target).unwrap().stickers, 5);
    assert_eq!(progress(&core), (30, 30));
}

#[test]
fn a_failed_sheet_reopens_its_cards_and_a_new_print_closes_them() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    for i in 0..30 {
        add(&core, &format!("N{i:02}"), "E", if i < 15 { "1A" } else { "1B" }, &format!("{}", 1000 + i));
    }
    let target = folder.path().join("a.pdf");
    let print = print_to(&core, everybody(&core), &target).unwrap().print;
    let mark = |failed| {
        cards::mark_sheet(&core, CardsSheetRequest { print: print.clone(), sheet: 1, failed }).map(|_| ())
    };
    mark(true).unwrap();
    assert_eq!(progress(&core), (9, 30), "21 labels of the first sheet are open again");
    let overview = cards::overview(&core, Nothing {}).unwrap();
    assert_eq!(overview.classes.iter().map(|c| c.failed_sheets).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(overview.prints[0].failed, [1]);
    mark(false).unwrap();
    assert_eq!(progress(&core), (30, 30));
    mark(true).unwrap();
    assert_eq!(print_to(&core, outdated(&core), &target).unwrap().stickers, 21);
    assert_eq!(progress(&core), (30, 30));
    assert!(cards::overview(&core, Nothing {}).unwrap().classes.iter().all(|c| c.failed_sheets == 0));
}

#[test]
fn nothing_happens_when_the_dialog_is_closed_or_the_file_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let (core, shell) = school(folder.path());
    add(&core, "Peeters", "Emma", "1A", "1001");
    let print = || cards::print(&core, CardsPrintRequest { job: everybody(&core), to: "save".into() });
    assert!(print().unwrap().file_name.is_none());
    assert_eq!(progress(&core), (0, 1));
    shell.answer_target(&folder.path().join("no such folder/a.pdf"));
    assert_eq!(code(print()), Code::Disk);
    assert_eq!(progress(&core), (0, 1));
    shell.answer_target(&folder.path().join("a.pdf"));
    assert_eq!(print().unwrap().file_name.as_deref(), Some("a.pdf"));
    assert_eq!(progress(&core), (1, 1));
}

#[test]
fn who_has_no_number_is_left_out_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    add(&core, "Peeters", "Emma", "1A", "1001");
    add(&core, "Zonder", "Nummer", "1A", "");
    let printed = print_to(&core, everybody(&core), &folder.path().join("a.pdf")).unwrap();
    assert_eq!(printed.stickers, 1);
    assert_eq!(printed.without_number[0].last_name, "Zonder");
    let stamboek = CardJob { payload: Payload::Stamboek, ..everybody(&core) };
    assert_eq!(
        print_to(&core, stamboek, &folder.path().join("a.pdf")).unwrap().stickers,
        2,
        "everybody has a tag"
    );
}

#[test]
fn the_preview_lays_out_the_sheet_asked_in_class_and_name_order() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    for (last, class, value) in
        [("Özdemir", "10A", "4"), ("Adams", "2B", "3"), ("Zegers", "2B", "2"), ("Oost", "10A", "5")]
    {
        add(&core, last, "E", class, value);
    }
    let ask = |job: CardJob, sheet| cards::preview(&core, CardsPreviewRequest { job, sheet }).unwrap();
    let preview = ask(CardJob { start: 20, ..everybody(&core) }, 1);
    assert_eq!((preview.sheets, preview.stickers, preview.places.len()), (2, 4, 21));
    let names = |preview: CardsPreview| -> Vec<String> {
        preview.page.unwrap().labels.into_iter().map(|label| label.texts[0].text.clone()).collect()
    };
    assert_eq!(names(preview), ["Adams E", "Zegers E"]);
    assert_eq!(names(ask(CardJob { start: 20, ..everybody(&core) }, 2)), ["Oost E", "Özdemir E"]);
    let sheet = ask(CardJob { layout: Layout::ClassSheet, ..everybody(&core) }, 2);
    assert_eq!(sheet.sheets, 2);
    assert_eq!(sheet.page.unwrap().texts[0].text, "Klas 10A");
    assert!(ask(everybody(&core), 7).page.is_none());
}

#[test]
fn a_label_that_is_too_small_is_refused_with_one_that_fits() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    add(&core, "Peeters", "Emma", "1A", "1001");
    let job = CardJob { sheet: "L4731".into(), symbology: Symbology::Code39, ..everybody(&core) };
    let problem = print_to(&core, job, &folder.path().join("a.pdf")).err().unwrap();
    assert_eq!(problem.code, Code::CardsLabelTooSmall);
    assert_eq!(problem.values["fits"], "4607");
    assert!(!folder.path().join("a.pdf").exists());
}

#[test]
fn units_are_printed_and_found_and_nothing_is_remembered_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    let save = |code: &str| {
        let units = vec![Unit { text: "Warme maaltijd".into(), code: code.into() }];
        cards::save_settings(&core, CardsSettingsRequest::Units { units })
    };
    assert_eq!(code(save("maaltijd é")), Code::CardsCharacters);
    save("MAALTIJD-1").unwrap();
    let printed =
        print_to(&core, CardJob { layout: Layout::Units, ..everybody(&core) }, &folder.path().join("u.pdf"))
            .unwrap();
    assert_eq!((printed.print.as_str(), printed.stickers), ("", 1));
    let answer = said(&core, "maaltijd-1");
    assert_eq!((answer.result.as_str(), answer.article.as_str()), ("article", "Warme maaltijd"));
}

#[test]
fn own_formats_are_checked_before_they_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    let mut format = cards::overview(&core, Nothing {}).unwrap().formats[0].clone();
    let save = |format: &SheetFormat| {
        cards::save_settings(&core, CardsSettingsRequest::Formats { formats: vec![format.clone()] })
            .map(|_| ())
    };
    assert_eq!(code(save(&format)), Code::InvalidValue, "the code of a sheet that is sold");
    format.code = "eigen-1".into();
    format.pitch_x = 60.0;
    assert_eq!(code(save(&format)), Code::InvalidValue, "labels would overlap");
    format.pitch_x = 66.0;
    save(&format).unwrap();
    let formats = cards::overview(&core, Nothing {}).unwrap().formats;
    assert!(formats.last().is_some_and(|f| f.own && f.code == "eigen-1"));
}

#[test]
fn a_scan_says_whose_code_it_is_and_never_chooses_among_several() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    let emma = add(&core, "Peeters", "Emma", "1A", "1001");
    let lucas = add(&core, "Maes", "Lucas", "1A", "1002");
    add(&core, "Janssens", "Noor", "1B", "1003");
    assert_eq!(said(&core, "0000001003").result, "green");
    assert_eq!(said(&core, "1003").result, "green");
    assert_eq!(said(&core, "9999").result, "red");

    // Emma's old number becomes nobody's; Lucas gets a new one whose digits were Emma's.
    renumber(&core, emma, "1001", "5001");
    let old = said(&core, "0000001001");
    assert_eq!(old.result, "amber");
    assert_eq!((old.matches[0].pupil.id, old.matches[0].through.as_str()), (emma, "old_number"));
    assert_eq!(old.matches[0].until.as_deref(), Some("2026-11-23"));
    renumber(&core, lucas, "1002", "1001");
    let both = said(&core, "0000001001");
    assert_eq!((both.result.as_str(), both.matches.len()), ("ambiguous", 2));

    let tag: String = core
        .register()
        .unwrap()
        .read(|db| {
            Ok(db
                .query_row("SELECT tag FROM view_pupil WHERE last_name = 'Peeters'", [], |r| r.get(0))
                .unwrap())
        })
        .unwrap();
    let found = said(&core, &tag);
    assert_eq!((found.result.as_str(), found.matches[0].through.as_str()), ("green", "tag"));
    let mut wrong = tag.clone();
    wrong.replace_range(3..4, if &tag[3..4] == "7" { "8" } else { "7" });
    assert_eq!(said(&core, &wrong).result, "red", "a misread tag points to nobody");
}

#[test]
fn a_number_that_stays_the_same_in_a_new_database_is_green() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    let emma = add(&core, "Peeters", "Emma", "1A", "1001");
    renumber(&core, emma, "1001", "1001");
    let answer = said(&core, "1001");
    assert_eq!((answer.result.as_str(), answer.matches.len()), ("green", 1));
    assert_eq!(answer.matches[0].database, "B");
}

#[test]
fn prefixed_codes_are_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    add(&core, "Peeters", "Emma", "1A", "1001");
    let job = CardJob { payload: Payload::Prefixed, prefix: "P".into(), ..everybody(&core) };
    print_to(&core, job, &folder.path().join("a.pdf")).unwrap();
    assert_eq!(said(&core, "P1001").result, "green");
    assert_eq!(progress(&core), (1, 1));
}

#[test]
fn hostile_names_are_printed_as_text() {
    let folder = tempfile::tempdir().unwrap();
    let (core, _) = school(folder.path());
    let long = "Wolfeschlegelsteinhausenbergerdorff".repeat(9);
    let names = [
        long.as_str(),
        "^XA^FDx^FS^XZ",
        "%!PS (x) show",
        "a\\b(c)<d>",
        "NUL\0byte",
        "😀🎒",
        "محمد الأمين",
        "אברהם כהן",
        "Nguyễn Thị Ánh",
        "x\u{301}\u{302}\u{303}\u{304}",
        "\u{202E}desrever",
        "李小龍",
        "Tj ET Q endstream",
    ];
    for (i, name) in names.iter().enumerate() {
        add(&core, name, name, "1A", &format!("{}", 100 + i));
    }
    for layout in [Layout::Stickers, Layout::ClassSheet] {
        for sheet in ["L7160", "L4732"] {
            let target = folder.path().join("a.pdf");
            let job = CardJob { layout, sheet: sheet.into(), ..everybody(&core) };
            let printed = print_to(&core, job.clone(), &target).unwrap();
            assert_eq!(printed.stickers as usize, names.len());
            let file = lopdf::Document::load_mem(&std::fs::read(&target).unwrap()).unwrap();
            assert_eq!(file.get_pages().len() as u32, printed.sheets);
            let preview = cards::preview(&core, CardsPreviewRequest { job, sheet: 1 }).unwrap();
            assert!(preview.missing_characters >= 6, "three Chinese characters, twice each");
            assert!(preview.shortened >= 1);
        }
    }
}
