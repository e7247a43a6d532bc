//! A pupil and the fields of the register that this program keeps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Identity of a pupil inside the product: random, permanent, never another system's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export, type = "string")]
pub struct PupilId(pub Uuid);

/// A field of a pupil. Values travel as canonical text: dates `YYYY-MM-DD`, INSZ 11 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PupilField {
    /// Naam.
    LastName,
    /// Voornaam.
    FirstName,
    /// Geboortedatum.
    BirthDate,
    /// Rijksregister- of bisnummer.
    Insz,
    /// Geslacht: `m`, `v` or `x`.
    Sex,
    /// Klas.
    Class,
    /// Stamnummer, unique within the institution.
    Stamnummer,
    /// Instellingsnummer, six digits.
    Institution,
    /// Vestigingsplaats, three digits.
    Location,
    /// `pupil`, `boarder` (intern) or `staff`: who stands on a number list of a migration.
    Kind,
}

impl PupilField {
    /// Its name as it travels and as the register's table calls it: the same as serde writes.
    pub fn name(self) -> &'static str {
        match self {
            Self::LastName => "last_name",
            Self::FirstName => "first_name",
            Self::BirthDate => "birth_date",
            Self::Insz => "insz",
            Self::Sex => "sex",
            Self::Class => "class",
            Self::Stamnummer => "stamnummer",
            Self::Institution => "institution",
            Self::Location => "location",
            Self::Kind => "kind",
        }
    }
}
