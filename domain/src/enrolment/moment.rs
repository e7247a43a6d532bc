//! Moment of enrolment (inschrijvingsmoment): it decides which school enrolled a pupil later.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Day and time in Belgium. The FAQ of AGODI speaks of a date, packages keep the time too
/// (discimus.md 3.3); a list may tell only the day. As text `2026-03-12T10:05:00` or `2026-03-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(export, type = "string")]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// The time, where it is known.
    pub time: Option<NaiveTime>,
}

/// The text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MomentFault;

impl Moment {
    /// Reads `2026-03-12`, `2026-03-12T10:05` and `2026-03-12T10:05:30`, also with a space.
    pub fn parse(text: &str) -> Result<Self, MomentFault> {
        let text = text.trim();
        let (day, time) = match text.split_once(['T', ' ']) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let clock = |time: &str| {
            NaiveTime::parse_from_str(time, "%H:%M:%S").or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
        };
        let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| MomentFault)?;
        Ok(Self { day, time: time.map(clock).transpose().map_err(|_| MomentFault)? })
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{}", self.day, time.format("%H:%M:%S")),
            None => write!(f, "{}", self.day),
        }
    }
}

impl TryFrom<String> for Moment {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "moment")
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_may_be_unknown() {
        assert_eq!(Moment::parse("2026-03-12").unwrap().time, None);
        for written in ["2026-03-12T10:05", "2026-03-12 10:05", "2026-03-12T10:05:00"] {
            assert_eq!(Moment::parse(written).unwrap().to_string(), "2026-03-12T10:05:00");
        }
        for wrong in
            ["", "12/03/2026", "2026-03-12T", "2026-03-12T25:00", "2026-02-30", "2026-03-12T10:05+01"]
        {
            assert_eq!(Moment::parse(wrong), Err(MomentFault), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_written_moment_is_read_back(days in 0u64..60_000, seconds in proptest::option::of(0u32..86_400)) {
            let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days);
            let time = seconds.and_then(|s| NaiveTime::from_num_seconds_from_midnight_opt(s, 0));
            let moment = Moment { day, time };
            proptest::prop_assert_eq!(Moment::parse(&moment.to_string()), Ok(moment));
        }
    }
}
