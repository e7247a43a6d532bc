//! Pupils through the public face: a demo school, its list, sheets, edits, search and exports.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, Reader, open_workbook_auto};
use chrono::{DateTime, FixedOffset};
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Level, Params, fill, people};
use stamboek_core::history::messages::{Saved, UndoRequest};
use stamboek_core::history::undo;
use stamboek_core::pupils::messages::*;
use stamboek_core::pupils::{create, edit, export, insz, list, search, sheet};
use stamboek_core::settings;
use stamboek_core::settings::messages::{
    SchoolSettings, Settings, SettingsPart, SettingsRequest, SettingsSaveRequest,
};
use stamboek_core::shell::Headless;
use stamboek_core::{Answer, Core};
use stamboek_domain::problem::Code;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, PrintedCard};
use uuid::Uuid;

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

/// An open register with the demo school, and the shell that answers its dialogs.
struct School {
    core: Core,
    shell: Arc<Headless>,
    folder: tempfile::TempDir,
}

fn school(pupils: u32) -> School {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Headless::default());
    let core = Core::create_with_key(folder.path(), shell.clone(), clock, &Key::new([7; 32])).unwrap();
    if pupils > 0 {
        fill(&core.register().unwrap(), &params(pupils)).unwrap();
    }
    School { core, shell, folder }
}

fn params(pupils: u32) -> Params {
    Params::new(pupils, clock().date_naive())
}

impl School {
    fn rows(&self) -> Vec<PupilRow> {
        list(&self.core, Nothing {}).unwrap().rows
    }

    fn edit(&self, id: PupilId, field: PupilField, was: Option<&str>, now: &str) -> Answer<Saved> {
        let items = vec![FieldEdit { field, was: was.map(str::to_owned), now: now.to_owned() }];
        edit(&self.core, PupilEditRequest { id, items })
    }

    fn create(&self, fields: &[(PupilField, &str)], despite_duplicates: bool) -> Answer<PupilCreateAnswer> {
        let fields = fields.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        create(&self.core, PupilCreateRequest { fields, despite_duplicates })
    }

    fn find(&self, text: &str) -> SearchAnswer {
        search(&self.core, SearchRequest { text: text.to_owned() }).unwrap()
    }

    fn looks(&self) -> Vec<(String, i64, String)> {
        self.core
            .register()
            .unwrap()
            .read(|db| {
                let mut select = db.prepare("SELECT kind, count, reason FROM access_log ORDER BY n").unwrap();
                let rows = select.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
                Ok(rows.map(Result::unwrap).collect())
            })
            .unwrap()
    }

    fn export(&self, format: &str, include_insz: bool, reason: &str) -> Answer<std::path::PathBuf> {
        let path = self.folder.path().join(format!("lijst.{format}"));
        self.shell.answer_target(&path);
        let request = ExportRequest {
            format: format.to_owned(),
            ids: Vec::new(),
            include_insz,
            reason: reason.to_owned(),
        };
        export(&self.core, request).map(|_| path)
    }
}

fn school_settings(core: &Core) -> SchoolSettings {
    settings::read(core, SettingsRequest { part: SettingsPart::School }).unwrap().school.unwrap()
}

fn code<T>(answer: Answer<T>) -> Code {
    match answer {
        Ok(_) => panic!("was not refused"),
        Err(problem) => problem.code,
    }
}

#[test]
fn the_demo_school_stands_in_the_list_in_class_and_name_order() {
    let school = school(300);
    let rows = school.rows();
    assert_eq!(rows.len(), 300);
    let classes: Vec<&str> = rows.iter().map(|row| row.class.as_str()).collect();
    let mut ordered = classes.clone();
    ordered.sort_by(|a, b| stamboek_domain::class::compare(a, b));
    assert_eq!(classes, ordered);
    assert!(rows.iter().all(|row| !row.number.is_empty() && row.card == "never"));
    let batches: i64 = school
        .core
        .register()
        .unwrap()
        .read(|db| {
            Ok(db.query_row("SELECT count(*) FROM batch WHERE kind = 'demo'", [], |r| r.get(0)).unwrap())
        })
        .unwrap();
    assert_eq!(batches, 1, "one action, to be taken back as one");
}

