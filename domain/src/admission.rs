//! Admission checks (toelatingscontrole): whether a pupil may be in a group, as Discimus answers or
//! the school decides. The results are words, no codes were found (discimus.md 7.3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::SchoolKind;
use crate::codes::OfficialList;
use crate::dossier::{DossierRemark, DossierRemarkKind, NOTE_LIMIT, remarks};
use crate::group::AdministrativeGroup;
use crate::school_year::SchoolYear;

/// Result of a check: the words of `codes/admission_check_results_bao.csv` and `…_so.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AdmissionResult {
    /// Primary: older than seven.
    OlderThanSeven,
    /// Primary: enough presences in the school year before.
    EnoughPresences,
    /// Primary: was in primary education the year before.
    WasInPrimary,
    /// Primary: the check must be done (again) after 30 June.
    AfterJune,
    /// Primary: the class council still has to decide.
    CouncilOpen,
    /// Primary: admitted by the class council.
    CouncilAdmitted,
    /// Both: not admitted by the class council.
    CouncilRefused,
    /// Secondary: admitted.
    Admitted,
    /// Secondary: not admitted in the administrative group.
    NotAdmitted,
    /// Secondary: no check was done yet.
    NotChecked,
    /// Secondary: no earlier results (yet).
    NoEarlierResults,
    /// Secondary: no check is possible for this group.
    NoCheckForGroup,
    /// Secondary: the check decides nothing.
    Inconclusive,
    /// Secondary: the class council still has to take its decision.
    CouncilDecisionOpen,
    /// Secondary: admitted via the class council.
    AdmittedViaCouncil,
    /// Secondary: admitted in spite of a negative result.
    AdmittedAllTheSame,
    /// Secondary: admitted by the school, without earlier results.
    AdmittedWithoutResults,
    /// Secondary: a medical certificate is required and not there yet.
    CertificateMissing,
}

/// What a result means for the school. The colours are those of Informat's list of pupils
/// (discimus.md 6.2): red, orange, white, green.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AdmissionMeaning {
    /// Not admitted: red.
    NotAdmitted,
    /// The class council must decide: orange.
    CouncilMustDecide,
    /// Not checked, or not decided: white.
    Open,
    /// Admitted: green.
    Admitted,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AdmissionSource {
    /// Answered through the link.
    Discimus,
    /// Entered by the school.
    School,
}

/// One result of one pupil. A new result stands beside the older ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Admission {
    /// For which school year.
    #[ts(type = "string")]
    pub year: SchoolYear,
    /// For which group, where it is told.
    #[ts(type = "string | null")]
    pub group: Option<AdministrativeGroup>,
    /// The result.
    pub result: AdmissionResult,
    /// The day of the answer, or of the decision.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// Who says so.
    pub source: AdmissionSource,
    /// A remark of the school.
    pub note: String,
}

use AdmissionMeaning as Means;
use AdmissionResult as Result_;

/// Every result with the list it stands in, its words and its meaning.
const RESULTS: [(AdmissionResult, &str, AdmissionMeaning); 18] = [
    (Result_::OlderThanSeven, "Toegelaten (Ouder dan 7 jaar)", Means::Admitted),
    (Result_::EnoughPresences, "Toegelaten (Voldoende aanwezigheden in vorig schooljaar)", Means::Admitted),
    (Result_::WasInPrimary, "Toegelaten (Vorig jaar reeds ingeschreven in LO)", Means::Admitted),
    (Result_::AfterJune, "Toelatingscontrole moet nog (opnieuw) gebeuren na 30 juni", Means::Open),
    (Result_::CouncilOpen, "Toelatingsklassenraad moet nog beslissen", Means::CouncilMustDecide),
    (Result_::CouncilAdmitted, "Toegelaten door de toelatingsklassenraad", Means::Admitted),
    (Result_::CouncilRefused, "Niet toegelaten door de toelatingsklassenraad", Means::NotAdmitted),
    (Result_::Admitted, "Toegelaten", Means::Admitted),
    (Result_::NotAdmitted, "Niet toegelaten in de administratieve groep", Means::NotAdmitted),
    (Result_::NotChecked, "Er is nog geen controle gebeurd", Means::Open),
    (Result_::NoEarlierResults, "(Nog) geen vorige studieresultaten beschikbaar in Discimus", Means::Open),
    (
        Result_::NoCheckForGroup,
        "Geen toelatingscontrole mogelijk in Discimus voor deze adm. groep",
        Means::Open,
    ),
    (Result_::Inconclusive, "Toegangscontrole geeft geen uitsluitsel", Means::Open),
    (
        Result_::CouncilDecisionOpen,
        "Toelatingsklassenraad moet nog beslissing nemen",
        Means::CouncilMustDecide,
    ),
    (Result_::AdmittedViaCouncil, "Toegelaten via toelatingsklassenraad", Means::Admitted),
    (
        Result_::AdmittedAllTheSame,
        "Toegelaten in de adm. groep ondanks negatief toelatingsresultaat uit Discimus",
        Means::Admitted,
    ),
    (
        Result_::AdmittedWithoutResults,
        "Toegelaten door de school maar geen vorige studieresultaten beschikbaar in Discimus",
        Means::Admitted,
    ),
    (
        Result_::CertificateMissing,
        "Er is een medisch attest vereist en de school beschikt nog niet over dat medisch attest",
        Means::Open,
    ),
];

