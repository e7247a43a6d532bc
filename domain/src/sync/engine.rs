//! The laptop's side of sync: a state machine without file, clock, network or chance. Whoever runs
//! it hands in an [`Event`] and carries out the [`Effect`]s, each of which comes back as an event.
//! There is one request and one piece of store work under way at a time, and always exactly one
//! timer (I9).
//!
//! A cycle: push until nothing waits, then pull until complete (sync.md 14). `recover` goes before
//! it when history changed (sync.md 9).

mod answer;
mod clock;
mod events;
mod pace;
mod pull;
mod push;
mod recover;

pub use events::{
    Effect, Event, Failure, Moment, Path, Reply, Settings, StoreAnswer, SyncState, Trouble, WaitingOp, Wake,
    Work,
};

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::op::{Clock, OpId};
use super::wire::{Digest, Hash, Head, PUSH_OPS, ProblemKind, Rev};
use answer::Heard;
use clock::ClockWatch;
use pace::Pace;

/// The state machine of one institution on one laptop.
pub struct Engine {
    settings: Settings,
    state: SyncState,
    /// What was asked and is not answered yet.
    wait: Wait,
    /// Counts what is asked; an answer to something older is not heard.
    asked: u64,
    /// The request under way was repeated with a new token.
    renewed: bool,
    /// The body of the request under way, to repeat it.
    body: Option<(Path, String)>,
    /// Ops in the next push at most: halves while pushes are refused.
    batch: usize,
    /// Rows in the next page at most: halves while pages are too large to travel.
    rows: usize,
    /// Something was saved since the outbox was read.
    again: bool,
    /// The mirror was rebuilt for a digest in this cycle.
    rebuilt: bool,
    pace: Pace,
    clock: ClockWatch,
    trouble: Option<Trouble>,
}

/// What the engine waits for.
enum Wait {
    /// For the timer.
    Rest,
    /// For the outbox.
    Pending,
    /// For the answer to a push of these.
    Push(Vec<(OpId, Hash)>),
    /// For a new token, to repeat the request.
    Token(Box<Wait>),
    /// For the results of a push to be stored.
    Ack {
        /// Newest head.
        seen: Head,
        /// Clock of the answer.
        time: DateTime<Utc>,
    },
    /// For an op to be marked as refused.
    Refuse,
    /// For a page after this revision.
    Page {
        /// From where the page goes on.
        after: Rev,
        /// It is the first of the pull.
        first: bool,
    },
    /// For the page to be staged.
    Stage(pull::Page),
    /// For the stage to become the mirror.
    Complete(pull::Page),
    /// For ids of retained ops.
    Retained(recover::Recover),
    /// For the answer to a reconcile.
    Reconcile(recover::Recover),
    /// For the outcome of a reconcile to be stored.
    Recover(recover::Recover),
}

impl Engine {
    /// An engine over what the store remembers. The first event is [`Event::Started`].
    pub fn new(settings: Settings, state: SyncState) -> Self {
        Self {
            state,
            wait: Wait::Rest,
            asked: 0,
            renewed: false,
            body: None,
            batch: PUSH_OPS,
            rows: settings.page_rows,
            settings,
            again: false,
            rebuilt: false,
            pace: Pace::default(),
            clock: ClockWatch::default(),
            trouble: None,
        }
    }

    /// What a person should know when nothing gets through; `None` while all is well.
    pub fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// What the store remembers, as far as this engine knows.
    pub fn state(&self) -> &SyncState {
        &self.state
    }

    /// How far the laptop's clock can be trusted now: for the ops that are made.
    pub fn clock(&self, now: Moment) -> Clock {
        self.clock.trust(now)
    }

