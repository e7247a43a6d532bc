//! Registers, absence sheets and the list of the day.

use std::process::Command;

use stamboek_core::reports::messages::*;
use stamboek_core::reports::report_save;
use stamboek_domain::attendance::Half;
use stamboek_domain::problem::Code;

use super::{School, at, day, pages};

fn month(classes: &[&str]) -> Report {
    let classes = classes.iter().map(ToString::to_string).collect();
    Report::MonthRegister { classes, day: day("2026-11-12") }
}

#[test]
fn a_month_register_has_every_pupil_code_and_total_and_tells_who_was_not_enrolled() {
    let school = School::demo(300);
    let pupils = school.pupils("L4A");
    school.mark(pupils[0], at("2026-11-12", Half::Vm), "Z", None);
    school.mark(pupils[0], at("2026-11-12", Half::Nm), "D", None);
    school.mark(pupils[1], at("2026-11-13", Half::Nm), "L", None);
    let comer = school.add("Núñez", "Maximiliaan", "");
    school.enrol(comer, "L4A", "2026-11-16", None);
    let all = pages(&school.report(month(&["L4A"]), CodeStyle::All, ReportFormat::Pdf).unwrap());
    assert_eq!(all.len(), 1);
    for text in [
        "Maandregister november 2026 – klas L4A",
        "Demoschool",
        "gemaakt op 23/11/2026",
        "blad 1 van 1",
        "Núñez Maximiliaan",
        "ingeschreven vanaf 16/11",
        "L Te laat",
        "D Ziekte met medisch attest",
        "geen les (Herfstvakantie, Wapenstilstand)",
        "o: register niet afgenomen",
    ] {
        assert!(all[0].contains(text), "{text}: {}", all[0]);
    }
    let total = |page: &str| {
        let line = page.lines().find(|line| line.trim_start().starts_with("Totaal")).unwrap().to_owned();
        line.split_whitespace().skip(1).map(|n| n.parse().unwrap()).collect::<Vec<u32>>()
    };
    // By half day in order of time, then by code: D, L, Z.
    assert_eq!(total(&all[0]), [1, 1, 1, 1, 1, 1]);
    let official = pages(&school.report(month(&["L4A"]), CodeStyle::Official, ReportFormat::Pdf).unwrap());
    assert!(official[0].contains("Z Afwezig wegens ziekte") && !official[0].contains("Te laat"));
    assert_eq!(total(&official[0]), [1, 1, 2]);
}

#[test]
fn a_pupil_who_changed_class_stands_in_both_registers_with_the_marks_of_each() {
    let school = School::demo(300);
    let mover = school.add("Ångström", "Elif", "");
    school.enrol(mover, "L4A", "2026-09-01", Some("2026-11-13"));
    school.enrol(mover, "L4B", "2026-11-16", None);
    school.mark(mover, at("2026-11-12", Half::Vm), "Z", None);
    school.mark(mover, at("2026-11-17", Half::Vm), "B", None);
    let found = pages(&school.report(month(&["L4A", "L4B"]), CodeStyle::All, ReportFormat::Pdf).unwrap());
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("ingeschreven t/m 13/11") && found[1].contains("ingeschreven vanaf 16/11"));
    assert!(found[0].contains("Z Afwezig wegens ziekte") && !found[0].contains("B Problematische"));
    assert!(found[1].contains("B Problematische") && !found[1].contains("Z Afwezig"));
}

