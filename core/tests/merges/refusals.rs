//! What cannot be merged or taken apart is refused with the reason, and changes nothing.

use super::common::*;

fn refused<T>(school: &School, before: &Views, answer: Answer<T>) -> String {
    let problem = answer.err().expect("refused");
    assert_eq!(&school.views(), before, "nothing is half applied");
    assert_eq!(problem.code, Code::MergeRefused);
    problem.values["why"].clone()
}

#[test]
fn a_preview_of_before_a_change_is_refused_and_nothing_changes() {
    let school = School::new();
    let (from, to) = school.twice();
    school.mark(from, "2026-11-16", Half::Vm, "B");
    let seen = school.preview(from, to).unwrap().seen;
    // As many marks as before, but another one.
    school.mark_anew(from, "2026-11-16", Half::Vm, "Z");
    let before = school.views();
    let merge = MergeRequest::Merge { from, to, fields: Vec::new(), seen };
    assert_eq!(refused(&school, &before, school.done(merge)), "changed");

    school.merge(from, to, &[]).unwrap();
    let seen = school.part_preview(from).unwrap().seen;
    school.mark_anew(to, "2026-11-16", Half::Vm, "B");
    let before = school.views();
    let part = MergeRequest::Part { from, seen };
    assert_eq!(refused(&school, &before, school.done(part)), "changed");
    school.part(from).unwrap();
}

#[test]
fn a_pupil_is_not_merged_with_itself_nor_twice_nor_with_who_is_unknown() {
    let school = School::new();
    let (from, to) = school.twice();
    let before = school.views();
    assert_eq!(refused(&school, &before, school.preview(from, from)), "itself");
    let unknown = PupilId(Uuid::now_v7());
    for (one, other) in [(from, unknown), (unknown, to)] {
        assert_eq!(school.preview(one, other).err().unwrap().code, Code::NotFound);
    }
    assert_eq!(school.part_preview(from).err().unwrap().code, Code::NotFound, "was never merged");
    let seen = school.preview(from, to).unwrap().seen;
    school.merge(from, to, &[]).unwrap();
    let before = school.views();
    let third = school.preview(to, from);
    assert_eq!(refused(&school, &before, third), "merged");
    let again = MergeRequest::Merge { from, to, fields: Vec::new(), seen };
    assert_eq!(refused(&school, &before, school.done(again)), "merged");
}

/// C13: the later merge goes back first, then the earlier one can.
#[test]
fn a_merge_under_a_later_one_is_taken_back_after_it() {
    let school = School::new();
    let (first, second) = school.twice();
    let third = school.add("Peeters", "Noor", "2015-04-03");
    school.mark(first, "2026-11-16", Half::Vm, "B");
    let begin = school.views();
    let one = school.merge(first, second, &[]).unwrap();
    let between = school.views();
    school.merge(second, third, &[]).unwrap();
    assert_eq!(school.sheet(first).row.id, third, "an old identity leads to who stands, through both");
    let before = school.views();
    assert_eq!(refused(&school, &before, school.part_preview(first)), "later");
    assert_eq!(refused(&school, &before, school.undo(&one)), "later");
    school.part(second).unwrap();
    assert_eq!(school.views(), between);
    school.part(first).unwrap();
    assert_eq!(school.views(), begin);
}

/// Two valid numbers that differ: probably two children. Nothing of it is decided by itself.
#[test]
fn two_numbers_of_the_state_that_differ_are_said_and_masked() {
    let school = School::new();
    let (from, to) = school.twice();
    school.field(from, PupilField::Insz, "15040300022");
    assert!(!school.preview(from, to).unwrap().two_insz, "only one has a number");
    school.field(to, PupilField::Insz, "15040300121");
    let preview = school.preview(from, to).unwrap();
    assert!(preview.two_insz);
    let text = serde_json::to_string(&preview).unwrap();
    assert!(!text.contains("150403000") && !text.contains("150403001"), "S56");
    school.merge(from, to, &[PupilField::Insz]).unwrap();
    assert!(school.of(to)["view_pupil"][0].contains("15040300022"), "chosen");
    school.part(from).unwrap();
    assert!(school.of(to)["view_pupil"][0].contains("15040300121"));
    assert!(school.of(from)["view_pupil"][0].contains("15040300022"));
}

/// The disk refuses in the middle, as when the power goes: all of it is written, or nothing.
#[test]
fn a_merge_that_is_cut_off_leaves_everything_as_it_was() {
    let school = School::new();
    let (from, to) = school.twice();
    school.mark(from, "2026-11-16", Half::Vm, "B");
    let before = school.views();
    school.sql("CREATE TRIGGER cut BEFORE INSERT ON view_alias BEGIN SELECT RAISE(ABORT, 'cut'); END");
    assert!(school.merge(from, to, &[]).is_err());
    assert_eq!(school.views(), before);
    school.sql("DROP TRIGGER cut");
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
    school.merge(from, to, &[]).unwrap();
    school.part(from).unwrap();
    assert_eq!(school.views(), before);
}
