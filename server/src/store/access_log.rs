//! Who looked at what, and what an administrator did: only ever added to.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Utc};
use stamboek_domain::sync::access::{AccessEntry, AccessLog, AccessRow, PersonName};
use uuid::Uuid;

use super::{Doing, Failure, Store, Tx, Whose};

const ADD: &str = "INSERT INTO access_log (inst, id, at, received, user_id, device, kind, pupil, count)
    SELECT $1, a.id, a.at, $2, a.user_id, $3, a.kind, a.pupil, a.count
    FROM unnest($4::uuid[], $5::timestamptz[], $6::uuid[], $7::text[], $8::uuid[], $9::bigint[])
    AS a (id, at, user_id, kind, pupil, count) ON CONFLICT (inst, id) DO NOTHING";
const LIST: &str = "SELECT id, at, received, user_id, device, kind, pupil, count FROM access_log
    WHERE inst = $1 AND ($2::uuid IS NULL OR pupil = $2) AND ($3::uuid IS NULL OR user_id = $3)
    AND ($4::timestamptz IS NULL OR at < $4) ORDER BY at DESC, id DESC LIMIT $5";
const NAMES: &str = "SELECT user_id, name FROM user_account WHERE user_id = ANY($2)
    AND user_id IN (SELECT r.user_id FROM user_right r WHERE r.inst = $1) ORDER BY user_id";

/// What the privacy officer wants to see.
#[derive(Default)]
pub struct Asked {
    /// Looks at this pupil.
    pub pupil: Option<Uuid>,
    /// Looks of this person.
    pub user: Option<Uuid>,
    /// Older than this.
    pub before: Option<DateTime<Utc>>,
}

impl Store {
    /// An administrator did something, to a laptop or from one; in the log of the institution (S87).
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn log_act(
        &self,
        inst: Uuid,
        user: Option<Uuid>,
        about: Uuid,
        kind: &str,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Writes).await?;
        tx.log_act(inst, about, &act(user, kind, now), now).await?;
        tx.commit().await
    }

    /// Entries, newest first, and the names of the people of this institution among them. A laptop
    /// tells who looked, and could tell anybody: of another institution nobody is named.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn looks(&self, inst: Uuid, asked: &Asked, limit: usize) -> Result<AccessLog, Failure> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut tx = self.begin(&Whose::institution(inst), Doing::Looks).await?;
        let rows = tx.rows(LIST, &[&inst, &asked.pupil, &asked.user, &asked.before, &limit]).await?;
        let row = |row: &tokio_postgres::Row| AccessRow {
            entry: entry(row),
            device: row.get("device"),
            received: row.get("received"),
        };
        let entries: Vec<AccessRow> = rows.iter().map(row).collect();
        let mentioned: BTreeSet<Uuid> = entries.iter().filter_map(|row| row.entry.user).collect();
        let mentioned: Vec<Uuid> = mentioned.into_iter().collect();
        let names = tx.rows(NAMES, &[&inst, &mentioned]).await?;
        tx.undo().await?;
        let name = |row: &tokio_postgres::Row| PersonName { user: row.get("user_id"), name: row.get("name") };
        Ok(AccessLog { entries, people: names.iter().map(name).collect() })
    }
}

/// An entry out of a row with its columns.
pub(super) fn entry(row: &tokio_postgres::Row) -> AccessEntry {
    AccessEntry {
        id: row.get("id"),
        at: row.get::<_, DateTime<Utc>>("at").fixed_offset(),
        user: row.get("user_id"),
        kind: row.get("kind"),
        pupil: row.get("pupil"),
        count: u32::try_from(row.get::<_, i64>("count")).unwrap_or(0),
    }
}

/// What an administrator or officer did, about nobody in particular.
pub fn act(user: Option<Uuid>, kind: &str, now: DateTime<Utc>) -> AccessEntry {
    let (id, at) = (Uuid::now_v7(), now.fixed_offset());
    AccessEntry { id, at, user, kind: kind.to_owned(), pupil: None, count: 0 }
}

impl Tx {
    /// Adds one entry in the transaction of what it tells of.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn log_act(
        &mut self,
        inst: Uuid,
        about: Uuid,
        entry: &AccessEntry,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        self.log_looks(inst, about, std::slice::from_ref(entry), now).await
    }

    /// Adds what is not there yet.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn log_looks(
        &mut self,
        inst: Uuid,
        device: Uuid,
        entries: &[AccessEntry],
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
        let times: Vec<DateTime<FixedOffset>> = entries.iter().map(|entry| entry.at).collect();
        let users: Vec<Option<Uuid>> = entries.iter().map(|entry| entry.user).collect();
        let kinds: Vec<&str> = entries.iter().map(|entry| entry.kind.as_str()).collect();
        let pupils: Vec<Option<Uuid>> = entries.iter().map(|entry| entry.pupil).collect();
        let counts: Vec<i64> = entries.iter().map(|entry| i64::from(entry.count)).collect();
        let values: super::Values<'_> =
            &[&inst, &now, &device, &ids, &times, &users, &kinds, &pupils, &counts];
        self.change(ADD, values).await.map(drop)
    }
}
