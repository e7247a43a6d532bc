//! INSZ: national number (rijksregisternummer) or bis number (bisnummer).
//!
//! Rules from discimus.md 4.1. The century is known only from which of the two check numbers fits,
//! month and day may be unknown, and a bis number adds 20 or 40 to the month.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Eleven digits whose check number fits. Its `Debug` shows nothing (S64).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Insz(String);

/// Why a text is no INSZ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InszFault {
    /// Nothing was filled in.
    Empty,
    /// Something else than digits and the separators of the written form.
    Characters,
    /// Not eleven digits.
    Length,
    /// A month that neither a national nor a bis number can have.
    Month,
    /// The last two digits do not fit the others, not even with a year that is yet to come.
    CheckDigits,
    /// The check number fits only a year of birth that is yet to come.
    Future,
}

impl InszFault {
    /// Name of the fault as it stands in the values of a problem and in remarks on rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Characters => "characters",
            Self::Length => "length",
            Self::Month => "month",
            Self::CheckDigits => "check_digits",
            Self::Future => "future",
        }
    }
}

/// What kind of INSZ it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InszKind {
    /// Rijksregisternummer.
    National,
    /// Bisnummer asked for with a known sex: month + 40.
    BisKnownSex,
    /// Bisnummer asked for without a known sex: month + 20.
    BisUnknownSex,
}

impl Insz {
    /// Accepts the eleven digits, also in the written form `85.07.30-033.28` and with spaces or
    /// slashes. `today` decides which years of birth are yet to come.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, InszFault> {
        let mut digits = String::with_capacity(11);
        for c in text.trim().chars() {
            match c {
                '0'..='9' => digits.push(c),
                '.' | '-' | '/' | ' ' | '\u{a0}' => {}
                _ => return Err(InszFault::Characters),
            }
        }
        match digits.len() {
            0 => return Err(InszFault::Empty),
            11 => {}
            _ => return Err(InszFault::Length),
        }
        let insz = Self(digits);
        if insz.kind_of_month().is_none() {
            return Err(InszFault::Month);
        }
        match insz.born_from_2000() {
            None => Err(InszFault::CheckDigits),
            Some(true) if insz.year() > today.year() => Err(InszFault::Future),
            Some(_) => Ok(insz),
        }
    }

    /// A cell from which a spreadsheet may have stripped the zeros of somebody born in 2000 to
    /// 2009, or that it turned into a float.
    pub fn parse_stripped(text: &str, today: NaiveDate) -> Result<Self, InszFault> {
        match crate::digits::pad(text, 11) {
            // Nine digits is a year in 2000; fewer is something else.
            Ok(padded) if !padded.starts_with("000") || padded == text.trim() => Self::parse(&padded, today),
            _ => Self::parse(text, today),
        }
    }

    /// Eleven digits, no separators.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `YY.MM.DD-NNN.CC`.
    pub fn written(&self) -> String {
        let n = &self.0;
        format!("{}.{}.{}-{}.{}", &n[..2], &n[2..4], &n[4..6], &n[6..9], &n[9..])
    }

    /// What stands on a screen until somebody asks for the number (S56).
    pub const MASKED: &'static str = "••.••.••-•••.••";

    /// National number or one of the two bis numbers.
    pub fn kind(&self) -> InszKind {
        self.kind_of_month().map_or(InszKind::National, |(kind, _)| kind)
    }

    /// The date of birth, only when the number tells it: month or day 00, or a day that the month
    /// does not have, means unknown or that the counter of the day was used up.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        let (_, month) = self.kind_of_month()?;
        NaiveDate::from_ymd_opt(self.year(), month, self.part(4..6))
    }

    /// `m` or `v`, only when the number tells it: not for a bis number asked for without sex, nor
    /// for the counters 000 and 999 that are never issued.
    pub fn sex(&self) -> Option<&'static str> {
        match (self.kind(), self.part(6..9)) {
            (InszKind::BisUnknownSex, _) | (_, 0 | 999) => None,
            (_, counter) if counter % 2 == 1 => Some("m"),
            _ => Some("v"),
        }
    }

    /// Writes the number with its check digits, for made-up people. `serial` 000 and 999 are never
    /// issued, so such a number is nobody's. `None` for a month beyond 52 or a year out of reach.
    pub fn compose(year: i32, month: u32, day: u32, serial: u32) -> Option<Self> {
        if !(1900..2100).contains(&year) || month > 52 || day > 99 || serial > 999 {
            return None;
        }
        let nine = format!("{:02}{month:02}{day:02}{serial:03}", year % 100);
        let check = check_number(nine.parse().ok()?, year >= 2000);
        let insz = Self(format!("{nine}{check:02}"));
        insz.kind_of_month().is_some().then_some(insz)
    }

    fn part(&self, range: std::ops::Range<usize>) -> u32 {
        self.0[range].bytes().fold(0, |n, digit| n * 10 + u32::from(digit - b'0'))
    }

    /// Year of birth by the check number that fits.
    fn year(&self) -> i32 {
        let century = if self.born_from_2000() == Some(true) { 2000 } else { 1900 };
        century + i32::try_from(self.part(0..2)).unwrap_or(0)
    }

    /// Whether the check number is that of somebody born from 2000 on; `None`: fits neither. It
    /// never fits both, as 97 does not divide 2,000,000,000.
    fn born_from_2000(&self) -> Option<bool> {
        let (nine, check) = (u64::from(self.part(0..9)), u64::from(self.part(9..11)));
        [false, true].into_iter().find(|from_2000| check_number(nine, *from_2000) == check)
    }

    /// Kind and the real month (00 unknown).
    fn kind_of_month(&self) -> Option<(InszKind, u32)> {
        match self.part(2..4) {
            month @ 0..=12 => Some((InszKind::National, month)),
            month @ 20..=32 => Some((InszKind::BisUnknownSex, month - 20)),
            month @ 40..=52 => Some((InszKind::BisKnownSex, month - 40)),
            _ => None,
        }
    }
}

