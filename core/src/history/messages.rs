//! Requests and answers about actions: the list, undo, redo.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attendance::messages::EntryState;

/// What a person just saved, so that a button beside the message takes back that and nothing else.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Saved {
    /// The action; `None` when everything was so already.
    pub batch: Option<String>,
}

/// Back, or forth again.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "direction", rename_all = "snake_case")]
#[ts(export)]
pub enum StepRequest {
    /// Takes back.
    Back(UndoRequest),
    /// Does the last undone action again.
    Again,
}

/// What is taken back.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UndoRequest {
    /// One action; `None`: the last one (Ctrl Z).
    pub batch: Option<String>,
}

/// What an undo took back.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UndoAnswer {
    /// Kind of the action taken back.
    pub kind: String,
    /// How many ops were taken back.
    pub undone: u32,
    /// Ops left alone, since somebody changed the same thing afterwards.
    pub kept: u32,
}

/// An action of the last days.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BatchRow {
    /// Identity.
    pub batch: String,
    /// Kind of action.
    pub kind: String,
    /// RFC 3339.
    pub at: String,
    /// Number of ops.
    pub ops: u32,
    /// Whether it was taken back.
    pub undone: bool,
    /// Where its entries stand, the least far of them; nothing on a laptop that works alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<EntryState>,
}

/// Newest first, at most 100.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BatchList {
    /// The actions.
    pub batches: Vec<BatchRow>,
}
