//! The old codes, until 31 August 2019, and what became of them.
//!
//! Of the 23 old codes 15 are known from the copy of the table that could be read (agodi.be,
//! "Discimus: omzettingstabel aan- en afwezigheidscodes"; discimus.md 2.3). The others are asked for,
//! never guessed; `B` and `H` are among them.

use serde::Serialize;
use ts_rs::TS;

use super::{Evidence, Meaning, OfficialCode};

/// What an old code becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "to")]
#[ts(export)]
pub enum Conversion {
    /// An absence under one of the new codes.
    Absence {
        /// Its meaning now.
        meaning: Meaning,
    },
    /// Te laat: a presence, unless one of these codes applies; somebody must say so.
    Late {
        /// `R`, `Z`, `H`, `P` or `B`.
        unless: [OfficialCode; 5],
    },
    /// No absence any more: presence is not written, a work placement and a spread programme are not
    /// absences.
    Dropped,
    /// Not in the part of the table that is known: a person decides.
    Unknown,
}

/// What the old code becomes, for a day until 31 August 2019. Capitals only, as in the table.
pub fn convert_2019(old: &str) -> Conversion {
    use OfficialCode::{A, B, H, M, P, R, Z};
    let absence = |official, evidence, discipline| Conversion::Absence {
        meaning: Meaning::Absent { official, evidence, discipline },
    };
    match old {
        "A" => absence(A, None, false),
        "M" => absence(M, None, false),
        // The target column could not be read; the code itself is in the new list (discimus.md 2.3).
        "P" => absence(P, None, false),
        "R" | "C" | "J" => absence(R, None, false),
        "T" | "U" | "Y" => absence(R, None, true),
        "Z" => absence(Z, Some(Evidence::ParentsNote), false),
        "D" => absence(Z, Some(Evidence::Certificate), false),
        "L" => Conversion::Late { unless: [R, Z, H, P, B] },
        "W" | "G" | "|" => Conversion::Dropped,
        _ => Conversion::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../codes/attendance_conversion_2019.csv");

    #[test]
    fn every_known_row_of_the_table_is_converted_as_it_says() {
        let mut rows = csv::Reader::from_reader(FILE.as_bytes());
        let mut count = 0;
        for row in rows.records() {
            let row = row.unwrap();
            let (old, new) = (&row[0], &row[7]);
            let told = match convert_2019(old) {
                Conversion::Absence { meaning: Meaning::Absent { official, .. } } => {
                    new.split(' ').next() == Some(official.as_str())
                }
                Conversion::Late { unless } => {
                    let letters = unless.map(OfficialCode::as_str).join("|");
                    new.starts_with("(geen) of ") && new.contains(&letters)
                }
                Conversion::Dropped => new == "(vervallen)" || new == "(niet meer geregistreerd)",
                _ => false,
            };
            assert!(told, "{old}: {new}");
            count += 1;
        }
        assert_eq!(count, 15);
    }

    #[test]
    fn a_code_outside_the_known_part_is_never_guessed() {
        for old in ["B", "H", "S", "N", "X", "I", "", "z", "?"] {
            assert_eq!(convert_2019(old), Conversion::Unknown, "{old}");
        }
    }

    #[test]
    fn what_discimus_no_longer_tells_apart_is_kept() {
        let meaning = |old| match convert_2019(old) {
            Conversion::Absence { meaning: Meaning::Absent { evidence, discipline, .. } } => {
                (evidence, discipline)
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(meaning("Z"), (Some(Evidence::ParentsNote), false));
        assert_eq!(meaning("D"), (Some(Evidence::Certificate), false));
        assert_eq!(meaning("U"), (None, true));
        assert_eq!(meaning("J"), (None, false));
    }
}
