//! Whatever two pupils have: what the preview counts is what goes over, and taking back brings every
//! view to what it was.

use proptest::prelude::*;

use super::common::*;

/// Whose something is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Whose {
    From,
    To,
    BothSame,
    BothOther,
}

#[derive(Clone, Debug)]
enum Has {
    Mark(Whose, u32),
    Fact(Whose, u32),
    Number(bool),
    /// From the same day on: with both, they overlap.
    Class(bool),
    Card(bool),
    /// Marks that differ, of somebody who was merged with this one before.
    Conflict(bool, u32),
}

fn has() -> impl Strategy<Value = Has> {
    let whose =
        prop_oneof![Just(Whose::From), Just(Whose::To), Just(Whose::BothSame), Just(Whose::BothOther)];
    prop_oneof![
        4 => (whose.clone(), 0..4u32).prop_map(|(whose, at)| Has::Mark(whose, at)),
        2 => (whose, 0..3u32).prop_map(|(whose, key)| Has::Fact(whose, key)),
        1 => any::<bool>().prop_map(Has::Number),
        1 => any::<bool>().prop_map(Has::Class),
        1 => any::<bool>().prop_map(Has::Card),
        1 => (any::<bool>(), 0..4u32).prop_map(|(from, at)| Has::Conflict(from, at)),
    ]
}

struct Two<'a> {
    school: &'a School,
    from: PupilId,
    to: PupilId,
}

impl Two<'_> {
    fn one(&self, from: bool) -> PupilId {
        if from { self.from } else { self.to }
    }

    /// What each gets of `whose`, out of two values.
    fn values<'v>(&self, whose: Whose, values: [&'v str; 2]) -> Vec<(PupilId, &'v str)> {
        let [one, other] = values;
        match whose {
            Whose::From => vec![(self.from, one)],
            Whose::To => vec![(self.to, one)],
            Whose::BothSame => vec![(self.from, one), (self.to, one)],
            Whose::BothOther => vec![(self.from, one), (self.to, other)],
        }
    }

    fn give(&self, has: &Has) {
        match *has {
            Has::Mark(whose, at) => {
                for (pupil, code) in self.values(whose, ["B", "Z"]) {
                    let (date, half) = place(at);
                    self.school.mark_anew(pupil, date, half, code);
                }
            }
            Has::Fact(whose, key) => {
                for (pupil, value) in self.values(whose, ["\"ja\"", "\"neen\""]) {
                    self.school.fact_anew(pupil, &format!("proef/{key}"), value);
                }
            }
            Has::Number(from) => self.school.number(self.one(from), &Uuid::now_v7().simple().to_string()),
            Has::Class(from) => drop(self.school.class(self.one(from), "1A")),
            Has::Card(from) => self.school.card(self.one(from), "2200001"),
            Has::Conflict(from, at) => {
                let third = self.school.add("Peeters", "Noor", "2015-04-03");
                let (date, half) = place(at);
                self.school.mark_anew(self.one(from), date, half, "B");
                self.school.mark(third, date, half, "R");
                self.school.merge(third, self.one(from), &[]).unwrap();
            }
        }
    }
}

fn place(at: u32) -> (&'static str, Half) {
    let date = ["2026-11-16", "2026-11-17"][at as usize / 2];
    (date, if at.is_multiple_of(2) { Half::Vm } else { Half::Nm })
}

/// What is decided says nothing any more: of conflicts only what is open.
fn asked(school: &School, mut views: Views) -> Views {
    views.insert("view_conflict".to_owned(), school.questions());
    views
}

const NOTHING: [&str; 0] = [];

/// Rows that only one of them has.
fn differs(now: &Views, before: &Views) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, there) in before {
        let here = &now[table];
        rows.extend(
            here.iter().filter(|row| !there.contains(row)).map(|row| format!("now in {table}: {row}")),
        );
        rows.extend(
            there.iter().filter(|row| !here.contains(row)).map(|row| format!("gone of {table}: {row}")),
        );
    }
    rows
}

fn sizes(views: &Views) -> [usize; 6] {
    let of = |table: &str| views[table].len();
    let schools = of("view_school_enrolment") + of("view_group_enrolment");
    [
        of("view_attendance"),
        of("view_number"),
        of("view_enrolment"),
        schools,
        of("view_fact"),
        of("view_print"),
    ]
}

fn counted(goes: &MergeGoes) -> [usize; 6] {
    [goes.marks, goes.numbers, goes.classes, goes.enrolments, goes.facts, goes.cards].map(|n| n as usize)
}

fn check(school: &School, arrangement: &[Has]) {
    let (from, to) = school.twice();
    let two = Two { school, from, to };
    arrangement.iter().for_each(|has| two.give(has));
    let before = asked(school, school.views());
    let of_to = sizes(&school.of(to));
    let preview = school.preview(from, to).unwrap();
    assert_eq!(differs(&asked(school, school.views()), &before), NOTHING, "a preview changes nothing");

    school.merge(from, to, &[]).unwrap();
    let merged = school.of(to);
    let goes = counted(&preview.goes);
    let sum: Vec<usize> = of_to.iter().zip(goes).map(|(had, came)| had + came).collect();
    assert_eq!(sizes(&merged).to_vec(), sum);
    let questions = school.questions();
    for cell in &preview.cells {
        let place = format!("{}/{}", cell.day, cell.half);
        assert!(questions.iter().any(|row| row.contains(&place)), "{place}");
    }
    let facts = questions.iter().filter(|row| row.contains(&format!("fact/{}", to.0)));
    assert!(facts.count() >= preview.facts as usize);
    assert!(school.preview(from, to).is_err());

    let back = school.part_preview(from).unwrap();
    assert_eq!((counted(&back.goes), back.stays), (goes, 0));
    school.part(from).unwrap();
    assert_eq!(differs(&asked(school, school.views()), &before), NOTHING);
}

#[test]
fn two_who_have_all_kinds_of_things_are_merged_and_taken_apart_again() {
    let school = School::new();
    let marks = [Whose::From, Whose::To, Whose::BothSame, Whose::BothOther];
    let mut all: Vec<Has> = (0..4).zip(marks).map(|(at, whose)| Has::Mark(whose, at)).collect();
    all.extend(
        (0..3).zip([Whose::From, Whose::BothSame, Whose::BothOther]).map(|(at, whose)| Has::Fact(whose, at)),
    );
    for from in [true, false] {
        all.extend([Has::Number(from), Has::Class(from), Has::Card(from)]);
    }
    check(&school, &[]);
    check(&school, &all);
    for from in [true, false] {
        all.push(Has::Conflict(from, 3));
        check(&school, &all);
    }
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}

#[test]
fn whatever_they_have_the_preview_says_what_is_done_and_taking_back_is_the_way_back() {
    let school = School::new();
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(all in prop::collection::vec(has(), 0..12))| {
        check(&school, &all);
    });
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}
