//! Calls that write and are no push: each carries an `Idempotency-Key`, and has one effect however
//! often it is sent (sync.md 16).

use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode};
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::{RawValue, to_raw_value};
use sha2::{Digest, Sha256};
use stamboek_domain::sync::wire::{IDEMPOTENCY_KEY, ProblemKind};
use uuid::Uuid;

use super::answer::Answer;
use super::refusal::{self, Refusal};
use super::{App, sent};
use crate::store::Tx;
use crate::store::answered::{Before, Call};

const RUNNING: Refusal =
    Refusal::new(StatusCode::CONFLICT, ProblemKind::Running, "the same call is under way").after(1);
const OTHER: Refusal = Refusal::new(
    StatusCode::UNPROCESSABLE_ENTITY,
    ProblemKind::Used,
    "something else was asked under this key",
);

/// A body with the key that it came with.
pub struct Keyed<T> {
    /// The body.
    pub body: T,
    key: String,
    body_hash: Vec<u8>,
}

/// An answer that is the same each time, byte for byte.
pub type Kept = Answer<Box<RawValue>>;

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Keyed<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        let key = key(request.headers()).ok_or(refusal::NO_KEY)?;
        let mut hash = Hmac::<Sha256>::new_from_slice(key.as_bytes())
            .unwrap_or_else(|_| unreachable!("any length will do"));
        // The same key and body for another call is something else.
        hash.update(request.uri().path().as_bytes());
        hash.update(&[0]);
        let bytes = sent::bytes(request, app).await?;
        hash.update(&bytes);
        let kept: String = Sha256::digest(key.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { body: sent::read(&bytes)?, key: kept, body_hash: hash.finalize().into_bytes().to_vec() })
    }
}

/// The key of a request: sixteen characters at least, so that nobody tries them all.
fn key(headers: &HeaderMap) -> Option<String> {
    let key = headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?;
    let fits = (16..=64).contains(&key.len()) && key.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    fits.then(|| key.to_owned())
}

impl<T> Keyed<T> {
    /// The body apart from its key.
    pub fn split(self, caller: Uuid) -> (T, Call) {
        (self.body, Call { caller, key: self.key, body_hash: self.body_hash })
    }
}

impl Call {
    /// What was said to this call before, when it was carried out already.
    ///
    /// # Errors
    /// 409 while it runs · 422 when something else was asked under its key · 503.
    pub async fn said(&self, tx: &mut Tx, app: &App) -> Result<Option<Kept>, Refusal> {
        match tx.claim(self, (app.clock)()).await? {
            Before::Nothing => Ok(None),
            Before::Running => Err(RUNNING),
            Before::Other => Err(OTHER),
            Before::Said { status, answer } => {
                let status = StatusCode::from_u16(status).map_err(|_| refusal::UNAVAILABLE)?;
                let answer = RawValue::from_string(answer).map_err(|_| refusal::UNAVAILABLE)?;
                Ok(Some(Answer(status, answer)))
            }
        }
    }

    /// Keeps the answer in the transaction of its effect, which the caller then makes last.
    ///
    /// # Errors
    /// 503.
    pub async fn keep(
        &self,
        tx: &mut Tx,
        status: StatusCode,
        body: &impl Serialize,
    ) -> Result<Kept, Refusal> {
        // Our own types: they always serialise.
        let body = to_raw_value(body).map_err(|_| refusal::UNAVAILABLE)?;
        tx.answer(self, status.as_u16(), body.get()).await?;
        Ok(Answer(status, body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_long_enough_not_to_be_guessed_and_plain() {
        let with = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(IDEMPOTENCY_KEY, text.parse().unwrap());
            key(&headers)
        };
        assert!(with(&Uuid::new_v4().to_string()).is_some());
        for wrong in ["", "kort", &"a".repeat(65), "0198f3a0 0000 7000", "<script>alert(1)</script>"] {
            assert!(with(wrong).is_none(), "{wrong}");
        }
        assert!(key(&HeaderMap::new()).is_none());
    }
}
