//! Spreadsheets and texts as programs write them: formats, dates, encodings, lines, damage.

use super::*;

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
