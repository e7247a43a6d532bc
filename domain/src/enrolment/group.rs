//! Enrolment in an administrative group (inschrijving in een administratieve groep): the lower of
//! the two levels.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::begin::begins_in_weekend;
use super::{EnrolmentRemark, EnrolmentRemarkKind, SchoolEnrolmentId};
use crate::codes::{FundingCode, PhilosophyCourse, SpecialEducationType};
use crate::group::AdministrativeGroup;
use crate::institution::{InstitutionNumber, Location};
use crate::period::Period;

/// Identity of one enrolment in a group, made where it is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export, type = "string")]
pub struct GroupEnrolmentId(pub Uuid);

/// One period in one administrative group, at one location, with one set of details. Whatever
/// changes closes it and opens the next; the next school year has a new one (discimus.md 3.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupEnrolment {
    /// Which.
    pub id: GroupEnrolmentId,
    /// Below which enrolment in the school.
    pub enrolment: SchoolEnrolmentId,
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Verwachte einddatum: mostly 31 August.
    #[ts(type = "string")]
    pub expected_until: NaiveDate,
    /// Last day; `None` while nothing closed it.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
    /// Cancelled because the pupil never came.
    pub never_came: bool,
    /// What is registered.
    pub details: GroupDetails,
}

/// What is registered of a pupil in a group (discimus.md 3.2). Where no list was found, the field is
/// what the school types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupDetails {
    /// Administratieve groep.
    #[ts(type = "string")]
    pub group: AdministrativeGroup,
    /// Vestigingsplaats.
    #[ts(type = "string")]
    pub location: Location,
    /// Onderwijstaal.
    pub language: TeachingLanguage,
    /// Levensbeschouwelijk vak.
    #[ts(type = "string | null")]
    pub philosophy: Option<PhilosophyCourse>,
    /// Financierbaarheidscode; its meaning depends on the kind of school.
    #[ts(type = "string | null")]
    pub funding: Option<FundingCode>,
    /// Vorige inschrijving: the school before, where it is known.
    #[ts(type = "string | null")]
    pub previous: Option<InstitutionNumber>,
    /// Type of special education.
    pub special_type: Option<SpecialEducationType>,
    /// Verblijfsregeling, special education only; no list was found.
    pub residence: String,
    /// Sportstatuut en soort sport; no list was found.
    pub sport: String,
    /// Taalvakken; no list was found.
    pub language_courses: String,
    /// Vrijstelling voor taalvakken; no list was found.
    pub language_exemption: String,
    /// What else applies.
    pub flags: GroupFlags,
}

/// What applies to a pupil in a group, or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct GroupFlags {
    /// Spreiding van het lesprogramma.
    pub spread_programme: bool,
    /// Individueel aangepast curriculum (IAC).
    pub iac: bool,
    /// Anderstalige nieuwkomer (AN).
    pub newcomer: bool,
    /// Afwijking voor de toelating van een anderstalige nieuwkomer.
    pub newcomer_exception: bool,
    /// Gewezen anderstalige nieuwkomer (GAN).
    pub former_newcomer: bool,
    /// Zorgthuis; thuisloos until 2023.
    pub care_home: bool,
    /// Trekkende bevolking.
    pub travelling: bool,
}

/// Onderwijstaal. Its code was not found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TeachingLanguage {
    /// Nederlands: unless it is said otherwise.
    #[default]
    Dutch,
    /// Frans.
    French,
}

impl GroupDetails {
    /// A group at a location, with nothing else registered.
    pub fn new(group: AdministrativeGroup, location: Location) -> Self {
        Self {
            group,
            location,
            language: TeachingLanguage::default(),
            philosophy: None,
            funding: None,
            previous: None,
            special_type: None,
            residence: String::new(),
            sport: String::new(),
            language_courses: String::new(),
            language_exemption: String::new(),
            flags: GroupFlags::default(),
        }
    }
}

impl GroupEnrolment {
    /// The days of the pupil in the group: to the end date, or else the expected one. `None` for a
    /// pupil who never came.
    pub fn period(&self) -> Option<Period> {
        let until = Some(self.until.unwrap_or(self.expected_until));
        (!self.never_came).then_some(Period { from: self.from, until })
    }

