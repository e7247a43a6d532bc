//! What somebody does about a pupil who is also enrolled elsewhere.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::elsewhere::{Elsewhere, ElsewhereKey, ElsewhereSource, OtherSchool};
use stamboek_domain::enrolment::Moment;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::overlap::{CaseAction, CaseKey, CaseStep, said};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::op::Change;

use super::messages::*;
use super::{facts, overview, own, school};
use crate::history::messages::Saved;
use crate::register::Batch;
use crate::{Answer, Core};

/// Longest remark at a step, and longest name of a school, in characters.
const LONGEST: usize = 500;
pub(super) const LONGEST_NAME: usize = 120;

/// Does something about a pupil who is also enrolled elsewhere, as one action.
///
/// # Errors
/// `InvalidValue` with the field and why (`empty`, `future`, `past`, `length`, `own_school`,
/// `exists`, `range`); `Stale` when what the person saw is gone; `NotFound`; `BadRequest` for
/// "seen again", which only a refresh says.
pub fn overlap_do(core: &Core, request: OverlapDoRequest) -> Answer<Saved> {
    let kind = match &request.act {
        OverlapDo::Note { .. } => "overlap",
        OverlapDo::Elsewhere { .. } => "elsewhere",
        OverlapDo::School { .. } => "school",
    };
    let register = core.register()?;
    let by = register.user().unwrap_or_default();
    let whose = || request.pupil.ok_or_else(|| invalid("pupil", "empty"));
    register.write(kind, |batch| {
        match request.act {
            OverlapDo::Note { case, action, note } => {
                let step = CaseStep { at: core.now(), by, action, note: note.trim().to_owned() };
                note_step(batch, whose()?, &case, &step, core.today())?;
            }
            OverlapDo::Elsewhere { was, now } => {
                let removed =
                    CaseStep { at: core.now(), by, action: CaseAction::OtherWrong, note: String::new() };
                typed(batch, whose()?, (was, now), &removed)?;
            }
            OverlapDo::School { was, now } => school::put(batch, was, now)?,
        }
        Ok(Saved { batch: batch.saved() })
    })
}

pub(super) fn invalid(field: &str, why: &str) -> Problem {
    Problem::new(Code::InvalidValue).with("field", field).with("why", why)
}

/// Adds a step to a case of the pupil.
pub(crate) fn note_step(
    batch: &mut Batch,
    pupil: PupilId,
    case: &CaseKey,
    step: &CaseStep,
    today: NaiveDate,
) -> Answer<()> {
    match step.action {
        CaseAction::SeenAgain => return Err(Problem::new(Code::BadRequest).with("command", "overlap_do")),
        CaseAction::Postpone { until } if until <= today => {
            return Err(invalid("until", "past").with("value", until));
        }
        _ => {}
    }
    if step.note.chars().count() > LONGEST {
        return Err(invalid("note", "length"));
    }
    is_case(batch.tx(), pupil, case)?;
    facts::add_step(batch, pupil, case, step)
}

/// The change that notes in a case what becomes of our enrolment, to go with what changes it.
///
/// # Errors
/// `NotFound` when the pupil has no such case.
pub(crate) fn ours_step(
    db: &Connection,
    pupil: PupilId,
    case: &CaseKey,
    action: CaseAction,
    (by, at): (String, DateTime<FixedOffset>),
) -> Answer<Option<Change>> {
    is_case(db, pupil, case)?;
    let step = CaseStep { at, by, action, note: String::new() };
    facts::step_change(db, pupil, case, &step)
}

fn is_case(db: &Connection, pupil: PupilId, case: &CaseKey) -> Answer<()> {
    let known = overview::known(db, pupil)?.facts;
    let told = known.elsewhere.iter().any(|one| CaseKey::of(one).as_ref() == Some(case));
    match told || !known.steps(case).is_empty() {
        true => Ok(()),
        false => Err(Problem::new(Code::NotFound).with("what", "case")),
    }
}

/// Adds, changes or removes an enrolment elsewhere. Removing what Discimus or a list told says that
/// the other school is wrong: so it is shown as come back when it is told again.
fn typed(
    batch: &mut Batch,
    pupil: PupilId,
    (was, now): (Option<ElsewhereKey>, Option<TypedElsewhere>),
    removed: &CaseStep,
) -> Answer<()> {
    let known = overview::known(batch.tx(), pupil)?.facts;
    let before = match &was {
        None => None,
        Some(key) => {
            let stale = || Problem::new(Code::Stale).with("field", "elsewhere");
            Some(facts::get_elsewhere(batch, pupil, key)?.ok_or_else(stale)?)
        }
    };
    let now = now.map(|typed| parsed(batch, typed, removed.at.date_naive())).transpose()?;
    if let Some(now) = &now {
        let key = now.key();
        if was.as_ref() != Some(&key) && facts::get_elsewhere(batch, pupil, &key)?.is_some() {
            return Err(invalid("school", "exists"));
        }
        if let Some(was) = was.filter(|was| *was != key) {
            facts::put_elsewhere(batch, pupil, &was, None)?;
        }
        return facts::put_elsewhere(batch, pupil, &key, Some(now));
    }
    let Some(before) = before else { return Ok(()) };
    facts::put_elsewhere(batch, pupil, &before.key(), None)?;
    let case = CaseKey::of(&before).filter(|_| before.source != ElsewhereSource::Typed);
    match case.filter(|case| !said(known.steps(case), removed.at.date_naive()).is_closed()) {
        Some(case) => facts::add_step(batch, pupil, &case, removed),
        None => Ok(()),
    }
}

fn parsed(batch: &Batch, typed: TypedElsewhere, today: NaiveDate) -> Answer<Elsewhere> {
    let (number, name) = (typed.institution.trim(), typed.school.trim());
    let institution = match number {
        "" => None,
        number => Some(
            InstitutionNumber::parse(number)
                .map_err(|fault| invalid("institution", fault.code()).with("value", number))?,
        ),
    };
    if institution.is_none() && OtherSchool::parse(&OtherSchool::named(name).to_string()).is_none() {
        return Err(invalid("school", "empty"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(invalid("school", "length"));
    }
    if let Some(number) = &institution
        && own::institutions(batch.tx())?.contains(number)
    {
        return Err(invalid("institution", "own_school").with("value", number.as_str()));
    }
    let period = typed.period;
    SchoolYear::of(period.from).map_err(|_| invalid("from", "range").with("value", period.from))?;
    if let Some(until) = period.until.filter(|until| *until < period.from) {
        return Err(invalid("until", "before_begin").with("value", until));
    }
    let moment = match typed.moment.trim() {
        "" => None,
        text => Some(Moment::parse(text).map_err(|_| invalid("moment", "date").with("value", text))?),
    };
    if let Some(moment) = moment.filter(|moment| today < moment.day) {
        return Err(invalid("moment", "future").with("value", moment.day));
    }
    let school = name.to_owned();
    let source = ElsewhereSource::Typed;
    Ok(Elsewhere { institution, school, period, moment, hospital: typed.hospital, source, seen_on: today })
}
