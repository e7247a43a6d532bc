//! Whom the school calls about a pupil.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::name::tidy;

/// A parent, guardian or somebody else. Which relation it is the school types: no list was found.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Contact {
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// What this person is to the pupil, as the school types it.
    pub relation: String,
    /// Telefoon.
    pub phone: String,
    /// Tweede telefoon.
    pub second_phone: String,
    /// E-mail.
    pub email: String,
    /// What else is to be known.
    pub remark: String,
}

impl Contact {
    /// The facts under which they stand with a pupil; an identity follows.
    pub const FACT: &'static str = "contact/";

    /// Whether nobody was typed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Spaces inside are made one, around it dropped.
    pub fn tidied(&self) -> Self {
        Self {
            last_name: tidy(&self.last_name),
            first_name: tidy(&self.first_name),
            relation: tidy(&self.relation),
            phone: tidy(&self.phone),
            second_phone: tidy(&self.second_phone),
            email: tidy(&self.email),
            remark: tidy(&self.remark),
        }
    }
}
