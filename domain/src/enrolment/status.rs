//! Status of an enrolment in a school.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What packages call the status of an enrolment (discimus.md 3.6; `codes/enrolment_status_informat.csv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EnrolmentStatus {
    /// Gerealiseerd: really enrolled; counted and sent.
    Realised,
    /// Niet-gerealiseerd: refused, with a reason.
    NotRealised,
    /// Uitgesteld; from 2023-2024 in special secondary education only.
    Postponed,
    /// Parallel: another school of the same school group still holds the pupil.
    Parallel,
    /// Geannuleerd: an administrative mistake; it stays in the register of enrolments.
    Cancelled,
}

impl EnrolmentStatus {
    /// All, in the order of the list.
    pub const ALL: [Self; 5] =
        [Self::Realised, Self::NotRealised, Self::Postponed, Self::Parallel, Self::Cancelled];

    /// The Dutch word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Realised => "Gerealiseerd",
            Self::NotRealised => "Niet-gerealiseerd",
            Self::Postponed => "Uitgesteld",
            Self::Parallel => "Parallel",
            Self::Cancelled => "Geannuleerd",
        }
    }

    /// The code in Informat's API; that of a cancelled enrolment was not found.
    pub fn informat_code(self) -> Option<&'static str> {
        match self {
            Self::Realised => Some("0"),
            Self::NotRealised => Some("1"),
            Self::Postponed => Some("2"),
            Self::Parallel => Some("3"),
            Self::Cancelled => None,
        }
    }

    /// The status with that code in Informat's API. A pre-application (4) is no enrolment.
    pub fn of_informat(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.informat_code() == Some(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::OfficialList;

    #[test]
    fn the_statuses_are_those_of_the_list_without_what_is_no_enrolment() {
        let rows = OfficialList::EnrolmentStatuses.rows().iter();
        let rows = rows.filter(|row| !["Aanmelding", "Onbepaald"].contains(&row.label.as_str()));
        let listed = rows.map(|row| (row.label.as_str(), row.code.as_str()));
        assert!(listed.eq(EnrolmentStatus::ALL.map(|s| (s.label(), s.informat_code().unwrap_or("")))));
        assert_eq!(EnrolmentStatus::of_informat("3"), Some(EnrolmentStatus::Parallel));
        assert_eq!(EnrolmentStatus::of_informat("4"), None);
        assert_eq!(EnrolmentStatus::of_informat(""), None);
    }
}