    /// One step. The effects are to be carried out in their order.
    pub fn step(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        let mut effects = match event {
            Event::Started => self.started(now),
            Event::Saved => {
                self.again = true;
                self.pace.at_most(now, pace::AFTER_SAVING, matches!(self.wait, Wait::Rest));
                Vec::new()
            }
            Event::Woke(Wake::Asked) => self.wake(now),
            Event::Woke(_) => {
                self.pace.hurry(now, self.state.last_ok, matches!(self.wait, Wait::Rest));
                Vec::new()
            }
            Event::Timer => self.timer(now),
            Event::Stored { id, answer } if id == self.asked => self.stored(answer, now),
            Event::Reply { id, reply } if id == self.asked => self.reply(reply, now),
            Event::Token { id, renewed } if id == self.asked => self.token(renewed, now),
            // Of something that is not waited for any more.
            Event::Stored { .. } | Event::Reply { .. } | Event::Token { .. } => Vec::new(),
        };
        effects.push(Effect::Timer(self.pace.left(now)));
        effects
    }

    fn started(&mut self, now: Moment) -> Vec<Effect> {
        self.pace.start(now, self.state.last_ok);
        Vec::new()
    }

    fn wake(&mut self, now: Moment) -> Vec<Effect> {
        match self.wait {
            Wait::Rest => self.cycle(now),
            _ => Vec::new(),
        }
    }

    fn timer(&mut self, now: Moment) -> Vec<Effect> {
        if !self.pace.is_over(now) {
            return Vec::new();
        }
        match self.wait {
            Wait::Rest => self.cycle(now),
            // Whoever should have answered is gone.
            _ => self.fail(Trouble::Unreachable, None, now),
        }
    }

    /// Begins a cycle: first whatever must go before any push.
    fn cycle(&mut self, now: Moment) -> Vec<Effect> {
        self.rebuilt = false;
        match self.state.reconcile_first {
            true => self.recover(true, now),
            false => self.read_pending(now),
        }
    }

    fn stored(&mut self, answer: StoreAnswer, now: Moment) -> Vec<Effect> {
        let wait = std::mem::replace(&mut self.wait, Wait::Rest);
        match (wait, answer) {
            (_, StoreAnswer::Failed) => self.fail(Trouble::Store, None, now),
            (Wait::Pending, StoreAnswer::Pending { ops, waiting }) => self.push(ops, waiting, now),
            (Wait::Ack { seen, time }, StoreAnswer::Done) => {
                self.state.seen = Some(seen);
                self.pace.succeeded();
                self.went_well(time, now);
                self.read_pending(now)
            }
            (Wait::Refuse, StoreAnswer::Done) => self.read_pending(now),
            (Wait::Stage(page), StoreAnswer::Done) => self.staged(page, now),
            (Wait::Complete(page), StoreAnswer::Completed { digest }) => self.completed(page, digest, now),
            (Wait::Complete(_), StoreAnswer::Waits) => self.fail(Trouble::MassChange, None, now),
            (Wait::Retained(recover), StoreAnswer::Retained { ids, last }) => {
                self.ask(recover, ids, last, now)
            }
            (Wait::Recover(recover), StoreAnswer::Done) => self.recovered(recover, now),
            _ => self.fail(Trouble::Store, None, now),
        }
    }

    fn reply(&mut self, reply: Result<Reply, Failure>, now: Moment) -> Vec<Effect> {
        let wait = std::mem::replace(&mut self.wait, Wait::Rest);
        let reply = match reply {
            Ok(reply) => reply,
            Err(Failure::TooLong) => {
                self.fewer_rows(&wait);
                return self.fail(Trouble::Nonsense, None, now);
            }
            Err(Failure::Proxy) => return self.fail(Trouble::Proxy, None, now),
            Err(Failure::Date) => return self.fail(Trouble::Date, None, now),
            Err(Failure::Unreachable) => return self.fail(Trouble::Unreachable, None, now),
            Err(Failure::ServerTooOld) => return self.fail(Trouble::ServerTooOld, None, now),
        };
        match answer::hear(&reply) {
            Heard::Success => match wait {
                Wait::Push(sent) => self.pushed(&reply, sent, now),
                Wait::Page { after, first } => self.page(&reply, after, first, now),
                Wait::Reconcile(recover) => self.answered(&reply, recover, now),
                _ => self.fail(Trouble::Nonsense, None, now),
            },
            Heard::Refused(ProblemKind::Unauthorised) if !self.renewed => {
                self.wait = Wait::Token(Box::new(wait));
                self.asked += 1;
                self.pace.watch(now);
                vec![Effect::RenewToken { id: self.asked }]
            }
            Heard::Refused(kind) => self.refused(kind, &reply, wait, now),
            Heard::Nonsense => {
                self.smaller(&reply, &wait);
                self.fail(Trouble::Nonsense, reply.retry_after, now)
            }
            Heard::Later => self.fail(Trouble::Busy, reply.retry_after, now),
        }
    }

