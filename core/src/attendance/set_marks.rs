//! Setting and clearing marks.

use stamboek_domain::attendance::{HalfDay, Mark};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::{CELLS_PER_OP, Cell, CellChange, Change};

use super::messages::*;
use super::{Members, School, rules};
use crate::register::Batch;
use crate::{Answer, Core};

/// Cells in one request at most: a class of forty over two weeks.
const LIMIT: usize = 1000;

/// Sets marks as one action. Of several cells those that cannot get the mark are left as they
/// are and named; a single one is refused.
///
/// # Errors
/// `Stale` when a cell is no longer what the person saw: nothing is set then. For a single cell
/// `NoLessons`, `NotEnrolled`, `CodeUnknown`, `MarkRefused`, `InvalidValue`.
pub fn set(core: &Core, request: AttendanceSetRequest) -> Answer<AttendanceSetAnswer> {
    if request.cells.is_empty() || request.cells.len() > LIMIT {
        return Err(Problem::new(Code::InvalidValue)
            .with("field", "cells")
            .with("value", request.cells.len()));
    }
    let register = core.register()?;
    let school = register.school()?;
    let single = request.cells.len() == 1;
    register.write("attendance", |batch| {
        let members = register.members()?;
        let (mut items, mut refused) = (Vec::new(), Vec::new());
        for CellEdit { pupil, at, was, now } in request.cells {
            let checked = check(&school, &members, pupil, at, now.as_ref());
            match checked {
                Ok(()) if was == now => {}
                Ok(()) => items.push(CellChange { key: Cell { pupil, at }, was, now }),
                Err(problem) if single => return Err(problem),
                Err(problem) => refused.push(CellRefused { pupil, at, problem }),
            }
        }
        let set = push(batch, items)?;
        Ok(AttendanceSetAnswer { batch: batch.saved(), set, refused })
    })
}

/// Appends cells as ops of one action; answers how many there are.
pub(crate) fn push(batch: &mut Batch, items: Vec<CellChange>) -> Answer<u32> {
    let set = items.len() as u32;
    for items in items.chunks(CELLS_PER_OP) {
        batch.push(Change::AttendanceSet { items: items.to_vec() })?;
    }
    Ok(set)
}

/// Whether the pupil may get the mark. Clearing is always right.
pub(crate) fn check(
    school: &School,
    members: &Members,
    pupil: PupilId,
    at: HalfDay,
    mark: Option<&Mark>,
) -> Answer<()> {
    let Some(mark) = mark else { return Ok(()) };
    let member = members.of_pupil(pupil).ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))?;
    rules::check(school, member, at, mark)
}
