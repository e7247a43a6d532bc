//! The file of enrolments of a pupil, and what it still needs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::codes::OfficialList;
use stamboek_domain::enrolment::{
    GroupEnrolment, SchoolEnrolment, first_attendance, proposed_end, register_by,
};
use stamboek_domain::pupil::{PupilField, PupilId};

use super::choices;
use super::facts::Facts;
use super::known::Known;
use super::messages::*;
use crate::access::{Look, log};
use crate::attendance::School;
use crate::pupils::row;
use crate::{Answer, Core};

/// The file of a pupil, and the lists to choose from, as far as they are asked. The look at a file is
/// logged.
///
/// # Errors
/// `NotFound`.
pub fn enrolments(core: &Core, request: EnrolmentsRequest) -> Answer<EnrolmentsAnswer> {
    let (now, register) = (core.now(), core.register()?);
    let school = register.school()?;
    let file = match request.pupil {
        None => None,
        Some(pupil) => Some(register.write_local(|tx| {
            let file = of_pupil(tx, &school, pupil, core.today())?;
            log(tx, now, Look::Sheet, Some(pupil), 1, "")?;
            Ok(file)
        })?),
    };
    let choices = match request.choices {
        false => None,
        true => {
            // Whoever opens the form is about to type a name.
            register.memory().crowd(&register)?;
            Some(register.read(|db| choices::choices(db, &school, core.today()))?)
        }
    };
    Ok(EnrolmentsAnswer { file, choices })
}

fn of_pupil(db: &Connection, school: &School, pupil: PupilId, today: NaiveDate) -> Answer<EnrolmentFile> {
    let known = Known::read(db, pupil)?;
    let facts = Facts::read(db, pupil)?;
    let calendar = school.calendar(School::year_of(today));
    let schools = known.schools.iter().map(|enrolment| SchoolEnrolmentRow {
        groups: known.groups_of(enrolment.id).map(|group| worded(group, calendar.kind)).collect(),
        register_by: term(school, enrolment),
        enrolment: enrolment.clone(),
    });
    let schools = schools.collect();
    let missing = missing(&known, &facts, today);
    Ok(EnrolmentFile {
        pupil: row::one(db, pupil)?,
        schools,
        classes: known.classes,
        address: facts.address,
        contacts: facts.contacts,
        nationality: facts.nationality,
        missing,
        proposed_end: proposed_end(today, &calendar),
    })
}

fn term(school: &School, enrolment: &SchoolEnrolment) -> NaiveDate {
    let calendar = school.calendar(School::year_of(enrolment.from));
    register_by(enrolment.moment, first_attendance(enrolment.from, &calendar))
}

fn worded(group: &GroupEnrolment, kind: SchoolKind) -> GroupEnrolmentRow {
    let details = &group.details;
    let label =
        |row: Option<&stamboek_domain::codes::OfficialRow>| row.map_or("", |row| &row.label).to_owned();
    GroupEnrolmentRow {
        group_label: group_label(details.group.as_str()),
        funding_label: label(details.funding.as_ref().and_then(|code| code.meaning(kind))),
        philosophy_label: label(details.philosophy.as_ref().and_then(|code| code.meaning())),
        enrolment: group.clone(),
    }
}

/// Name of an administrative group, as far as a list has it.
pub(crate) fn group_label(code: &str) -> String {
    OfficialList::AdministrativeGroups.row(code).map_or("", |row| &row.label).to_owned()
}

/// What the file of a pupil still needs on a day.
fn missing(known: &Known, facts: &Facts, today: NaiveDate) -> Vec<Missing> {
    let present = known.present();
    let group = known
        .groups
        .iter()
        .find(|group| group.period().is_some_and(|period| period.until.is_none_or(|until| today <= until)));
    let no = |field| !known.fields.contains_key(&field);
    let left = present.is_some_and(|school| school.leaving.is_some());
    let all = [
        (no(PupilField::BirthDate), Missing::BirthDate),
        (no(PupilField::Insz), Missing::Insz),
        (no(PupilField::Sex), Missing::Sex),
        (facts.nationality.is_empty(), Missing::Nationality),
        (facts.address.is_none(), Missing::Address),
        (facts.contacts.is_empty(), Missing::Contact),
        (present.is_none(), Missing::SchoolEnrolment),
        (present.is_some_and(|school| school.stamnummer.is_none()), Missing::Stamnummer),
        (present.is_some() && !left && group.is_none(), Missing::GroupEnrolment),
        (!left && no(PupilField::Class) && known.classes.is_empty(), Missing::Class),
        (group.is_some_and(|group| group.details.philosophy.is_none()), Missing::Philosophy),
        (group.is_some_and(|group| group.details.funding.is_none()), Missing::Funding),
    ];
    all.into_iter().filter(|(missing, _)| *missing).map(|(_, what)| what).collect()
}

/// What the file will still need after an enrolment.
pub(super) fn missing_after(
    fields: &BTreeMap<PupilField, String>,
    request: &EnrolRequest,
    facts: &Facts,
) -> Vec<Missing> {
    let no = |field| !fields.contains_key(&field);
    let group = request.group.as_ref();
    let empty = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    let nationality = request.nationality.as_deref().unwrap_or(&facts.nationality);
    let address = request.address.as_ref().or(facts.address.as_ref());
    let contacts = request.contacts.as_ref().unwrap_or(&facts.contacts);
    let really = !matches!(request.school.status, stamboek_domain::enrolment::EnrolmentStatus::NotRealised);
    let all = [
        (no(PupilField::BirthDate), Missing::BirthDate),
        (no(PupilField::Insz), Missing::Insz),
        (no(PupilField::Sex), Missing::Sex),
        (nationality.trim().is_empty(), Missing::Nationality),
        (address.is_none_or(|address| address.is_empty()), Missing::Address),
        (contacts.iter().all(|row| row.contact.is_empty()), Missing::Contact),
        (really && group.is_none(), Missing::GroupEnrolment),
        (really && empty(Some(&request.class)), Missing::Class),
        (group.is_some_and(|group| empty(Some(&group.philosophy))), Missing::Philosophy),
        (group.is_some_and(|group| empty(Some(&group.funding))), Missing::Funding),
    ];
    all.into_iter().filter(|(missing, _)| *missing).map(|(_, what)| what).collect()
}
