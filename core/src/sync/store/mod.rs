//! The store of sync: carries out what the engine wants of it, each piece of work in one transaction
//! on the writer.

mod complete;
mod digest;
mod erased;
mod mass;
mod outbox;
mod prune;
mod stage;
mod state;

use rusqlite::Transaction;
use stamboek_domain::sync::engine::{StoreAnswer, Work};

pub(crate) use erased::sweep;
pub use mass::{MassChange, confirm_mass_change, mass_change};
pub use outbox::{entry, send_again, waiting};
pub use prune::prune;
pub(crate) use prune::pruned_to;
pub(crate) use state::reconcile_first;
pub use state::state;

use crate::Answer;
use crate::register::Register;
use crate::register::touched::Touched;

/// Carries out store work. What fails, for instance on a full disk, changed nothing.
pub fn carry_out(register: &Register, work: Work) -> StoreAnswer {
    let ends = matches!(work, Work::Complete { .. });
    let answer = match work {
        Work::ReadPending { ops, bytes } => register.read(|db| outbox::pending(db, ops, bytes)),
        Work::ReadRetained { after, limit } => register.read(|db| outbox::retained(db, after, limit)),
        writes => register.follow(|tx, touched| write(tx, writes, touched)),
    };
    if ends {
        // Where that fails it is tried again: after the next pull, and when the register is opened.
        let _ = erased::sweep(register);
    }
    answer.unwrap_or(StoreAnswer::Failed)
}

/// Store work that writes.
fn write(tx: &Transaction, work: Work, touched: &mut Touched) -> Answer<StoreAnswer> {
    match work {
        Work::Ack { results, seen, time } => {
            outbox::ack(tx, &results, touched)?;
            state::pushed(tx, seen, time)?;
        }
        Work::Refuse { op_id, status } => outbox::refuse(tx, op_id, status, touched)?,
        Work::Stage { fresh, rows, seen } => {
            stage::put(tx, fresh, &rows)?;
            state::saw(tx, seen)?;
        }
        Work::Complete { replace, cursor, scope, time } => {
            return complete::complete(tx, replace, cursor, &scope, time, touched);
        }
        Work::Recover { unknown, rebuild, time } => {
            outbox::wait_again(tx, &unknown, touched)?;
            state::checked(tx, time)?;
            if let Some(head) = rebuild {
                stage::clear(tx)?;
                state::begin_anew(tx, head)?;
            }
        }
        // Read on a reader.
        Work::ReadPending { ops, bytes } => return outbox::pending(tx, ops, bytes),
        Work::ReadRetained { after, limit } => return outbox::retained(tx, after, limit),
    }
    Ok(StoreAnswer::Done)
}

#[cfg(test)]
mod simulated;
