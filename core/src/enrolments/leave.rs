//! Leaving, never having come, cancelling a mistake, staying after all, and beginning on another day.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::enrolment::{EnrolmentRemarkKind, GroupEnrolment, Leaving, SchoolEnrolment, check_end};
use stamboek_domain::overlap::CaseAction;
use stamboek_domain::problem::{Code, Problem};

use super::check_free;
use super::decided::{Decided, run};
use super::ending::Ending;
use super::known::{Known, from_on};
use super::messages::*;
use super::outside;
use crate::attendance::School;
use crate::overlaps::{goes_on_elsewhere, ours_step};
use crate::{Answer, Core};

/// Plans how an enrolment ends, and carries it out when asked and nothing stands in the way.
///
/// # Errors
/// `NotFound` for a pupil, an enrolment or a case that is not there.
pub fn leave(core: &Core, request: LeaveRequest) -> Answer<LeavePlan> {
    let register = core.register()?;
    let school = register.school()?;
    let by = (register.user().unwrap_or_default(), core.now());
    run(core, "leave", request.apply, |db| {
        let mut decided = decide(db, &school, &request, core.now())?;
        if let (Some(case), Some(action)) = (&request.case, noted(&request.how))
            && decided.plan.applicable
        {
            decided.changes.extend(ours_step(db, request.pupil, case, action, by)?);
        }
        Ok(decided)
    })
}

/// The step of a case that this is.
fn noted(how: &LeaveHow) -> Option<CaseAction> {
    match *how {
        LeaveHow::Ends { until, .. } => Some(CaseAction::OursClosed { until }),
        LeaveHow::NeverCame => Some(CaseAction::OursNeverCame),
        LeaveHow::Begins { from, .. } => Some(CaseAction::OursBegins { from }),
        LeaveHow::Cancel { .. } | LeaveHow::Stays => None,
    }
}

fn decide(
    db: &Connection,
    school: &School,
    request: &LeaveRequest,
    now: DateTime<FixedOffset>,
) -> Answer<Decided<LeavePlan>> {
    let today = now.date_naive();
    let known = Known::read(db, request.pupil)?;
    let enrolment = match request.enrolment {
        Some(id) => Some(known.school(id).ok_or_else(|| not_found("enrolment"))?),
        None => known.present(),
    };
    let mut ending = match &request.how {
        LeaveHow::Begins { from, moment } => {
            Ending::begins(&known, enrolment, (*from, moment), (school, now))
        }
        how => Ending::of(&known, enrolment, how),
    };
    if let LeaveHow::Ends { until, .. } = &request.how
        && goes_on_elsewhere(db, request.pupil, *until)?
    {
        let missed = |kind| matches!(kind, EnrolmentRemarkKind::LeavesWhileCompulsory { .. });
        ending.remarks.retain(|remark| !missed(remark.kind));
    }
    let left = |enrolment: &SchoolEnrolment| enrolment.leaving.as_ref().map(|leaving| leaving.until);
    let first = match &request.how {
        LeaveHow::Ends { until, .. } => *until,
        LeaveHow::Stays => enrolment.and_then(left).unwrap_or(today),
        LeaveHow::NeverCame | LeaveHow::Cancel { .. } => enrolment.map_or(today, |one| one.from),
        LeaveHow::Begins { from, .. } => enrolment.map_or(*from, |one| one.from.min(*from)),
    };
    let around = (first, first.max(today));
    let marks = match ending.outside {
        Some(period) => outside::marks_in(db, request.pupil, period)?,
        None => Vec::new(),
    };
    let count_days = outside::count_days(school, &known, &ending.after(&known), around);
    let refused = ending.remarks.iter().any(|remark| remark.refuses);
    let confirmed = !matches!(request.how, LeaveHow::Cancel { confirmed: false, .. });
    let changes = ending.changes();
    let plan = LeavePlan {
        applicable: ending.problem.is_none() && !refused && confirmed && !changes.is_empty(),
        problem: ending.problem,
        remarks: ending.remarks,
        school: ending.school,
        groups: ending.groups,
        classes: ending.classes,
        marks,
        count_days,
        batch: None,
    };
    Ok(Decided { plan, changes })
}

impl Ending {
    /// Decides it for an enrolment in the school, or only the class of who has none.
    pub(super) fn of(known: &Known, enrolment: Option<&SchoolEnrolment>, how: &LeaveHow) -> Self {
        let mut ending = Self::nothing(known);
        match how {
            LeaveHow::Ends { until, cause, situation } => {
                let tidy = |text: &str| text.trim().to_owned();
                let leaving = Leaving { until: *until, cause: tidy(cause), situation: tidy(situation) };
                ending.ends(known, enrolment, leaving);
            }
            LeaveHow::NeverCame => ending.never_came(known, enrolment),
            LeaveHow::Cancel { reason, .. } => ending.cancel(known, enrolment, reason),
            LeaveHow::Stays => ending.stays(known, enrolment),
            // Another begin is no end.
            LeaveHow::Begins { .. } => {}
        }
        ending.remarks.sort_by_key(|remark| !remark.refuses);
        ending
    }

