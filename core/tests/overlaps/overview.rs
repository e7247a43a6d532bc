//! The list: what each pupil's enrolments come to, and in which order.

use crate::common::*;

#[test]
fn a_later_enrolment_elsewhere_lets_a_primary_school_deregister_and_a_secondary_one_call() {
    for (kind, expected) in [
        (SchoolKind::Bao, [LawfulAction::Deregister, LawfulAction::KeepInConsultation]),
        (SchoolKind::So, [LawfulAction::AdjustDates, LawfulAction::CallSchool]),
    ] {
        let school = school(kind);
        let pupil = school.pupils[0].id;
        school.enrolled(pupil, "2026-09-01", "2026-03-12T10:05");
        school.typed(pupil, LINDE, "2026-10-12", "2026-10-08T16:10");
        let list = school.list();
        assert_eq!((list.kind, list.counts.due, list.counts.double), (kind, 1, 1));
        let row = &list.pupils[0].pairs[0];
        assert_eq!(row.pair.may.iter().map(|step| step.action).collect::<Vec<_>>(), expected);
        assert_eq!((row.pair.kind, row.pair.later), (OverlapKind::Double, LaterEnrolment::Theirs));
        assert_eq!(row.pair.last_own_day, Some(day("2026-10-11")));
        // Ours is open, and lasts to the expected end of the group.
        let shared = row.pair.overlap.unwrap();
        assert_eq!((shared.from, shared.until), (day("2026-10-12"), Some(day("2027-08-31"))));
        assert_eq!(list.pupils[0].mark, PupilMark::Blue);
        school.assert_sound();
    }
}

#[test]
fn the_worst_comes_first_and_who_is_only_here_is_not_in_the_list() {
    let school = school(SchoolKind::Bao);
    let [adjoining, hospital, double, longer, solved, alone] =
        [0, 1, 2, 3, 4, 5].map(|at| school.pupils[at].id);
    for pupil in [adjoining, hospital, double, longer, solved, alone] {
        school.enrolled(pupil, "2026-09-01", "2026-03-12T10:05");
    }
    let before = OverlapDo::Elsewhere {
        was: None,
        now: Some(TypedElsewhere {
            period: Period { from: day("2024-09-01"), until: Some(day("2026-06-30")) },
            ..typed(LINDE, "2024-09-01", "")
        }),
    };
    school.act(adjoining, before).unwrap();
    let type_5 = TypedElsewhere { hospital: true, ..typed(BEUK, "2026-11-02", "2026-11-02") };
    school.act(hospital, OverlapDo::Elsewhere { was: None, now: Some(type_5) }).unwrap();
    school.typed(double, LINDE, "2026-11-02", "2026-10-30");
    school.typed(longer, LINDE, "2026-10-12", "2026-10-08");
    school.typed(solved, LINDE, "2026-09-01", "2026-05-02");
    school.note(solved, &school.pair(solved).case.key, CaseAction::Solved).unwrap();
    let list = school.list();
    let order: Vec<PupilId> = list.pupils.iter().map(|one| one.pupil).collect();
    assert_eq!(order, [longer, double, solved, adjoining, hospital]);
    let counts = list.counts;
    assert_eq!((counts.due, counts.open, counts.solved), (2, 2, 1));
    assert_eq!((counts.double, counts.hospital, counts.adjoining, counts.parallel), (3, 1, 1, 0));
    let marks = [PupilMark::Blue, PupilMark::Blue, PupilMark::Blue, PupilMark::White, PupilMark::Blue];
    assert_eq!(list.pupils.iter().map(|one| one.mark).collect::<Vec<_>>(), marks);
    assert!(list.pupils[4].pairs[0].pair.may.iter().all(|step| step.action == LawfulAction::LeaveAsIs));
}

