//! Belgian time: what the clock of a school said at a moment, which is an hour further in summer. The
//! clock of this laptop tells it for now alone.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Brussels;

/// This moment as the clock of a school said it then.
pub(crate) fn time<Z: TimeZone>(at: &DateTime<Z>) -> DateTime<FixedOffset> {
    at.with_timezone(&Brussels).fixed_offset()
}

/// The moment at which a day begins: summer time begins and ends later in the night.
pub(crate) fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    Brussels.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last Sunday of March and of October, at one o'clock in Greenwich (directive 2000/84/EC).
    #[test]
    fn the_clock_goes_forward_in_march_and_back_in_october() {
        for (utc, here) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00"),
            ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00"),
        ] {
            let at = DateTime::parse_from_rfc3339(utc).unwrap();
            assert_eq!(time(&at).to_rfc3339(), here);
        }
    }

    #[test]
    fn a_day_begins_at_its_own_midnight() {
        for (day, utc) in [
            ("2026-03-29", "2026-03-28T23:00:00+00:00"),
            ("2026-03-30", "2026-03-29T22:00:00+00:00"),
            ("2026-10-25", "2026-10-24T22:00:00+00:00"),
            ("2026-10-26", "2026-10-25T23:00:00+00:00"),
        ] {
            assert_eq!(midnight(day.parse().unwrap()).unwrap().to_rfc3339(), utc);
        }
    }
}
