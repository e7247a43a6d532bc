//! How far the laptop's clock is from the server's (sync.md 11). Decides nothing.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::Moment;
use crate::sync::op::Clock;

/// From here on a clock counts as wrong.
const TRUSTED_MILLIS: i64 = 2 * 60 * 1000;

/// The offset at the last answer, and what the clocks said then.
#[derive(Default)]
pub(super) struct ClockWatch {
    heard: Option<(i64, Duration, DateTime<Utc>)>,
}

impl ClockWatch {
    pub(super) fn heard(&mut self, server: DateTime<Utc>, now: Moment) {
        let offset = now.wall.signed_duration_since(server).num_milliseconds();
        self.heard = Some((offset, now.monotonic, now.wall));
    }

    /// What the server's clock says now; `None` before it was heard.
    pub(super) fn server(&self, now: Moment) -> Option<DateTime<Utc>> {
        let (offset, monotonic, wall) = self.heard?;
        let heard = wall.checked_sub_signed(TimeDelta::milliseconds(offset))?;
        let passed = TimeDelta::from_std(now.monotonic.saturating_sub(monotonic)).ok()?;
        heard.checked_add_signed(passed)
    }

    pub(super) fn trust(&self, now: Moment) -> Clock {
        let Some((offset, monotonic, wall)) = self.heard else { return Clock::Unknown };
        let passed = i64::try_from(now.monotonic.saturating_sub(monotonic).as_millis()).unwrap_or(i64::MAX);
        let shown = now.wall.signed_duration_since(wall).num_milliseconds();
        // It jumped since: nobody knows what it says now.
        if shown.saturating_sub(passed).saturating_abs() > TRUSTED_MILLIS {
            return Clock::Unknown;
        }
        if offset.saturating_abs() <= TRUSTED_MILLIS { Clock::Ok } else { Clock::Off(offset) }
    }
}
