//! Carries out a plan of persons: decided again inside the transaction, all of it or nothing.

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::{Change, ExternalNumber};
use stamboek_domain::tag::Tag;
use uuid::Uuid;

use super::messages::*;
use super::plan_pupils::{Action, Choices, Planned, plan};
use super::readings::{Reading, guard};
use super::snapshot::Snapshot;
use crate::register::Batch;
use crate::settings::put_setting;
use crate::shell::Event;
use crate::{Answer, Core};

/// The program whose numbers a list of persons holds.
const SYSTEM: &str = "informat";

/// Trial run of a list of persons.
pub fn plan_only(core: &Core, mut request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    let reading = core.readings.get(request.session)?;
    let mut reading = guard(&reading);
    let planned = core.register()?.read(|db| decide(core, &reading, db, &mut request))?;
    reading.seen = Some((digest_request(&request)?, digest(&planned)?));
    Ok(planned.plan)
}

/// Applies a list of persons as the person saw it in the trial run.
pub fn apply(core: &Core, mut request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    core.readings.begin();
    let reading = core.readings.get(request.session)?;
    let mut reading = guard(&reading);
    let register = core.register()?;
    remember(core, &reading)?;
    let plan = register.write("import_pupils", |batch| {
        let planned = decide(core, &reading, batch.tx(), &mut request)?;
        if reading.seen != Some((digest_request(&request)?, digest(&planned)?)) {
            return Err(Problem::new(Code::Stale).with("field", "plan"));
        }
        let mut plan = planned.plan;
        if !plan.applicable {
            return Err(not_applicable(plan.refused.len(), plan.undecided.len()));
        }
        carry_out(core, batch, &planned.actions, &request.database)?;
        plan.batch = (!planned.actions.is_empty()).then(|| batch.id().0.to_string());
        Ok(plan)
    })?;
    reading.seen = None;
    Ok(plan)
}

fn decide(
    core: &Core,
    reading: &Reading,
    db: &rusqlite::Connection,
    request: &mut PupilsPlanRequest,
) -> Answer<Planned> {
    if reading.kind != SheetKind::Pupils {
        return Err(Problem::new(Code::BadRequest).with("command", "pupils_plan"));
    }
    let school = super::school(db)?;
    if request.database.is_empty() {
        request.database = school.database;
    }
    let rows = reading.reader(core)?.rows();
    if request.database.is_empty() && rows.iter().any(|r| r.external.is_some()) {
        return Err(Problem::new(Code::InvalidValue).with("field", "database").with("value", ""));
    }
    let known = Snapshot::read(db, SYSTEM)?;
    Ok(plan(&known, rows, &Choices { request, institution: &school.institution }))
}

/// First every number that ends, then everything that begins: numbers may change places.
fn carry_out(core: &Core, batch: &mut Batch, actions: &[Action], database: &str) -> Answer<()> {
    let today = core.today();
    let number = |value: &str| ExternalNumber {
        system: SYSTEM.to_owned(),
        database: database.to_owned(),
        value: value.to_owned(),
    };
    for action in actions {
        if let Action::Change { pupil, end: Some((value, from)), .. } = action {
            let until = last_day(today, *from);
            batch.push(Change::NumberEnd { pupil: *pupil, number: number(value), until })?;
        }
    }
    for (done, action) in actions.iter().enumerate() {
        progress(core, done, actions.len())?;
        let (pupil, add) = match action {
            Action::Create { fields, number } => {
                let pupil = PupilId(Uuid::now_v7());
                batch.push(Change::PupilCreate { pupil, tag: new_tag()?, fields: fields.clone() })?;
                (pupil, number)
            }
            Action::Change { pupil, items, add, .. } => {
                if !items.is_empty() {
                    batch.push(Change::PupilEdit { pupil: *pupil, items: items.clone() })?;
                }
                (*pupil, add)
            }
        };
        if let Some(value) = add {
            batch.push(Change::NumberAdd { pupil, number: number(value), from: today })?;
        }
    }
    progress(core, actions.len(), actions.len())
}

/// Says now and then how far it is, and stops when the person asks.
pub fn progress(core: &Core, done: usize, total: usize) -> Answer<()> {
    if done.is_multiple_of(100) || done == total {
        core.readings.check()?;
        let (done, total) = (done as u32, total as u32);
        core.shell.notify(Event::Progress { work: "import_apply".to_owned(), done, total });
    }
    Ok(())
}

/// The day before a number is replaced, but never before it began.
pub fn last_day(first_of_new: NaiveDate, from: NaiveDate) -> NaiveDate {
    first_of_new.checked_sub_days(Days::new(1)).unwrap_or(first_of_new).max(from)
}

/// Why a plan cannot be carried out.
pub fn not_applicable(refused: usize, undecided: usize) -> Problem {
    Problem::new(Code::PlanNotApplicable).with("refused", refused).with("undecided", undecided)
}

/// Remembers a mapping that a person made, as an action of its own: taking back the import leaves
/// it.
pub fn remember(core: &Core, reading: &Reading) -> Answer<()> {
    let Some((key, mapping)) = reading.to_remember()? else { return Ok(()) };
    core.register()?.write("setting", |batch| put_setting(batch, &key, &mapping))
}

/// A digest of anything that can be written as JSON.
pub fn digest_of(value: &impl serde::Serialize) -> Answer<[u8; 32]> {
    let text =
        serde_json::to_vec(value).map_err(|_| Problem::new(Code::Internal).with("detail", "digest"))?;
    Ok(Sha256::digest(text).into())
}

fn digest_request(request: &PupilsPlanRequest) -> Answer<[u8; 32]> {
    digest_of(request)
}

/// Of what would happen, not of how the persons in question are shown.
fn digest(planned: &Planned) -> Answer<[u8; 32]> {
    let rows: Vec<_> = planned.plan.rows.iter().map(|r| (r.row, r.verdict, r.pupil)).collect();
    digest_of(&(rows, &planned.actions, &planned.plan.refused, &planned.plan.undecided))
}

fn new_tag() -> Answer<String> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| Problem::new(Code::Internal).with("detail", "random"))?;
    Ok(Tag::mint(random).as_str().to_owned())
}
