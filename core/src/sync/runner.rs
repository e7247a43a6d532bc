//! Carries out what the engine wants, in its order: one event in, its effects, and what comes of them.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::{Arc, Weak};
use std::time::Instant;

use chrono::{DateTime, Datelike, FixedOffset, Utc};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::engine::{
    Effect, Engine, Event, Moment, Path, Settings, StoreAnswer, Trouble, Work,
};
use stamboek_domain::sync::wire::{PAGE_ROWS, ProblemKind, Rev};

use super::facts::{self, DIFFERED};
use super::http::Method;
use super::messages::{SyncDownload, SyncTrouble};
use super::talk::{Said, Talk};
use super::thread::Shared;
use super::{access_log, person, said, store};
use crate::Answer;
use crate::register::Register;
use crate::shell::Shell;

/// A register for which sync was begun, and what works for it.
#[derive(Clone, Copy)]
pub(super) struct Begun<'a> {
    /// Which one: an engine of an earlier turn ends.
    pub(super) turn: u64,
    pub(super) register: &'a Weak<Register>,
    pub(super) shell: &'a dyn Shell,
    pub(super) clock: fn() -> DateTime<FixedOffset>,
}

/// The engine of an open register, and what it needs.
pub(super) struct Runner<'a> {
    shared: &'a Shared,
    of: Begun<'a>,
    talk: Arc<Talk>,
    engine: Engine,
    began: Instant,
    due: Cell<Instant>,
    /// Nothing was ever fetched.
    first: bool,
}

impl<'a> Runner<'a> {
    /// Over what the register remembers. The first event is [`Event::Started`].
    ///
    /// # Errors
    /// `ServerFailed` with `sign_in` where nobody ever signed in: what would leave now is of nobody who
    /// may enter anything, and would be held there. `NotReady`, `Disk`.
    pub(super) fn new(shared: &'a Shared, of: Begun<'a>, talk: Arc<Talk>) -> Answer<Self> {
        let (state, people) =
            open(of.register)?.read(|db| Ok((store::state(db)?, person::everybody(db)?)))?;
        if people.is_empty() {
            return Err(said::failed("sign_in"));
        }
        let settings = Settings { years, page_rows: PAGE_ROWS };
        let first = state.last_ok.is_none();
        let engine = Engine::new(settings, state);
        let (began, due) = (Instant::now(), Cell::new(Instant::now()));
        Ok(Self { shared, of, talk, engine, began, due, first })
    }

    /// When the engine wants to be woken.
    pub(super) fn due(&self) -> Instant {
        self.due.get()
    }

    /// Whether the register is still open.
    pub(super) fn is_open(&self) -> bool {
        self.of.register.strong_count() > 0
    }