    fn token(&mut self, renewed: bool, now: Moment) -> Vec<Effect> {
        match (std::mem::replace(&mut self.wait, Wait::Rest), self.body.take()) {
            (Wait::Token(wait), Some((path, body))) if renewed => {
                let effects = self.send(path, body, *wait, now);
                self.renewed = true;
                effects
            }
            _ => self.fail(Trouble::SignIn, None, now),
        }
    }

    fn refused(&mut self, kind: ProblemKind, reply: &Reply, wait: Wait, now: Moment) -> Vec<Effect> {
        match (kind, wait) {
            (ProblemKind::HistoryChanged, _) => self.recover(true, now),
            (ProblemKind::BadRequest | ProblemKind::TooLarge | ProblemKind::Integrity, Wait::Push(sent)) => {
                self.split(sent, reply.status, now)
            }
            (ProblemKind::ClientTooOld, _) => self.fail(Trouble::TooOld, None, now),
            (ProblemKind::Unauthorised, _) => self.fail(Trouble::SignIn, None, now),
            (ProblemKind::DeviceRevoked, _) => {
                let mut effects = vec![Effect::Revoked(reply.body.clone())];
                effects.extend(self.fail(Trouble::Revoked, None, now));
                effects
            }
            (ProblemKind::Forbidden | ProblemKind::NotFound, _) => self.fail(Trouble::Forbidden, None, now),
            _ => self.fail(Trouble::Nonsense, reply.retry_after, now),
        }
    }

    /// Something went wrong: rest, and try again later. Never gives up.
    fn fail(&mut self, trouble: Trouble, after: Option<Duration>, now: Moment) -> Vec<Effect> {
        self.wait = Wait::Rest;
        self.asked += 1;
        self.trouble = Some(trouble);
        self.pace.failed(now, after);
        vec![Effect::Trouble(self.trouble)]
    }

    /// All was sent and fetched.
    fn rest(&mut self, now: Moment) -> Vec<Effect> {
        self.wait = Wait::Rest;
        self.trouble = None;
        self.pace.idle(now);
        if std::mem::take(&mut self.again) {
            self.pace.at_most(now, pace::AFTER_SAVING, true);
        }
        vec![Effect::Trouble(None)]
    }

    fn went_well(&mut self, time: DateTime<Utc>, now: Moment) {
        self.state.last_ok = Some(time);
        self.clock.heard(time, now);
    }

    fn send(&mut self, path: Path, body: String, wait: Wait, now: Moment) -> Vec<Effect> {
        self.wait = wait;
        self.asked += 1;
        self.renewed = false;
        self.body = Some((path, body.clone()));
        self.pace.watch(now);
        vec![Effect::Send { id: self.asked, path, body }]
    }

    fn store(&mut self, work: Work, wait: Wait, now: Moment) -> Vec<Effect> {
        self.wait = wait;
        self.asked += 1;
        self.pace.watch(now);
        vec![Effect::Store { id: self.asked, work }]
    }
}

/// Digests that count nothing are no digests; the order is by kind and year.
fn same_digest(mine: &[Digest], theirs: &[Digest]) -> bool {
    let counted = |all: &[Digest]| -> Vec<(String, Option<u16>, u64, u64)> {
        let mut all: Vec<_> = all
            .iter()
            .filter(|one| one.sum.n > 0)
            .map(|one| (one.kind.clone(), one.year, one.sum.n, one.sum.sum))
            .collect();
        all.sort();
        all
    };
    counted(mine) == counted(theirs)
}

/// Whether everything in `some` was asked for.
fn all_among(some: &[OpId], asked: &[OpId]) -> bool {
    let asked: BTreeSet<&OpId> = asked.iter().collect();
    some.iter().all(|one| asked.contains(one))
}

#[cfg(test)]
mod tests;
