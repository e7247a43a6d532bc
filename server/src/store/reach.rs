//! What was within reach on a laptop, and what came from it (security.md S71).

use chrono::{DateTime, Utc};
use serde_json::Value;
use serde_json::value::RawValue;
use stamboek_domain::sync::access::DeviceRow;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Failure, Tx};

const ONE: &str = "SELECT m.device, m.inst, m.label, m.state, m.scope, d.last_contact, m.waiting
    FROM device_member m JOIN device d ON d.device = m.device WHERE m.inst = $1 AND m.device = $2";
const ENTRIES: &str = "SELECT op_id, user_id, received, outcome, body FROM op
    WHERE inst = $1 AND device = $2 AND (received, op_id) > ($3, $4) ORDER BY received, op_id LIMIT $5";

const PUPILS: &str = "SELECT kind, id, rev, year, body FROM record WHERE inst = $1 AND kind = 'pupil'
    AND body IS NOT NULL ORDER BY id";

/// An entry as it came.
pub struct Entry {
    /// Its identity.
    pub op: Uuid,
    /// Who.
    pub user: Option<Uuid>,
    /// When it came.
    pub received: DateTime<Utc>,
    /// What became of it.
    pub outcome: String,
    /// Its text; empty where nothing of it is left.
    pub text: String,
}

impl Tx {
    /// One laptop of an institution, and what it does not get.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn device_of(
        &mut self,
        inst: Uuid,
        device: Uuid,
    ) -> Result<Option<(DeviceRow, Value)>, Failure> {
        let row = self.row(ONE, &[&inst, &device]).await?;
        Ok(row.map(|row| (super::devices::device_row(&row), row.get("scope"))))
    }

    /// Every pupil's record.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn pupil_records(&mut self, inst: Uuid) -> Result<Vec<(Uuid, Box<RawValue>)>, Failure> {
        let mut all = Vec::new();
        for row in self.rows(PUPILS, &[&inst]).await? {
            let line = self.line(&row)?;
            all.extend(line.id.parse().ok().zip(line.body));
        }
        Ok(all)
    }

    /// What came from a laptop after an instant, and after an entry of that instant.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn entries_of(
        &mut self,
        inst: Uuid,
        device: Uuid,
        (since, after): (DateTime<Utc>, Uuid),
        limit: usize,
    ) -> Result<Vec<Entry>, Failure> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.rows(ENTRIES, &[&inst, &device, &since, &after, &limit]).await?;
        let entry = |row: &Row| {
            Ok(Entry {
                op: row.get("op_id"),
                user: row.get("user_id"),
                received: row.get("received"),
                outcome: row.get("outcome"),
                text: self.text_of_op(row)?,
            })
        };
        rows.iter().map(entry).collect()
    }
}
