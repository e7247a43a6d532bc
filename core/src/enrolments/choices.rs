//! What can be chosen in the forms of an enrolment.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::class;
use stamboek_domain::codes::{FundingCode, OfficialList, OfficialRow, PhilosophyCourse, places};
use stamboek_domain::enrolment::EnrolmentStatus;

use super::messages::{CodeChoice, EnrolChoices, StatusChoice};
use crate::Answer;
use crate::attendance::School;
use crate::db::OrProblem;
use crate::settings::of_school;

/// Everything that a form lets choose; what stands in no official list is what the school typed
/// before.
pub(super) fn choices(db: &Connection, school: &School, today: NaiveDate) -> Answer<EnrolChoices> {
    let texts = |sql: &str| -> Answer<Vec<String>> {
        let mut select = db.prepare_cached(sql).or_problem()?;
        select.query_map([], |row| row.get(0)).and_then(Iterator::collect).or_problem()
    };
    let column = |table: &str, column: &str| {
        texts(&format!("SELECT DISTINCT {column} FROM {table} WHERE {column} <> '' ORDER BY 1"))
    };
    let detail = |name: &str| {
        texts(&format!(
            "SELECT DISTINCT details ->> '$.{name}' FROM view_group_enrolment
             WHERE coalesce(details ->> '$.{name}', '') <> '' ORDER BY 1"
        ))
    };
    let fact = |key: &str, value: &str| {
        texts(&format!(
            "SELECT DISTINCT {value} FROM view_fact WHERE key >= '{key}' AND key < '{key}~'
             AND coalesce({value}, '') <> '' ORDER BY 1"
        ))
    };
    let kind = school.calendar(School::year_of(today)).kind;
    let used: BTreeSet<String> = column("view_group_enrolment", "grp")?.into_iter().collect();
    let philosophies: BTreeSet<String> = detail("philosophy")?.into_iter().collect();
    let fundings: BTreeSet<String> = column("view_group_enrolment", "funding")?.into_iter().collect();
    let mut classes = texts(
        "SELECT class FROM view_enrolment WHERE cancelled = 0 UNION SELECT class FROM view_pupil
         WHERE class <> '' AND removed = 0",
    )?;
    classes.sort_by(|a, b| class::compare(a, b));
    let funding = FundingCode::rows(kind)
        .filter(|row| FundingCode::parse(&row.code).is_ok_and(|code| !code.is_historic()));
    Ok(EnrolChoices {
        school: kind,
        institution: of_school(db)?.institution,
        institutions: texts(
            "SELECT institution FROM view_school_enrolment UNION SELECT institution FROM view_pupil
             WHERE institution <> '' AND removed = 0",
        )?,
        locations: texts(
            "SELECT location FROM view_group_enrolment UNION SELECT location FROM view_pupil
             WHERE location <> '' AND removed = 0",
        )?,
        classes,
        groups: listed(OfficialList::AdministrativeGroups.rows().iter(), used),
        philosophy: listed(PhilosophyCourse::rows(), philosophies),
        funding: listed(funding, fundings),
        special_types: OfficialList::SpecialEducationTypes.rows().to_vec(),
        statuses: EnrolmentStatus::ALL
            .map(|status| StatusChoice { status, label: status.label().to_owned() })
            .into(),
        reasons: column("view_school_enrolment", "reason")?,
        causes: column("view_school_enrolment", "cause")?,
        situations: column("view_school_enrolment", "situation")?,
        residences: detail("residence")?,
        sports: detail("sport")?,
        language_courses: detail("language_courses")?,
        language_exemptions: detail("language_exemption")?,
        nationalities: fact("nationality", "value ->> '$'")?,
        countries: fact("address", "value ->> '$.country'")?,
        relations: fact("contact/", "value ->> '$.relation'")?,
        places: places().to_vec(),
    })
}

/// What the school uses first, then the rest of the list.
fn listed<'a>(rows: impl Iterator<Item = &'a OfficialRow>, used: BTreeSet<String>) -> Vec<CodeChoice> {
    let rows: Vec<&OfficialRow> = rows.collect();
    let label = |code: &str| rows.iter().find(|row| row.code == code).map_or("", |row| &row.label);
    let own =
        used.iter().map(|code| CodeChoice { code: code.clone(), label: label(code).to_owned(), used: true });
    let others = rows.iter().filter(|row| !used.contains(&row.code)).map(|row| CodeChoice {
        code: row.code.clone(),
        label: row.label.clone(),
        used: false,
    });
    own.chain(others).collect()
}
