//! What a preview shows is what is done, and taking back is the way back.

use proptest::prelude::*;
use stamboek_core::history::messages::{UndoAnswer, UndoRequest};
use stamboek_core::history::undo;

use super::common::*;

#[test]
fn a_preview_changes_nothing_and_shows_what_is_done() {
    let school = School::new();
    let (from, to) = school.twice();
    school.field(from, PupilField::Sex, "F");
    school.number(from, "2200001");
    school.class(from, "1A");
    school.card(from, "2200001");
    school.fact(from, "letter/late", "\"2026-10-01\"");
    school.mark(from, "2026-11-16", Half::Vm, "B");
    school.mark(from, "2026-11-17", Half::Vm, "B");
    school.mark(to, "2026-11-17", Half::Vm, "Z");
    let before = school.views();
    let preview = school.preview(from, to).unwrap();
    assert_eq!(school.views(), before);
    let goes = MergeGoes { marks: 1, numbers: 1, classes: 1, enrolments: 0, facts: 1, cards: 1 };
    assert_eq!(preview.goes, goes);
    let cell = MergeCell { day: "2026-11-17".into(), half: "VM".into(), from: "B".into(), to: "Z".into() };
    assert_eq!(preview.cells, [cell]);
    assert_eq!(preview.fields, [MergeField { field: PupilField::Sex, from: "F".into(), to: String::new() }]);

    school.merge(from, to, &[PupilField::Sex]).unwrap();
    let came = school.of(to);
    for (table, rows) in [
        ("view_attendance", 2),
        ("view_number", 1),
        ("view_enrolment", 1),
        ("view_print", 1),
        ("view_fact", 1),
    ] {
        assert_eq!(came[table].len(), rows, "{table}");
    }
    school.part(from).unwrap();
    assert_eq!(school.views()["view_pupil"], before["view_pupil"]);
}

/// The views without the names of the entries that offer something.
fn shown(school: &School) -> Views {
    let mut views = school.views();
    let conflicts = views.entry("view_conflict".into()).or_default();
    conflicts.iter_mut().for_each(|row| row.truncate(row.find("body=").unwrap_or(row.len())));
    views
}

fn back(school: &School, batch: Option<String>) -> UndoAnswer {
    undo(&school.core, UndoRequest { batch }).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..Default::default() })]

    /// Merged, parted, and that taken back: as merged, with the fields that were chosen then.
    #[test]
    fn taking_back_that_two_were_parted_is_the_merge_as_it_was(
        chosen in prop::sample::subsequence(vec![PupilField::Sex, PupilField::Class, PupilField::Stamnummer], 0..=3),
        filled in prop::collection::vec(any::<(bool, bool)>(), 3),
        marks in prop::collection::vec(prop::option::of("[BZ]"), 4),
    ) {
        let school = School::new();
        let (from, to) = school.twice();
        let fields = [(PupilField::Sex, ["F", "M"]), (PupilField::Class, ["1A", "1B"]), (PupilField::Stamnummer, ["7", "8"])];
        for ((field, [own, other]), (has, had)) in fields.into_iter().zip(filled) {
            if has {
                school.field(from, field, own);
            }
            if had {
                school.field(to, field, other);
            }
        }
        for (n, code) in marks.iter().enumerate() {
            let pupil = if n < 2 { from } else { to };
            let date = if n % 2 == 0 { "2026-11-16" } else { "2026-11-17" };
            code.iter().for_each(|code| school.mark(pupil, date, Half::Vm, code));
        }
        school.merge(from, to, &chosen).unwrap();
        let merged = shown(&school);
        let parted = school.part(from).unwrap();
        let apart = shown(&school);
        let undone = back(&school, Some(parted));
        prop_assert_eq!((undone.undone, undone.kept), (1, 0));
        prop_assert_eq!(shown(&school), merged);
        // And that again: two, as before.
        back(&school, None);
        prop_assert_eq!(shown(&school), apart);
    }
}

#[test]
fn a_field_that_somebody_changed_since_they_were_parted_stays() {
    let school = School::new();
    let (from, to) = school.twice();
    school.field(from, PupilField::Sex, "F");
    school.field(from, PupilField::Class, "1A");
    school.merge(from, to, &[PupilField::Sex, PupilField::Class]).unwrap();
    let parted = school.part(from).unwrap();
    school.field(to, PupilField::Class, "1B");
    back(&school, Some(parted));
    let row =
        school.views()["view_pupil"].iter().find(|row| row.contains(&to.0.to_string())).cloned().unwrap();
    assert!(row.contains("class=Text(\"1B\")") && row.contains("sex=Text(\"F\")"), "{row}");
}