#[test]
fn a_huge_class_takes_more_pages_and_no_name_runs_over_its_room() {
    let school = School::empty();
    for n in 0..40 {
        let last = format!("Vandenbroucke-{} van den Eynde {n:02}", "tot Kapellenbos ".repeat(n));
        school.add(&last, "Maximiliaan-Alexander", "3A");
    }
    for (last, first) in [("Иванова", "Анна"), ("محمد", "عبد"), ("Παπαδοπούλου", "Ελένη")]
    {
        school.add(last, first, "3A");
    }
    let target = school.report(month(&["3A"]), CodeStyle::All, ReportFormat::Pdf).unwrap();
    let found = pages(&target);
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("blad 1 van 2") && found[1].contains("blad 2 van 2"));
    assert!(found[1].contains("Totaal") && !found[0].contains("Totaal"));
    let all = found.concat();
    assert!(all.contains("Иванова Анна") && all.contains("Παπαδοπούλου") && all.contains("43 leerlingen"));
    // Every word of a name stays left of the first half day: 10 mm margin and 44 mm of names.
    let words = Command::new("pdftotext").arg("-bbox").arg(&target).arg("-").output().unwrap();
    let words = String::from_utf8(words.stdout).unwrap();
    let ends: Vec<f64> = words
        .lines()
        .filter(|line| line.contains("Kapellen") || line.contains("Vandenbroucke"))
        .map(|line| line.split("xMax=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect();
    assert!(ends.len() >= 40);
    assert!(ends.iter().all(|end| *end <= 54.0 / 25.4 * 72.0), "{ends:?}");
}

#[test]
fn a_year_without_marks_and_the_whole_school_can_be_printed() {
    let school = School::demo(60);
    let pupil = school.pupils("L4A")[0];
    let sheet = || Report::AbsenceSheet { pupils: vec![pupil], year: None };
    let found = pages(&school.report(sheet(), CodeStyle::All, ReportFormat::Pdf).unwrap());
    assert!(found[0].contains("Geen afwezigheden.") && found[0].contains("31/8/2026"), "{}", found[0]);
    let whole = pages(&school.report(month(&[]), CodeStyle::All, ReportFormat::Pdf).unwrap());
    assert!(whole.len() > 1 && whole.iter().any(|page| page.contains("klas L4A")));
    let nobody = school.report(month(&["9Z"]), CodeStyle::All, ReportFormat::Pdf).unwrap();
    assert!(pages(&nobody)[0].contains("niemand in deze klas ingeschreven"));
    let empty = School::empty().report(month(&[]), CodeStyle::All, ReportFormat::Pdf).err().unwrap();
    assert_eq!(empty.code, Code::NotFound);
}

#[test]
fn an_absence_sheet_joins_half_days_in_a_row_and_shows_totals_and_remarks() {
    let school = School::demo(60);
    let pupil = school.pupils("L4A")[0];
    // From Friday over the weekend to Monday; Wednesday afternoon is free.
    for (on, half) in [("2026-11-13", Half::Nm), ("2026-11-16", Half::Vm), ("2026-11-16", Half::Nm)] {
        school.mark(pupil, at(on, half), "D", Some("attest"));
    }
    school.mark(pupil, at("2026-11-18", Half::Vm), "D", Some("tweede attest"));
    let sheet = || Report::AbsenceSheet { pupils: vec![pupil], year: None };
    let found = pages(&school.report(sheet(), CodeStyle::Official, ReportFormat::Pdf).unwrap());
    let line = |start: &str| found[0].lines().find(|line| line.contains(start)).unwrap().to_owned();
    assert!(
        line("vr 13/11 nm – ma 16/11 nm")
            .split_whitespace()
            .eq("vr 13/11 nm – ma 16/11 nm 3 Z attest".split(' '))
    );
    assert!(line("wo 18/11 vm").contains("tweede attest"));
    assert!(line("Afwezig wegens ziekte").trim_end().ends_with('4'));
    let csv = school.report(sheet(), CodeStyle::All, ReportFormat::Csv).unwrap();
    let csv = std::fs::read_to_string(csv).unwrap();
    assert!(csv.contains(";13/11/2026;nm;16/11/2026;nm;3;D;"), "{csv}");
}

#[test]
fn the_list_of_the_day_names_who_is_absent_or_late_by_class() {
    let school = School::demo(300);
    let pupils = school.pupils("L4A");
    school.mark(pupils[0], at("2026-11-12", Half::Vm), "?", Some("=HYPERLINK(1)"));
    let list = || Report::DayList { classes: vec![], day: day("2026-11-12") };
    let found = pages(&school.report(list(), CodeStyle::All, ReportFormat::Pdf).unwrap()).concat();
    assert!(found.contains("Afwezig en te laat op do 12/11/2026") && found.contains("Nog te bepalen"));
    assert!(found.contains("niemand met een code") && found.contains("1 met een code"));
    let csv =
        std::fs::read_to_string(school.report(list(), CodeStyle::All, ReportFormat::Csv).unwrap()).unwrap();
    assert!(csv.contains(";'=HYPERLINK(1)"), "never a formula (S37): {csv}");
    let official = school.report(list(), CodeStyle::Official, ReportFormat::Csv).unwrap();
    assert_eq!(
        std::fs::read_to_string(official).unwrap().lines().count(),
        1,
        "an open reason is not reported"
    );
}

#[test]
fn a_register_as_a_workbook_has_half_days_and_totals_and_the_look_is_logged_without_names() {
    use calamine::Reader;
    let school = School::demo(300);
    let pupils = school.pupils("L4A");
    school.mark(pupils[0], at("2026-11-12", Half::Vm), "Z", None);
    let target = school.report(month(&["L4A"]), CodeStyle::All, ReportFormat::Xlsx).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(target).unwrap();
    let range = book.worksheet_range("Maandregister").unwrap();
    let row = |n: usize| range.rows().nth(n).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
    let place = |header: &str| row(0).iter().position(|cell| cell == header).unwrap();
    assert_eq!(row(1)[place("12/11/2026 vm")], "Z");
    assert_eq!(row(1)[place("02/11/2026 vm")], "geen les");
    assert_eq!(row(1)[place("Totaal Z")], "1");
    let logged = school.core.register().unwrap().read(|db| {
        let sql = "SELECT kind, count, reason FROM access_log ORDER BY rowid DESC LIMIT 1";
        let entry = db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        Ok(entry.unwrap())
    });
    let (kind, count, reason): (String, i64, String) = logged.unwrap();
    assert_eq!((kind.as_str(), count, reason.as_str()), ("export", pupils.len() as i64, "maandregister"));
}

#[test]
fn a_closed_dialog_writes_and_logs_nothing() {
    let school = School::demo(60);
    let request = ReportRequest {
        report: month(&[]),
        codes: CodeStyle::All,
        format: ReportFormat::Pdf,
        to: FileTo::Save,
    };
    assert!(report_save(&school.core, request).unwrap().file_name.is_none());
    let logged = |db: &rusqlite::Connection| {
        Ok(db.query_row("SELECT count(*) FROM access_log", [], |row| row.get::<_, u32>(0)).unwrap())
    };
    assert_eq!(school.core.register().unwrap().read(logged).unwrap(), 0);
}
