//! Enrolment in a school (inschrijving in een school): the upper of the two levels.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::{EnrolmentRemark, EnrolmentRemarkKind, EnrolmentStatus, Moment};
use crate::institution::InstitutionNumber;
use crate::period::Period;
use crate::pupil::PupilId;
use crate::stamnummer::Stamnummer;

/// Identity of one enrolment in a school, made where it is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export, type = "string")]
pub struct SchoolEnrolmentId(pub Uuid);

/// One enrolment of a pupil in a school. It lasts over the school years; the groups of each year
/// hang below it ([`super::GroupEnrolment`]; discimus.md 3.1). It is never taken out of the legal
/// register of enrolments, also when it is refused or cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SchoolEnrolment {
    /// Which.
    pub id: SchoolEnrolmentId,
    /// Whose.
    pub pupil: PupilId,
    /// The school; after a restructuring it is moved to the new number.
    #[ts(type = "string")]
    pub institution: InstitutionNumber,
    /// Number of the pupil in the school; only a realised enrolment has one.
    #[ts(type = "string | null")]
    pub stamnummer: Option<Stamnummer>,
    /// Moment of enrolment; a re-enrolment has a moment of its own.
    pub moment: Moment,
    /// Date of entry (begindatum).
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Status.
    pub status: EnrolmentStatus,
    /// Why it was refused or cancelled, as the school types it; no list of reasons was found.
    pub reason: String,
    /// How the pupil left.
    pub leaving: Option<Leaving>,
}

/// How a pupil left. The lists of causes and of situations after leaving were not found, so both
/// are what the school types (discimus.md 3.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Leaving {
    /// Last day (einddatum).
    #[ts(type = "string")]
    pub until: NaiveDate,
    /// Aanleiding van de uitschrijving.
    pub cause: String,
    /// Situatie na de uitschrijving.
    pub situation: String,
}

impl SchoolEnrolment {
    /// Reason of one whose opening was taken back: it stays in the legal register.
    pub const UNDONE: &'static str = "Ongedaan gemaakt";

    /// As the undo of its opening leaves it.
    pub fn undone(&self) -> Self {
        let status = EnrolmentStatus::Cancelled;
        Self { status, reason: Self::UNDONE.to_owned(), ..self.clone() }
    }

    /// Whether its opening was taken back.
    pub fn is_undone(&self) -> bool {
        self.status == EnrolmentStatus::Cancelled && self.reason == Self::UNDONE
    }

    /// Whether the pupil counts: really enrolled, or parallel inside the school group.
    pub fn counts(&self) -> bool {
        matches!(self.status, EnrolmentStatus::Realised | EnrolmentStatus::Parallel)
    }

    /// From the date of entry to the end date.
    pub fn period(&self) -> Period {
        Period { from: self.from, until: self.leaving.as_ref().map(|leaving| leaving.until) }
    }

    /// Cancels it for an administrative mistake, which the reason tells. That wipes the whole
    /// enrolment at AGODI, while it stays in the legal register: a pupil who was really enrolled and
    /// leaves gets an end date, one who never came loses the enrolment in the group (AGODI, FAQ;
    /// discimus.md 3.1, 3.3).
    pub fn cancelled(&self, reason: &str) -> Result<Self, EnrolmentRemark> {
        match reason.trim() {
            "" => Err(EnrolmentRemarkKind::CancelWithoutReason.into()),
            reason => {
                let status = EnrolmentStatus::Cancelled;
                Ok(Self { status, reason: reason.to_owned(), ..self.clone() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cancelling_tells_the_mistake_and_keeps_the_rest() {
        let enrolment = SchoolEnrolment {
            id: SchoolEnrolmentId(Uuid::nil()),
            pupil: PupilId(Uuid::nil()),
            institution: InstitutionNumber::parse("039107").unwrap(),
            stamnummer: Some(Stamnummer::parse("2600001").unwrap()),
            moment: Moment::parse("2026-03-12T10:05").unwrap(),
            from: "2026-09-01".parse().unwrap(),
            status: EnrolmentStatus::Realised,
            reason: String::new(),
            leaving: None,
        };
        let refused = enrolment.cancelled("  ").unwrap_err();
        assert!(refused.refuses && refused.kind == EnrolmentRemarkKind::CancelWithoutReason);
        let cancelled = enrolment.cancelled(" Verkeerde leerling gekozen ").unwrap();
        assert_eq!(cancelled.status, EnrolmentStatus::Cancelled);
        assert_eq!(cancelled.reason, "Verkeerde leerling gekozen");
        assert_eq!(
            SchoolEnrolment { status: enrolment.status, reason: String::new(), ..cancelled },
            enrolment
        );
    }
}
