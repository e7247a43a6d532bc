//! What is known of sync only while the program runs.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use stamboek_domain::sync::op::Clock;

use super::messages::{SyncDownload, SyncTrouble};

/// Where sync stands, as far as no table says it.
#[derive(Clone)]
pub(super) struct Live {
    /// A request is under way.
    pub(super) working: bool,
    /// Why nothing gets through.
    pub(super) trouble: Option<SyncTrouble>,
    /// When it is tried again.
    pub(super) next: Option<DateTime<FixedOffset>>,
    /// The mirror is being fetched.
    pub(super) download: Option<SyncDownload>,
    /// How far this laptop's clock is from the server's.
    pub(super) clock: Clock,
}

impl Default for Live {
    fn default() -> Self {
        Self { working: false, trouble: None, next: None, download: None, clock: Clock::Unknown }
    }
}

impl Live {
    /// What the server's clock says when this laptop's says `now`, as far as it is known from here.
    pub(super) fn server_time(&self, now: DateTime<FixedOffset>) -> DateTime<Utc> {
        now.to_utc() - TimeDelta::seconds(self.clock_ahead().unwrap_or(0).into())
    }

    /// Seconds by which this laptop's clock is ahead.
    pub(super) fn clock_ahead(&self) -> Option<i32> {
        match self.clock {
            Clock::Unknown => None,
            Clock::Ok => Some(0),
            Clock::Off(millis) => Some(i32::try_from(millis / 1000).unwrap_or(i32::MAX)),
        }
    }
}
