//! Lists of enrolments elsewhere and of schools, from a sheet: plan, then apply.

mod lines;
mod list;
mod person;
mod rows;
mod table;

pub(super) use person::ByPerson;

use chrono::NaiveDate;
use stamboek_domain::problem::{Code, Problem};

use super::messages::{ElsewhereImport, ElsewhereImportRequest, Overlaps};
use super::overview;
use crate::imports::messages::SheetKind;
use crate::imports::readings::guard;
use crate::imports::trial::{self, Trial};
use crate::{Answer, Core};

/// Takes over a list of enrolments elsewhere, or a table of schools: what the reading holds.
///
/// # Errors
/// `BadRequest` for a reading of another kind; those of `trial::apply`.
pub fn elsewhere_import(core: &Core, request: ElsewhereImportRequest) -> Answer<ElsewhereImport> {
    let kind = guard(&*core.readings.get(request.session)?).kind;
    match kind {
        SheetKind::Elsewhere => run::<list::Planned>(core, request),
        SheetKind::Schools => run::<table::Planned>(core, request),
        _ => Err(Problem::new(Code::BadRequest).with("command", "elsewhere_import")),
    }
}

/// Who would also be enrolled elsewhere, with what a list tells besides: nothing is kept. Rows of
/// whom nobody is certain are in the plan, and not in the overview.
///
/// # Errors
/// `BadRequest` for a reading of another kind; `ColumnsMissing`; `NotFound`.
pub fn overlaps_with_list(
    core: &Core,
    session: u32,
    on: Option<NaiveDate>,
) -> Answer<(ElsewhereImport, Overlaps)> {
    let reading = core.readings.get(session)?;
    let reading = guard(&reading);
    if reading.kind != SheetKind::Elsewhere {
        return Err(Problem::new(Code::BadRequest).with("command", "overlaps"));
    }
    let on = on.unwrap_or_else(|| core.today());
    let register = core.register()?;
    let kind = overview::kind_of_school(&*register.school()?, on);
    register.read(|db| {
        let mut request = ElsewhereImportRequest { session, ..Default::default() };
        let planned = list::Planned::decide(core, &reading, db, &mut request)?;
        let overlaps = overview::look(db, planned.known(db)?, (kind, on))?;
        Ok((planned.into_plan(None), overlaps))
    })
}

/// What the person saw is the request without the wish to apply it.
fn run<T>(core: &Core, request: ElsewhereImportRequest) -> Answer<ElsewhereImport>
where
    T: Trial<Request = ElsewhereImportRequest, Plan = ElsewhereImport>,
{
    let choices = ElsewhereImportRequest { apply: false, ..request.clone() };
    match request.apply {
        true => trial::apply::<T>(core, choices),
        false => trial::plan::<T>(core, choices),
    }
}

/// A plan of which nothing is known yet.
fn empty(kind: SheetKind) -> ElsewhereImport {
    ElsewhereImport {
        kind,
        new: 0,
        changed: 0,
        unchanged: 0,
        gone: 0,
        came_back: 0,
        ours: 0,
        skipped: Vec::new(),
        warnings: Vec::new(),
        refused: Vec::new(),
        unmatched: Vec::new(),
        applicable: false,
        batch: None,
        rows: Vec::new(),
    }
}
