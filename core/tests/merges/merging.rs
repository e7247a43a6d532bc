//! What a preview shows is what is done, and taking back is the way back.

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
    let of = school.of(to);
    for (table, rows) in [
        ("view_attendance", 2),
        ("view_number", 1),
        ("view_enrolment", 1),
        ("view_print", 1),
        ("view_fact", 1),
    ] {
        assert_eq!(of[table].len(), rows, "{table}");
    }
    school.part(from).unwrap();
    assert_eq!(school.views()["view_pupil"], before["view_pupil"]);
}

#[test]
fn a_preview_of_before_a_change_is_refused_and_nothing_changes() {
    let school = School::new();
    let (from, to) = school.twice();
    school.mark(from, "2026-11-16", Half::Vm, "B");
    let seen = school.preview(from, to).unwrap().seen;
    school.write(Change::AttendanceSet {
        items: vec![CellChange {
            key: Cell { pupil: from, at: HalfDay { day: day("2026-11-16"), half: Half::Vm } },
            was: Some(Mark { code: MarkCode::parse("B").unwrap(), time: None, note: None }),
            now: Some(Mark { code: MarkCode::parse("Z").unwrap(), time: None, note: None }),
        }],
    });
    let before = school.views();
    let request = MergeRequest::Merge { from, to, fields: Vec::new(), seen };
    assert_eq!(school.done(request).unwrap_err().code, Code::Stale);
    assert_eq!(school.views(), before);
}
