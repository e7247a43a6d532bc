//! Who belongs to a class, and when.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use stamboek_domain::class;
use stamboek_domain::name::sort_key;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::messages::NotHere;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::{date, pupil_id};

/// A period in a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Class.
    pub class: String,
    /// Vestigingsplaats.
    pub location: String,
    /// First day; `None`: nobody wrote down when the pupil came.
    pub from: Option<NaiveDate>,
    /// Last day; `None` while it is open.
    pub until: Option<NaiveDate>,
}

impl Stay {
    /// Whether the pupil belongs to the class on that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A pupil with the periods in classes that were asked for.
pub struct Member {
    /// Who.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Date of birth, when it is known.
    pub birth: Option<NaiveDate>,
    /// In order of time. A pupil without any enrolment belongs to the class of the register without
    /// a first and last day: a list that was imported tells no more.
    pub stays: Vec<Stay>,
    /// All periods, whatever was asked for, in order of time: what a mark counts by.
    pub all: Vec<Stay>,
}

impl Member {
    /// The period that holds on a day.
    pub fn stay(&self, day: NaiveDate) -> Option<&Stay> {
        self.stays.iter().find(|stay| stay.covers(day))
    }

    /// The period of any class that holds on a day.
    pub fn anywhere(&self, day: NaiveDate) -> Option<&Stay> {
        self.all.iter().find(|stay| stay.covers(day))
    }

    /// Why the pupil is not in any of these periods on a day.
    pub fn not_here(&self, day: NaiveDate) -> Option<NotHere> {
        if self.stay(day).is_some() {
            return None;
        }
        let next = self.stays.iter().filter_map(|stay| stay.from).filter(|from| day < *from).min();
        let last = self.stays.iter().filter_map(|stay| stay.until).filter(|until| *until < day).max();
        match (last, next) {
            (Some(day), _) => Some(NotHere::LeftOn { day }),
            (None, Some(day)) => Some(NotHere::EnrolledFrom { day }),
            (None, None) => None,
        }
    }
}

/// All periods of pupils who have an enrolment, each with whether it was asked for (`{asked}`), then
/// pupils without any.
const BY_ENROLMENT: &str = "SELECT p.id, p.last_name, p.first_name, p.birth_date,
    e.class, e.location, e.from_date, e.until_date, {asked}
  FROM view_enrolment e JOIN view_pupil p ON p.id = e.pupil
  WHERE e.cancelled = 0 AND p.removed = 0";
const BY_FIELD: &str = "SELECT p.id, p.last_name, p.first_name, p.birth_date,
    p.class, p.location, NULL, NULL, 1
  FROM view_pupil p
  WHERE p.removed = 0 AND p.kind <> 'staff' AND p.class <> ''
    AND NOT EXISTS (SELECT 1 FROM view_enrolment e WHERE e.pupil = p.id AND e.cancelled = 0)";
/// Whether an enrolment has a day of a year.
const OF_YEAR: &str = "e.from_date <= ?1 AND (e.until_date IS NULL OR e.until_date >= ?2)";

/// Everybody who is, was or will be in the class in that school year, in order of name.
pub fn of_class(db: &Connection, class: &str, year: SchoolYear) -> Answer<Vec<Member>> {
    let asked = format!("({OF_YEAR} AND e.class = ?3)");
    let of_class = format!(
        "{} AND e.pupil IN (SELECT e.pupil FROM view_enrolment e WHERE e.cancelled = 0 AND {OF_YEAR} AND e.class = ?3)",
        BY_ENROLMENT.replace("{asked}", &asked)
    );
    let sql = format!("{of_class} UNION ALL {BY_FIELD} AND p.class = ?3");
    let (from, until) = (year.first_day().to_string(), year.last_day().to_string());
    read(db, &sql, params![until, from, class])
}

/// Everybody who is, was or will be in any class in that school year, in order of name.
pub fn of_school(db: &Connection, year: SchoolYear) -> Answer<Vec<Member>> {
    let of_year = BY_ENROLMENT.replace("{asked}", &format!("({OF_YEAR})"));
    let sql = format!("{of_year} UNION ALL {BY_FIELD}");
    let (from, until) = (year.first_day().to_string(), year.last_day().to_string());
    read(db, &sql, params![until, from])
}

/// Where a pupil is on a day.
pub struct Place {
    /// Who.
    pub pupil: PupilId,
    /// Class.
    pub class: String,
    /// Vestigingsplaats.
    pub location: String,
}

/// Who is in which class on a day, each pupil once, in no order: without names, for counting.
pub fn on(db: &Connection, day: NaiveDate) -> Answer<Vec<Place>> {
    let of_day = "SELECT e.pupil, e.class, e.location, e.from_date
        FROM view_enrolment e JOIN view_pupil p ON p.id = e.pupil
        WHERE e.cancelled = 0 AND p.removed = 0 AND e.from_date <= ?1
          AND (e.until_date IS NULL OR e.until_date >= ?1)
        UNION ALL
        SELECT p.id, p.class, p.location, NULL FROM view_pupil p
        WHERE p.removed = 0 AND p.kind <> 'staff' AND p.class <> ''
          AND NOT EXISTS (SELECT 1 FROM view_enrolment e WHERE e.pupil = p.id AND e.cancelled = 0)
        ORDER BY 1, 4";
    let mut select = db.prepare_cached(of_day).or_problem()?;
    let place = |row: &Row| Ok(Place { pupil: pupil_id(row, 0)?, class: row.get(1)?, location: row.get(2)? });
    let places: rusqlite::Result<Vec<Place>> =
        select.query_map([day.to_string()], place).and_then(Iterator::collect);
    let mut places = places.or_problem()?;
    // Of two periods that hold on the day the first one counts, as [`Member::stay`] has it.
    places.dedup_by_key(|place| place.pupil);
    Ok(places)
}

/// One pupil with all periods in classes, of all years.
pub fn of_pupil(db: &Connection, pupil: PupilId) -> Answer<Option<Member>> {
    let all = BY_ENROLMENT.replace("{asked}", "1");
    let sql = format!("{all} AND p.id = ?1 UNION ALL {BY_FIELD} AND p.id = ?1");
    let mut found = read(db, &sql, [pupil.0.to_string()])?;
    Ok(found.pop())
}

/// One pupil with all periods in classes; without any when no class is known.
///
/// # Errors
/// `NotFound`.
pub fn known(db: &Connection, pupil: PupilId) -> Answer<Member> {
    if let Some(member) = of_pupil(db, pupil)? {
        return Ok(member);
    }
    let sql = "SELECT id, last_name, first_name, birth_date, '', '', NULL, NULL, 1 FROM view_pupil p
               WHERE removed = 0 AND id = ?1";
    let mut found = read(db, sql, [pupil.0.to_string()])?;
    let mut member = found.pop().ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))?;
    member.stays.clear();
    member.all.clear();
    Ok(member)
}

