//! Requests and answers about attendance on paper and in files. Days travel as `YYYY-MM-DD`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::attendance::informat_file::{FileFault, FileRemarkKind};
use stamboek_domain::attendance::{HalfDay, Mark, MarkCode};
use stamboek_domain::follow_up::FindingKey;
use stamboek_domain::overlap::CaseKey;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

use crate::pupils::messages::ExportRequest;

/// Which list or register. No classes: the whole school, a new page for each class.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "report")]
#[ts(export)]
pub enum Report {
    /// Pupils by ten half days.
    WeekRegister {
        /// The classes.
        classes: Vec<String>,
        /// Any day of the week.
        #[ts(type = "string")]
        day: NaiveDate,
    },
    /// Pupils by all half days of a calendar month.
    MonthRegister {
        /// The classes.
        classes: Vec<String>,
        /// Any day of the month.
        #[ts(type = "string")]
        day: NaiveDate,
    },
    /// The school year of a pupil, with totals and remarks.
    AbsenceSheet {
        /// Whose; each begins a page.
        pupils: Vec<PupilId>,
        /// Which year; `None`: the present one.
        #[ts(type = "string | null")]
        year: Option<SchoolYear>,
    },
    /// Who is absent or late on a day, by class.
    DayList {
        /// The classes.
        classes: Vec<String>,
        /// The day.
        #[ts(type = "string")]
        day: NaiveDate,
    },
    /// The file of a pupil with its history: characteristics, certificates, admission checks,
    /// measures, totals of a previous school.
    Dossier {
        /// Whose; each begins a page.
        pupils: Vec<PupilId>,
    },
    /// The legal register of enrolments, in the order of their moment, refused and cancelled ones
    /// included.
    EnrolmentRegister {
        /// School year in which they begin; `None`: the present one.
        #[ts(type = "string | null")]
        year: Option<SchoolYear>,
        /// Instellingsnummer; empty: each institution in a part of its own.
        institution: String,
    },
    /// Who is enrolled on a day.
    Members {
        /// How the pupils are put together.
        by: MembersBy,
        /// The day.
        #[ts(type = "string")]
        on: NaiveDate,
        /// Only these classes, groups or locations; none: all.
        only: Vec<String>,
    },
}

/// How a list of pupils is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MembersBy {
    /// Klas.
    Class,
    /// Administratieve groep.
    Group,
    /// Vestigingsplaats.
    Location,
}

/// How codes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CodeStyle {
    /// Only the official codes; late arrivals and open reasons, which are never reported, are left
    /// out.
    Official,
    /// As the school enters them, with its own subcodes, `L` and `?`.
    All,
}

/// Format of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReportFormat {
    /// On paper.
    Pdf,
    /// A workbook.
    Xlsx,
    /// Values separated by semicolons.
    Csv,
}

/// Where a file goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FileTo {
    /// Where the person chooses.
    Save,
    /// To the system's viewer; PDF only.
    Open,
}

/// What is written to a file.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum ReportSave {
    /// A report, on paper or as a list.
    Report(ReportRequest),
    /// A list of pupils that our own import reads back.
    Pupils(ExportRequest),
}

/// Makes a report.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReportRequest {
    /// Which.
    pub report: Report,
    /// How codes are written.
    pub codes: CodeStyle,
    /// In which format.
    pub format: ReportFormat,
    /// Where it goes.
    pub to: FileTo,
}

/// A letter that the school sends; under this name its text stands in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LetterKind {
    /// The notes of this school year are used; `{{lijst}}`: the illness without a certificate.
    NotesUsed,
    /// A request for the reason; `{{lijst}}`: the absences without one.
    AskReason,
    /// To the CLB; `{{lijst}}`: the half days B.
    Clb,
    /// To the parents of a pupil who is also enrolled elsewhere; `{{lijst}}`: both enrolments.
    OverlapParents,
    /// To the other school of such a pupil, on paper or as a mail; `{{lijst}}`: both enrolments.
    OverlapSchool,
}

/// What becomes of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LetterOut {
    /// A PDF where the person chooses.
    Save,
    /// A PDF in the system's viewer.
    Open,
    /// Only the texts, to paste in a mail.
    Text,
}

/// About whom a letter is.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterTo {
    /// Whose.
    pub pupil: PupilId,
    /// The finding that the letter answers; its step is recorded when that is asked.
    #[serde(default)]
    pub finding: Option<FindingKey>,
    /// For the letters about a pupil who is also enrolled elsewhere: the case.
    #[serde(default)]
    pub case: Option<CaseKey>,
}

/// Makes a letter for each pupil, each on pages of its own.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterRequest {
    /// Which letter.
    pub letter: LetterKind,
    /// About whom.
    pub about: Vec<LetterTo>,
    /// School year of the lists; `None`: the present one.
    #[ts(type = "string | null")]
    pub year: Option<SchoolYear>,
    /// What becomes of them.
    pub to: LetterOut,
    /// Records the step of each finding, or in each case, as taken today.
    pub record: bool,
}

