//! Who belongs to a class, and when: everybody in memory, without reading for each screen.

mod read;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, Row};
use stamboek_domain::class;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::messages::NotHere;
use super::rules::Facts;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::everybody::Everybody;
use crate::register::views::pupil_id;

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
#[derive(Clone)]
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
    pub all: Arc<[Stay]>,
    /// What the rules need to know beside the marks.
    pub(crate) facts: Arc<Facts>,
}

impl Member {
    /// The same pupil with the periods that are asked for; `None` when there are none.
    fn of(&self, asked: impl Fn(&Stay) -> bool) -> Option<Self> {
        let stays: Vec<Stay> = self.all.iter().filter(|stay| asked(stay)).cloned().collect();
        (!stays.is_empty()).then(|| Self {
            pupil: self.pupil,
            last_name: self.last_name.clone(),
            first_name: self.first_name.clone(),
            birth: self.birth,
            stays,
            all: self.all.clone(),
            facts: self.facts.clone(),
        })
    }

    /// The same pupil with the periods of a school year; `None` when there are none.
    pub fn of_year(&self, year: SchoolYear) -> Option<Self> {
        self.of(|stay| is_of(stay, year))
    }

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

/// Everybody in the register, in order of name; kept in memory while it is open.
#[derive(Clone)]
pub struct Members {
    people: Vec<Person>,
    places: HashMap<PupilId, usize>,
}

/// Somebody with all periods.
#[derive(Clone)]
struct Person {
    name: (String, String),
    member: Member,
}

impl Members {
    /// Everybody who is, was or will be in the class in that school year, in order of name.
    pub fn of_class(&self, class: &str, year: SchoolYear) -> Vec<Member> {
        let asked = |stay: &Stay| is_of(stay, year) && stay.class == class;
        self.everybody().filter_map(|member| member.of(asked)).collect()
    }

    /// Everybody who is, was or will be in any class in that school year, in order of name.
    pub fn of_school(&self, year: SchoolYear) -> Vec<Member> {
        self.everybody().filter_map(|member| member.of_year(year)).collect()
    }

    /// Everybody with all periods, in order of name.
    pub fn everybody(&self) -> impl Iterator<Item = &Member> {
        self.people.iter().map(|person| &person.member)
    }

    /// Who is in which period on a day, without asking for names.
    pub fn on(&self, day: NaiveDate) -> impl Iterator<Item = (PupilId, &Stay)> {
        self.people
            .iter()
            .filter_map(move |Person { member, .. }| Some((member.pupil, member.anywhere(day)?)))
    }

    /// One pupil with all periods in classes, of all years; `None` when no class is known.
    pub fn of_pupil(&self, pupil: PupilId) -> Option<&Member> {
        self.member(pupil).filter(|member| !member.all.is_empty())
    }

    /// One pupil with all periods in classes; without any when no class is known.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn known(&self, pupil: PupilId) -> Answer<&Member> {
        self.member(pupil).ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))
    }

    /// One pupil, with the place in the order of names.
    pub(crate) fn placed(&self, pupil: PupilId) -> Option<(usize, &Member)> {
        self.places.get(&pupil).map(|place| (*place, &self.people[*place].member))
    }

    fn member(&self, pupil: PupilId) -> Option<&Member> {
        self.places.get(&pupil).map(|place| &self.people[*place].member)
    }

    /// The classes of a school year, in the order in which people expect them.
    pub fn classes(&self, year: SchoolYear) -> Vec<String> {
        let stays = self.everybody().flat_map(|member| member.all.iter());
        let classes: BTreeSet<&str> =
            stays.filter(|stay| is_of(stay, year)).map(|stay| stay.class.as_str()).collect();
        let mut classes: Vec<String> = classes.into_iter().map(str::to_owned).collect();
        classes.sort_by(|a, b| class::compare(a, b));
        classes
    }

    fn put_in_order(&mut self) {
        self.people.sort_by(|a, b| (&a.name, a.member.pupil).cmp(&(&b.name, b.member.pupil)));
        self.places = (0..).zip(&self.people).map(|(place, person)| (person.member.pupil, place)).collect();
    }
}

impl Everybody for Members {
    fn read(db: &Connection) -> Answer<Self> {
        let people = read::read(db, None)?;
        let mut members = Self { people, places: HashMap::new() };
        members.put_in_order();
        Ok(members)
    }

    fn read_again(&mut self, db: &Connection, pupils: &[PupilId]) -> Answer<()> {
        let read = read::read(db, Some(pupils))?;
        self.people.retain(|person| !pupils.contains(&person.member.pupil));
        self.people.extend(read);
        self.put_in_order();
        Ok(())
    }
}

/// Whether a period has a day of a year.
fn is_of(stay: &Stay, year: SchoolYear) -> bool {
    stay.from.is_none_or(|from| from <= year.last_day())
        && stay.until.is_none_or(|until| year.first_day() <= until)
}

/// Where a pupil is on a day.
pub struct Place {
    /// Who.
    pub pupil: PupilId,
    /// Class.
    pub class: String,
}

/// Who is in which class on a day, each pupil once, in no order. As [`Members::on`], for whoever reads
/// inside a transaction and must see what stands there.
pub fn on(db: &Connection, day: NaiveDate) -> Answer<Vec<Place>> {
    let of_day = "SELECT e.pupil, e.class, e.from_date
        FROM view_enrolment e JOIN view_pupil p ON p.id = e.pupil
        WHERE e.cancelled = 0 AND p.removed = 0 AND e.from_date <= ?1
          AND (e.until_date IS NULL OR e.until_date >= ?1)
        UNION ALL
        SELECT p.id, p.class, NULL FROM view_pupil p
        WHERE p.removed = 0 AND p.kind <> 'staff' AND p.class <> ''
          AND NOT EXISTS (SELECT 1 FROM view_enrolment e WHERE e.pupil = p.id AND e.cancelled = 0)
        ORDER BY 1, 3";
    let mut select = db.prepare_cached(of_day).or_problem()?;
    let place = |row: &Row| Ok(Place { pupil: pupil_id(row, 0)?, class: row.get(1)? });
    let places: rusqlite::Result<Vec<Place>> =
        select.query_map([day.to_string()], place).and_then(Iterator::collect);
    let mut places = places.or_problem()?;
    // Of two periods that hold on the day the first one counts, as [`Member::stay`] has it.
    places.dedup_by_key(|place| place.pupil);
    Ok(places)
}
