//! One run: look through, tell, ask. Nothing is held while the other side is waited for, except the
//! turn itself.

use std::sync::Arc;

use chrono::{DateTime, Duration, FixedOffset};
use stamboek_domain::discimus::{Hello, Outcome};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;

use super::gateway::{Failure, Gateway};
use super::queue::{self, Became, Leaving};
use super::state::{self, CONTACT, FETCHED, OTHER_SIDE};
use super::{fetch, look};
use crate::Answer;
use crate::access::{Look, log};
use crate::register::Register;

/// Failures one after the other after which a run ends: the next one tries again.
const ENOUGH: u32 = 3;
/// How old what was fetched may be: packages fetch doubles every night (discimus.md 5).
const FRESH: i64 = 20;

/// What a run is asked to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    /// Of one pupil; `None`: of everybody.
    pub(super) only: Option<PupilId>,
    /// Also what failed, without waiting.
    pub(super) hurry: bool,
    /// Asks, also when that was done today.
    pub(super) fetch: bool,
}

/// What a run needs of whoever hosts it.
pub(super) struct Run<'a> {
    /// The register while it is open; not held while waiting for the other side.
    pub(super) register: &'a dyn Fn() -> Answer<Arc<Register>>,
    pub(super) gateway: &'a dyn Gateway,
    pub(super) clock: fn() -> DateTime<FixedOffset>,
    /// Whether to stop.
    pub(super) stopped: &'a dyn Fn() -> bool,
    /// How many of how many pupils are done.
    pub(super) progress: &'a dyn Fn(u32, u32),
}

impl Run<'_> {
    /// Does what is wished.
    ///
    /// # Errors
    /// `LinkFailed`; what was done stays done, the rest waits.
    pub(super) fn go(&self, wish: Wish) -> Answer<()> {
        let now = (self.clock)();
        look::look(&*(self.register)()?, None, now)?;
        let hello = self.gateway.hello()?;
        (self.register)()?.write_local(|tx| {
            state::put(tx, OTHER_SIDE, &(queue::plain(&hello.name, 80), hello.simulator))?;
            state::put(tx, CONTACT, &queue::written(now))?;
            if wish.hurry { queue::hurry(tx, wish.only) } else { Ok(()) }
        })?;
        let (told, ended) = self.tell(wish, &hello)?;
        if !told.is_empty() {
            let (now, count) = ((self.clock)(), told.len());
            (self.register)()?.write_local(|tx| log(tx, now, Look::Export, None, count, "discimus"))?;
        }
        ended?;
        self.ask(wish, &told)
    }

    /// Tells what waits, a pupil at a time; answers of whom something was processed, and what ended it
    /// early.
    fn tell(&self, wish: Wish, hello: &Hello) -> Answer<(Vec<PupilId>, Answer<()>)> {
        let pupils = (self.register)()?.read(|db| queue::waiting(db, wish.only))?;
        let (mut told, mut failures, all) = (Vec::new(), 0, pupils.len() as u32);
        for (done, pupil) in pupils.into_iter().enumerate() {
            if (self.stopped)() {
                break;
            }
            (self.progress)(done as u32, all);
            let now = (self.clock)();
            let leaving = (self.register)()?.write_local(|tx| queue::take(tx, pupil, now))?;
            let (became, failure) = self.pupil(leaving, hello);
            let processed = became.iter().any(|(_, one)| matches!(one, Some(Ok(Outcome::Processed))));
            (self.register)()?.write_local(|tx| {
                queue::settle(tx, &became, (self.clock)())?;
                if processed { state::put(tx, CONTACT, &queue::written((self.clock)())) } else { Ok(()) }
            })?;
            told.extend(processed.then_some(pupil));
            match failure {
                None => failures = 0,
                // Nobody there, or not for us: the others would meet the same.
                Some(problem)
                    if failures + 1 == ENOUGH
                        || problem == Failure::Nobody.into()
                        || problem == not_for_us() =>
                {
                    return Ok((told, Err(problem)));
                }
                Some(_) => failures += 1,
            }
        }
        Ok((told, Ok(())))
    }

    /// Tells of one pupil until something is not processed.
    fn pupil(&self, leaving: Vec<Leaving>, hello: &Hello) -> (Vec<(Leaving, Became)>, Option<Problem>) {
        let (mut became, mut problem) = (Vec::new(), None);
        let mut behind = queue::Behind::default();
        for one in leaving {
            let subject = one.transaction.subject;
            if problem.is_some() || behind.holds(subject).is_some() || (self.stopped)() {
                became.push((one, None));
                continue;
            }
            if !speaks_for(hello, &one.transaction.institution) {
                problem = Some(not_for_us());
                became.push((one, None));
                continue;
            }
            let outcome = self.gateway.send(&one.transaction);
            match &outcome {
                Ok(Outcome::Processed) => {}
                Ok(_) => behind.waits_for(subject),
                Err(failure) => problem = Some((*failure).into()),
            }
            became.push((one, Some(outcome)));
        }
        (became, problem)
    }

    /// Asks about whom something was told, and once a day about everybody.
    fn ask(&self, wish: Wish, told: &[PupilId]) -> Answer<()> {
        let now = (self.clock)();
        let last: String = (self.register)()?.read(|db| state::get(db, FETCHED))?;
        let old = DateTime::parse_from_rfc3339(&last)
            .map_or(true, |last| now - last >= Duration::hours(FRESH) || now < last);
        let everybody = old || (wish.fetch && wish.only.is_none());
        let about = if everybody { None } else { Some(told.iter().copied().chain(wish.only).collect()) };
        fetch::fetch(self, about)?;
        if everybody && !(self.stopped)() {
            (self.register)()?.write_local(|tx| state::put(tx, FETCHED, &queue::written(now)))?;
        }
        Ok(())
    }
}

fn not_for_us() -> Problem {
    Problem::new(Code::LinkFailed).with("why", "school")
}

fn speaks_for(hello: &Hello, institution: &InstitutionNumber) -> bool {
    hello.institutions.is_empty() || hello.institutions.contains(institution)
}
