//! Letters to the parents and to the other school.

use stamboek_core::attendance::messages::AttendanceSettingsRequest;
use stamboek_core::attendance::{save_settings, settings};
use stamboek_core::reports::letter_save;
use stamboek_core::reports::messages::*;

use crate::common::*;

fn request(letter: LetterKind, pupil: PupilId, case: Option<&CaseKey>, to: LetterOut) -> LetterRequest {
    let about = vec![LetterTo { pupil, finding: None, case: case.cloned() }];
    LetterRequest { letter, about, year: None, to, record: true }
}

fn double(kind: SchoolKind) -> (TestSchool, PupilId, CaseKey) {
    let school = school(kind);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12T10:05");
    school.typed(pupil, LINDE, "2026-10-12", "2026-10-08T16:10");
    let register = school.core.register().unwrap();
    register.write("school", |batch| know_schools(batch, &[linde()])).unwrap();
    let case = school.pair(pupil).case.key;
    (school, pupil, case)
}

#[test]
fn a_mail_to_the_other_school_tells_both_enrolments_and_the_rule_of_our_kind_of_school() {
    for (kind, circular) in [(SchoolKind::Bao, "BaO/97/12"), (SchoolKind::So, "SO/2005/04")] {
        let (school, pupil, case) = double(kind);
        let asked = request(LetterKind::OverlapSchool, pupil, Some(&case), LetterOut::Text);
        let answer = letter_save(&school.core, asked).unwrap();
        assert_eq!((answer.file_name, answer.texts.len()), (None, 1));
        let text = &answer.texts[0];
        for part in [
            "Aan Basisschool De Linde",
            "van 12/10/2026 tot en met 31/08/2027",
            "vanaf 01/09/2026 tot en met 31/08/2027, ingeschreven op 12/03/2026 om 10.05 uur",
            "ingeschreven op 08/10/2026 om 16.10 uur",
            &school.pupils[0].last_name,
            circular,
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains("{{"), "{text}");
        let steps = school.pair(pupil).case.steps;
        assert_eq!(steps.iter().map(|step| step.action).collect::<Vec<_>>(), [CaseAction::MailToSchool]);
        assert_eq!(school.state(pupil), CaseState::Open, "a mail alone solves nothing");
    }
}

#[test]
fn a_letter_to_the_parents_is_printed_from_the_schools_own_text_and_recorded() {
    let (school, pupil, case) = double(SchoolKind::Bao);
    let was = settings(&school.core).unwrap().settings;
    let mut now = was.clone();
    let own = "Kiest u voor {{andere_school}} ({{andere_school_nummer}})? {{aantal}} dagen dubbel.";
    now.letters.insert("overlap_parents".into(), own.into());
    save_settings(&school.core, AttendanceSettingsRequest { was, now, user: Some("Greet".into()) }).unwrap();
    let ask = |to| request(LetterKind::OverlapParents, pupil, Some(&case), to);
    let text = letter_save(&school.core, LetterRequest { record: false, ..ask(LetterOut::Text) }).unwrap();
    assert_eq!(text.texts, ["Kiest u voor Basisschool De Linde (099911)? 324 dagen dubbel."]);
    assert!(text.batch.is_none() && school.pair(pupil).case.steps.is_empty());
    let target = school.path("brief.pdf");
    school.shell.answer_target(&target);
    let saved = letter_save(&school.core, ask(LetterOut::Save)).unwrap();
    assert!(std::fs::read(&target).unwrap().starts_with(b"%PDF"));
    let step = school.pair(pupil).case.steps.remove(0);
    assert_eq!((step.action, step.by.as_str()), (CaseAction::LetterToParents, "Greet"));
    undo(&school.core, UndoRequest { batch: saved.batch }).unwrap();
    assert!(school.pair(pupil).case.steps.is_empty());
    // The dialog was closed: nothing is printed and nothing recorded.
    let closed = letter_save(&school.core, ask(LetterOut::Save)).unwrap();
    assert!(closed.file_name.is_none() && school.pair(pupil).case.steps.is_empty());
}

#[test]
fn a_letter_needs_a_case_that_still_overlaps() {
    let (school, pupil, case) = double(SchoolKind::Bao);
    let asked =
        |case| letter_save(&school.core, request(LetterKind::OverlapSchool, pupil, case, LetterOut::Text));
    let refused = |case| asked(case).err().unwrap();
    assert_eq!((refused(None).code, refused(None).values["field"].as_str()), (Code::InvalidValue, "case"));
    let other = CaseKey::parse(&format!("{BEUK}/2026-2027")).unwrap();
    assert_eq!(refused(Some(&other)).code, Code::NotFound);
    let was = Some(ElsewhereKey::parse(&format!("{LINDE}/2026-10-12")).unwrap());
    school.act(pupil, OverlapDo::Elsewhere { was, now: None }).unwrap();
    assert_eq!(refused(Some(&case)).code, Code::NotFound);
}
