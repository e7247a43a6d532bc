//! Requests to the central server. Whatever comes back is a stranger's until the engine has looked at
//! it: it is bounded while it is read (S27), leads nowhere else, and leaves nothing behind (S26).

use std::io::Read;
use std::time::{Duration, Instant};

use stamboek_domain::sync::engine::{Failure, Reply};
use stamboek_domain::sync::wire::{
    IDEMPOTENCY_KEY, MEDIA_TYPE, PACK_FROM_BYTES, PACKED_BYTES, REQUEST_SECONDS, UNPACKED_BYTES,
};
use ureq::http::Response;
use ureq::http::header::{self, HeaderName};
use ureq::{Agent, Body};
use uuid::Uuid;

use super::address::Address;
use super::tls;
use crate::Answer;

/// Wanted with what has one effect; nothing is repeated by itself, so each request has its own.
const IDEMPOTENCY: HeaderName = HeaderName::from_static(IDEMPOTENCY_KEY);
/// Longest wait for somebody to listen.
const KNOCK: Duration = Duration::from_secs(10);
/// Power of two of the window of zstd: never more memory than the largest body.
const WINDOW: u32 = 23;
/// Bodies go out packed at this level: the quickest that pays.
const LEVEL: i32 = 3;

/// What a request does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks.
    Get,
    /// Says.
    Post,
}

/// One server, at the address of the enrolment and no other.
pub struct Http {
    agent: Agent,
    address: Address,
    patience: Duration,
}

impl Http {
    /// No contact yet. `ca`: certificates (PEM) of the board's own authority, trusted beside ours.
    ///
    /// # Errors
    /// `InvalidValue` of `ca`, when it holds no certificate.
    pub fn new(address: &Address, ca: Option<&str>) -> Answer<Self> {
        Self::with_patience(address, ca, Duration::from_secs(REQUEST_SECONDS))
    }

    /// As [`Http::new`], with another longest wait for a whole answer.
    ///
    /// # Errors
    /// As [`Http::new`].
    pub fn with_patience(address: &Address, ca: Option<&str>, patience: Duration) -> Answer<Self> {
        let mut config = Agent::config_builder()
            .timeout_global(Some(patience))
            .timeout_connect(Some(KNOCK.min(patience)))
            .http_status_as_error(false)
            .max_redirects(0)
            .tls_config(tls::config(ca)?)
            .user_agent(concat!("stamboek/", env!("CARGO_PKG_VERSION")));
        // What stays on this computer goes through nobody; what leaves it is sealed before a proxy of
        // the school hands it on.
        if address.is_plain() {
            config = config.proxy(None);
        }
        Ok(Self { agent: config.build().new_agent(), address: address.clone(), patience })
    }

    /// The address that it was made for.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// One request with a JSON body, and its answer as the engine wants it.
    ///
    /// # Errors
    /// [`Failure`]; nothing is repeated here.
    pub fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&str>,
    ) -> Result<Reply, Failure> {
        let until = Instant::now() + self.patience;
        let url = format!("{}{path}", self.address.as_str());
        let mut headers = vec![(header::ACCEPT_ENCODING, "zstd".to_owned())];
        headers.extend(token.map(|token| (header::AUTHORIZATION, format!("Bearer {token}"))));
        let response = match (method, body) {
            (Method::Get, _) => {
                let request = headers
                    .iter()
                    .fold(self.agent.get(url), |request, (name, value)| request.header(name, value));
                request.call()
            }
            (Method::Post, body) => {
                let body = body.unwrap_or_default();
                headers.push((header::CONTENT_TYPE, MEDIA_TYPE.to_owned()));
                headers.push((IDEMPOTENCY, Uuid::new_v4().to_string()));
                let packed = (body.len() >= PACK_FROM_BYTES)
                    .then(|| zstd::encode_all(body.as_bytes(), LEVEL).ok())
                    .flatten();
                if packed.is_some() {
                    headers.push((header::CONTENT_ENCODING, "zstd".to_owned()));
                }
                let request = headers
                    .iter()
                    .fold(self.agent.post(url), |request, (name, value)| request.header(name, value));
                request.send(packed.as_deref().unwrap_or(body.as_bytes()))
            }
        };
        read(response.map_err(|error| failure(&error))?, until)
    }
}

/// An answer with its body; a body that is no text of ours is of no type.
fn read(mut response: Response<Body>, until: Instant) -> Result<Reply, Failure> {
    let said = |name: HeaderName| {
        response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let (encoding, kind) = (said(header::CONTENT_ENCODING), said(header::CONTENT_TYPE));
    let status = response.status().as_u16();
    let retry_after = said(header::RETRY_AFTER).parse().ok().map(Duration::from_secs);
    let travels = response.body_mut().with_config().limit(PACKED_BYTES as u64 + 1).reader();
    // One byte more than may come: reaching it is too much.
    let travels = Counted { inner: travels, left: PACKED_BYTES, until };
    let body = match encoding.as_str() {
        "" | "identity" => whole(travels)?,
        "zstd" => {
            let mut unpacked = zstd::stream::read::Decoder::new(travels).map_err(|_| Failure::Unreachable)?;
            unpacked.window_log_max(WINDOW).map_err(|_| Failure::TooLong)?;
            whole(unpacked)?
        }
        // Asked for by nobody.
        _ => Vec::new(),
    };
    let media_type = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Ok(match String::from_utf8(body) {
        Ok(body) if matches!(encoding.as_str(), "" | "identity" | "zstd") => {
            Reply { status, media_type, retry_after, body }
        }
        _ => Reply { status, media_type: String::new(), retry_after, body: String::new() },
    })
}

/// Everything of it, up to the largest body.
fn whole(from: impl Read) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    from.take(UNPACKED_BYTES as u64 + 1).read_to_end(&mut body).map_err(|error| reading(&error))?;
    if body.len() > UNPACKED_BYTES { Err(Failure::TooLong) } else { Ok(body) }
}

/// A body that may not be longer than what is left, nor come later than agreed.
struct Counted<R> {
    inner: R,
    left: usize,
    until: Instant,
}

/// Over the largest size: what an error of reading holds then.
#[derive(Debug)]
struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("too long")
    }
}

impl std::error::Error for TooLong {}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if Instant::now() > self.until {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read).ok_or_else(|| std::io::Error::other(TooLong))?;
        Ok(read)
    }
}

/// What broke while a body was read. Packed badly, cut off, slow: nobody we know answered.
fn reading(error: &std::io::Error) -> Failure {
    let inner = error.get_ref();
    let over = inner.is_some_and(|inner| {
        inner.is::<TooLong>()
            || matches!(inner.downcast_ref::<ureq::Error>(), Some(ureq::Error::BodyExceedsLimit(_)))
    });
    if over { Failure::TooLong } else { Failure::Unreachable }
}

fn failure(error: &ureq::Error) -> Failure {
    let tls = match error {
        ureq::Error::Rustls(error) => Some(error),
        ureq::Error::Io(error) => error.get_ref().and_then(|inner| inner.downcast_ref()),
        _ => None,
    };
    if let Some(failure) = tls.and_then(tls::failure) {
        return failure;
    }
    match error {
        ureq::Error::BodyExceedsLimit(_) | ureq::Error::LargeResponseHeader(..) => Failure::TooLong,
        _ => Failure::Unreachable,
    }
}

#[cfg(test)]
mod tests;
