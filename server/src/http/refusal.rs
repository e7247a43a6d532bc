//! Refusals (RFC 9457). They name no value of the request, and nothing of a person.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use stamboek_domain::sync::wire::ProblemKind;

use crate::store::Failure;

/// Why a request is not served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Status of the answer.
    pub status: StatusCode,
    /// What it is.
    pub kind: ProblemKind,
    /// For people who read logs.
    pub title: &'static str,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u32>,
    /// A signed order to a laptop that was revoked.
    pub order: Option<String>,
    /// Why, in a Dutch sentence for whoever asked; never with anything of a person.
    pub detail: Option<String>,
    /// Class of the fault, for our log alone.
    pub fault: Option<String>,
}

impl Refusal {
    /// One of the refusals below.
    pub const fn new(status: StatusCode, kind: ProblemKind, title: &'static str) -> Self {
        Self { status, kind, title, retry_after: None, order: None, detail: None, fault: None }
    }

    /// With a sentence for whoever asked.
    pub fn because(self, sentence: impl Into<String>) -> Self {
        Self { detail: Some(sentence.into()), ..self }
    }

    /// To be tried again.
    pub const fn after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

/// The request is no such request.
pub const BAD_REQUEST: Refusal =
    Refusal::new(StatusCode::BAD_REQUEST, ProblemKind::BadRequest, "not such a request");
/// A call that writes came without a key that tells it from others.
pub const NO_KEY: Refusal =
    Refusal::new(StatusCode::BAD_REQUEST, ProblemKind::BadRequest, "an Idempotency-Key is needed");
/// No token, or not a good one.
pub const UNAUTHORISED: Refusal =
    Refusal::new(StatusCode::UNAUTHORIZED, ProblemKind::Unauthorised, "sign in first");
/// Not for this laptop or person.
pub const FORBIDDEN: Refusal = Refusal::new(StatusCode::FORBIDDEN, ProblemKind::Forbidden, "not allowed");
/// Nothing there, or nothing that may be known of.
pub const NOT_FOUND: Refusal = Refusal::new(StatusCode::NOT_FOUND, ProblemKind::NotFound, "nothing there");
/// Over a limit.
pub const TOO_LARGE: Refusal =
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, ProblemKind::TooLarge, "over a limit");
/// Another type or encoding of body.
pub const MEDIA_TYPE: Refusal =
    Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, ProblemKind::MediaType, "another type of body");
/// Too often.
pub const TOO_MANY: Refusal = Refusal::new(StatusCode::TOO_MANY_REQUESTS, ProblemKind::TooMany, "too often");
/// Not now.
pub const UNAVAILABLE: Refusal =
    Refusal::new(StatusCode::SERVICE_UNAVAILABLE, ProblemKind::Unavailable, "not now").after(5);
/// What the laptop saw is not known here.
pub const HISTORY_CHANGED: Refusal =
    Refusal::new(StatusCode::CONFLICT, ProblemKind::HistoryChanged, "this history is not known here");
/// An op is not the text that was hashed.
pub const INTEGRITY: Refusal =
    Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, ProblemKind::Integrity, "an op is not what was hashed");

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self { fault: Some(failure.class().to_owned()), ..UNAVAILABLE }
    }
}

/// Without a body yet: who watches over all requests knows the identity of this one and writes it.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
