//! The lines of a list of enrolments elsewhere: a pupil, a school, a period.

use std::collections::HashMap;

use stamboek_domain::elsewhere::{Elsewhere, ElsewhereSource, OtherSchool, School};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::name::{fold, squash};
use stamboek_domain::period::Period;
use stamboek_domain::pupil::PupilField;
use stamboek_domain::school_year::SchoolYear;

use crate::imports::full_name::is_total;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::{Reader, Row};

/// A line of the list.
pub struct Line {
    /// Whom it is about, with what is to be said of the line.
    pub person: Row,
    /// What it tells; `None` when it cannot be read.
    pub told: Option<Elsewhere>,
}

/// Numbers of schools by their folded name, with and without the municipality; a name that two have
/// tells no number.
pub struct ByName(HashMap<String, Option<InstitutionNumber>>);

impl ByName {
    pub fn new(schools: &[School]) -> Self {
        let mut by_name: HashMap<String, Option<InstitutionNumber>> = HashMap::new();
        for school in schools {
            let full = format!("{} {}", school.name, school.municipality);
            let mut names = vec![squash(&fold(&school.name)), squash(&fold(&full))];
            names.dedup();
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                let number = Some(school.number.clone());
                by_name.entry(name).and_modify(|known| *known = None).or_insert(number);
            }
        }
        Self(by_name)
    }

    fn number(&self, name: &str) -> Option<InstitutionNumber> {
        self.0.get(&squash(&fold(name))).cloned().flatten()
    }
}

/// The lines, and the line numbers that are none: blanks, totals, footnotes.
pub fn lines(reader: &Reader, schools: &ByName) -> (Vec<Line>, Vec<u32>) {
    let (mut lines, mut skipped) = (Vec::new(), Vec::new());
    for (at, mut person) in reader.rows().into_iter().enumerate() {
        let index = reader.header + 1 + at;
        let texts = ["institution", "school", "from", "until", "moment"];
        let blank = texts.iter().all(|target| reader.cell(index, target).text.is_empty());
        let named = [PupilField::Insz, PupilField::LastName, PupilField::FirstName];
        let nameless = named.iter().all(|field| person.field(*field).is_empty());
        if (nameless && person.remarks.is_empty()) || blank || is_total(person.field(PupilField::LastName)) {
            skipped.push(person.number);
            continue;
        }
        let told = told(reader, index, &mut person, schools);
        lines.push(Line { person, told });
    }
    (lines, skipped)
}

fn told(reader: &Reader, index: usize, row: &mut Row, schools: &ByName) -> Option<Elsewhere> {
    let (institution, school) = school(reader, index, row, schools);
    let period = period(reader, index, row);
    let moment = reader.moment(index).unwrap_or_else(|unreadable| {
        row.remark(RemarkCode::MomentUnreadable, [("value", &unreadable.0)]);
        None
    });
    let named =
        institution.is_some() || OtherSchool::parse(&OtherSchool::named(&school).to_string()).is_some();
    if !named {
        row.remark(RemarkCode::SchoolMissing, []);
    }
    Some(Elsewhere {
        institution,
        school,
        period: period.filter(|_| named && !row.refused())?,
        moment,
        hospital: reader.says_hospital(index),
        source: ElsewhereSource::List,
        seen_on: reader.today,
    })
}

/// Number and name. What stands in the column of the number and is none, is a name; a name that the
/// table of schools has once gets its number from there.
fn school(
    reader: &Reader,
    index: usize,
    row: &mut Row,
    schools: &ByName,
) -> (Option<InstitutionNumber>, String) {
    let text = |target: &str| reader.cell(index, target).text.trim().to_owned();
    let (number, mut name) =
        (InstitutionNumber::parse(row.field(PupilField::Institution)).ok(), text("school"));
    let written = text("institution");
    if number.is_none() && name.is_empty() && written.chars().any(char::is_alphabetic) {
        name = written;
        row.remarks.retain(|remark| remark.code != RemarkCode::InstitutionUnreadable);
    }
    (number.or_else(|| schools.number(&name)), name)
}

fn period(reader: &Reader, index: usize, row: &mut Row) -> Option<Period> {
    let mut days = [None, None];
    for (day, target) in days.iter_mut().zip(["from", "until"]) {
        match reader.day(index, target) {
            Ok(read) => *day = read,
            Err(unreadable) => {
                row.remark(RemarkCode::PeriodUnreadable, [("field", target), ("value", &unreadable.0)]);
            }
        }
    }
    let [from, until] = days;
    let Some(from) = from else {
        if !row.refused() {
            row.remark(RemarkCode::BeginMissing, []);
        }
        return None;
    };
    if SchoolYear::of(from).is_err() {
        row.remark(RemarkCode::PeriodUnreadable, [("field", "from"), ("value", &from.to_string())]);
    }
    if until.is_some_and(|until| until < from) {
        row.remark(RemarkCode::EndBeforeBegin, []);
    }
    if reader.tells_shared_days("from") {
        row.remark(RemarkCode::OnlySharedDays, []);
    }
    Some(Period { from, until })
}
