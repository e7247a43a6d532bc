//! What the register knows of one pupil when something about enrolments is decided.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::enrolment::{GroupEnrolment, SchoolEnrolment, SchoolEnrolmentId};
use stamboek_domain::period::Period;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};

use super::messages::{EnrolmentRow, PlaceInSchool};
use super::{every_class, of_pupil};
use crate::Answer;
use crate::register::views;
use crate::register::views::enrolments::{groups, schools};

/// A pupil with all enrolments on the three levels.
#[derive(Clone)]
pub(crate) struct Known {
    /// Who.
    pub(crate) pupil: PupilId,
    /// Fields of the sheet that are not empty.
    pub(crate) fields: BTreeMap<PupilField, String>,
    /// In the school, the newest moment first.
    pub(crate) schools: Vec<SchoolEnrolment>,
    /// In groups, newest first.
    pub(crate) groups: Vec<GroupEnrolment>,
    /// In classes, newest first, without those that never were.
    pub(crate) classes: Vec<EnrolmentRow>,
}

impl Known {
    /// Reads it.
    ///
    /// # Errors
    /// `NotFound`.
    pub(crate) fn read(db: &Connection, pupil: PupilId) -> Answer<Self> {
        let known = views::read_pupil(db, pupil)?.filter(|record| !record.removed);
        let fields = known.ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))?.fields;
        let id = pupil.0.to_string();
        Ok(Self {
            pupil,
            fields,
            schools: schools(db, "WHERE pupil = ?1 ORDER BY moment DESC, id DESC", [&id])?,
            groups: groups(db, "WHERE pupil = ?1 ORDER BY from_date DESC, id DESC", [&id])?,
            classes: of_pupil(db, pupil)?,
        })
    }

    /// Everybody with an enrolment in the school, read at once.
    pub(crate) fn enrolled(db: &Connection) -> Answer<HashMap<PupilId, Self>> {
        let mut all: HashMap<PupilId, Self> = HashMap::new();
        let mut pupils: HashMap<SchoolEnrolmentId, PupilId> = HashMap::new();
        for school in schools(db, "ORDER BY moment DESC, id DESC", [])? {
            pupils.insert(school.id, school.pupil);
            let known = all.entry(school.pupil).or_insert_with(|| Self::nobody(school.pupil));
            known.schools.push(school);
        }
        for group in groups(db, "ORDER BY from_date DESC, id DESC", [])? {
            if let Some(known) = pupils.get(&group.enrolment).and_then(|pupil| all.get_mut(pupil)) {
                known.groups.push(group);
            }
        }
        for row in every_class(db)? {
            if let Some(known) = all.get_mut(&row.enrolment.pupil) {
                known.classes.push(row);
            }
        }
        for (pupil, fields) in views::read_fields(db)? {
            if let Some(known) = all.get_mut(&pupil) {
                known.fields = fields;
            }
        }
        Ok(all)
    }

    /// Somebody of whom nothing is known yet.
    pub(crate) fn nobody(pupil: PupilId) -> Self {
        Self { pupil, fields: BTreeMap::new(), schools: Vec::new(), groups: Vec::new(), classes: Vec::new() }
    }

    /// A field of the sheet, empty when absent.
    pub(crate) fn field(&self, field: PupilField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    /// Date of birth, when it is known.
    pub(crate) fn birth(&self) -> Option<NaiveDate> {
        self.field(PupilField::BirthDate).parse().ok()
    }

    /// Class and location of the sheet.
    pub(crate) fn sheet_seat(&self) -> (&str, &str) {
        (self.field(PupilField::Class), self.field(PupilField::Location))
    }

    /// Class and location on a day; those of the sheet while nobody wrote down any period.
    pub(crate) fn seat(&self, day: NaiveDate) -> (&str, &str) {
        match self.class_on(day) {
            Some(row) => (&row.enrolment.class, &row.enrolment.location),
            None if self.classes.is_empty() => self.sheet_seat(),
            None => ("", ""),
        }
    }

    /// The period in a class that holds on a day.
    pub(crate) fn class_on(&self, day: NaiveDate) -> Option<&EnrolmentRow> {
        self.classes.iter().find(|row| row.enrolment.covers(day))
    }

    /// The enrolment in a group that holds on a day.
    pub(crate) fn group_on(&self, day: NaiveDate) -> Option<&GroupEnrolment> {
        self.groups.iter().find(|group| {
            let holds = group.period().is_some_and(|period| period.covers(day));
            holds && self.school(group.enrolment).is_some_and(SchoolEnrolment::counts)
        })
    }

    /// One enrolment in the school.
    pub(crate) fn school(&self, id: SchoolEnrolmentId) -> Option<&SchoolEnrolment> {
        self.schools.iter().find(|school| school.id == id)
    }

    /// The present enrolment in the school: the newest that counts and is open, else the newest that
    /// counts.
    pub(crate) fn present(&self) -> Option<&SchoolEnrolment> {
        let mut counting = self.schools.iter().filter(|school| school.counts());
        let open = counting.clone().find(|school| school.leaving.is_none());
        open.or_else(|| counting.next())
    }

    /// The stamnummer: that of the present enrolment where it has one, else that of the sheet.
    pub(crate) fn stamnummer(&self) -> &str {
        let own = self.present().and_then(|school| school.stamnummer.as_ref());
        own.map_or(self.field(PupilField::Stamnummer), |number| number.as_str())
    }

    /// The groups below an enrolment in the school.
    pub(crate) fn groups_of(&self, id: SchoolEnrolmentId) -> impl Iterator<Item = &GroupEnrolment> {
        self.groups.iter().filter(move |group| group.enrolment == id)
    }

    /// The enrolment by which the pupil counts in the state on a day: realised, and not one of whom
    /// every enrolment in a group was cancelled because the pupil never came.
    pub(crate) fn counts_by(&self, day: NaiveDate) -> Option<&SchoolEnrolment> {
        self.schools.iter().find(|school| {
            let mut groups = self.groups_of(school.id).peekable();
            let never_came = groups.peek().is_some() && groups.all(|group| group.never_came);
            school.counts() && school.period().covers(day) && !never_came
        })
    }

    /// Where the pupil is on a day.
    pub(crate) fn place(&self, day: NaiveDate) -> PlaceInSchool {
        let (class, location) = self.seat(day);
        let details = self.group_on(day).map(|group| &group.details);
        PlaceInSchool {
            group: details.map_or("", |details| details.group.as_str()).to_owned(),
            location: details.map_or(location, |details| details.location.as_str()).to_owned(),
            class: class.to_owned(),
        }
    }
}

/// From a day on, without end.
pub(super) fn from_on(from: NaiveDate) -> Period {
    Period { from, until: None }
}