/// 97 minus the remainder of the nine digits, with a 2 in front from 2000 on: 1 to 97, never 0.
fn check_number(nine: u64, from_2000: bool) -> u64 {
    97 - (nine + if from_2000 { 2_000_000_000 } else { 0 }) % 97
}

/// What was stored was checked with the clock when it came in, so only the digits are checked.
impl TryFrom<String> for Insz {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text, NaiveDate::MAX).map_err(InszFault::code)
    }
}

impl From<Insz> for String {
    fn from(insz: Insz) -> Self {
        insz.0
    }
}

impl std::fmt::Debug for Insz {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Insz(‹…›)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn insz(text: &str) -> Insz {
        Insz::parse(text, today()).unwrap()
    }

    #[test]
    fn agrees_with_the_published_vectors() {
        let mut reader = csv::Reader::from_reader(include_bytes!("codes/insz_test_vectors.csv").as_slice());
        let mut seen = 0;
        for line in reader.records() {
            let line = line.unwrap();
            let valid = !line[1].starts_with("ongeldig");
            assert_eq!(Insz::parse(&line[0], today()).is_ok(), valid, "{}", &line[2]);
            seen += 1;
        }
        assert!(seen >= 7, "the list was read");
    }

    #[test]
    fn the_century_follows_from_the_check_number() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(insz("85073003328").birth_date(), day(1985, 7, 30));
        assert_eq!(insz("17073003384").birth_date(), day(2017, 7, 30));
        assert_eq!(insz("98472899765").birth_date(), day(1998, 7, 28));
        assert_eq!(insz("01490700185").birth_date(), day(2001, 9, 7));
    }

    #[test]
    fn a_year_to_come_is_refused_until_it_comes() {
        assert_eq!(Insz::parse("85073003357", today()), Err(InszFault::Future));
        let later = NaiveDate::from_ymd_opt(2085, 1, 1).unwrap();
        assert!(Insz::parse("85073003357", later).is_ok());
    }

    #[test]
    fn remainder_nought_gives_97_and_never_00() {
        assert!(Insz::parse("15010103097", today()).is_ok());
        assert_eq!(Insz::parse("15010103000", today()), Err(InszFault::CheckDigits));
    }

    #[test]
    fn an_unknown_month_or_day_is_accepted_and_gives_no_birth_date() {
        for (month, day) in [(0, 0), (0, 1), (5, 0), (40, 0), (20, 1), (2, 31)] {
            let number = Insz::compose(2012, month, day, 0).unwrap();
            assert!(Insz::parse(number.as_str(), today()).is_ok(), "{month}/{day}");
            assert_eq!(number.birth_date(), None, "{month}/{day}");
        }
    }

    #[test]
    fn months_outside_the_three_ranges_are_refused() {
        for month in [13, 19, 33, 39] {
            assert!(Insz::compose(2012, month, 1, 0).is_none());
        }
        assert_eq!(Insz::parse("85133003328", today()), Err(InszFault::Month));
        assert_eq!(Insz::parse("85533003328", today()), Err(InszFault::Month));
    }

    #[test]
    fn the_sex_is_told_only_where_the_number_tells_it() {
        assert_eq!(insz("85073003328").sex(), Some("m"));
        assert_eq!(Insz::compose(2012, 3, 4, 8).unwrap().sex(), Some("v"));
        assert_eq!(Insz::compose(2012, 43, 4, 8).unwrap().sex(), Some("v"));
        assert_eq!(Insz::compose(2012, 23, 4, 8).unwrap().sex(), None, "asked for without sex");
        assert_eq!(Insz::compose(2012, 3, 4, 0).unwrap().sex(), None, "never issued");
        assert_eq!(Insz::compose(2012, 3, 4, 999).unwrap().sex(), None, "never issued");
    }

    #[test]
    fn the_written_form_is_read_back() {
        assert_eq!(insz("85073003328").written(), "85.07.30-033.28");
        assert_eq!(insz(" 85.07.30-033.28 "), insz("85073003328"));
        assert_eq!(Insz::parse("85.07.30-033.2x", today()), Err(InszFault::Characters));
        assert_eq!(Insz::parse("8507300332", today()), Err(InszFault::Length));
        assert_eq!(Insz::parse(" ", today()), Err(InszFault::Empty));
    }

    #[test]
    fn zeros_that_a_spreadsheet_stripped_come_back_only_when_asked() {
        assert_eq!(Insz::parse("1490700185", today()), Err(InszFault::Length));
        assert_eq!(Insz::parse_stripped("1490700185", today()), Ok(insz("01490700185")));
        assert_eq!(Insz::parse_stripped("1490700185.0", today()), Ok(insz("01490700185")));
        assert_eq!(Insz::parse_stripped("01.49.07-001.85", today()), Ok(insz("01490700185")));
        assert_eq!(Insz::parse_stripped("1490700", today()), Err(InszFault::Length));
    }

    #[test]
    fn the_number_does_not_show_in_a_log() {
        assert_eq!(format!("{:?}", insz("85073003328")), "Insz(‹…›)");
    }

    proptest! {
        #[test]
        fn composed_numbers_are_read_back(days in 0u64..46_000, plus in 0u32..3, serial in 0u32..1000) {
            let birth = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(days);
            prop_assume!(birth <= today());
            let number = Insz::compose(birth.year(), birth.month() + plus * 20, birth.day(), serial).unwrap();
            prop_assert_eq!(Insz::parse(number.as_str(), today()), Ok(number.clone()));
            prop_assert_eq!(Insz::parse(&number.written(), today()), Ok(number.clone()));
            prop_assert_eq!(number.birth_date(), Some(birth));
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Insz>(&json).unwrap(), number);
        }

        #[test]
        fn one_wrong_digit_is_found_unless_it_changes_the_century(
            days in 0u64..9_700, at in 0usize..11, add in 1u8..10,
        ) {
            // Within one century every single wrong digit changes the remainder. A wrong digit may
            // turn a number of one century into one of the other: then the year tells.
            let birth = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(days);
            let number = Insz::compose(birth.year(), birth.month(), birth.day(), 0).unwrap();
            let mut wrong = number.as_str().as_bytes().to_vec();
            wrong[at] = b'0' + (wrong[at] - b'0' + add) % 10;
            let wrong = String::from_utf8(wrong).unwrap();
            if let Ok(other) = Insz::parse(&wrong, today()) {
                prop_assert_eq!(other.born_from_2000(), Some(false));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,30}") {
            let _ = Insz::parse(&text, today());
            let _ = Insz::parse_stripped(&text, today());
        }
    }
}
