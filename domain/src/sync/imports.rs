//! `POST /v1/institutions/{inst}/imports`: a number list old → new, tried first and then carried out
//! as one mapping, all of it or nothing (sync.md 10). What it does becomes ordinary ops, whose
//! identities follow from the list and the row: the same list carried out again is the same ops.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use super::apply::NumberRecord;
use super::op::{BatchId, Change, Clock, ExternalNumber, Op, OpId};
use super::wire::Hash;
use crate::number::normal_value;
use crate::pupil::PupilId;
use crate::renumbering::{Holding, ListRow, Meaning, Numbers, Refusal, last_day, plan};

/// Rows of one list at most.
pub const IMPORT_ROWS: usize = 10_000;

/// What is brought in.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NewImport {
    /// New numbers for everybody of a database.
    Numbers(NumberList),
    /// Answers of the government. In what form they come to a server is not documented: refused with
    /// 422 until it is.
    GovernmentAnswers {},
}

/// A number list.
#[derive(Clone, Serialize, Deserialize)]
pub struct NumberList {
    /// Whose numbers: `informat`.
    pub system: String,
    /// The database that the old numbers come from.
    pub from_database: String,
    /// The database that issued the new numbers; it may be the same.
    pub to_database: String,
    /// First day of the new numbers.
    pub first_day: NaiveDate,
    /// The rows, at most [`IMPORT_ROWS`].
    pub rows: Vec<NumberRow>,
    /// Who holds a number of the old database and has no row, on purpose.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub left_out: BTreeSet<PupilId>,
    /// The trial of this same list that a person saw: then it is carried out. `None` is a trial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried: Option<Uuid>,
}

/// One row of a number list.
#[derive(Clone, Serialize, Deserialize)]
pub struct NumberRow {
    /// Its number in the file.
    pub row: u32,
    /// Old number.
    pub old: String,
    /// New number.
    pub new: String,
    /// Who it is, said by a person since the old number is nobody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupil: Option<PupilId>,
    /// It is nobody of this register, said by a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nobody: bool,
}

/// What became of an import. It holds no number and no name: rows are named by their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Its identity.
    pub id: Uuid,
    /// Where it stands.
    pub state: ImportState,
    /// Rows of the list.
    pub rows: usize,
    /// People who get another number.
    pub renumbered: usize,
    /// Rows that hold already.
    pub unchanged: usize,
    /// Why the whole list cannot be used.
    pub refused: Vec<ImportFault>,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It can be carried out.
    Tried,
    /// It cannot; nothing was done.
    Refused,
    /// It was carried out.
    Applied,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ImportFault {
    /// Which row; `None`: of somebody without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// What is wrong.
    pub reason: FaultReason,
    /// The other row that it clashes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_row: Option<u32>,
    /// The pupil that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupil: Option<PupilId>,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultReason {
    /// No old number, or none that can be read.
    OldInvalid,
    /// No new number, or none that can be read.
    NewInvalid,
    /// Two rows with this place.
    RowTwice,
    /// Another row has the same old number.
    OldTwice,
    /// Another row gives the same new number.
    NewTwice,
    /// Another row is about the same pupil.
    TwoRowsOnePupil,
    /// The old number is another pupil's than the one who was named.
    PointsToTwo,
    /// Somebody who keeps it holds the new number.
    NewTaken,
    /// The pupil has another number in the new database.
    OtherNumber,
    /// The old number is nobody's.
    OldUnknown,
    /// The pupil who was named is not there.
    PupilUnknown,
    /// Holds a number of the old database, and no row is about her.
    RowMissing,
    /// The register changed since the trial: what would be done is not what was seen.
    Changed,
}

/// A number of the register with everybody who holds or held it.
pub type Held = (ExternalNumber, Vec<NumberRecord>);

/// What a list would do.
pub struct Planned {
    /// In the order of the rows.
    pub moves: Vec<Move>,
    /// Rows that hold already.
    pub unchanged: usize,
    /// Why it cannot be done.
    pub faults: Vec<ImportFault>,
}

/// One pupil gets another number.
#[derive(Clone, Serialize)]
pub struct Move {
    /// By which row.
    pub row: u32,
    /// Who.
    pub pupil: PupilId,
    /// The number that ends, and the last day of it.
    pub end: Option<(String, NaiveDate)>,
    /// The number that begins.
    pub add: Option<String>,
}

impl Planned {
    /// What a person saw of it: carried out is only what has the same.
    pub fn essence(&self) -> Hash {
        // Our own types always become JSON.
        Hash::of(&serde_json::to_string(&self.moves).unwrap_or_default())
    }
}

impl NumberList {
    /// The list itself, however often it is sent: what its ops are named after.
    pub fn hash(&self) -> Hash {
        let list = Self { tried: None, ..self.clone() };
        Hash::of(&serde_json::to_string(&list).unwrap_or_default())
    }

    fn number(&self, database: &str, value: &str) -> ExternalNumber {
        let (system, database) = (self.system.clone(), database.to_owned());
        ExternalNumber { system, database, value: value.to_owned() }
    }
}

fn fault(row: u32, reason: FaultReason) -> ImportFault {
    ImportFault { row: Some(row), reason, other_row: None, pupil: None }
}

