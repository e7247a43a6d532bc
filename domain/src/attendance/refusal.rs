//! Why a code may not stand in a cell of the register.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use crate::measure::MeasureKind;
use crate::source::RuleSource;

/// The rule that a mark would break; the sentence stands with whoever speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "reason")]
#[ts(export)]
pub enum Refusal {
    /// The official codes hold from that day.
    NotYetValid {
        /// First day.
        #[ts(type = "string")]
        from: NaiveDate,
    },
    /// The code could not be reported in that period.
    Suspended {
        /// First day.
        #[ts(type = "string")]
        from: NaiveDate,
        /// Last day.
        #[ts(type = "string")]
        until: NaiveDate,
    },
    /// A kleuter below compulsory age gets only `A`.
    BelowCompulsoryAge {
        /// First day of compulsory education, where the date of birth is known.
        #[ts(type = "string | null")]
        compulsory_from: Option<NaiveDate>,
    },
    /// A five-year-old in kleuter gets only `P` or `B`.
    FiveYearOldInKleuter,
    /// `A` is for kleuters below compulsory age; this pupil is older.
    OfCompulsoryAge,
    /// `A` is for kleuters.
    KleuterOnly,
    /// `H` is for special education.
    SpecialEducationOnly,
    /// `M` is for secondary education.
    SecondaryOnly,
    /// A code of discipline on a day on which the pupil is expected at school in spite of the
    /// measure: what it really was must be entered, for instance `B`.
    ExpectedAtSchool {
        /// The measure.
        measure: MeasureKind,
    },
    /// A code of discipline on a day outside the measures of the pupil.
    OutsideMeasures,
}

/// The codes and for whom they are (discimus.md 2.2, A3).
const CODES: RuleSource = RuleSource {
    title: "AGODI, Registratie afwezigheden in Discimus, codes geldig vanaf 1 september 2019",
    address: "https://www.agodi.be/directie-en-secretariaat/discimus/aan-en-afwezigheidscodes-in-discimus/registratie-afwezigheden-in-discimus-codes-geldig-vanaf-1-september-2019",
};

/// Kleuters below compulsory age (discimus.md 2.4, A2).
const KLEUTER: RuleSource = RuleSource {
    title: "AGODI, Aan- en afwezigheidscodes in Discimus",
    address: "https://www.agodi.be/directie-en-secretariaat/discimus/aan-en-afwezigheidscodes-in-discimus",
};

/// Five-year-old kleuters (discimus.md 2.4, V8).
const FIVE: RuleSource = RuleSource {
    title: "Informat, Afwezigheden deeltijds leerplichtige kleuters (5-jarigen)",
    address: "https://helpdesk.informat.be/hc/nl/articles/360016077980-Afwezigheden-deeltijds-leerplichtige-kleuters-5-jarigen-",
};

/// The table of 2019, which names the level of `M` (discimus.md 2.3, A4).
const TABLE: RuleSource = RuleSource {
    title: "AGODI, Discimus: omzettingstabel aan- en afwezigheidscodes",
    address: "https://www.agodi.be/directie-en-secretariaat/discimus/aan-en-afwezigheidscodes-in-discimus/discimus-omzettingstabel-aan-en-afwezigheidscodes",
};

/// The spring of 2020 (discimus.md 2.2, E9).
const SPRING_2020: RuleSource = RuleSource {
    title: "Edulex, document 15636",
    address: "https://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=15636",
};

/// A measure during which the pupil is expected (discimus.md 7.1, V29).
const MEASURES: RuleSource = RuleSource {
    title: "Informat, Tuchtmaatregel waarbij de leerling op school wordt verwacht",
    address: "https://helpdesk.informat.be/hc/nl/articles/360012431960-Tuchtmaatregel-waarbij-de-leerling-op-school-wordt-verwacht-BO",
};

impl Refusal {
    /// Where the rule stands, for beside the explanation.
    pub fn source(&self) -> RuleSource {
        match self {
            Self::NotYetValid { .. }
            | Self::KleuterOnly
            | Self::OfCompulsoryAge
            | Self::SpecialEducationOnly => CODES,
            Self::Suspended { .. } => SPRING_2020,
            Self::BelowCompulsoryAge { .. } => KLEUTER,
            Self::FiveYearOldInKleuter => FIVE,
            Self::SecondaryOnly => TABLE,
            Self::ExpectedAtSchool { .. } | Self::OutsideMeasures => MEASURES,
        }
    }
}
