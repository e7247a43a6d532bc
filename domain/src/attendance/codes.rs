//! What a code in the register means: the official codes and the school's own subcodes.
//!
//! Only the official code goes to the government; a school may keep finer codes, each of which
//! stands for one official code (discimus.md 2.1, 2.2).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MarkCode;

/// An official code of absence since 1 September 2019 (AGODI, "Registratie afwezigheden in
/// Discimus: codes geldig vanaf 1 september 2019"; `codes/attendance_codes.csv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum OfficialCode {
    /// Afwezigheid niet-leerplichtige kleuter.
    A,
    /// Problematische afwezigheid.
    B,
    /// Revalidatie tijdens de lestijden; special education only.
    H,
    /// Niet-invulling werkplekleren, niet door onwil; secondary education only.
    M,
    /// Persoonlijke redenen met akkoord van de directie.
    P,
    /// Van rechtswege gewettigd.
    R,
    /// Ziekte.
    Z,
}

/// How illness was shown. The government knows only `Z`, so the school counts (discimus.md 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Evidence {
    /// Verklaring van de ouders (briefje).
    ParentsNote,
    /// Medisch attest.
    Certificate,
}

/// What a code of the school stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "as")]
#[ts(export)]
pub enum Meaning {
    /// An absence that is reported under this official code.
    Absent {
        /// The official code.
        official: OfficialCode,
        /// For illness: what was handed in, when the code says so.
        evidence: Option<Evidence>,
        /// Only for a pupil who is not expected at school because of a disciplinary measure
        /// (T, U, Y; discimus.md 7.1).
        discipline: bool,
    },
    /// Te laat: a presence with a time; never reported.
    Late,
    /// Nog te bepalen: an absence without a reason yet; never reported as it stands.
    Open,
}

/// One code that the school uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LocalCode {
    /// As it is typed and shown.
    pub code: MarkCode,
    /// In words, on screen and on paper.
    pub label: String,
    /// What it stands for.
    pub meaning: Meaning,
}
