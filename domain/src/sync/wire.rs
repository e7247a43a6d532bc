//! What laptop and server say to each other (sync.md 7–9, 12, 13, 16): JSON of
//! [`MEDIA_TYPE`], over `/v1/`. Unknown fields of answers and records are kept or skipped, never
//! interpreted.

mod hash;
mod hello;
mod limits;
mod problem;
mod pull;
mod push;
mod reconcile;

pub use hash::{Digest, DigestSum, Hash, HashFault};
pub use hello::{Hello, Limits, OpVersions};
pub use limits::*;
pub use problem::{ProblemDocument, ProblemKind};
pub use pull::{PullAnswer, PullRequest, Row};
pub use push::{HeldReason, OpResult, OutcomeWord, PartResult, PushAnswer, PushRequest, SentOp};
pub use reconcile::{ReconcileAnswer, ReconcileRequest};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Type of the body of every request and of every answer that is a success.
pub const MEDIA_TYPE: &str = "application/vnd.sync.v1+json";

/// Header with a fresh UUID that goes with every call that writes and is no push: sent again with
/// the same key, the call has one effect and one answer, for 24 hours.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Type of the body of every refusal (RFC 9457).
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// Number of a revision: counts per institution from 1, 0 before the first. Never above
/// [`Rev::LARGEST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rev(pub u64);

impl Rev {
    /// The largest that every program on the way can tell from its neighbour: 2⁵³ − 1.
    pub const LARGEST: Self = Self((1 << 53) - 1);

    /// The one that follows.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Random identity of a commit, made by the server: who names it proves to have seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommitId(pub Uuid);

/// Where the history of an institution stands after a commit. An institution begins with a commit
/// at revision 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Last revision of the commit.
    pub rev: Rev,
    /// The commit.
    pub commit: CommitId,
}

#[cfg(test)]
mod tests;
