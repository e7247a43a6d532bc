//! Our side: who is enrolled on a day, with what is registered of the group.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use stamboek_domain::enrolment::Moment;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::pupil::PupilId;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::{date, pupil_id};

/// A pupil on that day.
pub struct Here {
    pub institution: String,
    pub stamnummer: String,
    pub moment: Moment,
    pub group: String,
    pub location: String,
    pub philosophy: String,
    pub funding: String,
    /// Begin of the group and of the enrolment in the school: a list may tell either.
    pub begins: Vec<NaiveDate>,
    /// End date, and the expected end.
    pub ends: Vec<NaiveDate>,
}

/// A pupil who never came has enrolments in groups, all of them cancelled, and is not here.
const ON: &str = "SELECT s.pupil, s.institution, s.stamnummer, s.moment, s.from_date, s.until_date,
    g.grp, g.location, g.funding, g.from_date, g.until_date, g.expected_until, g.details ->> '$.philosophy'
  FROM view_school_enrolment s JOIN view_pupil p ON p.id = s.pupil AND p.removed = 0
  LEFT JOIN view_group_enrolment g ON g.pupil = s.pupil AND g.enrolment = s.id AND g.never_came = 0
    AND g.from_date <= ?1 AND coalesce(g.until_date, g.expected_until) >= ?1
  WHERE s.status = 'realised' AND s.from_date <= ?1 AND (s.until_date IS NULL OR s.until_date >= ?1)
    AND (g.id IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM view_group_enrolment n WHERE n.pupil = s.pupil AND n.enrolment = s.id))
  ORDER BY s.pupil, s.from_date DESC, g.from_date DESC";

/// Everybody enrolled on that day in one of these institutions; none named: in any of ours.
pub fn on(
    db: &Connection,
    day: NaiveDate,
    institutions: &BTreeSet<InstitutionNumber>,
) -> Answer<HashMap<PupilId, Here>> {
    let mut select = db.prepare_cached(ON).or_problem()?;
    let mut rows = select.query([day.to_string()]).or_problem()?;
    let mut here = HashMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let (pupil, one) = (pupil_id(row, 0).or_problem()?, read(row).or_problem()?);
        let named = institutions.iter().any(|number| number.as_str() == one.institution);
        if institutions.is_empty() || named {
            here.entry(pupil).or_insert(one);
        }
    }
    Ok(here)
}

fn read(row: &Row) -> rusqlite::Result<Here> {
    let text =
        |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default());
    let days = |columns: &[usize]| -> rusqlite::Result<Vec<NaiveDate>> {
        columns.iter().filter_map(|column| date(row, *column).transpose()).collect()
    };
    let moment = text(3)?;
    Ok(Here {
        institution: text(1)?,
        stamnummer: text(2)?,
        moment: Moment::parse(&moment).map_err(|_| crate::register::views::odd(3))?,
        group: text(6)?,
        location: text(7)?,
        philosophy: text(12)?,
        funding: text(8)?,
        begins: days(&[9, 4])?,
        ends: days(&[10, 5, 11])?,
    })
}
