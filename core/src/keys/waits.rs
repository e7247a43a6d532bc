//! Waiting after a wrong passphrase or recovery key: 1, 2, 4 … 60 seconds (S12).

use std::time::{Duration, Instant};

/// Counts wrong tries. One for all secrets of a program: trying the other slot does not help.
#[derive(Default)]
pub struct Waits {
    wrong: u32,
    until: Option<Instant>,
}

impl Waits {
    /// Whole seconds to wait before the next try, rounded up; 0: try now.
    pub fn seconds(&self, now: Instant) -> u32 {
        let left = self.until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now));
        left.as_millis().div_ceil(1000) as u32
    }

    /// A try was wrong.
    pub fn wrong(&mut self, now: Instant) {
        let seconds = 1u64.checked_shl(self.wrong).unwrap_or(60).min(60);
        self.wrong = self.wrong.saturating_add(1).min(31);
        self.until = Some(now + Duration::from_secs(seconds));
    }

    /// A try was right.
    pub fn right(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute_and_end_after_a_right_try() {
        let mut now = Instant::now();
        let mut waits = Waits::default();
        assert_eq!(waits.seconds(now), 0);
        let mut seen = Vec::new();
        for _ in 0..40 {
            waits.wrong(now);
            let seconds = waits.seconds(now);
            seen.push(seconds);
            assert_eq!(waits.seconds(now + Duration::from_secs(seconds.into())), 0);
            now += Duration::from_secs(seconds.into());
        }
        assert_eq!(seen[..8], [1, 2, 4, 8, 16, 32, 60, 60]);
        assert!(seen[8..].iter().all(|s| *s == 60));
        waits.right();
        waits.wrong(now);
        assert_eq!(waits.seconds(now), 1);
    }
}
