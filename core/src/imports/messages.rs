//! Requests and answers about sheets that are read: choose, map, plan, apply, stop.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use crate::imports::remarks::RemarkCode;
use crate::pupils::messages::{Likeness, PupilRow};

/// What the sheet holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SheetKind {
    /// A list of pupils.
    Pupils,
    /// Old and new numbers of a migration.
    Numbers,
    /// Persons to print at once, without importing them.
    Cards,
    /// Enrolments of our pupils in other schools.
    Elsewhere,
    /// A table of schools by number and name.
    Schools,
    /// Who is enrolled on a day, as AGODI sees it.
    Control,
}

/// Asks the person for a file and reads it.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportChooseRequest {
    /// What it should hold.
    pub kind: SheetKind,
}

/// A target that a column can be mapped on: a `PupilField` in `snake_case`, or `number`,
/// `old_number`, `new_number`, `full_name`, `text`.
pub type Target = String;

/// Another reading of the same file.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportMapRequest {
    /// The reading.
    pub session: u32,
    /// Which sheet of the workbook.
    pub sheet: Option<String>,
    /// Line of the headers as the spreadsheet shows it.
    pub header_row: Option<u32>,
    /// Target → column index (from 0). `None`: as recognised or remembered.
    pub mapping: Option<BTreeMap<Target, u32>>,
}

/// A file, or another way to read it.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum ImportReadRequest {
    /// Asks the person for a file.
    Choose(ImportChooseRequest),
    /// The same file again.
    Map(ImportMapRequest),
}

/// Stops.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportStopRequest {
    /// The reading to forget; `None`: what is going on now.
    pub session: Option<u32>,
}

/// A line of the file.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SampleRow {
    /// Line number as the spreadsheet shows it.
    pub row: u32,
    /// Cell texts.
    pub cells: Vec<String>,
}

/// What was read and how it is understood.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportPreview {
    /// To name this reading in later requests.
    pub session: u32,
    /// What it should hold.
    pub kind: SheetKind,
    /// Name without folder.
    pub file_name: String,
    /// `xlsx`, `xls`, `ods` or `csv`.
    pub format: String,
    /// For CSV: `utf-8`, `utf-16`, `windows-1252`.
    pub encoding: Option<String>,
    /// For CSV: `;`, `,` or tab.
    pub delimiter: Option<String>,
    /// Sheets of the workbook.
    pub sheets: Vec<String>,
    /// The chosen one.
    pub sheet: String,
    /// Line of the headers as the spreadsheet shows it.
    pub header_row: u32,
    /// Header texts by column.
    pub headers: Vec<String>,
    /// Target → column index.
    pub mapping: BTreeMap<Target, u32>,
    /// The targets that make sense for this kind, in order.
    pub targets: Vec<Target>,
    /// Targets that must be mapped and are not.
    pub missing: Vec<Target>,
    /// Whether the mapping was remembered from an earlier file with these headers.
    pub remembered: bool,
    /// Rows below the headers.
    pub rows: u32,
    /// First rows, as read.
    pub sample: Vec<SampleRow>,
    /// Control, bidirectional and zero-width characters that were removed (S35).
    pub removed_characters: u32,
}

/// What was read.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportReadAnswer {
    /// `None`: the person closed the dialog.
    pub preview: Option<ImportPreview>,
}

/// Something said of a row: a code with values.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RowRemark {
    /// Line number as the spreadsheet shows it.
    pub row: u32,
    /// What.
    pub code: RemarkCode,
    /// What the sentence needs.
    pub values: BTreeMap<String, String>,
}

/// What happens with a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Verdict {
    /// A pupil is made.
    New,
    /// Fields of a pupil change.
    Changed,
    /// Nothing changes.
    Unchanged,
    /// No name and first name: a blank or a total.
    Skipped,
    /// Cannot be read; must be left out by name, or the file mended.
    Refused,
    /// Left out by the person.
    LeftOut,
}

/// A field that changes.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldDiff {
    /// `PupilField` in `snake_case`, or `number`.
    pub field: String,
    /// In the register (INSZ masked).
    pub was: String,
    /// In the file (INSZ masked).
    pub now: String,
}

/// A row with its verdict.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanRow {
    /// Line number as the spreadsheet shows it.
    pub row: u32,
    /// What happens.
    pub verdict: Verdict,
    /// Name, first name and class as in the file.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas.
    pub class: String,
    /// Who it is in the register.
    pub pupil: Option<PupilId>,
    /// Field by field.
    pub changes: Vec<FieldDiff>,
    /// Warnings and, when refused, the reasons.
    pub remarks: Vec<RowRemark>,
    /// For a new pupil: who it could be.
    pub likely: Vec<Likeness>,
}

