//! Number lists that were tried or carried out, and the numbers of a register.

use chrono::{DateTime, Utc};
use stamboek_domain::sync::apply::NumberRecord;
use stamboek_domain::sync::imports::{Held, ImportReport, ImportState};
use stamboek_domain::sync::record::{Body, RecordKey};
use uuid::Uuid;

use super::sync::odd;
use super::{Failure, Tx};

const NUMBERS: &str = "SELECT kind, id, rev, year, body FROM record WHERE inst = $1 AND kind = 'number'
    AND body IS NOT NULL";
const PUPILS: &str = "SELECT id FROM record WHERE inst = $1 AND kind = 'pupil' AND body IS NOT NULL";
const ADD: &str = "INSERT INTO import (inst, id, state, list_hash, essence, report, user_id, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const REPORT: &str = "SELECT report FROM import WHERE inst = $1 AND id = $2";
const TRIAL: &str = "SELECT list_hash, essence FROM import WHERE inst = $1 AND id = $2 AND state = 'tried'";
const BEFORE: &str = "SELECT count(*) FROM import WHERE inst = $1 AND list_hash = $2 AND state = 'applied'";

/// What is kept of an import beside its report.
pub struct Import<'a> {
    /// Of the list.
    pub list_hash: &'a str,
    /// Of what it would do, or did.
    pub essence: &'a str,
    /// Who asked.
    pub user: Option<Uuid>,
    /// When.
    pub at: DateTime<Utc>,
}

fn word(state: ImportState) -> &'static str {
    match state {
        ImportState::Tried => "tried",
        ImportState::Refused => "refused",
        ImportState::Applied => "applied",
    }
}

impl Tx {
    /// Every number of the register with its holders.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn numbers(&mut self, inst: Uuid) -> Result<Vec<Held>, Failure> {
        let rows = self.rows(NUMBERS, &[&inst]).await?;
        let held = |row: &tokio_postgres::Row| {
            let line = self.line(row)?;
            let number = RecordKey::read_number(&line.id).ok_or_else(odd)?;
            let body = line.body.ok_or_else(odd)?;
            let body: Body<Vec<NumberRecord>> = serde_json::from_str(body.get()).map_err(|_| odd())?;
            Ok((number, body.value.unwrap_or_default()))
        };
        rows.iter().map(held).collect()
    }

    /// Every pupil of the register, by identity.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn pupil_ids(&mut self, inst: Uuid) -> Result<Vec<Uuid>, Failure> {
        let rows = self.rows(PUPILS, &[&inst]).await?;
        Ok(rows.iter().filter_map(|row| row.get::<_, &str>("id").parse().ok()).collect())
    }

    /// Keeps an import with its report.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn add_import(
        &mut self,
        inst: Uuid,
        import: &Import<'_>,
        report: &ImportReport,
    ) -> Result<(), Failure> {
        let text = serde_json::to_string(report).map_err(|_| odd())?;
        let (id, state) = (report.id, word(report.state));
        let values: super::Values<'_> =
            &[&inst, &id, &state, &import.list_hash, &import.essence, &text, &import.user, &import.at];
        self.change(ADD, values).await.map(drop)
    }

    /// The report of an import.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn import_report(&mut self, inst: Uuid, id: Uuid) -> Result<Option<ImportReport>, Failure> {
        let row = self.row(REPORT, &[&inst, &id]).await?;
        row.map(|row| serde_json::from_str(row.get("report")).map_err(|_| odd())).transpose()
    }

    /// Hash of the list and of what it would do, of a trial that could be carried out.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn trial(&mut self, inst: Uuid, id: Uuid) -> Result<Option<(String, String)>, Failure> {
        let row = self.row(TRIAL, &[&inst, &id]).await?;
        Ok(row.map(|row| (row.get("list_hash"), row.get("essence"))))
    }

    /// How often a list was carried out.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn times_applied(&mut self, inst: Uuid, list_hash: &str) -> Result<usize, Failure> {
        let times = self.count(BEFORE, &[&inst, &list_hash]).await?;
        Ok(usize::try_from(times).unwrap_or(0))
    }
}
