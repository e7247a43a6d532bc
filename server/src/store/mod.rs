//! The only place with SQL. Every query of an institution has `inst = $1`, and beneath it lies
//! row-level security: either would do alone (sync.md 16).

pub mod access_log;
pub mod answered;
mod connection;
pub mod devices;
pub mod erasure;
mod failure;
pub mod imports;
pub mod institutions;
pub mod log_days;
mod owners;
pub mod people;
pub mod person;
pub mod push;
pub mod reach;
pub mod self_test;
pub mod sync;
pub mod tidy;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use deadpool::managed::{Object, Pool, Timeouts};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, Row};
use uuid::Uuid;

pub use failure::Failure;

use crate::seal::{NotOurs, Seal, Seals};
use connection::{LEFT, Opener};

/// The database, as the program that serves sees it.
#[derive(Clone)]
pub struct Store {
    pool: Pool<Opener>,
    serializable: bool,
    rewrite: Option<Rewrite>,
    seals: Arc<RwLock<Seals>>,
}

/// What a test makes of a query before it is sent, to take a belt away.
pub type Rewrite = fn(&str) -> String;

/// What a transaction can name, each as `stamboek.` and this.
const NAMES: [&str; 7] = ["inst", "device", "person", "caller", "erased", "login", "code"];

/// For whom a transaction is: which rows the database lets it see.
#[derive(Clone, Copy, Default)]
pub struct Whose<'a> {
    /// Rows of this institution.
    pub inst: Option<Uuid>,
    /// Rows about this device.
    pub device: Option<Uuid>,
    /// Rows about this person.
    pub person: Option<Uuid>,
    /// Answers to calls of this one.
    pub caller: Option<Uuid>,
    /// This pupil is erased in it: only then is anything blanked.
    pub erased: Option<Uuid>,
    /// The account with this name.
    pub login: Option<&'a str>,
    /// The device code with this hash, in hexadecimal digits.
    pub code: Option<&'a str>,
}

impl Whose<'_> {
    /// Rows of this institution alone.
    pub fn institution(inst: Uuid) -> Self {
        Self { inst: Some(inst), ..Self::default() }
    }

    /// As the first statement of a transaction, and for it alone.
    fn named(&self) -> String {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string());
        let text = |text: Option<&str>| text.map(|text| text.replace('\'', "''"));
        let ids = [self.inst, self.device, self.person, self.caller, self.erased];
        let [inst, device, person, caller, erased] = ids.map(id);
        let [login, code] = [self.login, self.code].map(text);
        let values = [inst, device, person, caller, erased, login, code];
        let set = |(name, value)| Some(format!("SET LOCAL stamboek.{name} = '{}';", value?));
        NAMES.into_iter().zip::<[Option<String>; 7]>(values).filter_map(set).collect()
    }
}

/// What a transaction may do.
#[derive(Clone, Copy, PartialEq)]
pub enum Doing {
    /// Reads and writes.
    Writes,
    /// Reads, all of one moment.
    Looks,
}

impl Store {
    /// A store on this database; connects when it is first needed.
    pub fn new(config: Config, connections: usize, serializable: bool) -> Self {
        let second = Some(Duration::from_secs(2));
        let pool = Pool::builder(Opener(config))
            .max_size(connections.max(1))
            .runtime(deadpool::Runtime::Tokio1)
            .timeouts(Timeouts { wait: second, create: Some(Duration::from_secs(5)), recycle: second })
            .build()
            .unwrap_or_else(|_| unreachable!("a runtime was named"));
        Self { pool, serializable, rewrite: None, seals: Arc::default() }
    }

    /// From now on seals and opens with these; without, it reads and writes nothing of people.
    pub fn seal_with(&self, seals: Seals) {
        *self.seals.write().unwrap_or_else(PoisonError::into_inner) = seals;
    }

