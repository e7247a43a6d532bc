//! The rest of a pupil's file that Discimus knows: characteristics, certificates, admission checks
//! and disciplinary measures. Each kind has a file of its own; what their rules say stands here.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use crate::source::RuleSource;

/// Longest value or title, in characters.
pub const VALUE_LIMIT: usize = 100;
/// Longest remark, in characters.
pub const NOTE_LIMIT: usize = 500;

/// What a remark says; the sentence stands with whoever speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[ts(export)]
pub enum DossierRemarkKind {
    /// What must be told is empty.
    Empty,
    /// A text is too long.
    TooLong,
    /// A day lies ahead.
    InFuture,
    /// The validity date must lie in the current school year.
    OutsideCurrentYear {
        /// 1 September.
        #[ts(type = "string")]
        first: NaiveDate,
        /// 31 August.
        #[ts(type = "string")]
        last: NaiveDate,
    },
    /// The day lies outside the school year that is named.
    OutsideYear {
        /// 1 September.
        #[ts(type = "string")]
        first: NaiveDate,
        /// 31 August.
        #[ts(type = "string")]
        last: NaiveDate,
    },
    /// The form signed by the parents is not kept at school: it is not sent.
    FormMissing,
    /// Attest B tells what is excluded and why.
    ExclusionsMissing,
    /// Only attest B excludes.
    ExclusionsElsewhere,
    /// Certificates of this kind are not exchanged.
    NotExchanged,
    /// A definitive exclusion starts at once, or at the end of the school year on 31 August (31
    /// January for courses that end then), never on the end date of the enrolment, 30 June.
    ExclusionAtYearEnd {
        /// 31 August of that school year.
        #[ts(type = "string")]
        expected: NaiveDate,
    },
}

/// A remark on an entry of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DossierRemark {
    /// Whether it cannot be kept so; otherwise it is a warning.
    pub refuses: bool,
    /// What is the matter.
    pub kind: DossierRemarkKind,
    /// Where the rule stands; empty for what a form needs.
    pub source: RuleSource,
}

impl From<DossierRemarkKind> for DossierRemark {
    fn from(kind: DossierRemarkKind) -> Self {
        Self { refuses: kind.refuses(), kind, source: kind.source() }
    }
}

/// The remarks that apply, in this order.
pub(crate) fn remarks(found: impl IntoIterator<Item = (bool, DossierRemarkKind)>) -> Vec<DossierRemark> {
    found.into_iter().filter(|(applies, _)| *applies).map(|(_, kind)| kind.into()).collect()
}

impl DossierRemarkKind {
    fn refuses(self) -> bool {
        !matches!(
            self,
            Self::FormMissing
                | Self::NotExchanged
                | Self::OutsideYear { .. }
                | Self::ExclusionAtYearEnd { .. }
        )
    }

    fn source(self) -> RuleSource {
        match self {
            Self::Empty | Self::TooLong | Self::InFuture | Self::OutsideYear { .. } => FORM,
            Self::OutsideCurrentYear { .. } => CHARACTERISTICS,
            Self::FormMissing | Self::NotExchanged => FAQ,
            Self::ExclusionsMissing | Self::ExclusionsElsewhere => ORIENTATION,
            Self::ExclusionAtYearEnd { .. } => YEAR_END,
        }
    }
}

/// What any form needs.
const FORM: RuleSource = RuleSource { title: "", address: "" };

/// Form of the parents, kinds that are not exchanged (discimus.md 7.2, 7.4, A1).
const FAQ: RuleSource = RuleSource {
    title: "AGODI, FAQ elektronische uitwisseling van leerlingengegevens",
    address: "https://www.agodi.be/directie-en-secretariaat/discimus/faq-elektronische-uitwisseling-van-leerlingengegevens",
};

/// Validity date of characteristics (discimus.md 7.4, V22).
const CHARACTERISTICS: RuleSource = RuleSource {
    title: "Informat, Leerlingenkenmerken in Discimus registreren (BO)",
    address: "https://helpdesk.informat.be/hc/nl/articles/204941911-Leerlingenkenmerken-in-Discimus-registreren-BO",
};

/// Orientation attests (discimus.md 7.2, G10).
const ORIENTATION: RuleSource = RuleSource {
    title: "Onderwijs Vlaanderen, Diploma en studiebewijzen in het voltijds secundair onderwijs",
    address: "https://onderwijs.vlaanderen.be/nl/diploma-en-studiebewijzen-in-het-voltijds-secundair-onderwijs",
};

/// Exclusion at the end of the school year (discimus.md 7.1, V30).
const YEAR_END: RuleSource = RuleSource {
    title: "Omzendbrief SO 64, punt 6.2.2 (aangehaald door Informat)",
    address: "https://helpdesk.informat.be/hc/nl/articles/203566731-Definitieve-uitsluiting-op-einde-schooljaar",
};
