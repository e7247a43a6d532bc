//! The next free stamnummer.

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::enrolment::SchoolEnrolment;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::stamnummer::Stamnummer;

use super::known::Known;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;

/// The stamnummer that the pupil has in that institution: it never changes, not even on
/// re-enrolment (discimus.md 0 rule 13).
pub(super) fn own(known: &Known, institution: &InstitutionNumber) -> Option<Stamnummer> {
    let here = |school: &&SchoolEnrolment| school.institution == *institution && !school.is_undone();
    let enrolled = known.schools.iter().filter(here).find_map(|school| school.stamnummer.clone());
    let sheet = || Stamnummer::parse(known.field(PupilField::Stamnummer)).ok();
    let same = known.field(PupilField::Institution) == institution.as_str();
    enrolled.or_else(|| sheet().filter(|_| same))
}

/// The next free one in Informat's form: the school year in which the pupil really comes, and a
/// counter (discimus.md 4).
///
/// # Errors
/// `InvalidValue` when the counter of that year is full.
pub(super) fn next(
    register: &Register,
    db: &Connection,
    institution: &InstitutionNumber,
    year: SchoolYear,
) -> Answer<Stamnummer> {
    let prefix = format!("{:02}", year.begin_year() % 100);
    let counter = |number: &str| match number.strip_prefix(&prefix) {
        Some(rest) if rest.len() == 5 && rest.bytes().all(|b| b.is_ascii_digit()) => rest.parse::<u32>().ok(),
        _ => None,
    };
    let glob = format!("{prefix}[0-9][0-9][0-9][0-9][0-9]");
    let enrolled: Option<String> = db
        .prepare_cached(
            "SELECT max(stamnummer) FROM view_school_enrolment WHERE institution = ?1 AND stamnummer GLOB ?2",
        )
        .and_then(|mut select| select.query_row((institution.as_str(), glob), |row| row.get(0)))
        .or_problem()?;
    let people = register.memory().people(register)?;
    // At least three characters, so that the year is not taken for a part of another form.
    let sheets = (0..10).flat_map(|digit| {
        let begin = format!("{prefix}{digit}");
        let found = people.by_stamnummer(&begin, usize::MAX);
        found
            .filter(|row| row.institution == institution.as_str())
            .filter_map(|row| counter(&row.stamnummer))
            .max()
    });
    let last = sheets.chain(enrolled.as_deref().and_then(counter)).max().unwrap_or(0);
    Stamnummer::informat(year, last + 1).map_err(|fault| {
        Problem::new(Code::InvalidValue)
            .with("field", "stamnummer")
            .with("value", "")
            .with("why", fault.code())
    })
}

/// Refuses a stamnummer that another pupil has, or had, in that institution.
///
/// # Errors
/// `StamnummerTaken` with `name` and `class`.
pub(super) fn check_free(
    db: &Connection,
    institution: &InstitutionNumber,
    stamnummer: &Stamnummer,
    pupil: Option<PupilId>,
) -> Answer<()> {
    crate::pupils::field::stamnummer_is_free(db, institution.as_str(), stamnummer.as_str(), pupil)?;
    let holder: Option<(String, String)> = db
        .prepare_cached(
            "SELECT p.last_name || ' ' || p.first_name, p.class FROM view_school_enrolment s
             JOIN view_pupil p ON p.id = s.pupil
             WHERE s.institution = ?1 AND s.stamnummer = ?2 AND s.pupil <> ?3 AND s.reason <> ?4",
        )
        .and_then(|mut select| {
            let except = pupil.map_or_else(String::new, |pupil| pupil.0.to_string());
            let values = (institution.as_str(), stamnummer.as_str(), except, SchoolEnrolment::UNDONE);
            select.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
        .or_problem()?;
    match holder {
        None => Ok(()),
        Some((name, class)) => {
            Err(Problem::new(Code::StamnummerTaken).with("name", name).with("class", class))
        }
    }
}
