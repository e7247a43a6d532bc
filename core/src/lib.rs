//! The program without a window.

pub mod access;
pub mod attendance;
mod belgian;
pub mod board;
pub mod calendar;
pub mod cards;
pub mod commands;
pub mod db;
pub mod demo;
pub mod discimus;
pub mod dossier;
pub mod enrolments;
mod files;
pub mod fonts;
pub mod history;
pub mod housekeeping;
pub mod imports;
pub mod keys;
mod laptop;
pub mod lock;
pub mod merges;
mod opened;
pub mod overlaps;
pub mod pdf;
pub mod pupils;
pub mod register;
pub mod renumbering;
pub mod reports;
pub mod scanning;
pub mod session;
pub mod settings;
pub mod shell;
pub mod sync;
mod tables;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use db::open::{Access, Key};
use register::Register;
use shell::{Event, Shell};
use stamboek_domain::problem::{Code, Problem};

/// The program: a profile folder, a shell around it, and the register once it is open. Shared
/// between threads.
pub struct Core {
    /// The profile folder: database, `keys.json`, backups.
    pub folder: PathBuf,
    /// Dialogs and the keyring.
    pub shell: Arc<dyn Shell>,
    /// Sheets that are being looked at.
    pub readings: imports::readings::Readings,
    clock: fn() -> DateTime<FixedOffset>,
    register: opened::Opened,
    /// Checks and daily backups beside the window.
    pub(crate) house: housekeeping::House,
    /// The link with Discimus.
    pub(crate) link: discimus::link::Link,
    /// Who works here, and when it locks.
    pub(crate) watch: Arc<lock::Watch>,
    /// Sync with the central server.
    pub sync: sync::link::Link,
    /// Where the program stands with keys and set-up.
    pub(crate) session: Arc<session::Session>,
    /// What carries out an order to a laptop that was struck off; goes with the program.
    #[cfg_attr(not(test), expect(dead_code, reason = "held for whoever hears the order"))]
    pub(crate) hands: Arc<session::Hands>,
}

/// What every command answers with, or why not.
pub type Answer<T> = Result<T, Problem>;

impl Core {
    /// The program with a closed register; touches no file.
    pub fn new(folder: &Path, shell: Arc<dyn Shell>, clock: fn() -> DateTime<FixedOffset>) -> Self {
        let (register, session, sync) =
            (opened::Opened::default(), Arc::<session::Session>::default(), sync::link::Link::default());
        let hands = Arc::new(session::Hands {
            folder: folder.to_owned(),
            shell: shell.clone(),
            clock,
            register: register.clone(),
            session: session.clone(),
            sync: sync.clone(),
        });
        session::obey(&sync, &hands);
        Self {
            folder: folder.to_owned(),
            shell,
            readings: Default::default(),
            clock,
            register,
            house: housekeeping::House::default(),
            link: Default::default(),
            watch: Default::default(),
            sync,
            session,
            hands,
        }
    }

    /// The program with its existing register opened by a key at hand: command line and tests.
    pub fn open_with_key(
        folder: &Path,
        shell: Arc<dyn Shell>,
        clock: fn() -> DateTime<FixedOffset>,
        key: &Key,
    ) -> Answer<Self> {
        let core = Self::new(folder, shell, clock);
        core.open_register(key)?;
        Ok(core)
    }

    /// The program with a new, empty register under a key at hand: command line and tests.
    pub fn create_with_key(
        folder: &Path,
        shell: Arc<dyn Shell>,
        clock: fn() -> DateTime<FixedOffset>,
        key: &Key,
    ) -> Answer<Self> {
        let core = Self::new(folder, shell, clock);
        core.create_register(key)?;
        Ok(core)
    }

    /// For a program that stays open: checks the register beside the window after opening, and
    /// makes the daily backup.
    pub fn stays_open(mut self) -> Self {
        self.house = housekeeping::House::at_work();
        self
    }

