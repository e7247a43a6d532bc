//! Certificates (studiebewijzen). Their codes were not found, so beside the few kinds that the
//! sources name one is entered by its title (discimus.md 7.2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dossier::{DossierRemark, DossierRemarkKind, NOTE_LIMIT, VALUE_LIMIT, remarks};
use crate::group::AdministrativeGroup;
use crate::school_year::SchoolYear;

/// Kind of certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CertificateKind {
    /// Getuigschrift basisonderwijs.
    Primary,
    /// Getuigschrift bereikte doelen.
    GoalsReached,
    /// Oriënteringsattest A: passed.
    OrientationA,
    /// Oriënteringsattest B: passed with exclusions, which are reasoned.
    OrientationB,
    /// Oriënteringsattest C: failed.
    OrientationC,
    /// Another one, by its title.
    Other,
    /// Not exchanged: of a safety course (veiligheidsopleiding).
    Safety,
    /// Not exchanged: part-certificate of modular secondary education.
    ModularPart,
    /// Not exchanged: attest verworven competenties of modular education.
    Competences,
    /// Not exchanged: attest regelmatige lesbijwoning.
    RegularAttendance,
}

/// One certificate of one pupil.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Certificate {
    /// Kind.
    pub kind: CertificateKind,
    /// Its title; needed where the kind does not tell it.
    pub title: String,
    /// School year in which it was earned.
    #[ts(type = "string")]
    pub year: SchoolYear,
    /// For which group, where that matters.
    #[ts(type = "string | null")]
    pub group: Option<AdministrativeGroup>,
    /// Day on which it was awarded.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// For attest B: what is excluded, and why.
    pub exclusions: String,
}

impl CertificateKind {
    /// All, in the order of a list to choose from.
    pub const ALL: [Self; 10] = [
        Self::Primary,
        Self::GoalsReached,
        Self::OrientationA,
        Self::OrientationB,
        Self::OrientationC,
        Self::Other,
        Self::Safety,
        Self::ModularPart,
        Self::Competences,
        Self::RegularAttendance,
    ];

    /// The Dutch words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Primary => "Getuigschrift basisonderwijs",
            Self::GoalsReached => "Getuigschrift bereikte doelen",
            Self::OrientationA => "Oriënteringsattest A",
            Self::OrientationB => "Oriënteringsattest B",
            Self::OrientationC => "Oriënteringsattest C",
            Self::Other => "Ander studiebewijs",
            Self::Safety => "Studiebekrachtiging in een veiligheidsopleiding",
            Self::ModularPart => "Deelcertificaat modulair secundair onderwijs",
            Self::Competences => "Attest verworven competenties",
            Self::RegularAttendance => "Attest regelmatige lesbijwoning",
        }
    }

    /// Whether it is exchanged: the four exceptions are not (AGODI, FAQ; discimus.md 7.2). The
    /// part-certificates of higher vocational nursing, which are, are entered as another certificate.
    pub fn is_exchanged(self) -> bool {
        !matches!(self, Self::Safety | Self::ModularPart | Self::Competences | Self::RegularAttendance)
    }
}

impl Certificate {
    /// What is wrong or remarkable when it is entered on `today`. Attest B must be reasoned.
    pub fn check(&self, today: NaiveDate) -> Vec<DossierRemark> {
        let (b, empty) = (self.kind == CertificateKind::OrientationB, self.exclusions.trim().is_empty());
        let (first, last) = (self.year.first_day(), self.year.last_day());
        let long = self.title.chars().count() > VALUE_LIMIT || self.exclusions.chars().count() > NOTE_LIMIT;
        let untitled = self.kind == CertificateKind::Other && self.title.trim().is_empty();
        remarks([
            (untitled, DossierRemarkKind::Empty),
            (b && empty, DossierRemarkKind::ExclusionsMissing),
            (!b && !empty, DossierRemarkKind::ExclusionsElsewhere),
            (self.on > today, DossierRemarkKind::InFuture),
            (!(first..=last).contains(&self.on), DossierRemarkKind::OutsideYear { first, last }),
            (long, DossierRemarkKind::TooLong),
            (!self.kind.is_exchanged(), DossierRemarkKind::NotExchanged),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(kind: CertificateKind, on: &str) -> Certificate {
        Certificate {
            kind,
            title: String::new(),
            year: SchoolYear::parse("2026-2027").unwrap(),
            group: None,
            on: on.parse().unwrap(),
            exclusions: String::new(),
        }
    }

    fn kinds(certificate: &Certificate) -> Vec<(DossierRemarkKind, bool)> {
        let remarks = certificate.check("2027-07-02".parse().unwrap());
        remarks.into_iter().map(|remark| (remark.kind, remark.refuses)).collect()
    }

    #[test]
    fn attest_b_is_reasoned_and_no_other_one() {
        let mut b = certificate(CertificateKind::OrientationB, "2027-06-30");
        assert_eq!(kinds(&b), [(DossierRemarkKind::ExclusionsMissing, true)], "discimus.md 7.2");
        b.exclusions = "Uitgesloten voor de finaliteit doorstroom: wiskunde".to_owned();
        assert_eq!(kinds(&b), []);
        b.kind = CertificateKind::OrientationA;
        assert_eq!(kinds(&b), [(DossierRemarkKind::ExclusionsElsewhere, true)]);
    }

    #[test]
    fn what_has_no_kind_has_a_title_and_the_day_is_not_ahead() {
        let other = certificate(CertificateKind::Other, "2027-06-30");
        assert_eq!(kinds(&other), [(DossierRemarkKind::Empty, true)]);
        let ahead = certificate(CertificateKind::Primary, "2027-07-03");
        assert_eq!(kinds(&ahead), [(DossierRemarkKind::InFuture, true)]);
        let year = certificate(CertificateKind::Primary, "2026-08-31");
        assert!(matches!(kinds(&year)[..], [(DossierRemarkKind::OutsideYear { .. }, false)]));
    }

    #[test]
    fn four_kinds_are_never_exchanged() {
        let never = CertificateKind::ALL.into_iter().filter(|kind| !kind.is_exchanged());
        assert_eq!(never.count(), 4, "AGODI, FAQ: uitzonderingen hierop zijn");
        let safety = certificate(CertificateKind::Safety, "2027-06-30");
        assert_eq!(kinds(&safety), [(DossierRemarkKind::NotExchanged, false)]);
    }
}
