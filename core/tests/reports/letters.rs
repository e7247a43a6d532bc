//! Letters to parents and the CLB.

use stamboek_core::Answer;
use stamboek_core::attendance::messages::*;
use stamboek_core::attendance::{pupil_year, save_settings, settings};
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;
use stamboek_core::reports::letter_save;
use stamboek_core::reports::messages::*;
use stamboek_domain::attendance::Half;
use stamboek_domain::follow_up::{FindingKey, NextStep};
use stamboek_domain::problem::Code;
use stamboek_domain::pupil::PupilId;

use super::{School, at, day, pages};

fn request(letter: LetterKind, about: Vec<LetterTo>, record: bool) -> LetterRequest {
    LetterRequest { letter, about, year: None, to: LetterOut::Save, record }
}

fn about(pupils: &[PupilId]) -> Vec<LetterTo> {
    pupils.iter().map(|pupil| LetterTo { pupil: *pupil, finding: None, case: None }).collect()
}

impl School {
    fn letter(&self, letter: LetterKind, pupils: &[PupilId]) -> Vec<String> {
        let target = self.path("brief.pdf");
        self.shell.answer_target(&target);
        letter_save(&self.core, request(letter, about(pupils), false)).unwrap();
        pages(&target)
    }

    fn own_text(&self, letter: &str, text: &str) -> Answer<()> {
        let was = settings(&self.core).unwrap().settings;
        let mut now = was.clone();
        now.letters.insert(letter.into(), text.into());
        save_settings(&self.core, AttendanceSettingsRequest { was, now, user: None }).map(drop)
    }

    fn open_findings(&self, pupil: PupilId) -> Vec<(FindingKey, NextStep)> {
        let answer = pupil_year(&self.core, PupilYearRequest { pupil, year: None }).unwrap();
        answer.findings.into_iter().map(|finding| (finding.key, finding.step)).collect()
    }
}

/// sync.md 13: no text over 16 KiB is saved, and each letter may be as long as the screen lets it be.
#[test]
fn every_letter_may_have_its_full_length_and_the_one_that_is_too_long_is_named() {
    let school = School::demo(60);
    let long = "Beste ouders\n".repeat(770);
    let kinds = LetterKind::ALL.map(LetterKind::key);
    for kind in kinds {
        school.own_text(kind, &long[..10_000]).unwrap();
    }
    let saved = settings(&school.core).unwrap().settings.letters;
    assert!(kinds.iter().all(|kind| saved[*kind] == long[..10_000]), "all of them");
    let problem = school.own_text("clb", &"€".repeat(6_000)).unwrap_err();
    assert_eq!((problem.code, &*problem.values["letter"]), (Code::EntryTooLarge, "Brief aan het CLB"));
    assert_eq!(problem.values["over"], (6_000 * 3 + 2 - 16 * 1024).to_string());
    school.own_text("clb", "Kort").unwrap();
    assert_eq!(settings(&school.core).unwrap().settings.letters["clb"], "Kort");
}

#[test]
fn each_pupil_has_a_page_with_only_the_half_days_that_the_letter_is_about() {
    let school = School::demo(60);
    let pupils = school.pupils("L4A");
    school.mark(pupils[0], at("2026-11-12", Half::Vm), "?", None);
    school.mark(pupils[0], at("2026-11-13", Half::Vm), "B", None);
    school.mark(pupils[1], at("2026-11-16", Half::Nm), "?", None);
    let letters = school.letter(LetterKind::AskReason, &pupils[..2]);
    assert_eq!(letters.len(), 2);
    assert!(
        letters[0].contains("do 12/11 vm (1 halve dag)") && !letters[0].contains("13/11"),
        "{}",
        letters[0]
    );
    assert!(letters[1].contains("ma 16/11 nm (1 halve dag)"));
    let clb = school.letter(LetterKind::Clb, &pupils[..1]);
    assert!(
        clb[0].contains("vr 13/11 vm") && clb[0].contains("halve dagen: 1.") && !clb[0].contains("12/11")
    );
    assert!(clb[0].contains("Demoschool De Regenboog") && clb[0].contains("23/11/2026"));
}

