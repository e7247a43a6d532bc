//! Lists of enrolments elsewhere and of schools.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stamboek_domain::elsewhere::Elsewhere;
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use crate::imports::messages::{RowRemark, SheetKind};
use crate::pupils::messages::Likeness;

/// Reads a list of enrolments elsewhere, or a table of schools, from a reading of that kind: plans,
/// then applies.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct ElsewhereImportRequest {
    /// The reading.
    pub session: u32,
    /// Rows left out by name.
    pub leave_out: Vec<u32>,
    /// Row is that pupil.
    pub confirm: BTreeMap<u32, PupilId>,
    /// Row is nobody in the register; it is passed over.
    pub nobody: Vec<u32>,
    /// Whether the list is complete: what an earlier list told and this one tells no more is gone.
    pub complete: bool,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// What becomes of a row of such a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ElsewhereVerdict {
    /// Not known yet.
    New,
    /// Known, and something changes.
    Changed,
    /// Known so.
    Unchanged,
    /// Of our own school: left out.
    Ours,
    /// Nobody in the register yet: waits for a decision, and stops no other row.
    Unmatched,
    /// Passed over or left out by the person.
    LeftOut,
    /// Cannot be read.
    Refused,
}

/// A row with what becomes of it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ElsewhereRow {
    /// Line number as the spreadsheet shows it.
    pub row: u32,
    /// As in the file.
    pub last_name: String,
    /// As in the file.
    pub first_name: String,
    /// Who it is in the register.
    pub pupil: Option<PupilId>,
    /// Class in the register; empty while nobody is found.
    pub class: String,
    /// What happens.
    pub verdict: ElsewhereVerdict,
    /// What is known now; `None`: nothing.
    pub was: Option<Elsewhere>,
    /// What the row tells; `None` when it cannot be read.
    pub now: Option<Elsewhere>,
    /// Name of the school to show.
    pub school: String,
    /// Whether a case that was closed comes back with it.
    pub comes_back: bool,
    /// Whom it could be, best first.
    pub candidates: Vec<Likeness>,
    /// Warnings and, when refused, the reasons.
    pub remarks: Vec<RowRemark>,
}

/// A trial run; the same shape is the answer after applying.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ElsewhereImport {
    /// What the file held: `elsewhere` or `schools`.
    pub kind: SheetKind,
    /// Enrolments elsewhere, or schools, that are new.
    pub new: u32,
    /// That change.
    pub changed: u32,
    /// That are known so.
    pub unchanged: u32,
    /// That an earlier list told and this one tells no more.
    pub gone: u32,
    /// Closed cases that come back.
    pub came_back: u32,
    /// Rows of our own school.
    pub ours: u32,
    /// Skipped rows: blanks and totals.
    pub skipped: Vec<u32>,
    /// Warnings.
    pub warnings: Vec<RowRemark>,
    /// Reasons why the whole cannot be applied.
    pub refused: Vec<RowRemark>,
    /// Rows of which nobody is found yet.
    pub unmatched: Vec<u32>,
    /// Whether it can be (or was) applied.
    pub applicable: bool,
    /// The action, once applied.
    pub batch: Option<String>,
    /// Every row of a list of enrolments elsewhere.
    pub rows: Vec<ElsewhereRow>,
}