/// The classes of a school year, in the order in which people expect them.
pub fn classes(db: &Connection, year: SchoolYear) -> Answer<Vec<String>> {
    let members = of_school(db, year)?;
    let classes: BTreeSet<String> =
        members.into_iter().flat_map(|member| member.stays).map(|stay| stay.class).collect();
    let mut classes: Vec<String> = classes.into_iter().collect();
    classes.sort_by(|a, b| class::compare(a, b));
    Ok(classes)
}

fn read(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Answer<Vec<Member>> {
    let mut select = db.prepare_cached(sql).or_problem()?;
    let mut rows = select.query(params).or_problem()?;
    let mut members: BTreeMap<PupilId, Member> = BTreeMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let (member, stay) = member(row).or_problem()?;
        let member = members.entry(member.pupil).or_insert(member);
        if row.get(8).or_problem()? {
            member.stays.push(stay.clone());
        }
        member.all.push(stay);
    }
    let mut members: Vec<Member> = members.into_values().filter(|member| !member.stays.is_empty()).collect();
    for member in &mut members {
        member.stays.sort_by_key(|stay| stay.from);
        member.all.sort_by_key(|stay| stay.from);
    }
    members.sort_by_cached_key(|member| (sort_key(&member.last_name, &member.first_name), member.pupil));
    Ok(members)
}

fn member(row: &Row) -> rusqlite::Result<(Member, Stay)> {
    let stay = Stay { class: row.get(4)?, location: row.get(5)?, from: date(row, 6)?, until: date(row, 7)? };
    let member = Member {
        pupil: pupil_id(row, 0)?,
        last_name: row.get(1)?,
        first_name: row.get(2)?,
        birth: row.get_ref(3)?.as_str()?.parse().ok(),
        stays: Vec::new(),
        all: Vec::new(),
    };
    Ok((member, stay))
}
