//! Each rule of the begin date and the term, on its days.

use chrono::Datelike;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar(year: u16, kind: SchoolKind) -> Calendar {
    Calendar::standard(SchoolYear::beginning(year).unwrap(), kind)
}

/// An enrolment in primary school in time, with everything known.
fn enrolment<'a>(from: &str, calendar: &'a Calendar) -> NewEnrolment<'a> {
    NewEnrolment {
        level: Level::Lager,
        birth: Some(day("2018-05-05")),
        has_insz: true,
        moment: Moment::parse("2024-03-12T10:05").unwrap(),
        from: day(from),
        status: EnrolmentStatus::Realised,
        reason: "",
        today: day("2024-03-12"),
        calendar,
    }
}

fn kinds(enrolment: NewEnrolment) -> Vec<EnrolmentRemarkKind> {
    enrolment.check().into_iter().map(|remark| remark.kind).collect()
}

#[test]
fn the_first_of_september_is_a_begin_date_even_in_a_weekend_and_no_other_weekend_is() {
    // 1 September 2024 is a Sunday.
    let year = calendar(2024, SchoolKind::Bao);
    assert_eq!(kinds(enrolment("2024-09-01", &year)), []);
    for weekend in ["2024-09-07", "2024-09-08", "2024-08-31", "2025-02-01"] {
        let remarks = enrolment(weekend, &year).check();
        assert_eq!(remarks[0].kind, EnrolmentRemarkKind::BeginInWeekend, "{weekend}");
        assert!(remarks[0].refuses);
    }
}

#[test]
fn whoever_comes_from_the_first_school_day_begins_on_the_first_of_september() {
    for school in [SchoolKind::Bao, SchoolKind::So, SchoolKind::Buso] {
        let year = calendar(2024, school);
        let expected = day("2024-09-01");
        let remarks = enrolment("2024-09-02", &year).check();
        assert_eq!(remarks[0].kind, EnrolmentRemarkKind::BeginFirstOfSeptember { expected, school });
        assert!(!remarks[0].refuses);
        assert_eq!(remarks[0].source.title.contains("SO 70"), school != SchoolKind::Bao);
        assert_eq!(kinds(enrolment("2024-09-03", &year)), []);
    }
}

#[test]
fn a_day_without_lessons_is_no_day_on_which_a_pupil_is_expected() {
    let (year, school) = (calendar(2024, SchoolKind::Bao), SchoolKind::Bao);
    for (from, next) in
        [("2024-10-28", "2024-11-04"), ("2024-12-25", "2025-01-06"), ("2025-07-01", "2025-09-01")]
    {
        let expected = EnrolmentRemarkKind::BeginWithoutLessons { next: day(next), school };
        assert_eq!(kinds(enrolment(from, &year)), [expected], "{from}");
    }
}

#[test]
fn it_is_registered_within_seven_days_and_never_after_the_first_day_of_attendance() {
    for (moment, first, by) in [
        ("2024-03-12", "2024-09-02", "2024-03-19"),
        ("2024-10-08T16:10", "2024-10-14", "2024-10-14"),
        ("2024-10-08", "2024-10-15", "2024-10-15"),
        ("2024-10-08", "2024-10-16", "2024-10-15"),
        ("2024-10-08", "2024-10-08", "2024-10-08"),
    ] {
        assert_eq!(register_by(Moment::parse(moment).unwrap(), day(first)), day(by), "{moment} {first}");
    }
    let year = calendar(2024, SchoolKind::Bao);
    let on = |today| kinds(NewEnrolment { today: day(today), ..enrolment("2024-09-01", &year) });
    assert_eq!(on("2024-03-19"), []);
    assert_eq!(on("2024-03-20"), [EnrolmentRemarkKind::RegisteredLate { by: day("2024-03-19") }]);
}

#[test]
fn the_first_of_september_stands_for_the_first_school_day_in_the_term() {
    let year = calendar(2024, SchoolKind::Bao);
    let moment = Moment::parse("2024-08-30").unwrap();
    let on = |today| kinds(NewEnrolment { moment, today: day(today), ..enrolment("2024-09-01", &year) });
    assert_eq!(on("2024-09-02"), []);
    assert_eq!(on("2024-09-03"), [EnrolmentRemarkKind::RegisteredLate { by: day("2024-09-02") }]);
}

