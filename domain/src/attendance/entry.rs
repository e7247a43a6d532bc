//! A mark as the rules read it: where it stands, and what it means.

use super::codes::{Evidence, Meaning, OfficialCode};
use super::{HalfDay, MarkCode};

/// One mark of one pupil. A pupil has at most one for each half day; rules take them sorted by
/// half day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub at: HalfDay,
    /// As it was typed.
    pub code: MarkCode,
    /// What that code stands for at the school.
    pub meaning: Meaning,
}

impl Entry {
    /// Official code under which it is reported, if it is.
    pub fn official(&self) -> Option<OfficialCode> {
        match self.meaning {
            Meaning::Absent { official, .. } => Some(official),
            Meaning::Late | Meaning::Open => None,
        }
    }

    /// Whether the pupil was not there: a late arrival was, an absence without a reason yet was
    /// not.
    pub fn is_absence(&self) -> bool {
        self.meaning != Meaning::Late
    }

    /// Whether it is an illness shown with a note of the parents.
    pub fn is_parents_note(&self) -> bool {
        matches!(
            self.meaning,
            Meaning::Absent { official: OfficialCode::Z, evidence: Some(Evidence::ParentsNote), .. }
        )
    }
}
