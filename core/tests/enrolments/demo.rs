//! The demo school has enrolments of every kind, and its register is sound.

use crate::common::*;

#[test]
fn everybody_with_a_class_is_enrolled_and_a_few_left_were_refused_or_come_next_year() {
    let school = demo(Level::Basis, 600);
    let state = school.state("2026-11-23");
    assert!(state.total > 560 && state.without_group == 0);
    assert!(state.rows.iter().all(|row| row.group.starts_with("99")), "no official code is invented");
    let placed = school.list().iter().filter(|row| !row.class.is_empty()).count() as u32;
    assert!(state.total < placed, "some left");
    let files: Vec<EnrolmentFile> = school.list().iter().map(|row| school.file(row.id)).collect();
    let count = |status| {
        let of = files.iter().flat_map(|file| &file.schools);
        of.filter(|row| row.enrolment.status == status).count()
    };
    assert!(count(EnrolmentStatus::NotRealised) > 2 && count(EnrolmentStatus::Cancelled) > 2);
    let next = |row: &SchoolEnrolmentRow| row.enrolment.from == day("2027-09-01");
    assert!(files.iter().any(|file| file.schools.iter().any(next)));
    assert!(files.iter().all(|file| file.address.is_some() && (1..=2).contains(&file.contacts.len())));
    let rich = files.iter().filter(|file| file.missing.is_empty()).count();
    assert!(rich > 500 && rich < 600, "{rich} files are complete");
    school.assert_sound();
}

#[test]
fn the_third_grade_has_the_codes_of_the_official_sample() {
    let school = demo(Level::Secundair, 600);
    let request = EnrolmentsRequest { pupil: None, choices: true };
    let choices = enrolments(&school.core, request).unwrap().choices.unwrap();
    let used = choices.groups.iter().filter(|one| one.used && !one.label.is_empty()).count();
    assert!(used >= 4, "{used}");
    assert!(choices.groups.iter().any(|one| !one.used));
    assert_eq!(choices.places.len(), 1152);
    assert!(choices.causes.contains(&"Verhuis".to_owned()) && choices.relations.len() > 1);
    assert!(choices.funding.iter().all(|one| !one.label.contains("GON")));
}
