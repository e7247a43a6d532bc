//! When the engine does something by itself: one timer, always set (sync.md 14).

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::Moment;
use crate::sync::wire::REQUEST_SECONDS;

/// After saving, so that a row of entries goes in one push.
pub(super) const AFTER_SAVING: Duration = Duration::from_secs(3);
/// After the window came to the front, the network changed, the laptop slept: at most.
const AFTER_WAKING: Duration = Duration::from_secs(10);
/// Between two tries, at most, and then again and again.
pub(super) const LONGEST: Duration = Duration::from_secs(15 * 60);
const IDLE: Duration = Duration::from_secs(5 * 60);
const FIRST_FAILURE: Duration = Duration::from_secs(2);
const SPREAD: Duration = Duration::from_secs(60);
const LONG_AWAY_HOURS: i64 = 12;
/// Whoever carries out store work or a request reports before this.
const WATCH: Duration = Duration::from_secs(REQUEST_SECONDS * 2);

/// The one timer.
#[derive(Default)]
pub(super) struct Pace {
    due: Duration,
    failures: u32,
    /// What is saved hurries nobody now: the server asked so, or it just failed.
    backing_off: bool,
    /// Not before this, unless a person asks: the server said when to come back.
    not_before: Duration,
}

/// A part of `most`, at random.
fn up_to(most: Duration, random: u64) -> Duration {
    let millis = u64::try_from(most.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(random % millis.saturating_add(1))
}

/// Whether the last contact is so long ago that many laptops may return at once.
fn is_long(now: Moment, last_ok: Option<DateTime<Utc>>) -> bool {
    last_ok.is_none_or(|last| (now.wall - last).num_hours().abs() >= LONG_AWAY_HOURS)
}

impl Pace {
    pub(super) fn start(&mut self, now: Moment, last_ok: Option<DateTime<Utc>>) {
        let most = if is_long(now, last_ok) { SPREAD } else { AFTER_SAVING };
        self.due = now.monotonic + up_to(most, now.random);
    }

    /// While something is under way.
    pub(super) fn watch(&mut self, now: Moment) {
        self.due = now.monotonic + WATCH;
    }

    pub(super) fn succeeded(&mut self) {
        self.failures = 0;
        self.backing_off = false;
        self.not_before = Duration::ZERO;
    }

    pub(super) fn idle(&mut self, now: Moment) {
        self.succeeded();
        // ± 20 %.
        self.due = now.monotonic + IDLE * 4 / 5 + up_to(IDLE * 2 / 5, now.random);
    }

    pub(super) fn failed(&mut self, now: Moment, after: Option<Duration>) {
        let most = FIRST_FAILURE.saturating_mul(1 << self.failures.min(20)).min(LONGEST);
        let least = after.unwrap_or_default().min(LONGEST);
        self.due = now.monotonic + up_to(most, now.random).max(least);
        self.not_before = now.monotonic + least;
        self.failures = self.failures.saturating_add(1);
        self.backing_off = true;
    }

    /// Something was saved: soon, but not while the server is to be left alone.
    pub(super) fn at_most(&mut self, now: Moment, after: Duration, resting: bool) {
        if resting && !self.backing_off {
            self.due = self.due.min(now.monotonic + after);
        }
    }

    /// The world changed: soon, also after failures, but not before the server asked to come back. After
    /// a long time away everybody's world changes in the same second: then spread, and so is what ran out
    /// while the laptop slept.
    pub(super) fn hurry(&mut self, now: Moment, last_ok: Option<DateTime<Utc>>, resting: bool) {
        if !resting {
            return;
        }
        let long = is_long(now, last_ok);
        let most = if long { SPREAD } else { AFTER_WAKING };
        let soon = now.monotonic + up_to(most, now.random);
        let due = if long && self.is_over(now) { soon } else { self.due.min(soon) };
        self.due = due.max(self.not_before);
    }

    pub(super) fn is_over(&self, now: Moment) -> bool {
        now.monotonic >= self.due
    }

    pub(super) fn left(&self, now: Moment) -> Duration {
        self.due.saturating_sub(now.monotonic)
    }
}
