//! How much anybody may ask (security.md S83). Each running server counts for itself: with two of
//! them twice as much gets through.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

use uuid::Uuid;

use super::refusal::{self, Refusal};
use crate::settings;

/// More than this is swept: an attacker with many addresses fills no memory.
const KEPT: usize = 100_000;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Address(IpAddr),
    Device(Uuid),
    Bytes(Uuid),
    Institution(Uuid),
}

/// Fills by itself, up to its size.
struct Bucket {
    left: f64,
    at: Instant,
    size: f64,
    per_second: f64,
}

impl Bucket {
    fn refill(&mut self, now: Instant) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + passed * self.per_second).min(self.size);
        self.at = now;
    }
}

/// Counters of everybody who asked lately.
pub struct Rates {
    limits: settings::Rates,
    buckets: Mutex<HashMap<Who, Bucket>>,
}

impl Rates {
    /// Nobody asked yet.
    pub fn new(limits: settings::Rates) -> Self {
        Self { limits, buckets: Mutex::new(HashMap::new()) }
    }

    /// Somebody asks what is open to everybody, or without a good token.
    ///
    /// # Errors
    /// 429.
    pub fn address(&self, address: IpAddr, now: Instant) -> Result<(), Refusal> {
        let per_second = f64::from(self.limits.address_per_second);
        self.take(Who::Address(address), 1.0, (per_second, per_second), now)
    }

    /// A laptop asks.
    ///
    /// # Errors
    /// 429, also when it sent and received too much.
    pub fn device(&self, device: Uuid, now: Instant) -> Result<(), Refusal> {
        let per_minute = f64::from(self.limits.device_per_minute);
        self.take(Who::Device(device), 1.0, (per_minute, per_minute / 60.0), now)?;
        self.take(Who::Bytes(device), 0.0, self.per_day(), now)
    }

    /// A laptop sent or received so many bytes. What was over the limit is paid off before its next request.
    pub fn bytes(&self, device: Uuid, bytes: usize, now: Instant) {
        self.bucket(Who::Bytes(device), self.per_day(), now, |bucket| bucket.left -= bytes as f64);
    }

    /// Bytes of a laptop, at once and a second.
    fn per_day(&self) -> (f64, f64) {
        let per_day = f64::from(self.limits.device_mebibytes_per_day) * 1024.0 * 1024.0;
        (per_day, per_day / 86_400.0)
    }

    /// Something is asked of an institution.
    ///
    /// # Errors
    /// 429.
    pub fn institution(&self, inst: Uuid, now: Instant) -> Result<(), Refusal> {
        let per_second = f64::from(self.limits.institution_per_second);
        self.take(Who::Institution(inst), 1.0, (per_second, per_second), now)
    }

    fn take(&self, who: Who, amount: f64, fills: (f64, f64), now: Instant) -> Result<(), Refusal> {
        self.bucket(who, fills, now, |bucket| {
            if bucket.left <= 0.0 || bucket.left < amount {
                let missing = (1.0 - bucket.left).max(0.0) / bucket.per_second.max(f64::MIN_POSITIVE);
                return Err(refusal::TOO_MANY.after(missing.ceil().clamp(1.0, 3600.0) as u32));
            }
            bucket.left -= amount;
            Ok(())
        })
    }

    /// The bucket of somebody, as full as it is now.
    fn bucket<T>(
        &self,
        who: Who,
        (size, per_second): (f64, f64),
        now: Instant,
        change: impl FnOnce(&mut Bucket) -> T,
    ) -> T {
        let mut buckets = self.lock();
        if buckets.len() >= KEPT {
            buckets.retain(|_, bucket| {
                bucket.refill(now);
                bucket.left < bucket.size
            });
        }
        let bucket = buckets.entry(who).or_insert(Bucket { left: size, at: now, size, per_second });
        bucket.refill(now);
        change(bucket)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Who, Bucket>> {
        self.buckets.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn rates() -> Rates {
        Rates::new(settings::Rates::default())
    }

    #[test]
    fn ten_a_second_without_a_token_and_then_one_has_to_wait() {
        let (rates, now) = (rates(), Instant::now());
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..10 {
            rates.address(address, now).unwrap();
        }
        assert_eq!(rates.address(address, now).unwrap_err().retry_after, Some(1));
        rates.address(IpAddr::from([192, 0, 2, 2]), now).unwrap();
        rates.address(address, now + Duration::from_millis(101)).unwrap();
    }

    #[test]
    fn sixty_requests_a_minute_and_so_much_a_day_for_a_laptop() {
        let (rates, now) = (rates(), Instant::now());
        let device = Uuid::from_u128(1);
        for _ in 0..60 {
            rates.device(device, now).unwrap();
        }
        rates.device(device, now).unwrap_err();
        let device = Uuid::from_u128(2);
        rates.bytes(device, 200 * 1024 * 1024, now);
        rates.device(device, now).unwrap_err();
        rates.device(device, now + Duration::from_secs(2)).unwrap();
    }
}
