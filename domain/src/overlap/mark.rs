//! The coloured marks as Informat's users know them, each with a word.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Mark of a pupil in lists, in the order in which Informat sorts (discimus.md 6.2; informat.md 5),
/// and yellow, the dot of an enrolment in another school in the history (informat.md 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PupilMark {
    /// The check of Discimus does not admit the pupil.
    Red,
    /// The class council of admission has to decide.
    Orange,
    /// Overlapping or parallel; a pupil of type 5 always.
    Blue,
    /// Not fully registered, or not checked.
    White,
    /// Registered and admitted.
    Green,
    /// Enrolled in another school before or after.
    Yellow,
}

/// What is known of a pupil, for the mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkInput {
    /// The check of Discimus does not admit the pupil.
    pub refused: bool,
    /// The class council has to decide.
    pub council: bool,
    /// Shares a day with another school in this school year or the next, lawfully or not.
    pub overlaps: bool,
    /// All is registered in Discimus and checked.
    pub registered: bool,
}

impl PupilMark {
    /// All, in the order of the list.
    pub const ALL: [Self; 6] = [Self::Red, Self::Orange, Self::Blue, Self::White, Self::Green, Self::Yellow];

    /// The mark of a pupil: the first that fits.
    pub fn of(input: MarkInput) -> Self {
        match input {
            MarkInput { refused: true, .. } => Self::Red,
            MarkInput { council: true, .. } => Self::Orange,
            MarkInput { overlaps: true, .. } => Self::Blue,
            MarkInput { registered: false, .. } => Self::White,
            MarkInput { .. } => Self::Green,
        }
    }

    /// What the colour means, in Dutch.
    pub fn label(self) -> &'static str {
        match self {
            Self::Red => "Niet toegelaten",
            Self::Orange => "Toelatingsklassenraad moet beslissen",
            Self::Blue => "Overlappende of parallelle inschrijving",
            Self::White => "Niet volledig geregistreerd of niet nagekeken",
            Self::Green => "Geregistreerd en in orde",
            Self::Yellow => "Inschrijving in een andere school",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_fits_in_the_order_of_the_list() {
        let all = MarkInput { refused: true, council: true, overlaps: true, registered: true };
        let without = [
            all,
            MarkInput { refused: false, ..all },
            MarkInput { refused: false, council: false, ..all },
            MarkInput { registered: false, ..MarkInput::default() },
            MarkInput { registered: true, ..MarkInput::default() },
        ];
        assert_eq!(without.map(PupilMark::of), [0, 1, 2, 3, 4].map(|at| PupilMark::ALL[at]));
        assert!(PupilMark::ALL.is_sorted());
    }
}
