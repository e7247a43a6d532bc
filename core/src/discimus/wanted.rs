//! What should be known at the other side, worked out from the register. Nothing is put in the queue
//! by hand, so nothing can be forgotten, and what is taken back here is withdrawn there.

mod absences;
mod enrolments;
mod facts;
mod gone;

pub(crate) use facts::record as fact_record;
pub(super) use gone::is_gone;

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use stamboek_domain::address::Address;
use stamboek_domain::discimus::{Content, Person, Subject};
use stamboek_domain::enrolment::{EnrolmentStatus, SchoolEnrolment};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::queue::whose;
use crate::Answer;
use crate::attendance::memory::Memory;
use crate::attendance::{Members, School};
use crate::db::OrProblem;
use crate::enrolments::facts::NATIONALITY;
use crate::register::views::attendance::read_fact;
use crate::register::views::enrolments::schools;

/// One record as it should be known.
pub(super) struct Wanted {
    /// What tells it from others, for good.
    pub(super) record: String,
    pub(super) pupil: PupilId,
    pub(super) institution: InstitutionNumber,
    pub(super) subject: Subject,
    /// Order inside its step.
    pub(super) place: String,
    /// Day or month, for the screen.
    pub(super) about: String,
    pub(super) content: Content,
    /// What our own check found: it does not leave so.
    pub(super) fault: Option<&'static str>,
}

impl Wanted {
    /// The content as it is kept until it is processed, and what tells it from another content.
    pub(super) fn body(&self) -> Answer<(String, Vec<u8>)> {
        let body = serde_json::to_string(&self.content)
            .map_err(|_| Problem::new(Code::Internal).with("detail", "content"))?;
        let mut hash = Sha256::new_with_prefix(self.institution.as_str());
        hash.update(&body);
        Ok((body, hash.finalize().to_vec()))
    }
}

/// What is read to work it out.
pub(super) struct Source<'a> {
    pub(super) db: &'a Connection,
    pub(super) school: &'a School,
    pub(super) memory: &'a Memory,
    pub(super) members: &'a Members,
    /// Records of which the other side knows, or may know, something.
    pub(super) told: &'a HashSet<String>,
    /// The school year of today: what is over before it and was never told stays untold.
    pub(super) year: SchoolYear,
    pub(super) today: NaiveDate,
}

impl Source<'_> {
    fn is_told(&self, record: &str) -> bool {
        self.told.contains(record)
    }
}

/// Works it out for one pupil, or for everybody.
pub(super) fn wanted(source: &Source, only: Option<PupilId>) -> Answer<Vec<Wanted>> {
    let (whose, id) = whose(only);
    let mut of_pupil: BTreeMap<PupilId, Vec<SchoolEnrolment>> = BTreeMap::new();
    for school in schools(source.db, &format!("WHERE {whose} ORDER BY moment"), [id])? {
        of_pupil.entry(school.pupil).or_default().push(school);
    }
    let mut wanted = Vec::new();
    for (pupil, schools) in of_pupil {
        let Some(person) = person(source.db, pupil)? else { continue };
        let first = wanted.len();
        enrolments::of_pupil(source, pupil, &schools, &mut wanted)?;
        let realised: Vec<_> =
            schools.iter().filter(|school| school.status == EnrolmentStatus::Realised).collect();
        absences::of_pupil(source, pupil, &realised, &mut wanted)?;
        if let Some(current) = realised.iter().max_by_key(|school| school.from) {
            facts::of_pupil(source, pupil, &current.institution, &mut wanted)?;
        }
        let institutions: HashSet<_> = wanted[first..].iter().map(|one| one.institution.clone()).collect();
        wanted.extend(institutions.into_iter().map(|institution| Wanted {
            record: format!("person/{}/{}", institution.as_str(), pupil.0),
            pupil,
            institution,
            subject: Subject::Person,
            place: String::new(),
            about: String::new(),
            fault: faults(&person),
            content: Content::Person(person.clone()),
        }));
    }
    Ok(wanted)
}

/// What a person cannot do without.
fn faults(person: &Person) -> Option<&'static str> {
    let needed = [
        (&person.last_name, "last_name_missing"),
        (&person.first_name, "first_name_missing"),
        (&person.birth_date, "birth_date_missing"),
        (&person.sex, "sex_missing"),
    ];
    needed.into_iter().find(|(value, _)| value.is_empty()).map(|(_, fault)| fault)
}

/// The person; `None` when the pupil was taken out of the register.
fn person(db: &Connection, pupil: PupilId) -> Answer<Option<Person>> {
    let mut select = db
        .prepare_cached(
            "SELECT last_name, first_name, birth_date, sex, insz FROM view_pupil
             WHERE id = ?1 AND removed = 0",
        )
        .or_problem()?;
    let mut rows = select.query([pupil.0.to_string()]).or_problem()?;
    let Some(row) = rows.next().or_problem()? else { return Ok(None) };
    let text = |column: usize| row.get::<_, String>(column).or_problem();
    let fact = |key: &str| read_fact(db, pupil, key);
    Ok(Some(Person {
        last_name: text(0)?,
        first_name: text(1)?,
        birth_date: text(2)?,
        sex: text(3)?,
        insz: text(4)?,
        nationality: of_json(fact(NATIONALITY)?),
        address: of_json::<Address>(fact(Address::FACT)?),
    }))
}

fn of_json<T: serde::de::DeserializeOwned + Default>(text: Option<String>) -> T {
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// The records of which something is kept.
pub(super) fn told_records(db: &Connection, only: Option<PupilId>) -> Answer<HashSet<String>> {
    let (whose, id) = whose(only);
    db.prepare_cached(&format!("SELECT record FROM discimus_record WHERE {whose}"))
        .and_then(|mut select| select.query_map([id], |row| row.get(0))?.collect())
        .or_problem()
}
