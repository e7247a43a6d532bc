//! From trial run to action, the same for every list: decided once to be seen, decided again
//! inside the transaction, and carried out only when that comes to what the person saw.

use rusqlite::Connection;
use serde::Serialize;
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};

use super::messages::SheetKind;
use super::readings::{Reading, guard};
use crate::register::Batch;
use crate::settings::put_setting;
use crate::shell::Event;
use crate::{Answer, Core};

/// What a list of some kind would do.
pub(crate) trait Trial: Sized {
    /// What the person chose.
    type Request: Serialize;
    /// What the person sees.
    type Plan;
    /// What the file must hold.
    const KIND: SheetKind;
    /// The command, for a request that names a file of another kind.
    const COMMAND: &'static str;
    /// Kind of the action.
    const ACTION: &'static str;

    /// Name of the reading.
    fn session(request: &Self::Request) -> u32;
    /// Fills in what the request leaves open, and decides.
    fn decide(core: &Core, reading: &Reading, db: &Connection, request: &mut Self::Request) -> Answer<Self>;
    /// All that would happen, not how the persons in question are shown.
    fn essence(&self) -> impl Serialize;
    /// Rows that refuse the whole, and rows that wait for a decision without which it cannot go on;
    /// `None` when it can be carried out.
    fn obstacles(&self) -> Option<(usize, usize)>;
    /// Saves it as part of an action.
    fn carry_out(&self, core: &Core, batch: &mut Batch, request: &Self::Request) -> Answer<()>;
    /// The plan to show; with the action, once it was carried out.
    fn into_plan(self, batch: Option<String>) -> Self::Plan;
}

/// Trial run.
pub(crate) fn plan<T: Trial>(core: &Core, mut request: T::Request) -> Answer<T::Plan> {
    let reading = core.readings.get(T::session(&request))?;
    let mut reading = guard(&reading);
    let trial = core.register()?.read(|db| decide::<T>(core, &reading, db, &mut request))?;
    reading.seen = Some(seen(&trial, &request)?);
    Ok(trial.into_plan(None))
}

/// Carries out the list as the person saw it in the trial run: all of it or nothing.
///
/// # Errors
/// `Stale` when it would come to something else by now, `PlanNotApplicable`, `Cancelled`.
pub(crate) fn apply<T: Trial>(core: &Core, mut request: T::Request) -> Answer<T::Plan> {
    core.readings.begin();
    let reading = core.readings.get(T::session(&request))?;
    let mut reading = guard(&reading);
    let register = core.register()?;
    remember(core, &reading)?;
    let plan = register.write(T::ACTION, |batch| {
        let trial = decide::<T>(core, &reading, batch.tx(), &mut request)?;
        if reading.seen != Some(seen(&trial, &request)?) {
            return Err(Problem::new(Code::Stale).with("field", "plan"));
        }
        if let Some((refused, undecided)) = trial.obstacles() {
            let problem = Problem::new(Code::PlanNotApplicable);
            return Err(problem.with("refused", refused).with("undecided", undecided));
        }
        trial.carry_out(core, batch, &request)?;
        Ok(trial.into_plan(batch.saved()))
    })?;
    reading.seen = None;
    Ok(plan)
}

fn decide<T: Trial>(core: &Core, reading: &Reading, db: &Connection, request: &mut T::Request) -> Answer<T> {
    if reading.kind != T::KIND {
        return Err(Problem::new(Code::BadRequest).with("command", T::COMMAND));
    }
    T::decide(core, reading, db, request)
}

/// Digests of the request and of what it comes to.
fn seen<T: Trial>(trial: &T, request: &T::Request) -> Answer<([u8; 32], [u8; 32])> {
    Ok((digest(request)?, digest(&trial.essence())?))
}

fn digest(value: &impl Serialize) -> Answer<[u8; 32]> {
    let text =
        serde_json::to_vec(value).map_err(|_| Problem::new(Code::Internal).with("detail", "digest"))?;
    Ok(Sha256::digest(text).into())
}

/// Remembers a mapping that a person made, as an action of its own: taking back the import leaves
/// it.
pub(crate) fn remember(core: &Core, reading: &Reading) -> Answer<()> {
    let Some((key, mapping)) = reading.to_remember()? else { return Ok(()) };
    core.register()?.write("setting", |batch| put_setting(batch, &key, &mapping))
}

/// Saves something for each of these, in their order.
///
/// # Errors
/// `Cancelled` when the person stops it; those of the saving.
pub(crate) fn each<T>(
    core: &Core,
    items: impl ExactSizeIterator<Item = T>,
    mut save: impl FnMut(T) -> Answer<()>,
) -> Answer<()> {
    let total = items.len();
    for (done, item) in items.enumerate() {
        progress(core, done, total)?;
        save(item)?;
    }
    progress(core, total, total)
}

/// Says now and then how far the saving is, and stops when the person asks.
fn progress(core: &Core, done: usize, total: usize) -> Answer<()> {
    if done.is_multiple_of(100) || done == total {
        core.readings.check()?;
        let (done, total) = (done as u32, total as u32);
        core.shell.notify(Event::Progress { work: "import_apply".to_owned(), done, total });
    }
    Ok(())
}