#[test]
fn the_letter_of_the_fourth_note_lists_the_notes_as_the_rule_counts_them() {
    let school = School::demo(60);
    let pupil = school.pupils("L4A")[0];
    // A note over a weekend is one note; Wednesday afternoon is free and does not break one.
    for (on, half) in [
        ("2026-11-13", Half::Nm),
        ("2026-11-16", Half::Vm),
        ("2026-11-18", Half::Vm),
        ("2026-11-19", Half::Vm),
    ] {
        school.mark(pupil, at(on, half), "Z", None);
    }
    let letter = school.letter(LetterKind::NotesUsed, &[pupil]).concat();
    assert!(letter.contains("vr 13/11 nm – ma 16/11 vm (2 halve dagen)"), "{letter}");
    assert!(letter.contains("wo 18/11 vm – do 19/11 vm (2 halve dagen)") && letter.contains("2 keer"));
}

#[test]
fn a_school_has_its_own_text_and_a_field_that_does_not_exist_is_refused() {
    let school = School::demo(60);
    let pupil = school.pupils("L4A")[0];
    school.own_text("clb", "Over {{voornaam}} ({{klas}}).\n\n{{lijst}}").unwrap();
    let letter = school.letter(LetterKind::Clb, &[pupil]).concat();
    assert!(
        letter.contains("(L4A).")
            && letter.contains("geen in het register")
            && !letter.contains("begeleidingsdossier")
    );
    let problem = school.own_text("clb", "Aan {{ouders}}").unwrap_err();
    assert_eq!(
        (problem.values["value"].as_str(), problem.values["why"].as_str()),
        ("{{ouders}}", "unknown_field")
    );
    let templates = settings(&school.core).unwrap().templates;
    assert_eq!(templates.letters.len(), 5);
}

#[test]
fn a_long_letter_goes_on_on_a_next_page() {
    let school = School::demo(60);
    let pupil = school.pupils("L4A")[0];
    school.own_text("clb", &"regel\n".repeat(100)).unwrap();
    let letter = school.letter(LetterKind::Clb, &[pupil]);
    assert_eq!(letter.len(), 3);
    assert!(letter[2].contains("blad 3 van 3"));
    assert_eq!(letter.concat().matches("regel").count(), 100);
}

#[test]
fn printing_signs_off_the_step_when_asked_as_one_action_and_a_closed_dialog_does_not() {
    let school = School::demo(60);
    let pupil = school.pupils("L4A")[0];
    for (on, half) in [
        ("2026-11-09", Half::Vm),
        ("2026-11-09", Half::Nm),
        ("2026-11-10", Half::Vm),
        ("2026-11-10", Half::Nm),
        ("2026-11-12", Half::Vm),
    ] {
        school.mark(pupil, at(on, half), "B", None);
    }
    let (key, step) = school.open_findings(pupil)[0];
    assert_eq!(step, NextStep::ContactClb);
    let sign = || request(LetterKind::Clb, vec![LetterTo { pupil, finding: Some(key), case: None }], true);
    let closed = letter_save(&school.core, sign()).unwrap();
    assert!(closed.file_name.is_none() && closed.batch.is_none());
    assert_eq!(school.open_findings(pupil).len(), 1);
    school.shell.answer_target(&school.path("brief.pdf"));
    let done = letter_save(&school.core, sign()).unwrap();
    assert!(school.path("brief.pdf").exists() && school.open_findings(pupil).is_empty());
    let answer = pupil_year(&school.core, PupilYearRequest { pupil, year: None }).unwrap();
    assert_eq!((answer.follow_ups[0].step, answer.follow_ups[0].on), (step, day("2026-11-23")));
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    assert_eq!(school.open_findings(pupil).len(), 1);
}