#[test]
fn a_secondary_school_of_five_thousand_fills_too() {
    let school = school(0);
    let params = Params { level: Level::Secundair, staff: 100, ..params(5_000) };
    assert_eq!(fill(&school.core.register().unwrap(), &params).unwrap(), 5_100);
    assert_eq!(school.rows().len(), 5_100);
}

#[test]
fn looking_at_a_sheet_or_an_insz_leaves_an_entry() {
    let school = school(30);
    let row = school.rows().into_iter().find(|row| row.has_insz).unwrap();
    let found = sheet(&school.core, PupilRequest { id: row.id }).unwrap();
    assert_eq!(found.insz_masked, "••.••.••-•••.••");
    assert_eq!(found.numbers[0].value, row.number);
    let clear = insz(&school.core, PupilRequest { id: row.id }).unwrap().insz;
    assert!(clear.contains("-000.") || clear.contains("-999."), "of the demo school");
    let kinds: Vec<String> = school.looks().into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, ["sheet", "insz"]);
    let nobody = PupilRequest { id: PupilId(Uuid::now_v7()) };
    assert_eq!(code(sheet(&school.core, nobody)), Code::NotFound);
    assert_eq!(school.looks().len(), 2, "a refused look is no look");
}

#[test]
fn a_typed_date_is_saved_in_its_canonical_form() {
    let school = school(30);
    let row = school.rows().remove(0);
    school.edit(row.id, PupilField::BirthDate, Some(&row.birth_date), "3/4/15").unwrap();
    let now = school.rows().into_iter().find(|r| r.id == row.id).unwrap();
    assert_eq!(now.birth_date, "2015-04-03");
}

#[test]
fn a_field_that_changed_meanwhile_is_not_overwritten() {
    let school = school(30);
    let row = school.rows().remove(0);
    school.edit(row.id, PupilField::Class, Some(&row.class), "Z9").unwrap();
    assert_eq!(code(school.edit(row.id, PupilField::Class, Some(&row.class), "Z8")), Code::Stale);
    assert_eq!(school.rows().into_iter().find(|r| r.id == row.id).unwrap().class, "Z9");
}

#[test]
fn a_message_takes_back_what_it_tells_of_and_not_what_came_after_it() {
    let school = school(2);
    let row = &school.rows()[0];
    let class = school.edit(row.id, PupilField::Class, Some(&row.class), "9Z").unwrap().batch;
    let made = school.create(&[(PupilField::LastName, "Later"), (PupilField::FirstName, "Lien")], true);
    let was = school_settings(&school.core).settings;
    assert_eq!(was.school, "Demoschool De Regenboog", "named in the action that fills it");
    let save = |now: &str| {
        let now = Settings { database: now.to_owned(), ..was.clone() };
        settings::save(&school.core, SettingsSaveRequest { was: was.clone(), now }).unwrap().batch
    };
    let database = save("Andere");
    for batch in [class, made.unwrap().batch, database] {
        undo(&school.core, UndoRequest { batch: Some(batch.expect("saved")) }).unwrap();
    }
    assert!(school.rows().iter().any(|one| one.id == row.id && one.class == row.class));
    assert_eq!(school.rows().len(), 2);
    assert_eq!(school_settings(&school.core).settings.database, was.database);
    let same = school.edit(row.id, PupilField::Class, Some(&row.class), &row.class).unwrap();
    assert!(same.batch.is_none() && save(&was.database).is_none(), "nothing saved, nothing to take back");
}

