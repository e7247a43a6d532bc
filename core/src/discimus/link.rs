//! The link at work: a thread of its own, so that the window never waits for the other side.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use stamboek_domain::problem::{Code, Problem};

use super::http::Http;
use super::messages::LinkSettings;
use super::queue::{self, written};
use super::run::{Run, Wish};
use super::state::{self, SETTINGS};
use crate::Answer;
use crate::register::Register;
use crate::shell::{Event, Shell};

/// Between two runs (discimus.md 6.2).
const RHYTHM: Duration = Duration::from_secs(30 * 60);
/// How long the first screen has the computer for itself.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the thread looks whether the register is still open.
const LOOK: Duration = Duration::from_secs(5);

/// What the screen sees of a link at work.
#[derive(Clone, Default)]
pub(super) struct Live {
    pub(super) working: Option<[u32; 2]>,
    pub(super) problem: Option<Problem>,
    pub(super) next_run: Option<String>,
}

#[derive(Default)]
struct State {
    live: Live,
    wish: Option<Wish>,
    stop: bool,
    /// Which thread is at work: one of an earlier register ends.
    turn: u64,
    threaded: bool,
}

/// The link of a program.
#[derive(Default)]
pub struct Link {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    wake: Condvar,
    /// One run at a time.
    at_work: Mutex<()>,
}

impl Link {
    pub(super) fn live(&self) -> Live {
        self.shared.lock().live.clone()
    }

    /// Ends the run that is going on after what just left.
    pub(super) fn stop(&self) {
        self.shared.lock().stop = true;
    }

    /// Runs now: on the thread where there is one, and else right here.
    pub(crate) fn run(
        &self,
        register: &Arc<Register>,
        shell: &Arc<dyn Shell>,
        clock: fn() -> DateTime<FixedOffset>,
        wish: Wish,
    ) -> Answer<()> {
        let mut state = self.shared.lock();
        if !state.threaded {
            drop(state);
            return self.shared.run(&Arc::downgrade(register), &**shell, clock, wish);
        }
        state.wish = Some(match state.wish {
            // Two wishes at once: of everybody when they are about different pupils.
            Some(before) => Wish {
                only: wish.only.filter(|_| before.only == wish.only),
                hurry: wish.hurry || before.hurry,
                fetch: wish.fetch || before.fetch,
            },
            None => wish,
        });
        self.shared.wake.notify_all();
        Ok(())
    }

    /// Starts for a register that was just opened; ends when it is closed.
    pub(crate) fn begin(
        &self,
        register: &Arc<Register>,
        shell: &Arc<dyn Shell>,
        clock: fn() -> DateTime<FixedOffset>,
    ) {
        let (register, shell, shared) = (Arc::downgrade(register), shell.clone(), self.shared.clone());
        let turn = {
            let mut state = shared.lock();
            *state = State { turn: state.turn + 1, threaded: true, ..State::default() };
            state.turn
        };
        self.shared.wake.notify_all();
        let work = move || shared.work(turn, &register, &*shell, clock);
        // Without a thread every run is one of the moment.
        if std::thread::Builder::new().name("discimus".into()).spawn(work).is_err() {
            self.shared.lock().threaded = false;
        }
    }
}

/// How long until the first of what failed may be tried again. What could have left in the run that
/// began at `began` and did not is held back by something else.
fn again(
    register: &Weak<Register>,
    began: DateTime<FixedOffset>,
    now: DateTime<FixedOffset>,
) -> Option<chrono::Duration> {
    let next = register.upgrade()?.read(|db| queue::next_try(db, began)).ok()??;
    Some(next - now)
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn work(
        &self,
        turn: u64,
        register: &Weak<Register>,
        shell: &dyn Shell,
        clock: fn() -> DateTime<FixedOffset>,
    ) {
        let mut wait = PATIENCE;
        // Runs that failed one after the other.
        let mut failures = 0;
        loop {
            let wish = self.wait(turn, register, clock, wait);
            let Some(wish) = wish else { return };
            let on = |open: Arc<Register>| open.read(|db| state::get::<LinkSettings>(db, SETTINGS));
            wait = RHYTHM;
            if register.upgrade().map(on).is_some_and(|read| read.is_ok_and(|settings| settings.on)) {
                let began = clock();
                let failed = self.run(register, shell, clock, wish).is_err();
                failures = if failed { failures + 1 } else { 0 };
                let next = if failed { Some(queue::wait(failures)) } else { again(register, began, clock()) };
                wait = next.map_or(RHYTHM, |next| RHYTHM.min(next.to_std().unwrap_or_default()));
            }
        }
    }

    /// Until it is time or somebody wishes it; `None` when the register was closed.
    fn wait(
        &self,
        turn: u64,
        register: &Weak<Register>,
        clock: fn() -> DateTime<FixedOffset>,
        wait: Duration,
    ) -> Option<Wish> {
        let until = Instant::now() + wait;
        let mut state = self.lock();
        state.live.next_run = Some(written(clock() + wait));
        loop {
            if state.turn != turn || register.strong_count() == 0 {
                return None;
            }
            let left = until.saturating_duration_since(Instant::now());
            if let Some(wish) = state.wish.take() {
                return Some(wish);
            }
            if left.is_zero() {
                return Some(Wish::default());
            }
            let waited = self.wake.wait_timeout(state, left.min(LOOK));
            state = waited.unwrap_or_else(|poisoned| poisoned.into_inner()).0;
        }
    }

    /// One run; what went wrong stays for the screen.
    fn run(
        &self,
        register: &Weak<Register>,
        shell: &dyn Shell,
        clock: fn() -> DateTime<FixedOffset>,
        wish: Wish,
    ) -> Answer<()> {
        let _turn = self.at_work.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let changed = || shell.notify(Event::Changed { subjects: vec!["discimus".to_owned()] });
        let open = || register.upgrade().ok_or(Problem::new(Code::NotReady));
        let settings: LinkSettings = open()?.read(|db| state::get(db, SETTINGS))?;
        {
            let mut state = self.lock();
            state.stop = false;
            state.live.working = Some([0, 0]);
        }
        changed();
        let gateway = Http::new(settings.port);
        let outcome = Run {
            register: &open,
            gateway: &gateway,
            clock,
            stopped: &|| self.lock().stop,
            progress: &|done, all| {
                self.lock().live.working = Some([done, all]);
                if done % 20 == 0 {
                    changed();
                }
            },
        }
        .go(wish);
        let mut state = self.lock();
        state.live.working = None;
        state.live.problem = outcome.as_ref().err().cloned();
        drop(state);
        changed();
        outcome
    }
}
