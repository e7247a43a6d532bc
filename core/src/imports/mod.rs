//! Sheets of others: read in a child process, understood, planned, applied.

pub mod child;
pub mod messages;
pub mod read;
pub mod remarks;

use std::path::Path;

use stamboek_domain::problem::Code;

use crate::commands::Nothing;
use crate::commands::SessionRequest;
use crate::{Answer, Core};
use messages::*;

/// A person on a list that is printed at once, without being imported.
#[derive(Clone, PartialEq, Eq)]
pub struct ListPerson {
    /// Line number as the spreadsheet shows it.
    pub row: u32,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas or empty.
    pub class: String,
    /// What the barcode holds: the number without leading zeros, or the text of the row.
    pub text: String,
    /// Whether `text` is a person number (digits) and may be padded.
    pub is_number: bool,
}

/// Asks the person for a file and reads it.
pub fn choose(_core: &Core, _request: ImportChooseRequest) -> Answer<ImportChooseAnswer> {
    Err(Code::NotReady.into())
}

/// Reads a file whose path is known: the command line, a file dropped by a test.
pub fn read_file(_core: &Core, _path: &Path, _kind: SheetKind) -> Answer<ImportPreview> {
    Err(Code::NotReady.into())
}

/// The persons of a reading of kind `Cards`, in the order of the file. Rows without a number or
/// text are left out.
pub fn cards_list(_core: &Core, _session: u32) -> Answer<Vec<ListPerson>> {
    Err(Code::NotReady.into())
}

/// Another sheet, header row or mapping for the same file.
pub fn map(_core: &Core, _request: ImportMapRequest) -> Answer<ImportPreview> {
    Err(Code::NotReady.into())
}

/// Trial run of a pupil list.
pub fn plan_pupils(_core: &Core, _request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    Err(Code::NotReady.into())
}

/// Applies a pupil list.
pub fn apply_pupils(_core: &Core, _request: PupilsPlanRequest) -> Answer<PupilsPlan> {
    Err(Code::NotReady.into())
}

/// Forgets a reading.
pub fn close(_core: &Core, _request: SessionRequest) -> Answer<Nothing> {
    Err(Code::NotReady.into())
}

/// Stops the reading or applying that is going on.
pub fn cancel(_core: &Core, _request: Nothing) -> Answer<Nothing> {
    Err(Code::NotReady.into())
}
