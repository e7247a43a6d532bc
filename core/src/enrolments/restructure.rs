//! After a restructuring: enrolments and identity go over to the new institution number (AGODI,
//! FAQ; discimus.md 3.3).

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::enrolment::SchoolEnrolment;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilField;
use stamboek_domain::sync::op::{Change, FieldChange, RecordChange};

use super::decided::Decided;
use super::known::{Known, from_on};
use super::messages::*;
use super::new_year::{count, empty, enrolled};
use super::numbers;
use crate::Answer;
use crate::attendance::School;
use crate::pupils::row;
use crate::settings::{of_school, setting_change};

pub(super) fn decide(db: &Connection, from: &str, to: &str, on: NaiveDate) -> Answer<Decided<NewYearPlan>> {
    let settings = of_school(db)?.institution;
    let from = number("from", if from.trim().is_empty() { &settings } else { from })?;
    let to = number("to", to)?;
    if from == to {
        return Err(invalid("to", to.as_str(), "same"));
    }
    let mut plan = empty(School::year_of(on));
    let mut changes = Vec::new();
    let mut rows = row::by_ids(db, &enrolled(db)?)?;
    rows.sort_by_cached_key(row::SortKey::of);
    for pupil in rows {
        let known = Known::read(db, pupil.id)?;
        let goes = |school: &&SchoolEnrolment| {
            school.institution == from && school.counts() && school.period().shared(from_on(on)).is_some()
        };
        let going: Vec<&SchoolEnrolment> = known.schools.iter().filter(goes).collect();
        if going.is_empty() {
            continue;
        }
        let place = known.place(on);
        let mut row = NewYearRow {
            pupil,
            verdict: NewYearVerdict::Passes,
            passing: Passing::Group {
                class: place.class.clone(),
                group: place.group.clone(),
                location: place.location.clone(),
            },
            decided: false,
            was: place,
            remarks: Vec::new(),
            problem: None,
        };
        // A number is unique within its institution only: in the new one it may be somebody else's.
        let taken = going
            .iter()
            .filter_map(|school| school.stamnummer.as_ref())
            .find_map(|stamnummer| numbers::check_free(db, &to, stamnummer, Some(known.pupil)).err());
        match taken {
            Some(problem) => {
                row.verdict = NewYearVerdict::Refused;
                row.problem = Some(problem);
            }
            None => changes.extend(moved(&known, &going, &from, &to)),
        }
        count(&mut plan, row.verdict);
        plan.rows.push(row);
    }
    if settings == from.as_str() {
        changes.extend(setting_change(db, "institution", &to.as_str())?);
    }
    plan.applicable = plan.refused == 0 && !changes.is_empty();
    Ok(Decided { plan, changes })
}

fn moved(
    known: &Known,
    going: &[&SchoolEnrolment],
    from: &InstitutionNumber,
    to: &InstitutionNumber,
) -> Vec<Change> {
    let change = |school: &&SchoolEnrolment| {
        let now = SchoolEnrolment { institution: to.clone(), ..(*school).clone() };
        RecordChange::change((*school).clone(), now)
    };
    let pupil = known.pupil;
    let schools = going.iter().map(change).collect();
    let set = Change::EnrolmentSet { pupil, schools, groups: Vec::new() };
    let sheet = (known.field(PupilField::Institution) == from.as_str()).then(|| {
        let was = known.fields.get(&PupilField::Institution).cloned();
        let item = FieldChange { field: PupilField::Institution, was, now: Some(to.to_string()) };
        Change::PupilEdit { pupil, items: vec![item] }
    });
    std::iter::once(set).chain(sheet).collect()
}

fn number(field: &str, typed: &str) -> Answer<InstitutionNumber> {
    InstitutionNumber::parse(typed).map_err(|fault| invalid(field, typed, fault.code()))
}

fn invalid(field: &str, value: &str, why: &str) -> Problem {
    Problem::new(Code::InvalidValue).with("field", field).with("value", value).with("why", why)
}
