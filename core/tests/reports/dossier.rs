//! The file of a pupil: its rules of entry, its history, and on paper.

use std::collections::BTreeSet;

use stamboek_core::Answer;
use stamboek_core::dossier::messages::*;
use stamboek_core::dossier::{read, save};
use stamboek_core::history::messages::{Saved, UndoRequest};
use stamboek_core::history::undo;
use stamboek_core::reports::messages::*;
use stamboek_domain::certificate::{Certificate, CertificateKind};
use stamboek_domain::characteristic::{Characteristic, CharacteristicKind};
use stamboek_domain::follow_up::PreviousSchool;
use stamboek_domain::measure::{Measure, MeasureKind};
use stamboek_domain::problem::Code;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::{School, day, pages};

fn put(
    school: &School,
    pupil: PupilId,
    id: Option<&str>,
    was: Option<DossierEntry>,
    now: Option<DossierEntry>,
) -> Answer<Saved> {
    let id = id.map(str::to_owned);
    save(&school.core, DossierSave::Entry(EntryRequest { pupil, id, was, now }))
}

fn language(value: &str, from: &str) -> DossierEntry {
    DossierEntry::Characteristic(Characteristic {
        kind: CharacteristicKind::HomeLanguage,
        value: value.to_owned(),
        from: day(from),
        form_kept: true,
    })
}

fn file(school: &School, pupil: PupilId) -> Dossier {
    read(&school.core, DossierRequest { pupil }).unwrap()
}

#[test]
fn an_entry_that_breaks_a_rule_is_refused_with_the_rule_and_its_source() {
    let school = School::demo(60);
    let pupil = school.add("Vermeulen", "Noor", "L4A");
    let problem = put(&school, pupil, None, None, Some(language("Frans", "2026-08-31"))).err().unwrap();
    assert_eq!((problem.code, problem.values["why"].as_str()), (Code::EntryRefused, "outside_current_year"));
    assert_eq!(problem.values["first"], "2026-09-01");
    assert!(!problem.values["source"].is_empty());
    let attest = DossierEntry::Certificate(Certificate {
        kind: CertificateKind::OrientationB,
        title: String::new(),
        year: SchoolYear::parse("2025-2026").unwrap(),
        group: None,
        on: day("2026-06-30"),
        exclusions: String::new(),
    });
    let problem = put(&school, pupil, None, None, Some(attest)).err().unwrap();
    assert_eq!(problem.values["why"], "exclusions_missing");
    let mixed = put(
        &school,
        pupil,
        None,
        Some(language("Frans", "2026-09-01")),
        Some(DossierEntry::PreviousSchool {
            year: SchoolYear::parse("2026-2027").unwrap(),
            totals: PreviousSchool::default(),
        }),
    );
    assert_eq!(mixed.err().unwrap().code, Code::BadRequest);
    assert_eq!(file(&school, pupil).rows.len(), 0, "nothing half applied");
}

#[test]
fn what_was_taken_away_stays_with_its_history_and_an_older_sight_is_refused() {
    let school = School::demo(60);
    let pupil = school.add("Vermeulen", "Noor", "L4A");
    let (french, arabic) = (language("Frans", "2026-09-01"), language("Arabisch", "2026-09-01"));
    put(&school, pupil, None, None, Some(french.clone())).unwrap();
    let id = file(&school, pupil).rows[0].id.clone();
    put(&school, pupil, Some(&id), Some(french.clone()), Some(arabic.clone())).unwrap();
    let stale = put(&school, pupil, Some(&id), Some(french.clone()), None);
    assert_eq!(stale.err().unwrap().code, Code::Stale);
    let saved = put(&school, pupil, Some(&id), Some(arabic.clone()), None).unwrap();
    let dossier = file(&school, pupil);
    assert_eq!((dossier.rows.len(), dossier.removed.len()), (0, 1));
    assert!(dossier.removed[0].entry == arabic, "the last that stood there");
    let ops: BTreeSet<&str> = dossier.removed[0].history.iter().map(|change| change.op.as_str()).collect();
    assert_eq!(ops.len(), 3, "each change is told from the others");
    undo(&school.core, UndoRequest { batch: saved.batch }).unwrap();
    let dossier = file(&school, pupil);
    assert!(dossier.rows[0].entry == arabic && dossier.removed.is_empty());
    assert_eq!(dossier.results.len(), 7, "of a primary school");
}

#[test]
fn a_measure_in_the_file_keeps_the_rules_of_measures() {
    let school = School::demo(60);
    let pupil = school.add("Vermeulen", "Noor", "L4A");
    let measure = |kind, from: &str, until: Option<&str>| {
        Some(DossierEntry::Measure(Measure { kind, from: day(from), until: until.map(day), expected: false }))
    };
    let suspension = measure(MeasureKind::PreventiveSuspension, "2026-11-16", Some("2026-11-20"));
    put(&school, pupil, None, None, suspension).unwrap();
    let exclusion = measure(MeasureKind::DefinitiveExclusion, "2026-11-20", None);
    assert_eq!(put(&school, pupil, None, None, exclusion).err().unwrap().code, Code::MeasureRefused);
    let at_year_end = measure(MeasureKind::DefinitiveExclusion, "2027-06-30", None);
    put(&school, pupil, None, None, at_year_end).unwrap();
    let row = &file(&school, pupil).rows[0];
    assert_eq!(row.remarks.len(), 1, "31 August, not 30 June (discimus.md 7.1)");
}

#[test]
fn the_file_on_paper_has_every_part_and_who_changed_what() {
    let school = School::demo(60);
    let pupil = school.add("Núñez", "Maximiliaan", "L4A");
    put(&school, pupil, None, None, Some(language("Spaans", "2026-09-01"))).unwrap();
    let totals = PreviousSchool { b: 7, present: 0, acceptable: 0 };
    let previous = DossierEntry::PreviousSchool { year: SchoolYear::parse("2026-2027").unwrap(), totals };
    put(&school, pupil, None, None, Some(previous)).unwrap();
    let report = |format| {
        let report = Report::Dossier { pupils: vec![pupil] };
        school.report(report, CodeStyle::Official, format).unwrap()
    };
    let all = pages(&report(ReportFormat::Pdf));
    assert_eq!(all.len(), 1);
    for text in [
        "Núñez Maximiliaan",
        "Dossier, klas L4A, geboren op 02/03/2016",
        "Leerlingenkenmerken",
        "Taal die de leerling spreekt met het gezin: Spaans",
        "Studiebewijzen",
        "Niets ingevoerd.",
        "7 halve dagen B",
        "23/11/2026 08:41",
    ] {
        assert!(all[0].contains(text), "{text}: {}", all[0]);
    }
    let list = std::fs::read_to_string(report(ReportFormat::Csv)).unwrap();
    assert!(list.contains("Spaans") && list.lines().count() == 3, "{list}");
}
