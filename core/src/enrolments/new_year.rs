//! The new school year as one action: who passes to which class and group, who leaves, and of whom
//! it is not known yet.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::class;
use stamboek_domain::enrolment::{GroupEnrolment, GroupEnrolmentId, leavers_end};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::op::{Change, RecordChange};
use uuid::Uuid;

use super::decided::{Decided, run};
use super::ending::Ending;
use super::known::Known;
use super::messages::*;
use super::passing::Proposals;
use super::typed::Problems;
use super::{restructure, seats};
use crate::attendance::School;
use crate::db::OrProblem;
use crate::pupils::row;
use crate::register::views::pupil_id;
use crate::{Answer, Core};

/// Plans the new school year or a restructuring, and carries it out when asked and nothing stands
/// in the way.
///
/// # Errors
/// `InvalidValue` for a year or institution number that is none.
pub fn new_year(core: &Core, request: NewYearRequest) -> Answer<NewYearPlan> {
    let today = core.today();
    match &request.change {
        YearChange::Pass { year, classes, pupils } => {
            let present = School::year_of(today);
            let next = SchoolYear::beginning(present.begin_year() + 1).unwrap_or(present);
            let passing = NewYear { year: year.unwrap_or(next), classes, pupils, today };
            run(core, "new_year", request.apply, |db| passing.decide(db))
        }
        YearChange::Restructure { from, to, on } => {
            run(core, "restructure", request.apply, |db| restructure::decide(db, from, to, *on))
        }
    }
}

struct NewYear<'a> {
    year: SchoolYear,
    classes: &'a [ClassPassing],
    pupils: &'a [PupilPassing],
    today: NaiveDate,
}

