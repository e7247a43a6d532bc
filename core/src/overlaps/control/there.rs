//! Their side: the lines of the list.

use chrono::NaiveDate;
use stamboek_domain::enrolment::Moment;
use stamboek_domain::group::AdministrativeGroup;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::pupil::PupilField;

use crate::imports::enrolment_cells::Unreadable;
use crate::imports::full_name::is_total;
use crate::imports::messages::RowRemark;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::{Reader, Row};

/// A line of the list. What is empty or cannot be read is `None` and says nothing.
pub struct There {
    pub person: Row,
    pub group: Option<String>,
    pub philosophy: Option<String>,
    pub funding: Option<String>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub moment: Option<Moment>,
}

impl There {
    pub fn institution(&self) -> Option<InstitutionNumber> {
        InstitutionNumber::parse(self.person.field(PupilField::Institution)).ok()
    }
}

/// The lines, the numbers of those that are none, and what could not be read.
pub fn there(reader: &Reader) -> (Vec<There>, Vec<u32>, Vec<RowRemark>) {
    let (mut lines, mut skipped, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for (at, person) in reader.rows().into_iter().enumerate() {
        let named = [PupilField::Insz, PupilField::Stamnummer, PupilField::LastName, PupilField::FirstName];
        let nameless = named.iter().all(|field| person.field(*field).is_empty());
        if nameless || is_total(person.field(PupilField::LastName)) {
            skipped.push(person.number);
            continue;
        }
        let line = line(reader, reader.header + 1 + at, person);
        warnings.extend(line.person.remarks.iter().cloned());
        lines.push(line);
    }
    (lines, skipped, warnings)
}

fn line(reader: &Reader, index: usize, mut person: Row) -> There {
    let text =
        |target: &str| Some(reader.cell(index, target).text.trim().to_owned()).filter(|t| !t.is_empty());
    let group = text("group").and_then(|written| match AdministrativeGroup::parse_stripped(&written) {
        Ok(group) => Some(group.as_str().to_owned()),
        Err(_) => {
            person.remark(RemarkCode::GroupUnreadable, [("value", &written)]);
            None
        }
    });
    let mut day = |target: &str| {
        reader.day(index, target).unwrap_or_else(|Unreadable(value)| {
            person.remark(RemarkCode::PeriodUnreadable, [("field", target), ("value", &value)]);
            None
        })
    };
    let (from, until) = (day("from"), day("until"));
    let moment = reader.moment(index).unwrap_or_else(|Unreadable(value)| {
        person.remark(RemarkCode::MomentUnreadable, [("value", &value)]);
        None
    });
    // Codes of fixed length, of which a spreadsheet takes the zeros.
    let code = |target: &str, length: usize| text(target).map(|written| format!("{written:0>length$}"));
    There {
        group,
        philosophy: code("philosophy", 4),
        funding: code("funding", 2),
        from,
        until,
        moment,
        person,
    }
}
