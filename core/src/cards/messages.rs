//! Requests and answers about barcode sheets.

use serde::{Deserialize, Serialize};
pub use stamboek_domain::barcode::{Payload, Symbology};
pub use stamboek_domain::label::{PlacedLabel, PlacedSheet, Printer, Rect, SheetFormat, TextAt};
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use crate::pupils::messages::PupilRow;

/// An article or unit value with its own barcode.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Unit {
    /// Text under the barcode, for instance `Warme maaltijd`.
    pub text: String,
    /// What is encoded.
    pub code: String,
}

/// Three layouts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Layout {
    /// Stickers on die-cut sheets.
    Stickers,
    /// A4, one person a row with name and barcode, to scan from paper.
    ClassSheet,
    /// The school's units.
    Units,
}

/// Who is printed.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "who", rename_all = "snake_case")]
#[ts(export)]
pub enum Selection {
    /// Everybody.
    All,
    /// Whose card was not printed with the present number.
    Outdated {
        /// Only in these classes; empty: all.
        classes: Vec<String>,
    },
    /// Whole classes.
    Classes {
        /// Class codes.
        classes: Vec<String>,
    },
    /// Chosen persons.
    Pupils {
        /// Identities.
        ids: Vec<PupilId>,
    },
    /// The rows of a list that was read but not imported (`SheetKind::Cards`).
    List {
        /// The reading.
        session: u32,
    },
}

/// A print as it is being set up.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardJob {
    /// Who.
    pub selection: Selection,
    /// Which layout.
    pub layout: Layout,
    /// Code of the sheet format (stickers and units).
    pub sheet: String,
    /// Which bars.
    pub symbology: Symbology,
    /// What they hold.
    pub payload: Payload,
    /// For `prefixed`.
    pub prefix: String,
    /// Name of the printer.
    pub printer: String,
    /// First free label of the first sheet, from 1.
    pub start: u32,
    /// Times each sticker is printed.
    pub copies: u32,
}

/// Asks one sheet of a job, from the same geometry as the PDF.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardsPreviewRequest {
    /// The print.
    pub job: CardJob,
    /// Which sheet, from 1.
    pub sheet: u32,
}

/// A job worked out.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardsPreview {
    /// Geometry of the paper.
    pub format: SheetFormat,
    /// The sheet asked.
    pub page: Option<PlacedSheet>,
    /// Sheets in all.
    pub sheets: u32,
    /// Stickers in all, copies counted.
    pub stickers: u32,
    /// Module width in mm, snapped to whole dots.
    pub module_mm: f64,
    /// Module width in dots of the printer.
    pub module_dots: u32,
    /// Longest payload, an example.
    pub example: String,
    /// Persons without a number to print: left out, listed.
    pub without_number: Vec<PupilRow>,
    /// Names that had to be shortened.
    pub shortened: u32,
    /// Characters that the font lacks: printed as `□`.
    pub missing_characters: u32,
    /// Width of the paper's labels or rows without anything to print, for the picture on which the
    /// first free label is clicked; places count from 1 in reading order.
    pub places: Vec<Rect>,
}

/// Prints to a PDF of the person's choice, or to the system's viewer.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardsPrintRequest {
    /// The print.
    pub job: CardJob,
    /// `save` (dialog) or `open` (system's viewer).
    pub to: String,
}

/// What was made.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardsPrintAnswer {
    /// Name without folder; `None` when the dialog was closed and nothing was made.
    pub file_name: Option<String>,
    /// Identity of the print, to mark sheets as failed; empty for lists and units.
    pub print: String,
    /// Sheets.
    pub sheets: u32,
    /// Stickers.
    pub stickers: u32,
}

/// Reprint progress of a class.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassProgress {
    /// Class code, empty for persons without class.
    pub class: String,
    /// Persons with the right card.
    pub printed: u32,
    /// Persons.
    pub total: u32,
    /// Newest print, RFC 3339.
    pub last: Option<String>,
    /// Sheets marked as failed and not printed again.
    pub failed_sheets: u32,
}

/// An earlier print.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PrintRow {
    /// Identity.
    pub print: String,
    /// RFC 3339.
    pub at: String,
    /// What was chosen.
    pub label: String,
    /// Stickers.
    pub stickers: u32,
    /// Sheets.
    pub sheets: u32,
    /// Sheets marked as failed.
    pub failed: Vec<u32>,
}

/// Everything beside the job itself.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardsOverview {
    /// In class order.
    pub classes: Vec<ClassProgress>,
    /// Persons with the right card.
    pub printed: u32,
    /// Persons.
    pub total: u32,
    /// Newest first, at most 50.
    pub prints: Vec<PrintRow>,
    /// All formats, own ones last.
    pub formats: Vec<SheetFormat>,
    /// The school's printers.
    pub printers: Vec<Printer>,
    /// The school's units.
    pub units: Vec<Unit>,
    /// The job as last printed, or the default.
    pub job: CardJob,
}

/// Marks a sheet as failed, or right after all.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardsSheetRequest {
    /// Which print.
    pub print: String,
    /// Which sheet, from 1.
    pub sheet: u32,
    /// Has to be printed again.
    pub failed: bool,
}

/// Own formats, printers or units as they become.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum CardsSettingsRequest {
    /// All own formats.
    Formats {
        /// The list.
        formats: Vec<SheetFormat>,
    },
    /// All printers.
    Printers {
        /// The list.
        printers: Vec<Printer>,
    },
    /// All units.
    Units {
        /// The list.
        units: Vec<Unit>,
    },
}

/// A page to try things out.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CardsTestPageRequest {
    /// `variants` (symbologies and payloads side by side) or `measure` (for calibration).
    pub page: String,
    /// Name of the printer.
    pub printer: String,
    /// `save` or `open`.
    pub to: String,
}
