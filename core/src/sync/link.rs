//! Sync at work: a thread of its own, so that the window never waits for the server. It runs the
//! engine of the domain over this register, one event after the other.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::engine::{Event, Wake};

use super::device::Server;
use super::http::Method;
use super::live::Live;
use super::messages::SyncTrouble;
use super::outside::Outside;
use super::runner::Runner;
use super::said::{self, of_failure, of_reply};
use super::talk::Talk;
use crate::register::Register;
use crate::shell::Shell;
use crate::{Answer, Core};

/// How often the thread looks whether the register is still open, and what changed around it.
const LOOK: Duration = Duration::from_secs(5);

/// Hears the body of a refusal `device_revoked`, whose order [`Server::order`] reads.
type Revoked = Arc<dyn Fn(&Server, &str) + Send + Sync>;

/// Sync of a program.
#[derive(Clone, Default)]
pub struct Link {
    shared: Arc<Shared>,
}

#[derive(Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    wake: Condvar,
    /// One engine at a time.
    at_work: Mutex<()>,
}

#[derive(Default)]
struct State {
    live: Live,
    /// Which thread is at work: one of an earlier register ends.
    turn: u64,
    threaded: bool,
    saved: bool,
    woke: Option<Wake>,
    talk: Option<Arc<Talk>>,
    revoked: Option<Revoked>,
}

impl Link {
    /// Something was saved: it leaves soon.
    pub fn saved(&self) {
        self.shared.lock().saved = true;
        self.shared.wake.notify_all();
    }

    /// Now may be a good moment: the window came to the front.
    pub fn woke(&self, wake: Wake) {
        self.shared.lock().woke = Some(wake);
        self.shared.wake.notify_all();
    }

    /// What the thread knows and the database does not.
    pub(super) fn live(&self) -> Live {
        self.shared.lock().live.clone()
    }

    /// From now on `hear` gets what the server says to a laptop that was struck off (S15, S16).
    pub fn when_revoked(&self, hear: impl Fn(&Server, &str) + Send + Sync + 'static) {
        self.shared.lock().revoked = Some(Arc::new(hear));
    }

    /// Sends and fetches now: on the thread where there is one, and else right here, until all is done
    /// or nothing gets through.
    ///
    /// # Errors
    /// Without a thread: as [`Talk::of`], and `ServerFailed`. With one, [`Link::live`] tells.
    pub(super) fn now(&self, core: &Core) -> Answer<()> {
        if self.shared.lock().threaded {
            self.woke(Wake::Asked);
            return Ok(());
        }
        let register = core.register()?;
        let talk = self.talk(core)?;
        let _turn = self.shared.at_work();
        let turn = self.shared.lock().turn;
        let mut runner =
            Runner::new(&self.shared, turn, Arc::downgrade(&register), &*core.shell, core.clock, talk)?;
        let done = runner.handle(Event::Started).and_then(|()| runner.handle(Event::Woke(Wake::Asked)));
        match (done, self.live().trouble) {
            (None, _) => Err(Code::NotReady.into()),
            (_, None) => Ok(()),
            (_, Some(trouble)) => Err(said::failed(&trouble.name())),
        }
    }

    /// The conversation with the server of this register.
    ///
    /// # Errors
    /// As [`Talk::of`].
    pub(super) fn talk(&self, core: &Core) -> Answer<Arc<Talk>> {
        if let Some(talk) = self.shared.lock().talk.clone() {
            return Ok(talk);
        }
        let talk = Arc::new(Talk::of(&*core.register()?, &*core.shell)?);
        self.shared.lock().talk = Some(talk.clone());
        Ok(talk)
    }

    /// Asks the server something as this laptop and whoever works here; the body of the answer.
    ///
    /// # Errors
    /// As [`Talk::of`]; `ServerFailed`, `NotFound`.
    pub fn ask(&self, core: &Core, method: Method, path: &str, body: Option<&str>) -> Answer<String> {
        let talk = self.talk(core)?;
        let reply = talk.ask(&|| core.register(), method, path, body).map_err(of_failure)?;
        if said::is_success(&reply) { Ok(reply.body) } else { Err(of_reply(&reply)) }
    }

    /// Starts for a register that was just opened, or that belongs to a server since now; ends when it
    /// is closed.
    pub(crate) fn begin(
        &self,
        register: &Arc<Register>,
        shell: &Arc<dyn Shell>,
        clock: fn() -> DateTime<FixedOffset>,
    ) {
        self.forget();
        let turn = self.shared.lock().turn;
        self.shared.lock().threaded = true;
        let link = self.clone();
        register.when_saved(move || link.saved());
        let (register, shell, shared) = (Arc::downgrade(register), shell.clone(), self.shared.clone());
        let work = move || shared.work(turn, &register, &*shell, clock);
        // Without a thread every exchange is one of the moment.
        if std::thread::Builder::new().name("sync".into()).spawn(work).is_err() {
            self.shared.lock().threaded = false;
        }
    }

    /// The register is closed, or belongs to no server any more.
    pub(crate) fn forget(&self) {
        let mut state = self.shared.lock();
        *state = State { turn: state.turn + 1, revoked: state.revoked.take(), ..State::default() };
        drop(state);
        self.shared.wake.notify_all();
    }
}

/// Why a laptop that belongs to a server cannot talk to it; nothing where it belongs to none.
fn because(problem: &Problem) -> Option<SyncTrouble> {
    match problem.code {
        Code::NotJoined => None,
        Code::ServerFailed => Some(SyncTrouble::KeyMissing),
        _ => Some(SyncTrouble::Store),
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn at_work(&self) -> MutexGuard<'_, ()> {
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

    /// The keyring may ask a person something: that too happens here.
    fn begun<'a>(
        &'a self,
        turn: u64,
        register: &Weak<Register>,
        shell: &'a dyn Shell,
        clock: fn() -> DateTime<FixedOffset>,
    ) -> Answer<Runner<'a>> {
        let talk = Arc::new(Talk::of(&*register.upgrade().ok_or(Code::NotReady)?, shell)?);
        let runner = Runner::new(self, turn, register.clone(), shell, clock, talk.clone())?;
        let mut state = self.lock();
        if state.turn == turn {
            state.talk = Some(talk);
        }
        Ok(runner)
    }

    fn work(
        &self,
        turn: u64,
        register: &Weak<Register>,
        shell: &dyn Shell,
        clock: fn() -> DateTime<FixedOffset>,
    ) {
        let _turn = self.at_work();
        let mut runner = match self.begun(turn, register, shell, clock) {
            Ok(runner) => runner,
            Err(problem) => {
                let mut state = self.lock();
                if state.turn == turn {
                    state.threaded = false;
                    state.live.trouble = because(&problem);
                }
                return;
            }
        };
        let mut outside = Outside::now();
        let mut event = Event::Started;
        loop {
            if runner.handle(event).is_none() {
                return;
            }
            let Some(next) = self.wait(turn, &runner, &mut outside) else { return };
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
