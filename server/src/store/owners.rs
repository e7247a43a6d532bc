//! Records from before the pupils whom they name were kept beside them (migration 0004). A migration
//! cannot read what is sealed, and the program may not list the institutions: the records of one are
//! read when its first merge comes, a batch a transaction, so that whatever stops it loses no work.

use stamboek_domain::sync::record::{Kind, RecordKey, owners};
use tokio_postgres::Row;
use uuid::Uuid;

use super::push::names;
use super::sync::odd;
use super::{Doing, Failure, Store, Tx, Whose};

/// Records read in one transaction.
const BATCH: i64 = 500;

// The kinds are those of `OF_PUPIL_BY_BODY`, in the words of the index that finds these at once.
pub(super) const NOT_READ: &str = "SELECT kind, id, rev, body FROM record WHERE inst = $1
    AND pupils IS NULL AND body IS NOT NULL
    AND kind IN ('number', 'print', 'enrolment', 'school_enrolment', 'group_enrolment', 'conflict')
    ORDER BY kind, id LIMIT $2";
const KEEP: &str = "UPDATE record AS r SET pupils = string_to_array(a.pupils, ' ')::uuid[]
    FROM unnest($2::text[], $3::text[], $4::text[]) AS a (kind, id, pupils)
    WHERE r.inst = $1 AND r.kind = a.kind AND r.id = a.id";

impl Store {
    /// Reads whom records name, of all of which that was not read yet.
    ///
    /// # Errors
    /// [`Failure`]; the batches before it were kept.
    pub async fn read_owners(&self, inst: Uuid) -> Result<(), Failure> {
        while self.read_batch(inst).await? {}
        Ok(())
    }

    /// Whether there may be more. Under the lock of the head: no push writes one of them meanwhile.
    async fn read_batch(&self, inst: Uuid) -> Result<bool, Failure> {
        let texts = &[super::sync::LOCK_HEAD, NOT_READ, KEEP];
        let mut tx = self.prepare(&Whose::institution(inst), Doing::Writes, texts).await?;
        tx.open().await?;
        tx.lock_head(inst).await?;
        let rows = tx.not_read(inst, BATCH).await?;
        let (mut kinds, mut ids, mut pupils) = (Vec::new(), Vec::new(), Vec::new());
        for row in &rows {
            kinds.push(row.get::<_, &str>("kind"));
            ids.push(row.get::<_, &str>("id"));
            pupils.push(tx.named_in(row)?);
        }
        let kept = tx.change(KEEP, &[&inst, &kinds, &ids, &pupils]).await?;
        tx.commit().await?;
        Ok(kept > 0)
    }
}

impl Tx {
    /// Whether everything of a pupil can be found.
    pub(super) async fn is_read(&self, inst: Uuid) -> Result<bool, Failure> {
        Ok(self.not_read(inst, 1).await?.is_empty())
    }

    async fn not_read(&self, inst: Uuid, limit: i64) -> Result<Vec<Row>, Failure> {
        self.ask(NOT_READ, &[&inst, &limit]).await
    }

    fn named_in(&self, row: &Row) -> Result<String, Failure> {
        let kind = Kind::parse(row.get("kind")).ok_or_else(odd)?;
        let body = self.body(row)?.ok_or_else(odd)?;
        Ok(names(&owners(&RecordKey::new(kind, row.get::<_, &str>("id")), body.get())))
    }
}

#[cfg(test)]
mod tests {
    use stamboek_domain::sync::record::OF_PUPIL_BY_BODY;

    use super::*;

    #[test]
    fn the_query_and_its_index_name_every_kind_that_tells_by_its_text_whose_it_is() {
        let kinds = OF_PUPIL_BY_BODY.map(|kind| format!("'{}'", kind.as_str())).join(", ");
        let index = include_str!("../migrations/0005_read.sql");
        assert!([NOT_READ, index].into_iter().all(|text| text.contains(&format!("kind IN ({kinds})"))));
    }
}
