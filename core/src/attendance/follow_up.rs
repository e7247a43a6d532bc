//! What a person says beside the marks: steps that were taken, what a previous school handed over,
//! disciplinary measures. Each is a fact about the pupil.

use stamboek_domain::follow_up::{FollowUp, PreviousSchool};
use stamboek_domain::measure::{self, Measure};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::messages::*;
use super::rules;
use crate::dossier::fact::{fresh, get, set};
use crate::history::messages::Saved;
use crate::register::Batch;
use crate::{Answer, Core};

/// Longest remark at a step, in characters.
const LONGEST_NOTE: usize = 500;
/// Half days that no school year has: a typing error.
const TOO_MANY: u32 = 400;

/// Signs off a step, or takes that back. The same step about the same finding again replaces what
/// was said of it.
///
/// # Errors
/// `InvalidValue` for a day to come or a remark that is too long; `NotFound`.
pub fn save_follow_up(core: &Core, request: FollowUpRequest) -> Answer<Saved> {
    let FollowUpRequest { pupil, follow_up, done } = request;
    let invalid =
        |field: &str, why: &str| Problem::new(Code::InvalidValue).with("field", field).with("why", why);
    if done && core.today() < follow_up.on {
        return Err(invalid("day", "future").with("value", follow_up.on));
    }
    if follow_up.note.chars().count() > LONGEST_NOTE {
        return Err(invalid("note", "length"));
    }
    core.register()?.write("follow_up", |batch| {
        set(batch, pupil, &key(&follow_up), done.then_some(&follow_up))?;
        Ok(Saved { batch: batch.saved() })
    })
}

/// Signs off a step as part of an action.
pub(crate) fn record_follow_up(batch: &mut Batch, pupil: PupilId, follow_up: &FollowUp) -> Answer<()> {
    set(batch, pupil, &key(follow_up), Some(follow_up))
}

fn key(FollowUp { key, step, .. }: &FollowUp) -> String {
    let step = serde_json::to_value(step).unwrap_or_default();
    format!("{}{key}/{}", rules::FOLLOW_UP, step.as_str().unwrap_or_default())
}

/// Saves what the previous school of a school year handed over; all zero takes it away.
///
/// # Errors
/// `InvalidValue` for more half days than a year has; `Stale`; `NotFound`.
pub fn save_previous_school(core: &Core, request: PreviousSchoolRequest) -> Answer<Saved> {
    let PreviousSchoolRequest { pupil, year, was, now } = request;
    for (field, value) in [("b", now.b), ("present", now.present), ("acceptable", now.acceptable)] {
        if value > TOO_MANY {
            return Err(Problem::new(Code::InvalidValue)
                .with("field", field)
                .with("value", value)
                .with("why", "range"));
        }
    }
    let key = format!("{}{year}", rules::PREVIOUS);
    core.register()?.write("previous_school", |batch| {
        let current: PreviousSchool = get(batch, pupil, &key)?.unwrap_or_default();
        fresh("previous_school", &current, &was, &now)?;
        set(batch, pupil, &key, Some(&now).filter(|now| **now != PreviousSchool::default()))?;
        Ok(Saved { batch: batch.saved() })
    })
}

/// Sets, changes or takes away a disciplinary measure.
///
/// # Errors
/// `MeasureRefused` with `why` when the measures of the pupil cannot stand beside each other;
/// `Stale`; `NotFound`.
pub fn save_measure(core: &Core, request: MeasureRequest) -> Answer<Saved> {
    let MeasureRequest { pupil, id, was, now } = request;
    let id = id.unwrap_or_else(|| Uuid::now_v7().to_string());
    let key = format!("{}{id}", rules::MEASURE);
    core.register()?.write("measure", |batch| {
        fresh("measure", &get::<Measure>(batch, pupil, &key)?, &was, &now)?;
        set(batch, pupil, &key, now.as_ref())?;
        let facts = rules::facts_of(batch.tx(), pupil)?;
        let measures: Vec<Measure> = facts.measures.into_values().collect();
        if now.is_some()
            && let Some((_, fault)) = measure::faults(&measures).first()
        {
            let why = serde_json::to_value(fault).unwrap_or_default();
            return Err(Problem::new(Code::MeasureRefused).with("why", why.as_str().unwrap_or_default()));
        }
        Ok(Saved { batch: batch.saved() })
    })
}
