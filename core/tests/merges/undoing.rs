//! Taking back from the list of actions, and what is left where it was changed.

use stamboek_core::commands::Nothing;
use stamboek_core::history::redo;

use super::common::*;

#[test]
fn a_merge_is_taken_back_and_done_again_from_the_list_of_actions() {
    let school = School::new();
    let (from, to) = school.twice();
    school.mark(from, "2026-11-16", Half::Vm, "B");
    school.field(from, PupilField::Sex, "v");
    let before = school.views();
    let batch = school.merge(from, to, &[PupilField::Sex]).unwrap();
    let merged = school.views();
    let undone = school.undo(&batch).unwrap();
    assert_eq!((undone.kind.as_str(), undone.undone, undone.kept), ("merge", 1, 0));
    assert_eq!(school.views(), before);
    redo(&school.core, Nothing {}).unwrap();
    assert_eq!(school.views(), merged);
}

#[test]
fn that_two_are_two_is_taken_back() {
    let school = School::new();
    let (one, other) = school.twice();
    let batch = school.done(MergeRequest::Apart { one, other }).unwrap();
    assert!(school.doubles(None).is_empty());
    school.undo(&batch).unwrap();
    assert_eq!(school.doubles(None).len(), 1);
}

/// C13: later edits stay with the pupil on which they were made.
#[test]
fn what_was_changed_since_stays_where_it_was_changed() {
    let school = School::new();
    let (from, to) = school.twice();
    school.mark(from, "2026-11-16", Half::Vm, "B");
    school.mark(from, "2026-11-17", Half::Vm, "B");
    school.field(from, PupilField::Sex, "v");
    school.merge(from, to, &[PupilField::Sex]).unwrap();
    school.mark_anew(to, "2026-11-16", Half::Vm, "Z");
    let preview = school.part_preview(from).unwrap();
    assert_eq!((preview.goes.marks, preview.stays), (1, 1));
    assert_eq!(preview.fields, [PupilField::Sex]);
    school.part(from).unwrap();
    assert_eq!([from, to].map(|pupil| school.of(pupil)["view_attendance"].len()), [1, 1]);
    assert!(school.of(to)["view_attendance"][0].contains("\"Z\""));
}

/// C12: a screen may still show who was merged.
#[test]
fn an_entry_under_the_old_name_is_about_who_stands_and_stays_there() {
    let school = School::new();
    let (from, to) = school.twice();
    school.merge(from, to, &[]).unwrap();
    school.mark(from, "2026-11-18", Half::Vm, "B");
    assert_eq!(school.of(to)["view_attendance"].len(), 1);
    school.part(from).unwrap();
    assert_eq!([from, to].map(|pupil| school.of(pupil)["view_attendance"].len()), [0, 1]);
}
