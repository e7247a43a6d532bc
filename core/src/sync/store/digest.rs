//! Digests over the mirror, kept up with every row that enters or leaves it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction};
use stamboek_domain::sync::wire::{Digest, DigestSum};

use crate::Answer;
use crate::db::OrProblem;

/// By kind and year, kinds that this program does not know included.
pub(super) type Sums = BTreeMap<(String, Option<u16>), DigestSum>;

pub(super) fn read(db: &Connection) -> Answer<Sums> {
    let mut select = db.prepare_cached("SELECT kind, year, n, sum FROM mirror_digest").or_problem()?;
    let sums = select.query_map([], |row| {
        let year = Some(row.get::<_, u16>(1)?).filter(|year| *year > 0);
        let (n, sum): (i64, i64) = (row.get(2)?, row.get(3)?);
        Ok(((row.get(0)?, year), DigestSum { n: n.cast_unsigned(), sum: sum.cast_unsigned() }))
    });
    sums.and_then(Iterator::collect).or_problem()
}

/// Puts them in the place of those that stand there.
pub(super) fn write(tx: &Transaction, sums: &Sums) -> Answer<()> {
    tx.execute("DELETE FROM mirror_digest", []).or_problem()?;
    let mut insert = tx
        .prepare_cached("INSERT INTO mirror_digest (kind, year, n, sum) VALUES (?1, ?2, ?3, ?4)")
        .or_problem()?;
    for ((kind, year), sum) in sums.iter().filter(|(_, sum)| sum.n > 0) {
        insert.execute((kind, year.unwrap_or(0), sum.n.cast_signed(), sum.sum.cast_signed())).or_problem()?;
    }
    Ok(())
}

/// As the engine compares them with those of the server.
pub(super) fn told(sums: Sums) -> Vec<Digest> {
    sums.into_iter().map(|((kind, year), sum)| Digest { kind, year, sum }).collect()
}
