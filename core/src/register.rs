//! The open register: one writer, a few readers, and the one door through which changes go.

mod check;
pub(crate) mod views;

pub use check::Findings;

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{Outcome, apply, days, pupils, sharpen};
use stamboek_domain::sync::op::{BatchId, Change, Clock, Op, OpId};
use uuid::Uuid;

use crate::Answer;
use crate::db::OrProblem;
use crate::db::backup::{self, Backup};
use crate::db::open::{Access, Key, connect, fill_log};

/// Read-only connections beside the writer (sync.md 4).
const READERS: usize = 4;

/// Looks at the lock, 20 ms apart, before the folder counts as in use.
const LOCK_LOOKS: u32 = 15;

/// Largest op that may be made, in bytes (sync.md 13).
const OP_LIMIT: usize = 64 * 1024;

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
    /// Who works on this laptop; stands with every entry.
    user: Mutex<Option<String>>,
    /// Held while open, so that two processes never work on one profile.
    _lock: File,
}

#[derive(Default)]
struct Readers {
    idle: Vec<Connection>,
    made: usize,
}

/// One action of a person that is being saved: every change becomes an op in the outbox and
/// updates the views, in one transaction.
pub struct Batch<'a> {
    tx: &'a Transaction<'a>,
    id: BatchId,
    now: DateTime<FixedOffset>,
    /// Who works on this laptop.
    user: Option<String>,
    /// `n` of the first op, once there is one.
    first: Option<i64>,
    ops: u32,
    subjects: BTreeSet<&'static str>,
    /// Whose rows look different afterwards.
    shown: BTreeSet<PupilId>,
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
        Ok(Self {
            folder: folder.to_owned(),
            key: key.clone(),
            clock,
            changed,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            reader_free: Condvar::new(),
            memory: crate::pupils::Memory::default(),
            user: Mutex::default(),
            _lock: lock,
        })
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
        self.write_undoing(kind, None, change)
    }

    /// As [`Register::write`], for an action that takes back another one, named by its `n`.
    pub(crate) fn write_undoing<T>(
        &self,
        kind: &str,
        undoes: Option<i64>,
        change: impl FnOnce(&mut Batch) -> Answer<T>,
    ) -> Answer<T> {
        let mut writer = guard(&self.writer);
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate).or_problem()?;
        let mut batch = Batch {
            tx: &tx,
            id: BatchId(Uuid::now_v7()),
            now: (self.clock)(),
            user: self.user(),
            first: None,
            ops: 0,
            subjects: BTreeSet::new(),
            shown: BTreeSet::new(),
        };
        let answer = change(&mut batch)?;
        batch.finish(kind, undoes)?;
        let Batch { subjects, shown, .. } = batch;
        tx.commit().or_problem()?;
        drop(writer);
        self.memory.forget(shown);
        if !subjects.is_empty() {
            (self.changed)(&subjects);
        }
        Ok(answer)
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

    /// What the search keeps in memory while the register is open.
    pub(crate) fn memory(&self) -> &crate::pupils::Memory {
        &self.memory
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

    /// Whether anything was ever saved in it.
    pub(crate) fn is_filled(&self) -> Answer<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM outbox)";
        self.read(|db| db.query_row(sql, [], |row| row.get(0)).or_problem())
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

