//! Connections to PostgreSQL and how they are kept. Our own manager for deadpool, and not that of
//! deadpool-postgres, because what the database says beside its answers must be heard: a commit that
//! did not wait for its standby says so in a warning and nowhere else.

use std::collections::HashMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

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
    /// The prepared statement of this text, which is prepared once for each connection.
    pub async fn statement(&mut self, text: &'static str, sent: &str) -> Result<Statement, Error> {
        if let Some(statement) = self.prepared.get(text) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sent).await?;
        self.prepared.insert(text, statement.clone());
        Ok(statement)
    }

    /// Whether the database warned since this was last asked.
    pub fn take_warning(&self) -> bool {
        self.warned.swap(false, Ordering::SeqCst)
    }
}

/// Opens connections for the pool.
pub struct Opener(pub Config);

/// Nobody waits for a lock or an answer so long that a laptop gave up before (sync.md 7).
const SESSION: &str = "SET lock_timeout = '2s'; SET statement_timeout = '5s';
    SET idle_in_transaction_session_timeout = '5s'; SET client_min_messages = 'warning'";

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
        Ok(Connection { client, warned, prepared: HashMap::new() })
    }

    async fn recycle(&self, connection: &mut Connection, _: &Metrics) -> RecycleResult<Error> {
        match connection.client.is_closed() {
            true => Err(RecycleError::message("closed")),
            false => Ok(()),
        }
    }
}
