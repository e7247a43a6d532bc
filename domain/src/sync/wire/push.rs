//! `POST /v1/institutions/{inst}/push` (sync.md 7).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use super::{Hash, Head};
use crate::sync::op::OpId;

/// Ops of one laptop, oldest first; at most [`super::PUSH_OPS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    /// Newest head that this laptop was told; `None` before the first answer. Unknown to the server:
    /// 409 `history_changed`.
    pub seen: Option<Head>,
    /// The ops.
    pub ops: Vec<SentOp>,
    /// How many wait on the laptop, these included; shown to the administrator.
    #[serde(default)]
    pub waiting: u32,
}

/// One op with the hash that the laptop made when it was saved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SentOp {
    /// Of the text of `op`.
    pub hash: Hash,
    /// An [`Op`](crate::sync::op::Op), byte for byte as it was saved.
    pub op: Box<RawValue>,
}

impl SentOp {
    /// An op as it lies in the outbox; `None` when the text is no JSON.
    pub fn saved(body: String) -> Option<Self> {
        Some(Self { hash: Hash::of(&body), op: RawValue::from_string(body).ok()? })
    }

    /// Whether the text is the one that was saved; otherwise 422 `integrity`.
    pub fn is_whole(&self) -> bool {
        Hash::of(self.op.get()) == self.hash
    }
}

/// What became of a push.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushAnswer {
    /// One for each op, in the order of the request.
    pub results: Vec<OpResult>,
    /// Newest head.
    pub head: Head,
    /// The server's clock.
    pub time: DateTime<Utc>,
}

/// What became of one op: decided once, and answered the same each time that the op comes again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpResult {
    /// Which.
    pub op_id: OpId,
    /// Of the text that was received.
    pub hash: Hash,
    /// Of the whole op: the weightiest of its parts.
    pub outcome: OutcomeWord,
    /// The parts that are not in force, each with its own outcome; empty when all are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub detail: Vec<PartResult>,
}

/// What becomes of an op. In the order of their weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeWord {
    /// It already was so.
    Same,
    /// In force.
    Applied,
    /// Stored, not applied: a `held` record tells why.
    Held,
    /// Stored, not in force: a `conflict` record holds both values.
    Conflict,
    /// The id belongs to another op; nothing was stored. An error of the program.
    IdReused,
}

impl OutcomeWord {
    /// As it travels and is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Applied => "applied",
            Self::Held => "held",
            Self::Conflict => "conflict",
            Self::IdReused => "id_reused",
        }
    }
}

/// One part of an op that is not in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartResult {
    /// What it is about: the id of the conflict record of that subject, also where it is held.
    pub subject: String,
    /// `conflict` or `held`.
    pub outcome: OutcomeWord,
    /// Why it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<HeldReason>,
}

/// Why an op is stored and not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HeldReason {
    /// The server does not know this kind of op.
    UnknownType,
    /// Of a newer version than the server reads, or older than it still takes.
    NewerVersion,
    /// Whoever entered it may not, or not any more.
    NotPermitted,
    /// What it is about is not there.
    MissingRecord,
    /// The school year is closed.
    PeriodClosed,
    /// The value cannot be.
    InvalidValue,
    /// The pupil was erased.
    Erased,
    /// The laptop was away longer than ids are kept.
    Stale,
}