impl AdmissionResult {
    /// All, primary education first, in the order of the lists.
    pub fn all() -> impl Iterator<Item = Self> {
        RESULTS.iter().map(|(result, ..)| *result)
    }

    /// Those of the list of that kind of school. Whether special secondary education has a list of
    /// its own was not found; that of secondary education says for which groups it does not hold.
    pub fn of_school(kind: SchoolKind) -> Vec<Self> {
        let list = match kind {
            SchoolKind::Bao => OfficialList::AdmissionPrimary,
            SchoolKind::So | SchoolKind::Buso => OfficialList::AdmissionSecondary,
        };
        list.rows().iter().filter_map(|row| Self::of_label(&row.label)).collect()
    }

    /// The Dutch words of the list.
    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// The result with those words.
    pub fn of_label(label: &str) -> Option<Self> {
        RESULTS.iter().find(|(_, words, _)| *words == label).map(|(result, ..)| *result)
    }

    /// What it means.
    pub fn meaning(self) -> AdmissionMeaning {
        self.row().2
    }

    fn row(self) -> &'static (Self, &'static str, AdmissionMeaning) {
        // Every variant stands in the table; a test sees to that.
        RESULTS.iter().find(|(result, ..)| *result == self).unwrap_or(&RESULTS[0])
    }
}

impl Admission {
    /// What is wrong or remarkable.
    pub fn check(&self, today: NaiveDate) -> Vec<DossierRemark> {
        remarks([
            (self.on > today, DossierRemarkKind::InFuture),
            (self.note.chars().count() > NOTE_LIMIT, DossierRemarkKind::TooLong),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_are_those_of_the_two_lists() {
        let lists = [OfficialList::AdmissionPrimary, OfficialList::AdmissionSecondary];
        let mut listed: Vec<&str> =
            lists.iter().flat_map(|list| list.rows()).map(|row| row.label.as_str()).collect();
        let mut ours: Vec<&str> = AdmissionResult::all().map(AdmissionResult::label).collect();
        listed.sort_unstable();
        listed.dedup();
        ours.sort_unstable();
        assert_eq!(ours, listed, "discimus.md 7.3");
        assert_eq!(AdmissionResult::of_school(SchoolKind::Bao).len(), 7);
        assert_eq!(AdmissionResult::of_school(SchoolKind::So).len(), 12);
    }

    #[test]
    fn every_result_stands_in_the_table_and_travels_by_a_name_of_its_own() {
        let mut names: Vec<String> =
            AdmissionResult::all().map(|result| serde_json::to_string(&result).unwrap()).collect();
        for name in &names {
            let read: AdmissionResult = serde_json::from_str(name).unwrap();
            assert_eq!(AdmissionResult::of_label(read.label()), Some(read));
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), AdmissionResult::CertificateMissing as usize + 1);
    }

    #[test]
    fn red_means_refused_and_orange_that_the_class_council_decides() {
        assert_eq!(AdmissionResult::NotAdmitted.meaning(), AdmissionMeaning::NotAdmitted);
        assert_eq!(AdmissionResult::CouncilOpen.meaning(), AdmissionMeaning::CouncilMustDecide);
        assert_eq!(AdmissionResult::NotChecked.meaning(), AdmissionMeaning::Open);
        assert_eq!(AdmissionResult::AdmittedAllTheSame.meaning(), AdmissionMeaning::Admitted);
    }

    #[test]
    fn a_result_cannot_lie_ahead() {
        let admission = Admission {
            year: SchoolYear::parse("2026-2027").unwrap(),
            group: None,
            result: AdmissionResult::Admitted,
            on: "2026-11-24".parse().unwrap(),
            source: AdmissionSource::School,
            note: String::new(),
        };
        assert_eq!(admission.check(admission.on), []);
        let remarks = admission.check("2026-11-23".parse().unwrap());
        assert!(remarks.len() == 1 && remarks[0].refuses);
    }
}
