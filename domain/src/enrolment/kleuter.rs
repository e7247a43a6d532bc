//! Entry dates of kleuters (instapdata) and the age on the first school day.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::EnrolmentRemarkKind;
use crate::age;
use crate::attendance::{Half, HalfDay};
use crate::calendar::holidays::HolidayName;
use crate::calendar::{Calendar, SchoolKind};
use crate::school_year::SchoolYear;

/// Age in months from which a child may come, on an entry date only.
const EARLIEST: u32 = 30;
/// Age in months from which a child may come on any day.
const ANY_DAY: u32 = 36;

/// One of the seven moments at which a child of two and a half may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EntryMoment {
    /// After the summer holiday.
    Summer,
    /// After the autumn holiday.
    Autumn,
    /// After the Christmas holiday.
    Christmas,
    /// The first school day of February.
    February,
    /// After the carnival holiday.
    Carnival,
    /// After the Easter holiday.
    Easter,
    /// After Ascension Day.
    Ascension,
}

impl EntryMoment {
    /// All, in the order of `codes/kleuter_entry_dates.csv`.
    pub const ALL: [Self; 7] = [
        Self::Summer,
        Self::Autumn,
        Self::Christmas,
        Self::February,
        Self::Carnival,
        Self::Easter,
        Self::Ascension,
    ];

    /// The official Dutch words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Summer => "eerste schooldag na de zomervakantie",
            Self::Autumn => "eerste schooldag na de herfstvakantie",
            Self::Christmas => "eerste schooldag na de kerstvakantie",
            Self::February => "eerste schooldag van februari",
            Self::Carnival => "eerste schooldag na de krokusvakantie",
            Self::Easter => "eerste schooldag na de paasvakantie",
            Self::Ascension => "eerste schooldag na Hemelvaartsdag",
        }
    }

    /// The entry date in that calendar, with the school's own free days; `None` when the calendar
    /// has no school day left.
    pub fn date(self, calendar: &Calendar) -> Option<NaiveDate> {
        let after = |name| calendar.holidays().iter().find(|holiday| holiday.name == name).map(|h| h.until);
        let begin = match self {
            Self::Summer => Some(calendar.first_day),
            Self::Autumn => after(HolidayName::Autumn),
            Self::Christmas => after(HolidayName::Christmas),
            Self::February => NaiveDate::from_ymd_opt(i32::from(calendar.year.begin_year()) + 1, 2, 1),
            Self::Carnival => after(HolidayName::Carnival),
            Self::Easter => after(HolidayName::Easter),
            Self::Ascension => after(HolidayName::Ascension),
        };
        next_school_day(calendar, begin?)
    }
}

/// The first day on or after `day` on which the school gives lessons, in the same school year.
pub(super) fn next_school_day(calendar: &Calendar, day: NaiveDate) -> Option<NaiveDate> {
    let mut days = day.iter_days().take_while(|day| *day <= calendar.last_day);
    days.find(|day| is_school_day(calendar, *day))
}

pub(super) fn is_school_day(calendar: &Calendar, day: NaiveDate) -> bool {
    Half::BOTH.iter().any(|half| calendar.lesson(HalfDay { day, half: *half }, "", "").is_ok())
}

/// The first day from `day` on that a kleuter may come: an entry date from two and a half on, any
/// day from three on (circular BaO/2001/10; discimus.md 3.4). Other school years than the
/// calendar's follow the official holidays. The third birthday may be a day without lessons.
pub fn earliest_day(birth: NaiveDate, day: NaiveDate, calendar: &Calendar) -> NaiveDate {
    let any_day = day.max(age::reaches(birth, ANY_DAY));
    let from = day.max(age::reaches(birth, EARLIEST));
    let begin = SchoolYear::of(from).map_or(0, SchoolYear::begin_year);
    let years = [begin, begin + 1].map(SchoolYear::beginning).into_iter().flatten();
    let dates = years.flat_map(|year| {
        let standard = Calendar::standard(year, SchoolKind::Bao);
        let calendar = if calendar.year == year { calendar } else { &standard };
        EntryMoment::ALL.map(|moment| moment.date(calendar))
    });
    dates.flatten().find(|date| *date >= from).map_or(any_day, |date| date.min(any_day))
}

