//! Number lists of a database migration: old → new for everybody at once.
//!
//! The mapping itself is decided in `stamboek_domain::renumbering`. Here the list is read
//! (`list.rs`), whom an unknown old number could mean is proposed and the plan is put into words
//! (`plan.rs`), and it is carried out (`apply.rs`): first every number that ends, then every
//! number that begins. A row whose old number is nobody's does not stop the others: it stays on
//! the report, and running the same list again with a confirmation does only that row.

mod apply;
mod list;
mod plan;

use crate::imports::messages::{NumbersImportRequest, NumbersPlan, NumbersPlanRequest};
use crate::imports::trial;
use crate::{Answer, Core};

/// A number list: trial run, or carried out as the person saw it.
///
/// # Errors
/// Those of `trial::apply`.
pub fn import(core: &Core, request: NumbersImportRequest) -> Answer<NumbersPlan> {
    match request.apply {
        false => plan(core, request.choices),
        true => apply(core, request.choices),
    }
}

/// Trial run of a number list.
pub fn plan(core: &Core, request: NumbersPlanRequest) -> Answer<NumbersPlan> {
    trial::plan::<plan::Planned>(core, request)
}

/// Applies a number list as the person saw it in the trial run.
///
/// # Errors
/// Those of `trial::apply`.
pub fn apply(core: &Core, request: NumbersPlanRequest) -> Answer<NumbersPlan> {
    trial::apply::<plan::Planned>(core, request)
}