    /// Closes it on the day before `on` and opens the next from that day, with other details: so no
    /// day is lost and none is double. Refused where nothing is left to close, and for a weekend
    /// that is not 1 September, since the next one begins there.
    pub fn changed(
        &self,
        on: NaiveDate,
        id: GroupEnrolmentId,
        details: GroupDetails,
    ) -> Result<(Self, Self), EnrolmentRemark> {
        let inside = self.period().is_some_and(|period| period.covers(on)) && on > self.from;
        let Some(last) = on.pred_opt().filter(|_| inside) else {
            return Err(EnrolmentRemarkKind::ChangeOutside.into());
        };
        if begins_in_weekend(on) {
            return Err(EnrolmentRemarkKind::BeginInWeekend.into());
        }
        let closed = Self { until: Some(last), ..self.clone() };
        Ok((closed, Self { id, from: on, details, ..self.clone() }))
    }

    /// Cancels it for a pupil who never came; the enrolment in the school stays (discimus.md 3.1).
    pub fn never_came(&self) -> Self {
        Self { never_came: true, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn details(group: &str) -> GroupDetails {
        GroupDetails::new(AdministrativeGroup::parse(group).unwrap(), Location::parse("001").unwrap())
    }

    fn enrolment(from: &str, until: Option<NaiveDate>) -> GroupEnrolment {
        GroupEnrolment {
            id: GroupEnrolmentId(Uuid::nil()),
            enrolment: SchoolEnrolmentId(Uuid::nil()),
            from: day(from),
            expected_until: day("2027-08-31"),
            until,
            never_came: false,
            details: details("043056"),
        }
    }

    const NEXT: GroupEnrolmentId = GroupEnrolmentId(Uuid::from_u128(1));

    #[test]
    fn a_change_closes_one_and_opens_the_next() {
        let (closed, opened) =
            enrolment("2026-09-01", None).changed(day("2026-10-12"), NEXT, details("043062")).unwrap();
        assert_eq!((closed.until, opened.from), (Some(day("2026-10-11")), day("2026-10-12")));
        assert_eq!((opened.until, opened.expected_until), (None, day("2027-08-31")));
        assert_eq!((closed.details.group.as_str(), opened.details.group.as_str()), ("043056", "043062"));
        assert_eq!(opened.id, NEXT);
    }

    #[test]
    fn there_must_be_days_on_both_sides_and_the_next_begins_on_a_weekday() {
        let ended = enrolment("2026-09-01", Some(day("2026-10-30")));
        let kind = |on: &str| ended.changed(day(on), NEXT, details("043062")).map_err(|r| r.kind).err();
        for outside in ["2026-08-31", "2026-09-01", "2026-11-02"] {
            assert_eq!(kind(outside), Some(EnrolmentRemarkKind::ChangeOutside), "{outside}");
        }
        assert_eq!(kind("2026-10-10"), Some(EnrolmentRemarkKind::BeginInWeekend));
        assert_eq!(kind("2026-10-30"), None);
        let never = enrolment("2026-09-01", None).never_came();
        assert_eq!(never.period(), None);
        assert!(never.changed(day("2026-10-12"), NEXT, details("043062")).is_err());
    }

    proptest! {
        #[test]
        fn closing_and_opening_conserves_days(
            ends in proptest::option::of(0u64..364), on in 0u64..380
        ) {
            let first = day("2026-09-01");
            let before = enrolment("2026-09-01", ends.map(|n| first + chrono::Days::new(n)));
            let Ok((closed, opened)) =
                before.changed(first + chrono::Days::new(on), NEXT, details("043062"))
            else {
                return Ok(());
            };
            let covers = |e: &GroupEnrolment, day| e.period().is_some_and(|period| period.covers(day));
            for day in day("2026-08-01").iter_days().take(420) {
                let after = [&closed, &opened].iter().filter(|e| covers(e, day)).count();
                prop_assert_eq!(after, usize::from(covers(&before, day)), "{}", day);
            }
            let days = |e: &GroupEnrolment| e.period().and_then(Period::days).unwrap_or(0);
            prop_assert!(days(&closed) > 0 && days(&opened) > 0);
            prop_assert_eq!(days(&closed) + days(&opened), days(&before));
        }
    }
}
