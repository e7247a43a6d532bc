//! What the privacy officer asks about one person, and what the administrator asks about one laptop
//! (security.md S66, S69, S71).

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::op::OpId;
use super::wire::Rev;
use crate::pupil::PupilId;

/// `GET /v1/institutions/{inst}/pupils/{pupil}/dossier`: everything about one person, without what is
/// about others; staff appear as their role.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Whose.
    pub pupil: PupilId,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// What stands, conflicts and held entries included.
    pub records: Vec<DossierRecord>,
    /// What was entered, in the order in which it arrived.
    pub entries: Vec<DossierEntry>,
    /// Who looked.
    pub looks: Vec<DossierLook>,
}

/// One thing that stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DossierRecord {
    /// Its kind.
    pub kind: String,
    /// Its identity.
    pub id: String,
    /// Revision since which it stands so.
    pub rev: Rev,
    /// What it says.
    pub body: Value,
}

/// One entry.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DossierEntry {
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// What whoever entered it is.
    pub by: String,
    /// What became of it.
    pub outcome: String,
    /// What was entered.
    pub entry: Value,
}

/// One look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierLook {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What whoever looked is.
    pub by: String,
    /// What kind of look.
    pub kind: String,
}

/// `POST /v1/institutions/{inst}/pupils/{pupil}/erasure`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erase {}

/// Somebody was erased on the server; laptops follow at their next pull, backups when they end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Under which identities she was known here.
    pub pupils: Vec<PupilId>,
    /// Records that lost their content.
    pub records: usize,
    /// Entries that lost their content.
    pub entries: usize,
}

/// `GET /v1/institutions/{inst}/devices/{device}/reach`: what was within reach on a laptop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceReach {
    /// Which.
    pub device: Uuid,
    /// What the administrator called it.
    pub label: String,
    /// `active`, `lock` or `wipe`.
    pub state: String,
    /// When it last asked something.
    pub last_contact: Option<DateTime<Utc>>,
    /// Entries that it then said to hold which the server did not have.
    pub waiting: Option<u32>,
    /// Kinds of records that it gets.
    pub kinds: Vec<String>,
    /// Fields of a pupil that it gets.
    pub fields: Vec<String>,
    /// Pupils that it gets.
    pub pupils: Vec<PupilId>,
}

/// `GET /v1/institutions/{inst}/devices/{device}/entries?since=…&after=…`: what came from a laptop
/// since an instant, oldest first.
#[derive(Clone, Serialize, Deserialize)]
pub struct DeviceEntries {
    /// At most [`DEVICE_ENTRIES`]; a full page goes on after its last.
    pub entries: Vec<DeviceEntry>,
}

/// Entries in one answer.
pub const DEVICE_ENTRIES: usize = 500;

/// One entry of a laptop.
#[derive(Clone, Serialize, Deserialize)]
pub struct DeviceEntry {
    /// Its identity.
    pub op: OpId,
    /// When it arrived.
    pub received: DateTime<Utc>,
    /// Who entered it.
    pub user: Option<Uuid>,
    /// What became of it.
    pub outcome: String,
    /// Its type; `None` where the server cannot read it, or nothing of it is left.
    pub kind: Option<String>,
    /// Whom it is about.
    pub pupils: Vec<PupilId>,
    /// What was entered, for who may decide about entries; the administrator sees no pupils.
    pub entry: Option<Value>,
}
