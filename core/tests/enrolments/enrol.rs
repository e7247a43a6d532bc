//! At the counter: one form makes the pupil, the enrolments on the three levels, address and contacts.

use crate::common::*;

fn plan(school: &School, request: EnrolRequest) -> EnrolPlan {
    enrol(&school.core, request).unwrap()
}

fn kinds(plan: &EnrolPlan) -> Vec<EnrolmentRemarkKind> {
    plan.remarks.iter().map(|remark| remark.kind).collect()
}

fn field(plan: &EnrolPlan, name: &str) -> Option<Code> {
    plan.problems.iter().find(|one| one.field == name).map(|one| one.problem.code)
}

#[test]
fn one_form_makes_the_pupil_and_the_three_levels_and_one_undo_takes_it_back() {
    let school = empty("099901");
    let address = Address {
        street: "Kersenpad".into(),
        number: "3".into(),
        postcode: "3000".into(),
        municipality: "Leuven".into(),
        ..Address::default()
    };
    let contact = Contact { last_name: "Aerts".into(), phone: "016".into(), ..Contact::default() };
    let mut request = form("Aerts", "Lotte", "5/5/2016");
    request.address = Some(address.clone());
    let empty_row = ContactRow { key: String::new(), contact: Contact::default() };
    request.contacts = Some(vec![ContactRow { key: String::new(), contact }, empty_row]);
    request.nationality = Some(" Belg ".into());
    let asked = plan(&school, request.clone());
    assert!(asked.applicable && asked.batch.is_none() && school.list().is_empty(), "only a plan");
    assert_eq!((asked.stamnummer.as_str(), asked.register_by), ("2600001", day("2026-11-24")));
    assert_eq!(asked.missing, [Missing::Insz, Missing::Sex]);

    let pupil = school.enrolled(request);
    let file = school.file(pupil);
    assert_eq!(file.proposed_end, ProposedEnd { day: day("2026-11-23"), why: EndReason::Today });
    let row = &file.pupil;
    assert_eq!(
        (row.class.as_str(), row.stamnummer.as_str(), row.location.as_str()),
        ("L4A", "2600001", "001")
    );
    assert_eq!((row.institution.as_str(), row.birth_date.as_str()), ("099901", "2016-05-05"));
    assert!(file.address == Some(address) && file.nationality == "Belg");
    assert_eq!((file.contacts.len(), file.missing), (1, vec![Missing::Insz, Missing::Sex]));
    assert_eq!(school.seats(pupil), ["L4A 2026-11-24.."]);
    assert_eq!(school.groups(pupil), ["043056 2026-11-24.."]);
    let enrolment = &file.schools[0].enrolment;
    assert_eq!(enrolment.moment.to_string(), "2026-11-23T08:41:00");
    assert_eq!(
        file.schools[0].groups[0].group_label,
        "1e leerjaar in de 3e graad Architecturale vorming KSO"
    );
    school.assert_sound();
    school.undo();
    assert!(school.list().is_empty(), "nothing is left");
    school.assert_sound();
}

#[test]
fn what_is_typed_wrong_stands_at_its_field_and_nothing_is_half_kept() {
    let school = empty("099901");
    let mut request = form("", "Lotte", "31/2/2016");
    request.fields.insert(PupilField::Insz, "16050500199".into());
    request.school.moment = "gisteren".into();
    request.school.institution = "39107".into();
    request.group.as_mut().unwrap().group = "abc".into();
    request.group.as_mut().unwrap().expected_until = Some(day("2027-09-30"));
    let refused = plan(&school, applied(request));
    for name in ["last_name", "birth_date", "insz", "moment", "institution", "group", "expected_until"] {
        assert_eq!(field(&refused, name), Some(Code::InvalidValue), "{name}");
    }
    assert!(!refused.applicable && refused.batch.is_none() && school.list().is_empty());
}

#[test]
fn an_insz_or_stamnummer_of_somebody_else_is_refused() {
    let school = empty("099901");
    let mut first = form("Aerts", "Lotte", "2016-05-05");
    first.fields.insert(PupilField::Insz, "16050599990".into());
    let insz = stamboek_domain::insz::Insz::compose(2016, 5, 5, 999).unwrap();
    first.fields.insert(PupilField::Insz, insz.as_str().into());
    school.enrolled(first);
    let mut second = form("Bogaert", "Jef", "2016-05-05");
    second.fields.insert(PupilField::Insz, insz.as_str().into());
    second.school.stamnummer = "2600001".into();
    let refused = plan(&school, second);
    assert_eq!(field(&refused, "insz"), Some(Code::InszTaken));
    assert_eq!(field(&refused, "stamnummer"), Some(Code::StamnummerTaken));
}

