//! Lists of pupils and numbers through the public face, read by the real child process.

mod own_export;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::Key;
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;
use stamboek_core::imports::messages::*;
use stamboek_core::imports::read::limits::ChildLimits;
use stamboek_core::imports::remarks::RemarkCode;
use stamboek_core::imports::{apply_pupils, cards_list, plan_pupils, read_file};
use stamboek_core::pupils::list;
use stamboek_core::pupils::messages::*;
use stamboek_core::shell::Headless;
use stamboek_core::{Answer, Core, renumbering};
use stamboek_domain::problem::{Code, Problem};

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

struct School {
    core: Core,
    shell: Arc<Headless>,
    folder: tempfile::TempDir,
}

fn school() -> School {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Headless::default());
    let core = Core::create_with_key(folder.path(), shell.clone(), clock, &Key::new([7; 32])).unwrap();
    core.readings.use_reader(Path::new(env!("CARGO_BIN_EXE_stamboek")), ChildLimits::default());
    School { core, shell, folder }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

impl School {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, bytes: &[u8]) -> Answer<ImportPreview> {
        read_file(&self.core, &self.file("lijst", bytes), SheetKind::Pupils)
    }

    fn request(&self, path: &Path) -> PupilsPlanRequest {
        let session = read_file(&self.core, path, SheetKind::Pupils).unwrap().session;
        PupilsPlanRequest { session, database: "A".to_owned(), ..Default::default() }
    }

    fn plan(&self, text: &str) -> (PupilsPlanRequest, PupilsPlan) {
        let request = self.request(&self.file("lijst.csv", text.as_bytes()));
        let plan = plan_pupils(&self.core, request.clone()).unwrap();
        (request, plan)
    }

    fn import(&self, path: &Path) -> PupilsPlan {
        let request = self.request(path);
        plan_pupils(&self.core, request.clone()).unwrap();
        apply_pupils(&self.core, request).unwrap()
    }

    fn people(&self) -> Vec<PupilRow> {
        list(&self.core, Nothing {}).unwrap().rows
    }

    fn numbers(&self, text: &str, to: &str) -> NumbersPlanRequest {
        let path = self.file("nummers.csv", text.as_bytes());
        let session = read_file(&self.core, &path, SheetKind::Numbers).unwrap().session;
        NumbersPlanRequest {
            session,
            from_database: "A".to_owned(),
            to_database: to.to_owned(),
            person_kind: "pupil".to_owned(),
            ..Default::default()
        }
    }

    fn renumber(&self, request: &NumbersPlanRequest) -> Answer<NumbersPlan> {
        renumbering::plan(&self.core, request.clone())?;
        renumbering::apply(&self.core, request.clone())
    }

    /// Voornaam → present number.
    fn held(&self) -> Vec<(String, String)> {
        let mut held: Vec<_> = self.people().into_iter().map(|p| (p.first_name, p.number)).collect();
        held.sort();
        held
    }
}

fn code(answer: Answer<ImportPreview>) -> (Code, String) {
    let problem = answer.map(|_| ()).expect_err("refused");
    let row = problem.values.get("row").or(problem.values.get("what"));
    (problem.code, row.cloned().unwrap_or_default())
}

const THREE: &str = "Nummer;Naam;Voornaam;Geboortedatum;Klas\n\
    10;Peeters;Jan;03/04/2015;4A\n20;Maes;Zoë;31/12/2014;4B\n30;Claes;Noor;29/02/2016;3A\n";

#[test]
fn every_format_of_a_real_spreadsheet_program_says_the_same() {
    for name in ["pupils.xlsx", "pupils.ods", "pupils.xls", "pupils.csv"] {
        let school = school();
        let plan = school.import(&fixture(name));
        assert_eq!((plan.created, plan.refused.len()), (4, 0), "{name}");
        assert_eq!(plan.skipped, [8, 10], "{name}: the blank line and the total");
        assert_eq!(plan.rows.iter().map(|r| r.row).collect::<Vec<_>>(), [5, 6, 7, 8, 9, 10], "{name}");
        let people = school.people();
        let sean = people.iter().find(|p| p.last_name == "O'Brien").unwrap();
        assert_eq!((&*sean.birth_date, &*sean.institution, &*sean.location), ("2016-02-29", "039107", "001"));
        assert_eq!((&*sean.first_name, &*sean.number, &*sean.class), ("Seán", "1004713", "3A"), "{name}");
        assert!(people.iter().any(|p| p.has_insz), "{name}");
        let again = school.import(&fixture(name));
        assert_eq!((again.created, again.changed, again.unchanged), (0, 0, 4), "{name}");
        assert!(again.batch.is_none());
    }
}

