//! The open register: one writer, a few readers, and the one door through which changes go.

mod attendance;
pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod everybody;
pub(crate) mod outbox;
pub(crate) mod overlay;
pub(crate) mod touched;
pub(crate) mod views;

pub use batch::Batch;
pub use check::Findings;

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::Clock;
use touched::Touched;

use crate::Answer;
use crate::attendance::Members;
use crate::db::OrProblem;
use crate::db::backup::{self, Backup};
use crate::db::open::{Access, Key, connect, fill_log};

/// Read-only connections beside the writer (sync.md 4).
const READERS: usize = 4;

/// Looks at the lock, 20 ms apart, before the folder counts as in use.
const LOCK_LOOKS: u32 = 15;

/// Hears after each commit which subjects changed.
pub(crate) type Changed = Box<dyn Fn(&BTreeSet<&'static str>) + Send + Sync>;

/// An open database.
pub struct Register {
    folder: PathBuf,
    key: Key,
    clock: fn() -> DateTime<FixedOffset>,
    changed: Changed,
    // Closed before the writer: the last connection to close moves the log into the file, and a
    // read-only one cannot.
    readers: Mutex<Readers>,
    reader_free: Condvar,
    writer: Mutex<Connection>,
    memory: crate::pupils::Memory,
    members: everybody::Kept<Members>,
    kept: attendance::Kept,
    /// Who works on this laptop; stands with every entry.
    user: Mutex<Option<String>>,
    /// How far the laptop's clock can be trusted; stands with every entry.
    trust: Mutex<Clock>,
    /// Hears after each commit that an entry waits.
    saved: OnceLock<Box<dyn Fn() + Send + Sync>>,
    /// Held while open, so that two processes never work on one profile.
    _lock: File,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Connection>,
    made: usize,
}

impl Register {
    /// Opens (or makes, with `Access::Create`) the register of a profile folder. `changed` hears
    /// after every commit which subjects changed.
    ///
    /// # Errors
    /// `RegisterInUse` when another process has it open, and those of [`connect`] and of
    /// [`crate::db::migrate::migrate`].
    pub(crate) fn open(
        folder: &Path,
        key: &Key,
        access: Access,
        clock: fn() -> DateTime<FixedOffset>,
        changed: Changed,
    ) -> Answer<Self> {
        if access == Access::Write && !crate::db::file(folder).exists() {
            return Err(Code::RegisterMissing.into());
        }
        crate::db::folder::check(folder)?;
        let lock = lock(folder)?;
        let mut writer = connect(&crate::db::file(folder), key, access)?;
        crate::db::migrate::migrate(&mut writer, folder, key)?;
        let register = Self {
            folder: folder.to_owned(),
            key: key.clone(),
            clock,
            changed,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            reader_free: Condvar::new(),
            memory: crate::pupils::Memory::default(),
            members: everybody::Kept::default(),
            kept: attendance::Kept::default(),
            user: Mutex::default(),
            trust: Mutex::new(Clock::Unknown),
            saved: OnceLock::new(),
            _lock: lock,
        };
        register.read_user()?;
        Ok(register)
    }

    /// Reads in one consistent snapshot.
    pub fn read<T>(&self, read: impl FnOnce(&Connection) -> Answer<T>) -> Answer<T> {
        let reader = self.borrow()?;
        let tx = reader.db().unchecked_transaction().or_problem()?;
        let answer = read(&tx);
        drop(tx);
        answer
    }

    /// Saves one action: all of its changes, or none when the closure or the commit fails. The
    /// answer comes after the commit. `kind` as in table `batch`.
    ///
    /// # Errors
    /// Those of the closure; `DiskFull` or `Disk` when the commit fails: nothing is stored then.
    pub fn write<T>(&self, kind: &str, change: impl FnOnce(&mut Batch) -> Answer<T>) -> Answer<T> {
        let mut writer = guard(&self.writer);
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate).or_problem()?;
        let mut batch = Batch::begin(&tx, (self.clock)(), self.user(), *guard(&self.trust));
        let answer = change(&mut batch)?;
        batch.finish(kind)?;
        let (saved, touched) = (batch.saved().is_some(), batch.touched);
        tx.commit().or_problem()?;
        self.committed(touched, writer);
        if let (true, Some(hear)) = (saved, self.saved.get()) {
            hear();
        }
        Ok(answer)
    }

    /// Lets the views follow what sync brought: all of it in one transaction, or nothing.
    ///
    /// # Errors
    /// Those of the closure; `DiskFull` or `Disk`: nothing is stored then.
    pub(crate) fn follow<T>(&self, work: impl FnOnce(&Transaction, &mut Touched) -> Answer<T>) -> Answer<T> {
        let mut writer = guard(&self.writer);
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate).or_problem()?;
        let mut touched = Touched::default();
        let answer = work(&tx, &mut touched)?;
        tx.commit().or_problem()?;
        self.committed(touched, writer);
        Ok(answer)
    }

    /// Tells what a commit touched. What is kept in memory follows while the writer is still held, so
    /// that commits are followed in their order.
    fn committed(&self, touched: Touched, writer: MutexGuard<Connection>) {
        let Touched { subjects, shown, steps } = touched;
        self.kept.follow(subjects.contains("settings"), steps);
        self.memory.forget(&shown);
        self.members.forget(&shown);
        drop(writer);
        if !subjects.is_empty() {
            (self.changed)(&subjects);
        }
    }

    /// Writes an entry of the access log or a local fact: no op.
    pub fn write_local<T>(&self, write: impl FnOnce(&Transaction) -> Answer<T>) -> Answer<T> {
        let mut writer = guard(&self.writer);
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate).or_problem()?;
        let answer = write(&tx)?;
        tx.commit().or_problem()?;
        Ok(answer)
    }

    /// The name that stands with every entry made here.
    pub fn user(&self) -> Option<String> {
        guard(&self.user).clone()
    }

    /// From now on this name stands with every entry; empty: none.
    pub(crate) fn set_user(&self, user: &str) {
        *guard(&self.user) = (!user.is_empty()).then(|| user.to_owned());
    }

    /// From now on this stands with every entry about the laptop's clock.
    pub(crate) fn trust(&self, clock: Clock) {
        *guard(&self.trust) = clock;
    }

    /// From now on `hear` is called after every commit that left an entry waiting. The first one who
    /// asks hears it.
    pub(crate) fn when_saved(&self, hear: impl Fn() + Send + Sync + 'static) {
        let _ = self.saved.set(Box::new(hear));
    }

    /// What the search keeps in memory while the register is open.
    pub(crate) fn memory(&self) -> &crate::pupils::Memory {
        &self.memory
    }

    /// Everybody as attendance knows them. Not to be asked inside a [`Register::read`].
    pub(crate) fn members(&self) -> Answer<Arc<Members>> {
        self.members.now(self)
    }

    /// Gives the log its full size, in a new register or after a backup was put back: saving is
    /// quicker then.
    ///
    /// # Errors
    /// `DiskFull`, `Disk`; nothing is lost then.
    pub fn fill_log(&self) -> Answer<()> {
        let _nobody_saves = guard(&self.writer);
        fill_log(&crate::db::file(&self.folder))
    }

    /// Writes the file anew without what was taken out of it, and empties its log: no page holds it any
    /// more.
    ///
    /// # Errors
    /// `DiskFull`, `Disk`, also where somebody reads on; the register is good all the same.
    pub(crate) fn sweep(&self) -> Answer<()> {
        let writer = guard(&self.writer);
        writer.execute_batch("VACUUM").or_problem()?;
        let busy: bool =
            writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).or_problem()?;
        if busy {
            return Err(Problem::new(Code::Disk).with("detail", "read"));
        }
        fill_log(&crate::db::file(&self.folder))
    }

    /// Writes a checked backup now.
    ///
    /// # Errors
    /// As [`crate::db::backup::make`].
    pub fn back_up(&self) -> Answer<Backup> {
        // Not in a transaction: the copying statement makes its own.
        let reader = self.borrow()?;
        reader.db().execute_batch("PRAGMA query_only = OFF").or_problem()?;
        let backup = backup::make(reader.db(), &self.folder, &self.key, (self.clock)());
        reader.db().execute_batch("PRAGMA query_only = ON").or_problem()?;
        backup
    }

    /// Whether anything was ever saved in it, or came from the server.
    pub(crate) fn is_filled(&self) -> Answer<bool> {
        self.read(is_filled)
    }

    /// The profile folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes an idle reader, makes one, or waits until one is free.
    fn borrow(&self) -> Answer<Reader<'_>> {
        let mut readers = guard(&self.readers);
        loop {
            if let Some(db) = readers.idle.pop() {
                return Ok(Reader { register: self, db: Some(db) });
            }
            if readers.made < READERS {
                let db = connect(&crate::db::file(&self.folder), &self.key, Access::Read)?;
                readers.made += 1;
                return Ok(Reader { register: self, db: Some(db) });
            }
            readers = self.reader_free.wait(readers).unwrap_or_else(|poisoned| poisoned.into_inner());
        }
    }
}

/// Whether anything was ever saved in a register, or came from the server.
pub(crate) fn is_filled(db: &Connection) -> Answer<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox) OR EXISTS (SELECT 1 FROM mirror)";
    db.query_row(sql, [], |row| row.get(0)).or_problem()
}

/// A borrowed read-only connection; goes back when dropped, also after a panic.
struct Reader<'a> {
    register: &'a Register,
    db: Option<Connection>,
}

impl Reader<'_> {
    fn db(&self) -> &Connection {
        self.db.as_ref().expect("present until dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        guard(&self.register.readers).idle.extend(self.db.take());
        self.register.reader_free.notify_one();
    }
}

/// A panic while the lock was held rolled its transaction back: the connection is still good.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The lock of a profile folder: held by whoever works on it, gone with the process.
pub(crate) fn lock(folder: &Path) -> Answer<File> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(folder.join("register.lock"))
        .or_problem()?;
    // A child process that is just being started holds our files for a moment, and with them a
    // lock that was given back already: look a few times before calling it taken.
    for _ in 0..LOCK_LOOKS {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            Err(TryLockError::Error(error)) => return Err(crate::db::io_problem(&error)),
        }
    }
    Err(Code::RegisterInUse.into())
}

#[cfg(test)]
mod tests;
