//! The table of schools by hand: one school added, changed, taken away.

use crate::common::*;

fn linde() -> TypedSchool {
    TypedSchool {
        number: LINDE.into(),
        name: " Basisschool De Linde ".into(),
        municipality: "Leuven".into(),
        phone: "016 00 00 00".into(),
        email: String::new(),
        kind: Some(SchoolKind::Bao),
        school_group: String::new(),
        hospital: false,
    }
}

/// As it stands in the table.
fn kept() -> TypedSchool {
    TypedSchool { name: "Basisschool De Linde".into(), ..linde() }
}

fn put(school: &TestSchool, was: Option<TypedSchool>, now: Option<TypedSchool>) -> Answer<Option<String>> {
    let request = OverlapDoRequest { pupil: None, act: OverlapDo::School { was, now } };
    overlap_do(&school.core, request).map(|saved| saved.batch)
}

fn found(school: &TestSchool, text: &str) -> Vec<String> {
    let request = OverlapsRequest { school: Some(text.into()), ..Default::default() };
    let schools = overlaps(&school.core, request).unwrap().schools;
    schools.into_iter().map(|one| format!("{} {}", one.number.as_str(), one.name)).collect()
}

#[test]
fn a_school_is_added_changed_and_taken_away_each_as_one_action() {
    let school = school(SchoolKind::Bao);
    put(&school, None, Some(linde())).unwrap();
    assert_eq!(found(&school, ""), ["099911 Basisschool De Linde"], "without words all of them");
    let named = TypedSchool { name: "De Linde".into(), ..kept() };
    put(&school, Some(kept()), Some(named.clone())).unwrap();
    assert_eq!(found(&school, "linde leuven"), ["099911 De Linde"]);
    let moved = TypedSchool { number: BEUK.into(), ..named.clone() };
    put(&school, Some(named.clone()), Some(moved.clone())).unwrap();
    assert_eq!(found(&school, "0999"), ["099912 De Linde"], "another number takes the place of the old one");
    let gone = put(&school, Some(moved), None).unwrap();
    assert!(found(&school, "").is_empty());
    undo(&school.core, UndoRequest { batch: gone }).unwrap();
    assert_eq!(found(&school, ""), ["099912 De Linde"]);
    school.assert_sound();
}

#[test]
fn what_cannot_be_a_school_is_refused_and_so_is_what_somebody_else_changed() {
    let school = school(SchoolKind::Bao);
    put(&school, None, Some(linde())).unwrap();
    let refused = |was, now| {
        let problem = put(&school, was, now).unwrap_err();
        let value = |name: &str| problem.values.get(name).cloned().unwrap_or_default();
        (problem.code, value("field"), value("why"))
    };
    let invalid = |field: &str, why: &str| (Code::InvalidValue, field.to_owned(), why.to_owned());
    let typed = |change: fn(&mut TypedSchool)| {
        let mut one = TypedSchool { number: BEUK.into(), ..linde() };
        change(&mut one);
        Some(one)
    };
    assert_eq!(refused(None, typed(|one| one.number = "99912".into())), invalid("institution", "length"));
    assert_eq!(refused(None, typed(|one| one.name = " ".into())), invalid("school", "empty"));
    assert_eq!(refused(None, typed(|one| one.school_group = "x".into())).1, "school_group");
    assert_eq!(refused(None, Some(linde())), invalid("institution", "exists"));
    let other = Some(TypedSchool { phone: "02".into(), ..kept() });
    assert_eq!(refused(other, None).0, Code::Stale);
    assert_eq!(found(&school, "").len(), 1, "nothing changed");
}
