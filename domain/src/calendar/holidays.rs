//! Holidays (schoolvakanties en vrije dagen) of all schools, by rule.
//!
//! Source of the rule: vlaanderen.be, "Schoolvakanties en vrije dagen op school"; discimus.md 8.
//! `codes/school_holidays.csv` holds twelve school years to compare with.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Serialize;
use ts_rs::TS;

use crate::school_year::SchoolYear;

/// Which holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HolidayName {
    /// Herfstvakantie.
    Autumn,
    /// Wapenstilstand, 11 November.
    Armistice,
    /// Kerstvakantie.
    Christmas,
    /// Krokusvakantie.
    Carnival,
    /// Paasvakantie.
    Easter,
    /// Paasmaandag.
    EasterMonday,
    /// Dag van de Arbeid, 1 May.
    LabourDay,
    /// Hemelvaartsdag and the day after.
    Ascension,
    /// Pinkstermaandag.
    WhitMonday,
    /// Zomervakantie.
    Summer,
}

impl HolidayName {
    /// The official Dutch name, as in `codes/school_holidays.csv`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Autumn => "Herfstvakantie",
            Self::Armistice => "Wapenstilstand",
            Self::Christmas => "Kerstvakantie",
            Self::Carnival => "Krokusvakantie",
            Self::Easter => "Paasvakantie",
            Self::EasterMonday => "Paasmaandag",
            Self::LabourDay => "Dag van de Arbeid",
            Self::Ascension => "Hemelvaartsdag en dag erna",
            Self::WhitMonday => "Pinkstermaandag",
            Self::Summer => "Zomervakantie",
        }
    }
}

/// A holiday with its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Holiday {
    /// Which.
    pub name: HolidayName,
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day, included.
    #[ts(type = "string")]
    pub until: NaiveDate,
}

impl Holiday {
    /// Whether the day belongs to it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }
}

/// The ten holidays of a school year. A day off may fall inside a longer holiday (Easter Monday);
/// the longer one then stands first.
pub fn of(year: SchoolYear) -> [Holiday; 10] {
    let begin = i32::from(year.begin_year());
    let end = begin + 1;
    let easter = easter(end);
    let single = |name, from| Holiday { name, from, until: from };
    let weeks = |name, from: NaiveDate, n: u64| Holiday { name, from, until: from + Days::new(7 * n - 1) };
    [
        weeks(HolidayName::Autumn, autumn(begin), 1),
        single(HolidayName::Armistice, date(begin, 11, 11)),
        weeks(HolidayName::Christmas, christmas(begin), 2),
        // The seventh Monday before Easter Sunday.
        weeks(HolidayName::Carnival, easter - Days::new(48), 1),
        weeks(HolidayName::Easter, easter_holiday(easter), 2),
        single(HolidayName::EasterMonday, easter + Days::new(1)),
        single(HolidayName::LabourDay, date(end, 5, 1)),
        Holiday { name: HolidayName::Ascension, from: easter + Days::new(39), until: easter + Days::new(40) },
        single(HolidayName::WhitMonday, easter + Days::new(50)),
        Holiday { name: HolidayName::Summer, from: date(end, 7, 1), until: date(end, 8, 31) },
    ]
}

/// The week of 1 November; when that is a Sunday, the week after.
fn autumn(year: i32) -> NaiveDate {
    let first = date(year, 11, 1);
    match first.weekday() {
        Weekday::Sun => first + Days::new(1),
        _ => monday_of(first),
    }
}

/// The week of 25 December; when that is a Saturday or a Sunday, the week after.
fn christmas(year: i32) -> NaiveDate {
    let day = date(year, 12, 25);
    match day.weekday() {
        Weekday::Sat => day + Days::new(2),
        Weekday::Sun => day + Days::new(1),
        _ => monday_of(day),
    }
}

/// The first Monday of April; Easter Monday when Easter falls in March; the second Monday before
/// Easter when Easter falls after 15 April.
fn easter_holiday(easter: NaiveDate) -> NaiveDate {
    match (easter.month(), easter.day()) {
        (3, _) => easter + Days::new(1),
        (_, 16..) => easter - Days::new(13),
        _ => monday_of(date(easter.year(), 4, 7)),
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm in Meeus, "Astronomical
/// Algorithms", chapter 8).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = (h + l - 7 * m + 90) / 25;
    let p = (h + l - 7 * m + 33 * n + 19) % 32;
    date(year, n.unsigned_abs(), p.unsigned_abs())
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../codes/school_holidays.csv");

    #[test]
    fn the_rule_gives_every_row_of_the_list_and_nothing_else() {
        let mut rows = csv::Reader::from_reader(FILE.as_bytes());
        let mut count = 0;
        for row in rows.records() {
            let row = row.unwrap();
            let (label, year) = row[1].rsplit_once(' ').unwrap();
            let holiday = of(SchoolYear::parse(year).unwrap())
                .into_iter()
                .find(|holiday| holiday.name.label() == label)
                .unwrap_or_else(|| panic!("{label}"));
            let period = (holiday.from.to_string(), holiday.until.to_string());
            assert_eq!(period, (row[3].to_owned(), row[4].to_owned()), "{}", &row[0]);
            count += 1;
        }
        assert_eq!(count, 12 * of(SchoolYear::beginning(2026).unwrap()).len(), "2018-19 to 2029-30");
    }

    #[test]
    fn easter_falls_where_the_almanac_puts_it() {
        // The earliest and latest possible, and years with the exceptions of the algorithm.
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    proptest::proptest! {
        #[test]
        fn holidays_of_weeks_begin_on_monday_and_lie_in_their_school_year(begin in 1900u16..2199) {
            let year = SchoolYear::beginning(begin).unwrap();
            for holiday in of(year) {
                proptest::prop_assert!(year.first_day() <= holiday.from && holiday.until <= year.last_day());
                if (holiday.until - holiday.from).num_days() % 7 == 6 {
                    proptest::prop_assert_eq!(holiday.from.weekday(), Weekday::Mon);
                }
            }
            proptest::prop_assert_eq!(easter(i32::from(begin)).weekday(), Weekday::Sun);
        }
    }
}
