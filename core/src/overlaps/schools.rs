//! The table of schools: what the secretariat read from a list or typed, and what Discimus told.
//! One setting a school, so that a table of thousands is no single large entry.

use std::collections::HashMap;

use rusqlite::Connection;
use stamboek_domain::elsewhere::School;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::name::fold;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::Batch;
use crate::settings::{get_setting, put_setting, remove_setting};

/// Name of a school's setting; its number follows.
const SCHOOL: &str = "school/";
/// Schools shown of a search.
const FOUND: usize = 200;

/// Schools of the table, each read once.
pub(super) struct Schools<'a> {
    db: &'a Connection,
    read: HashMap<InstitutionNumber, Option<School>>,
}

impl<'a> Schools<'a> {
    pub(super) fn new(db: &'a Connection) -> Self {
        Self { db, read: HashMap::new() }
    }

    /// The school of that number.
    pub(super) fn get(&mut self, number: &InstitutionNumber) -> Answer<Option<&School>> {
        if !self.read.contains_key(number) {
            self.read.insert(number.clone(), one(self.db, number)?);
        }
        Ok(self.read.get(number).and_then(Option::as_ref))
    }
}

/// The school of that number, when the table has it.
pub(super) fn one(db: &Connection, number: &InstitutionNumber) -> Answer<Option<School>> {
    get_setting(db, &format!("{SCHOOL}{}", number.as_str()))
}

/// The whole table, in the order of the numbers.
pub(super) fn all(db: &Connection) -> Answer<Vec<School>> {
    let sql = "SELECT value FROM view_setting WHERE key >= 'school/' AND key < 'school0' ORDER BY key";
    let mut select = db.prepare_cached(sql).or_problem()?;
    let mut rows = select.query([]).or_problem()?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().or_problem()? {
        let text = row.get_ref(0).or_problem()?.as_str().unwrap_or_default();
        all.extend(serde_json::from_str::<School>(text));
    }
    Ok(all)
}

/// How many schools there are.
pub(super) fn count(db: &Connection) -> Answer<u32> {
    let sql = "SELECT count(*) FROM view_setting WHERE key >= 'school/' AND key < 'school0'";
    db.prepare_cached(sql).and_then(|mut select| select.query_row([], |row| row.get(0))).or_problem()
}

/// Schools whose number begins so, or whose name and municipality have every word; those whose name
/// begins with it come first. Without words all of them, by name. At most `FOUND`.
pub(super) fn search(db: &Connection, text: &str) -> Answer<Vec<School>> {
    let wanted = fold(text);
    let fits = |school: &School| {
        let name = fold(&format!("{} {}", school.name, school.municipality));
        match wanted.split(' ').all(|word| name.contains(word)) {
            _ if school.number.as_str().starts_with(wanted.trim()) => Some(0),
            true if name.starts_with(&wanted) => Some(1),
            true => Some(2),
            false => None,
        }
    };
    let mut found: Vec<(u8, School)> =
        all(db)?.into_iter().filter_map(|school| Some((fits(&school)?, school))).collect();
    found.sort_by_cached_key(|(rank, school)| (*rank, fold(&school.name)));
    Ok(found.into_iter().take(FOUND).map(|(_, school)| school).collect())
}

/// Keeps schools in the table; what is not told of one that is there already stays.
pub fn know_schools(batch: &mut Batch, schools: &[School]) -> Answer<()> {
    for told in schools {
        let was = one(batch.tx(), &told.number)?;
        put_school(batch, &was.map_or_else(|| told.clone(), |was| completed(was, told)))?;
    }
    Ok(())
}

/// Takes a school out of the table.
pub(super) fn remove_school(batch: &mut Batch, number: &InstitutionNumber) -> Answer<()> {
    remove_setting(batch, &format!("{SCHOOL}{}", number.as_str()))
}

/// Sets a school exactly so.
pub(super) fn put_school(batch: &mut Batch, school: &School) -> Answer<()> {
    put_setting(batch, &format!("{SCHOOL}{}", school.number.as_str()), school)
}

/// What was known, with what is told now over it.
pub(super) fn completed(was: School, told: &School) -> School {
    let text = |told: &str, was: String| if told.is_empty() { was } else { told.to_owned() };
    School {
        name: text(&told.name, was.name),
        municipality: text(&told.municipality, was.municipality),
        phone: text(&told.phone, was.phone),
        email: text(&told.email, was.email),
        kind: told.kind.or(was.kind),
        school_group: told.school_group.clone().or(was.school_group),
        hospital: told.hospital || was.hospital,
        number: was.number,
    }
}
