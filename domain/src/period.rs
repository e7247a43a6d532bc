//! A period of days, both ends included.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// From a first to a last day, both included. One whose last day comes before its first covers
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Period {
    /// First day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day; `None` while it is open.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Whether the day belongs to it.
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.last()
    }

    /// The days that belong to both; `None` when there are none.
    pub fn shared(self, other: Self) -> Option<Self> {
        let shared = Self { from: self.from.max(other.from), until: earlier(self.until, other.until) };
        let real = self.from <= self.last() && other.from <= other.last() && shared.from <= shared.last();
        real.then_some(shared)
    }

    /// How many days; `None` while it is open, 0 when it covers nothing.
    pub fn days(self) -> Option<u32> {
        let days = (self.until? - self.from).num_days() + 1;
        Some(u32::try_from(days).unwrap_or(0))
    }

    /// The last day, or the end of time while it is open.
    pub(crate) fn last(self) -> NaiveDate {
        self.until.unwrap_or(NaiveDate::MAX)
    }
}

fn earlier(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}

/// Periods for property tests: around one school year, some open, some reversed.
#[cfg(test)]
pub(crate) fn samples() -> impl proptest::strategy::Strategy<Value = Period> {
    use proptest::strategy::Strategy;
    let first = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap_or_default();
    (0u64..120, proptest::option::weighted(0.8, -3i64..60)).prop_map(move |(from, length)| {
        let from = first + chrono::Days::new(from);
        Period { from, until: length.map(|days| from + chrono::TimeDelta::days(days)) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, until: &str) -> Period {
        Period { from: from.parse().unwrap(), until: until.parse().ok() }
    }

    #[test]
    fn both_ends_belong_to_it() {
        let one = period("2026-09-01", "2026-09-01");
        assert_eq!(one.days(), Some(1));
        assert!(one.covers(one.from));
        assert_eq!(period("2026-09-01", "").days(), None);
        assert_eq!(period("2026-09-01", "2026-08-30").days(), Some(0));
    }

    proptest::proptest! {
        #[test]
        fn what_is_shared_is_the_set_of_shared_days(a in samples(), b in samples()) {
            let shared = a.shared(b);
            proptest::prop_assert_eq!(shared, b.shared(a));
            let mut days = 0;
            for day in period("2026-05-01", "").from.iter_days().take(400) {
                let both = a.covers(day) && b.covers(day);
                days += u32::from(both);
                proptest::prop_assert_eq!(shared.is_some_and(|shared| shared.covers(day)), both, "{}", day);
            }
            if let Some(counted) = shared.and_then(Period::days) {
                proptest::prop_assert_eq!(counted, days);
                proptest::prop_assert!(counted > 0);
            }
        }
    }
}
