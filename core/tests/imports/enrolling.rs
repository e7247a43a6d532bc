//! Lists that tell when and where pupils came.

use super::*;

#[test]
fn a_begin_date_in_the_list_enrols_and_another_class_later_moves_the_period() {
    use stamboek_core::enrolments::enrolments;
    use stamboek_core::enrolments::messages::{EnrolmentFile, EnrolmentsRequest};
    let school = school();
    let list = |class: &str| {
        format!(
            "Naam;Voornaam;Geboortedatum;Klas;Stamnummer;Instellingsnummer;Begindatum\n\
             Aerts;Lotte;5/5/2016;{class};2500007;099901;01/09/2026\nBogaert;Jef;6/6/2016;{class};;099901;\n"
        )
    };
    let import = |class: &str| {
        let path = school.file("lijst.csv", list(class).as_bytes());
        assert!(school.import(&path).batch.is_some());
    };
    let file = |name: &str| -> EnrolmentFile {
        let row = school.people().into_iter().find(|row| row.last_name == name).unwrap();
        let request = EnrolmentsRequest { pupil: Some(row.id), choices: false };
        enrolments(&school.core, request).unwrap().file.unwrap()
    };
    import("4A");
    let lotte = file("Aerts");
    let enrolment = &lotte.schools[0].enrolment;
    assert_eq!(enrolment.stamnummer.as_ref().unwrap().as_str(), "2500007");
    assert_eq!(
        (enrolment.from.to_string(), enrolment.moment.to_string()),
        ("2026-09-01".into(), "2026-09-01".into())
    );
    assert_eq!(lotte.classes.len(), 1);
    let jef = file("Bogaert");
    assert!(jef.schools.is_empty() && jef.classes.is_empty(), "the list tells no begin date");
    import("4B");
    let text = |file: &EnrolmentFile| -> Vec<String> {
        let written = |row: &stamboek_core::enrolments::messages::EnrolmentRow| {
            let until = row.enrolment.until.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {}..{until}", row.enrolment.class, row.enrolment.from)
        };
        file.classes.iter().rev().map(written).collect()
    };
    assert_eq!(text(&file("Aerts")), ["4A 2026-09-01..2026-11-22", "4B 2026-11-23.."]);
    assert!(text(&file("Bogaert")).is_empty() && file("Bogaert").pupil.class == "4B");
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}

#[test]
fn a_list_that_tells_group_and_place_enrols_on_the_three_levels_also_who_was_there_without() {
    use stamboek_core::enrolments::enrolments;
    use stamboek_core::enrolments::messages::{EnrolmentFile, EnrolmentsRequest};
    let school = school();
    let file = |name: &str| -> EnrolmentFile {
        let row = school.people().into_iter().find(|row| row.last_name == name).unwrap();
        let request = EnrolmentsRequest { pupil: Some(row.id), choices: false };
        enrolments(&school.core, request).unwrap().file.unwrap()
    };
    let without = "Naam;Voornaam;Geboortedatum;Klas;Instellingsnummer\nAerts;Lotte;5/5/2016;4A;099901\n";
    school.import(&school.file("zonder.csv", without.as_bytes()));
    assert!(file("Aerts").schools.is_empty());
    let list = "Naam;Voornaam;Geboortedatum;Klas;Instellingsnummer;Vestigingsplaats;\
        Administratieve groep;Begindatum;Inschrijvingsdatum;Inschrijvingsuur\n\
        Aerts;Lotte;5/5/2016;4A;99901;1;43056;01/09/2023;12/03/2023;10:05\n\
        Bogaert;Jef;6/6/2016;4B;99901;;43056;01/09/2026;;\n\
        Claes;Mia;7/7/2016;4B;99901;1;geen;01/09/2026;;\n";
    let plan = school.import(&school.file("met.csv", list.as_bytes()));
    let said: Vec<_> = plan.warnings.iter().map(|remark| (remark.row, remark.code)).collect();
    assert_eq!(said, [(3, RemarkCode::GroupLeftOut), (4, RemarkCode::GroupUnreadable)]);
    let lotte = file("Aerts");
    let enrolment = &lotte.schools[0].enrolment;
    assert_eq!(
        (enrolment.from.to_string(), enrolment.moment.to_string()),
        ("2023-09-01".into(), "2023-03-12T10:05:00".into())
    );
    let group = &lotte.schools[0].groups[0].enrolment;
    assert_eq!((group.details.group.as_str(), group.details.location.as_str()), ("043056", "001"));
    assert_eq!(group.from.to_string(), "2026-09-01", "each school year has its own");
    assert_eq!(lotte.classes[0].enrolment.from.to_string(), "2026-09-01");
    assert!(file("Bogaert").schools[0].groups.is_empty() && file("Bogaert").classes.len() == 1);
    let again = school.import(&school.file("met.csv", list.as_bytes()));
    assert_eq!((again.unchanged, again.changed, again.created), (3, 0, 0), "nobody is enrolled twice");
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}

#[test]
fn a_begin_date_that_cannot_be_read_or_cannot_be_holds_its_row_up() {
    let school = school();
    let list = "Naam;Voornaam;Klas;Instellingsnummer;Begindatum;Inschrijvingsdatum\n\
        Aerts;Lotte;4A;099901;31/09/2026;\nBogaert;Jef;4A;099901;21/11/2026;\n\
        Claes;Mia;4A;099901;01/09/2029;gisteren\nDaems;Noor;4A;099901;-;\n";
    let (_, plan) = school.plan(list);
    let refused: Vec<_> = plan.refused.iter().map(|remark| (remark.row, remark.code)).collect();
    assert_eq!(refused, [(2, RemarkCode::PeriodUnreadable), (3, RemarkCode::BeginInWeekend)]);
    assert_eq!(plan.refused[0].values["value"], "31/09/2026");
    let warned: Vec<_> = plan.warnings.iter().map(|remark| (remark.row, remark.code)).collect();
    assert_eq!(warned, [(4, RemarkCode::MomentUnreadable)], "1 September may be a Saturday");
    assert!(!plan.applicable);
}
