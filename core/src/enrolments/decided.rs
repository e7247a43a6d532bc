//! Decide, then do: what every plan about enrolments has in common.

use rusqlite::Connection;
use stamboek_domain::sync::op::Change;

use super::messages::{EnrolPlan, LeavePlan, MovePlan, NewYearPlan};
use crate::{Answer, Core};

/// A plan as the person sees it, and the changes that carry it out.
pub(super) struct Decided<P> {
    pub(super) plan: P,
    pub(super) changes: Vec<Change>,
}

/// A plan that can be carried out.
pub(super) trait Plan {
    /// Whether nothing stands in the way.
    fn applicable(&self) -> bool;
    /// It was carried out, as this action.
    fn done(&mut self, batch: Option<String>);
}

/// Makes the plan and, when asked and nothing stands in the way, carries it out as one action. It is
/// decided inside the transaction, on what stands in the register then.
pub(super) fn run<P: Plan>(
    core: &Core,
    kind: &str,
    apply: bool,
    decide: impl FnOnce(&Connection) -> Answer<Decided<P>>,
) -> Answer<P> {
    let register = core.register()?;
    if !apply {
        return Ok(register.read(decide)?.plan);
    }
    register.write(kind, |batch| {
        let Decided { mut plan, changes } = decide(batch.tx())?;
        if plan.applicable() {
            changes.into_iter().try_for_each(|change| batch.push(change))?;
            plan.done(batch.saved());
        }
        Ok(plan)
    })
}

macro_rules! plans {
    ($($plan:ty),+) => {
        $(impl Plan for $plan {
            fn applicable(&self) -> bool {
                self.applicable
            }
            fn done(&mut self, batch: Option<String>) {
                self.batch = batch;
            }
        })+
    };
}

plans!(EnrolPlan, LeavePlan, MovePlan, NewYearPlan);
