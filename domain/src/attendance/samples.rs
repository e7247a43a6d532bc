//! Marks to test with.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::codes::{Evidence, Meaning, OfficialCode};
use super::entry::Entry;
use super::{Half, HalfDay, MarkCode};

/// What a code means at the school of the tests.
pub fn meaning(code: &str) -> Meaning {
    let absent = |official, evidence| Meaning::Absent { official, evidence, discipline: false };
    match code {
        "A" => absent(OfficialCode::A, None),
        "B" | "B01" => absent(OfficialCode::B, None),
        "H" => absent(OfficialCode::H, None),
        "M" => absent(OfficialCode::M, None),
        "P" => absent(OfficialCode::P, None),
        "R" | "R03" => absent(OfficialCode::R, None),
        "U" => Meaning::Absent { official: OfficialCode::R, evidence: None, discipline: true },
        "Z" => absent(OfficialCode::Z, Some(Evidence::ParentsNote)),
        "D" => absent(OfficialCode::Z, Some(Evidence::Certificate)),
        "Z1" => absent(OfficialCode::Z, None),
        "L" => Meaning::Late,
        "?" => Meaning::Open,
        other => panic!("no such code: {other}"),
    }
}

/// All codes of that school.
pub const CODES: [&str; 13] = ["A", "B", "B01", "H", "M", "P", "R", "R03", "U", "Z", "D", "L", "?"];

/// The n-th half day from Tuesday 1 September 2026, weekends included.
pub fn half_day(n: u64) -> HalfDay {
    let first = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    HalfDay { day: first + Days::new(n / 2), half: Half::BOTH[(n % 2) as usize] }
}

/// A mark.
pub fn entry(at: HalfDay, code: &str) -> Entry {
    Entry { at, code: MarkCode::parse(code).unwrap(), meaning: meaning(code) }
}

/// Marks on the first half days, in that order.
pub fn entries(codes: &[&str]) -> Vec<Entry> {
    (0..).zip(codes).map(|(n, code)| entry(half_day(n), code)).collect()
}

/// At most so many marks of a school year, sorted, one for each half day.
pub fn marks(most: usize) -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::btree_map(0u64..600, proptest::sample::select(&CODES[..]), 0..=most).prop_map(
        |marks: BTreeMap<u64, &str>| marks.into_iter().map(|(n, code)| entry(half_day(n), code)).collect(),
    )
}
