//! Which official codes a pupil may get on a day (discimus.md 2.4).

use chrono::NaiveDate;

use super::{Meaning, OfficialCode};
use crate::attendance::refusal::Refusal;
use crate::compulsory::{self, AgeGroup};
use crate::enrolment::Level;
use crate::school_year::SchoolYear;

/// Whether a pupil may get an official code on that day.
///
/// `special` is whether it is special education; true, too, where that is not known. Without a date
/// of birth or a level only that is refused which nobody of that level or age may get.
pub fn allowed(
    code: OfficialCode,
    birth: Option<NaiveDate>,
    level: Option<Level>,
    special: bool,
    day: NaiveDate,
) -> Result<(), Refusal> {
    code.check_day(day)?;
    let levels: &[Level] = match (&level, birth) {
        (Some(level), _) => std::slice::from_ref(level),
        (None, Some(birth)) => levels_at(birth, day),
        (None, None) => &ALL_LEVELS,
    };
    let group = birth.map(|birth| AgeGroup::of(birth, day));
    let groups = group.as_ref().map_or(&AgeGroup::ALL[..], std::slice::from_ref);
    let mut refusal = None;
    for (level, group) in levels.iter().flat_map(|level| groups.iter().map(move |group| (*level, *group))) {
        match at_level(code, level, group, special) {
            Ok(()) => return Ok(()),
            Err(first) => refusal = refusal.or(Some(first)),
        }
    }
    match refusal {
        Some(Refusal::BelowCompulsoryAge { .. }) => {
            Err(Refusal::BelowCompulsoryAge { compulsory_from: birth.map(compulsory::begin) })
        }
        Some(refusal) => Err(refusal),
        None => Ok(()),
    }
}

/// The official codes that a pupil may get on that day; see [`allowed`].
pub fn allowed_codes(
    birth: Option<NaiveDate>,
    level: Option<Level>,
    special: bool,
    day: NaiveDate,
) -> Vec<OfficialCode> {
    let may = |code: &OfficialCode| allowed(*code, birth, level, special, day).is_ok();
    OfficialCode::ALL.into_iter().filter(may).collect()
}

impl Meaning {
    /// Whether a code with this meaning may stand there; see [`allowed`]. Lateness and an absence
    /// still to be explained always may: neither is reported as it stands.
    pub fn allowed(
        &self,
        birth: Option<NaiveDate>,
        level: Option<Level>,
        special: bool,
        day: NaiveDate,
    ) -> Result<(), Refusal> {
        match self {
            Self::Absent { official, .. } => allowed(*official, birth, level, special, day),
            Self::Late | Self::Open => Ok(()),
        }
    }
}

const ALL_LEVELS: [Level; 3] = [Level::Kleuter, Level::Lager, Level::Secundair];

/// Levels in which a pupil of that age can be: primary from the school year of the fifth birthday's
/// calendar year (discimus.md 7.3), secondary not for the youngest.
fn levels_at(birth: NaiveDate, day: NaiveDate) -> &'static [Level] {
    match SchoolYear::of(day).map(|year| compulsory::age_in(year, birth)) {
        Ok(..5) => &ALL_LEVELS[..1],
        Ok(5) => &ALL_LEVELS[..2],
        _ => &ALL_LEVELS,
    }
}

