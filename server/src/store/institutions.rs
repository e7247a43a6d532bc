//! Institutions: their names, official numbers and first head.

use chrono::{DateTime, NaiveDate, Utc};
use stamboek_domain::sync::access::MyInstitution;
use uuid::Uuid;

use super::{Doing, Failure, Store, Whose};

const ADD: &str = "INSERT INTO institution (inst, name, created) VALUES ($1, $2, $3)";
const ADD_NUMBER: &str = "INSERT INTO institution_number (inst, number, from_day) VALUES ($1, $2, $3)";
const ADD_HEAD: &str = "INSERT INTO head (inst, rev, commit_id, updated) VALUES ($1, 0, $2, $3)";
const ADD_COMMIT: &str = "INSERT INTO commit (inst, commit_id, rev_from, rev_to, device, at)
    VALUES ($1, $2, 0, 0, '00000000-0000-0000-0000-000000000000', $3)";
const ONE: &str = "SELECT i.inst, i.name, (SELECT n.number FROM institution_number n WHERE n.inst = i.inst
        AND n.from_day <= $2 AND (n.until_day IS NULL OR n.until_day >= $2) ORDER BY n.from_day DESC LIMIT 1)
    FROM institution i WHERE i.inst = $1";
const ALL: &str = "SELECT i.inst, i.name, (SELECT n.number FROM institution_number n WHERE n.inst = i.inst
        AND n.from_day <= $1 AND (n.until_day IS NULL OR n.until_day >= $1) ORDER BY n.from_day DESC LIMIT 1)
    FROM institution i WHERE i.inst <> '00000000-0000-4000-8000-000000000001' ORDER BY i.name, i.inst";

fn institution(row: &tokio_postgres::Row) -> MyInstitution {
    MyInstitution { id: row.get(0), name: row.get(1), number: row.get(2) }
}

impl Store {
    /// A new institution with its number and an empty history.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn add_institution(
        &self,
        inst: Uuid,
        (name, number, from): (&str, &str, NaiveDate),
        first: Uuid,
        now: DateTime<Utc>,
    ) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Writes).await?;
        tx.change(ADD, &[&inst, &name, &now]).await?;
        tx.change(ADD_NUMBER, &[&inst, &number, &from]).await?;
        tx.change(ADD_HEAD, &[&inst, &first, &now]).await?;
        tx.change(ADD_COMMIT, &[&inst, &first, &now]).await?;
        tx.commit().await
    }

    /// An institution as it stands on a day.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn institution(&self, inst: Uuid, day: NaiveDate) -> Result<Option<MyInstitution>, Failure> {
        let mut tx = self.begin(&Whose::institution(inst), Doing::Looks).await?;
        let row = tx.row(ONE, &[&inst, &day]).await?;
        tx.undo().await?;
        Ok(row.as_ref().map(institution))
    }

    /// All institutions: for the administrator of the server, who owns the tables. The program that
    /// serves sees none this way.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn institutions(&self, day: NaiveDate) -> Result<Vec<MyInstitution>, Failure> {
        let mut tx = self.begin(&Whose::default(), Doing::Looks).await?;
        let rows = tx.rows(ALL, &[&day]).await?;
        tx.undo().await?;
        Ok(rows.iter().map(institution).collect())
    }
}
