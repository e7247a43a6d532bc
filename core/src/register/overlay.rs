//! The views are the mirror with the ops that are not done over it (sync.md 4): put back and laid
//! again for what changed, or made from nothing (I4).

use std::collections::BTreeSet;

use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{Outcome, touches};
use stamboek_domain::sync::merge::{Alias, redirected};
use stamboek_domain::sync::op::{Change, Op};
use stamboek_domain::sync::overlay::{affected, overlaid, rebased};
use stamboek_domain::sync::parts::{named_pupils, parts, pupils_about, without};
use stamboek_domain::sync::record::{Body, Kind, RecordKey, wanted};
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
    let merged = merged(db, &over, &changed)?;
    // A merge re-keys whatever its pupils have: all of it is put back.
    let mut theirs = BTreeSet::new();
    for pupil in &merged {
        theirs.extend(views::merges::keys(db, *pupil)?);
    }
    let mut wants = Vec::with_capacity(over.len());
    for laid in &over {
        let mut keys = wants_of(db, &laid.op.change)?;
        if touches(&laid.op.change).family.is_some() {
            keys.extend(theirs.iter().cloned());
        }
        wants.push(keys);
    }
    changed.extend(theirs);
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
        let part = about_who_stands(db, part)?;
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
pub(crate) fn wants(db: &Connection, body: &str) -> Answer<BTreeSet<RecordKey>> {
    match serde_json::from_str::<Op>(body) {
        Ok(op) => wants_of(db, &op.change),
        Err(_) => Ok(BTreeSet::new()),
    }
}

/// The records that a change wants, also those of who stands, or stood, for a pupil who is merged.
fn wants_of(db: &Connection, change: &Change) -> Answer<BTreeSet<RecordKey>> {
    let mut keys = wanted(change);
    for into in [views::merges::merged_into, mirrored_into] {
        if let Some(now) = redirected(change, &|pupil| into(db, pupil)).map_err(|_| odd("alias"))? {
            keys.extend(wanted(&now));
        }
    }
    let about = pupils_about(change).into_iter();
    let into = |pupil: &PupilId| views::merges::merged_into(db, *pupil).or_else(|| mirrored_into(db, *pupil));
    keys.extend(about.filter(|pupil| into(pupil).is_some()).map(RecordKey::alias));
    Ok(keys)
}

/// The change with the pupils who stand in the place of those who were merged.
///
/// # Errors
/// `RegisterDamaged` for a chain of merges without an end.
pub(crate) fn about_who_stands(db: &Connection, change: Change) -> Answer<Change> {
    let now = redirected(&change, &|pupil| views::merges::merged_into(db, pupil));
    Ok(now.map_err(|_| odd("alias"))?.unwrap_or(change))
}

/// Who stands for a pupil by the mirror.
fn mirrored_into(db: &Connection, pupil: PupilId) -> Option<PupilId> {
    mirrored_alias(db, &pupil.0.to_string())?.gone.map(|gone| gone.to)
}

fn mirrored_alias(db: &Connection, pupil: &str) -> Option<Alias> {
    let body: String = db
        .prepare_cached("SELECT body FROM mirror WHERE kind = 'alias' AND id = ?1")
        .and_then(|mut select| select.query_row([pupil], |row| row.get(0)))
        .ok()?;
    serde_json::from_str::<Body<Alias>>(&body).ok()?.value
}

/// The pupils whose merges lie over the mirror, or changed in it or below.
fn merged(db: &Connection, over: &[Laid], changed: &BTreeSet<RecordKey>) -> Answer<BTreeSet<PupilId>> {
    let mut all = BTreeSet::new();
    let families = over.iter().filter_map(|laid| touches(&laid.op.change).family);
    all.extend(families.flat_map(|(from, to)| [from, to]));
    for key in changed.iter().filter(|key| key.kind == Kind::Alias) {
        let Some(pupil) = key.uuid().map(PupilId) else { continue };
        all.insert(pupil);
        let both = [views::merges::read_alias(db, pupil)?, mirrored_alias(db, &key.id)];
        for alias in both.into_iter().flatten() {
            all.extend(alias.of);
            all.extend(alias.gone.into_iter().flat_map(|gone| [gone.with, gone.to]));
        }
    }
    Ok(all)
}

fn odd(detail: &str) -> Problem {
    Problem::new(Code::RegisterDamaged).with("detail", detail)
}
