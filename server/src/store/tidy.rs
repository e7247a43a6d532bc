//! What was kept long enough goes: as the owner of the tables (sync.md 4, security.md S62).

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;

use super::{Doing, Failure, Store, Whose};

// The newest of those that are old enough stays: it was the head until the first that is not, and
// laptops that were here meanwhile saw it.
const COMMITS: &str = "DELETE FROM commit WHERE inst = $1 AND rev_to <=
    (SELECT max(rev_from) FROM commit WHERE inst = $1 AND at < $2)";
const OPS: &str = "DELETE FROM op WHERE inst = $1 AND received < $2";
// A laptop that could still miss a tombstone saw a commit that is gone, and begins anew.
const TOMBSTONES: &str = "DELETE FROM record WHERE inst = $1 AND body IS NULL AND rev <=
    (SELECT coalesce(min(rev_from), 0) FROM commit WHERE inst = $1)";
const LOOKS: &str = "DELETE FROM access_log WHERE inst = $1 AND received < $2";
const IMPORTS: &str = "DELETE FROM import WHERE inst = $1 AND at < $2";
const CODES: &str = "DELETE FROM device_code WHERE inst = $1 AND expires < $2";
const ANSWERS: &str = "DELETE FROM answered WHERE at < $1";

/// How much went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tidied {
    /// Commits.
    pub commits: u64,
    /// Entries.
    pub entries: u64,
    /// Tombstones.
    pub tombstones: u64,
    /// Entries of the access log.
    pub looks: u64,
}

impl Store {
    /// Deletes of one institution what is older than it must be kept.
    ///
    /// # Errors
    /// [`Failure`]; then nothing was deleted.
    pub async fn tidy(
        &self,
        inst: Uuid,
        history_before: DateTime<Utc>,
        looks_before: DateTime<Utc>,
    ) -> Result<Tidied, Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Writes).await?;
        // No push in between.
        tx.rows("SELECT rev FROM head WHERE inst = $1 FOR UPDATE", &[&inst]).await?;
        let commits = tx.change(COMMITS, &[&inst, &history_before]).await?;
        let entries = tx.change(OPS, &[&inst, &history_before]).await?;
        let tombstones = tx.change(TOMBSTONES, &[&inst]).await?;
        let looks = tx.change(LOOKS, &[&inst, &looks_before]).await?;
        tx.change(IMPORTS, &[&inst, &history_before]).await?;
        tx.change(CODES, &[&inst, &history_before]).await?;
        tx.commit().await?;
        Ok(Tidied { commits, entries, tombstones, looks })
    }

    /// Forgets answers to calls that nobody sends again.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn forget_answers(&self, before: DateTime<Utc>) -> Result<u64, Failure> {
        let mut tx = self.begin(&Whose::default(), Doing::Writes).await?;
        let gone = tx.change(ANSWERS, &[&before]).await?;
        tx.commit().await?;
        Ok(gone)
    }
}