    /// The keys of this moment.
    fn seals(&self) -> Seals {
        self.seals.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The same store with every query changed before it is sent: only to prove that the second
    /// belt holds when the first is gone.
    pub fn rewritten(self, rewrite: Rewrite) -> Self {
        Self { rewrite: Some(rewrite), ..self }
    }

    /// Connections in use, and open.
    pub fn connections(&self) -> (usize, usize) {
        let status = self.pool.status();
        (status.size.saturating_sub(status.available), status.size)
    }

    /// Begins a transaction that sees what it names and nothing else.
    ///
    /// # Errors
    /// [`Failure`] when there is no connection.
    pub async fn begin(&self, whose: &Whose<'_>, doing: Doing) -> Result<Tx, Failure> {
        let tx = self.prepare(whose, doing, &[]).await?;
        tx.open().await?;
        Ok(tx)
    }

    /// A transaction in which these can be asked. It begins with [`Tx::open`], joined with what is
    /// asked first in it.
    ///
    /// # Errors
    /// [`Failure`] when there is no connection.
    pub async fn prepare(
        &self,
        whose: &Whose<'_>,
        doing: Doing,
        texts: &[&'static str],
    ) -> Result<Tx, Failure> {
        let object = self.pool.get().await?;
        let isolation = match doing {
            Doing::Looks => "REPEATABLE READ READ ONLY",
            Doing::Writes if self.serializable => "SERIALIZABLE",
            Doing::Writes => "READ COMMITTED",
        };
        let opening = format!("BEGIN ISOLATION LEVEL {isolation};{}", whose.named());
        // From here on a connection that is not handed back in order is closed.
        let seal = whose.inst.map(|inst| self.seals().of(inst));
        let mut tx = Tx { object: Some(object), opening, seal, rewrite: self.rewrite };
        tx.ready(texts).await?;
        Ok(tx)
    }
}

/// A transaction. Dropped before it was ended, its connection is closed, which takes it back.
///
/// What is joined (`tokio::join!`) leaves in one packet, in the order in which it stands there, and is
/// carried out and answered in that order: one way to the database and back instead of many. After
/// the first that fails, the others fail too: read the answers in order.
pub struct Tx {
    object: Option<Object<Opener>>,
    opening: String,
    seal: Option<Seal>,
    rewrite: Option<Rewrite>,
}

/// Values of a query.
pub type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Tx {
    fn connection(&self) -> Result<&connection::Connection, Failure> {
        self.object.as_deref().ok_or(Failure::Closed)
    }

    /// Begins, and names for whom, before anything is read.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn open(&self) -> Result<(), Failure> {
        Ok(self.connection()?.client.batch_execute(&self.opening).await?)
    }

    /// From here on sees the rows of this institution: for what concerns several, and has to be done
    /// for all of them or for none. Opens nothing that is sealed.
    ///
    /// # Errors
    /// [`Failure`].
    async fn turn_to(&self, inst: Uuid) -> Result<(), Failure> {
        Ok(self.connection()?.client.batch_execute(&Whose::institution(inst).named()).await?)
    }

    /// The keys of the institution that was named.
    fn seal(&self) -> Result<&Seal, Failure> {
        self.seal.as_ref().ok_or_else(|| NotOurs.into())
    }

    /// Makes these ready to be asked.
    async fn ready(&mut self, texts: &[&'static str]) -> Result<(), Failure> {
        let rewrite = self.rewrite;
        let connection = self.object.as_deref_mut().ok_or(Failure::Closed)?;
        for text in texts {
            match rewrite {
                Some(rewrite) => connection.prepare(text, &rewrite(text)).await?,
                None => connection.prepare(text, text).await?,
            }
        }
        Ok(())
    }

    /// All rows of what was made ready.
    async fn ask(&self, text: &'static str, values: Values<'_>) -> Result<Vec<Row>, Failure> {
        let connection = self.connection()?;
        let statement = connection.prepared(text).ok_or_else(|| Failure::Fault("unprepared".to_owned()))?;
        Ok(connection.client.query(statement, values).await?)
    }

    /// All rows.
    pub(crate) async fn rows(&mut self, text: &'static str, values: Values<'_>) -> Result<Vec<Row>, Failure> {
        self.ready(&[text]).await?;
        self.ask(text, values).await
    }

    /// The row, if there is one.
    pub(crate) async fn row(
        &mut self,
        text: &'static str,
        values: Values<'_>,
    ) -> Result<Option<Row>, Failure> {
        Ok(self.rows(text, values).await?.into_iter().next())
    }

    /// Changes rows; answers how many.
    pub(crate) async fn change(&mut self, text: &'static str, values: Values<'_>) -> Result<u64, Failure> {
        self.ready(&[text]).await?;
        let connection = self.connection()?;
        let statement = connection.prepared(text).ok_or(Failure::Closed)?;
        Ok(connection.client.execute(statement, values).await?)
    }

    /// One number, by the institution: for tests and checks.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn count(&mut self, text: &'static str, values: Values<'_>) -> Result<i64, Failure> {
        Ok(self.row(text, values).await?.map_or(0, |row| row.get(0)))
    }

    /// Makes everything last. A commit of which the database warns that no standby has it counts as
    /// failed: the laptop sends again, and the same ops come to the same.
    ///
    /// # Errors
    /// [`Failure::Unconfirmed`], or what the database said.
    pub async fn commit(mut self) -> Result<(), Failure> {
        self.end("COMMIT").await
    }

    /// Takes everything back.
    ///
    /// # Errors
    /// What the database said; nothing was kept all the same.
    pub async fn undo(mut self) -> Result<(), Failure> {
        self.end("ROLLBACK").await
    }

    async fn end(&mut self, how: &str) -> Result<(), Failure> {
        self.connection()?.take_warning();
        let said = self.ending(how).await;
        self.ended(said)
    }

    /// Ends, and looks whether whoever takes this connection next finds nobody named in it
    /// (security.md S54).
    async fn ending(&self, how: &str) -> Result<(), Failure> {
        let client = &self.connection()?.client;
        let (ended, left) = tokio::join!(client.batch_execute(how), self.ask(LEFT, &[]));
        ended?;
        if left?.is_empty() { Ok(()) } else { Err(Failure::Closed) }
    }

    /// Hands the connection back, if the end went well.
    fn ended(&mut self, said: Result<(), Failure>) -> Result<(), Failure> {
        if self.connection()?.take_warning() {
            return Err(Failure::Unconfirmed);
        }
        said?;
        drop(self.object.take());
        Ok(())
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if let Some(object) = self.object.take() {
            drop(Object::take(object));
        }
    }
}