#[test]
fn dates_of_a_workbook_that_counts_from_1904_are_the_right_ones() {
    let school = school();
    school.import(&fixture("from_1904.xlsx"));
    let born = |name: &str| school.people().into_iter().find(|p| p.last_name == name).unwrap().birth_date;
    assert_eq!(born("Peeters"), "2015-04-03", "a cell with the format of a date");
    assert_eq!(born("Maes"), "2014-12-31", "a plain number of days");
}

#[test]
fn twenty_thousand_persons_are_read_besides_what_stands_above_them() {
    let school = school();
    let list = |persons: u32| {
        let mut text = String::from("Lijst van de school\nNaam;Voornaam\n");
        (0..persons).for_each(|n| text.push_str(&format!("Naam{n};Jan\n")));
        school.read(text.as_bytes())
    };
    assert_eq!(list(20_000).unwrap().rows, 20_000);
    assert_eq!(code(list(20_049)), (Code::SheetTooLarge, "20051".to_owned()));
}

#[test]
fn encodings_and_separators_are_told_apart() {
    let utf16 = |big: bool| -> Vec<u8> {
        let units = format!("\u{feff}{THREE}");
        units.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let windows: Vec<u8> = THREE.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let files: [(&str, Vec<u8>, &str, &str); 7] = [
        ("bom", format!("\u{feff}{THREE}").into_bytes(), "utf-8", ";"),
        ("plain", THREE.as_bytes().to_vec(), "utf-8", ";"),
        ("le", utf16(false), "utf-16", ";"),
        ("be", utf16(true), "utf-16", ";"),
        ("windows", windows, "windows-1252", ";"),
        ("comma", THREE.replace(';', ",").into_bytes(), "utf-8", ","),
        ("tab, mixed ends", THREE.replace(';', "\t").replacen('\n', "\r\n", 2).into_bytes(), "utf-8", "\t"),
    ];
    let school = school();
    for (name, bytes, encoding, delimiter) in files {
        let preview = school.read(&bytes).unwrap();
        assert_eq!(preview.encoding.as_deref(), Some(encoding), "{name}");
        assert_eq!(preview.delimiter.as_deref(), Some(delimiter), "{name}");
        assert_eq!(preview.sample[1].cells[2], "Zoë", "{name}");
        assert_eq!((preview.mapping.len(), preview.rows), (5, 3), "{name}");
    }
}

#[test]
fn a_row_has_the_number_that_the_spreadsheet_shows() {
    let school = school();
    let preview = school.read(b"Naam;Voornaam\n\n\"Pee\nters\";Jan\nMaes;Zo\n").unwrap();
    assert_eq!(preview.sample.iter().map(|r| r.row).collect::<Vec<_>>(), [3, 4]);
    assert_eq!(preview.sample[0].cells[0], "Pee ters");
}

#[test]
fn damaged_text_is_refused_with_its_line() {
    let school = school();
    let cases: [(&[u8], Code, &str); 5] = [
        (b"Naam;Voornaam\nPeeters;Jan\n\"Maes;Zo\nX;Y\n", Code::CsvQuotes, "3"),
        (b"Naam;Voornaam\n\"Peeters;Jan\nMaes;\"Zo\"\n", Code::CsvQuotes, "2"),
        (b"Naam;Voornaam\nPee\0ters;Jan\n", Code::CsvNul, "2"),
        (b"\xff\xfeN\0a\0\n\0\x00\xd8x\0", Code::CsvEncoding, "2"),
        (b"%PDF-1.7 ...", Code::SheetUnknownFormat, ""),
    ];
    for (bytes, problem, row) in cases {
        assert_eq!(code(school.read(bytes)), (problem, row.to_owned()));
    }
    let long = [b"Naam;Voornaam\n".as_slice(), &vec![b'x'; 10 << 20]].concat();
    assert_eq!(code(school.read(&long)), (Code::CsvLineTooLong, "2".to_owned()));
    let wide = "x;".repeat(100_000);
    assert_eq!(code(school.read(wide.as_bytes())), (Code::SheetTooLarge, "columns".to_owned()).or_row("1"));
    assert_eq!(code(school.read(b"")), (Code::SheetEmpty, String::new()));
}

trait OrRow {
    fn or_row(self, row: &str) -> Self;
}

impl OrRow for (Code, String) {
    /// Limits on cells name their line instead of the limit.
    fn or_row(self, row: &str) -> Self {
        (self.0, row.to_owned())
    }
}

fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet with these rows as XML.
fn xlsx(rows: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
    );
    let mut members: Vec<(&str, &[u8])> = vec![
        (
            "_rels/.rels",
            br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        ("xl/workbook.xml", br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    members.extend(others);
    packed(&members)
}

fn cells(row: u32, texts: &[&str]) -> String {
    let cells = texts.iter().map(|t| format!("<c t=\"inlineStr\"><is><t>{t}</t></is></c>"));
    format!("<row r=\"{row}\">{}</row>", cells.collect::<String>())
}

#[test]
fn hostile_workbooks_are_refused_before_they_are_parsed() {
    let school = school();
    let head = cells(1, &["Naam", "Voornaam"]);
    let fine = format!("{head}{}", cells(2, &["Peeters", "Jan"]));
    let declared = school.read(&xlsx(&fine, &[])).map_err(|p| p.code).unwrap().rows;
    assert_eq!(declared, 1, "2^34 declared cells are not believed");
    let refused = |others: &[(&str, &[u8])]| code(school.read(&xlsx(&fine, others)));
    let plain = |code| (code, String::new());
    assert_eq!(refused(&[("xl/vbaProject.bin", b"x")]), plain(Code::SheetMacros));
    assert_eq!(refused(&[("xl/externalLinks/externalLink1.xml", b"x")]), plain(Code::SheetExternalLinks));
    assert_eq!(refused(&[("xl/media/a.png", b"PK\x03\x04....")]), plain(Code::SheetNestedArchive));
    assert_eq!(refused(&[("xl/embeddings/a.bin", b"x")]), plain(Code::SheetNestedArchive));
    let many: Vec<String> = (0..201).map(|i| format!("m{i}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|n| (n.as_str(), &b""[..])).collect();
    assert_eq!(refused(&many), (Code::SheetTooLarge, "members".to_owned()));
    let rows: String = (2..20_060).map(|r| cells(r, &["a"])).collect();
    let rows = xlsx(&format!("{head}{rows}"), &[]);
    assert_eq!(code(school.read(&rows)), (Code::SheetTooLarge, "20051".to_owned()));
    let long = cells(2, &["x".repeat(4_001).as_str()]);
    let long = xlsx(&format!("{head}{long}"), &[]);
    assert_eq!(code(school.read(&long)), (Code::SheetTooLarge, "2".to_owned()));
    assert_eq!(code(school.read(b"PK\x03\x04 and nothing")), plain(Code::SheetDamaged));
    assert_eq!(code(school.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing")).0, Code::SheetDamaged);
}

#[test]
fn a_bomb_of_512_mb_is_refused_below_64_mib() {
    let school = school();
    let bomb = packed(&[("xl/workbook.xml", &vec![0; 512 << 20])]);
    assert!(bomb.len() < 1 << 20);
    let limits = ChildLimits { memory: 64 << 20, ..ChildLimits::default() };
    school.core.readings.use_reader(Path::new(env!("CARGO_BIN_EXE_stamboek")), limits);
    assert_eq!(code(school.read(&bomb)), (Code::SheetTooLarge, "ratio".to_owned()));
}

#[cfg(unix)]
#[test]
fn a_child_that_takes_too_long_is_killed() {
    use std::os::unix::fs::PermissionsExt;
    let school = school();
    let slow = school.file("slow.sh", b"#!/bin/sh\nexec sleep 20\n");
    std::fs::set_permissions(&slow, PermissionsExt::from_mode(0o700)).unwrap();
    // The path of `sleep` is not known without an environment: the shell has one of its own.
    let limits = ChildLimits { time: Duration::from_millis(300), ..ChildLimits::default() };
    school.core.readings.use_reader(&slow, limits);
    assert_eq!(code(school.read(THREE.as_bytes())).0, Code::SheetTimeout);
}

#[cfg(unix)]
#[test]
fn a_child_without_memory_says_so() {
    let school = school();
    let limits = ChildLimits { memory: 4 << 20, ..ChildLimits::default() };
    school.core.readings.use_reader(Path::new(env!("CARGO_BIN_EXE_stamboek")), limits);
    let big = format!("{THREE}{}", "1;a;b;;\n".repeat(900_000));
    assert_eq!(code(school.read(big.as_bytes())), (Code::SheetTooLarge, "memory".to_owned()));
}

#[test]
fn a_formula_is_never_evaluated() {
    let school = school();
    let head = cells(1, &["Naam", "Voornaam", "Klas"]);
    let formula = "<row r=\"2\"><c t=\"inlineStr\"><is><t>Peeters</t></is></c>\
        <c t=\"str\"><f>HYPERLINK(1)</f><v>Jan</v></c><c><f>1+1</f></c></row>";
    let path = school.file("f.xlsx", &xlsx(&format!("{head}{formula}"), &[]));
    let plan = plan_pupils(&school.core, school.request(&path)).unwrap();
    assert_eq!(plan.rows[0].first_name, "Jan", "the result in the file");
    assert_eq!(plan.refused[0].code, RemarkCode::CellWithoutValue, "no result in the file");
}

#[test]
fn all_or_nothing_unless_a_row_is_left_out() {
    let school = school();
    let (mut request, plan) = school.plan(&THREE.replace("31/12/2014", "31/11/2014"));
    assert_eq!(
        (plan.applicable, plan.refused[0].row, plan.refused[0].code),
        (false, 3, RemarkCode::DateUnreadable)
    );
    let refused = apply_pupils(&school.core, request.clone()).map(|_| ()).expect_err("refused");
    assert_eq!(refused.code, Code::PlanNotApplicable);
    assert!(school.people().is_empty());
    request.leave_out = vec![3];
    plan_pupils(&school.core, request.clone()).unwrap();
    let done = apply_pupils(&school.core, request).unwrap();
    assert_eq!((done.created, school.people().len()), (2, 2));
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    assert!(school.people().is_empty(), "one action, taken back as one");
}

#[test]
fn a_register_that_changed_since_is_not_overwritten() {
    let school = school();
    let (request, _) = school.plan(THREE);
    school.import(&school.file("ander.csv", THREE.as_bytes()));
    let refused = apply_pupils(&school.core, request).map(|_| ()).expect_err("refused");
    assert_eq!(refused.code, Code::Stale);
    assert_eq!(school.people().len(), 3);
}

#[test]
fn two_rows_of_one_pupil_and_likely_duplicates_ask_a_person() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let (_, plan) = school.plan(&format!("{THREE}10;Peeters;Jan;03/04/2015;4A\n"));
    let codes: Vec<(u32, RemarkCode)> = plan.refused.iter().map(|r| (r.row, r.code)).collect();
    assert_eq!(codes, [(2, RemarkCode::TwoRowsOnePupil), (5, RemarkCode::TwoRowsOnePupil)]);
    let (mut request, plan) = school.plan("Naam;Voornaam;Geboortedatum\nPeters;Jan;03/04/2015\n");
    assert_eq!((plan.applicable, &plan.undecided[..], plan.created), (false, &[2][..], 1));
    request.same = [(2, plan.rows[0].likely[0].pupil.id)].into();
    let plan = plan_pupils(&school.core, request.clone()).unwrap();
    assert_eq!((plan.applicable, plan.changed, plan.created), (true, 1, 0));
    (request.same, request.different) = (Default::default(), vec![2]);
    let plan = plan_pupils(&school.core, request).unwrap();
    assert_eq!((plan.applicable, plan.changed, plan.created), (true, 0, 1));
}

#[test]
fn an_empty_cell_erases_nothing_and_order_means_nothing() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let (_, plan) =
        school.plan("Nummer;Naam;Voornaam;Geboortedatum;Klas\n30;Claes;Noor;;\n10;Peeters;Jan;;5A\n");
    assert_eq!((plan.changed, plan.unchanged, plan.created), (1, 1, 0));
    assert_eq!(plan.rows[1].changes.len(), 1);
}

#[test]
fn numbers_swap_and_chain_at_once_and_twice_is_harmless() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let request =
        school.numbers("Oud nummer;Nieuw nummer;Naam\n10;20;Peeters\n20;10;Maes\n30;40;Claes\n", "A");
    let done = school.renumber(&request).unwrap();
    assert_eq!((done.renumbered.len(), done.ambiguous.len(), done.missing.len()), (3, 2, 0));
    let held = |pairs: [(&str, &str); 3]| pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec();
    assert_eq!(school.held(), held([("Jan", "20"), ("Noor", "40"), ("Zoë", "10")]));
    let again = school.renumber(&request).unwrap();
    assert_eq!((again.unchanged, again.renumbered.len(), again.batch), (3, 0, None));
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    assert_eq!(school.held(), held([("Jan", "10"), ("Noor", "30"), ("Zoë", "20")]));
}

#[test]
fn unknown_numbers_are_offered_and_doubles_refuse_the_list() {
    let school = school();
    school.import(&school.file("a.csv", THREE.as_bytes()));
    let head = "Oud nummer;Nieuw nummer;Naam;Voornaam;Geboortedatum";
    let mut request = school
        .numbers(&format!("{head}\n10;110;Peeters;Jan;\n99;120;Maes;Zoe;31/12/2014\n;;Totaal;;\n"), "B");
    let plan = renumbering::plan(&school.core, request.clone()).unwrap();
    assert_eq!((plan.renumbered.len(), plan.missing.len(), &plan.skipped[..]), (1, 2, &[4][..]));
    let who = plan.unmatched[0].candidates[0].pupil.id;
    request.confirm = [(3, who)].into();
    let done = school.renumber(&request).unwrap();
    assert_eq!((done.renumbered.len(), done.missing.len()), (2, 1));
    assert_eq!(school.held()[2], ("Zoë".to_owned(), "120".to_owned()));

    let refused = |text: &str| {
        let request = school.numbers(&format!("{head}\n{text}"), "B");
        let problem: Problem = school.renumber(&request).map(|_| ()).expect_err("refused");
        assert_eq!(problem.code, Code::PlanNotApplicable);
        renumbering::plan(&school.core, request).unwrap().refused
    };
    assert!(refused("30;130;;;\n30;131;;;\n").iter().any(|r| r.code == RemarkCode::OldNumberTwice));
    assert!(refused("30;110;;;\n").iter().any(|r| r.code == RemarkCode::NewNumberTaken));
    let without_old = refused(";130;;;\n");
    assert!(without_old.iter().any(|r| r.code == RemarkCode::OldNumberMissing), "not passed over as a total");
    assert!(refused("x;130;;;\n").iter().any(|r| r.code == RemarkCode::NumberInvalid));
    assert!(refused("30;;Claes;Noor;\n").iter().any(|r| r.code == RemarkCode::NewNumberMissing));
    assert!(refused("30;1,3E+05;Claes;Noor;\n").iter().any(|r| r.code == RemarkCode::NumberRounded));
}

#[test]
fn a_list_for_cards_keeps_its_order_and_its_texts() {
    let school = school();
    let path = school.file(
        "kaarten.csv",
        b"Naam;Voornaam;Nummer;Artikel\nB;b;0012;\nA;a;;MIDDAG\nC;c;;\n;;;\nD;d;x1;\nTotaal;;3;\n",
    );
    let session = read_file(&school.core, &path, SheetKind::Cards).unwrap().session;
    let list = cards_list(&school.core, session).unwrap();
    let texts: Vec<(&str, bool)> = list.people.iter().map(|p| (p.text.as_str(), p.is_number)).collect();
    assert_eq!(texts, [("12", true), ("MIDDAG", false)], "a total is nobody's card");
    assert_eq!(list.without_number, [4, 6], "who is left out is told; a blank row is not");
}

#[test]
fn a_begin_date_in_the_list_enrols_and_another_class_later_moves_the_period() {
    use stamboek_core::enrolments::enrolments;
    use stamboek_core::enrolments::messages::{EnrolmentFile, EnrolmentsRequest};
    let school = school();
    let list = |class: &str| {
        format!(
            "Naam;Voornaam;Geboortedatum;Klas;Stamnummer;Instellingsnummer;Begindatum\n\
             Aerts;Lotte;5/5/2016;{class};2500007;099901;01/09/2026\nBogaert;Jef;6/6/2016;{class};;099901;\n"
        )
    };
    let import = |class: &str| {
        let path = school.file("lijst.csv", list(class).as_bytes());
        assert!(school.import(&path).batch.is_some());
    };
    let file = |name: &str| -> EnrolmentFile {
        let row = school.people().into_iter().find(|row| row.last_name == name).unwrap();
        let request = EnrolmentsRequest { pupil: Some(row.id), choices: false };
        enrolments(&school.core, request).unwrap().file.unwrap()
    };
    import("4A");
    let lotte = file("Aerts");
    let enrolment = &lotte.schools[0].enrolment;
    assert_eq!(enrolment.stamnummer.as_ref().unwrap().as_str(), "2500007");
    assert_eq!(
        (enrolment.from.to_string(), enrolment.moment.to_string()),
        ("2026-09-01".into(), "2026-09-01".into())
    );
    assert_eq!(lotte.classes.len(), 1);
    let jef = file("Bogaert");
    assert!(jef.schools.is_empty() && jef.classes.is_empty(), "the list tells no begin date");
    import("4B");
    let text = |file: &EnrolmentFile| -> Vec<String> {
        let written = |row: &stamboek_core::enrolments::messages::EnrolmentRow| {
            let until = row.enrolment.until.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {}..{until}", row.enrolment.class, row.enrolment.from)
        };
        file.classes.iter().rev().map(written).collect()
    };
    assert_eq!(text(&file("Aerts")), ["4A 2026-09-01..2026-11-22", "4B 2026-11-23.."]);
    assert!(text(&file("Bogaert")).is_empty() && file("Bogaert").pupil.class == "4B");
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}

#[test]
fn a_list_that_tells_group_and_place_enrols_on_the_three_levels_also_who_was_there_without() {
    use stamboek_core::enrolments::enrolments;
    use stamboek_core::enrolments::messages::{EnrolmentFile, EnrolmentsRequest};
    let school = school();
    let file = |name: &str| -> EnrolmentFile {
        let row = school.people().into_iter().find(|row| row.last_name == name).unwrap();
        let request = EnrolmentsRequest { pupil: Some(row.id), choices: false };
        enrolments(&school.core, request).unwrap().file.unwrap()
    };
    let without = "Naam;Voornaam;Geboortedatum;Klas;Instellingsnummer\nAerts;Lotte;5/5/2016;4A;099901\n";
    school.import(&school.file("zonder.csv", without.as_bytes()));
    assert!(file("Aerts").schools.is_empty());
    let list = "Naam;Voornaam;Geboortedatum;Klas;Instellingsnummer;Vestigingsplaats;\
        Administratieve groep;Begindatum;Inschrijvingsdatum;Inschrijvingsuur\n\
        Aerts;Lotte;5/5/2016;4A;99901;1;43056;01/09/2023;12/03/2023;10:05\n\
        Bogaert;Jef;6/6/2016;4B;99901;;43056;01/09/2026;;\n\
        Claes;Mia;7/7/2016;4B;99901;1;geen;01/09/2026;;\n";
    let plan = school.import(&school.file("met.csv", list.as_bytes()));
    let said: Vec<_> = plan.warnings.iter().map(|remark| (remark.row, remark.code)).collect();
    assert_eq!(said, [(3, RemarkCode::GroupLeftOut), (4, RemarkCode::GroupUnreadable)]);
    let lotte = file("Aerts");
    let enrolment = &lotte.schools[0].enrolment;
    assert_eq!(
        (enrolment.from.to_string(), enrolment.moment.to_string()),
        ("2023-09-01".into(), "2023-03-12T10:05:00".into())
    );
    let group = &lotte.schools[0].groups[0].enrolment;
    assert_eq!((group.details.group.as_str(), group.details.location.as_str()), ("043056", "001"));
    assert_eq!(group.from.to_string(), "2026-09-01", "each school year has its own");
    assert_eq!(lotte.classes[0].enrolment.from.to_string(), "2026-09-01");
    assert!(file("Bogaert").schools[0].groups.is_empty() && file("Bogaert").classes.len() == 1);
    let again = school.import(&school.file("met.csv", list.as_bytes()));
    assert_eq!((again.unchanged, again.changed, again.created), (3, 0, 0), "nobody is enrolled twice");
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}

#[test]
fn a_begin_date_that_cannot_be_read_or_cannot_be_holds_its_row_up() {
    let school = school();
    let list = "Naam;Voornaam;Klas;Instellingsnummer;Begindatum;Inschrijvingsdatum\n\
        Aerts;Lotte;4A;099901;31/09/2026;\nBogaert;Jef;4A;099901;21/11/2026;\n\
        Claes;Mia;4A;099901;01/09/2029;gisteren\nDaems;Noor;4A;099901;-;\n";
    let (_, plan) = school.plan(list);
    let refused: Vec<_> = plan.refused.iter().map(|remark| (remark.row, remark.code)).collect();
    assert_eq!(refused, [(2, RemarkCode::PeriodUnreadable), (3, RemarkCode::BeginInWeekend)]);
    assert_eq!(plan.refused[0].values["value"], "31/09/2026");
    let warned: Vec<_> = plan.warnings.iter().map(|remark| (remark.row, remark.code)).collect();
    assert_eq!(warned, [(4, RemarkCode::MomentUnreadable)], "1 September may be a Saturday");
    assert!(!plan.applicable);
}
