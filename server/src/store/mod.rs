//! The only place with SQL. Every query of an institution has `inst = $1`, and beneath it lies
//! row-level security: either would do alone (sync.md 16).

pub mod access_log;
pub mod answered;
mod connection;
pub mod devices;
mod failure;
pub mod institutions;
pub mod people;
pub mod self_test;
pub mod sync;

use deadpool::managed::{Object, Pool, Timeouts};
use std::time::Duration;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Config, Row};
use uuid::Uuid;

pub use failure::Failure;

use connection::Opener;

/// The database, as the program that serves sees it.
#[derive(Clone)]
pub struct Store {
    pool: Pool<Opener>,
    serializable: bool,
    rewrite: Option<Rewrite>,
}

/// What a test makes of a query before it is sent, to take a belt away.
pub type Rewrite = fn(&str) -> String;

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
        let ids =
            [("inst", self.inst), ("device", self.device), ("person", self.person), ("caller", self.caller)];
        let ids = ids.into_iter().filter_map(|(name, id)| Some((name, id?.to_string())));
        let texts = [("login", self.login), ("code", self.code)];
        let texts = texts.into_iter().filter_map(|(name, text)| Some((name, text?.replace('\'', "''"))));
        ids.chain(texts).map(|(name, value)| format!("SET LOCAL stamboek.{name} = '{value}';")).collect()
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
        Self { pool, serializable, rewrite: None }
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
        let object = self.pool.get().await?;
        let isolation = match doing {
            Doing::Looks => "REPEATABLE READ READ ONLY",
            Doing::Writes if self.serializable => "SERIALIZABLE",
            Doing::Writes => "READ COMMITTED",
        };
        // From here on a connection that is not handed back in order is closed.
        let tx = Tx { object: Some(object), rewrite: self.rewrite };
        let text = format!("BEGIN ISOLATION LEVEL {isolation};{}", whose.named());
        tx.connection()?.client.batch_execute(&text).await?;
        Ok(tx)
    }
}

/// A transaction. Dropped before it was ended, its connection is closed, which takes it back.
pub struct Tx {
    object: Option<Object<Opener>>,
    rewrite: Option<Rewrite>,
}

/// Values of a query.
pub type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

impl Tx {
    fn connection(&self) -> Result<&connection::Connection, Failure> {
        self.object.as_deref().ok_or(Failure::Closed)
    }

    async fn statement(&mut self, text: &'static str) -> Result<tokio_postgres::Statement, Failure> {
        let rewrite = self.rewrite;
        let connection = self.object.as_deref_mut().ok_or(Failure::Closed)?;
        Ok(match rewrite {
            Some(rewrite) => connection.statement(text, &rewrite(text)).await?,
            None => connection.statement(text, text).await?,
        })
    }

    /// All rows.
    pub(crate) async fn rows(&mut self, text: &'static str, values: Values<'_>) -> Result<Vec<Row>, Failure> {
        let statement = self.statement(text).await?;
        Ok(self.connection()?.client.query(&statement, values).await?)
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
        let statement = self.statement(text).await?;
        Ok(self.connection()?.client.execute(&statement, values).await?)
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
        let connection = self.connection()?;
        connection.take_warning();
        // Whoever takes this connection next must find nobody named in it (security.md S54).
        let text = format!(
            "{how}; SELECT 1 FROM unnest(ARRAY['inst','device','person','caller','login','code']) AS name
             WHERE current_setting('stamboek.' || name, true) <> ''"
        );
        let messages = connection.client.simple_query(&text).await?;
        let left = messages.iter().any(|one| matches!(one, tokio_postgres::SimpleQueryMessage::Row(_)));
        if connection.take_warning() {
            return Err(Failure::Unconfirmed);
        }
        if left {
            return Err(Failure::Closed);
        }
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