impl Batch<'_> {
    /// The running transaction, for reads that must see the changes made so far.
    pub fn tx(&self) -> &Transaction<'_> {
        self.tx
    }

    /// Identity of this action.
    pub fn id(&self) -> BatchId {
        self.id
    }

    /// Identity of this action as it travels; `None` while there is nothing to save.
    pub fn saved(&self) -> Option<String> {
        self.first.map(|_| self.id.0.to_string())
    }

    /// Appends one op and updates the views. A change that cannot be applied (`was` differs:
    /// `Code::Stale`; a number that somebody else holds: `Code::NumberTaken`) is a problem; the
    /// action may go on without it.
    pub fn push(&mut self, change: Change) -> Answer<()> {
        let state = views::read(self.tx, &change)?;
        let change = sharpen(&state, change);
        let op = Op {
            op_id: OpId(Uuid::now_v7()),
            v: 1,
            batch: self.id,
            entered_at: self.now,
            clock: Clock::Unknown,
            change,
            user: self.user.clone(),
            note: None,
        };
        let outcome = apply(&state, &op.change)?;
        self.append(&op, outcome)
    }

    fn append(&mut self, op: &Op, outcome: Outcome) -> Answer<()> {
        let body = serde_json::to_string(op).map_err(|_| internal("op"))?;
        if body.len() > OP_LIMIT {
            return Err(internal("op_size"));
        }
        let hash = Sha256::digest(body.as_bytes());
        let (word, writes) = match outcome {
            Outcome::Applied(writes) => ("applied", writes),
            Outcome::Same => ("same", Vec::new()),
        };
        let at = self.now.to_rfc3339_opts(SecondsFormat::Millis, false);
        // The first op has the number that the action gets; SQLite hands out the next one by itself.
        let batch = match self.first {
            Some(first) => first,
            None => self
                .tx
                .prepare_cached("SELECT coalesce(max(n), 0) + 1 FROM outbox")
                .and_then(|mut select| select.query_row([], |row| row.get(0)))
                .or_problem()?,
        };
        self.tx
            .prepare_cached(
                "INSERT INTO outbox (op_id, batch, body, hash, outcome, saved_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| {
                insert.execute((&op.op_id.0.as_bytes()[..], batch, &body, &hash[..], word, &at))
            })
            .or_problem()?;
        let n = self.tx.last_insert_rowid();
        let pupils = pupils(&op.change);
        for pupil in &pupils {
            self.tx
                .prepare_cached("INSERT INTO op_pupil (pupil, n) VALUES (?1, ?2)")
                .and_then(|mut insert| insert.execute((pupil.0.to_string(), n)))
                .or_problem()?;
        }
        for day in days(&op.change) {
            self.tx
                .prepare_cached("INSERT INTO op_day (day, n) VALUES (?1, ?2)")
                .and_then(|mut insert| insert.execute((views::attendance::day_number(day), n)))
                .or_problem()?;
        }
        self.first = Some(batch);
        self.ops += 1;
        self.subjects.extend(views::subjects(&op.change));
        let entry = views::Entry { n, at: &at, user: op.user.as_deref().unwrap_or("") };
        views::write(self.tx, &writes, &entry)?;
        self.shown.extend(pupils);
        self.shown.extend(views::on_the_print(self.tx, &op.change)?);
        Ok(())
    }

    /// Writes down the action itself, when anything was done.
    fn finish(&self, kind: &str, undoes: Option<i64>) -> Answer<()> {
        let Some(n) = self.first else { return Ok(()) };
        let at = self.now.to_rfc3339_opts(SecondsFormat::Millis, false);
        let id = self.id.0.to_string();
        self.tx
            .prepare_cached(
                "INSERT INTO batch (n, ops, id, kind, at, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| insert.execute((n, self.ops, id, kind, &at, undoes)))
            .or_problem()?;
        if let Some(undone) = undoes {
            self.tx
                .prepare_cached("UPDATE batch SET undone_by = ?1 WHERE n = ?2")
                .and_then(|mut update| update.execute((n, undone)))
                .or_problem()?;
        }
        Ok(())
    }
}

fn internal(detail: &str) -> Problem {
    Problem::new(Code::Internal).with("detail", detail)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use stamboek_domain::pupil::PupilField;

    use super::*;

    #[test]
    fn a_full_disk_leaves_nothing_half_saved_and_saving_goes_on_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let clock = || chrono::DateTime::UNIX_EPOCH.fixed_offset();
        let changed = Box::new(|_: &BTreeSet<&'static str>| {});
        let key = Key::new([7; 32]);
        let register = Register::open(folder.path(), &key, Access::Create, clock, changed).unwrap();
        let save = |pupils: u32| {
            register.write("create", |batch| {
                for _ in 0..pupils {
                    let pupil = PupilId(Uuid::now_v7());
                    let fields = BTreeMap::from([(PupilField::LastName, "x".repeat(200))]);
                    let tag = pupil.0.simple().to_string();
                    batch.push(Change::PupilCreate { pupil, tag, fields })?;
                }
                Ok(())
            })
        };
        let counts = || {
            let sql = "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM view_pupil),
                       (SELECT count(*) FROM batch)";
            let read = |db: &Connection| {
                db.query_row(sql, [], |row| Ok([row.get::<_, u32>(0)?, row.get(1)?, row.get(2)?]))
                    .or_problem()
            };
            register.read(read).unwrap()
        };
        save(3).unwrap();
        let limit = |pages: u32| {
            let set = format!("PRAGMA max_page_count = {pages}");
            guard(&register.writer).query_row(&set, [], |row| row.get::<_, u32>(0)).unwrap();
        };
        limit(1);
        assert_eq!(save(200).unwrap_err().code, Code::DiskFull);
        assert_eq!(counts(), [3, 3, 1]);
        limit(1_000_000);
        save(200).unwrap();
        assert_eq!(counts(), [203, 203, 2]);
        assert!(register.check().unwrap().is_sound());
    }
}
