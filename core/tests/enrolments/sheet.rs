//! The class on the sheet and the period in the class say the same.

use stamboek_core::pupils::edit;
use stamboek_core::pupils::messages::{FieldEdit, PupilEditRequest};

use crate::common::*;

fn set(school: &School, pupil: PupilId, class: &str) {
    let items = vec![FieldEdit { field: PupilField::Class, was: None, now: class.into() }];
    edit(&school.core, PupilEditRequest { id: pupil, items }).unwrap();
}

fn enrolled_since(school: &School, from: &str) -> PupilId {
    let mut request = form("Aerts", "Lotte", "2016-05-05");
    request.school.from = Some(day(from));
    school.enrolled(request)
}

#[test]
fn a_class_edited_on_the_sheet_closes_one_period_and_opens_the_next() {
    let school = empty("099901");
    let pupil = enrolled_since(&school, "2026-09-01");
    set(&school, pupil, "L4B");
    assert_eq!(school.seats(pupil), ["L4A 2026-09-01..2026-11-22", "L4B 2026-11-23.."]);
    set(&school, pupil, "L4C");
    assert_eq!(school.seats(pupil), ["L4A 2026-09-01..2026-11-22", "L4C 2026-11-23.."], "a slip of today");
    set(&school, pupil, "");
    assert_eq!(school.seats(pupil), ["L4A 2026-09-01..2026-11-22"]);
    for _ in 0..3 {
        school.undo();
    }
    assert_eq!(school.seats(pupil), ["L4A 2026-09-01.."]);
    assert_eq!(school.file(pupil).pupil.class, "L4A");
    school.assert_sound();
}

#[test]
fn who_is_still_to_come_changes_before_the_first_day() {
    let school = empty("099901");
    let pupil = enrolled_since(&school, "2027-01-11");
    set(&school, pupil, "L4B");
    assert_eq!(school.seats(pupil), ["L4B 2027-01-11.."]);
}

#[test]
fn who_left_keeps_the_past_whatever_the_sheet_says() {
    let school = empty("099901");
    let pupil = enrolled_since(&school, "2026-09-01");
    let how = LeaveHow::Ends { until: day("2026-10-30"), cause: String::new(), situation: String::new() };
    leave(&school.core, LeaveRequest { pupil, enrolment: None, how, case: None, apply: true }).unwrap();
    set(&school, pupil, "L4B");
    assert_eq!(school.seats(pupil), ["L4A 2026-09-01..2026-10-30"]);
}
