//! Puts the demo school into a register, through ops, as one action.

use std::collections::BTreeMap;

use stamboek_domain::number::ExternalNumber;
use stamboek_domain::pupil::PupilField;
use stamboek_domain::sync::op::Change;

use super::{Params, Person, attendance, enrolments, people};
use crate::Answer;
use crate::register::Register;
use crate::settings::name_school;

/// Adds the demo school with its name in one batch of kind `demo`; answers how many people it has.
/// Meant for an empty register: numbers that are taken refuse the whole.
pub fn fill(register: &Register, params: &Params) -> Answer<u32> {
    let people = people(params);
    register.write("demo", |batch| {
        name_school(batch, &params.school, &params.institution, &params.database)?;
        for person in &people {
            batch.push(Change::PupilCreate {
                pupil: person.id,
                tag: person.tag.as_str().to_owned(),
                fields: fields(person, params),
            })?;
            batch.push(Change::NumberAdd {
                pupil: person.id,
                number: ExternalNumber {
                    system: params.system.clone(),
                    database: params.database.clone(),
                    value: person.number.clone(),
                },
                from: params.today,
            })?;
        }
        let stays = match params.registers {
            0 => BTreeMap::new(),
            _ => attendance::fill(batch, params, &people)?,
        };
        if params.enrolments || params.registers > 0 {
            enrolments::fill(batch, params, &people, stays)?;
        }
        Ok(people.len() as u32)
    })
}

fn fields(person: &Person, params: &Params) -> BTreeMap<PupilField, String> {
    let mut fields = BTreeMap::from([
        (PupilField::LastName, person.last_name.clone()),
        (PupilField::FirstName, person.first_name.clone()),
        (PupilField::BirthDate, person.birth_date.to_string()),
        (PupilField::Sex, person.sex.to_owned()),
        (PupilField::Institution, params.institution.clone()),
        (PupilField::Location, person.location.to_owned()),
        (PupilField::Kind, person.kind.to_owned()),
    ]);
    let mut put = |field, value: Option<&str>| {
        if let Some(value) = value {
            fields.insert(field, value.to_owned());
        }
    };
    put(PupilField::Insz, person.insz.as_ref().map(|insz| insz.as_str()));
    put(PupilField::Class, person.class.as_deref());
    put(PupilField::Stamnummer, person.stamnummer.as_deref());
    fields
}
