//! Enrolments in the school and in administrative groups in the `view_` tables.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Params, Row};
use stamboek_domain::enrolment::{
    EnrolmentStatus, GroupEnrolment, GroupEnrolmentId, Leaving, Moment, SchoolEnrolment, SchoolEnrolmentId,
};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::stamnummer::Stamnummer;
use stamboek_domain::sync::undo::Attached;
use uuid::Uuid;

use super::{date, odd, pupil_id};
use crate::Answer;
use crate::db::OrProblem;

/// Columns of [`school_of`].
pub(crate) const SCHOOL: &str = "id, pupil, institution, stamnummer, moment, from_date, status, reason, \
     until_date, cause, situation";
/// Columns of [`group_of`].
pub(crate) const GROUP: &str = "id, enrolment, from_date, expected_until, until_date, never_came, details";

/// An enrolment in the school out of the columns of [`SCHOOL`].
pub(crate) fn school_of(row: &Row, column: usize) -> rusqlite::Result<SchoolEnrolment> {
    let text = |at: usize| row.get_ref(column + at).and_then(|value| Ok(value.as_str()?));
    let wrong = |at: usize| move || odd(column + at);
    let stamnummer = match text(3)? {
        "" => None,
        number => Some(Stamnummer::parse(number).map_err(|_| odd(column + 3))?),
    };
    let leaving = match date(row, column + 8)? {
        None => None,
        Some(until) => Some(Leaving { until, cause: row.get(column + 9)?, situation: row.get(column + 10)? }),
    };
    Ok(SchoolEnrolment {
        id: SchoolEnrolmentId(uuid(row, column)?),
        pupil: pupil_id(row, column + 1)?,
        institution: InstitutionNumber::parse(text(2)?).map_err(|_| odd(column + 2))?,
        stamnummer,
        moment: Moment::parse(text(4)?).map_err(|_| odd(column + 4))?,
        from: date(row, column + 5)?.ok_or_else(wrong(5))?,
        status: status_of(text(6)?).ok_or_else(wrong(6))?,
        reason: row.get(column + 7)?,
        leaving,
    })
}

/// An enrolment in a group out of the columns of [`GROUP`].
pub(crate) fn group_of(row: &Row, column: usize) -> rusqlite::Result<GroupEnrolment> {
    let details = row.get_ref(column + 6)?.as_str()?;
    Ok(GroupEnrolment {
        id: GroupEnrolmentId(uuid(row, column)?),
        enrolment: SchoolEnrolmentId(uuid(row, column + 1)?),
        from: date(row, column + 2)?.ok_or_else(|| odd(column + 2))?,
        expected_until: date(row, column + 3)?.ok_or_else(|| odd(column + 3))?,
        until: date(row, column + 4)?,
        never_came: row.get(column + 5)?,
        details: serde_json::from_str(details).map_err(|_| odd(column + 6))?,
    })
}

/// A status as the table has it.
pub(crate) fn status_name(status: EnrolmentStatus) -> &'static str {
    match status {
        EnrolmentStatus::Realised => "realised",
        EnrolmentStatus::NotRealised => "not_realised",
        EnrolmentStatus::Postponed => "postponed",
        EnrolmentStatus::Parallel => "parallel",
        EnrolmentStatus::Cancelled => "cancelled",
    }
}

/// The status of that name.
pub(crate) fn status_of(name: &str) -> Option<EnrolmentStatus> {
    EnrolmentStatus::ALL.into_iter().find(|status| status_name(*status) == name)
}

fn uuid(row: &Row, column: usize) -> rusqlite::Result<Uuid> {
    Uuid::parse_str(row.get_ref(column)?.as_str()?).map_err(|_| odd(column))
}

/// Enrolments in the school by what comes after `SELECT … FROM view_school_enrolment`.
pub(crate) fn schools(db: &Connection, rest: &str, params: impl Params) -> Answer<Vec<SchoolEnrolment>> {
    db.prepare_cached(&format!("SELECT {SCHOOL} FROM view_school_enrolment {rest}"))
        .and_then(|mut select| select.query_map(params, |row| school_of(row, 0))?.collect())
        .or_problem()
}

/// Enrolments in groups by what comes after `SELECT … FROM view_group_enrolment`.
pub(crate) fn groups(db: &Connection, rest: &str, params: impl Params) -> Answer<Vec<GroupEnrolment>> {
    db.prepare_cached(&format!("SELECT {GROUP} FROM view_group_enrolment {rest}"))
        .and_then(|mut select| select.query_map(params, |row| group_of(row, 0))?.collect())
        .or_problem()
}

