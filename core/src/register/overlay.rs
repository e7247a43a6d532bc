//! The views are the mirror with the ops that are not done over it (sync.md 4): put back and laid
//! again for what changed, or made from nothing (I4).

use std::collections::BTreeSet;

use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::apply::Outcome;
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::overlay::{affected, overlaid, rebased};
use stamboek_domain::sync::parts::{named_pupils, parts, without};
use stamboek_domain::sync::record::{Kind, RecordKey, wanted};
use stamboek_domain::sync::wire::PartResult;

use super::touched::Touched;
use super::views;
use crate::Answer;
use crate::db::OrProblem;

/// An op that lies over the mirror.
struct Laid {
    n: i64,
    op: Op,
    /// The parts that are not in force.
    refused: Vec<PartResult>,
}

/// Makes the views of these records again, and of what hangs together with them through ops.
pub(crate) fn refresh(
    db: &Connection,
    mut changed: BTreeSet<RecordKey>,
    touched: &mut Touched,
) -> Answer<()> {
    if changed.is_empty() {
        return Ok(());
    }
    let over = over(db)?;
    let wants: Vec<BTreeSet<RecordKey>> = over.iter().map(|laid| wanted(&laid.op.change)).collect();
    let again = affected(&mut changed, &wants);
    let mut mirror = db.prepare_cached("SELECT body FROM mirror WHERE kind = ?1 AND id = ?2").or_problem()?;
    for key in &changed {
        let mut rows = mirror.query((key.kind.as_str(), &key.id)).or_problem()?;
        let body = match rows.next().or_problem()? {
            Some(row) => Some(row.get_ref(0).or_problem()?.as_str().map_err(|_| odd("mirror"))?),
            None => None,
        };
        views::put_back(db, key, body, touched)?;
    }
    for (laid, _) in over.iter().zip(again).filter(|(_, again)| *again) {
        lay(db, laid, touched)?;
    }
    Ok(())
}

/// Makes the views of a register in empty tables of `into`.
pub(crate) fn rebuild(from: &Connection, into: &Connection) -> Answer<()> {
    let mut unseen = Touched::default();
    for kind in Kind::ALL {
        let mut select = from.prepare("SELECT id, body FROM mirror WHERE kind = ?1").or_problem()?;
        let mut rows = select.query([kind.as_str()]).or_problem()?;
        while let Some(row) = rows.next().or_problem()? {
            let key = RecordKey { kind, id: row.get(0).or_problem()? };
            let body = row.get_ref(1).or_problem()?.as_str().map_err(|_| odd("mirror"))?;
            views::put_back(into, &key, Some(body), &mut unseen)?;
        }
    }
    over(from)?.iter().try_for_each(|laid| lay(into, laid, &mut unseen))
}

/// The ops that lie over the mirror, in their order.
fn over(db: &Connection) -> Answer<Vec<Laid>> {
    let mut select = db
        .prepare_cached(
            "SELECT n, body, detail FROM outbox
             WHERE n >= (SELECT open_from FROM sync_state) AND state <> 'done' ORDER BY n",
        )
        .or_problem()?;
    let mut rows = select.query([]).or_problem()?;
    let mut over = Vec::new();
    while let Some(row) = rows.next().or_problem()? {
        let body = row.get_ref(1).or_problem()?.as_bytes().map_err(|_| odd("op"))?;
        // What was damaged on the disk stands out in the check; it hides nothing else.
        let Ok(op) = serde_json::from_slice(body) else { continue };
        let detail: Option<String> = row.get(2).or_problem()?;
        let refused = detail.and_then(|detail| serde_json::from_str(&detail).ok()).unwrap_or_default();
        over.push(Laid { n: row.get(0).or_problem()?, op, refused });
    }
    Ok(over)
}

/// Lays one op over the views, part by part. A part whose pupils are not there is not laid (I6).
fn lay(db: &Connection, laid: &Laid, touched: &mut Touched) -> Answer<()> {
    let Some(change) = without(laid.op.change.clone(), &laid.refused) else { return Ok(()) };
    for part in parts(&change) {
        let mut parents = true;
        for pupil in named_pupils(&part) {
            parents &= views::is_there(db, pupil)?;
        }
        let now = views::read(db, &part)?;
        let part = rebased(&now, part);
        if let Outcome::Applied(writes) = overlaid(&now, parents, &part) {
            views::write(db, &writes, &views::Entry::of(laid.n, &laid.op))?;
            touched.by(db, &part, &writes)?;
        }
    }
    Ok(())
}

/// The records that an op in the outbox wants.
pub(crate) fn wants(body: &str) -> BTreeSet<RecordKey> {
    serde_json::from_str::<Op>(body).map(|op| wanted(&op.change)).unwrap_or_default()
}

fn odd(detail: &str) -> Problem {
    Problem::new(Code::RegisterDamaged).with("detail", detail)
}
