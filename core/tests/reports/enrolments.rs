//! The legal register of enrolments, and lists by class, group and location.

use stamboek_core::demo::{Level, Params, fill};
use stamboek_core::reports::messages::*;
use stamboek_domain::problem::Code;

use super::{School, clock, day, pages};

fn demo() -> School {
    let school = School::empty();
    let params = Params { level: Level::Basis, enrolments: true, ..Params::new(200, clock().date_naive()) };
    fill(&school.core.register().unwrap(), &params).unwrap();
    school
}

fn csv(school: &School, report: Report) -> Vec<Vec<String>> {
    let path = school.report(report, CodeStyle::Official, ReportFormat::Csv).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.trim_start_matches('\u{feff}').lines();
    lines.map(|line| line.split(';').map(|cell| cell.trim_matches('"').to_owned()).collect()).collect()
}

#[test]
fn the_legal_register_has_every_enrolment_in_order_of_moment_also_refused_and_cancelled_ones() {
    let school = demo();
    let register = |year: Option<&str>| Report::EnrolmentRegister {
        year: year.map(|text| stamboek_domain::school_year::SchoolYear::parse(text).unwrap()),
        institution: String::new(),
    };
    let mut all = 0;
    let mut statuses = std::collections::BTreeSet::new();
    for year in 2018..=2027 {
        let year = format!("{year}-{}", year + 1);
        let request = ReportRequest {
            report: register(Some(&year)),
            codes: CodeStyle::Official,
            format: ReportFormat::Csv,
            to: FileTo::Save,
        };
        school.shell.answer_target(&school.path("leeg.csv"));
        if stamboek_core::reports::report_save(&school.core, request).is_err() {
            continue;
        }
        let rows = csv(&school, register(Some(&year)));
        assert_eq!(rows[0][..4], ["Instelling", "Schooljaar", "Nr.", "Moment van inschrijving"]);
        let key = |row: &Vec<String>| {
            let (day, time) = row[3].split_once(' ').unwrap_or((&row[3], ""));
            let parts: Vec<&str> = day.split('/').collect();
            format!("{}{:0>2}{:0>2}{time}", parts[2], parts[1], parts[0])
        };
        assert!(rows[1..].is_sorted_by_key(key), "{year}");
        assert_eq!(rows.last().unwrap()[2], (rows.len() - 1).to_string(), "numbered without gaps");
        statuses.extend(rows[1..].iter().map(|row| row[8].clone()));
        all += rows.len() - 1;
    }
    let sql = "SELECT count(*) FROM view_school_enrolment";
    let stored: u32 = school
        .core
        .register()
        .unwrap()
        .read(|db| Ok(db.query_row(sql, [], |row| row.get(0)).unwrap()))
        .unwrap();
    assert_eq!(all, stored as usize, "none is left out");
    for status in ["Gerealiseerd", "Niet-gerealiseerd", "Geannuleerd"] {
        assert!(statuses.contains(status), "{status}");
    }
    let paper = pages(&school.report(register(None), CodeStyle::Official, ReportFormat::Pdf).unwrap());
    for text in
        ["Inschrijvingsregister 2026-2027", "Instelling 099901", "Moment van inschrijving", "blad 1 van"]
    {
        assert!(paper[0].contains(text), "{text}");
    }
    assert!(paper.iter().all(|page| page.contains("Stamnummer")), "heads on every page");
}

#[test]
fn lists_put_the_pupils_of_a_day_together_by_class_group_and_location() {
    let school = demo();
    let members = |by, only: &[&str]| Report::Members {
        by,
        on: day("2026-11-23"),
        only: only.iter().map(ToString::to_string).collect(),
    };
    let all = csv(&school, members(MembersBy::Class, &[])).len();
    for by in [MembersBy::Group, MembersBy::Location] {
        assert_eq!(csv(&school, members(by, &[])).len(), all);
    }
    let class = csv(&school, members(MembersBy::Class, &["L4A"]));
    assert!((5..40).contains(&class.len()) && class[1..].iter().all(|row| row[6] == "L4A"));
    let paper =
        school.report(members(MembersBy::Group, &[]), CodeStyle::Official, ReportFormat::Pdf).unwrap();
    assert!(pages(&paper)[0].contains("Leerlingen op 23/11/2026"));
    let nobody = school.report(members(MembersBy::Class, &["X"]), CodeStyle::Official, ReportFormat::Pdf);
    assert_eq!(nobody.err().unwrap().code, Code::NotFound);
}
