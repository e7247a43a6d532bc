//! Undo and redo of one action, as new actions.

use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{NumberRecord, State};
use stamboek_domain::sync::op::{BatchId, Change, ExternalNumber, Op, OpId};
use stamboek_domain::sync::undo::{Attached, Records, again, plan};
use uuid::Uuid;

use super::messages::*;
use super::*;
use crate::register::{Register, overlay, views};

/// One step back, or forth again.
///
/// # Errors
/// Those of `undo` and `redo`.
pub fn step(core: &Core, request: StepRequest) -> Answer<UndoAnswer> {
    match request {
        StepRequest::Back(which) => undo(core, which),
        StepRequest::Again => redo(core, Nothing {}),
    }
}

/// Takes back an action, or the last one. Values that somebody changed afterwards are kept and
/// counted. Of an undo it does the undone action again.
///
/// # Errors
/// `NothingToUndo`; `NotFound` for an unknown action; `Stale` when it was taken back already;
/// `MergeRefused` for a merge under a later one.
pub fn undo(core: &Core, request: UndoRequest) -> Answer<UndoAnswer> {
    let register = core.register()?;
    let named = request.batch.map(|id| register.read(|db| number(db, &id))).transpose()?;
    if let Some(batch) = named
        && register.read(|db| kind_and_undone(db, batch))?.0 == "undo"
    {
        return redo_of(core, Some(batch));
    }
    register.write("undo", |running| {
        // Which one is the last is decided here, where nobody else saves: of two quick Ctrl Z the
        // second takes back the action before.
        let batch = match named {
            Some(batch) => batch,
            None => next(running.tx(), NEXT_UNDO)?.ok_or(Problem::new(Code::NothingToUndo))?,
        };
        still_standing(running.tx(), batch)?;
        let kind = root_kind(running.tx(), batch)?;
        let action = changes(running.tx(), batch, Code::NothingToUndo)?;
        let undo = plan(&action, &Views(running.tx()))?;
        running.takes_back(batch);
        undo.changes.into_iter().try_for_each(|change| running.push(change))?;
        Ok(UndoAnswer { kind, undone: undo.undone, kept: undo.kept })
    })
}

/// Does the last undone action again; all of what was undone, or nothing.
///
/// # Errors
/// `NothingToRedo`; `Stale`, `NumberTaken`, `NotFound` when it no longer fits.
pub fn redo(core: &Core, _request: Nothing) -> Answer<UndoAnswer> {
    redo_of(core, None)
}

fn redo_of(core: &Core, named: Option<i64>) -> Answer<UndoAnswer> {
    core.register()?.write("redo", |running| {
        let undo = match named {
            Some(undo) => undo,
            None => next(running.tx(), NEXT_REDO)?.ok_or(Problem::new(Code::NothingToRedo))?,
        };
        still_standing(running.tx(), undo)?;
        let kind = root_kind(running.tx(), undo)?;
        let (_, action) = kind_and_undone(running.tx(), undo)?;
        let action = action.ok_or(Problem::new(Code::NothingToRedo))?;
        let read = |batch| -> Answer<Vec<Change>> {
            let entries = changes(running.tx(), batch, Code::NothingToRedo)?;
            Ok(entries.into_iter().map(|(_, change)| change).collect())
        };
        let changes = again(read(action)?, &read(undo)?);
        let undone = changes.len() as u32;
        running.takes_back(undo);
        changes.into_iter().try_for_each(|change| running.push(change))?;
        Ok(UndoAnswer { kind, undone, kept: 0 })
    })
}

/// Takes back what another laptop entered, each action of it in turn, the newest first: a value that was
/// changed afterwards is kept, and so is what the action before it had found there. Without `sure` nothing
/// is changed: the answer says what would be.
///
/// # Errors
/// As [`undo`] for each action; then nothing is taken back.
pub(crate) fn take_back(register: &Register, entries: Vec<Op>, sure: bool) -> Answer<UndoAnswer> {
    const KIND: &str = "take_back";
    let mut counted = UndoAnswer { kind: KIND.to_owned(), undone: 0, kept: 0 };
    let mut actions: Vec<(BatchId, Vec<(OpId, Change)>)> = Vec::new();
    for op in entries {
        match actions.last_mut() {
            Some((batch, action)) if *batch == op.batch => action.push((op.op_id, op.change)),
            _ => actions.push((op.batch, vec![(op.op_id, op.change)])),
        }
    }
    let tried = register.write(KIND, |running| {
        for (_, action) in actions.iter().rev() {
            let undo = plan(action, &Views(running.tx()))?;
            let mut stays = 0;
            for change in undo.changes {
                match running.push(change) {
                    // What was merged or decided since has another value where it stands now.
                    Err(problem) if problem.code == Code::Stale => stays += 1,
                    pushed => pushed?,
                }
            }
            counted.undone += undo.undone.saturating_sub(stays);
            counted.kept += undo.kept + stays;
        }
        // A problem puts everything back as it stood.
        if sure { Ok(()) } else { Err(Problem::new(Code::Cancelled)) }
    });
    match tried {
        Err(problem) if sure || problem.code != Code::Cancelled => Err(problem),
        _ => Ok(counted),
    }
}

fn still_standing(db: &Connection, batch: i64) -> Answer<()> {
    let undone: bool = db
        .query_row("SELECT undone_by IS NOT NULL FROM batch WHERE n = ?1", [batch], |row| row.get(0))
        .or_problem()?;
    if undone { Err(Problem::new(Code::Stale).with("field", "batch")) } else { Ok(()) }
}

/// The views as the planner of an undo reads them.
struct Views<'a>(&'a Connection);

impl Records for Views<'_> {
    fn state(&self, change: &Change) -> Answer<State> {
        match change {
            // A question goes with whoever its pupil was merged with since.
            Change::ConflictReopen { .. } => {
                views::read(self.0, &overlay::about_who_stands(self.0, change.clone())?)
            }
            change => views::read(self.0, change),
        }
    }

    fn attached(&self, pupil: PupilId) -> Answer<Attached> {
        let id = pupil.0.to_string();
        let mut attached = Attached::default();
        let mut select = self
            .0
            .prepare_cached("SELECT DISTINCT system, database, value FROM view_number WHERE pupil = ?1")
            .or_problem()?;
        let numbers: Vec<ExternalNumber> = select
            .query_map([&id], |row| {
                Ok(ExternalNumber { system: row.get(0)?, database: row.get(1)?, value: row.get(2)? })
            })
            .and_then(Iterator::collect)
            .or_problem()?;
        for number in numbers {
            let periods: Vec<NumberRecord> = views::read_number(self.0, &number)?;
            let mine = periods.into_iter().filter(|period| period.pupil == pupil);
            attached.numbers.extend(mine.map(|period| (number.clone(), period)));
        }
        let mut select = self
            .0
            .prepare_cached("SELECT DISTINCT print FROM view_print WHERE pupil = ?1 AND removed = 0")
            .or_problem()?;
        let prints: Vec<String> =
            select.query_map([&id], |row| row.get(0)).and_then(Iterator::collect).or_problem()?;
        views::attendance::attach(self.0, pupil, &mut attached)?;
        views::enrolments::attach(self.0, pupil, &mut attached)?;
        attached.merged = views::merges::read_alias(self.0, pupil)?.is_some();
        attached.prints = prints.iter().filter_map(|print| Uuid::parse_str(print).ok()).collect();
        Ok(attached)
    }
}
