//! Who looked at what, and what an administrator did: only ever added to.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, Utc};
use stamboek_domain::sync::access::{AccessEntry, AccessLog, AccessRow, PersonName};
use stamboek_domain::sync::roles::Role;
use uuid::Uuid;

use super::{Doing, Failure, Store, Tx, Whose};

const ADD: &str = "INSERT INTO access_log (inst, id, at, received, user_id, device, kind, pupil, count)
    SELECT $1, a.id, a.at, $2, a.user_id, $3, a.kind, a.pupil, a.count
    FROM unnest($4::uuid[], $5::timestamptz[], $6::uuid[], $7::text[], $8::uuid[], $9::bigint[])
    AS a (id, at, user_id, kind, pupil, count) ON CONFLICT (inst, id) DO NOTHING";
const ADD_ACT: &str =
    "INSERT INTO access_log (inst, id, at, received, user_id, device, kind, pupil, count, about, role)
    VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10)";
const LIST: &str = "SELECT id, at, received, user_id, device, kind, pupil, count, about, role FROM access_log
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

/// Who does what only an administrator or officer may.
#[derive(Clone, Copy)]
pub struct By {
    /// Who signed in; nobody on the machine of the server, where the board works.
    pub user: Option<Uuid>,
    /// On which laptop.
    pub device: Option<Uuid>,
    /// When.
    pub now: DateTime<Utc>,
}

impl By {
    /// On the machine of the server, now.
    pub fn board() -> Self {
        Self { user: None, device: None, now: Utc::now() }
    }
}

/// What was done, as the log of the institution tells it (S87). No names, no password.
#[derive(Clone, Copy, Default)]
pub struct Act<'a> {
    /// A word of ours; with a point in it where the board may do it (`AccessEntry::is_act`).
    pub kind: &'a str,
    /// At which pupil.
    pub pupil: Option<Uuid>,
    /// At which laptop; otherwise the one on which it was done stands there.
    pub laptop: Option<Uuid>,
    /// At which account.
    pub account: Option<Uuid>,
    /// Which role was given.
    pub role: Option<Role>,
}

impl<'a> Act<'a> {
    /// At nobody in particular.
    pub fn of(kind: &'a str) -> Self {
        Self { kind, ..Self::default() }
    }

    /// At a laptop.
    pub fn at_laptop(kind: &'a str, laptop: Uuid) -> Self {
        Self { laptop: Some(laptop), ..Self::of(kind) }
    }

    /// At an account.
    pub fn at_account(kind: &'a str, account: Uuid) -> Self {
        Self { account: Some(account), ..Self::of(kind) }
    }
}

impl Store {
    /// One entry that tells of no change, before what was read is handed out.
    ///
    /// # Errors
    /// [`Failure`]; then it is not handed out.
    pub async fn log_act(&self, inst: Uuid, by: By, act: &Act<'_>) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Writes).await?;
        tx.log_act(inst, by, act).await?;
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
            about: row.get("about"),
            role: row.get("role"),
        };
        let entries: Vec<AccessRow> = rows.iter().map(row).collect();
        let mentioned: BTreeSet<Uuid> =
            entries.iter().flat_map(|row| [row.entry.user, row.about]).flatten().collect();
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

impl Tx {
    /// Adds one entry, in the transaction of what it tells of.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn log_act(&mut self, inst: Uuid, by: By, act: &Act<'_>) -> Result<(), Failure> {
        let (id, device, role) = (Uuid::now_v7(), act.laptop.or(by.device), act.role.map(Role::as_str));
        let count = i64::from(act.pupil.is_some());
        let values: super::Values<'_> =
            &[&inst, &id, &by.now, &by.user, &device, &act.kind, &act.pupil, &count, &act.account, &role];
        self.change(ADD_ACT, values).await.map(drop)
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