/// Choices of the person for a plan of pupils.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilsPlanRequest {
    /// The reading.
    pub session: u32,
    /// Rows left out by name.
    pub leave_out: Vec<u32>,
    /// Row is that pupil ("zelfde leerling").
    pub same: BTreeMap<u32, PupilId>,
    /// Row is a new pupil in spite of the likeness ("iemand anders").
    pub different: Vec<u32>,
    /// System and database that numbers in the file come from.
    pub database: String,
    /// `pupil`, `boarder` or `staff` for rows without that column.
    pub person_kind: String,
}

/// A list of pupils as the person chose: trial run, then the same with `apply`.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilsImportRequest {
    /// Choices of the person.
    pub choices: PupilsPlanRequest,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// A trial run; the same shape is the answer after applying.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilsPlan {
    /// Pupils made.
    pub created: u32,
    /// Pupils changed.
    pub changed: u32,
    /// Pupils as they are.
    pub unchanged: u32,
    /// Skipped rows.
    pub skipped: Vec<u32>,
    /// Left out by name.
    pub left_out: Vec<u32>,
    /// Warnings.
    pub warnings: Vec<RowRemark>,
    /// Reasons why the whole cannot be applied.
    pub refused: Vec<RowRemark>,
    /// Rows that are new but look like somebody, not decided yet.
    pub undecided: Vec<u32>,
    /// Whether it can be (or was) applied.
    pub applicable: bool,
    /// The action, once applied.
    pub batch: Option<String>,
    /// Every row with its verdict.
    pub rows: Vec<PlanRow>,
}

/// Choices of the person for a number list.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NumbersPlanRequest {
    /// The reading.
    pub session: u32,
    /// The other program, `informat`.
    pub system: String,
    /// Database that the old numbers come from.
    pub from_database: String,
    /// Database that issued the new numbers.
    pub to_database: String,
    /// `pupil`, `boarder` or `staff`.
    pub person_kind: String,
    /// Row is that person.
    pub confirm: BTreeMap<u32, PupilId>,
    /// Row is nobody in the register; it is passed over.
    pub nobody: Vec<u32>,
    /// First day of the new numbers, `YYYY-MM-DD`; empty: today.
    pub date: String,
}

/// A number list as the person chose: trial run, then the same with `apply`.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NumbersImportRequest {
    /// Choices of the person.
    pub choices: NumbersPlanRequest,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// A row that gives a person a new number.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RenumberedRow {
    /// Line number.
    pub row: u32,
    /// Who.
    pub pupil: PupilRow,
    /// Old number.
    pub old: String,
    /// New number.
    pub new: String,
    /// Somebody else held or holds the new number's digits before: names with class.
    pub formerly_of: Vec<String>,
    /// Whether a person confirmed it.
    pub confirmed: bool,
}

/// A row whose old number nobody has.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UnmatchedRow {
    /// Line number.
    pub row: u32,
    /// As in the file.
    pub last_name: String,
    /// As in the file.
    pub first_name: String,
    /// As in the file.
    pub class: String,
    /// Old number.
    pub old: String,
    /// New number.
    pub new: String,
    /// Whom it could be, best first.
    pub candidates: Vec<Likeness>,
    /// Passed over by the person.
    pub nobody: bool,
}

/// A number list against the register; the same shape is the answer after applying.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NumbersPlan {
    /// Persons who get a new number.
    pub renumbered: Vec<RenumberedRow>,
    /// Rows that are already so.
    pub unchanged: u32,
    /// Rows that wait for a decision.
    pub unmatched: Vec<UnmatchedRow>,
    /// Persons of that kind and database without a row: they keep their number.
    pub missing: Vec<PupilRow>,
    /// Numbers that after the change mean one person and before meant another; the scan shows both.
    pub ambiguous: Vec<AmbiguousNumber>,
    /// Skipped rows (blank, totals).
    pub skipped: Vec<u32>,
    /// Warnings.
    pub warnings: Vec<RowRemark>,
    /// Reasons why the whole file is refused.
    pub refused: Vec<RowRemark>,
    /// Whether it can be (or was) applied.
    pub applicable: bool,
    /// The action, once applied.
    pub batch: Option<String>,
}

/// A number with two meanings.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmbiguousNumber {
    /// The number.
    pub number: String,
    /// Who holds it from now on.
    pub now: PupilRow,
    /// Who held it.
    pub before: Vec<PupilRow>,
}
