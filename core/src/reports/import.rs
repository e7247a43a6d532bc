//! Marks from Informat's "inlezen bestand": the plan, then the same carried out as one action.
//!
//! Unlike a workbook the file is read in this process: it is plain text of three shapes of lines, the
//! reader is pure, keeps no line that is not one of them and allocates nothing from a length that the
//! file states; a limit of size goes before it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use stamboek_domain::attendance::informat_file::{Row, Slots, carried, read_lines};
use stamboek_domain::attendance::{HalfDay, Mark, MarkCode};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::{Cell, CellChange};

use super::export::{database, remember};
use super::marks::People;
use super::messages::*;
use crate::attendance::{Members, School, check_cell, push_cells};
use crate::db::OrProblem;
use crate::files::name_of;
use crate::register::Batch;
use crate::register::views::attendance::read_mark;
use crate::shell::FileKind;
use crate::{Answer, Core};

/// Whose half day, and the letter that stands there in the file.
type Told = (PupilId, HalfDay, char);

/// Largest file, in bytes: a school of five thousand pupils, a whole year.
const LIMIT: usize = 4 << 20;

/// Plans a file, and applies it when asked to.
///
/// # Errors
/// `SheetTooLarge`; `InvalidValue` when no database of numbers is known; `PlanNotApplicable` when a
/// file with faults is to be applied.
pub fn attendance_import(core: &Core, request: AttendanceImportRequest) -> Answer<AttendanceImportPlan> {
    let AttendanceImportRequest { chosen, database: asked, replace, known_there, apply } = request;
    let database = database(core, &asked, true)?;
    let chosen = match chosen {
        Some(chosen) if chosen.text.len() > LIMIT => return Err(too_large()),
        Some(chosen) => Some(chosen),
        None => core.shell.choose_file(FileKind::Text).map(|path| attendance_file(&path)).transpose()?,
    };
    let mut plan = AttendanceImportPlan {
        chosen: None,
        database,
        faults: Vec::new(),
        marks: 0,
        new: 0,
        same: 0,
        differs: Vec::new(),
        refused: Vec::new(),
        unknown: Vec::new(),
        cells: 0,
        batch: None,
    };
    let Some(chosen) = chosen else { return Ok(plan) };
    let register = core.register()?;
    let school = register.school()?;
    let [morning, afternoon] = school.settings.slots;
    let read = read_lines(&chosen.text, Slots::new(morning, afternoon).unwrap_or_default());
    plan.chosen = Some(chosen);
    let rows = match read {
        Ok(rows) => rows,
        Err(faults) if apply => {
            return Err(Problem::new(Code::PlanNotApplicable)
                .with("refused", faults.len())
                .with("undecided", 0));
        }
        Err(faults) => return Ok(AttendanceImportPlan { faults, ..plan }),
    };
    plan.marks = rows.len() as u32;
    // The plan is made in the same way and then thrown away: it cannot say anything else than what
    // is done.
    let outcome = register.write("attendance", |batch| {
        let of_school = (&*school, register.members()?);
        let (items, read) = plan_in(batch, of_school, &rows, replace, &mut plan)?;
        plan.cells = items.len() as u32;
        if !apply {
            return Err(Code::Cancelled.into());
        }
        push_cells(batch, items)?;
        if known_there {
            remember(batch.tx(), &plan.database, &read)?;
        }
        plan.batch = batch.saved();
        Ok(())
    });
    match outcome {
        Err(problem) if apply || problem.code != Code::Cancelled => Err(problem),
        _ => Ok(plan),
    }
}

/// A file as it travels.
///
/// # Errors
/// `SheetTooLarge`, `Disk`.
pub fn attendance_file(path: &Path) -> Answer<AttendanceFile> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LIMIT as u64 + 1).read_to_end(&mut bytes)).or_problem()?;
    if bytes.len() > LIMIT {
        return Err(too_large());
    }
    // What is no text makes a line that cannot be read, and is told with its number.
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(AttendanceFile { name: name_of(path).unwrap_or_default(), text })
}

fn too_large() -> Problem {
    Problem::new(Code::SheetTooLarge).with("what", "bytes").with("limit", LIMIT)
}

/// What is to be set, and what the file says of people and half days that can have a mark.
fn plan_in(
    batch: &Batch,
    (school, members): (&School, Arc<Members>),
    rows: &[(usize, Row)],
    replace: bool,
    plan: &mut AttendanceImportPlan,
) -> Answer<(Vec<CellChange>, Vec<Told>)> {
    let people = People::read(batch.tx(), members.clone(), &plan.database)?;
    let numbers = people.by_number();
    let mut unknown: BTreeMap<&str, ImportUnknown> = BTreeMap::new();
    let (mut items, mut told) = (Vec::new(), Vec::new());
    for (line, row) in rows {
        let line = *line as u32;
        let Some(pupil) = numbers.get(row.number.as_str()).copied() else {
            let new = || ImportUnknown { line, number: row.number.clone(), marks: 0 };
            let entry = unknown.entry(&row.number).or_insert_with(new);
            entry.line = entry.line.min(line);
            entry.marks += 1;
            continue;
        };
        let Some((now, meaning)) = row.cell.clone() else { continue };
        let was = read_mark(batch.tx(), pupil, row.at)?;
        if was.as_ref().is_some_and(|was| says_the_same(school, was, &now.code)) {
            plan.same += 1;
            told.extend(carried(meaning).map(|letter| (pupil, row.at, letter)));
            continue;
        }
        let (last_name, first_name) = people.name(pupil);
        // Old codes come converted, so they stand on days on which the new ones did not hold yet.
        let before_2019 =
            |problem: &Problem| problem.values.get("reason").is_some_and(|r| r == "not_yet_valid");
        let checked = check_cell(school, &members, pupil, row.at, Some(&now));
        if let Err(problem) = checked.or_else(|problem| before_2019(&problem).then_some(()).ok_or(problem)) {
            plan.refused.push(ImportRefused { line, pupil, last_name, first_name, at: row.at, problem });
            continue;
        }
        told.extend(carried(meaning).map(|letter| (pupil, row.at, letter)));
        match &was {
            None => plan.new += 1,
            Some(was) => {
                let (was, now) = (was.clone(), now.code);
                plan.differs.push(ImportDiffers { line, pupil, last_name, first_name, at: row.at, was, now });
            }
        }
        if was.is_none() || replace {
            items.push(CellChange { key: Cell { pupil, at: row.at }, was, now: Some(now) });
        }
    }
    plan.unknown = unknown.into_values().collect();
    plan.unknown.sort_by_key(|unknown| unknown.line);
    plan.differs.sort_by_key(|differs| differs.line);
    plan.refused.sort_by_key(|refused| refused.line);
    Ok((items, told))
}

/// Whether the file would hold this letter for the mark: a subcode stands under the letter of its
/// official code, so the file says nothing new about it.
fn says_the_same(school: &School, was: &Mark, letter: &MarkCode) -> bool {
    let meaning = school.settings.codes.find(&was.code).map(|local| local.meaning);
    was.code == *letter || meaning.and_then(carried) == Some(letter.letter())
}
