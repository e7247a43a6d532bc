//! What the simulator knows: of every school what it told, and what it answered.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::Serialize;
use stamboek_domain::discimus::{Content, Group, Outcome, Person, School, Subject, Transaction};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::period::Period;
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use crate::rules;
use crate::script::Script;

/// A record as it is known.
pub struct Record {
    /// The school that told it.
    pub institution: InstitutionNumber,
    /// Its version.
    pub version: u32,
    /// `None`: withdrawn.
    pub content: Option<Content>,
}

/// One transaction that arrived, for tests: no content.
#[derive(Clone, Serialize)]
pub struct Arrived {
    /// Its key.
    pub id: Uuid,
    /// School.
    pub institution: InstitutionNumber,
    /// Whose.
    pub pupil: PupilId,
    /// Record.
    pub record: String,
    /// What.
    pub subject: Subject,
    /// Version.
    pub version: u32,
    /// Takes back.
    pub withdraws: bool,
    /// The same key was here before.
    pub again: bool,
    /// What became of it.
    pub outcome: Outcome,
}

/// Everything in memory.
pub struct World {
    /// The day it is.
    pub today: NaiveDate,
    /// Whether pupils are given something to try by hand.
    pub demo: bool,
    /// Behaviour.
    pub script: Script,
    /// By pupil and record: an enrolment that moves to another number stays one record.
    pub records: BTreeMap<(PupilId, String), Record>,
    /// In the order of arrival.
    pub arrived: Vec<Arrived>,
    /// Pupils in the order in which they became known.
    pub order: Vec<PupilId>,
    answers: HashMap<Uuid, Outcome>,
}

impl World {
    /// Knows nobody.
    pub fn new(today: NaiveDate, demo: bool, script: Script) -> Self {
        let (records, answers) = (BTreeMap::new(), HashMap::new());
        Self { today, demo, script, records, arrived: Vec::new(), order: Vec::new(), answers }
    }

    /// Takes in a transaction. The same key again gets the same answer and changes nothing.
    pub fn tell(&mut self, told: &Transaction, refuse: Option<Outcome>) -> Outcome {
        let before = self.answers.get(&told.id).cloned();
        let again = before.is_some();
        let outcome = before.unwrap_or_else(|| refuse.unwrap_or_else(|| self.take_in(told)));
        self.answers.insert(told.id, outcome.clone());
        self.arrived.push(Arrived {
            id: told.id,
            institution: told.institution.clone(),
            pupil: told.pupil,
            record: told.record.clone(),
            subject: told.subject,
            version: told.version,
            withdraws: told.content.is_none(),
            again,
            outcome: outcome.clone(),
        });
        outcome
    }

    fn take_in(&mut self, told: &Transaction) -> Outcome {
        let key = (told.pupil, told.record.clone());
        if let Some(known) = self.records.get(&key).filter(|known| told.version <= known.version) {
            return Outcome::Outdated { known: known.version };
        }
        if let Some(refused) = rules::refusal(self, told) {
            return refused;
        }
        if told.subject == Subject::Person && !self.order.contains(&told.pupil) {
            self.order.push(told.pupil);
        }
        let record = Record {
            institution: told.institution.clone(),
            version: told.version,
            content: told.content.clone(),
        };
        self.records.insert(key, record);
        Outcome::Processed
    }

    /// What was told of a pupil, each record with its key.
    pub fn records_of(&self, pupil: PupilId) -> impl Iterator<Item = (&String, &Record)> {
        let all = self.records.range((pupil, String::new())..);
        all.take_while(move |((whose, _), _)| *whose == pupil).map(|((_, record), known)| (record, known))
    }

    /// What a school told of a pupil, as it stands.
    pub fn of(&self, institution: &InstitutionNumber, pupil: PupilId) -> Vec<&Content> {
        let of_school = self.records_of(pupil).filter(|(_, record)| &record.institution == institution);
        of_school.filter_map(|(_, record)| record.content.as_ref()).collect()
    }

    /// The person, as that school told it.
    pub fn person(&self, institution: &InstitutionNumber, pupil: PupilId) -> Option<&Person> {
        self.of(institution, pupil).into_iter().find_map(|content| match content {
            Content::Person(person) => Some(person),
            _ => None,
        })
    }

    /// The enrolments that stand of a pupil in a school, each with its days.
    pub fn enrolments(&self, institution: &InstitutionNumber, pupil: PupilId) -> Vec<(&School, Period)> {
        let schools = self.of(institution, pupil).into_iter().filter_map(|content| match content {
            Content::School(school) if school.cancelled.is_empty() => Some(school),
            _ => None,
        });
        schools.map(|school| (school, self.period(institution, pupil, school))).collect()
    }

    /// The same without those of which every enrolment in a group was cancelled: the pupil never came,
    /// and is not there.
    pub fn attended(&self, institution: &InstitutionNumber, pupil: PupilId) -> Vec<(&School, Period)> {
        let all = self.enrolments(institution, pupil).into_iter();
        all.filter(|(school, _)| !self.never_came(institution, pupil, school)).collect()
    }

    fn never_came(&self, institution: &InstitutionNumber, pupil: PupilId, school: &School) -> bool {
        let mut below = self.of(institution, pupil).into_iter().filter_map(|content| match content {
            Content::Group(group) if group.enrolment == school.enrolment => Some(group.cancelled),
            _ => None,
        });
        let first = below.next();
        first == Some(true) && below.all(|cancelled| cancelled)
    }

    /// From the date of entry to the end date, or else the last expected one.
    fn period(&self, institution: &InstitutionNumber, pupil: PupilId, school: &School) -> Period {
        let (mut left, mut expected) = (None, None);
        for content in self.of(institution, pupil) {
            match content {
                Content::Leaving(leaving) if leaving.enrolment == school.enrolment => {
                    left = Some(leaving.until)
                }
                Content::Group(group) if group.enrolment == school.enrolment && !group.cancelled => {
                    expected = expected.max(Some(group.until.unwrap_or(group.expected_until)));
                }
                _ => {}
            }
        }
        Period { from: school.from, until: left.or(expected) }
    }

    /// The group of a pupil on a day, or the last one.
    pub fn group(&self, institution: &InstitutionNumber, pupil: PupilId) -> Option<&Group> {
        let groups = self.of(institution, pupil).into_iter().filter_map(|content| match content {
            Content::Group(group) if !group.cancelled => Some(group),
            _ => None,
        });
        groups.max_by_key(|group| group.from)
    }

    /// The others who are told to be the same person, by INSZ: school and reference.
    pub fn same_person(&self, insz: &str, not: &InstitutionNumber) -> Vec<(InstitutionNumber, PupilId)> {
        let others = self.records.iter().filter(|(_, record)| &record.institution != not);
        let same = others.filter_map(|((pupil, _), record)| match &record.content {
            Some(Content::Person(person)) if person.insz == insz => {
                Some((record.institution.clone(), *pupil))
            }
            _ => None,
        });
        if insz.is_empty() { Vec::new() } else { same.collect() }
    }
}
