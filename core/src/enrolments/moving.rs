//! Moving pupils to another group, location or class from a day on.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::enrolment::{
    EnrolmentRemark, EnrolmentRemarkKind, GroupDetails, GroupEnrolment, GroupEnrolmentId,
};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, RecordChange};
use uuid::Uuid;

use super::decided::{Decided, run};
use super::known::Known;
use super::messages::*;
use super::seats;
use super::typed::Problems;
use crate::attendance::members;
use crate::pupils::{field, row};
use crate::{Answer, Core};

/// Plans a move, and carries it out when asked and nothing stands in the way.
///
/// # Errors
/// `InvalidValue` for a group, location or class that is none, or when nobody is named; `NotFound`.
pub fn move_pupils(core: &Core, request: MoveRequest) -> Answer<MovePlan> {
    let today = core.today();
    run(core, "move", request.apply, |db| decide(db, &request, today))
}

fn decide(db: &Connection, request: &MoveRequest, today: NaiveDate) -> Answer<Decided<MovePlan>> {
    let class = match &request.class {
        Some(class) => Some(field::parse(PupilField::Class, class, today)?.ok_or_else(no_class)?),
        None => None,
    };
    let ids = who(db, request)?;
    if ids.is_empty() || (request.details.is_some() && ids.len() > 1) {
        return Err(Problem::new(Code::InvalidValue).with("field", "pupils").with("value", ids.len()));
    }
    let mut decided = Decided { plan: empty(), changes: Vec::new() };
    for pupil in row::by_ids(db, &ids)? {
        let known = Known::read(db, pupil.id)?;
        let outcome = one(db, &known, request, class.as_deref(), today);
        let was = known.place(request.on);
        let mut found = MoveRow {
            pupil,
            verdict: MoveVerdict::Refused,
            now: was.clone(),
            was,
            remarks: Vec::new(),
            problem: None,
        };
        match outcome {
            Err(Refused::Rule(remark)) => found.remarks.push(remark),
            Err(Refused::Problem(problem)) => found.problem = Some(problem),
            Ok((changes, now)) => {
                let moves = !changes.is_empty();
                found.verdict = if moves { MoveVerdict::Moves } else { MoveVerdict::Unchanged };
                found.now = now;
                decided.changes.extend(changes);
            }
        }
        decided.plan.add(found);
    }
    decided.plan.applicable = decided.plan.refused == 0 && decided.plan.moves > 0;
    Ok(decided)
}

fn no_class() -> Problem {
    Problem::new(Code::InvalidValue).with("field", "class").with("value", "").with("why", "empty")
}

/// Why a pupil cannot move.
enum Refused {
    Rule(EnrolmentRemark),
    Problem(Problem),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Those named, and everybody who is in the class on that day; in class and name order.
fn who(db: &Connection, request: &MoveRequest) -> Answer<Vec<PupilId>> {
    let mut ids: BTreeSet<PupilId> = request.pupils.iter().copied().collect();
    if !request.class_of.is_empty() {
        let there = members::on(db, request.on)?.into_iter().filter(|place| place.class == request.class_of);
        ids.extend(there.map(|place| place.pupil));
    }
    let ids: Vec<PupilId> = ids.into_iter().collect();
    let mut rows = row::by_ids(db, &ids)?;
    if rows.len() < ids.len() {
        return Err(Problem::new(Code::NotFound).with("what", "pupil"));
    }
    rows.sort_by_cached_key(row::SortKey::of);
    Ok(rows.into_iter().map(|row| row.id).collect())
}

fn one(
    db: &Connection,
    known: &Known,
    request: &MoveRequest,
    class: Option<&str>,
    today: NaiveDate,
) -> Result<(Vec<Change>, PlaceInSchool), Refused> {
    let on = request.on;
    if known.field(PupilField::Kind) == "staff" {
        let staff = Problem::new(Code::InvalidValue).with("field", "kind").with("value", "staff");
        return Err(Refused::Problem(staff));
    }
    let mut changes = Vec::new();
    let mut now = known.place(on);
    let details = request.details.as_ref();
    let wants_group = request.group.is_some() || details.is_some();
    if let Some(group) = known.group_on(on) {
        let wanted = wanted(&group.details, request)?;
        now.group = wanted.group.to_string();
        now.location = wanted.location.to_string();
        if wanted != group.details {
            changes.push(regrouped(known, group, on, wanted)?);
        }
    } else if wants_group {
        return Err(Refused::Rule(EnrolmentRemarkKind::ChangeOutside.into()));
    } else if let Some(location) = &request.location {
        let location = field::parse(PupilField::Location, location, today)?;
        now.location = location.unwrap_or_default();
    }
    let seat = known.seat(on);
    if let Some(class) = class {
        class.clone_into(&mut now.class);
    }
    let wanted = (now.class.as_str(), now.location.as_str());
    if (class.is_some() || request.location.is_some() || details.is_some())
        && !wanted.0.is_empty()
        // Of whom only the class was known, the first day is told now.
        && (seat != wanted || (class.is_some() && known.classes.is_empty()))
    {
        changes.extend(seats::enter(db, known, wanted, on, today)?);
    }
    Ok((changes, now))
}

fn wanted(details: &GroupDetails, request: &MoveRequest) -> Result<GroupDetails, Refused> {
    let mut problems = Problems::default();
    let wanted = match &request.details {
        Some(draft) => problems.details(draft),
        None => problems.moved(details, request.group.as_deref(), request.location.as_deref()),
    };
    match (wanted, problems.0.pop()) {
        (_, Some(wrong)) => Err(Refused::Problem(wrong.problem)),
        (Some(wanted), None) => Ok(wanted),
        (None, None) => Ok(details.clone()),
    }
}

/// Closes the group and opens the next; one that begins on that very day is replaced, since it had
/// no day yet.
fn regrouped(
    known: &Known,
    group: &GroupEnrolment,
    on: NaiveDate,
    details: GroupDetails,
) -> Result<Change, Refused> {
    let id = GroupEnrolmentId(Uuid::now_v7());
    let groups = match group.from == on {
        true => {
            let next = GroupEnrolment { id, details, ..group.clone() };
            vec![RecordChange { was: Some(group.clone()), now: None }, RecordChange::open(next)]
        }
        false => {
            let (closed, next) = group.changed(on, id, details).map_err(Refused::Rule)?;
            vec![RecordChange::change(group.clone(), closed), RecordChange::open(next)]
        }
    };
    Ok(Change::EnrolmentSet { pupil: known.pupil, schools: Vec::new(), groups })
}

fn empty() -> MovePlan {
    MovePlan { applicable: false, rows: Vec::new(), moves: 0, unchanged: 0, refused: 0, batch: None }
}

impl MovePlan {
    fn add(&mut self, row: MoveRow) {
        match row.verdict {
            MoveVerdict::Moves => self.moves += 1,
            MoveVerdict::Unchanged => self.unchanged += 1,
            MoveVerdict::Refused => self.refused += 1,
        }
        self.rows.push(row);
    }
}
