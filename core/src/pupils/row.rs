//! The row of a pupil as every list shows it.

use rusqlite::{Connection, Params, Row};
use stamboek_domain::class;
use stamboek_domain::name::sort_key;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::messages::PupilRow;
use crate::Answer;
use crate::cards::status::STATUS;
use crate::db::OrProblem;

/// The present number of pupil `p.id`: the open one, the newest when several databases gave one.
pub const NUMBER: &str =
    "coalesce((SELECT n.value FROM view_number n WHERE n.pupil = p.id AND n.until_date IS NULL
    ORDER BY n.from_date DESC, n.system, n.database LIMIT 1), '')";

/// Everybody, in class and name order.
pub fn all(db: &Connection) -> Answer<Vec<PupilRow>> {
    let mut rows = select(db, "", ())?;
    // Folding once a person is cheaper than once a comparison.
    rows.sort_by_cached_key(SortKey::of);
    Ok(rows)
}

/// These pupils in this order; who does not exist (any more) is left out.
pub fn by_ids(db: &Connection, ids: &[PupilId]) -> Answer<Vec<PupilRow>> {
    let list = serde_json::to_string(ids).map_err(|_| Problem::new(Code::Internal).with("detail", "ids"))?;
    let rows = select(db, "AND p.id IN (SELECT value FROM json_each(?1))", [list])?;
    let mut places: std::collections::HashMap<PupilId, PupilRow> =
        rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(ids.iter().filter_map(|id| places.remove(id)).collect())
}

/// One pupil, or `Code::NotFound`.
pub fn one(db: &Connection, id: PupilId) -> Answer<PupilRow> {
    let found = select(db, "AND p.id = ?1", [id.0.to_string()])?;
    found.into_iter().next().ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))
}

fn select(db: &Connection, and: &str, values: impl Params) -> Answer<Vec<PupilRow>> {
    let sql = format!(
        "SELECT p.id, p.last_name, p.first_name, p.birth_date, p.sex, p.class, p.stamnummer, p.institution,
                p.location, p.kind, p.number, p.insz <> '', {STATUS}
         FROM (SELECT p.*, {NUMBER} AS number FROM view_pupil p WHERE p.removed = 0 {and}) p"
    );
    let mut statement = db.prepare_cached(&sql).or_problem()?;
    let rows = statement.query_map(values, read).or_problem()?;
    rows.collect::<Result<_, _>>().or_problem()
}

fn read(row: &Row) -> rusqlite::Result<PupilRow> {
    Ok(PupilRow {
        id: id(row, 0)?,
        last_name: row.get(1)?,
        first_name: row.get(2)?,
        birth_date: row.get(3)?,
        sex: row.get(4)?,
        class: row.get(5)?,
        stamnummer: row.get(6)?,
        institution: row.get(7)?,
        location: row.get(8)?,
        kind: row.get(9)?,
        number: row.get(10)?,
        has_insz: row.get(11)?,
        card: row.get(12)?,
    })
}

/// A pupil's identity out of a column.
pub fn id(row: &Row, column: usize) -> rusqlite::Result<PupilId> {
    let text = row.get_ref(column)?.as_str()?;
    Uuid::parse_str(text).map(PupilId).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// Class as a person orders it, then folded names.
#[derive(PartialEq, Eq)]
pub(crate) struct SortKey(String, (String, String));

impl SortKey {
    pub(crate) fn of(row: &PupilRow) -> Self {
        Self(row.class.clone(), sort_key(&row.last_name, &row.first_name))
    }
}

impl Ord for SortKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        class::compare(&self.0, &other.0).then_with(|| self.1.cmp(&other.1))
    }
}

impl PartialOrd for SortKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
