//! What a commit touched, for whoever keeps something in memory or on a screen.

use std::collections::BTreeSet;

use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{Write, pupils};
use stamboek_domain::sync::op::Change;

use super::views;
use crate::Answer;
use crate::attendance::memory::Step;
use rusqlite::Connection;

/// Gathered while a transaction runs, told after its commit.
#[derive(Default)]
pub(crate) struct Touched {
    /// Subjects whose screens ask again.
    pub(crate) subjects: BTreeSet<&'static str>,
    /// Whose rows look different afterwards.
    pub(crate) shown: BTreeSet<PupilId>,
    /// What the memory of attendance follows.
    pub(crate) steps: Vec<Step>,
}

impl Touched {
    /// Follows a change whose steps were written into the views.
    pub(super) fn by(&mut self, db: &Connection, change: &Change, writes: &[Write]) -> Answer<()> {
        self.subjects.extend(views::subjects(change));
        self.steps.extend(writes.iter().flat_map(Step::of));
        self.shown.extend(pupils(change));
        self.shown.extend(views::on_the_print(db, change)?);
        Ok(())
    }
}
