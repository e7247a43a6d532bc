//! Answers to calls with an `Idempotency-Key`, kept in the transaction of the call itself: an
//! effect without its answer, or an answer without its effect, cannot be (sync.md 16).

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{Failure, Tx};

/// How long an answer is kept.
const KEPT: Duration = Duration::hours(24);

const FORGET: &str = "DELETE FROM answered WHERE owner = $1 AND at < $2";
const CLAIM: &str = "INSERT INTO answered (owner, key, body_hash, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (owner, key) DO NOTHING";
const BEFORE: &str = "SELECT body_hash, status, answer FROM answered WHERE owner = $1 AND key = $2";
const KEEP: &str = "UPDATE answered SET status = $3, answer = $4 WHERE owner = $1 AND key = $2";

/// A call that must have one effect.
pub struct Call {
    /// Whose key it is; the transaction names it as [`Whose::caller`](super::Whose).
    pub caller: Uuid,
    /// Hash of the key: the key itself is not kept, so that from what is kept nobody can try bodies.
    pub key: String,
    /// Of the key and what was asked under it.
    pub body_hash: Vec<u8>,
}

/// What is known of a call.
#[derive(Debug, PartialEq, Eq)]
pub enum Before {
    /// Nothing: it is to be carried out, and answered with [`Tx::answer`] in this transaction.
    Nothing,
    /// It runs; this transaction is of no more use.
    Running,
    /// Something else was asked under this key.
    Other,
    /// It was carried out and this was said.
    Said {
        /// The status.
        status: u16,
        /// The body.
        answer: String,
    },
}

impl Tx {
    /// Takes a key, or says what became of it before. Waits for the same call where it runs, as
    /// long as the database lets us.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn claim(&mut self, call: &Call, now: DateTime<Utc>) -> Result<Before, Failure> {
        self.change(FORGET, &[&call.caller, &(now - KEPT)]).await?;
        match self.change(CLAIM, &[&call.caller, &call.key, &call.body_hash, &now]).await {
            Ok(0) => {}
            Ok(_) => return Ok(Before::Nothing),
            Err(Failure::Slow) => return Ok(Before::Running),
            Err(failure) => return Err(failure),
        }
        let Some(row) = self.row(BEFORE, &[&call.caller, &call.key]).await? else {
            return Ok(Before::Running);
        };
        if row.get::<_, Vec<u8>>("body_hash") != call.body_hash {
            return Ok(Before::Other);
        }
        let status: Option<i32> = row.get("status");
        Ok(match (status.and_then(|status| u16::try_from(status).ok()), row.get("answer")) {
            (Some(status), Some(answer)) => Before::Said { status, answer },
            _ => Before::Running,
        })
    }

    /// Keeps what is said to a call that was claimed.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn answer(&mut self, call: &Call, status: u16, answer: &str) -> Result<(), Failure> {
        let status = i32::from(status);
        self.change(KEEP, &[&call.caller, &call.key, &status, &answer]).await.map(drop)
    }
}