/// Checks the first day of a kleuter. `first` is the day on which the child really comes: the
/// age is measured on the first school day, also when the registered begin is 1 September.
pub(super) fn check(birth: NaiveDate, first: NaiveDate, calendar: &Calendar) -> Option<EnrolmentRemarkKind> {
    let next = || earliest_day(birth, first, calendar);
    match first {
        _ if first >= age::reaches(birth, ANY_DAY) => None,
        _ if first < age::reaches(birth, EARLIEST) => {
            Some(EnrolmentRemarkKind::KleuterTooYoung { next: next() })
        }
        _ if EntryMoment::ALL.iter().any(|moment| moment.date(calendar) == Some(first)) => None,
        _ => Some(EnrolmentRemarkKind::KleuterNotEntryDate { next: next() }),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;
    use crate::codes::OfficialList;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar(year: u16) -> Calendar {
        Calendar::standard(SchoolYear::beginning(year).unwrap(), SchoolKind::Bao)
    }

    #[test]
    fn the_rule_gives_every_row_of_the_list_and_nothing_else() {
        let mut rows = OfficialList::KleuterEntryDates.rows().iter();
        for year in 2018..2030 {
            for (place, moment) in EntryMoment::ALL.into_iter().enumerate() {
                let row = rows.next().unwrap();
                assert_eq!(row.code, format!("{year}-{}/{}", (year + 1) % 100, place + 1));
                assert_eq!(row.label, moment.label());
                assert_eq!(row.valid_from, moment.date(&calendar(year)), "{}", row.code);
            }
        }
        assert_eq!(rows.next(), None);
    }

    #[test]
    fn a_free_day_of_the_school_moves_its_entry_date() {
        let mut own = calendar(2026);
        own.special_days.push(crate::calendar::SpecialDay {
            from: day("2026-11-09"),
            until: day("2026-11-09"),
            half: None,
            kind: crate::calendar::SpecialKind::FreeDay,
            label: "Facultatieve vrije dag".to_owned(),
            scope: crate::calendar::Scope::School,
        });
        assert_eq!(EntryMoment::Autumn.date(&calendar(2026)), Some(day("2026-11-09")));
        assert_eq!(EntryMoment::Autumn.date(&own), Some(day("2026-11-10")));
    }

    #[test]
    fn the_age_is_measured_on_the_first_school_day() {
        let first = calendar(2019).first_day;
        assert_eq!(first, day("2019-09-02"));
        assert_eq!(check(day("2017-03-02"), first, &calendar(2019)), None);
        let next = day("2019-11-04");
        assert_eq!(
            check(day("2017-03-03"), first, &calendar(2019)),
            Some(EnrolmentRemarkKind::KleuterTooYoung { next })
        );
    }

    #[test]
    fn from_three_years_on_any_day_will_do() {
        let year = calendar(2026);
        let (two, three) = (day("2024-01-15"), day("2023-10-20"));
        let not = |next| Some(EnrolmentRemarkKind::KleuterNotEntryDate { next: day(next) });
        assert_eq!(check(three, day("2026-10-20"), &year), None);
        assert_eq!(check(three, day("2026-10-19"), &year), not("2026-10-20"));
        assert_eq!(check(two, day("2026-10-20"), &year), not("2026-11-09"));
        assert_eq!(check(two, day("2026-11-09"), &year), None);
    }

    #[test]
    fn the_last_entry_date_of_a_year_is_followed_by_the_first_of_the_next() {
        let year = calendar(2026);
        let born = day("2024-12-20");
        assert_eq!(earliest_day(born, day("2026-09-01"), &year), day("2027-09-01"));
        assert_eq!(earliest_day(day("2024-02-28"), day("2026-08-31"), &year), day("2026-09-01"));
        assert_eq!(earliest_day(day("2024-02-29"), day("2026-08-31"), &year), day("2026-09-01"));
        assert_eq!(earliest_day(day("2024-03-02"), day("2026-08-31"), &year), day("2026-11-09"));
    }

    proptest::proptest! {
        #[test]
        fn the_earliest_day_is_allowed_and_no_day_before_it(born in 0u64..1_500, wait in 0u64..900) {
            let birth = day("2021-01-01") + Days::new(born);
            let asked = age::reaches(birth, EARLIEST - 6) + Days::new(wait);
            let of = |day| Calendar::standard(SchoolYear::of(day).unwrap(), SchoolKind::Bao);
            let earliest = earliest_day(birth, asked, &calendar(2026));
            proptest::prop_assert_eq!(check(birth, earliest, &of(earliest)), None);
            for earlier in asked.iter_days().take_while(|day| *day < earliest) {
                proptest::prop_assert!(check(birth, earlier, &of(earlier)).is_some(), "{}", earlier);
            }
        }
    }
}
