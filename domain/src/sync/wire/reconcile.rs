//! `POST /v1/institutions/{inst}/reconcile` (sync.md 9).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Head;
use crate::sync::op::OpId;

/// Asks which of these ops the server does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconcileRequest {
    /// At most [`super::RECONCILE_IDS`].
    pub op_ids: Vec<OpId>,
    /// Head of the answer before, when the ids are asked in several requests: 409 when history
    /// changed in between. `None` in the first.
    #[serde(default)]
    pub seen: Option<Head>,
}

/// The answer, all of one snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconcileAnswer {
    /// Those of the request that the server does not have.
    pub unknown: Vec<OpId>,
    /// Newest head.
    pub head: Head,
    /// The server's clock.
    pub time: DateTime<Utc>,
}