#[test]
fn whoever_attended_before_the_enrolment_was_enrolled_too_late() {
    let year = calendar(2024, SchoolKind::Bao);
    let moment = Moment::parse("2024-10-09").unwrap();
    let late = NewEnrolment { moment, today: day("2024-10-09"), ..enrolment("2024-10-08", &year) };
    let by = day("2024-10-08");
    assert_eq!(
        kinds(late),
        [EnrolmentRemarkKind::EnrolledAfterBegin, EnrolmentRemarkKind::RegisteredLate { by }]
    );
}

#[test]
fn a_kleuter_begins_on_an_entry_date_and_is_measured_on_the_first_school_day() {
    let year = calendar(2024, SchoolKind::Bao);
    let kleuter = |birth, from| {
        let asked = enrolment(from, &year);
        kinds(NewEnrolment { level: Level::Kleuter, birth: Some(day(birth)), ..asked })
    };
    // The registered begin is the 1st, the first school day the 2nd.
    assert_eq!(kleuter("2022-03-02", "2024-09-01"), []);
    let next = day("2024-11-04");
    assert_eq!(kleuter("2022-03-03", "2024-09-01"), [EnrolmentRemarkKind::KleuterTooYoung { next }]);
    assert_eq!(kleuter("2022-03-02", "2024-10-01"), [EnrolmentRemarkKind::KleuterNotEntryDate { next }]);
    let unknown = NewEnrolment { level: Level::Kleuter, birth: None, ..enrolment("2024-10-01", &year) };
    assert_eq!(kinds(unknown), []);
}

#[test]
fn another_school_year_follows_the_official_calendar() {
    let year = calendar(2023, SchoolKind::So);
    assert_eq!(first_attendance(day("2024-09-01"), &year), day("2024-09-02"));
    assert_eq!(kinds(enrolment("2024-09-01", &year)), []);
    let expected =
        EnrolmentRemarkKind::BeginFirstOfSeptember { expected: day("2024-09-01"), school: SchoolKind::So };
    assert_eq!(kinds(enrolment("2024-09-02", &year)), [expected]);
}

#[test]
fn a_refusal_names_its_reason_and_postponing_is_for_special_secondary_education() {
    let (so, buso) = (calendar(2024, SchoolKind::So), calendar(2024, SchoolKind::Buso));
    let with = |status, reason, calendar| {
        kinds(NewEnrolment { status, reason, ..enrolment("2024-09-01", calendar) })
    };
    let refused = EnrolmentStatus::NotRealised;
    assert_eq!(with(refused, " ", &so), [EnrolmentRemarkKind::RefusalWithoutReason]);
    assert_eq!(with(refused, "Capaciteit bereikt", &so), []);
    let postponed = EnrolmentStatus::Postponed;
    assert_eq!(with(postponed, "", &so), [EnrolmentRemarkKind::PostponedElsewhere]);
    assert_eq!(with(postponed, "", &buso), []);
    let before = calendar(2022, SchoolKind::So);
    let earlier = NewEnrolment {
        status: postponed,
        moment: Moment::parse("2022-03-01").unwrap(),
        today: day("2022-03-01"),
        ..enrolment("2022-09-01", &before)
    };
    assert_eq!(kinds(earlier), []);
}

#[test]
fn without_insz_it_is_registered_with_a_warning() {
    let year = calendar(2024, SchoolKind::Bao);
    let remarks = NewEnrolment { has_insz: false, ..enrolment("2024-09-01", &year) }.check();
    assert_eq!(remarks.len(), 1);
    assert!(!remarks[0].refuses && remarks[0].kind == EnrolmentRemarkKind::InszMissing);
    assert!(remarks[0].source.address.contains("agodi.be"));
}

proptest::proptest! {
    #[test]
    fn what_refuses_comes_first(from in 0u64..800, born in 0u64..1_500, term in 0u64..40) {
        let year = calendar(2024, SchoolKind::Bao);
        let from = day("2024-08-01") + Days::new(from);
        let asked = NewEnrolment {
            level: Level::Kleuter,
            birth: Some(day("2021-01-01") + Days::new(born)),
            from,
            today: day("2024-03-12") + Days::new(term),
            ..enrolment("2024-09-01", &year)
        };
        let remarks = asked.check();
        proptest::prop_assert!(remarks.is_sorted_by_key(|remark| !remark.refuses));
        let weekend = remarks.iter().any(|remark| remark.kind == EnrolmentRemarkKind::BeginInWeekend);
        let first_of_september = (from.month(), from.day()) == (9, 1);
        proptest::prop_assert_eq!(weekend, is_weekend(from) && !first_of_september);
    }
}
