//! `GET /v1/hello`: what this server is, without signing in (sync.md 12).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::limits;

/// What the server says before anybody signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Version of the server's program.
    pub server: String,
    /// Versions of ops that it takes.
    pub op_versions: OpVersions,
    /// Oldest program on a laptop that it still sends records to.
    pub oldest_client: String,
    /// Its limits.
    pub limits: Limits,
    /// Its clock.
    pub time: DateTime<Utc>,
}

/// Versions of ops, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpVersions {
    /// The oldest: eighteen months old.
    pub oldest: u8,
    /// The newest.
    pub newest: u8,
}

/// The limits of sync.md 13 as the server keeps them. Field by field the constants of the same
/// name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// [`limits::OP_BYTES`].
    pub op_bytes: usize,
    /// [`limits::OP_ITEMS`].
    pub op_items: usize,
    /// [`limits::PUSH_OPS`].
    pub push_ops: usize,
    /// [`limits::PACKED_BYTES`].
    pub packed_bytes: usize,
    /// [`limits::UNPACKED_BYTES`].
    pub unpacked_bytes: usize,
    /// [`limits::PAGE_ROWS`].
    pub page_rows: usize,
    /// [`limits::RECONCILE_IDS`].
    pub reconcile_ids: usize,
    /// [`limits::JSON_DEPTH`].
    pub json_depth: usize,
    /// [`limits::STRING_BYTES`].
    pub string_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            op_bytes: limits::OP_BYTES,
            op_items: limits::OP_ITEMS,
            push_ops: limits::PUSH_OPS,
            packed_bytes: limits::PACKED_BYTES,
            unpacked_bytes: limits::UNPACKED_BYTES,
            page_rows: limits::PAGE_ROWS,
            reconcile_ids: limits::RECONCILE_IDS,
            json_depth: limits::JSON_DEPTH,
            string_bytes: limits::STRING_BYTES,
        }
    }
}
