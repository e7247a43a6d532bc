//! Whether this database keeps institutions apart, asked before anybody is served.

use uuid::{Uuid, uuid};

use super::{Doing, Failure, Store, Whose};
use crate::migrate::NEWEST;
use crate::seal::{Place, Seals};

/// An institution that is nobody's; the migrations make it.
pub const NOBODYS: Uuid = uuid!("00000000-0000-4000-8000-000000000001");
const STRANGER: Uuid = uuid!("00000000-0000-4000-8000-000000000002");

const ROLE: &str = "SELECT rolsuper OR rolbypassrls OR EXISTS
    (SELECT FROM pg_class c WHERE pg_has_role(r.oid, c.relowner, 'USAGE') AND c.relnamespace = current_schema()::regnamespace)
    FROM pg_roles r WHERE rolname = current_user";
const OPEN: &str =
    "SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'inst'
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity)";
const LINES: &str = "SELECT probe FROM seal_line WHERE inst = $1";
const ADD_LINE: &str =
    "INSERT INTO seal_line (inst, line, probe) VALUES ($1, $2, $3) ON CONFLICT (inst, line) DO NOTHING";
const VERSION: &str = "SELECT version FROM schema_version";
const THERE: &str = "SELECT 1 FROM institution WHERE inst = '00000000-0000-4000-8000-000000000001'";

/// Why this database is not served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It could not be asked.
    Failed(Failure),
    /// Its tables are of another version than the program: found.
    Version(i32),
    /// The role of the program is a superuser, passes by row-level security, or owns a table.
    RoleTooStrong,
    /// A table of institutions lies open.
    Open,
    /// A row of an institution is seen by a stranger or by nobody.
    Seen,
    /// A row is not even seen by its own institution: the test would prove nothing.
    Unseen,
    /// It was sealed by a line that is not in the key file.
    OtherKeys,
}

impl From<Failure> for Unfit {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Store {
    /// Reads another institution's row and must get nothing.
    ///
    /// # Errors
    /// [`Unfit`]: the server does not start.
    pub async fn self_test(&self) -> Result<(), Unfit> {
        let mut tx = self.begin(&Whose::default(), Doing::Looks).await?;
        let version = tx.row(VERSION, &[]).await?.map_or(0, |row| row.get(0));
        if version != NEWEST {
            return Err(Unfit::Version(version));
        }
        if tx.row(ROLE, &[]).await?.is_none_or(|row| row.get::<_, bool>(0)) {
            return Err(Unfit::RoleTooStrong);
        }
        if tx.row(OPEN, &[]).await?.is_none_or(|row| row.get::<_, i64>(0) > 0) {
            return Err(Unfit::Open);
        }
        tx.undo().await?;
        for (whose, seen) in [
            (Whose::default(), false),
            (Whose::institution(STRANGER), false),
            (Whose::institution(NOBODYS), true),
        ] {
            let mut tx = self.begin(&whose, Doing::Looks).await?;
            let there = tx.row(THERE, &[]).await?.is_some();
            tx.undo().await?;
            match (there, seen) {
                (true, false) => return Err(Unfit::Seen),
                (false, true) => return Err(Unfit::Unseen),
                (true, true) | (false, false) => {}
            }
        }
        self.recognises(&self.seals()).await
    }

    /// Whether these keys open what was ever sealed in this database, and from now on those that
    /// seal are known to it.
    ///
    /// # Errors
    /// [`Unfit::OtherKeys`] when they do not.
    pub async fn recognises(&self, seals: &Seals) -> Result<(), Unfit> {
        let seal = seals.of(NOBODYS);
        let (Some(line), Ok(probe)) = (seal.line(), seal.seal(Place::Probe, "")) else {
            return Err(Unfit::OtherKeys);
        };
        let mut tx = self.begin(&Whose::institution(NOBODYS), Doing::Writes).await?;
        let opens = |row: &tokio_postgres::Row| seal.open(Place::Probe, row.get("probe")).is_ok();
        if !tx.rows(LINES, &[&NOBODYS]).await?.iter().all(opens) {
            tx.undo().await?;
            return Err(Unfit::OtherKeys);
        }
        tx.change(ADD_LINE, &[&NOBODYS, &line, &probe]).await?;
        Ok(tx.commit().await?)
    }

    /// Whether the database answers at all.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn answers(&self) -> Result<(), Failure> {
        let mut tx = self.begin(&Whose::default(), Doing::Looks).await?;
        tx.row(VERSION, &[]).await?;
        tx.undo().await
    }
}
