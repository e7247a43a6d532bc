//! Address of a pupil (discimus.md 3.2).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::name::{fold, squash, tidy};

/// Where a pupil lives. The country is what the school types: the list of countries by NIS code was
/// not found.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Address {
    /// Straat.
    pub street: String,
    /// Huisnummer.
    pub number: String,
    /// Bus.
    pub postbox: String,
    /// Postcode.
    pub postcode: String,
    /// Gemeente.
    pub municipality: String,
    /// Land; empty stands for Belgium.
    pub country: String,
}

impl Address {
    /// The fact under which it stands with a pupil.
    pub const FACT: &'static str = "address";

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Spaces inside are made one, around it dropped.
    pub fn tidied(&self) -> Self {
        Self {
            street: tidy(&self.street),
            number: tidy(&self.number),
            postbox: tidy(&self.postbox),
            postcode: tidy(&self.postcode),
            municipality: tidy(&self.municipality),
            country: tidy(&self.country),
        }
    }

    /// The same text for two ways of writing one house; `None` while street, number or postcode is
    /// missing.
    pub fn house(&self) -> Option<String> {
        let fold = |text: &str| squash(&fold(text));
        let parts = [&self.postcode, &self.street, &self.number].map(|part| fold(part));
        let whole = parts.iter().all(|part| !part.is_empty());
        whole.then(|| format!("{}/{}", parts.join("/"), fold(&self.postbox)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(street: &str, number: &str, postbox: &str) -> Address {
        Address {
            street: street.into(),
            number: number.into(),
            postbox: postbox.into(),
            postcode: "3000".into(),
            municipality: "Leuven".into(),
            country: String::new(),
        }
    }

    #[test]
    fn one_house_is_known_in_two_ways_of_writing() {
        let one = address("Lindenstraat", "12", "");
        assert_eq!(one.house(), address(" linden straat ", "12", "").tidied().house());
        assert_ne!(one.house(), address("Lindenstraat", "12", "3").house(), "another flat");
        assert_eq!(address("Lindenstraat", "", "").house(), None);
    }
}
