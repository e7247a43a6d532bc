//! The marks of a period with whose they are, for files of other programs.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::attendance::codes::LocalCode;
use stamboek_domain::attendance::{HalfDay, Mark};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;

use super::messages::ExportCell;
use crate::Answer;
use crate::attendance::{Member, Members, School, rules};
use crate::db::OrProblem;
use crate::register::views::attendance::{day_number, day_of, half_of, mark_of};
use uuid::Uuid;

/// Longest period of one file, in days: a school year.
const LONGEST: i64 = 366;

/// Everybody with their numbers in one database.
pub struct People {
    members: Arc<Members>,
    numbers: BTreeMap<PupilId, String>,
}

/// A mark as it stands in the register.
pub struct FoundMark {
    /// Whose.
    pub pupil: PupilId,
    /// When.
    pub at: HalfDay,
    /// What.
    pub mark: Mark,
}

/// Refuses a period that ends before it begins or is longer than a school year.
pub fn check_period(from: NaiveDate, until: NaiveDate) -> Answer<()> {
    match (0..=LONGEST).contains(&(until - from).num_days()) {
        true => Ok(()),
        false => Err(Problem::new(Code::InvalidValue).with("field", "until").with("why", "range")),
    }
}

/// All marks from one day to another, in order of time.
pub fn read(db: &Connection, from: NaiveDate, until: NaiveDate) -> Answer<Vec<FoundMark>> {
    let sql = "SELECT day, half, pupil, code, time, note FROM view_attendance
               WHERE day BETWEEN ?1 AND ?2 ORDER BY day, half, pupil";
    let mut select = db.prepare_cached(sql).or_problem()?;
    let found = select.query_map([day_number(from), day_number(until)], |row| {
        let pupil = PupilId(Uuid::from_slice(row.get_ref(2)?.as_blob()?).unwrap_or_default());
        let at = HalfDay { day: day_of(row, 0)?, half: half_of(row, 1)? };
        Ok(FoundMark { pupil, at, mark: mark_of(row, 3)? })
    });
    found.and_then(Iterator::collect).or_problem()
}

impl People {
    /// Everybody with their numbers in a database.
    pub fn read(db: &Connection, members: Arc<Members>, database: &str) -> Answer<Self> {
        let sql = "SELECT pupil, value FROM view_number
                   WHERE system = 'informat' AND database = ?1 AND until_date IS NULL";
        let mut select = db.prepare_cached(sql).or_problem()?;
        let numbers = select.query_map([database], |row| {
            Ok((crate::register::views::pupil_id(row, 0)?, row.get::<_, String>(1)?))
        });
        Ok(Self { members, numbers: numbers.and_then(Iterator::collect).or_problem()? })
    }

    /// The number of a pupil; empty: none in that database.
    pub fn number(&self, pupil: PupilId) -> &str {
        self.numbers.get(&pupil).map_or("", String::as_str)
    }

    /// Who has a number, without leading zeros.
    pub fn by_number(&self) -> BTreeMap<&str, PupilId> {
        self.numbers.iter().map(|(pupil, number)| (number.as_str(), *pupil)).collect()
    }

    /// Naam and voornaam; empty for somebody who is in no class.
    pub fn name(&self, pupil: PupilId) -> (String, String) {
        let name = |member: &Member| (member.last_name.clone(), member.first_name.clone());
        self.members.of_pupil(pupil).map(name).unwrap_or_default()
    }

    /// Class on a day; empty: none.
    pub fn class(&self, pupil: PupilId, day: NaiveDate) -> &str {
        let stay = self.members.of_pupil(pupil).and_then(|member| member.anywhere(day));
        stay.map_or("", |stay| stay.class.as_str())
    }

    /// The code of a mark, when the mark counts: lessons, inside an enrolment, a code that exists.
    pub fn counted<'a>(&self, school: &'a School, found: &FoundMark) -> Option<&'a LocalCode> {
        let member = self.members.of_pupil(found.pupil)?;
        rules::counts(school, member, found.at).then(|| school.settings.codes.find(&found.mark.code))?
    }

    /// A mark as a report names it.
    pub fn cell(&self, pupil: PupilId, at: HalfDay, mark: Option<&Mark>) -> ExportCell {
        let (last_name, first_name) = self.name(pupil);
        let class = self.class(pupil, at.day).to_owned();
        ExportCell { pupil, last_name, first_name, class, at, code: mark.map(|mark| mark.code) }
    }
}
