//! The legal register of enrolments (inschrijvingsregister): every enrolment in the school in the
//! order of its moment, also those that were refused, cancelled or taken back (discimus.md 3.1).

use std::collections::BTreeMap;

use rusqlite::Connection;
use stamboek_domain::date::belgian;
use stamboek_domain::enrolment::{Moment, SchoolEnrolment};
use stamboek_domain::pupil::PupilField;
use stamboek_domain::school_year::SchoolYear;

use super::lists::List;
use super::table_pdf::{Section, Table};
use crate::Answer;
use crate::register::views;

const COLUMNS: &[(&str, f64)] = &[
    ("Nr.", 3.0),
    ("Moment van inschrijving", 8.0),
    ("Stamnummer", 6.0),
    ("Naam en voornaam", 15.0),
    ("Geboren", 6.0),
    ("Begindatum", 6.0),
    ("Status", 8.0),
    ("Reden", 11.0),
    ("Uitgeschreven", 7.0),
    ("Aanleiding en situatie", 12.0),
];

/// The register of a school year, by institution.
pub struct EnrolmentRegister {
    year: SchoolYear,
    /// By institution, in order of moment.
    institutions: BTreeMap<String, Vec<Vec<String>>>,
}

impl EnrolmentRegister {
    /// Reads the enrolments whose begin date falls in that year; of one institution, or of all when
    /// none is named.
    pub fn read(db: &Connection, year: SchoolYear, institution: &str) -> Answer<Self> {
        let schools = views::enrolments::schools(
            db,
            "WHERE from_date BETWEEN ?1 AND ?2 AND (?3 = '' OR institution = ?3) ORDER BY moment, id",
            (year.first_day().to_string(), year.last_day().to_string(), institution),
        )?;
        let mut institutions: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for school in schools {
            // Who was taken back since still stands in the register.
            let Some(record) = views::read_pupil(db, school.pupil)? else { continue };
            let field = |field| record.fields.get(&field).map_or("", String::as_str);
            let name = format!("{} {}", field(PupilField::LastName), field(PupilField::FirstName));
            let birth = field(PupilField::BirthDate).parse().map(belgian).unwrap_or_default();
            let rows = institutions.entry(school.institution.to_string()).or_default();
            rows.push(row(rows.len() + 1, &school, name, birth));
        }
        Ok(Self { year, institutions })
    }

    /// How many enrolments.
    pub fn len(&self) -> usize {
        self.institutions.values().map(Vec::len).sum()
    }

    /// On paper.
    pub fn table(&self) -> Table {
        let section = |(institution, rows): (&String, &Vec<Vec<String>>)| Section {
            title: format!("Instelling {institution}, schooljaar {}", self.year),
            line: format!("{} inschrijvingen", rows.len()),
            rows: rows.clone(),
        };
        Table { columns: COLUMNS, sections: self.institutions.iter().map(section).collect() }
    }

    /// As a list.
    pub fn list(&self) -> List {
        let own = ["Instelling", "Schooljaar"].into_iter();
        let headers = own.chain(COLUMNS.iter().map(|(head, _)| *head)).map(str::to_owned).collect();
        let row = |institution: &String, cells: &[String]| {
            [&[institution.clone(), self.year.to_string()], cells].concat()
        };
        let of = |(institution, rows): (&String, &Vec<Vec<String>>)| {
            rows.iter().map(|cells| row(institution, cells)).collect::<Vec<_>>()
        };
        List { headers, rows: self.institutions.iter().flat_map(of).collect() }
    }
}

fn row(number: usize, school: &SchoolEnrolment, name: String, birth: String) -> Vec<String> {
    let leaving = school.leaving.as_ref();
    let why = leaving.map_or(String::new(), |leaving| {
        let parts = [leaving.cause.as_str(), leaving.situation.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    });
    vec![
        number.to_string(),
        moment(school.moment),
        school.stamnummer.as_ref().map_or("", |number| number.as_str()).to_owned(),
        name,
        birth,
        belgian(school.from),
        school.status.label().to_owned(),
        school.reason.clone(),
        leaving.map(|leaving| belgian(leaving.until)).unwrap_or_default(),
        why,
    ]
}

fn moment(moment: Moment) -> String {
    let day = belgian(moment.day);
    moment.time.map_or_else(|| day.clone(), |time| format!("{day} {}", time.format("%H:%M")))
}