fn at_level(code: OfficialCode, level: Level, group: AgeGroup, special: bool) -> Result<(), Refusal> {
    use OfficialCode::{A, B, H, M, P};
    match (level, group, code) {
        (Level::Kleuter, AgeGroup::Below, A) => Ok(()),
        (Level::Kleuter, AgeGroup::Below, _) => Err(Refusal::BelowCompulsoryAge { compulsory_from: None }),
        (Level::Kleuter, AgeGroup::FirstYear, P | B) => Ok(()),
        (Level::Kleuter, AgeGroup::FirstYear, _) => Err(Refusal::FiveYearOldInKleuter),
        (Level::Kleuter, AgeGroup::Full, A) => Err(Refusal::OfCompulsoryAge),
        (Level::Lager | Level::Secundair, _, A) => Err(Refusal::KleuterOnly),
        (Level::Kleuter | Level::Lager, _, M) => Err(Refusal::SecondaryOnly),
        (_, _, H) if !special => Err(Refusal::SpecialEducationOnly),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The letters that a pupil born on that day may get.
    fn letters(birth: &str, level: impl Into<Option<Level>>, special: bool, on: &str) -> String {
        let birth = (!birth.is_empty()).then(|| day(birth));
        let codes = allowed_codes(birth, level.into(), special, day(on));
        codes.into_iter().map(OfficialCode::as_str).collect()
    }

    #[test]
    fn a_kleuter_gets_the_codes_of_the_age_on_both_sides_of_each_first_of_september() {
        for (birth, on, codes) in [
            ("2021-12-31", "2026-08-31", "A"),
            ("2021-12-31", "2026-09-01", "BP"),
            ("2021-01-01", "2026-08-31", "A"),
            ("2021-01-01", "2026-09-01", "BP"),
            ("2022-01-01", "2026-09-01", "A"),
            ("2022-01-01", "2027-08-31", "A"),
            ("2021-12-31", "2027-08-31", "BP"),
            ("2021-12-31", "2027-09-01", "BPRZ"),
            ("2019-06-01", "2026-09-01", "BPRZ"),
        ] {
            assert_eq!(letters(birth, Level::Kleuter, false, on), codes, "{birth} on {on}");
        }
    }

    #[test]
    fn the_rule_of_the_five_year_olds_began_in_september_2020() {
        assert_eq!(letters("2014-06-01", Level::Kleuter, false, "2019-10-01"), "A", "not yet compulsory");
        assert_eq!(letters("2015-06-01", Level::Kleuter, false, "2020-05-14"), "A");
        assert_eq!(letters("2015-06-01", Level::Kleuter, false, "2020-05-15"), "", "A was suspended");
        assert_eq!(letters("2015-06-01", Level::Kleuter, false, "2020-09-01"), "BP");
    }

    #[test]
    fn nothing_is_reported_under_these_codes_before_september_2019() {
        assert_eq!(letters("2010-06-01", Level::Lager, true, "2019-08-31"), "");
        assert_eq!(letters("2010-06-01", Level::Lager, true, "2019-09-01"), "BHPRZ");
    }

    #[test]
    fn a_five_year_old_in_primary_gets_the_codes_of_primary() {
        assert_eq!(letters("2021-06-01", Level::Lager, false, "2026-09-01"), "BPRZ");
        assert_eq!(letters("2021-06-01", Level::Lager, true, "2026-09-01"), "BHPRZ");
    }

    #[test]
    fn each_level_has_its_codes() {
        for (level, special, codes) in [
            (Level::Lager, false, "BPRZ"),
            (Level::Lager, true, "BHPRZ"),
            (Level::Secundair, false, "BMPRZ"),
            (Level::Secundair, true, "BHMPRZ"),
        ] {
            assert_eq!(letters("2012-06-01", level, special, "2026-11-23"), codes);
        }
        assert_eq!(letters("2021-06-01", Level::Kleuter, true, "2026-11-23"), "BP", "no H at five");
        assert_eq!(letters("2019-06-01", Level::Kleuter, true, "2026-11-23"), "BHPRZ");
    }

    #[test]
    fn what_is_not_known_refuses_only_what_nobody_may_get() {
        let on = "2026-11-23";
        assert_eq!(letters("", Level::Kleuter, false, on), "ABPRZ");
        assert_eq!(letters("", Level::Lager, false, on), "BPRZ");
        assert_eq!(letters("", Level::Secundair, false, on), "BMPRZ");
        assert_eq!(letters("", None, true, on), "ABHMPRZ");
        assert_eq!(letters("2022-06-01", None, true, on), "A");
        assert_eq!(letters("2021-06-01", None, false, on), "BPRZ", "kleuter or primary");
        assert_eq!(letters("2012-06-01", None, false, on), "BMPRZ");
    }

    #[test]
    fn a_refusal_names_the_rule_and_its_source() {
        let ask = |code, birth: &str, level, special| {
            allowed(code, Some(day(birth)), Some(level), special, day("2026-11-23")).unwrap_err()
        };
        let compulsory_from = Some(day("2027-09-01"));
        for (refusal, expected) in [
            (
                ask(OfficialCode::Z, "2022-06-01", Level::Kleuter, false),
                Refusal::BelowCompulsoryAge { compulsory_from },
            ),
            (ask(OfficialCode::Z, "2021-06-01", Level::Kleuter, false), Refusal::FiveYearOldInKleuter),
            (ask(OfficialCode::A, "2020-06-01", Level::Kleuter, false), Refusal::OfCompulsoryAge),
            (ask(OfficialCode::A, "2020-06-01", Level::Lager, false), Refusal::KleuterOnly),
            (ask(OfficialCode::M, "2020-06-01", Level::Lager, false), Refusal::SecondaryOnly),
            (ask(OfficialCode::H, "2010-06-01", Level::Secundair, false), Refusal::SpecialEducationOnly),
        ] {
            assert_eq!(refusal, expected);
            assert!(refusal.source().address.starts_with("https://"));
        }
        let unknown = allowed(OfficialCode::M, None, Some(Level::Kleuter), false, day("2026-11-23"));
        assert_eq!(unknown, Err(Refusal::SecondaryOnly), "not a rule about an age that is not known");
    }

    #[test]
    fn lateness_and_an_open_absence_always_stand() {
        for meaning in [Meaning::Late, Meaning::Open] {
            let birth = Some(day("2023-06-01"));
            assert_eq!(meaning.allowed(birth, Some(Level::Kleuter), false, day("2026-11-23")), Ok(()));
        }
        let ill = Meaning::Absent { official: OfficialCode::Z, evidence: None, discipline: false };
        assert!(ill.allowed(Some(day("2023-06-01")), None, false, day("2026-11-23")).is_err());
    }

    proptest::proptest! {
        #[test]
        fn every_pupil_may_get_a_code_and_knowing_less_never_refuses_more(
            born in 0u64..9_000, on in 0u64..4_000, special: bool,
        ) {
            let birth = day("2000-01-01") + chrono::Days::new(born);
            let on = day("2020-09-01") + chrono::Days::new(on);
            for level in levels_at(birth, on) {
                let known = allowed_codes(Some(birth), Some(*level), special, on);
                proptest::prop_assert!(!known.is_empty());
                for code in known {
                    proptest::prop_assert!(allowed(code, None, Some(*level), special, on).is_ok());
                    proptest::prop_assert!(allowed(code, Some(birth), None, special, on).is_ok());
                    proptest::prop_assert!(allowed(code, None, None, special, on).is_ok());
                }
            }
        }
    }
}
