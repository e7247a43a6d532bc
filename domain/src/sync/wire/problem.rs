//! Refusals (RFC 9457). Never with personal data.

use serde::{Deserialize, Serialize};

/// Body of a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemDocument {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// For people who read logs, in English.
    pub title: String,
    /// Status of the answer.
    pub status: u16,
    /// Identity of the request, to find it in the server's log.
    #[serde(default)]
    pub instance: String,
    /// Why, in a Dutch sentence for whoever asked; where the kind alone does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What a refusal is. Whatever else another server says is [`ProblemKind::Other`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The commit that the laptop saw is unknown: 409.
    HistoryChanged,
    /// An op is not the text that was hashed: 422.
    Integrity,
    /// The device was revoked: 403.
    DeviceRevoked,
    /// The laptop's program is too old for records: 426.
    ClientTooOld,
    /// The request is no such request: 400.
    BadRequest,
    /// Not signed in, or not any more: 401.
    Unauthorised,
    /// Signed in, and not for this: 403.
    Forbidden,
    /// Nothing there: 404.
    NotFound,
    /// Over a limit: 413.
    TooLarge,
    /// Another type of body: 415.
    MediaType,
    /// Too often: 429, with `Retry-After`.
    TooMany,
    /// Not now: 503, with `Retry-After`.
    Unavailable,
    /// Used before: 409 or 410 of an enrolment code, 409 of a name, 422 of an idempotency key.
    Used,
    /// The same call is under way: 409, with `Retry-After`.
    Running,
    /// The person was erased: 410.
    Erased,
    /// What was asked cannot be done as a whole, and nothing of it was: 422, with `detail`.
    Refused,
    /// Refused since a duty to keep runs: 409.
    Retention,
    /// Anything else.
    #[serde(other)]
    Other,
}
