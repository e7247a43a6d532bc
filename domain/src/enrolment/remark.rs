//! What is wrong or remarkable in an enrolment, each with where the rule stands.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use crate::calendar::SchoolKind;
use crate::source::RuleSource;

/// What a remark says; the sentence stands with whoever speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[ts(export)]
pub enum EnrolmentRemarkKind {
    /// The begin date is a Saturday or Sunday, and not 1 September.
    BeginInWeekend,
    /// Whoever comes from the first school day on begins on 1 September, even in a weekend.
    BeginFirstOfSeptember {
        /// 1 September of that year.
        #[ts(type = "string")]
        expected: NaiveDate,
        /// Kind of school, on which the circular depends.
        school: SchoolKind,
    },
    /// No lessons are given on the begin date, so the school does not expect the pupil then.
    BeginWithoutLessons {
        /// The next day with lessons, or 1 September for the summer.
        #[ts(type = "string")]
        next: NaiveDate,
        /// Kind of school, on which the circular depends.
        school: SchoolKind,
    },
    /// The moment of enrolment lies after the first day of attendance.
    EnrolledAfterBegin,
    /// It is registered after the term.
    RegisteredLate {
        /// The last day of the term.
        #[ts(type = "string")]
        by: NaiveDate,
    },
    /// A kleuter of less than two and a half on the first day.
    KleuterTooYoung {
        /// The first day on which the child may come.
        #[ts(type = "string")]
        next: NaiveDate,
    },
    /// A kleuter of less than three begins on another day than an entry date (instapdatum).
    KleuterNotEntryDate {
        /// The first day on which the child may come.
        #[ts(type = "string")]
        next: NaiveDate,
    },
    /// Without INSZ AGODI cannot tell whether the pupil is enrolled elsewhere.
    InszMissing,
    /// The INSZ tells another date of birth than what is known.
    InszBirthDate {
        /// The one that the INSZ tells.
        #[ts(type = "string")]
        told: NaiveDate,
    },
    /// The INSZ tells another sex than what is known.
    InszSex {
        /// The one that the INSZ tells, `m` or `v`.
        told: &'static str,
    },
    /// Postponing exists in special secondary education only.
    PostponedElsewhere,
    /// A refusal without its reason.
    RefusalWithoutReason,
    /// An enrolment in the school is cancelled for an administrative mistake only, and says which.
    CancelWithoutReason,
    /// The end comes before the begin: a pupil who never came gets no end date, the enrolment in
    /// the group is cancelled.
    EndBeforeBegin,
    /// The end comes after the school year; the next year has an enrolment of its own.
    EndAfterYear {
        /// 31 August.
        #[ts(type = "string")]
        last: NaiveDate,
    },
    /// The end lies in July or August: leavers end on 30 June, expected ends are 31 August.
    EndInSummer {
        /// 30 June.
        #[ts(type = "string")]
        expected: NaiveDate,
    },
    /// The pupil is of compulsory age and needs another school, or home education.
    LeavesWhileCompulsory {
        /// First day on which it no longer holds.
        #[ts(type = "string")]
        until: NaiveDate,
    },
    /// The pupil has an enrolment in this school in that period already.
    AlreadyEnrolled {
        /// Its begin date.
        #[ts(type = "string")]
        from: NaiveDate,
        /// Its last day; `None` while it is open.
        #[ts(type = "string | null")]
        until: Option<NaiveDate>,
    },
    /// The pupil has another stamnummer in this school: it never changes, not even on re-enrolment,
    /// and AGODI reports the second one back at once.
    OtherStamnummer,
    /// Cancelling wipes the whole enrolment at AGODI; only for an administrative mistake.
    CancelWipes,
    /// The enrolment in the group is over or cancelled on that day, or begins on it: there is nothing
    /// to close.
    ChangeOutside,
}

/// A remark on an enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EnrolmentRemark {
    /// Whether it cannot be kept so; otherwise it is a warning.
    pub refuses: bool,
    /// What is the matter.
    pub kind: EnrolmentRemarkKind,
    /// Where the rule stands.
    pub source: RuleSource,
}

impl From<EnrolmentRemarkKind> for EnrolmentRemark {
    fn from(kind: EnrolmentRemarkKind) -> Self {
        Self { refuses: kind.refuses(), kind, source: kind.source() }
    }
}

impl EnrolmentRemarkKind {
    /// Whether the enrolment cannot be kept so. What is late or unusual is still registered.
    fn refuses(self) -> bool {
        match self {
            Self::BeginInWeekend
            | Self::KleuterTooYoung { .. }
            | Self::KleuterNotEntryDate { .. }
            | Self::RefusalWithoutReason
            | Self::CancelWithoutReason
            | Self::EndBeforeBegin
            | Self::EndAfterYear { .. }
            | Self::AlreadyEnrolled { .. }
            | Self::OtherStamnummer
            | Self::ChangeOutside => true,
            Self::BeginFirstOfSeptember { .. }
            | Self::BeginWithoutLessons { .. }
            | Self::EnrolledAfterBegin
            | Self::RegisteredLate { .. }
            | Self::InszMissing
            | Self::InszBirthDate { .. }
            | Self::InszSex { .. }
            | Self::PostponedElsewhere
            | Self::EndInSummer { .. }
            | Self::CancelWipes
            | Self::LeavesWhileCompulsory { .. } => false,
        }
    }

