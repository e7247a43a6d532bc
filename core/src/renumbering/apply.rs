//! Carries out a number list: decided again inside the transaction, all of it or nothing.

use chrono::NaiveDate;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::{Change, ExternalNumber};

use super::list::lines;
use super::plan::{Planned, plan};
use crate::imports::messages::*;
use crate::imports::readings::{Reading, guard};
use crate::imports::snapshot::Snapshot;
use crate::imports::{digest_of, last_day, not_applicable, progress, remember};
use crate::{Answer, Core};

/// Trial run of a number list.
pub fn plan_only(core: &Core, mut request: NumbersPlanRequest) -> Answer<NumbersPlan> {
    let reading = core.readings.get(request.session)?;
    let mut reading = guard(&reading);
    let planned = core.register()?.read(|db| decide(core, &reading, db, &mut request))?;
    reading.seen = Some((digest_of(&request)?, digest(&planned)?));
    Ok(planned.plan)
}

/// Applies a number list as the person saw it in the trial run.
pub fn apply(core: &Core, mut request: NumbersPlanRequest) -> Answer<NumbersPlan> {
    core.readings.begin();
    let reading = core.readings.get(request.session)?;
    let mut reading = guard(&reading);
    let register = core.register()?;
    remember(core, &reading)?;
    let plan = register.write("renumber", |batch| {
        let planned = decide(core, &reading, batch.tx(), &mut request)?;
        if reading.seen != Some((digest_of(&request)?, digest(&planned)?)) {
            return Err(Problem::new(Code::Stale).with("field", "plan"));
        }
        if !planned.plan.applicable {
            return Err(not_applicable(planned.plan.refused.len(), 0));
        }
        let first_day = first_day(&request)?;
        let number = |database: &str, value: &str| ExternalNumber {
            system: request.system.clone(),
            database: database.to_owned(),
            value: value.to_owned(),
        };
        let (moves, mut plan) = (planned.moves, planned.plan);
        for one in &moves {
            if let Some((value, from)) = &one.end {
                let number = number(&request.from_database, value);
                batch.push(Change::NumberEnd {
                    pupil: one.pupil,
                    number,
                    until: last_day(first_day, *from),
                })?;
            }
        }
        for (done, one) in moves.iter().enumerate() {
            progress(core, done, moves.len())?;
            if let Some(value) = &one.add {
                let number = number(&request.to_database, value);
                batch.push(Change::NumberAdd { pupil: one.pupil, number, from: first_day })?;
            }
        }
        progress(core, moves.len(), moves.len())?;
        plan.batch = (!moves.is_empty()).then(|| batch.id().0.to_string());
        Ok(plan)
    })?;
    reading.seen = None;
    Ok(plan)
}

fn decide(
    core: &Core,
    reading: &Reading,
    db: &rusqlite::Connection,
    request: &mut NumbersPlanRequest,
) -> Answer<Planned> {
    if reading.kind != SheetKind::Numbers {
        return Err(Problem::new(Code::BadRequest).with("command", "numbers_plan"));
    }
    if request.system.is_empty() {
        request.system = "informat".to_owned();
    }
    for (field, value) in
        [("from_database", &mut request.from_database), ("to_database", &mut request.to_database)]
    {
        *value = value.trim().to_owned();
        if value.is_empty() {
            return Err(Problem::new(Code::InvalidValue).with("field", field).with("value", ""));
        }
    }
    if request.date.is_empty() {
        request.date = core.today().to_string();
    }
    first_day(request)?;
    let (lines, skipped) = lines(&reading.reader(core)?);
    let known = Snapshot::read(db, &request.system)?;
    let institution = crate::imports::school(db)?.institution;
    let mut planned = plan(&known, &lines, skipped, request, &institution);
    planned.plan.applicable = planned.plan.refused.is_empty();
    Ok(planned)
}

fn first_day(request: &NumbersPlanRequest) -> Answer<NaiveDate> {
    let invalid = || Problem::new(Code::InvalidValue).with("field", "date").with("value", &request.date);
    request.date.parse().map_err(|_| invalid())
}

/// Of what would happen, not of how the persons in question are shown.
fn digest(planned: &Planned) -> Answer<[u8; 32]> {
    let unmatched: Vec<_> = planned.plan.unmatched.iter().map(|r| (r.row, r.nobody)).collect();
    let missing: Vec<_> = planned.plan.missing.iter().map(|r| r.id).collect();
    digest_of(&(&planned.moves, &planned.plan.refused, unmatched, missing, planned.plan.unchanged))
}
