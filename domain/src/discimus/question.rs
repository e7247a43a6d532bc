//! What is asked, and what is told in answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::enrolment::Moment;
use crate::group::AdministrativeGroup;
use crate::institution::InstitutionNumber;
use crate::pupil::PupilId;
use crate::school_year::SchoolYear;

/// Pupils in one question, at most.
pub const PUPILS_PER_QUESTION: usize = 100;

/// What can be asked (AGODI, FAQ: "Welke informatie kan ik via Discimus ontvangen"; discimus.md 5,
/// 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Enrolments elsewhere that share a day with ours.
    Doubles,
    /// School career: the schools before and after ours.
    Career,
    /// National or bis numbers that were found.
    FoundInsz,
    /// Spelling of the name in the national register.
    Spelling,
    /// Half days B at the previous school, without dates.
    PreviousB,
    /// Result of the admission check.
    Admission,
}

impl About {
    /// All.
    pub const ALL: [Self; 6] =
        [Self::Doubles, Self::Career, Self::FoundInsz, Self::Spelling, Self::PreviousB, Self::Admission];
}

/// One question of a school about its pupils.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The school that asks.
    pub institution: InstitutionNumber,
    /// What.
    pub about: About,
    /// About whom, by our reference; at most [`PUPILS_PER_QUESTION`].
    pub pupils: Vec<PupilId>,
}

/// What is told about one pupil.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// About whom, by our reference.
    pub pupil: PupilId,
    /// What.
    #[serde(flatten)]
    pub telling: Telling,
}

/// What is told, by what was asked. Enrolments are told completely: who is not there has none.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tells", rename_all = "snake_case")]
pub enum Telling {
    /// Answers [`About::Doubles`].
    Doubles {
        /// Each enrolment elsewhere.
        enrolments: Vec<ToldEnrolment>,
    },
    /// Answers [`About::Career`].
    Career {
        /// Previous and next.
        enrolments: Vec<ToldEnrolment>,
    },
    /// Answers [`About::FoundInsz`].
    FoundInsz {
        /// The number.
        insz: String,
    },
    /// Answers [`About::Spelling`].
    Spelling {
        /// Naam.
        last_name: String,
        /// Voornaam.
        first_name: String,
    },
    /// Answers [`About::PreviousB`].
    PreviousB {
        /// School year.
        year: SchoolYear,
        /// Half days B.
        half_days: u32,
    },
    /// Answers [`About::Admission`].
    Admission {
        /// School year.
        year: SchoolYear,
        /// Group, where it is told.
        group: Option<AdministrativeGroup>,
        /// The words of the list (discimus.md 7.3).
        result: String,
        /// When it was checked.
        on: NaiveDate,
    },
}

impl Telling {
    /// What it answers.
    pub fn about(&self) -> About {
        match self {
            Self::Doubles { .. } => About::Doubles,
            Self::Career { .. } => About::Career,
            Self::FoundInsz { .. } => About::FoundInsz,
            Self::Spelling { .. } => About::Spelling,
            Self::PreviousB { .. } => About::PreviousB,
            Self::Admission { .. } => About::Admission,
        }
    }
}

/// An enrolment in another school. The class or year is never told (discimus.md 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldEnrolment {
    /// The school.
    pub institution: InstitutionNumber,
    /// Its name.
    pub school: String,
    /// A hospital school (type 5).
    pub hospital: bool,
    /// First day, or the planned first day of attendance.
    pub from: NaiveDate,
    /// Last day, or the expected one; `None` while it is open.
    pub until: Option<NaiveDate>,
    /// Moment of enrolment there.
    pub moment: Option<Moment>,
}

/// Version of the seam that this program speaks.
pub const SEAM: u32 = 1;

/// How the other side presents itself, before anything personal is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Version of the seam.
    pub seam: u32,
    /// Its name, for the screen.
    pub name: String,
    /// A simulator: nothing reaches AGODI.
    pub simulator: bool,
    /// For which schools it speaks; empty: for whoever asks.
    pub institutions: Vec<InstitutionNumber>,
}
