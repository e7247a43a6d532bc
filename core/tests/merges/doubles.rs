//! Who could be entered twice, and who is said to be two.

use super::common::*;

fn why(school: &School) -> Vec<String> {
    school.doubles(None).into_iter().map(|double| double.why.join(" ")).collect()
}

#[test]
fn the_same_insz_or_the_same_name_and_date_of_birth_are_shown_and_nothing_less() {
    let school = School::new();
    school.add("Peeters", "Noor", "2015-04-03");
    for (last, first, born) in [
        ("Peeters", "Nora", "2015-04-03"), // a twin, or a slip: not sure enough
        ("Peeters", "Noor", "2015-03-04"), // another day
        ("Maes", "Noor", "2015-04-03"),
        ("Peeters", "Noor", ""),
    ] {
        school.add(last, first, born);
        assert!(school.doubles(None).is_empty(), "{last} {first} {born}");
    }
    let insz = ["Maes", "Claes"].map(|last| school.add(last, "Lotte", "2014-02-01"));
    for pupil in insz {
        school.field(pupil, PupilField::Insz, "14020100028");
    }
    let noor = school.add("Peeters", "Noor", "2015-04-03");
    assert_eq!(why(&school), ["same_insz", "same_name_birth_date"], "the surest first");
    assert_eq!(school.doubles(Some(noor)).len(), 1);
    assert_eq!(school.doubles(Some(insz[0])).len(), 1);
    for (last, first, reason) in [("Noor", "Peeters", "swapped_names"), ("PEETERS", "noor", "accents_lost")] {
        let pupil = school.add(last, first, "2015-04-03");
        let doubles = school.doubles(Some(pupil));
        assert!(doubles.iter().any(|double| double.why.iter().any(|why| why == reason)), "{reason}");
        school.write(Change::PupilRemove { pupil });
    }
    assert_eq!(school.doubles(None).len(), 2, "who is taken back is nobody's double");
}

#[test]
fn who_is_said_to_be_two_is_not_shown_again_also_not_after_one_of_them_is_merged() {
    let school = School::new();
    let (one, other) = school.twice();
    school.done(MergeRequest::Apart { one: other, other: one }).unwrap();
    assert!(school.doubles(None).is_empty());
    assert!(school.doubles(Some(one)).is_empty());
    let third = school.add("Peeters", "Noor", "2015-04-03");
    assert_eq!(school.doubles(None).len(), 2, "the third with either");
    school.merge(other, third, &[]).unwrap();
    assert!(school.doubles(None).is_empty(), "the third is who the other was");
    school.part(other).unwrap();
    assert_eq!(school.doubles(None).len(), 2);
}

#[test]
fn two_of_one_stamnummer_are_shown_until_one_of_them_has_another() {
    let school = School::new();
    let (one, other) =
        (school.add("Peeters", "Noor", "2015-04-03"), school.add("Maes", "Seppe", "2016-05-04"));
    for pupil in [one, other] {
        school.field(pupil, PupilField::Stamnummer, "2600011");
        assert!(school.doubles(None).is_empty(), "a number without a school says nothing");
    }
    school.field(one, PupilField::Institution, "012345");
    school.field(other, PupilField::Institution, "012346");
    assert!(school.doubles(None).is_empty(), "each school counts by itself");
    school.mend(other, PupilField::Institution, "012346", "012345");
    assert_eq!(why(&school), ["same_stamnummer"]);
    school.done(MergeRequest::Apart { one, other }).unwrap();
    assert_eq!(why(&school), ["same_stamnummer"], "two children cannot have one number");
    school.mend(other, PupilField::Stamnummer, "2600011", "2600012");
    assert!(school.doubles(None).is_empty());
}

#[test]
fn two_of_a_school_of_two_thousand_are_found() {
    let school = School::new();
    let register = school.core.register().unwrap();
    let params = stamboek_core::demo::Params::new(2000, clock().date_naive());
    stamboek_core::demo::fill(&register, &params).unwrap();
    let before = school.doubles(None).len();
    school.twice();
    assert_eq!(school.doubles(None).len(), before + 1);
}
