//! Disciplinary measures (tuchtmaatregelen). A measure is two things: a message of its own, and,
//! only when the pupil is not expected at school, an absence `R` (discimus.md 0 rule 5, 7.1).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attendance::HalfDay;
use crate::attendance::codes::Meaning;
use crate::attendance::refusal::Refusal;
use crate::dossier::{DossierRemark, DossierRemarkKind, remarks};
use crate::school_year::SchoolYear;

/// Kind of measure, in primary and secondary education since 1 September 2019 (discimus.md 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MeasureKind {
    /// Preventieve schorsing.
    PreventiveSuspension,
    /// Tijdelijke uitsluiting.
    TemporaryExclusion,
    /// Definitieve uitsluiting.
    DefinitiveExclusion,
}

/// One measure of one pupil. How long a suspension may last was not found, so nothing checks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Measure {
    /// Which.
    pub kind: MeasureKind,
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day, included; `None` while it is not known, or for good.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
    /// Whether the pupil is expected at school all the same.
    pub expected: bool,
}

/// What to look at though the mark may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MeasureWarning {
    /// A code of discipline for a pupil without any measure: it has to be entered and reported.
    NoMeasure,
}

/// Why the measures of a pupil cannot stand beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MeasureFault {
    /// The last day comes before the first.
    Reversed,
    /// A definitive exclusion must start after the end of every other measure (discimus.md 7.1).
    ExclusionBeforeEnd,
}

impl Measure {
    /// Whether it holds on that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl MeasureKind {
    /// The Dutch words.
    pub fn label(self) -> &'static str {
        match self {
            Self::PreventiveSuspension => "Preventieve schorsing",
            Self::TemporaryExclusion => "Tijdelijke uitsluiting",
            Self::DefinitiveExclusion => "Definitieve uitsluiting",
        }
    }
}

impl Measure {
    /// What is remarkable: an exclusion at the end of the school year has 31 August as its day,
    /// while the enrolment ends on 30 June (SO 64, 6.2.2; discimus.md 7.1).
    pub fn check(&self) -> Vec<DossierRemark> {
        let leavers = self.from.month() == 6 && self.from.day() == 30;
        let applies = self.kind == MeasureKind::DefinitiveExclusion && leavers;
        let expected = SchoolYear::of(self.from).map_or(self.from, SchoolYear::last_day);
        remarks([(applies, DossierRemarkKind::ExclusionAtYearEnd { expected })])
    }
}

/// Whether a mark with this meaning may stand beside the measures of the pupil.
///
/// A code of discipline (`T`, `U`, `Y`, reported as `R`) needs a measure on that day for which the
/// pupil is not expected; on another day what it really was must be entered (discimus.md 7.1). Without
/// any measure it may stand, with a warning: the measure may be entered later.
pub fn check_mark<'a>(
    measures: impl Iterator<Item = &'a Measure> + Clone,
    at: HalfDay,
    meaning: &Meaning,
) -> Result<Option<MeasureWarning>, Refusal> {
    if !matches!(meaning, Meaning::Absent { discipline: true, .. }) {
        return Ok(None);
    }
    if measures.clone().next().is_none() {
        return Ok(Some(MeasureWarning::NoMeasure));
    }
    let covering = || measures.clone().filter(|measure| measure.covers(at.day));
    match covering().find(|measure| !measure.expected).or_else(|| covering().next()) {
        Some(measure) if measure.expected => Err(Refusal::ExpectedAtSchool { measure: measure.kind }),
        Some(_) => Ok(None),
        None => Err(Refusal::OutsideMeasures),
    }
}

