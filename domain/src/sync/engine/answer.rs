//! Is an answer what it should be. Whatever is not exactly so leaves the store as it is (I12).

use serde::de::DeserializeOwned;

use super::Reply;
use crate::sync::wire::{MEDIA_TYPE, PROBLEM_TYPE, ProblemDocument, ProblemKind, is_within_limits};

/// What an answer is, before its body is read as what was asked for.
pub(super) enum Heard {
    /// A body of ours.
    Success,
    /// A refusal of ours.
    Refused(ProblemKind),
    /// Not now: 429 or 5xx, of whomever.
    Later,
    /// Of somebody else.
    Nonsense,
}

pub(super) fn hear(reply: &Reply) -> Heard {
    match reply.status {
        200 if reply.media_type == MEDIA_TYPE => Heard::Success,
        429 | 500..=599 => Heard::Later,
        400..=499 if reply.media_type == PROBLEM_TYPE => {
            match serde_json::from_str::<ProblemDocument>(&reply.body) {
                Ok(problem) if problem.status == reply.status => Heard::Refused(problem.kind),
                _ => Heard::Nonsense,
            }
        }
        _ => Heard::Nonsense,
    }
}

/// The body as what was asked for.
pub(super) fn read<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    if !is_within_limits(&reply.body) {
        return None;
    }
    serde_json::from_str(&reply.body).ok()
}
