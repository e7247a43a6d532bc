//! Our own enrolments of the pupils about whom something is known elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use stamboek_domain::enrolment::{Moment, SchoolEnrolmentId, expected_end};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::period::Period;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::messages::OwnEnrolment;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::enrolments::status_of;
use crate::register::views::{date, pupil_id};
use crate::settings::get_setting;

/// Our enrolments of pupils, in order of time.
pub(super) type Own = BTreeMap<PupilId, Vec<OwnEnrolment>>;

/// Our institution numbers: that of the settings, and those of all enrolments here.
pub(super) fn institutions(db: &Connection) -> Answer<BTreeSet<InstitutionNumber>> {
    let of_settings: String = get_setting(db, "institution")?.unwrap_or_default();
    let sql = "SELECT DISTINCT institution FROM view_school_enrolment";
    let mut select = db.prepare_cached(sql).or_problem()?;
    let mut all: Vec<String> =
        select.query_map([], |row| row.get(0)).and_then(Iterator::collect).or_problem()?;
    all.push(of_settings);
    Ok(all.iter().filter_map(|number| InstitutionNumber::parse(number).ok()).collect())
}

/// Our enrolments that are compared, as things stand on a day: realised, or parallel. Of a pupil
/// without any enrolment in the school, the periods in classes.
pub(super) fn of(db: &Connection, pupils: &[PupilId], on: NaiveDate) -> Answer<Own> {
    let list =
        serde_json::to_string(pupils).map_err(|_| Problem::new(Code::Internal).with("detail", "ids"))?;
    let mut own = by_class(db, &list, on)?;
    own.extend(by_school(db, &list, on)?);
    Ok(own)
}

/// Whoever has a group, has it from the date of entry to the end of the last one; a pupil who never
/// came has none and is not compared.
const BY_SCHOOL: &str = "SELECT s.pupil, s.id, s.institution, s.moment, s.from_date, s.until_date, s.status,
    (SELECT max(coalesce(g.until_date, g.expected_until)) FROM view_group_enrolment g
     WHERE g.pupil = s.pupil AND g.enrolment = s.id AND g.never_came = 0),
    EXISTS (SELECT 1 FROM view_group_enrolment g WHERE g.pupil = s.pupil AND g.enrolment = s.id)
  FROM json_each(?1) j JOIN view_school_enrolment s ON s.pupil = j.value
  WHERE s.status IN ('realised', 'parallel') ORDER BY s.pupil, s.from_date, s.id";

fn by_school(db: &Connection, list: &str, on: NaiveDate) -> Answer<Own> {
    let mut select = db.prepare_cached(BY_SCHOOL).or_problem()?;
    let mut rows = select.query([list]).or_problem()?;
    let mut own = Own::new();
    while let Some(row) = rows.next().or_problem()? {
        if let Some(enrolment) = school_enrolment(row, on).or_problem()? {
            own.entry(pupil_id(row, 0).or_problem()?).or_default().push(enrolment);
        }
    }
    Ok(own)
}

fn school_enrolment(row: &Row, on: NaiveDate) -> rusqlite::Result<Option<OwnEnrolment>> {
    let (Some(from), left, last_group) = (date(row, 4)?, date(row, 5)?, date(row, 7)?) else {
        return Ok(None);
    };
    let has_groups: bool = row.get(8)?;
    if has_groups && last_group.is_none() {
        return Ok(None);
    }
    Ok(Some(OwnEnrolment {
        id: Uuid::parse_str(row.get_ref(1)?.as_str()?).ok().map(SchoolEnrolmentId),
        institution: row.get(2)?,
        period: Period { from, until: left.or(last_group).or_else(|| expected_end(from.max(on))) },
        open: left.is_none(),
        moment: Moment::parse(row.get_ref(3)?.as_str()?).ok(),
        status: status_of(row.get_ref(6)?.as_str()?),
    }))
}

const BY_CLASS: &str = "SELECT e.pupil, e.from_date, e.until_date
  FROM json_each(?1) j JOIN view_enrolment e ON e.pupil = j.value
  WHERE e.cancelled = 0
    AND NOT EXISTS (SELECT 1 FROM view_school_enrolment s WHERE s.pupil = j.value)
  ORDER BY e.pupil, e.from_date";

/// Periods in classes that follow each other are one.
fn by_class(db: &Connection, list: &str, on: NaiveDate) -> Answer<Own> {
    let institution: String = get_setting(db, "institution")?.unwrap_or_default();
    let mut select = db.prepare_cached(BY_CLASS).or_problem()?;
    let mut rows = select.query([list]).or_problem()?;
    let mut own = Own::new();
    while let Some(row) = rows.next().or_problem()? {
        let (Some(from), until) = (date(row, 1).or_problem()?, date(row, 2).or_problem()?) else { continue };
        let open = until.is_none();
        let until = until.or_else(|| expected_end(from.max(on)));
        let of_pupil = own.entry(pupil_id(row, 0).or_problem()?).or_default();
        let follows = |last: &&mut OwnEnrolment| {
            let next = last.period.until.and_then(|until| until.succ_opt());
            next.is_some_and(|next| from <= next)
        };
        match of_pupil.last_mut().filter(follows) {
            Some(last) => (last.period.until, last.open) = (until, open),
            None => of_pupil.push(OwnEnrolment {
                id: None,
                institution: institution.clone(),
                period: Period { from, until },
                open,
                moment: None,
                status: None,
            }),
        }
    }
    Ok(own)
}
