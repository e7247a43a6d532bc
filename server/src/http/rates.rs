//! How much anybody may ask (security.md S83). Each running server counts for itself: with two of
//! them twice as much gets through.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::refusal::{self, Refusal};
use crate::settings;

/// Wrong codes from one address before it has to wait.
const WRONG_CODES: u32 = 10;
const WAIT_AFTER_WRONG_CODES: Duration = Duration::from_secs(3600);
/// More than this is swept: an attacker with many addresses fills no memory.
const KEPT: usize = 100_000;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Address(IpAddr),
    Device(Uuid),
    Bytes(Uuid),
    Institution(Uuid),
    Codes(IpAddr),
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

    /// Somebody without a token asks.
    ///
    /// # Errors
    /// 429.
    pub fn address(&self, address: IpAddr, now: Instant) -> Result<(), Refusal> {
        let per_second = f64::from(self.limits.address_per_second);
        self.take(Who::Address(address), 1.0, (per_second, per_second), now)
    }

    /// A laptop asks with a body of so many bytes.
    ///
    /// # Errors
    /// 429.
    pub fn device(&self, device: Uuid, bytes: u64, now: Instant) -> Result<(), Refusal> {
        let per_minute = f64::from(self.limits.device_per_minute);
        self.take(Who::Device(device), 1.0, (per_minute, per_minute / 60.0), now)?;
        self.bytes(device, bytes, now)
    }

    /// A laptop is answered with so many bytes.
    ///
    /// # Errors
    /// 429.
    pub fn bytes(&self, device: Uuid, bytes: u64, now: Instant) -> Result<(), Refusal> {
        let per_day = f64::from(self.limits.device_mebibytes_per_day) * 1024.0 * 1024.0;
        self.take(Who::Bytes(device), bytes as f64, (per_day, per_day / 86_400.0), now)
    }

    /// Something is asked of an institution.
    ///
    /// # Errors
    /// 429.
    pub fn institution(&self, inst: Uuid, now: Instant) -> Result<(), Refusal> {
        let per_second = f64::from(self.limits.institution_per_second);
        self.take(Who::Institution(inst), 1.0, (per_second, per_second), now)
    }

    /// Whether this address may try a code.
    ///
    /// # Errors
    /// 429.
    pub fn may_try_code(&self, address: IpAddr, now: Instant) -> Result<(), Refusal> {
        self.codes(address, 0.0, now)
    }

    /// A code from this address was wrong.
    pub fn wrong_code(&self, address: IpAddr, now: Instant) {
        // What is refused here is refused at the next try.
        let _ = self.codes(address, 1.0, now);
    }

    fn codes(&self, address: IpAddr, taken: f64, now: Instant) -> Result<(), Refusal> {
        let mut buckets = self.lock();
        let size = f64::from(WRONG_CODES);
        let bucket = buckets.entry(Who::Codes(address)).or_insert(Bucket {
            left: size,
            at: now,
            size,
            per_second: 0.0,
        });
        if now.saturating_duration_since(bucket.at) >= WAIT_AFTER_WRONG_CODES {
            bucket.left = size;
            bucket.at = now;
        }
        if bucket.left < 1.0 {
            return Err(refusal::TOO_MANY.after(WAIT_AFTER_WRONG_CODES.as_secs() as u32));
        }
        if taken > 0.0 {
            bucket.left -= taken;
            bucket.at = now;
        }
        Ok(())
    }

    fn take(
        &self,
        who: Who,
        amount: f64,
        (size, per_second): (f64, f64),
        now: Instant,
    ) -> Result<(), Refusal> {
        let mut buckets = self.lock();
        if buckets.len() >= KEPT {
            buckets.retain(|_, bucket| {
                bucket.per_second == 0.0 || {
                    bucket.refill(now);
                    bucket.left < bucket.size
                }
            });
        }
        let bucket = buckets.entry(who).or_insert(Bucket { left: size, at: now, size, per_second });
        bucket.refill(now);
        // One request larger than what is left still passes; the next waits until that is paid.
        if bucket.left <= 0.0 || (amount == 1.0 && bucket.left < 1.0) {
            let missing = (1.0 - bucket.left).max(0.0) / per_second.max(f64::MIN_POSITIVE);
            return Err(refusal::TOO_MANY.after(missing.ceil().clamp(1.0, 3600.0) as u32));
        }
        bucket.left -= amount;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Who, Bucket>> {
        self.buckets.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
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
            rates.device(device, 0, now).unwrap();
        }
        rates.device(device, 0, now).unwrap_err();
        let device = Uuid::from_u128(2);
        rates.device(device, 200 * 1024 * 1024, now).unwrap();
        rates.device(device, 1, now).unwrap_err();
        rates.device(device, 1, now + Duration::from_secs(2)).unwrap();
    }

    #[test]
    fn ten_wrong_codes_close_the_door_for_an_hour() {
        let (rates, now) = (rates(), Instant::now());
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..10 {
            rates.may_try_code(address, now).unwrap();
            rates.wrong_code(address, now);
        }
        assert_eq!(rates.may_try_code(address, now).unwrap_err().retry_after, Some(3600));
        rates.may_try_code(address, now + Duration::from_secs(3599)).unwrap_err();
        rates.may_try_code(address, now + Duration::from_secs(3600)).unwrap();
    }
}
