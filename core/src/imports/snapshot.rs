//! The register as a plan sees it: everybody, with the numbers of one system.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::matching::{Index, Person, likeness};
use stamboek_domain::pupil::{PupilField, PupilId};

use super::rows::Row;
use crate::Answer;
use crate::db::OrProblem;
use crate::pupils::messages::{Likeness, PupilRow};
use crate::pupils::row::{all, id};

/// A person in the register.
pub struct Known {
    /// Who, as lists show it.
    pub row: PupilRow,
    /// INSZ or empty; never leaves the program in a plan.
    pub insz: String,
    /// Whether any enrolment in the school is known.
    pub enrolled: bool,
    /// Whether any period in a class is known.
    pub seated: bool,
}

/// A number in a database.
pub struct KnownNumber {
    /// Whose.
    pub pupil: PupilId,
    /// The database.
    pub database: String,
    /// Without leading zeros.
    pub value: String,
    /// First day.
    pub from: NaiveDate,
    /// Whether it still holds.
    pub open: bool,
}

/// Everybody, and the numbers of one system.
#[derive(Default)]
pub struct Snapshot {
    /// In class and name order.
    pub pupils: Vec<Known>,
    /// Of persons that are in `pupils`.
    pub numbers: Vec<KnownNumber>,
    by_id: HashMap<PupilId, usize>,
}

impl Snapshot {
    /// Reads it out of the views.
    pub fn read(db: &Connection, system: &str) -> Answer<Self> {
        let mut snapshot = Self::default();
        let mut select = db
            .prepare_cached("SELECT id, insz FROM view_pupil WHERE insz <> '' AND removed = 0")
            .or_problem()?;
        let mut insz = select
            .query_map([], |row| Ok((id(row, 0)?, row.get(1)?)))
            .and_then(Iterator::collect::<rusqlite::Result<HashMap<PupilId, String>>>)
            .or_problem()?;
        let enrolled = whose(db, "SELECT DISTINCT pupil FROM view_school_enrolment")?;
        let seated = whose(db, "SELECT DISTINCT pupil FROM view_enrolment WHERE cancelled = 0")?;
        for row in all(db)? {
            let insz = insz.remove(&row.id).unwrap_or_default();
            snapshot.by_id.insert(row.id, snapshot.pupils.len());
            let (enrolled, seated) = (enrolled.contains(&row.id), seated.contains(&row.id));
            snapshot.pupils.push(Known { row, insz, enrolled, seated });
        }
        let mut select = db
            .prepare_cached(
                "SELECT pupil, database, value, from_date, until_date IS NULL FROM view_number
                 WHERE system = ?1 ORDER BY database, value, pupil",
            )
            .or_problem()?;
        let numbers = select
            .query_map([system], |row| {
                let from: String = row.get(3)?;
                Ok(KnownNumber {
                    pupil: id(row, 0)?,
                    database: row.get(1)?,
                    value: row.get(2)?,
                    from: from.parse().unwrap_or_default(),
                    open: row.get(4)?,
                })
            })
            .or_problem()?;
        for number in numbers {
            let number = number.or_problem()?;
            if snapshot.by_id.contains_key(&number.pupil) {
                snapshot.numbers.push(number);
            }
        }
        Ok(snapshot)
    }

    /// The person of that identity.
    pub fn get(&self, id: PupilId) -> Option<&Known> {
        self.by_id.get(&id).map(|index| &self.pupils[*index])
    }

    /// Place of the person in `pupils`.
    pub fn index(&self, id: PupilId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// Who holds each number of a database today.
    pub fn holders(&self, database: &str) -> BTreeMap<&str, &KnownNumber> {
        let open = self.numbers.iter().filter(|n| n.open && n.database == database);
        open.map(|n| (n.value.as_str(), n)).collect()
    }

    /// Everybody, prepared to be compared.
    pub fn likeness(&self) -> Index {
        Index::new(self.pupils.iter().map(Known::person).collect())
    }

    /// Whom a row could mean, best first; `index` as [`Snapshot::likeness`] made it.
    pub fn likely(&self, index: &Index, row: &Row, institution: &str, at_most: usize) -> Vec<Likeness> {
        let found = index.find(&person_of(row, institution), at_most).into_iter();
        found.map(|(at, likeness)| Likeness::new(self.pupils[at].row.clone(), &likeness)).collect()
    }

    /// Everybody who holds or held a number, in whatever database.
    pub fn ever(&self) -> HashMap<&str, BTreeSet<PupilId>> {
        let mut ever: HashMap<&str, BTreeSet<PupilId>> = HashMap::new();
        for number in &self.numbers {
            ever.entry(&number.value).or_default().insert(number.pupil);
        }
        ever
    }
}

fn whose(db: &Connection, sql: &str) -> Answer<HashSet<PupilId>> {
    db.prepare_cached(sql)
        .and_then(|mut select| select.query_map([], |row| id(row, 0))?.collect())
        .or_problem()
}

impl Known {
    /// A field, empty when absent.
    pub fn field(&self, field: PupilField) -> &str {
        match field {
            PupilField::LastName => &self.row.last_name,
            PupilField::FirstName => &self.row.first_name,
            PupilField::BirthDate => &self.row.birth_date,
            PupilField::Insz => &self.insz,
            PupilField::Sex => &self.row.sex,
            PupilField::Class => &self.row.class,
            PupilField::Stamnummer => &self.row.stamnummer,
            PupilField::Institution => &self.row.institution,
            PupilField::Location => &self.row.location,
            PupilField::Kind => &self.row.kind,
        }
    }

    /// `Peeters Jan (4B)`, for the values of remarks.
    pub fn label(&self) -> String {
        let class = &self.row.class;
        let name = format!("{} {}", self.row.last_name, self.row.first_name);
        if class.is_empty() { name } else { format!("{name} ({class})") }
    }

    /// Institution and stamnummer as one text.
    pub fn stamnummer_key(&self) -> Option<String> {
        let (institution, stamnummer) = (&self.row.institution, &self.row.stamnummer);
        (!institution.is_empty() && !stamnummer.is_empty()).then(|| format!("{institution}/{stamnummer}"))
    }

    /// Prepared to be compared.
    pub fn person(&self) -> Person {
        Person::new(
            &self.row.last_name,
            &self.row.first_name,
            self.row.birth_date.parse().ok(),
            Some(&self.insz),
            self.stamnummer_key().as_deref(),
        )
    }
}

/// A row prepared to be compared.
fn person_of(row: &Row, institution: &str) -> Person {
    Person::new(
        row.field(PupilField::LastName),
        row.field(PupilField::FirstName),
        row.birth_date(),
        Some(row.field(PupilField::Insz)),
        row.stamnummer_key(institution).as_deref(),
    )
}

/// Whether a row is clearly about somebody else: the names have nothing in common, and no equal
/// birth date speaks for a change of name.
pub fn clearly_other(row: &Row, known: &Known) -> bool {
    let (last, first) = (row.field(PupilField::LastName), row.field(PupilField::FirstName));
    if last.is_empty() && first.is_empty() {
        return false;
    }
    let birth = row.field(PupilField::BirthDate);
    if !birth.is_empty() && birth == known.row.birth_date {
        return false;
    }
    if last.is_empty() || first.is_empty() {
        let fold = stamboek_domain::name::fold;
        let there = [fold(&known.row.last_name), fold(&known.row.first_name)];
        return !there.contains(&fold(&format!("{last}{first}")));
    }
    let names = |l: &str, f: &str| Person::new(l, f, None, None, None);
    likeness(&names(last, first), &names(&known.row.last_name, &known.row.first_name)).is_none()
}