    fn ends(&mut self, known: &Known, enrolment: Option<&SchoolEnrolment>, leaving: Leaving) {
        let until = leaving.until;
        self.outside = until.succ_opt().map(from_on);
        let begin = enrolment.map(|enrolment| enrolment.from);
        let first = known.classes.iter().map(|row| row.enrolment.from).min();
        let year = School::year_of(until).first_day();
        // The school years before this one had enrolments of their own in groups.
        let from = match begin.or(first) {
            Some(from) if from <= until => from.max(year),
            Some(from) => from,
            None => year,
        };
        self.remarks = check_end(from, until, known.birth());
        if let Some(was) = enrolment {
            for group in known.groups_of(was.id) {
                self.groups.extend(ended(group, until));
            }
            let now = SchoolEnrolment { leaving: Some(leaving), ..was.clone() };
            self.set_school(was, now);
        }
        for row in &known.classes {
            let ends = row.enrolment.until.is_none_or(|last| until < last);
            if row.enrolment.from > until {
                self.classes.push(ClassStep { was: Some(row.clone()), now: None });
            } else if ends {
                let mut now = row.clone();
                now.enrolment.until = Some(until);
                self.classes.push(ClassStep { was: Some(row.clone()), now: Some(now) });
            }
        }
    }

    fn never_came(&mut self, known: &Known, enrolment: Option<&SchoolEnrolment>) {
        let Some(was) = enrolment else { return self.problem = Some(not_found("enrolment")) };
        self.gone(known, was);
    }

    fn cancel(&mut self, known: &Known, enrolment: Option<&SchoolEnrolment>, reason: &str) {
        let Some(was) = enrolment else { return self.problem = Some(not_found("enrolment")) };
        self.remarks.push(EnrolmentRemarkKind::CancelWipes.into());
        match was.cancelled(reason) {
            Err(remark) => self.remarks.push(remark),
            Ok(now) => self.set_school(was, now),
        }
        self.gone(known, was);
    }

    /// Groups and classes of an enrolment of which no day is left.
    fn gone(&mut self, known: &Known, enrolment: &SchoolEnrolment) {
        self.outside = Some(from_on(enrolment.from));
        for group in known.groups_of(enrolment.id).filter(|group| !group.never_came) {
            self.groups.push(GroupStep { was: Some(group.clone()), now: Some(group.never_came()) });
        }
        let later = known.classes.iter().filter(|row| enrolment.from <= row.enrolment.from);
        self.classes.extend(later.map(|row| ClassStep { was: Some(row.clone()), now: None }));
    }

    fn stays(&mut self, known: &Known, enrolment: Option<&SchoolEnrolment>) {
        let left = match enrolment {
            Some(was) => was.leaving.as_ref().map(|leaving| leaving.until),
            None => known.classes.first().and_then(|row| row.enrolment.until),
        };
        let Some(left) = left else { return };
        if let Some(was) = enrolment {
            for group in known.groups_of(was.id).filter(|group| group.until == Some(left)) {
                let now = GroupEnrolment { until: None, ..group.clone() };
                self.groups.push(GroupStep { was: Some(group.clone()), now: Some(now) });
            }
            self.set_school(was, SchoolEnrolment { leaving: None, ..was.clone() });
        }
        if let Some(row) = known.classes.iter().find(|row| row.enrolment.until == Some(left)) {
            let mut now = row.clone();
            now.enrolment.until = None;
            let others = known.classes.iter().filter(|other| other.id != row.id);
            self.problem = check_free(others, row.enrolment.from, None).err();
            self.classes.push(ClassStep { was: Some(row.clone()), now: Some(now) });
        }
    }
}

/// A group that reaches beyond the last day: it ends then, or never came to be.
fn ended(group: &GroupEnrolment, until: NaiveDate) -> Option<GroupStep> {
    let last = group.period()?.until?;
    let now = match group.from {
        from if until < from => group.never_came(),
        _ if until < last => GroupEnrolment { until: Some(until), ..group.clone() },
        _ => return None,
    };
    Some(GroupStep { was: Some(group.clone()), now: Some(now) })
}

fn not_found(what: &str) -> Problem {
    Problem::new(Code::NotFound).with("what", what)
}
