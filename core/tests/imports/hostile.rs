//! Files that mean harm: workbooks that are none, bombs, a child without time or memory, formulas.

use super::*;

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
