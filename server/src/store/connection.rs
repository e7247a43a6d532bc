//! Connections to PostgreSQL and how they are kept. Our own manager for deadpool, and not that of
//! deadpool-postgres, because what the database says beside its answers must be heard: a commit that
//! did not wait for its standby says so in a warning and nowhere else.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use super::NAMES;
use deadpool::managed::{Manager, Metrics, RecycleError, RecycleResult};
use tokio_postgres::error::Severity;
use tokio_postgres::{AsyncMessage, Client, Config, Error, NoTls, Statement};

/// One connection with the statements that it prepared.
pub struct Connection {
    /// The client.
    pub client: Client,
    /// The database warned since this was last looked at.
    warned: Arc<AtomicBool>,
    prepared: HashMap<&'static str, Statement>,
}

impl Connection {
    /// Prepares this text, once for each connection; `sent` is what is sent for it.
    pub async fn prepare(&mut self, text: &'static str, sent: &str) -> Result<(), Error> {
        if !self.prepared.contains_key(text) {
            let statement = self.client.prepare(sent).await?;
            self.prepared.insert(text, statement);
        }
        Ok(())
    }

    /// The prepared statement of this text.
    pub fn prepared(&self, text: &str) -> Option<&Statement> {
        self.prepared.get(text)
    }

    /// Whether the database warned since this was last asked.
    pub fn take_warning(&self) -> bool {
        self.warned.swap(false, Ordering::SeqCst)
    }
}

/// Opens connections for the pool.
pub struct Opener(pub Config);

/// Nobody waits for a lock or an answer so long that a laptop gave up before (sync.md 7). Compiling
/// a query takes longer than any of ours runs.
const SESSION: &str = "SET lock_timeout = '2s'; SET statement_timeout = '5s';
    SET idle_in_transaction_session_timeout = '5s'; SET client_min_messages = 'warning'; SET jit = off";

/// Stands for the query that finds a row where the transaction that ended left somebody's name
/// behind (security.md S54).
pub const LEFT: &str = "left";

fn left() -> String {
    let names = NAMES.map(|name| format!("current_setting('stamboek.{name}', true)"));
    format!("SELECT 1 WHERE concat({}) <> ''", names.join(", "))
}

impl Manager for Opener {
    type Type = Connection;
    type Error = Error;

    async fn create(&self) -> Result<Connection, Error> {
        let (client, mut connection) = self.0.connect(NoTls).await?;
        let warned = Arc::new(AtomicBool::new(false));
        let heard = Arc::clone(&warned);
        tokio::spawn(poll_fn(move |context| {
            loop {
                match connection.poll_message(context) {
                    Poll::Ready(Some(Ok(AsyncMessage::Notice(notice)))) => {
                        if notice.parsed_severity() == Some(Severity::Warning) {
                            heard.store(true, Ordering::SeqCst);
                        }
                    }
                    Poll::Ready(Some(Ok(_))) => {}
                    Poll::Ready(Some(Err(_)) | None) => return Poll::Ready(()),
                    Poll::Pending => return Poll::Pending,
                }
            }
        }));
        client.batch_execute(SESSION).await?;
        let mut connection = Connection { client, warned, prepared: HashMap::new() };
        // Here, since a transaction that failed prepares nothing any more.
        connection.prepare(LEFT, &left()).await?;
        Ok(connection)
    }

    async fn recycle(&self, connection: &mut Connection, _: &Metrics) -> RecycleResult<Error> {
        match connection.client.is_closed() {
            true => Err(RecycleError::message("closed")),
            false => Ok(()),
        }
    }
}