/// A form of somebody of whom nothing but the names and these is typed.
fn with_insz(insz: &str, birth: &str, sex: &str) -> EnrolRequest {
    let mut request = form("Aerts", "Lotte", birth);
    request.fields.insert(PupilField::Insz, insz.into());
    request.fields.insert(PupilField::Sex, sex.into());
    request
}

#[test]
fn an_insz_tells_birth_date_and_sex_as_far_as_its_digits_do() {
    use stamboek_domain::insz::Insz;
    let school = empty("099901");
    let number = |month, serial| Insz::compose(2016, month, 5, serial).unwrap();
    let tells = |insz: &Insz| plan(&school, with_insz(insz.as_str(), "", "")).insz_tells;
    let born = Some(day("2016-05-05"));
    assert!(tells(&number(5, 2)) == InszTells { birth_date: born, sex: Some("v".into()) });
    assert!(tells(&number(45, 1)) == InszTells { birth_date: born, sex: Some("m".into()) });
    assert!(tells(&number(25, 1)) == InszTells { birth_date: born, sex: None }, "asked for without sex");
    let unknown = Insz::compose(2016, 0, 0, 2).unwrap();
    assert!(tells(&unknown) == InszTells { birth_date: None, sex: Some("v".into()) });
    let wrong = plan(&school, with_insz("16050500199", "", "")).insz_tells;
    assert!(wrong == InszTells::default(), "a number that is not right tells nothing");
}

#[test]
fn what_was_typed_stays_and_what_the_insz_tells_otherwise_is_a_warning() {
    let school = empty("099901");
    let insz = stamboek_domain::insz::Insz::compose(2016, 5, 5, 2).unwrap();
    let typed = with_insz(insz.as_str(), "6/5/2016", "m");
    let asked = plan(&school, typed.clone());
    let told = kinds(&asked);
    assert!(told.contains(&EnrolmentRemarkKind::InszBirthDate { told: day("2016-05-05") }), "{told:?}");
    assert!(told.contains(&EnrolmentRemarkKind::InszSex { told: "v" }), "{told:?}");
    assert!(asked.applicable, "warnings");
    let row = school.file(school.enrolled(typed)).pupil;
    assert_eq!((row.birth_date.as_str(), row.sex.as_str()), ("2016-05-06", "m"));
    let same =
        plan(&school, EnrolRequest { pupil: Some(row.id), ..with_insz(insz.as_str(), "5/5/2016", "v") });
    let told = kinds(&same);
    let differs = |kind: &EnrolmentRemarkKind| {
        matches!(kind, EnrolmentRemarkKind::InszBirthDate { .. } | EnrolmentRemarkKind::InszSex { .. })
    };
    assert!(!told.iter().any(differs), "{told:?}");
    assert!(same.insz_tells == InszTells::default(), "the register has both itself");
}

#[test]
fn a_likely_duplicate_is_shown_until_the_person_saw_it() {
    let school = empty("099901");
    school.enrolled(form("Van den Bossche", "Zoë", "2016-05-05"));
    let again = form("Vandenbossche", "Zoe", "2016-05-05");
    let asked = plan(&school, applied(again.clone()));
    assert_eq!((asked.duplicates.len(), asked.batch.is_some()), (1, false));
    let no_date = form("Van den Bossche", "Zoë", "");
    assert_eq!(plan(&school, no_date).duplicates.len(), 1, "by name alone while no date is typed");
    let twin = form("Van den Bossche", "Lars", "2016-05-05");
    assert!(plan(&school, twin).duplicates.is_empty());
    school.enrolled(EnrolRequest { despite_duplicates: true, ..again });
    assert_eq!(school.list().len(), 2);
}

#[test]
fn brothers_and_sisters_are_found_by_name_and_house() {
    let school = empty("099901");
    let mut first = form("Aerts", "Lotte", "2016-05-05");
    let address = Address {
        street: "Kersenpad".into(),
        number: "3".into(),
        postcode: "3000".into(),
        ..Address::default()
    };
    first.address = Some(address.clone());
    let lotte = school.enrolled(first);
    let mut half = form("Bogaert", "Jef", "2018-05-05");
    half.address = Some(address);
    let found = plan(&school, half).siblings;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].pupil.id, &found[0].signs), (lotte, &vec![SiblingSign::SameAddress]));
    let found = plan(&school, form("AERTS", "Jef", "2018-05-05")).siblings;
    assert_eq!(found[0].signs, [SiblingSign::SameName]);
    assert!(found[0].address.is_some(), "can be taken over");
}