    fn source(self) -> RuleSource {
        match self {
            Self::BeginInWeekend => WEEKEND,
            Self::BeginFirstOfSeptember { school, .. } | Self::BeginWithoutLessons { school, .. } => {
                begin_date(school)
            }
            Self::EnrolledAfterBegin
            | Self::RegisteredLate { .. }
            | Self::InszMissing
            | Self::CancelWithoutReason
            | Self::EndAfterYear { .. }
            | Self::AlreadyEnrolled { .. }
            | Self::OtherStamnummer
            | Self::ChangeOutside => FAQ,
            Self::InszBirthDate { .. } | Self::InszSex { .. } => INSZ,
            Self::KleuterTooYoung { .. } | Self::KleuterNotEntryDate { .. } => ENTRY,
            Self::PostponedElsewhere | Self::RefusalWithoutReason => STATUSES,
            Self::EndBeforeBegin | Self::CancelWipes => LEAVING,
            Self::EndInSummer { .. } => LEAVERS,
            Self::LeavesWhileCompulsory { .. } => COMPULSORY,
        }
    }
}

fn begin_date(school: SchoolKind) -> RuleSource {
    match school {
        SchoolKind::Bao => PRIMARY_BEGIN,
        SchoolKind::So | SchoolKind::Buso => SECONDARY_BEGIN,
    }
}

/// Term, missing number, cancelling, records per year (discimus.md 3.1, 3.3, A1).
const FAQ: RuleSource = RuleSource {
    title: "AGODI, FAQ elektronische uitwisseling van leerlingengegevens",
    address: "https://www.agodi.be/directie-en-secretariaat/discimus/faq-elektronische-uitwisseling-van-leerlingengegevens",
};

/// No begin date in a weekend (discimus.md 3.3, P1).
const WEEKEND: RuleSource = RuleSource {
    title: "Informat, API voor voorinschrijvingen (begindatum nooit in een weekend)",
    address: "",
};

/// Begin date in primary education (discimus.md 3.3, V1).
const PRIMARY_BEGIN: RuleSource = RuleSource {
    title: "Omzendbrieven BaO/2006/04 en BaO/2006/05, punt 2.1 (aangehaald door Informat)",
    address: "https://helpdesk.informat.be/hc/nl/articles/115001864284-Instappers-september-2019-inschrijven",
};

/// Begin date in secondary education (discimus.md 3.3, V2).
const SECONDARY_BEGIN: RuleSource = RuleSource {
    title: "Omzendbrief SO 70, punt 1.3.4 (aangehaald door Informat)",
    address: "https://helpdesk.informat.be/hc/nl/articles/360000473630-Begindatum-inschrijving-wanneer-01-09-in-weekend-valt",
};

/// What the digits of an INSZ tell (discimus.md 4.1, W13).
const INSZ: RuleSource = RuleSource {
    title: "Rijksregisternummer (opbouw van het nummer)",
    address: "https://nl.wikipedia.org/wiki/Rijksregisternummer",
};

/// Entry dates and age of kleuters (discimus.md 3.4, E4).
const ENTRY: RuleSource = RuleSource {
    title: "Omzendbrief BaO/2001/10",
    address: "https://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=13126",
};

/// Statuses and refusals (discimus.md 3.6, V18).
const STATUSES: RuleSource = RuleSource {
    title: "Informat, Mogelijke statussen van een inschrijving SO",
    address: "https://helpdesk.informat.be/hc/nl/articles/360000156630-Mogelijke-statussen-van-een-inschrijving-SO",
};

/// A pupil who never came, and one who leaves (discimus.md 3.3, V3).
const LEAVING: RuleSource = RuleSource {
    title: "Informat, Een leerling uitschrijven tijdens het schooljaar",
    address: "https://helpdesk.informat.be/hc/nl/articles/4403502585362-Een-leerling-uitschrijven-tijdens-het-schooljaar",
};

/// Leavers end on 30 June (discimus.md 3.3, V16).
const LEAVERS: RuleSource = RuleSource {
    title: "WISA, Begin schooljaar 2023-2024",
    address: "https://www.wisa.be/begin-schooljaar-2023-2024/",
};

/// Compulsory education (discimus.md 2.8, W6).
const COMPULSORY: RuleSource = RuleSource {
    title: "VRT NWS, 31 augustus 2020: wat is er nieuw dit schooljaar",
    address: "https://www.vrt.be/vrtnws/nl/2020/08/31/terug-naar-school-wat-is-er-nieuw-dit-schooljaar/",
};