#[test]
fn two_people_never_share_an_insz_or_a_stamnummer() {
    let school = school(60);
    let rows: Vec<PupilRow> = school.rows().into_iter().filter(|row| row.has_insz).collect();
    let taken = insz(&school.core, PupilRequest { id: rows[0].id }).unwrap().insz;
    let problem = school.edit(rows[1].id, PupilField::Insz, None, &taken).map(|_| ()).unwrap_err();
    assert_eq!(problem.code, Code::InszTaken);
    assert_eq!(problem.values["name"], format!("{} {}", rows[0].last_name, rows[0].first_name));
    let stamnummer = rows[0].stamnummer.clone();
    let was = Some(rows[1].stamnummer.as_str());
    let again = |school: &School| school.edit(rows[1].id, PupilField::Stamnummer, was, &stamnummer);
    assert_eq!(code(again(&school)), Code::StamnummerTaken);
    // In another institution the same stamnummer is another one.
    school.edit(rows[1].id, PupilField::Institution, Some("099901"), "099902").unwrap();
    again(&school).unwrap();
    let back = school.edit(rows[1].id, PupilField::Institution, Some("099902"), "099901");
    assert_eq!(code(back), Code::StamnummerTaken);
}

#[test]
fn the_likely_same_child_is_shown_before_anything_is_made() {
    let school = school(120);
    let row = school.rows().into_iter().find(|row| row.last_name.len() > 6).unwrap();
    let typed = [
        (PupilField::LastName, row.first_name.to_uppercase()),
        (PupilField::FirstName, row.last_name.to_uppercase()),
        (PupilField::BirthDate, row.birth_date.clone()),
    ];
    let typed: Vec<(PupilField, &str)> = typed.iter().map(|(f, t)| (*f, t.as_str())).collect();
    let answer = school.create(&typed, false).unwrap();
    assert!(answer.id.is_none());
    assert_eq!(answer.duplicates[0].pupil.id, row.id);
    assert!(answer.duplicates[0].why.contains(&"swapped_names".to_owned()));
    assert_eq!(school.rows().len(), 120, "nothing was made");
    let made = school.create(&typed, true).unwrap().id.unwrap();
    assert!(school.rows().iter().any(|row| row.id == made));
}

#[test]
fn a_new_pupil_needs_a_name_and_gets_a_permanent_code() {
    let school = school(0);
    assert_eq!(code(school.create(&[(PupilField::LastName, "Peeters")], false)), Code::InvalidValue);
    let fields = [(PupilField::LastName, "Peeters"), (PupilField::FirstName, "Zoë"), (PupilField::Kind, "")];
    let id = school.create(&fields, false).unwrap().id.unwrap();
    let found = sheet(&school.core, PupilRequest { id }).unwrap();
    assert!(stamboek_domain::tag::Tag::parse(&found.tag).is_ok());
    assert_eq!(found.row.kind, "pupil");
    assert_eq!(found.row.number, "");
}

#[test]
fn search_finds_by_name_number_stamnummer_code_class_and_whole_insz() {
    let school = school(300);
    let rows = school.rows();
    let row = rows.iter().find(|row| row.has_insz && !row.stamnummer.is_empty()).unwrap();
    let insz = insz(&school.core, PupilRequest { id: row.id }).unwrap().insz;
    let tag = sheet(&school.core, PupilRequest { id: row.id }).unwrap().tag;
    let ten_digits = format!("{:0>10}", row.number);
    let name = format!("{} {}", row.first_name, row.last_name);
    let before = school.looks().len();
    for text in [&name, &row.number, &ten_digits, &row.stamnummer, &tag] {
        let found = school.find(text).pupils;
        assert!(found.iter().take(10).any(|hit| hit.id == row.id), "{text}");
    }
    let looks = school.looks().split_off(before);
    assert!(looks.len() == 1 && looks[0].0 == "find", "one search, as long as somebody searches");
    assert_eq!(school.find(&insz).pupils[0].id, row.id);
    assert_eq!(school.looks().last().unwrap().0, "search");
    assert!(school.find(&insz[..12]).pupils.is_empty(), "only the whole INSZ (S56)");
    let classes = school.find("l4").classes;
    assert_eq!(classes[0].class, "L4A");
    let pupils = rows.iter().filter(|row| row.class == "L4A").count();
    assert_eq!(classes[0].pupils as usize, pupils);
}

