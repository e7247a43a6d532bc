//! Counting half days by code.

use std::collections::BTreeMap;
use std::iter::Sum;
use std::ops::Add;

use serde::Serialize;
use ts_rs::TS;

use super::MarkCode;
use super::codes::{Meaning, OfficialCode};
use super::entry::Entry;

/// Half days by what stands in them. The totals of a period are the sum of the totals of its
/// parts, however it is cut.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "AttendanceTotals")]
pub struct Totals {
    /// By official code; codes that do not occur are absent.
    pub official: BTreeMap<OfficialCode, u32>,
    /// By code as it was typed, `L` and `?` included.
    pub codes: BTreeMap<MarkCode, u32>,
    /// Late arrivals: presences.
    pub late: u32,
    /// Absences without a reason yet.
    pub open: u32,
}

impl Totals {
    /// Of these marks.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut totals = Self::default();
        for entry in entries {
            match entry.meaning {
                Meaning::Absent { official, .. } => *totals.official.entry(official).or_default() += 1,
                Meaning::Late => totals.late += 1,
                Meaning::Open => totals.open += 1,
            }
            *totals.codes.entry(entry.code).or_default() += 1;
        }
        totals
    }

    /// Half days under one official code.
    pub fn under(&self, official: OfficialCode) -> u32 {
        self.official.get(&official).copied().unwrap_or_default()
    }

    /// Half days on which the pupil was not there, with or without a reason.
    pub fn absent(&self) -> u32 {
        self.official.values().sum::<u32>() + self.open
    }
}

impl Add for Totals {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        for (official, count) in other.official {
            *self.official.entry(official).or_default() += count;
        }
        for (code, count) in other.codes {
            *self.codes.entry(code).or_default() += count;
        }
        self.late += other.late;
        self.open += other.open;
        self
    }
}

impl Sum for Totals {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::samples;

    #[test]
    fn a_late_arrival_is_no_absence_and_an_open_reason_is_one() {
        let totals = Totals::of(&samples::entries(&["Z", "D", "L", "?", "R03", "R"]));
        assert_eq!(totals.under(OfficialCode::Z), 2);
        assert_eq!(totals.under(OfficialCode::R), 2);
        assert_eq!(totals.under(OfficialCode::B), 0);
        assert_eq!((totals.late, totals.open, totals.absent()), (1, 1, 5));
        let typed: Vec<_> = totals.codes.iter().map(|(code, count)| (code.as_str(), *count)).collect();
        assert_eq!(typed, [("?", 1), ("D", 1), ("L", 1), ("R", 1), ("R03", 1), ("Z", 1)]);
    }

    proptest::proptest! {
        #[test]
        fn the_totals_are_the_sum_of_the_parts_however_they_are_cut(
            marks in samples::marks(60),
            parts in proptest::collection::vec(0usize..5, 60),
        ) {
            let whole = Totals::of(&marks);
            let of_part = |part: usize| {
                Totals::of(marks.iter().zip(&parts).filter(|(_, at)| **at == part).map(|(mark, _)| mark))
            };
            proptest::prop_assert_eq!((0..5).map(of_part).sum::<Totals>(), whole.clone());
            let all: u32 = whole.codes.values().sum();
            proptest::prop_assert_eq!(all as usize, marks.len());
            proptest::prop_assert_eq!(whole.absent() + whole.late, all);
        }
    }
}