/// What is wrong with the measures of one pupil, by their place from 0.
pub fn faults(measures: &[Measure]) -> Vec<(usize, MeasureFault)> {
    let mut faults = Vec::new();
    for (place, measure) in measures.iter().enumerate() {
        if measure.until.is_some_and(|until| until < measure.from) {
            faults.push((place, MeasureFault::Reversed));
        }
        let ends_before = |other: &Measure| other.until.is_some_and(|until| until < measure.from);
        let mut others = measures.iter().enumerate().filter(|(other, _)| *other != place);
        if measure.kind == MeasureKind::DefinitiveExclusion && !others.all(|(_, other)| ends_before(other)) {
            faults.push((place, MeasureFault::ExclusionBeforeEnd));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::Half;
    use crate::attendance::codes::OfficialCode;

    fn measure(kind: MeasureKind, from: &str, until: &str, expected: bool) -> Measure {
        let until = (!until.is_empty()).then(|| until.parse().unwrap());
        Measure { kind, from: from.parse().unwrap(), until, expected }
    }

    fn check(measures: &[Measure], day: &str, discipline: bool) -> Result<Option<MeasureWarning>, Refusal> {
        let at = HalfDay { day: day.parse().unwrap(), half: Half::Vm };
        check_mark(
            measures.iter(),
            at,
            &Meaning::Absent { official: OfficialCode::R, evidence: None, discipline },
        )
    }

    const TEMPORARY: MeasureKind = MeasureKind::TemporaryExclusion;

    #[test]
    fn discipline_is_an_absence_only_when_the_pupil_is_not_expected() {
        let away = measure(TEMPORARY, "2026-11-16", "2026-11-18", false);
        let expected = measure(TEMPORARY, "2026-11-18", "2026-11-20", true);
        let both = [away, expected];
        assert_eq!(check(&both, "2026-11-16", true), Ok(None));
        assert_eq!(check(&both, "2026-11-18", true), Ok(None), "not expected by one of them");
        let refusal = Refusal::ExpectedAtSchool { measure: TEMPORARY };
        assert_eq!(check(&both, "2026-11-19", true), Err(refusal));
        assert_eq!(check(&both, "2026-11-23", true), Err(Refusal::OutsideMeasures));
        assert_eq!(check(&both, "2026-11-15", true), Err(Refusal::OutsideMeasures));
    }

    #[test]
    fn without_any_measure_it_may_stand_with_a_warning() {
        assert_eq!(check(&[], "2026-11-16", true), Ok(Some(MeasureWarning::NoMeasure)));
    }

    #[test]
    fn other_codes_do_not_ask_for_a_measure() {
        let expected = [measure(TEMPORARY, "2026-11-16", "2026-11-18", true)];
        assert_eq!(check(&expected, "2026-11-16", false), Ok(None), "R for another reason");
        let at = HalfDay { day: expected[0].from, half: Half::Nm };
        assert_eq!(check_mark(expected.iter(), at, &Meaning::Open), Ok(None));
    }

    #[test]
    fn an_exclusion_at_year_end_has_31_august_as_its_day() {
        let on = |day| measure(MeasureKind::DefinitiveExclusion, day, "", false).check();
        let expected = "2027-08-31".parse().unwrap();
        let kind = DossierRemarkKind::ExclusionAtYearEnd { expected };
        assert!(matches!(on("2027-06-30")[..], [remark] if remark.kind == kind && !remark.refuses));
        for day in ["2027-08-31", "2027-01-31", "2026-11-23"] {
            assert_eq!(on(day), [], "{day}");
        }
        assert_eq!(measure(TEMPORARY, "2027-06-30", "", false).check(), []);
    }

    #[test]
    fn a_definitive_exclusion_has_no_end_and_comes_after_every_other_measure() {
        let definitive = measure(MeasureKind::DefinitiveExclusion, "2026-11-23", "", false);
        assert_eq!(check(&[definitive], "2027-06-30", true), Ok(None));
        let until = |last| measure(MeasureKind::PreventiveSuspension, "2026-11-16", last, false);
        assert_eq!(faults(&[until("2026-11-22"), definitive]), []);
        for last in ["2026-11-23", ""] {
            assert_eq!(faults(&[until(last), definitive]), [(1, MeasureFault::ExclusionBeforeEnd)]);
        }
        assert_eq!(faults(&[until("2026-11-15")]), [(0, MeasureFault::Reversed)]);
    }
}
