//! Laptops: their codes, their keys, and to which institutions they belong.

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use stamboek_domain::sync::access::DeviceRow;
use tokio_postgres::Row;
use uuid::Uuid;

use super::access_log::{Act, By};
use super::{Doing, Failure, Store, Tx, Whose};

/// What the administrator gave out.
pub struct Code {
    /// For this institution.
    pub inst: Uuid,
    /// What the laptop is called.
    pub label: String,
    /// Until when.
    pub expires: DateTime<Utc>,
    /// The laptop that used it.
    pub used_by: Option<Uuid>,
}

/// Where a laptop belongs, and how it stands there.
#[derive(Clone, PartialEq)]
pub struct Member {
    /// The institution.
    pub inst: Uuid,
    /// `active`, `lock` or `wipe`.
    pub state: State,
    /// What it receives.
    pub scope: Value,
    /// Whether entries of a revoked laptop are still taken, for review.
    pub accept_entries: bool,
    /// How many entries it said to hold.
    pub waiting: Option<i64>,
    /// When it came back after it was away longer than the identities of entries are kept.
    pub returned: Option<DateTime<Utc>>,
}

impl Member {
    /// Whether what it sends is taken: it works, or it was struck off and its entries are looked at.
    pub fn is_heard(&self) -> bool {
        self.state == State::Active || self.accept_entries
    }
}

/// How a laptop stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Works.
    Active,
    /// Revoked; closes.
    Lock,
    /// Revoked; destroys its keys.
    Wipe,
}

impl State {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Lock => "lock",
            Self::Wipe => "wipe",
        }
    }

    /// What the log calls it when a laptop is made to stand so.
    fn act(self) -> &'static str {
        match self {
            Self::Active => "device.admit",
            Self::Lock => "device.lock",
            Self::Wipe => "device.wipe",
        }
    }

    fn read(text: &str) -> Self {
        // What a newer program wrote here is at least no longer active.
        [Self::Active, Self::Wipe].into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Lock)
    }
}

const CODE: &str = "SELECT inst, label, expires, used_by FROM device_code WHERE code_hash = $1";
const USE_CODE: &str =
    "UPDATE device_code SET used_by = $3 WHERE inst = $1 AND code_hash = $2 AND used_by IS NULL";
const ADD_CODE: &str = "INSERT INTO device_code (inst, code_hash, label, expires) VALUES ($1, $2, $3, $4)";
const ADD_DEVICE: &str = "INSERT INTO device (device, public_key, created) VALUES ($1, $2, $3)";
const ADD_MEMBER: &str =
    "INSERT INTO device_member (inst, device, label, state, scope) VALUES ($1, $2, $3, 'active', $4)";
const KEY: &str = "SELECT public_key FROM device WHERE device = $1";
const USED: &str = "INSERT INTO assertion_used (device, jti, at) VALUES ($1, $2, $3)";
const FORGET_USED: &str = "DELETE FROM assertion_used WHERE device = $1 AND at < $2";
const CONTACT: &str = "UPDATE device SET last_contact = $2,
    returned = CASE WHEN last_contact < $3 THEN $2 ELSE returned END WHERE device = $1";
const MEMBERSHIPS: &str = "SELECT inst, state, scope, accept_entries, waiting,
    (SELECT d.returned FROM device d WHERE d.device = $1) AS returned
    FROM device_member WHERE device = $1 ORDER BY inst";
/// Where a laptop belongs in one institution.
pub const MEMBER: &str = "SELECT inst, state, scope, accept_entries, waiting,
    (SELECT d.returned FROM device d WHERE d.device = $2) AS returned
    FROM device_member WHERE inst = $1 AND device = $2";
const LIST: &str = "SELECT m.device, m.inst, m.label, m.state, d.last_contact, m.waiting
    FROM device_member m JOIN device d ON d.device = m.device WHERE m.inst = $1 ORDER BY m.label, m.device";
const REVOKE: &str =
    "UPDATE device_member SET state = $3, accept_entries = $4 WHERE inst = $1 AND device = $2";
/// How many entries a laptop says to hold.
pub const WAITING: &str = "UPDATE device_member SET waiting = $3 WHERE inst = $1 AND device = $2";