/// What came of the letters.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterAnswer {
    /// Name of the file; `None`: the dialog was closed, or only the texts were asked.
    pub file_name: Option<String>,
    /// The texts, when they were asked.
    pub texts: Vec<String>,
    /// Steps that were recorded, as one action; `None`: none.
    pub batch: Option<String>,
}

/// The text of one letter.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterTemplate {
    /// Which.
    pub letter: LetterKind,
    /// Its name in Dutch.
    pub label: String,
    /// The standard text, which holds while the settings have none.
    pub standard: String,
}

/// A field that a text of a letter may have, written `{{name}}`.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterField {
    /// Name without braces.
    pub name: String,
    /// What comes in its place, in Dutch.
    pub label: String,
}

/// What is needed to edit the texts of letters.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LetterTemplates {
    /// The letters.
    pub letters: Vec<LetterTemplate>,
    /// The fields.
    pub fields: Vec<LetterField>,
}

/// Format of a file with marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MarksFormat {
    /// Informat's "inlezen bestand".
    Informat,
    /// A workbook.
    Xlsx,
    /// Values separated by semicolons.
    Csv,
}

/// Writes the marks of a period to a file.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceExportRequest {
    /// In which format.
    pub format: MarksFormat,
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day.
    #[ts(type = "string")]
    pub until: NaiveDate,
    /// Database of the numbers; empty: that of the settings.
    pub database: String,
    /// Everything again, and not only what changed since the last file; other formats than Informat
    /// always hold everything.
    pub all: bool,
    /// The marks that earlier files said and that were cleared since were cleared in Informat too:
    /// from now on they are told no more.
    pub cleared_there: bool,
    /// Writes the file; otherwise only what it would hold is counted.
    pub apply: bool,
}

/// A mark in a report of an export.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportCell {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Class on that day; empty: none.
    pub class: String,
    /// When.
    pub at: HalfDay,
    /// What stands there now; `None`: present again.
    pub code: Option<MarkCode>,
}

/// What the file could not carry, by kind.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ExportRemark {
    /// What is lost.
    pub kind: FileRemarkKind,
    /// Whether these marks are not in the file at all.
    pub left_out: bool,
    /// Which marks, at most two hundred.
    pub cells: Vec<ExportCell>,
    /// How many there are.
    pub count: u32,
}

/// What an export came to.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct AttendanceExportAnswer {
    /// Name of the file; `None`: none was written.
    pub file_name: Option<String>,
    /// Database of the numbers.
    pub database: String,
    /// Marks in the file.
    pub marks: u32,
    /// Pupils in the file.
    pub pupils: u32,
    /// Marks left out because an earlier file says the same.
    pub unchanged: u32,
    /// What the file cannot carry.
    pub remarks: Vec<ExportRemark>,
    /// Left out, because they do not count: on half days without lessons, outside an enrolment, or
    /// with a code that the school no longer has. At most two hundred.
    pub not_counted: Vec<ExportCell>,
}

/// A text file that was chosen, handed back as it was received.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceFile {
    /// Name without folder.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// Reads marks from Informat's "inlezen bestand": plans, then applies.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AttendanceImportRequest {
    /// What the plan answered before; `None` asks for a file.
    pub chosen: Option<AttendanceFile>,
    /// Database of the numbers; empty: that of the settings.
    pub database: String,
    /// Whether marks that say something else are replaced.
    pub replace: bool,
    /// Informat has read this file as well: what it says need not be in the next file for it.
    pub known_there: bool,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// A mark of the file where something else stands.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ImportDiffers {
    /// Line of the file, from 1.
    pub line: u32,
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// When.
    pub at: HalfDay,
    /// What stands here.
    pub was: Mark,
    /// What the file says.
    pub now: MarkCode,
}

/// A mark of the file that the pupil cannot get.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ImportRefused {
    /// Line of the file, from 1.
    pub line: u32,
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// When.
    pub at: HalfDay,
    /// Why.
    pub problem: Problem,
}

/// A number of the file that nobody has in that database.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ImportUnknown {
    /// First line of the file with it, from 1.
    pub line: u32,
    /// The number, without leading zeros.
    pub number: String,
    /// Half days in the file.
    pub marks: u32,
}

/// What the file does.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct AttendanceImportPlan {
    /// The file; `None`: the dialog was closed.
    pub chosen: Option<AttendanceFile>,
    /// Database of the numbers.
    pub database: String,
    /// Lines that the format does not have: nothing can be taken over.
    pub faults: Vec<FileFault>,
    /// Marks in the file.
    pub marks: u32,
    /// Marks where nothing stands yet.
    pub new: u32,
    /// Marks that stand here already.
    pub same: u32,
    /// Marks where something else stands.
    pub differs: Vec<ImportDiffers>,
    /// Marks that the pupil cannot get; they are left out.
    pub refused: Vec<ImportRefused>,
    /// Numbers that nobody has; they are left out.
    pub unknown: Vec<ImportUnknown>,
    /// Cells that are set.
    pub cells: u32,
    /// The action, when carried out.
    pub batch: Option<String>,
}
