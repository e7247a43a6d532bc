//! Everything about one person, found in the records, the entries and the access log.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;
use stamboek_domain::sync::access::AccessEntry;
use stamboek_domain::sync::erase::{Person, Share};
use stamboek_domain::sync::wire::Row as Line;
use tokio_postgres::Row;
use uuid::Uuid;

use super::access_log::entry;
use super::{Failure, Tx};

/// Rows read at once.
const PAGE: i64 = 5_000;

// Marks and facts are the many, and their identity begins with the pupil's: only hers are read.
const RECORDS: &str = "SELECT kind, id, rev, year, body FROM record WHERE inst = $1 AND rev > $2
    AND body IS NOT NULL AND (kind NOT IN ('attendance', 'fact') OR split_part(id, '/', 1) = ANY($3))
    ORDER BY rev LIMIT $4";
const OPS: &str = "SELECT op_id, user_id, received, outcome, body FROM op
    WHERE inst = $1 AND op_id > $2 AND length(body) > 0 ORDER BY op_id LIMIT $3";
const LOOKS: &str = "SELECT id, at, user_id, kind, pupil, count FROM access_log
    WHERE inst = $1 AND pupil = ANY($2) ORDER BY at, id";
const ROLES: &str = "SELECT user_id, role FROM user_right WHERE inst = $1 ORDER BY from_day, role";

/// A record, and what of it is about the person.
pub struct PersonRecord {
    /// The record.
    pub line: Line,
    /// Hers of it; never [`Share::None`].
    pub share: Share<Box<RawValue>>,
}

/// An entry, and what of it is about the person.
pub struct PersonOp {
    /// Its identity.
    pub op: Uuid,
    /// Who entered it.
    pub user: Option<Uuid>,
    /// When it came.
    pub received: DateTime<Utc>,
    /// What became of it.
    pub outcome: String,
    /// Its text.
    pub text: String,
    /// Hers of it; never [`Share::None`].
    pub share: Share<String>,
}

impl Tx {
    /// The records about somebody. What they tell of her other names is added to her.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn person_records(
        &mut self,
        inst: Uuid,
        person: &mut Person,
    ) -> Result<Vec<PersonRecord>, Failure> {
        loop {
            let known = person.pupils.len();
            let found = self.records_of(inst, person).await?;
            // Somebody who was merged with her: looked for under that name too.
            if person.pupils.len() == known {
                return Ok(found);
            }
        }
    }

    async fn records_of(&mut self, inst: Uuid, person: &mut Person) -> Result<Vec<PersonRecord>, Failure> {
        let pupils: Vec<String> = person.pupils.iter().map(|pupil| pupil.0.to_string()).collect();
        let (mut after, mut lines) = (0_i64, Vec::new());
        loop {
            let rows = self.rows(RECORDS, &[&inst, &after, &pupils, &PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.get("rev");
            for row in &rows {
                let line = self.line(row)?;
                let Some(body) = &line.body else { continue };
                if !matches!(person.of_record(&line.kind, &line.id, body), Share::None) {
                    person.learn(&line.kind, &line.id);
                    lines.push(line);
                } else if line.kind == "waiting" {
                    lines.push(line);
                }
            }
        }
        // Which entries are hers is known only now: those that wait are asked once more.
        let share = |line: Line| {
            let share = person.of_record(&line.kind, &line.id, line.body.as_ref()?);
            (!matches!(share, Share::None)).then_some(PersonRecord { line, share })
        };
        Ok(lines.into_iter().filter_map(share).collect())
    }

    /// The entries about somebody whose records were read, in the order in which they came.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn person_ops(&mut self, inst: Uuid, person: &Person) -> Result<Vec<PersonOp>, Failure> {
        let (mut after, mut found) = (Uuid::nil(), Vec::new());
        loop {
            let rows = self.rows(OPS, &[&inst, &after, &PAGE]).await?;
            let Some(last) = rows.last() else { break };
            after = last.get("op_id");
            for row in &rows {
                let text = self.text_of_op(row)?;
                let share = person.of_op(&text);
                if !matches!(share, Share::None) {
                    found.push(op(row, text, share));
                }
            }
        }
        found.sort_by_key(|op| (op.received, op.op));
        Ok(found)
    }

    /// Every look at somebody.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn looks_at(&mut self, inst: Uuid, person: &Person) -> Result<Vec<AccessEntry>, Failure> {
        let pupils: Vec<Uuid> = person.pupils.iter().map(|pupil| pupil.0).collect();
        Ok(self.rows(LOOKS, &[&inst, &pupils]).await?.iter().map(entry).collect())
    }

    /// What everybody is or last was in an institution.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn roles(&mut self, inst: Uuid) -> Result<BTreeMap<Uuid, String>, Failure> {
        let rows = self.rows(ROLES, &[&inst]).await?;
        Ok(rows.iter().map(|row| (row.get("user_id"), row.get("role"))).collect())
    }
}

fn op(row: &Row, text: String, share: Share<String>) -> PersonOp {
    PersonOp {
        op: row.get("op_id"),
        user: row.get("user_id"),
        received: row.get("received"),
        outcome: row.get("outcome"),
        text,
        share,
    }
}