    /// Puts a backup of this laptop in the place of the register and closes it. What stood there
    /// is kept under the name in the answer. `theirs` opens the backup.
    ///
    /// # Errors
    /// As [`db::backup::restore`].
    pub fn restore_backup(&self, file_name: &str, theirs: &Key, key: &Key) -> Answer<String> {
        self.close_and_wait();
        db::backup::restore(&self.folder, file_name, theirs, key, self.now())
    }

    /// Whether a register's file lies in the profile folder, readable or not.
    pub fn has_register(&self) -> bool {
        db::file(&self.folder).exists()
    }

    /// Opens the existing register.
    ///
    /// # Errors
    /// `RegisterMissing`, `RegisterInUse`, `RegisterNewer`, `RegisterDamaged`, `KeyWrong`, `Disk`;
    /// the file stays as it is.
    pub fn open_register(&self, key: &Key) -> Answer<Arc<Register>> {
        self.take_up(key, Access::Write)
    }

    /// Makes a new, empty register; refused with `RegisterExists` when there is a file.
    pub fn create_register(&self, key: &Key) -> Answer<Arc<Register>> {
        std::fs::create_dir_all(&self.folder).map_err(|error| db::io_problem(&error))?;
        self.take_up(key, Access::Create)
    }

    /// Closes the register; commands that run end first.
    pub fn close_register(&self) {
        self.sync.forget();
        self.register.close();
    }

    /// Closes the register and waits until whoever still works with it is done: commands that run,
    /// the check beside the window.
    pub(crate) fn close_and_wait(&self) {
        self.sync.forget();
        self.register.close_and_wait();
    }

    fn take_up(&self, key: &Key, access: Access) -> Answer<Arc<Register>> {
        let mut slot = self.register.slot();
        if let Some(open) = slot.as_ref() {
            return match access {
                Access::Create => Err(Code::RegisterExists.into()),
                _ => Ok(open.clone()),
            };
        }
        let shell = self.shell.clone();
        let changed = Box::new(move |subjects: &std::collections::BTreeSet<&'static str>| {
            let subjects = subjects.iter().chain([&"session"]).map(ToString::to_string).collect();
            shell.notify(Event::Changed { subjects });
        });
        let register = Arc::new(Register::open(&self.folder, key, access, self.clock, changed)?);
        lock::begin(&self.watch, &register, self.now())?;
        *slot = Some(register.clone());
        if self.house.is_at_work() {
            self.house.begin(&register, &self.shell, self.clock);
            self.link.begin(&register, &self.shell, self.clock);
            self.watch.look_after(&register, &self.shell, self.clock);
        }
        self.begin_sync(&register);
        Ok(register)
    }

    /// Starts sync of a register that was just opened, or that belongs to a server since now, where the
    /// program stays open.
    pub(crate) fn begin_sync(&self, register: &Arc<Register>) {
        match self.house.is_at_work() {
            true => self.sync.begin(register, &self.shell, self.clock),
            false => self.sync.forget(),
        }
    }

    /// Whether the register is open and nothing of set-up or recovery is left to finish (S6).
    pub fn is_ready(&self) -> bool {
        self.register().is_ok() && !self.session.is_unfinished()
    }

    /// Whether a PIN is asked before anything else (S13).
    pub fn is_locked(&self) -> bool {
        self.is_ready() && self.watch.is_locked(self.now())
    }

    /// The open register, or `Code::NotReady`.
    pub fn register(&self) -> Answer<Arc<Register>> {
        self.register.get()
    }

    /// Runs the link with Discimus now.
    pub(crate) fn run_link(&self, register: &Arc<Register>, wish: discimus::Wish) -> Answer<()> {
        self.link.run(register, &self.shell, self.clock, wish)
    }

    /// Now on this laptop, with zone. Information only: decides no order.
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    /// Now by the server's clock, as far as this laptop heard it: for a moment that has legal weight
    /// (sync.md 11). A laptop that works alone has only its own.
    pub fn right_now(&self) -> DateTime<FixedOffset> {
        let now = self.now();
        self.sync.server_time(now).with_timezone(now.offset())
    }

    /// Today on this laptop.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }
}
