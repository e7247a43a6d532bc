//! Sheets of others: read in a child process, understood, planned, applied.
//!
//! A file is read once (`read/`, in the child of `child.rs`), kept as a reading (`readings.rs`)
//! and understood by its headers (`headers.rs`) row by row (`rows.rs`). A plan compares the rows
//! with the register (`snapshot.rs`, `plan_pupils.rs`) without changing anything; applying decides
//! again inside the transaction and refuses when the outcome is not what the person saw (`trial.rs`).

mod apply_pupils;
mod cards_list;
pub mod child;
pub(crate) mod enrolment_cells;
mod entering;
pub(crate) mod full_name;
pub mod headers;
pub mod messages;
pub mod plan_pupils;
pub mod read;
pub mod readings;
pub mod remarks;
pub mod rows;
pub mod snapshot;
pub(crate) mod trial;

pub use cards_list::{CardsList, ListPerson, cards_list};

use std::path::Path;

use rusqlite::Connection;

use crate::commands::Nothing;
use crate::settings::get_setting;
use crate::shell::FileKind;
use crate::{Answer, Core};
use messages::*;
use readings::guard;

/// Asks the person for a file and reads it, or reads the same file in another way.
pub fn read_sheet(core: &Core, request: ImportReadRequest) -> Answer<ImportReadAnswer> {
    let preview = match request {
        ImportReadRequest::Choose(ImportChooseRequest { kind }) => {
            let chosen = core.shell.choose_file(FileKind::Sheet);
            chosen.map(|path| read_file(core, &path, kind)).transpose()?
        }
        ImportReadRequest::Map(request) => Some(map(core, request)?),
    };
    Ok(ImportReadAnswer { preview })
}

/// Reads a file whose path is known: the command line, a file dropped by a test.
pub fn read_file(core: &Core, path: &Path, kind: SheetKind) -> Answer<ImportPreview> {
    core.register()?.read(|db| core.readings.read(db, path, kind))
}

/// Another sheet, header row or mapping for the same file.
pub fn map(core: &Core, request: ImportMapRequest) -> Answer<ImportPreview> {
    let reading = core.readings.get(request.session)?;
    let mut reading = guard(&reading);
    core.register()?.read(|db| reading.map(db, &request))?;
    reading.preview(request.session)
}

/// A list of persons: trial run, or carried out as the person saw it.
///
/// # Errors
/// Those of `trial::apply`.
pub fn import_pupils(core: &Core, request: PupilsImportRequest) -> Answer<PupilsPlan> {
    match request.apply {
        false => plan_pupils(core, request.choices),
        true => apply_pupils(core, request.choices),
    }
}

/// Trial run of a list of persons.
pub fn plan_pupils(core: &Core, request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    trial::plan::<plan_pupils::Planned>(core, request)
}

/// Applies a list of persons as the person saw it in the trial run.
///
/// # Errors
/// Those of `trial::apply`.
pub fn apply_pupils(core: &Core, request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    trial::apply::<plan_pupils::Planned>(core, request)
}

/// Forgets a reading, or stops the reading or applying that is going on.
pub fn stop(core: &Core, request: ImportStopRequest) -> Answer<Nothing> {
    match request.session {
        Some(session) => core.readings.close(session),
        None => core.readings.cancel(),
    }
    Ok(Nothing {})
}

/// The school's own number and database, for rows that name none.
pub(crate) struct School {
    /// Instellingsnummer or empty.
    pub institution: String,
    /// Database or empty.
    pub database: String,
}

/// Reads them from the settings.
pub(crate) fn school(db: &Connection) -> Answer<School> {
    Ok(School {
        institution: get_setting(db, "institution")?.unwrap_or_default(),
        database: get_setting(db, "database")?.unwrap_or_default(),
    })
}
