//! The thread of [`Link`](super::link::Link): waits for what happens, and hands it to the runner.

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::engine::{Event, Trouble, Wake};

use super::device::Server;
use super::live::Live;
use super::messages::SyncTrouble;
use super::outside::Outside;
use super::runner::{Begun, Runner};
use super::talk::Talk;
use crate::Answer;

/// How often the thread looks whether the register is still open, and what changed around it.
const LOOK: Duration = Duration::from_secs(5);

/// Hears the body of a refusal `device_revoked`, whose order [`Server::order`] reads.
type Revoked = Arc<dyn Fn(&Server, &str) + Send + Sync>;

#[derive(Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    pub(super) wake: Condvar,
    /// One engine at a time.
    at_work: Mutex<()>,
}

#[derive(Default)]
pub(super) struct State {
    pub(super) live: Live,
    /// Which thread is at work: one of an earlier register ends.
    pub(super) turn: u64,
    pub(super) threaded: bool,
    pub(super) saved: bool,
    pub(super) woke: Option<Wake>,
    pub(super) talk: Option<Arc<Talk>>,
    pub(super) revoked: Option<Revoked>,
}

/// Why a laptop that belongs to a server cannot talk to it; nothing where it belongs to none.
fn because(problem: &Problem) -> Option<SyncTrouble> {
    match (problem.code, problem.values.get("why").map(String::as_str)) {
        (Code::NotJoined, _) => None,
        (Code::ServerFailed, Some("sign_in")) => Some(SyncTrouble::Engine(Trouble::SignIn)),
        (Code::ServerFailed, _) => Some(SyncTrouble::KeyMissing),
        _ => Some(SyncTrouble::Engine(Trouble::Store)),
    }
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub(super) fn at_work(&self) -> MutexGuard<'_, ()> {
        self.at_work.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Whether this engine still counts: its register is open, and no other took its place.
    pub(super) fn counts(&self, turn: u64) -> bool {
        self.lock().turn == turn
    }

    /// Changes what the screens see of this turn.
    pub(super) fn tell(&self, turn: u64, change: impl FnOnce(&mut Live)) {
        let mut state = self.lock();
        if state.turn == turn {
            change(&mut state.live);
        }
    }

    pub(super) fn revoked(&self, server: &Server, body: &str) {
        let hear = self.lock().revoked.clone();
        if let Some(hear) = hear {
            hear(server, body);
        }
    }

    /// The keyring may ask a person something: that too happens here, and not where it would hold up the
    /// window.
    fn begun<'a>(&'a self, of: Begun<'a>) -> Answer<Runner<'a>> {
        let talk = Arc::new(Talk::of(&*of.register.upgrade().ok_or(Code::NotReady)?, of.shell)?);
        let mut state = self.lock();
        if state.turn == of.turn {
            state.talk = Some(talk.clone());
        }
        drop(state);
        Runner::new(self, of, talk)
    }

    /// The same, as soon as it goes: a keyring that was closed is asked again when a person asks, and
    /// nothing leaves before somebody signed in.
    fn ready<'a>(&'a self, of: Begun<'a>) -> Option<Runner<'a>> {
        let mut asked = false;
        loop {
            let problem = match self.begun(of) {
                // Whoever asked does not wait for the spread of a laptop that was long away.
                Ok(runner) if asked => {
                    self.lock().woke = Some(Wake::Asked);
                    return Some(runner);
                }
                Ok(runner) => return Some(runner),
                Err(problem) => problem,
            };
            let mut state = self.lock();
            let joined = problem.code != Code::NotJoined;
            if state.turn == of.turn {
                state.threaded = joined;
                state.live.trouble = because(&problem);
            }
            drop(state);
            super::changed(of.shell);
            let mut state = self.lock();
            while state.woke.take() != Some(Wake::Asked) {
                if !joined || state.turn != of.turn || of.register.strong_count() == 0 {
                    return None;
                }
                let waited = self.wake.wait_timeout(state, LOOK);
                state = waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0;
            }
            asked = true;
        }
    }

    pub(super) fn work(&self, of: Begun) {
        let _turn = self.at_work();
        let Some(mut runner) = self.ready(of) else { return };
        let mut outside = Outside::now();
        let mut event = Event::Started;
        loop {
            if runner.handle(event).is_none() {
                return;
            }
            let Some(next) = self.wait(of.turn, &runner, &mut outside) else { return };
            event = next;
        }
    }

    /// Until something happens; `None` when the register was closed.
    fn wait(&self, turn: u64, runner: &Runner, outside: &mut Outside) -> Option<Event> {
        let mut state = self.lock();
        loop {
            if state.turn != turn || !runner.is_open() {
                return None;
            }
            if let Some(wake) = state.woke.take() {
                return Some(Event::Woke(wake));
            }
            if std::mem::take(&mut state.saved) {
                return Some(Event::Saved);
            }
            let left = runner.due().saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Some(Event::Timer);
            }
            let waited = self.wake.wait_timeout(state, left.min(LOOK));
            drop(waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0);
            if let Some(wake) = outside.change() {
                return Some(Event::Woke(wake));
            }
            runner.follow_the_clock();
            state = self.lock();
        }
    }
}
