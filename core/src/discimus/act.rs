//! What a person does with the link.

use stamboek_domain::problem::{Code, Problem};

use super::messages::*;
use super::run::Wish;
use super::state::{self, SETTINGS};
use super::{proposals, queue};
use crate::shell::Event;
use crate::{Answer, Core};

/// Lowest port that a program without rights of its own can listen on.
const LOWEST_PORT: u16 = 1024;
/// Proposals or transactions in one action.
const MOST: usize = 5000;

/// One action on the link.
///
/// # Errors
/// `Stale` for settings that changed meanwhile; `InvalidValue` for a port below 1024; `LinkFailed`
/// with `off`; those of adopting.
pub fn discimus_do(core: &Core, request: DiscimusDoRequest) -> Answer<DiscimusDone> {
    let done = match request {
        DiscimusDoRequest::Settings { was, now } => settings(core, was, now),
        DiscimusDoRequest::Send { pupil } => run(core, Wish { only: pupil, hurry: true, fetch: false }),
        DiscimusDoRequest::Fetch { pupil } => run(core, Wish { only: pupil, hurry: false, fetch: true }),
        DiscimusDoRequest::Retry { ids } => {
            let done = core.register()?.write_local(|tx| queue::put_back(tx, few(&ids)?))?;
            run(core, Wish::default())?;
            Ok(DiscimusDone { done, ..DiscimusDone::default() })
        }
        DiscimusDoRequest::Stop => {
            core.link.stop();
            Ok(DiscimusDone::default())
        }
        DiscimusDoRequest::Adopt { ids } => proposals::adopt(core, few(&ids)?),
        DiscimusDoRequest::Refuse { ids } => proposals::refuse(core, few(&ids)?),
        DiscimusDoRequest::Show { id } => return proposals::show(core, id),
    }?;
    core.shell.notify(Event::Changed { subjects: vec!["discimus".to_owned()] });
    Ok(done)
}

fn few(ids: &[i64]) -> Answer<&[i64]> {
    if ids.len() > MOST { Err(Code::BadRequest.into()) } else { Ok(ids) }
}

fn settings(core: &Core, was: LinkSettings, now: LinkSettings) -> Answer<DiscimusDone> {
    if now.port < LOWEST_PORT {
        let problem = Problem::new(Code::InvalidValue).with("field", "port").with("value", now.port);
        return Err(problem.with("why", "range"));
    }
    let register = core.register()?;
    register.write_local(|tx| {
        let current: LinkSettings = state::get(tx, SETTINGS)?;
        if current != was && current != now {
            return Err(Problem::new(Code::Stale).with("field", "link"));
        }
        state::put(tx, SETTINGS, &now)
    })?;
    if now.on && now != was {
        // Where a run follows at once, what goes wrong is for the state of the link to say.
        let _ = run(core, Wish::default());
    }
    if !now.on {
        core.link.stop();
    }
    Ok(DiscimusDone::default())
}

fn run(core: &Core, wish: Wish) -> Answer<DiscimusDone> {
    let register = core.register()?;
    let settings: LinkSettings = register.read(|db| state::get(db, SETTINGS))?;
    if !settings.on {
        return Err(Problem::new(Code::LinkFailed).with("why", "off"));
    }
    core.run_link(&register, wish)?;
    Ok(DiscimusDone::default())
}
