//! Who is enrolled on a day, by class, administrative group or location.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::class;
use stamboek_domain::date::belgian;

use super::lists::List;
use super::messages::MembersBy;
use super::table_pdf::{Section, Table};
use crate::Answer;
use crate::attendance::{Members, School};
use crate::enrolments::file::group_label;
use crate::enrolments::messages::StateRow;
use crate::enrolments::state;

const COLUMNS: &[(&str, f64)] = &[
    ("Nr.", 3.0),
    ("Naam", 14.0),
    ("Voornaam", 12.0),
    ("Geboren", 7.0),
    ("Stamnummer", 7.0),
    ("Klas", 7.0),
    ("Groep", 7.0),
    ("Vestiging", 6.0),
    ("Ingeschreven sinds", 8.0),
    ("Tot en met", 7.0),
];

/// The pupils of a day.
pub struct MemberList {
    on: NaiveDate,
    by: MembersBy,
    /// By class, group or location, in the order of names.
    parts: Vec<(String, Vec<StateRow>)>,
}

impl MemberList {
    /// Reads who is enrolled on that day; only these classes, groups or locations when some are named.
    pub fn read(
        db: &Connection,
        (school, members): (&School, &Members),
        (by, on): (MembersBy, NaiveDate),
        only: &[String],
    ) -> Answer<Self> {
        let mut parts: BTreeMap<String, Vec<StateRow>> = BTreeMap::new();
        for row in state::on(db, (school, members), on, "")? {
            let key = match by {
                MembersBy::Class => row.class.clone(),
                MembersBy::Group => row.group.clone(),
                MembersBy::Location => row.location.clone(),
            };
            if only.is_empty() || only.contains(&key) {
                parts.entry(key).or_default().push(row);
            }
        }
        let mut parts: Vec<_> = parts.into_iter().collect();
        parts.sort_by(|a, b| class::compare(&a.0, &b.0));
        Ok(Self { on, by, parts })
    }

    /// How many pupils.
    pub fn len(&self) -> usize {
        self.parts.iter().map(|(_, rows)| rows.len()).sum()
    }

    fn title(&self, key: &str) -> String {
        let (word, none) = match self.by {
            MembersBy::Class => ("Klas", "Zonder klas"),
            MembersBy::Group => ("Groep", "Zonder administratieve groep"),
            MembersBy::Location => ("Vestigingsplaats", "Zonder vestigingsplaats"),
        };
        match key {
            "" => none.to_owned(),
            key if self.by == MembersBy::Group => format!("{word} {key} {}", group_label(key)),
            key => format!("{word} {key}"),
        }
    }

    /// On paper.
    pub fn table(&self) -> Table {
        let section = |(key, rows): &(String, Vec<StateRow>)| Section {
            title: self.title(key),
            line: format!("{} leerlingen", rows.len()),
            rows: rows.iter().enumerate().map(|(n, row)| cells(n + 1, row)).collect(),
        };
        Table { columns: COLUMNS, sections: self.parts.iter().map(section).collect() }
    }

    /// As a list.
    pub fn list(&self) -> List {
        let headers = ["Datum"].into_iter().chain(COLUMNS.iter().map(|(head, _)| *head));
        let rows = self.parts.iter().flat_map(|(_, rows)| rows.iter().enumerate());
        let row = |(n, row): (usize, &StateRow)| [vec![belgian(self.on)], cells(n + 1, row)].concat();
        List { headers: headers.map(str::to_owned).collect(), rows: rows.map(row).collect() }
    }
}

fn cells(number: usize, row: &StateRow) -> Vec<String> {
    vec![
        number.to_string(),
        row.last_name.clone(),
        row.first_name.clone(),
        row.birth_date.parse().map(belgian).unwrap_or_default(),
        row.stamnummer.clone(),
        row.class.clone(),
        row.group.clone(),
        row.location.clone(),
        belgian(row.from),
        row.until.map(belgian).unwrap_or_default(),
    ]
}