/// Decides the whole list over the numbers of the register; `is_there` says whether a pupil is.
pub fn decide(list: &NumberList, held: &[Held], is_there: impl Fn(PupilId) -> bool) -> Planned {
    let mut faults = Vec::new();
    let rows = read(list, &is_there, &mut faults);
    let of = |database: &str| -> Vec<(&ExternalNumber, &NumberRecord)> {
        let ours =
            held.iter().filter(|(number, _)| number.system == list.system && number.database == database);
        ours.flat_map(|(number, periods)| periods.iter().map(move |period| (number, period))).collect()
    };
    let holdings = |periods: &[(&ExternalNumber, &NumberRecord)]| -> Vec<Holding> {
        let holding = |(number, period): &(&ExternalNumber, &NumberRecord)| Holding {
            pupil: period.pupil,
            value: number.value.clone(),
            open: period.until.is_none(),
        };
        periods.iter().map(holding).collect()
    };
    let old = of(&list.from_database);
    let (from, to) = (holdings(&old), holdings(&of(&list.to_database)));
    let to = (list.to_database != list.from_database).then_some(to.as_slice());
    let mapping = plan(&Numbers { from: &from, to }, &rows);
    faults.extend(mapping.refusals.iter().map(|(row, refusal)| refused(*row, refusal)));
    let mut planned = Planned { moves: Vec::new(), unchanged: 0, faults };
    let mut covered = list.left_out.clone();
    for (row, meaning) in &mapping.meanings {
        match meaning {
            Meaning::Renumber { pupil, end, add } => {
                covered.insert(*pupil);
                let open = |value: &String| {
                    let mut open = old.iter().filter(|(number, period)| {
                        number.value == *value && period.pupil == *pupil && period.until.is_none()
                    });
                    open.next().map(|(_, period)| (value.clone(), last_day(list.first_day, period.from)))
                };
                let (end, add) = (end.as_ref().and_then(open), add.clone());
                planned.moves.push(Move { row: *row, pupil: *pupil, end, add });
            }
            Meaning::InForce { pupil } => {
                covered.insert(*pupil);
                planned.unchanged += 1;
            }
            Meaning::Unmatched { .. } => planned.faults.push(fault(*row, FaultReason::OldUnknown)),
            Meaning::Nobody => {}
        }
    }
    let open: BTreeSet<PupilId> =
        from.iter().filter(|holding| holding.open).map(|holding| holding.pupil).collect();
    planned.faults.extend(open.difference(&covered).map(|pupil| ImportFault {
        row: None,
        reason: FaultReason::RowMissing,
        other_row: None,
        pupil: Some(*pupil),
    }));
    planned.faults.sort();
    planned
}

fn read(
    list: &NumberList,
    is_there: &impl Fn(PupilId) -> bool,
    faults: &mut Vec<ImportFault>,
) -> Vec<ListRow> {
    let mut places = BTreeSet::new();
    let mut rows = Vec::new();
    for row in &list.rows {
        if !places.insert(row.row) {
            faults.push(fault(row.row, FaultReason::RowTwice));
        }
        if row.pupil.is_some_and(|pupil| !is_there(pupil)) {
            faults.push(fault(row.row, FaultReason::PupilUnknown));
        }
        match (normal_value(&row.old), normal_value(&row.new)) {
            (Ok(old), Ok(new)) => {
                rows.push(ListRow { row: row.row, old, new, chosen: row.pupil, nobody: row.nobody });
            }
            (Err(_), _) => faults.push(fault(row.row, FaultReason::OldInvalid)),
            (_, Err(_)) => faults.push(fault(row.row, FaultReason::NewInvalid)),
        }
    }
    rows
}

fn refused(row: u32, refusal: &Refusal) -> ImportFault {
    let (reason, other_row, pupil) = match refusal {
        Refusal::OldTwice { other } => (FaultReason::OldTwice, Some(*other), None),
        Refusal::NewTwice { other } => (FaultReason::NewTwice, Some(*other), None),
        Refusal::TwoRowsOnePupil { other } => (FaultReason::TwoRowsOnePupil, Some(*other), None),
        Refusal::PointsToTwo { holder } => (FaultReason::PointsToTwo, None, Some(*holder)),
        Refusal::NewTaken { holder } => (FaultReason::NewTaken, None, Some(*holder)),
        Refusal::OtherNumber { .. } => (FaultReason::OtherNumber, None, None),
    };
    ImportFault { row: Some(row), reason, other_row, pupil }
}

/// Whose ops they are, and what tells them from those of another import.
pub struct Maker<'a> {
    /// The institution.
    pub inst: Uuid,
    /// How often this list was carried out before: an import that was taken back and is done again is
    /// new ops.
    pub before: usize,
    /// Who carries it out.
    pub person: Option<Uuid>,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The list.
    pub list: &'a NumberList,
}

impl Maker<'_> {
    fn id(&self, what: &str) -> Uuid {
        let list = String::from(self.list.hash());
        let Hash([first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _]) =
            Hash::of(&format!("{}/{list}/{}/{what}", self.inst, self.before));
        Builder::from_custom_bytes(first).into_uuid()
    }

    /// The ops: first every number that ends, then every number that begins, for numbers may change
    /// places.
    pub fn ops(&self, moves: &[Move]) -> Vec<Op> {
        let batch = BatchId(self.id("batch"));
        let op = |what: String, change| Op {
            op_id: OpId(self.id(&what)),
            v: 1,
            batch,
            entered_at: self.at,
            clock: Clock::Ok,
            change,
            user: None,
            person: self.person,
            note: None,
        };
        let ends = moves.iter().filter_map(|one| {
            let (value, until) = one.end.as_ref()?;
            let number = self.list.number(&self.list.from_database, value);
            let change = Change::NumberEnd { pupil: one.pupil, number, until: *until };
            Some(op(format!("{}/end", one.row), change))
        });
        let adds = moves.iter().filter_map(|one| {
            let number = self.list.number(&self.list.to_database, one.add.as_ref()?);
            let change = Change::NumberAdd { pupil: one.pupil, number, from: self.list.first_day };
            Some(op(format!("{}/add", one.row), change))
        });
        ends.chain(adds).collect()
    }
}

#[cfg(test)]
mod tests;