#[test]
fn a_former_pupil_keeps_the_stamnummer_and_gets_a_moment_of_its_own() {
    let school = empty("099901");
    let pupil = school.enrolled(form("Aerts", "Lotte", "2016-05-05"));
    let ends = LeaveHow::Ends { until: day("2026-12-18"), cause: "Verhuis".into(), situation: String::new() };
    leave(&school.core, LeaveRequest { pupil, enrolment: None, how: ends, case: None, apply: true }).unwrap();
    let mut back = form("Aerts", "Lotte", "2016-05-05");
    back.pupil = Some(pupil);
    back.class = "L4B".into();
    back.school.from = Some(day("2026-12-11"));
    let early = plan(&school, back.clone());
    let until = Some(day("2026-12-18"));
    assert_eq!(kinds(&early)[0], EnrolmentRemarkKind::AlreadyEnrolled { from: day("2026-11-24"), until });
    assert!(!early.applicable);
    back.school.from = Some(day("2027-01-04"));
    let mut other = back.clone();
    other.school.stamnummer = "2600077".into();
    assert_eq!(kinds(&plan(&school, other))[0], EnrolmentRemarkKind::OtherStamnummer);
    let asked = plan(&school, back.clone());
    assert_eq!((asked.stamnummer.as_str(), asked.before.len()), ("2600001", 1));
    school.enrolled(back);
    assert_eq!(school.seats(pupil), ["L4A 2026-11-24..2026-12-18", "L4B 2027-01-04.."]);
    assert_eq!(school.file(pupil).schools.len(), 2);
    school.assert_sound();
}

#[test]
fn a_refusal_needs_its_reason_and_makes_no_place_in_the_school() {
    let school = empty("099901");
    let mut request = form("Aerts", "Lotte", "2016-05-05");
    request.school.status = EnrolmentStatus::NotRealised;
    let bare = plan(&school, request.clone());
    assert!(kinds(&bare).contains(&EnrolmentRemarkKind::RefusalWithoutReason) && !bare.applicable);
    request.school.reason = "Capaciteit bereikt".into();
    let pupil = school.enrolled(request);
    let file = school.file(pupil);
    assert_eq!(file.schools[0].enrolment.stamnummer, None);
    assert!(file.schools[0].groups.is_empty() && file.classes.is_empty());
    assert_eq!(school.state("2026-12-01").total, 0);
}

#[test]
fn the_begin_date_is_proposed_by_the_rules() {
    let school = empty("099901");
    let proposed = |birth: &str, moment: &str, class: &str| {
        let mut request = form("Aerts", "Lotte", birth);
        request.school.from = None;
        request.school.moment = moment.into();
        request.class = class.into();
        plan(&school, request).from
    };
    assert_eq!(proposed("2016-05-05", "", "L4A"), day("2026-11-23"), "today");
    assert_eq!(proposed("2016-05-05", "2026-11-28", "L4A"), day("2026-11-30"), "not in a weekend");
    assert_eq!(proposed("2016-05-05", "2027-07-05", "L4A"), day("2027-09-01"), "in summer the new year");
    // Two and a half on 1 December: the first entry date after it (discimus.md 3.4).
    assert_eq!(proposed("2024-06-01", "", "K1A"), day("2027-01-04"));
}

#[test]
fn a_class_of_next_year_comes_on_the_sheet_on_its_day() {
    let school = empty("099901");
    let mut request = form("Aerts", "Lotte", "2016-05-05");
    request.school.from = Some(day("2027-09-01"));
    let pupil = school.enrolled(request);
    assert_eq!(school.file(pupil).pupil.class, "");
    assert_eq!(school.file(pupil).pupil.stamnummer, "2700001", "of the year of real start");
    let register = school.core.register().unwrap();
    assert_eq!(follow_the_day(&register, day("2027-08-31")).unwrap(), 0);
    assert_eq!(follow_the_day(&register, day("2027-09-01")).unwrap(), 1);
    assert_eq!(follow_the_day(&register, day("2027-09-01")).unwrap(), 0, "once");
    assert_eq!(school.file(pupil).pupil.class, "L4A");
    let next = school.core.register().unwrap().read(stamboek_core::history::next_undo).unwrap();
    assert_eq!(next.as_deref(), Some("enrol"), "nobody takes back a new day");
    school.assert_sound();
}
