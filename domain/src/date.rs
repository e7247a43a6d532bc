//! Dates as people in Belgium write them: day first.

use chrono::{Datelike, NaiveDate, Weekday};

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// Nothing was filled in.
    Empty,
    /// Not a day, a month and a year.
    Shape,
    /// A day or a month that does not exist, or a year outside 1900 to 2199.
    Range,
}

impl DateFault {
    /// Name of the fault as it stands in the values of a problem and in remarks on rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Shape => "shape",
            Self::Range => "range",
        }
    }
}

/// Names of the months, official and short, as spreadsheets and people write them.
const MONTHS: [&[&str]; 12] = [
    &["januari", "jan"],
    &["februari", "feb"],
    &["maart", "mrt", "maa"],
    &["april", "apr"],
    &["mei"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["augustus", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Reads `dd/mm/yyyy`, `d-m-yy`, `dd.mm.yyyy`, `d mmm yyyy`, `ddmmyyyy` and the ISO orders
/// `yyyy-mm-dd` and `yyyymmdd`; a time behind it is dropped. A year of two digits is the last one that is not
/// after `today`: right for a date of birth of a pupil, not for a date to come.
pub fn parse(text: &str, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(DateFault::Empty);
    }
    let date = match text.split_once('t') {
        Some((date, time)) if time.contains(':') && date.ends_with(|c: char| c.is_ascii_digit()) => date,
        _ => &text,
    };
    let mut parts: Vec<&str> =
        date.split(['/', '-', '.', ' ', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    if let [_, _, _, time, ..] = parts.as_slice()
        && time.contains(':')
    {
        parts.truncate(3);
    }
    let (day, month, year) = match parts.as_slice() {
        // The year cannot be taken for day and month: no month is above 12, no year before 1900.
        [all] if all.len() == 8 && all.bytes().all(|b| b.is_ascii_digit()) => match &all[4..] {
            end if end < "1900" => (&all[6..], &all[4..6], &all[..4]),
            year => (&all[..2], &all[2..4], year),
        },
        [year, month, day] if year.len() == 4 && day.len() <= 2 => (*day, *month, *year),
        [day, month, year] => (*day, *month, *year),
        _ => return Err(DateFault::Shape),
    };
    let number = |text: &str, longest: usize| match text.bytes().all(|b| b.is_ascii_digit()) {
        true if (1..=longest).contains(&text.len()) => text.parse::<u32>().map_err(|_| DateFault::Shape),
        _ => Err(DateFault::Shape),
    };
    let month = match MONTHS.iter().position(|names| names.contains(&month)) {
        Some(index) => index as u32 + 1,
        None => number(month, 2)?,
    };
    let full = number(year, 4)? as i32;
    let full = match year.len() {
        4 => full,
        2 if full <= today.year() % 100 => today.year() - today.year() % 100 + full,
        2 => today.year() - today.year() % 100 - 100 + full,
        _ => return Err(DateFault::Shape),
    };
    if !(1900..2200).contains(&full) {
        return Err(DateFault::Range);
    }
    NaiveDate::from_ymd_opt(full, month, number(day, 2)?).ok_or(DateFault::Range)
}

/// `dd/mm/yyyy`.
pub fn belgian(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// Whether the day is a Saturday or Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days that come after one, the next day first.
pub fn days_after(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(day.succ_opt(), NaiveDate::succ_opt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn the_day_comes_first() {
        for text in [
            "03/04/2015",
            "3/4/2015",
            "3-4-15",
            "03.04.2015",
            "2015-04-03",
            "03042015",
            "20150403",
            "3 april 2015",
            "3 apr 2015",
            "3-apr-15",
            "2015-04-03T00:00:00",
            "2015-04-03 00:00:00",
            "03/04/2015 00:00",
        ] {
            assert_eq!(parse(text, today()), Ok(NaiveDate::from_ymd_opt(2015, 4, 3).unwrap()), "{text}");
        }
    }

    #[test]
    fn two_digits_are_the_last_such_year() {
        assert_eq!(parse("1/1/26", today()).unwrap().year(), 2026);
        assert_eq!(parse("1/1/27", today()).unwrap().year(), 1927);
        assert_eq!(parse("1/1/99", today()).unwrap().year(), 1999);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (text, fault) in [
            ("", DateFault::Empty),
            ("onbekend", DateFault::Shape),
            ("31/02/2015", DateFault::Range),
            ("12/13/2015", DateFault::Range),
            ("00/00/2015", DateFault::Range),
            ("1/1/215", DateFault::Shape),
            ("1/1/0015", DateFault::Range),
            ("1/1", DateFault::Shape),
            ("2015", DateFault::Shape),
            ("1/1/2015/3", DateFault::Shape),
            ("+1/1/2015", DateFault::Shape),
        ] {
            assert_eq!(parse(text, today()), Err(fault), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_written_date_is_read_back(days in 0u64..100_000) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(days);
            proptest::prop_assert_eq!(parse(&belgian(date), today()), Ok(date));
            proptest::prop_assert_eq!(parse(&date.to_string(), today()), Ok(date));
            proptest::prop_assert_eq!(parse(&date.format("%-d-%-m-%Y").to_string(), today()), Ok(date));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,30}") {
            let _ = parse(&text, today());
        }
    }
}
