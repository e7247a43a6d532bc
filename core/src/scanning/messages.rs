//! Request and answer of the scan check.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::pupils::messages::PupilRow;

/// What the scanner typed.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScanRequest {
    /// 1 to 32 characters of `0-9 A-Z -` (S39).
    pub code: String,
}

/// A person a code points to, and through what.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScanMatch {
    /// Who.
    pub pupil: PupilRow,
    /// `current_number`, `old_number` or `tag`.
    pub through: String,
    /// Database of the number, empty for a tag.
    pub database: String,
    /// Last day of an old number.
    pub until: Option<String>,
}

/// What a code means.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ScanAnswer {
    /// The code, cleaned.
    pub code: String,
    /// `green` (one person, valid), `amber` (old barcode of one person), `ambiguous`
    /// (several persons), `article` (a unit code of the school), `red` (unknown).
    pub result: String,
    /// All candidates; never a choice among several.
    pub matches: Vec<ScanMatch>,
    /// Text of the unit, for `article`.
    pub article: String,
}
