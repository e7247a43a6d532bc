//! The exchange with Discimus: what is told, in which order, and what comes back.
//!
//! AGODI's own contract is not public (discimus.md 6.1). What stands here is our seam between the
//! program and whatever carries it to AGODI: see `docs/discimus-koppelvlak.md`. It is ours and makes
//! no claim about names, fields or codes of AGODI.

mod question;
mod transaction;

pub use question::{About, Hello, PUPILS_PER_QUESTION, Question, SEAM, Telling, Told, ToldEnrolment};
pub use transaction::{
    Absence, Attendance, Certificate, Characteristic, Content, Group, Leaving, Measure, Outcome, Person,
    Receipt, Refusal, School, Transaction,
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a transaction is about, in the order in which they are sent: person, enrolment in the
/// school, enrolment in the group, and then the rest (discimus.md 6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Subject {
    /// Persoon: identity and address.
    Person,
    /// Inschrijving in de school.
    School,
    /// Niet-gerealiseerde inschrijving (weigering).
    Refusal,
    /// Inschrijving in een administratieve groep.
    Group,
    /// Afwezigheden of a month.
    Attendance,
    /// Uitschrijving.
    Leaving,
    /// Tuchtmaatregel.
    Measure,
    /// Leerlingenkenmerk.
    Characteristic,
    /// Studiebewijs.
    Certificate,
}

impl Subject {
    /// All, in the order in which they are sent.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::School,
        Self::Refusal,
        Self::Group,
        Self::Attendance,
        Self::Leaving,
        Self::Measure,
        Self::Characteristic,
        Self::Certificate,
    ];

    /// Which step of the fixed order it belongs to: 0 person, 1 school, 2 group, 3 the rest. What is
    /// not processed in one step holds back the next steps of that pupil (discimus.md 0, rule 14).
    pub fn step(self) -> u8 {
        match self {
            Self::Person => 0,
            Self::School | Self::Refusal => 1,
            Self::Group => 2,
            Self::Attendance | Self::Leaving | Self::Measure | Self::Characteristic | Self::Certificate => 3,
        }
    }

    /// Its name as it travels.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::School => "school",
            Self::Refusal => "refusal",
            Self::Group => "group",
            Self::Attendance => "attendance",
            Self::Leaving => "leaving",
            Self::Measure => "measure",
            Self::Characteristic => "characteristic",
            Self::Certificate => "certificate",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn person_then_school_then_group_then_the_rest() {
        let steps = Subject::ALL.map(Subject::step);
        assert!(steps.is_sorted(), "discimus.md 6.2");
        assert!(Subject::ALL.is_sorted());
        for subject in Subject::ALL {
            let travels = serde_json::to_string(&subject).unwrap();
            assert_eq!(travels, format!("\"{}\"", subject.name()));
        }
    }
}
