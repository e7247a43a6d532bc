//! The end of a pull: the stage becomes the mirror.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use stamboek_domain::sync::engine::StoreAnswer;
use stamboek_domain::sync::wire::Rev;

use super::{digest, erased, mass, outbox, stage, state};
use crate::Answer;
use crate::register::overlay::refresh;
use crate::register::touched::Touched;

pub(super) fn complete(
    tx: &Transaction,
    replace: bool,
    cursor: Rev,
    scope: &str,
    time: DateTime<Utc>,
    touched: &mut Touched,
) -> Answer<StoreAnswer> {
    stage::set(tx)?;
    if mass::must_wait(tx, replace, time)? {
        touched.subjects.insert("sync");
        return Ok(StoreAnswer::Waits);
    }
    if replace {
        stage::fill_up(tx)?;
    }
    let (coming, acked) = (erased::coming(tx)?, erased::acked(tx)?);
    let (mut changed, mut sums) = stage::merge(tx, replace)?;
    changed.extend(outbox::done(tx, time)?);
    erased::carry_out(tx, coming, acked, (&mut sums, &mut changed))?;
    state::pulled(tx, cursor, scope, time)?;
    refresh(tx, changed, touched)?;
    Ok(StoreAnswer::Completed { digest: digest::told(sums) })
}
