//! Setting right when an enrolment began: its begin date, and the moment of enrolment. A secondary
//! school adjusts its own dates when a pupil is also enrolled elsewhere, and without the moment nobody
//! knows who enrolled later (discimus.md 3.3, 5).

use chrono::{DateTime, FixedOffset, NaiveDate};
use stamboek_domain::compulsory::age_in;
use stamboek_domain::enrolment::{
    EnrolmentId, EnrolmentRemark, EnrolmentRemarkKind, GroupEnrolment, Level, Moment, NewEnrolment,
    SchoolEnrolment, begins_in_weekend,
};
use stamboek_domain::period::Period;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilField;
use stamboek_domain::school_year::SchoolYear;
use uuid::Uuid;

use super::check_free;
use super::ending::Ending;
use super::known::Known;
use super::messages::{ClassStep, GroupStep};
use super::typed::Problems;
use crate::Answer;
use crate::attendance::School;

impl Ending {
    /// The enrolment began on `from`, and was made at `moment` (as typed; empty: as it stands).
    pub(super) fn begins(
        known: &Known,
        enrolment: Option<&SchoolEnrolment>,
        (from, moment): (NaiveDate, &str),
        (school, now): (&School, DateTime<FixedOffset>),
    ) -> Self {
        let mut ending = Self::nothing(known);
        let missing = || Problem::new(Code::NotFound).with("what", "enrolment");
        let begin = enrolment.ok_or_else(missing).and_then(|was| Ok((was, typed(was, moment, now)?)));
        let (was, moment) = match begin {
            Ok(begin) => begin,
            Err(problem) => {
                ending.problem = Some(problem);
                return ending;
            }
        };
        let becomes = SchoolEnrolment { from, moment, ..was.clone() };
        ending.remarks = remarks(known, &becomes, (school, now));
        ending.outside = (was.from < from).then(|| Period { from: was.from, until: from.pred_opt() });
        let groups = known.groups_of(was.id);
        ending.groups = groups.filter_map(|group| moved_group(group, was.from, from)).collect();
        if from != was.from {
            ending.move_classes(known, was.from, from);
        }
        ending.set_school(was, becomes);
        ending
    }

    /// Periods in classes from the old begin on: those that come to begin with the enrolment begin
    /// then, and those before it fall away.
    fn move_classes(&mut self, known: &Known, was: NaiveDate, from: NaiveDate) {
        let (mut stay, mut move_along) = (Vec::new(), Vec::new());
        for row in &known.classes {
            let class = &row.enrolment;
            let begins_with_it = class.from == was || (was <= class.from && class.from < from);
            match begins_with_it {
                true => move_along.push(row),
                false => stay.push(row),
            }
        }
        for row in move_along {
            let class = &row.enrolment;
            let over = class.until.is_some_and(|until| until < from);
            let mut now = (!over).then(|| row.clone());
            if let Some(now) = &mut now {
                now.id = EnrolmentId(Uuid::now_v7());
                now.enrolment.from = from;
                let free = check_free(stay.iter().copied(), from, class.until);
                let weekday = match begins_in_weekend(from) {
                    true => Err(Problem::new(Code::EnrolmentWeekend).with("day", from)),
                    false => Ok(()),
                };
                self.problem = self.problem.take().or_else(|| weekday.and(free).err());
            }
            self.classes.push(ClassStep { was: Some(row.clone()), now });
        }
    }
}

/// The moment as typed, or as it stands.
fn typed(was: &SchoolEnrolment, moment: &str, now: DateTime<FixedOffset>) -> Answer<Moment> {
    if moment.trim().is_empty() {
        return Ok(was.moment);
    }
    let mut problems = Problems::default();
    let typed = problems.moment(moment, now);
    let future = || {
        let problem = Problem::new(Code::InvalidValue).with("field", "moment").with("value", moment.trim());
        problem.with("why", "future")
    };
    match (typed, problems.0.pop()) {
        (_, Some(wrong)) => Err(wrong.problem),
        (Some(moment), None) if moment.day <= now.date_naive() => Ok(moment),
        _ => Err(future()),
    }
}

/// What the rules say of an enrolment that begins so. That it is told late says nothing of a
/// correction.
fn remarks(
    known: &Known,
    becomes: &SchoolEnrolment,
    (school, now): (&School, DateTime<FixedOffset>),
) -> Vec<EnrolmentRemark> {
    let from = becomes.from;
    let calendar = school.calendar(School::year_of(from));
    let mut remarks = NewEnrolment {
        level: level(known, from, school),
        birth: known.birth(),
        has_insz: known.fields.contains_key(&PupilField::Insz),
        moment: becomes.moment,
        from,
        status: becomes.status,
        reason: &becomes.reason,
        today: now.date_naive(),
        calendar: &calendar,
    }
    .check();
    let late = |kind: &EnrolmentRemarkKind| {
        matches!(kind, EnrolmentRemarkKind::RegisteredLate { .. } | EnrolmentRemarkKind::InszMissing)
    };
    remarks.retain(|remark| !late(&remark.kind));
    if becomes.leaving.as_ref().is_some_and(|leaving| leaving.until < from) {
        remarks.push(EnrolmentRemarkKind::EndBeforeBegin.into());
    }
    let others = known
        .schools
        .iter()
        .filter(|other| other.counts() && other.id != becomes.id && other.institution == becomes.institution);
    for other in others.filter(|other| other.period().shared(becomes.period()).is_some()) {
        let until = other.leaving.as_ref().map(|leaving| leaving.until);
        remarks.push(EnrolmentRemarkKind::AlreadyEnrolled { from: other.from, until }.into());
    }
    remarks
}

/// The level of the class on that day, or the usual one at that age.
fn level(known: &Known, on: NaiveDate, school: &School) -> Level {
    let said = school.said_of(known.seat(on).0).level;
    let usual = || known.birth().map(|birth| Level::usual_at(age_in(School::year_of(on), birth)));
    said.or_else(usual).unwrap_or(Level::Lager)
}

/// A group that begins with the enrolment, or before its new begin. Of an earlier school year nothing
/// was registered, so that a group does not reach back into it.
fn moved_group(group: &GroupEnrolment, was: NaiveDate, from: NaiveDate) -> Option<GroupStep> {
    let last = group.until.unwrap_or(group.expected_until);
    let same_year = || SchoolYear::of(group.from).ok() == SchoolYear::of(from).ok();
    let now = match group.never_came {
        true => return None,
        false if last < from => group.never_came(),
        false if group.from < from || (group.from == was && same_year()) => {
            GroupEnrolment { from, ..group.clone() }
        }
        false => return None,
    };
    (now != *group).then(|| GroupStep { was: Some(group.clone()), now: Some(now) })
}
