//! Postcodes with their municipality, as suggestions while an address is typed.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A postcode with a municipality in which it lies; some lie in two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Place {
    /// Four digits.
    pub postcode: String,
    /// Gemeente, by its Dutch name.
    pub municipality: String,
}

/// All, by postcode (`codes/postcodes.csv`). Names of parts of a municipality are not in it.
pub fn places() -> &'static [Place] {
    static PLACES: OnceLock<Vec<Place>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let file = include_str!("postcodes.csv");
        csv::Reader::from_reader(file.as_bytes()).deserialize().filter_map(Result::ok).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_postcode_with_its_municipality() {
        assert_eq!(places().len(), include_str!("postcodes.csv").trim_end().lines().count() - 1);
        assert!(places().iter().all(|place| place.postcode.len() == 4 && !place.municipality.is_empty()));
        let of = |postcode: &str| -> Vec<&str> {
            let found = places().iter().filter(|place| place.postcode == postcode);
            found.map(|place| place.municipality.as_str()).collect()
        };
        assert_eq!((of("9000"), of("1040")), (vec!["Gent"], vec!["Brussel", "Etterbeek"]));
    }
}