#[test]
fn search_knows_what_was_saved_a_moment_ago() {
    let school = school(30);
    assert!(school.find("Zwaluwenberg").pupils.is_empty());
    let row = school.rows().remove(0);
    school.edit(row.id, PupilField::LastName, Some(&row.last_name), "Zwaluwenberg").unwrap();
    assert_eq!(school.find("zwaluwenbreg").pupils[0].id, row.id, "also with a typing error");
}

#[test]
fn a_card_is_right_until_the_number_changes_or_its_sheet_fails() {
    let school = school(10);
    let register = school.core.register().unwrap();
    let rows = school.rows();
    let print = Uuid::now_v7();
    let card =
        |row: &PupilRow| PrintedCard { pupil: row.id, payload: format!("{:0>10}", row.number), sheet: 1 };
    let cards = vec![card(&rows[0]), PrintedCard { payload: "0000000001".into(), ..card(&rows[1]) }];
    let of = |n: usize| school.rows().into_iter().find(|row| row.id == rows[n].id).unwrap().card;
    register
        .write("print", |batch| batch.push(Change::CardsPrint { print, label: "K1A".into(), cards }))
        .unwrap();
    assert_eq!((of(0).as_str(), of(1).as_str(), of(2).as_str()), ("printed", "outdated", "never"));
    register
        .write("sheet", |batch| batch.push(Change::CardsSheet { print, sheet: 1, failed: true }))
        .unwrap();
    assert_eq!(of(0), "outdated");
}

/// What a spreadsheet program would see, cell by cell.
fn cells(path: &Path) -> Vec<Vec<Data>> {
    let mut book = open_workbook_auto(path).unwrap();
    let formulas = book.worksheet_formula("Leerlingen").unwrap();
    assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "no cell is a formula");
    book.worksheet_range("Leerlingen").unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn no_cell_of_an_export_is_a_formula_or_a_number() {
    let school = school(30);
    let row = school.rows().remove(0);
    school.edit(row.id, PupilField::LastName, Some(&row.last_name), "=HYPERLINK(\"x\")").unwrap();
    let path = school.export("xlsx", true, "Overdracht naar de inspectie").unwrap();
    let cells = cells(&path);
    assert_eq!(cells.len(), 31);
    assert!(cells.iter().flatten().all(|cell| matches!(cell, Data::String(_) | Data::Empty)));
    assert!(cells.iter().any(|line| line[0] == Data::String("=HYPERLINK(\"x\")".into())));
    let text = std::fs::read_to_string(school.export("csv", false, "").unwrap()).unwrap();
    assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\""), "guarded in CSV");
}

#[test]
fn an_insz_leaves_the_register_only_with_a_reason_that_is_logged() {
    let school = school(30);
    assert_eq!(code(school.export("csv", true, "  ")), Code::ReasonNeeded);
    let text = std::fs::read_to_string(school.export("csv", false, "").unwrap()).unwrap();
    assert!(!text.contains("-000.") && !text.contains("-999."));
    assert!(!text.contains("Rijksregisternummer"));
    let text = std::fs::read_to_string(school.export("csv", true, "Vraag van het CLB").unwrap()).unwrap();
    assert!(text.contains("-000.") || text.contains("-999."));
    assert_eq!(
        school.looks(),
        [("export".into(), 30, String::new()), ("export".into(), 30, "Vraag van het CLB".into())]
    );
}

#[test]
fn the_demo_people_are_those_of_the_list() {
    let school = school(50);
    let by_id: BTreeMap<PupilId, PupilRow> = school.rows().into_iter().map(|row| (row.id, row)).collect();
    for person in people(&params(50)) {
        let row = &by_id[&person.id];
        assert_eq!(
            (row.last_name.as_str(), row.number.as_str(), row.has_insz, row.location.as_str()),
            (person.last_name.as_str(), person.number.as_str(), person.insz.is_some(), person.location)
        );
    }
}