fn member(row: &Row) -> Member {
    Member {
        inst: row.get("inst"),
        state: State::read(row.get("state")),
        scope: row.get("scope"),
        accept_entries: row.get("accept_entries"),
        waiting: row.get("waiting"),
        returned: row.get("returned"),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Store {
    /// The code with this hash.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn code(&self, hash: &[u8]) -> Result<Option<Code>, Failure> {
        let code = hexadecimal(hash);
        let mut tx = self.begin(&Whose { code: Some(&code), ..Whose::default() }, Doing::Looks).await?;
        let row = tx.row(CODE, &[&hash]).await?;
        tx.undo().await?;
        Ok(row.map(|row| Code {
            inst: row.get("inst"),
            label: row.get("label"),
            expires: row.get("expires"),
            used_by: row.get("used_by"),
        }))
    }

    /// Gives out a code, with the entry of who does.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn add_code(
        &self,
        inst: Uuid,
        hash: &[u8],
        label: &str,
        expires: DateTime<Utc>,
        by: By,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Writes).await?;
        tx.change(ADD_CODE, &[&inst, &hash, &label, &expires]).await?;
        tx.log_act(inst, by, &Act::of("device.code")).await?;
        tx.commit().await
    }

    /// The public key of a laptop.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn device_key(&self, device: Uuid) -> Result<Option<Vec<u8>>, Failure> {
        let mut tx = self.begin(&Whose { device: Some(device), ..Whose::default() }, Doing::Looks).await?;
        let row = tx.row(KEY, &[&device]).await?;
        tx.undo().await?;
        Ok(row.map(|row| row.get(0)))
    }

    /// Uses an assertion up and answers where the laptop belongs; `None` when it was used before.
    /// Entries are `kept` so long: whoever was away longer is known to have been.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn use_assertion(
        &self,
        device: Uuid,
        id: Uuid,
        now: DateTime<Utc>,
        kept: Duration,
    ) -> Result<Option<Vec<Member>>, Failure> {
        let mut tx = self.begin(&Whose { device: Some(device), ..Whose::default() }, Doing::Writes).await?;
        match tx.change(USED, &[&device, &id, &now]).await {
            Ok(_) => {}
            Err(Failure::Double) => return Ok(None),
            Err(failure) => return Err(failure),
        }
        tx.change(FORGET_USED, &[&device, &(now - Duration::minutes(15))]).await?;
        tx.change(CONTACT, &[&device, &now, &(now - kept)]).await?;
        let members = tx.rows(MEMBERSHIPS, &[&device]).await?.iter().map(member).collect();
        tx.commit().await?;
        Ok(Some(members))
    }

    /// Where a laptop belongs, and how it stands there.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn members(&self, device: Uuid) -> Result<Vec<Member>, Failure> {
        let mut tx = self.begin(&Whose { device: Some(device), ..Whose::default() }, Doing::Looks).await?;
        let rows = tx.rows(MEMBERSHIPS, &[&device]).await?;
        tx.undo().await?;
        Ok(rows.iter().map(member).collect())
    }

    /// The laptops of an institution.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn devices(&self, inst: Uuid) -> Result<Vec<DeviceRow>, Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Looks).await?;
        let rows = tx.rows(LIST, &[&inst]).await?;
        tx.undo().await?;
        Ok(rows.iter().map(device_row).collect())
    }

    /// Strikes a laptop off, or admits it again, with the entry of who does; `false` when the institution
    /// has no such laptop.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn set_device(
        &self,
        inst: Uuid,
        device: Uuid,
        state: State,
        accept_entries: bool,
        by: By,
    ) -> Result<bool, Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Writes).await?;
        if tx.change(REVOKE, &[&inst, &device, &state.as_str(), &accept_entries]).await? == 0 {
            tx.undo().await?;
            return Ok(false);
        }
        tx.log_act(inst, by, &Act::at_laptop(state.act(), device)).await?;
        tx.commit().await?;
        Ok(true)
    }
}

pub(super) fn device_row(row: &Row) -> DeviceRow {
    DeviceRow {
        device: row.get("device"),
        institution: row.get("inst"),
        label: row.get("label"),
        state: row.get("state"),
        last_contact: row.get("last_contact"),
        waiting: row.get::<_, Option<i64>>("waiting").and_then(|waiting| waiting.try_into().ok()),
    }
}

impl Tx {
    /// A laptop takes its place with a code; `false` when another was before it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn enrol_device(
        &mut self,
        (code, hash): (&Code, &[u8]),
        device: Uuid,
        public_key: &[u8],
        now: DateTime<Utc>,
    ) -> Result<bool, Failure> {
        if self.change(USE_CODE, &[&code.inst, &hash, &device]).await? == 0 {
            return Ok(false);
        }
        self.change(ADD_DEVICE, &[&device, &public_key, &now]).await?;
        let scope = Value::Object(Default::default());
        self.change(ADD_MEMBER, &[&code.inst, &device, &code.label, &scope]).await?;
        Ok(true)
    }

    /// How a laptop stands in the institution, read in the transaction that serves it (S15). Ready
    /// with [`MEMBER`].
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn member(&self, inst: Uuid, device: Uuid) -> Result<Option<Member>, Failure> {
        Ok(self.ask(MEMBER, &[&inst, &device]).await?.first().map(member))
    }

    /// Keeps how many entries a laptop says to hold. Ready with [`WAITING`].
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn set_waiting(&self, inst: Uuid, device: Uuid, waiting: u32) -> Result<(), Failure> {
        self.ask(WAITING, &[&inst, &device, &i64::from(waiting)]).await.map(drop)
    }
}
