//! Requests and answers about pupils: list, sheet, history, edit, undo, search, export.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use stamboek_domain::matching;
use stamboek_domain::pupil::{PupilField, PupilId};
use ts_rs::TS;

use crate::attendance::messages::EntryState;
use crate::enrolments::messages::EnrolmentRow;
use crate::merges::messages::MergedRow;

/// One row of the list. Everything a column, a filter or a sort needs, nothing more: no INSZ (S64).
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilRow {
    /// Identity.
    pub id: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// `YYYY-MM-DD` or empty.
    pub birth_date: String,
    /// `m`, `v`, `x` or empty.
    pub sex: String,
    /// Klas or empty.
    pub class: String,
    /// Stamnummer or empty ("nummer volgt").
    pub stamnummer: String,
    /// Instellingsnummer.
    pub institution: String,
    /// Vestigingsplaats.
    pub location: String,
    /// `pupil`, `boarder` or `staff`.
    pub kind: String,
    /// The open number in another system, without leading zeros, or empty.
    pub number: String,
    /// Whether a valid INSZ is known.
    pub has_insz: bool,
    /// `printed`, `outdated` (printed with another number, or marked failed) or `never`.
    pub card: String,
}

/// The whole list; the screen filters and sorts what it has.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilList {
    /// Ordered by class and name.
    pub rows: Vec<PupilRow>,
}

/// Which pupil.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilRequest {
    /// Identity.
    pub id: PupilId,
}

/// A number of a pupil with its period.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NumberRow {
    /// Program, for instance `informat`.
    pub system: String,
    /// Database inside that program.
    pub database: String,
    /// Without leading zeros.
    pub value: String,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, or open.
    pub until: Option<String>,
    /// Others who hold or held the same number in any database (sync.md 10): names with class.
    pub shared_with: Vec<String>,
}

/// One line of history.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryRow {
    /// RFC 3339 time of the entry on this laptop.
    pub at: String,
    /// Type of op, for instance `pupil.edit`.
    pub kind: String,
    /// Kind of action it was part of: `edit`, `import_pupils`, `renumber`, `print`, `undo`, `demo` ….
    pub batch_kind: String,
    /// The action, to take it back as a whole.
    pub batch: String,
    /// Field (`PupilField`) or empty.
    pub field: String,
    /// What it was (INSZ masked).
    pub was: String,
    /// What it became (INSZ masked).
    pub now: String,
    /// Whether it was taken back.
    pub undone: bool,
    /// Name of who was merged with this pupil, where it was entered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub under: Option<String>,
    /// Where it stands; nothing on a laptop that works alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<EntryState>,
}

/// Everything on a pupil's sheet. The INSZ is masked (S56).
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilSheet {
    /// The row of the list.
    pub row: PupilRow,
    /// Masked, `••.••.••-•••.••`, or empty.
    pub insz_masked: String,
    /// The permanent Stamboek code.
    pub tag: String,
    /// Open number first, then closed ones, newest first.
    pub numbers: Vec<NumberRow>,
    /// Periods in classes, newest first.
    pub enrolments: Vec<EnrolmentRow>,
    /// Who were merged with this pupil.
    pub merged: Vec<MergedRow>,
    /// Newest first, also of who were merged with this pupil.
    pub history: Vec<HistoryRow>,
}

/// The INSZ in clear, after a click; the look is logged.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InszAnswer {
    /// `YY.MM.DD-NNN.CC`.
    pub insz: String,
}

/// One field typed on the sheet.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FieldEdit {
    /// Which field.
    pub field: PupilField,
    /// What the person saw (empty: nothing). For the INSZ `None`: the screen never had it.
    pub was: Option<String>,
    /// What it becomes, as typed (dates in Belgian order are accepted); empty: nothing.
    pub now: String,
}

/// Fields of one pupil.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilEditRequest {
    /// Whose.
    pub id: PupilId,
    /// The fields.
    pub items: Vec<FieldEdit>,
}

/// A new pupil typed by hand.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilCreateRequest {
    /// As typed.
    pub fields: BTreeMap<PupilField, String>,
    /// The person saw the likely duplicates and goes on.
    pub despite_duplicates: bool,
}

/// A pupil who could be the same child.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Likeness {
    /// Who.
    pub pupil: PupilRow,
    /// Why: `same_insz`, `same_stamnummer`, `same_name_birth_date`, `swapped_names`,
    /// `accents_lost`, `typing_error`, `particles`, `birth_date_differs`.
    pub why: Vec<String>,
    /// 0 to 100.
    pub score: u8,
}

impl Likeness {
    /// A pupil as found by the matching.
    pub fn new(pupil: PupilRow, found: &matching::Likeness) -> Self {
        let why = found.why.iter().map(|why| why.code().to_owned()).collect();
        Self { pupil, why, score: found.score }
    }
}

/// Made, or stopped before the likely duplicates.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilCreateAnswer {
    /// The new pupil.
    pub id: Option<PupilId>,
    /// Shown before anything was made.
    pub duplicates: Vec<Likeness>,
    /// The action, once made.
    pub batch: Option<String>,
}

/// What was typed in the search of everything.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchRequest {
    /// At most 100 characters.
    pub text: String,
}

/// Best first.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchAnswer {
    /// At most 20.
    pub pupils: Vec<PupilRow>,
    /// Classes whose code begins so, with the number of pupils.
    pub classes: Vec<ClassCount>,
}

/// A class and how many sit in it.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassCount {
    /// Class code.
    pub class: String,
    /// Pupils.
    pub pupils: u32,
}

/// A list to a file of the person's choice.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportRequest {
    /// `xlsx` or `csv`.
    pub format: String,
    /// Which pupils, in order; empty: all.
    pub ids: Vec<PupilId>,
    /// Adds the INSZ column; needs `reason` (S38).
    pub include_insz: bool,
    /// Why the INSZ is needed; goes to the access log.
    pub reason: String,
}
