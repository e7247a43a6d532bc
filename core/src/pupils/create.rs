//! A new pupil typed by hand; whom it could already be is shown first.

use std::collections::BTreeMap;

use rusqlite::Connection;
use stamboek_domain::matching::{Index, Person};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::Change;
use stamboek_domain::tag::Tag;
use uuid::Uuid;

use super::messages::{Likeness, PupilCreateAnswer, PupilCreateRequest};
use super::{field, row};
use crate::access::{Look, log_once};
use crate::db::OrProblem;
use crate::{Answer, Core};

/// At most so many likely duplicates are shown.
const MOST: usize = 5;

/// Makes the pupil, or answers with the likely duplicates when the person has not seen them yet.
pub fn create(core: &Core, request: PupilCreateRequest) -> Answer<PupilCreateAnswer> {
    let today = core.today();
    let mut fields = BTreeMap::new();
    for required in [PupilField::LastName, PupilField::FirstName] {
        let typed = request.fields.get(&required).map_or("", String::as_str);
        fields.extend(field::parse(required, typed, today)?.map(|value| (required, value)));
    }
    for (field, typed) in &request.fields {
        // Nothing chosen is a pupil.
        if *field == PupilField::Kind && typed.trim().is_empty() {
            continue;
        }
        fields.extend(field::parse(*field, typed, today)?.map(|value| (*field, value)));
    }
    let register = core.register()?;
    if !request.despite_duplicates {
        let duplicates = register.read(|db| likely(db, &person(&fields), MOST))?;
        if !duplicates.is_empty() {
            log_once(&register, core.now(), Look::Find, None, duplicates.len(), "")?;
            return Ok(PupilCreateAnswer { id: None, duplicates, batch: None });
        }
    }
    let pupil = PupilId(Uuid::now_v7());
    let tag = new_tag()?.as_str().to_owned();
    let batch = register.write("create", |batch| {
        if let Some(insz) = fields.get(&PupilField::Insz) {
            field::insz_is_free(batch.tx(), insz, None)?;
        }
        if let Some(stamnummer) = fields.get(&PupilField::Stamnummer) {
            let institution = fields.get(&PupilField::Institution).map_or("", String::as_str);
            field::stamnummer_is_free(batch.tx(), institution, stamnummer, None)?;
        }
        batch.push(Change::PupilCreate { pupil, tag, fields })?;
        Ok(batch.saved())
    })?;
    Ok(PupilCreateAnswer { id: Some(pupil), duplicates: Vec::new(), batch })
}

/// A permanent code from the system's random numbers.
pub fn new_tag() -> Answer<Tag> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| Problem::new(Code::Internal).with("detail", "random"))?;
    Ok(Tag::mint(random))
}

/// A record of the register, or one that wants to enter it, prepared to be compared.
pub fn person(fields: &BTreeMap<PupilField, String>) -> Person {
    let text = |field: PupilField| fields.get(&field).map_or("", String::as_str);
    let stamnummer = text(PupilField::Stamnummer);
    let key = format!("{}/{stamnummer}", text(PupilField::Institution));
    Person::new(
        text(PupilField::LastName),
        text(PupilField::FirstName),
        text(PupilField::BirthDate).parse().ok(),
        Some(text(PupilField::Insz)),
        (!stamnummer.is_empty()).then_some(key.as_str()),
    )
}

/// Everybody in the register, prepared to be compared, with their identities by place.
pub fn index(db: &Connection) -> Answer<(Vec<PupilId>, Index)> {
    let mut select = db
        .prepare_cached(
            "SELECT id, last_name, first_name, birth_date, insz, institution, stamnummer FROM view_pupil
             WHERE removed = 0 ORDER BY id",
        )
        .or_problem()?;
    let mut rows = select.query(()).or_problem()?;
    let (mut ids, mut people) = (Vec::new(), Vec::new());
    while let Some(found) = rows.next().or_problem()? {
        let text = |column: usize| found.get_ref(column).and_then(|value| Ok(value.as_str()?));
        let stamnummer = text(6).or_problem()?;
        let key = format!("{}/{stamnummer}", text(5).or_problem()?);
        ids.push(row::id(found, 0).or_problem()?);
        people.push(Person::new(
            text(1).or_problem()?,
            text(2).or_problem()?,
            text(3).or_problem()?.parse().ok(),
            Some(text(4).or_problem()?),
            (!stamnummer.is_empty()).then_some(key.as_str()),
        ));
    }
    Ok((ids, Index::new(people)))
}

/// Whom this could be, best first.
pub fn likely(db: &Connection, person: &Person, at_most: usize) -> Answer<Vec<Likeness>> {
    let (ids, index) = index(db)?;
    let found = index.find(person, at_most);
    let wanted: Vec<PupilId> = found.iter().map(|(at, _)| ids[*at]).collect();
    let rows = row::by_ids(db, &wanted)?;
    Ok(rows.into_iter().zip(found).map(|(row, (_, likeness))| Likeness::new(row, &likeness)).collect())
}
