//! What is told: one transaction for each record, whole, with a key of its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Subject;
use crate::address::Address;
use crate::attendance::Half;
use crate::attendance::codes::OfficialCode;
use crate::certificate::CertificateKind;
use crate::characteristic::CharacteristicKind;
use crate::enrolment::{GroupDetails, GroupEnrolmentId, Moment, SchoolEnrolmentId};
use crate::group::AdministrativeGroup;
use crate::institution::InstitutionNumber;
use crate::measure::MeasureKind;
use crate::pupil::PupilId;
use crate::school_year::SchoolYear;
use crate::stamnummer::Stamnummer;

/// One record told as it should be known. The same `id` is always the same content: whoever gets it
/// a second time answers what was answered the first time.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Transaction {
    /// Key of this telling, random.
    pub id: Uuid,
    /// The school that tells it.
    pub institution: InstitutionNumber,
    /// Our reference to the pupil; means nothing elsewhere.
    pub pupil: PupilId,
    /// Our reference to the record; the same for every version of it.
    pub record: String,
    /// Rises with each new content of the record: a lower one that comes later says nothing new.
    pub version: u32,
    /// What it is about.
    pub subject: Subject,
    /// The whole record; `None` takes it back.
    pub content: Option<Content>,
}

/// The fields of a record.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Content {
    /// See [`Subject::Person`].
    Person(Person),
    /// See [`Subject::School`].
    School(School),
    /// See [`Subject::Refusal`].
    Refusal(Refusal),
    /// See [`Subject::Group`].
    Group(Group),
    /// See [`Subject::Attendance`].
    Attendance(Attendance),
    /// See [`Subject::Leaving`].
    Leaving(Leaving),
    /// See [`Subject::Measure`].
    Measure(Measure),
    /// See [`Subject::Characteristic`].
    Characteristic(Characteristic),
    /// See [`Subject::Certificate`].
    Certificate(Certificate),
}

/// Identity (discimus.md 3.2). A date of birth of which day or month is unknown travels as the
/// register has it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Geboortedatum, `YYYY-MM-DD`.
    pub birth_date: String,
    /// `m`, `v`, `x`.
    pub sex: String,
    /// Rijksregister- of bisnummer; empty while it is not known.
    pub insz: String,
    /// Nationality as the school types it; no list was found.
    pub nationality: String,
    /// Address.
    pub address: Address,
}

/// Enrolment in the school.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// Which.
    pub enrolment: SchoolEnrolmentId,
    /// Stamnummer; our own check lets none go without.
    pub stamnummer: Option<Stamnummer>,
    /// Moment of enrolment.
    pub moment: Moment,
    /// Date of entry.
    pub from: NaiveDate,
    /// Cancelled for an administrative mistake, with the reason; empty: it stands.
    pub cancelled: String,
}

/// An enrolment that was not realised.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Which.
    pub enrolment: SchoolEnrolmentId,
    /// When it was asked for.
    pub moment: Moment,
    /// From when it was asked for.
    pub from: NaiveDate,
    /// Why, as the school types it; of the list only one value is known (discimus.md 3.5).
    pub reason: String,
}

/// Enrolment in an administrative group.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which.
    pub id: GroupEnrolmentId,
    /// Below which enrolment in the school.
    pub enrolment: SchoolEnrolmentId,
    /// First day.
    pub from: NaiveDate,
    /// Expected end.
    pub expected_until: NaiveDate,
    /// Last day; `None` while nothing closed it.
    pub until: Option<NaiveDate>,
    /// Cancelled, since the pupil never came.
    pub cancelled: bool,
    /// What is registered.
    pub details: GroupDetails,
}

/// All absences of a month; a half day that is not here is a presence (discimus.md 2.1).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// `YYYY-MM`.
    pub month: String,
    /// In order of time.
    pub absences: Vec<Absence>,
}

/// Half a day of absence.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The day.
    pub day: NaiveDate,
    /// Morning or afternoon.
    pub half: Half,
    /// The official code.
    pub code: OfficialCode,
}

/// Leaving the school.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// Which enrolment in the school.
    pub enrolment: SchoolEnrolmentId,
    /// Last day.
    pub until: NaiveDate,
    /// Cause, as the school types it; no list was found.
    pub cause: String,
    /// Situation afterwards, as the school types it; no list was found.
    pub situation: String,
}

/// A disciplinary measure.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Which.
    pub kind: MeasureKind,
    /// First day.
    pub from: NaiveDate,
    /// Last day, where it is known; a definitive exclusion has none.
    pub until: Option<NaiveDate>,
}

/// A characteristic.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Characteristic {
    /// Which.
    pub kind: CharacteristicKind,
    /// Value, as it stands on the form; no codes were found.
    pub value: String,
    /// From when it holds.
    pub from: NaiveDate,
}

/// A certificate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Kind; no codes were found.
    pub kind: CertificateKind,
    /// Title, where the kind does not tell it.
    pub title: String,
    /// School year.
    pub year: SchoolYear,
    /// Group, where that matters.
    pub group: Option<AdministrativeGroup>,
    /// Day on which it was awarded.
    pub on: NaiveDate,
    /// Of attest B.
    pub exclusions: String,
}

/// What became of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// It is known there now.
    Processed,
    /// It was refused: the data must change before it is sent again.
    Refused {
        /// Code of the other side.
        code: String,
        /// Its words.
        text: String,
    },
    /// A higher version is known there already.
    Outdated {
        /// Which.
        known: u32,
    },
}

/// Answer to one transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Key of the transaction that it answers.
    pub transaction: Uuid,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}
