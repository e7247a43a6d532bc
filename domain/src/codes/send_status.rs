//! Where something that must reach AGODI stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Status of a message in the queue. The numbers and words are those of the Informat API, seen with
/// messages about personnel and used as a model (discimus.md 6.2; `codes/send_status_informat.csv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SendStatus {
    /// Te versturen.
    ToSend,
    /// Bezig.
    Sending,
    /// Validatiefout: found wrong before it left.
    ValidationError,
    /// Verwerkt.
    Processed,
    /// AGODI-fout: refused there.
    RejectedByAgodi,
    /// Systeemfout: nobody's data are wrong, it is tried again.
    SystemError,
}

impl SendStatus {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 6] = [
        Self::ToSend,
        Self::Sending,
        Self::ValidationError,
        Self::Processed,
        Self::RejectedByAgodi,
        Self::SystemError,
    ];

    /// The number, as text.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ToSend => "1",
            Self::Sending => "2",
            Self::ValidationError => "3",
            Self::Processed => "4",
            Self::RejectedByAgodi => "5",
            Self::SystemError => "6",
        }
    }

    /// The status with that number.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == code)
    }

    /// The Dutch words.
    pub fn label(self) -> &'static str {
        match self {
            Self::ToSend => "Te versturen",
            Self::Sending => "Bezig",
            Self::ValidationError => "Validatiefout",
            Self::Processed => "Verwerkt",
            Self::RejectedByAgodi => "AGODI-fout",
            Self::SystemError => "Systeemfout",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::OfficialList;

    #[test]
    fn the_statuses_are_those_of_the_list() {
        let listed =
            OfficialList::SendStatuses.rows().iter().map(|row| (row.code.as_str(), row.label.as_str()));
        assert!(listed.eq(SendStatus::ALL.map(|status| (status.as_str(), status.label()))));
        assert_eq!(SendStatus::of("4"), Some(SendStatus::Processed));
        assert_eq!(SendStatus::of("7"), None);
    }
}
