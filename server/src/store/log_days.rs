//! The access log day by day, as it is signed and checked (security.md S60).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Failure, Tx};

const DAY: &str =
    "SELECT id, at, received, user_id, device, kind, pupil, count, mark, about, role FROM access_log
    WHERE inst = $1 AND received >= $2 AND received < $3";
const FIRST: &str = "SELECT min(received) AS first FROM access_log WHERE inst = $1";

impl Tx {
    /// The entries that came on a day (UTC), each with a hash of everything in it.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn log_day(&mut self, inst: Uuid, day: NaiveDate) -> Result<BTreeMap<Uuid, String>, Failure> {
        let begins = |day: NaiveDate| day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc();
        let next = day.succ_opt().unwrap_or(day);
        let rows = self.rows(DAY, &[&inst, &begins(day), &begins(next)]).await?;
        Ok(rows.iter().map(|row| (row.get("id"), hash(row))).collect())
    }

    /// The day of the first entry.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn first_log_day(&mut self, inst: Uuid) -> Result<Option<NaiveDate>, Failure> {
        let row = self.row(FIRST, &[&inst]).await?;
        let first = row.and_then(|row| row.get::<_, Option<DateTime<Utc>>>("first"));
        Ok(first.map(|first| first.date_naive()))
    }
}

/// Of a row. Whom it is about goes in as a hash of its own, which stays when that person is erased.
fn hash(row: &Row) -> String {
    let id: Uuid = row.get("id");
    let time = |name: &str| row.get::<_, DateTime<Utc>>(name).timestamp_micros();
    let name = |name: &str| row.get::<_, Option<Uuid>>(name).map_or("-".to_owned(), |id| id.to_string());
    let mark = match (row.get::<_, Option<Uuid>>("pupil"), row.get::<_, Option<Vec<u8>>>("mark")) {
        (Some(pupil), _) => digits(&Sha256::digest(format!("{id}/{pupil}"))),
        (None, Some(mark)) => digits(&mark),
        (None, None) => "-".to_owned(),
    };
    let (kind, count): (&str, i64) = (row.get("kind"), row.get("count"));
    let (about, role): (Option<Uuid>, Option<&str>) = (row.get("about"), row.get("role"));
    // Without them the text is that of before there were such columns: what was signed then still holds.
    let act = match (about, role) {
        (None, None) => String::new(),
        (_, role) => format!("|{}|{}", name("about"), role.unwrap_or("-")),
    };
    let text = format!(
        "{id}|{}|{}|{}|{}|{kind}|{count}|{mark}{act}",
        time("at"),
        time("received"),
        name("user_id"),
        name("device")
    );
    digits(&Sha256::digest(text))
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