pub(super) fn read_schools(
    db: &Connection,
    ids: &BTreeSet<SchoolEnrolmentId>,
) -> Answer<BTreeMap<SchoolEnrolmentId, SchoolEnrolment>> {
    let mut found = BTreeMap::new();
    for id in ids {
        let schools = schools(db, "WHERE id = ?1", [id.0.to_string()])?;
        found.extend(schools.into_iter().map(|school| (school.id, school)));
    }
    Ok(found)
}

pub(super) fn read_groups(
    db: &Connection,
    ids: &BTreeSet<GroupEnrolmentId>,
) -> Answer<BTreeMap<GroupEnrolmentId, GroupEnrolment>> {
    let mut found = BTreeMap::new();
    for id in ids {
        let groups = groups(db, "WHERE id = ?1", [id.0.to_string()])?;
        found.extend(groups.into_iter().map(|group| (group.id, group)));
    }
    Ok(found)
}

pub(super) fn write_school(db: &Connection, school: &SchoolEnrolment) -> rusqlite::Result<()> {
    let leaving = school.leaving.as_ref();
    db.prepare_cached(
        "INSERT INTO view_school_enrolment (id, pupil, institution, stamnummer, moment, from_date, status,
           reason, until_date, cause, situation)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET pupil = excluded.pupil, institution = excluded.institution,
           stamnummer = excluded.stamnummer, moment = excluded.moment, from_date = excluded.from_date,
           status = excluded.status, reason = excluded.reason, until_date = excluded.until_date,
           cause = excluded.cause, situation = excluded.situation",
    )?
    .execute((
        school.id.0.to_string(),
        school.pupil.0.to_string(),
        school.institution.as_str(),
        school.stamnummer.as_ref().map_or("", Stamnummer::as_str),
        school.moment.to_string(),
        school.from.to_string(),
        status_name(school.status),
        &school.reason,
        leaving.map(|leaving| leaving.until.to_string()),
        leaving.map_or("", |leaving| &leaving.cause),
        leaving.map_or("", |leaving| &leaving.situation),
    ))
    .map(drop)
}

pub(super) fn write_group(db: &Connection, pupil: PupilId, group: &GroupEnrolment) -> rusqlite::Result<()> {
    let details = serde_json::to_string(&group.details).map_err(|_| odd(10))?;
    db.prepare_cached(
        "INSERT INTO view_group_enrolment (id, enrolment, pupil, from_date, expected_until, until_date,
           never_came, grp, location, funding, details)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET pupil = excluded.pupil, enrolment = excluded.enrolment,
           from_date = excluded.from_date,
           expected_until = excluded.expected_until, until_date = excluded.until_date,
           never_came = excluded.never_came, grp = excluded.grp, location = excluded.location,
           funding = excluded.funding, details = excluded.details",
    )?
    .execute((
        group.id.0.to_string(),
        group.enrolment.0.to_string(),
        pupil.0.to_string(),
        group.from.to_string(),
        group.expected_until.to_string(),
        group.until.map(|day| day.to_string()),
        group.never_came,
        group.details.group.as_str(),
        group.details.location.as_str(),
        group.details.funding.as_ref().map_or("", |code| code.as_str()),
        details,
    ))
    .map(drop)
}

pub(super) fn remove_group(db: &Connection, id: GroupEnrolmentId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM view_group_enrolment WHERE id = ?1")?.execute([id.0.to_string()]).map(drop)
}

/// What of these tables hangs on a pupil and forbids taking the pupil back.
pub(crate) fn attach(db: &Connection, pupil: PupilId, attached: &mut Attached) -> Answer<()> {
    let id = pupil.0.to_string();
    let schools = schools(db, "WHERE pupil = ?1", [&id])?;
    attached.schools = schools.iter().filter(|school| !school.is_undone()).map(|school| school.id).collect();
    let mut select =
        db.prepare_cached("SELECT id FROM view_group_enrolment WHERE pupil = ?1").or_problem()?;
    let groups = select.query_map([&id], |row| uuid(row, 0).map(GroupEnrolmentId));
    attached.groups = groups.and_then(Iterator::collect).or_problem()?;
    Ok(())
}