#[test]
fn the_table_of_schools_tells_name_kind_school_group_and_type_5() {
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12T10:05");
    school.typed(pupil, LINDE, "2026-10-12", "2026-10-08");
    assert_eq!(school.of(pupil).pupils[0].theirs[0].name, LINDE, "the number while there is no name");
    let register = school.core.register().unwrap();
    let know = |schools: &[School]| {
        register.write("school", |batch| know_schools(batch, schools)).unwrap();
    };
    know(&[linde()]);
    let one = school.of(pupil).pupils.remove(0);
    assert_eq!(one.theirs[0].name, "Basisschool De Linde");
    assert_eq!(one.theirs[0].mark, PupilMark::Yellow);
    // Told without a telephone, it keeps the one that was known.
    let group = Some(number("099999"));
    let ours = School { number: number(OURS), name: "Wij".into(), school_group: group.clone(), ..linde() };
    know(&[School { school_group: group, phone: String::new(), ..linde() }, ours]);
    assert_eq!(school.of(pupil).pupils[0].theirs[0].school.as_ref().unwrap().phone, "016 00 00 00");
    assert_eq!(school.pair(pupil).pair.kind, OverlapKind::Parallel);
    know(&[School { hospital: true, ..linde() }]);
    assert_eq!(school.pair(pupil).pair.kind, OverlapKind::Hospital);
    let search = |text: &str| {
        let request = OverlapsRequest { school: Some(text.into()), ..Default::default() };
        let found = overlaps(&school.core, request).unwrap();
        assert_eq!(found.known_schools, 2);
        found.schools.into_iter().map(|school| school.number.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(search("linde leuv"), [LINDE]);
    assert_eq!(search("0999"), [LINDE, OURS]);
    assert_eq!(search("  "), [LINDE, OURS], "without words the first ones by name");
    assert!(search("eik").is_empty());
}

#[test]
fn what_never_was_is_not_compared_and_a_class_is_when_there_is_nothing_else() {
    let school = school(SchoolKind::Bao);
    let (here, nowhere) = (school.pupils[0].id, school.pupils[1].id);
    school.typed(nowhere, LINDE, "2026-09-01", "2026-05-02");
    assert_eq!((school.list().pupils.len(), school.list().counts.not_here), (0, 1));
    let enrolment = stamboek_domain::enrolment::Enrolment {
        pupil: nowhere,
        class: "L1A".into(),
        location: "001".into(),
        from: day("2026-09-01"),
        until: None,
    };
    let id = stamboek_domain::enrolment::EnrolmentId(uuid::Uuid::now_v7());
    let open = stamboek_domain::sync::op::Change::EnrolmentOpen { id, enrolment };
    school.core.register().unwrap().write("enrol", |batch| batch.push(open)).unwrap();
    let pupil = school.of(nowhere).pupils.remove(0);
    assert_eq!((pupil.ours[0].id, pupil.ours[0].moment), (None, None));
    assert_eq!(pupil.pairs[0].pair.later, LaterEnrolment::Unknown);
    school.enrolled(here, "2026-09-01", "2026-03-12");
    let enrolment = school.enrolled(here, "2025-09-01", "2025-03-12");
    school.left(&enrolment, "2026-06-30");
    let old = TypedElsewhere {
        period: Period { from: day("2026-05-04"), until: Some(day("2026-06-30")) },
        ..typed(LINDE, "2026-05-04", "")
    };
    school.act(here, OverlapDo::Elsewhere { was: None, now: Some(old) }).unwrap();
    let pairs = &school.of(here).pupils[0].pairs;
    let kinds: Vec<(OverlapKind, CaseState)> =
        pairs.iter().map(|row| (row.pair.kind, row.case.standing.state)).collect();
    // Of a school year that is over nothing is to be done; the summer lies between it and ours.
    assert_eq!(
        kinds,
        [(OverlapKind::Adjoining, CaseState::NothingToDo), (OverlapKind::Double, CaseState::NothingToDo)]
    );
}

#[test]
fn an_enrolment_for_next_year_shows_in_primary_education_from_the_first_of_july() {
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2027-09-01", "2026-11-02");
    school.typed(pupil, LINDE, "2027-09-01", "2026-11-10");
    let on = |day| overlaps(&school.core, OverlapsRequest { on: Some(day), ..Default::default() }).unwrap();
    let now = on(day("2026-11-23"));
    let pair = &now.pupils[0].pairs[0].pair;
    assert_eq!((pair.visible, pair.visible_from), (false, Some(day("2027-07-01"))));
    assert_eq!(now.counts.due, 0);
    assert_eq!(on(day("2027-07-01")).counts.due, 1);
}

#[test]
fn the_career_tells_the_school_before_and_the_school_after() {
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12");
    let before = TypedElsewhere {
        period: Period { from: day("2024-09-01"), until: Some(day("2026-06-30")) },
        ..typed(LINDE, "2024-09-01", "")
    };
    school.act(pupil, OverlapDo::Elsewhere { was: None, now: Some(before) }).unwrap();
    school.typed(pupil, BEUK, "2027-09-01", "2026-11-10");
    // A stay in a hospital school is no change of school.
    let stay = TypedElsewhere { hospital: true, ..typed("099919", "2026-10-05", "") };
    school.act(pupil, OverlapDo::Elsewhere { was: None, now: Some(stay) }).unwrap();
    let career = school.of(pupil).career.unwrap();
    assert_eq!(career.previous.unwrap().name, LINDE);
    assert_eq!(
        career.next.map(|next| (next.name, next.told.period.from)),
        Some((BEUK.into(), day("2027-09-01")))
    );
    assert_eq!((career.all.len(), career.handed_over), (3, None));
    assert!(school.list().career.is_none());
}

#[test]
fn the_mark_is_red_or_orange_by_the_check_and_green_only_when_all_is_registered_and_checked() {
    use stamboek_domain::admission::{Admission, AdmissionResult, AdmissionSource};
    let school = school(SchoolKind::So);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12");
    let register = school.core.register().unwrap();
    let mark = || school.of(pupil).mark.unwrap().mark;
    let result = |key: &str, result, on: &str| {
        let year = stamboek_domain::school_year::SchoolYear::beginning(2026).unwrap();
        let source = AdmissionSource::Discimus;
        let admission = Admission { year, group: None, result, on: day(on), source, note: String::new() };
        let now = serde_json::to_string(&admission).ok();
        let key = format!("admission/{key}");
        let fact = stamboek_domain::sync::op::Change::FactSet { pupil, key, was: None, now };
        register.write("admission", |batch| batch.push(fact)).unwrap();
    };
    let processed = |status: u8| {
        let sql = "INSERT OR REPLACE INTO discimus_record (record, pupil, institution, subject, step, place,
            about, txn, version, status, since) VALUES ('person/x', ?1, '099901', 'person', 1, '', '', '', 1, ?2, '')";
        register.write_local(|tx| Ok(tx.execute(sql, (pupil.0.to_string(), status)).unwrap())).unwrap();
    };
    assert_eq!(mark(), PupilMark::White);
    processed(4);
    assert_eq!(mark(), PupilMark::White, "registered, and not checked yet");
    result("a", AdmissionResult::NotAdmitted, "2026-09-10");
    assert_eq!(mark(), PupilMark::Red);
    result("b", AdmissionResult::CouncilDecisionOpen, "2026-09-12");
    assert_eq!(mark(), PupilMark::Orange);
    school.typed(pupil, LINDE, "2026-10-12", "2026-10-08");
    assert_eq!(mark(), PupilMark::Orange, "before blue");
    result("c", AdmissionResult::AdmittedViaCouncil, "2026-09-20");
    assert_eq!(mark(), PupilMark::Blue);
    let was = Some(ElsewhereKey::parse(&format!("{LINDE}/2026-10-12")).unwrap());
    school.act(pupil, OverlapDo::Elsewhere { was, now: None }).unwrap();
    assert_eq!(mark(), PupilMark::Green);
    processed(3);
    assert_eq!(mark(), PupilMark::White, "an error holds it up");
}
