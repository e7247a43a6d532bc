//! Characteristics of a pupil (leerlingenkenmerken): the two that schools register. The codes of
//! their values were not found, so a value is what stands on the form (discimus.md 7.4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dossier::{DossierRemark, DossierRemarkKind, VALUE_LIMIT, remarks};
use crate::school_year::SchoolYear;

/// Which characteristic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CharacteristicKind {
    /// Onderwijsniveau van de moeder.
    MotherEducation,
    /// De taal die de leerling spreekt met het gezin.
    HomeLanguage,
}

/// One value with the day from which it holds. Another value stands beside the older one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Characteristic {
    /// Which.
    pub kind: CharacteristicKind,
    /// What stands on the form.
    pub value: String,
    /// From when it holds (geldigheidsdatum).
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Whether the form signed by the parents is kept at school.
    pub form_kept: bool,
}

impl CharacteristicKind {
    /// The Dutch words.
    pub fn label(self) -> &'static str {
        match self {
            Self::MotherEducation => "Onderwijsniveau van de moeder",
            Self::HomeLanguage => "Taal die de leerling spreekt met het gezin",
        }
    }

    /// Its name as it travels and as it stands in the key of the fact.
    pub fn name(self) -> &'static str {
        match self {
            Self::MotherEducation => "mother_education",
            Self::HomeLanguage => "home_language",
        }
    }
}

impl Characteristic {
    /// What is wrong or remarkable when it is entered on `today`: the validity date must lie in the
    /// current school year, and every change needs a form signed by the parents, kept at school.
    /// Without the form it can be kept here, but is not sent ([`Characteristic::may_be_sent`]).
    pub fn check(&self, today: NaiveDate) -> Vec<DossierRemark> {
        let outside = SchoolYear::of(today).ok().map(|year| (year.first_day(), year.last_day()));
        let outside = outside.filter(|(first, last)| !(*first..=*last).contains(&self.from));
        let outside = outside.map(|(first, last)| DossierRemarkKind::OutsideCurrentYear { first, last });
        let form = [
            (self.value.trim().is_empty(), DossierRemarkKind::Empty),
            (self.value.chars().count() > VALUE_LIMIT, DossierRemarkKind::TooLong),
            (!self.form_kept, DossierRemarkKind::FormMissing),
        ];
        remarks(outside.map(|kind| (true, kind)).into_iter().chain(form))
    }

    /// Whether the form is there.
    pub fn may_be_sent(&self) -> bool {
        self.form_kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(from: &str, value: &str, form_kept: bool) -> Vec<(DossierRemarkKind, bool)> {
        let characteristic = Characteristic {
            kind: CharacteristicKind::HomeLanguage,
            value: value.to_owned(),
            from: from.parse().unwrap(),
            form_kept,
        };
        let remarks = characteristic.check("2026-11-23".parse().unwrap());
        remarks.into_iter().map(|remark| (remark.kind, remark.refuses)).collect()
    }

    #[test]
    fn the_validity_date_lies_in_the_current_school_year() {
        for day in ["2026-09-01", "2026-11-23", "2027-08-31"] {
            assert_eq!(kinds(day, "Frans", true), [], "{day}");
        }
        for day in ["2026-08-31", "2027-09-01"] {
            let found = kinds(day, "Frans", true);
            assert!(
                matches!(found[..], [(DossierRemarkKind::OutsideCurrentYear { .. }, true)]),
                "{day}: discimus.md 7.4"
            );
        }
    }

    #[test]
    fn without_the_signed_form_it_is_kept_and_not_sent() {
        assert_eq!(kinds("2026-09-01", "Frans", false), [(DossierRemarkKind::FormMissing, false)]);
        assert_eq!(kinds("2026-09-01", " ", true), [(DossierRemarkKind::Empty, true)]);
        assert_eq!(kinds("2026-09-01", &"x".repeat(101), true), [(DossierRemarkKind::TooLong, true)]);
    }
}
