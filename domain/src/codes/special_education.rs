//! Type of special education (type buitengewoon onderwijs).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OfficialList, OfficialRow};

/// Type on the report with which a pupil enters special education (discimus.md 3.5;
/// `codes/special_education_types.csv`). `BA` is an abbreviation: the code that Discimus uses for
/// it was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum SpecialEducationType {
    /// Type basisaanbod.
    #[serde(rename = "BA")]
    Basic,
    /// Type 1: licht verstandelijke beperking.
    #[serde(rename = "1")]
    Type1,
    /// Type 2: verstandelijke beperking.
    #[serde(rename = "2")]
    Type2,
    /// Type 3: emotionele of gedragsstoornis.
    #[serde(rename = "3")]
    Type3,
    /// Type 4: motorische beperking.
    #[serde(rename = "4")]
    Type4,
    /// Type 5: ziekenhuis, residentiële setting of preventorium.
    #[serde(rename = "5")]
    Type5,
    /// Type 6: visuele beperking.
    #[serde(rename = "6")]
    Type6,
    /// Type 7: auditieve beperking of spraak- of taalstoornis.
    #[serde(rename = "7")]
    Type7,
    /// Type 8: ernstige leerstoornissen.
    #[serde(rename = "8")]
    Type8,
    /// Type 9: autismespectrumstoornis zonder verstandelijke beperking.
    #[serde(rename = "9")]
    Type9,
}

impl SpecialEducationType {
    /// All, in the order of the list.
    pub const ALL: [Self; 10] = [
        Self::Basic,
        Self::Type1,
        Self::Type2,
        Self::Type3,
        Self::Type4,
        Self::Type5,
        Self::Type6,
        Self::Type7,
        Self::Type8,
        Self::Type9,
    ];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "BA",
            Self::Type1 => "1",
            Self::Type2 => "2",
            Self::Type3 => "3",
            Self::Type4 => "4",
            Self::Type5 => "5",
            Self::Type6 => "6",
            Self::Type7 => "7",
            Self::Type8 => "8",
            Self::Type9 => "9",
        }
    }

    /// The type that is written so.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Its line in the list.
    pub fn row(self) -> Option<&'static OfficialRow> {
        OfficialList::SpecialEducationTypes.row(self.as_str())
    }

    /// Whether it is education in a hospital, so that a second enrolment is lawful (discimus.md 5).
    pub fn is_hospital(self) -> bool {
        self == Self::Type5
    }

    /// Whether it is being phased out and followed by the basic offer (discimus.md 3.5).
    pub fn is_phasing_out(self) -> bool {
        matches!(self, Self::Type1 | Self::Type8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_are_those_of_the_list() {
        let listed = OfficialList::SpecialEducationTypes.rows().iter().map(|row| row.code.as_str());
        assert!(listed.eq(SpecialEducationType::ALL.map(SpecialEducationType::as_str)));
        for kind in SpecialEducationType::ALL {
            let row = kind.row().unwrap();
            assert_eq!(SpecialEducationType::of(&row.code), Some(kind));
            assert_eq!(kind.is_phasing_out(), row.applies_to.contains("afbouw"), "{row:?}");
            assert_eq!(kind.is_hospital(), row.label.contains("ziekenhuis"), "{row:?}");
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}
