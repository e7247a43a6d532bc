//! What the server said, as a problem that a person can do something with, or as what was asked for.

use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::engine::{Failure, Reply};
use stamboek_domain::sync::wire::{MEDIA_TYPE, PROBLEM_TYPE, ProblemDocument, ProblemKind, is_within_limits};

use crate::Answer;

/// A request as it travels.
pub(super) fn body(what: &impl Serialize) -> Answer<String> {
    serde_json::to_string(what).map_err(|_| Problem::new(Code::Internal).with("detail", "request"))
}

/// The body of a success (S28).
///
/// # Errors
/// As [`of_reply`].
pub(super) fn read<T: DeserializeOwned>(reply: &Reply) -> Answer<T> {
    let ours = is_success(reply) && reply.media_type == MEDIA_TYPE && is_within_limits(&reply.body);
    let read = ours.then(|| serde_json::from_str(&reply.body).ok()).flatten();
    read.ok_or_else(|| of_reply(reply))
}

/// Whether it was done.
pub(super) fn is_success(reply: &Reply) -> bool {
    matches!(reply.status, 200 | 201 | 204)
}

/// What the server refuses; `None` for what is no refusal of ours.
pub(super) fn refusal(reply: &Reply) -> Option<ProblemKind> {
    let ours = (400..600).contains(&reply.status) && reply.media_type == PROBLEM_TYPE;
    let document: ProblemDocument = ours.then(|| serde_json::from_str(&reply.body).ok()).flatten()?;
    (document.status == reply.status).then_some(document.kind)
}

/// Why there is no answer.
pub(super) fn of_failure(failure: Failure) -> Problem {
    failed(match failure {
        Failure::Unreachable => "unreachable",
        Failure::TooLong => "nonsense",
        Failure::Proxy => "proxy",
        Failure::Date => "date",
        Failure::ServerTooOld => "server_too_old",
    })
}

/// Why an answer is not the one that was hoped for.
pub(super) fn of_reply(reply: &Reply) -> Problem {
    match (refusal(reply), reply.status) {
        (Some(ProblemKind::DeviceRevoked), _) => failed("revoked"),
        (Some(ProblemKind::Unauthorised), _) => failed("sign_in"),
        (Some(ProblemKind::Forbidden), _) => failed("forbidden"),
        (Some(ProblemKind::NotFound), _) => Problem::new(Code::NotFound).with("what", "server"),
        (Some(ProblemKind::ClientTooOld), _) => failed("too_old"),
        (Some(ProblemKind::Used), _) => failed("used"),
        (_, 429 | 500..) => failed("busy"),
        _ => failed("nonsense"),
    }
}

/// The server could not be asked, or would not; `why` as `SyncTrouble` travels.
pub(super) fn failed(why: &str) -> Problem {
    Problem::new(Code::ServerFailed).with("why", why)
}