impl NewYear<'_> {
    /// The last day of the year before, on which the present enrolments are looked at.
    fn eve(&self) -> NaiveDate {
        self.year.first_day().pred_opt().unwrap_or(NaiveDate::MIN)
    }

    fn decide(&self, db: &Connection) -> Answer<Decided<NewYearPlan>> {
        let ids = enrolled(db)?;
        let mut rows = row::by_ids(db, &ids)?;
        rows.sort_by_cached_key(row::SortKey::of);
        let mut known = Known::enrolled(db)?;
        let mut everybody = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(known) = known.remove(&row.id) else { continue };
            if let Some(was) = self.before(&known) {
                everybody.push((row, known, was));
            }
        }
        let proposals = Proposals::of(everybody.iter().map(|(_, _, was)| was));
        let mut plan = empty(self.year);
        plan.classes = self.by_class(everybody.iter().map(|(_, _, was)| was.class.as_str()), &proposals);
        let decided: BTreeMap<PupilId, &Passing> =
            self.pupils.iter().map(|one| (one.pupil, &one.passing)).collect();
        let mut changes = Vec::new();
        for (pupil, known, was) in everybody {
            let own = decided.get(&known.pupil).copied();
            let of_class = plan.classes.iter().find(|one| one.class == was.class).map(|one| &one.passing);
            let passing = own.or(of_class).cloned().unwrap_or(Passing::Unknown);
            let mut row = NewYearRow {
                pupil,
                verdict: NewYearVerdict::Refused,
                passing,
                decided: own.is_some(),
                was,
                remarks: Vec::new(),
                problem: None,
            };
            changes.extend(self.one(db, &known, &mut row));
            count(&mut plan, row.verdict);
            plan.rows.push(row);
        }
        plan.applicable = plan.refused == 0 && !changes.is_empty();
        Ok(Decided { plan, changes })
    }

    /// Where a pupil is at the end of the year; `None` for who is not enrolled any more, and for who
    /// comes only in the new year.
    fn before(&self, known: &Known) -> Option<PlaceInSchool> {
        let eve = self.eve();
        let left = leavers_end(School::year_of(eve));
        let school = known.counts_by(eve).or_else(|| known.counts_by(left))?;
        // Everything of the last day of the pupil here, or of the year.
        let last = school.period().until.map_or(eve, |until| until.min(eve));
        Some(known.place(last))
    }

    fn by_class<'c>(
        &self,
        classes: impl Iterator<Item = &'c str>,
        proposals: &Proposals,
    ) -> Vec<NewYearClass> {
        let mut counted: BTreeMap<&str, u32> = BTreeMap::new();
        for class in classes {
            *counted.entry(class).or_default() += 1;
        }
        let mut found: Vec<NewYearClass> = counted
            .into_iter()
            .map(|(class, pupils)| {
                let decided = self.classes.iter().find(|one| one.class == class).map(|one| &one.passing);
                NewYearClass {
                    class: class.to_owned(),
                    pupils,
                    passing: decided.cloned().unwrap_or_else(|| proposals.passing(class)),
                    decided: decided.is_some(),
                }
            })
            .collect();
        found.sort_by(|a, b| class::compare(&a.class, &b.class));
        found
    }

    /// The changes for one pupil; says in the row what becomes of the pupil.
    fn one(&self, db: &Connection, known: &Known, row: &mut NewYearRow) -> Vec<Change> {
        let first = self.year.first_day();
        let leaves = known
            .present()
            .is_some_and(|school| school.leaving.as_ref().is_some_and(|leaving| leaving.until < first));
        let stays = known.groups.iter().any(|group| !group.never_came && first <= group.from);
        if leaves || stays {
            row.verdict = NewYearVerdict::Already;
            return Vec::new();
        }
        let outcome = match &row.passing {
            Passing::Unknown => {
                row.verdict = NewYearVerdict::Unknown;
                return Vec::new();
            }
            Passing::Leaves { cause, situation } => {
                row.verdict = NewYearVerdict::Leaves;
                let until = leavers_end(School::year_of(self.eve()));
                let how = LeaveHow::Ends { until, cause: cause.clone(), situation: situation.clone() };
                let ending = Ending::of(known, known.present(), &how);
                row.remarks.clone_from(&ending.remarks);
                match &ending.problem {
                    Some(problem) => Err(problem.clone()),
                    None => Ok(ending.changes()),
                }
            }
            Passing::Group { class, group, location } => {
                row.verdict = NewYearVerdict::Passes;
                self.passes(db, known, (class.trim(), group, location), &row.was)
            }
        };
        let changes = outcome.unwrap_or_else(|problem| {
            row.problem = Some(problem);
            Vec::new()
        });
        if row.problem.is_some() || row.remarks.iter().any(|remark| remark.refuses) {
            row.verdict = NewYearVerdict::Refused;
            return Vec::new();
        }
        changes
    }

    fn passes(
        &self,
        db: &Connection,
        known: &Known,
        (class, group, location): (&str, &str, &str),
        was: &PlaceInSchool,
    ) -> Answer<Vec<Change>> {
        let first = self.year.first_day();
        let mut changes = Vec::new();
        let location = if location.trim().is_empty() { &was.location } else { location };
        let last = known.groups.iter().filter(|group| !group.never_came).max_by_key(|group| group.from);
        let mut seat_location = location.to_owned();
        if let Some(last) = last.filter(|_| !group.trim().is_empty()) {
            let mut problems = Problems::default();
            let details = problems.moved(&last.details, Some(group), Some(location));
            if let Some(wrong) = problems.0.pop() {
                return Err(wrong.problem);
            }
            let details = details.ok_or_else(|| Problem::new(Code::Internal).with("detail", "group"))?;
            seat_location = details.location.to_string();
            let next = GroupEnrolment {
                id: GroupEnrolmentId(Uuid::now_v7()),
                enrolment: last.enrolment,
                from: first,
                expected_until: self.year.last_day(),
                until: None,
                never_came: false,
                details,
            };
            let groups = vec![RecordChange::open(next)];
            changes.push(Change::EnrolmentSet { pupil: known.pupil, schools: Vec::new(), groups });
        }
        if !class.is_empty() && known.seat(first) != (class, seat_location.as_str()) {
            changes.extend(seats::enter(db, known, (class, &seat_location), first, self.today)?);
        }
        Ok(changes)
    }
}

/// Everybody with an enrolment in the school that counts.
pub(super) fn enrolled(db: &Connection) -> Answer<Vec<PupilId>> {
    db.prepare_cached(
        "SELECT DISTINCT pupil FROM view_school_enrolment WHERE status IN ('realised', 'parallel')",
    )
    .and_then(|mut select| select.query_map([], |row| pupil_id(row, 0))?.collect())
    .or_problem()
}

pub(super) fn empty(year: SchoolYear) -> NewYearPlan {
    NewYearPlan {
        applicable: false,
        year,
        classes: Vec::new(),
        rows: Vec::new(),
        passing: 0,
        leaving: 0,
        unknown: 0,
        already: 0,
        refused: 0,
        batch: None,
    }
}

pub(super) fn count(plan: &mut NewYearPlan, verdict: NewYearVerdict) {
    let counter = match verdict {
        NewYearVerdict::Passes => &mut plan.passing,
        NewYearVerdict::Leaves => &mut plan.leaving,
        NewYearVerdict::Unknown => &mut plan.unknown,
        NewYearVerdict::Already => &mut plan.already,
        NewYearVerdict::Refused => &mut plan.refused,
    };
    *counter += 1;
}