    /// One event, and all that follows from it; `None` when the register was closed meanwhile.
    pub(super) fn handle(&mut self, event: Event) -> Option<()> {
        let mut events = VecDeque::from([event]);
        let before = self.engine.state().last_ok;
        while let Some(event) = events.pop_front() {
            for effect in self.engine.step(event, self.moment()) {
                events.extend(self.carry_out(effect)?);
            }
            self.follow_the_clock();
        }
        let heard = match self.engine.trouble() {
            None => self.engine.state().last_ok != before,
            // Nothing is handed to whom did not sign in; what she looked at is heard all the same.
            trouble => trouble == Some(Trouble::SignIn),
        };
        if heard {
            // What does not get through is told after the next exchange.
            let _ = access_log::tell(&|| open(self.of.register), &self.talk);
        }
        self.rest();
        Some(())
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Option<Event>> {
        if !self.shared.counts(self.of.turn) {
            return None;
        }
        Some(match effect {
            Effect::Timer(left) => {
                self.due.set(Instant::now() + left);
                None
            }
            Effect::Store { id, work } => Some(Event::Stored { id, answer: self.store(work)? }),
            Effect::Send { id, path, body } => Some(Event::Reply { id, reply: self.send(path, &body)? }),
            Effect::RenewToken { id } => Some(self.renew(id)?),
            Effect::Trouble(trouble) => {
                self.trouble(trouble);
                None
            }
            Effect::Revoked(body) => {
                self.shared.revoked(self.talk.server(), &body);
                None
            }
            // The mirror is fetched anew by itself; that it was needed is kept for who looks for the reason.
            Effect::DigestDiffers => {
                let at = (self.of.clock)();
                let _ = self.of.register.upgrade()?.write_local(|tx| facts::put(tx, DIFFERED, &at));
                None
            }
        })
    }

    fn store(&mut self, work: Work) -> Option<StoreAnswer> {
        let fetched = match &work {
            Work::Stage { fresh, rows, .. } => Some((*fresh, rows.len() as u32)),
            Work::Complete { .. } => Some((true, 0)),
            _ => None,
        };
        let answer = store::carry_out(&*self.of.register.upgrade()?, work);
        if let Some((fresh, rows)) = fetched {
            self.fetched(fresh, rows);
        }
        Some(answer)
    }

    /// How far the mirror is, while it is fetched from the beginning.
    fn fetched(&self, fresh: bool, rows: u32) {
        let whole = self.engine.state().cursor == Rev(0) && rows > 0;
        self.shared.tell(self.of.turn, |live| {
            let so_far = live.download.filter(|_| !fresh).map_or(0, |download| download.rows);
            live.download = whole.then_some(SyncDownload { first: self.first, rows: so_far + rows });
        });
        self.changed();
    }

    fn send(&self, path: Path, body: &str) -> Option<Said> {
        self.shared.tell(self.of.turn, |live| live.working = true);
        self.changed();
        let path = self.talk.path(match path {
            Path::Push => "push",
            Path::Pull => "pull",
            Path::Reconcile => "reconcile",
        });
        let said = self.talk.send(&|| open(self.of.register), Method::Post, &path, Some(body));
        self.shared.counts(self.of.turn).then_some(said)
    }

    /// A new token; why there is none is an answer like any other, but for a plain "sign in".
    fn renew(&self, id: u64) -> Option<Event> {
        let event = match self.talk.renew(&|| open(self.of.register)) {
            Ok(()) => Event::Token { id, renewed: true },
            Err(Ok(reply)) if said::refusal(&reply) == Some(ProblemKind::Unauthorised) => {
                Event::Token { id, renewed: false }
            }
            Err(said) => Event::Reply { id, reply: said },
        };
        self.shared.counts(self.of.turn).then_some(event)
    }

    fn trouble(&self, trouble: Option<Trouble>) {
        self.shared.tell(self.of.turn, |live| live.trouble = trouble.map(SyncTrouble::Engine));
    }

    /// Nothing is under way any more.
    fn rest(&self) {
        let left = self.due().saturating_duration_since(Instant::now());
        let next = (self.of.clock)() + left;
        self.shared.tell(self.of.turn, |live| {
            live.working = false;
            live.next = Some(next);
            if live.trouble.is_none() {
                live.download = None;
            }
        });
        self.changed();
    }

    /// From now on entries say how far the laptop's clock can be trusted.
    pub(super) fn follow_the_clock(&self) {
        let clock = self.engine.clock(self.moment());
        self.shared.tell(self.of.turn, |live| live.clock = clock);
        if let Some(open) = self.of.register.upgrade() {
            open.trust(clock);
        }
    }

    fn changed(&self) {
        super::changed(self.of.shell);
    }

    fn moment(&self) -> Moment {
        let mut random = [0; 8];
        // Without randomness requests are not spread; nothing else hangs on it.
        let _ = crate::keys::random(&mut random);
        let wall = (self.of.clock)().with_timezone(&Utc);
        Moment { monotonic: self.began.elapsed(), wall, random: u64::from_le_bytes(random) }
    }
}

fn open(register: &Weak<Register>) -> Answer<Arc<Register>> {
    register.upgrade().ok_or(Problem::new(Code::NotReady))
}

/// School years of attendance that a laptop keeps: this one and the one before.
fn years(now: DateTime<Utc>) -> Vec<u16> {
    let this = SchoolYear::of(now.date_naive()).map_or(now.year() as u16, SchoolYear::begin_year);
    vec![this - 1, this]
}
