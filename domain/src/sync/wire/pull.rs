//! `POST /v1/institutions/{inst}/pull` (sync.md 8).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Digest, Head, Rev};

/// Asks for every record above a revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullRequest {
    /// As in a push.
    pub seen: Option<Head>,
    /// Only records above this revision; 0 for all.
    pub after: Rev,
    /// School years of attendance, each by the calendar year in which it begins.
    pub years: Vec<u16>,
    /// At most so many rows; never more than [`super::PAGE_ROWS`].
    pub limit: usize,
}

/// One page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PullAnswer {
    /// In the order of their revisions, each above `after` and none above `next`.
    pub rows: Vec<Row>,
    /// From where the next page goes on; the head's revision on the last page.
    pub next: Rev,
    /// Whether this is the last page.
    pub complete: bool,
    /// Newest head in the snapshot that the page was read from.
    pub head: Head,
    /// What the device should have now, on the last page: sorted by kind and year, without groups
    /// of no records.
    #[serde(default)]
    pub digest: Vec<Digest>,
    /// Tells one scope of the device from another (which kinds, years, with or without INSZ): when
    /// it changes, the laptop rebuilds its mirror.
    #[serde(default)]
    pub scope: String,
    /// The server's clock.
    pub time: DateTime<Utc>,
}

/// One record, or that it is gone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Kind; unknown ones are kept and not shown.
    pub kind: String,
    /// Identity within the kind.
    pub id: String,
    /// Revision in which it came to stand so.
    pub rev: Rev,
    /// Calendar year in which its school year begins; `None` for kinds without a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The record; `None` when it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Box<RawValue>>,
}
