//! Sync at work: a thread of its own, so that the window never waits for the server. It runs the
//! engine of the domain over this register, one event after the other.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Utc};
use stamboek_domain::problem::Code;
use stamboek_domain::sync::engine::{Event, Wake};

use super::device::Server;
use super::http::Method;
use super::live::Live;
use super::runner::{Begun, Runner};
use super::said::{self, of_failure, of_reply};
use super::talk::Talk;
use super::thread::{Shared, State};
use crate::register::Register;
use crate::shell::Shell;
use crate::{Answer, Core};

/// Sync of a program.
#[derive(Clone, Default)]
pub struct Link {
    shared: Arc<Shared>,
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

    /// What the server's clock says when this laptop's says `now`, as far as it is known.
    pub(crate) fn server_time(&self, now: DateTime<FixedOffset>) -> DateTime<Utc> {
        self.live().server_time(now)
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
        let register = Arc::downgrade(&register);
        let of = Begun { turn, register: &register, shell: &*core.shell, clock: core.clock };
        let mut runner = Runner::new(&self.shared, of, talk)?;
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

    /// Whoever works here now gets a token of her own.
    pub(super) fn forget_token(&self) {
        if let Some(talk) = &self.shared.lock().talk {
            talk.forget_token();
        }
    }

    /// Asks the server something as this laptop and whoever works here; the body of the answer.
    ///
    /// # Errors
    /// `NotJoined`; `ServerFailed`, also with `key_missing` on another laptop than the enrolled one;
    /// `NotFound`.
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
        let work = move || shared.work(Begun { turn, register: &register, shell: &*shell, clock });
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
