//! What the end of an enrolment, or another begin, does to the three levels, and the changes that carry
//! it out.

use stamboek_domain::enrolment::{EnrolmentRemark, SchoolEnrolment};
use stamboek_domain::period::Period;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::{Change, RecordChange};

use super::known::Known;
use super::messages::{ClassStep, EnrolmentRow, GroupStep, SchoolStep};

/// What it does to the three levels.
pub(super) struct Ending {
    pub(super) pupil: PupilId,
    pub(super) remarks: Vec<EnrolmentRemark>,
    pub(super) problem: Option<Problem>,
    pub(super) school: Option<SchoolStep>,
    pub(super) groups: Vec<GroupStep>,
    pub(super) classes: Vec<ClassStep>,
    /// Days that no longer belong to the pupil.
    pub(super) outside: Option<Period>,
}

impl Ending {
    /// Nothing changes yet.
    pub(super) fn nothing(known: &Known) -> Self {
        Self {
            pupil: known.pupil,
            remarks: Vec::new(),
            problem: None,
            school: None,
            groups: Vec::new(),
            classes: Vec::new(),
            outside: None,
        }
    }

    pub(super) fn set_school(&mut self, was: &SchoolEnrolment, now: SchoolEnrolment) {
        if *was != now {
            self.school = Some(SchoolStep { was: Some(was.clone()), now: Some(now) });
        }
    }

    /// The changes that carry it out.
    pub(super) fn changes(&self) -> Vec<Change> {
        let school = self.school.iter();
        let schools: Vec<_> =
            school.map(|step| RecordChange { was: step.was.clone(), now: step.now.clone() }).collect();
        let group = |step: &GroupStep| RecordChange { was: step.was.clone(), now: step.now.clone() };
        let groups: Vec<_> = self.groups.iter().map(group).collect();
        let classes = self.classes.iter().flat_map(|step| match (&step.was, &step.now) {
            (Some(was), Some(now)) if was.id != now.id => replaced(was, now).into(),
            (Some(was), Some(now)) => vec![Change::EnrolmentClose {
                id: was.id,
                pupil: was.enrolment.pupil,
                was: was.enrolment.until,
                now: now.enrolment.until,
            }],
            (Some(was), None) => {
                vec![Change::EnrolmentCancel { id: was.id, pupil: was.enrolment.pupil }]
            }
            _ => Vec::new(),
        });
        let some = !schools.is_empty() || !groups.is_empty();
        let set = some.then_some(Change::EnrolmentSet { pupil: self.pupil, schools, groups });
        set.into_iter().chain(classes).collect()
    }

    /// The pupil as the end leaves it.
    pub(super) fn after(&self, known: &Known) -> Known {
        let mut after = known.clone();
        for now in self.school.iter().filter_map(|step| step.now.as_ref()) {
            after.schools.iter_mut().filter(|one| one.id == now.id).for_each(|one| *one = now.clone());
        }
        for now in self.groups.iter().filter_map(|step| step.now.as_ref()) {
            after.groups.iter_mut().filter(|one| one.id == now.id).for_each(|one| *one = now.clone());
        }
        after
    }
}

/// The changes that put a period in a class in the place of another.
fn replaced(was: &EnrolmentRow, now: &EnrolmentRow) -> [Change; 2] {
    [
        Change::EnrolmentCancel { id: was.id, pupil: was.enrolment.pupil },
        Change::EnrolmentOpen { id: now.id, enrolment: now.enrolment.clone() },
    ]
}
