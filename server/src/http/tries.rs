//! Wrong codes and wrong passwords (security.md S22, S83). Each running server counts for itself, and
//! forgets when it ends.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::refusal::{self, Refusal};

/// Wrong ones in a row before whoever tries has to wait.
const WRONG: u32 = 10;
/// How long an address waits after wrong codes.
const AFTER_CODES: Duration = Duration::from_secs(3600);
/// How long an account waits after wrong passwords, from whichever laptop they came.
const AFTER_PASSWORDS: Duration = Duration::from_secs(15 * 60);
/// From here on what is over is swept out.
const KEPT: usize = 100_000;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Codes(IpAddr),
    /// By the hash of the name, so that a long one takes no more room.
    Passwords([u8; 32]),
}

impl Who {
    fn account(login: &str) -> Self {
        Self::Passwords(Sha256::digest(login.as_bytes()).into())
    }

    fn waits(self) -> Duration {
        match self {
            Self::Codes(_) => AFTER_CODES,
            Self::Passwords(_) => AFTER_PASSWORDS,
        }
    }
}

/// How often somebody was wrong, and when last.
struct Wrong {
    times: u32,
    last: Instant,
}

/// Who was wrong lately.
#[derive(Default)]
pub struct Tries(Mutex<HashMap<Who, Wrong>>);

impl Tries {
    /// Whether this address may try a code.
    ///
    /// # Errors
    /// 429.
    pub fn may_try_code(&self, address: IpAddr, now: Instant) -> Result<(), Refusal> {
        may(&self.lock(), Who::Codes(address), now)
    }

    /// A code from this address was wrong.
    pub fn wrong_code(&self, address: IpAddr, now: Instant) {
        count(&mut self.lock(), Who::Codes(address), now);
    }

    /// A password of this account is tried, whether there is such an account or not. It counts as wrong
    /// before it is looked at, so that many at once win none.
    ///
    /// # Errors
    /// 429.
    pub fn try_password(&self, login: &str, now: Instant) -> Result<(), Refusal> {
        let (mut all, who) = (self.lock(), Who::account(login));
        may(&all, who, now)?;
        count(&mut all, who, now);
        Ok(())
    }

    /// It was right.
    pub fn right_password(&self, login: &str) {
        self.lock().remove(&Who::account(login));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Who, Wrong>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// What is left of the time that somebody waits, or after which what was wrong is forgotten.
fn left(who: Who, wrong: &Wrong, now: Instant) -> Duration {
    who.waits().saturating_sub(now.saturating_duration_since(wrong.last))
}

fn may(all: &HashMap<Who, Wrong>, who: Who, now: Instant) -> Result<(), Refusal> {
    let Some(wrong) = all.get(&who).filter(|wrong| wrong.times >= WRONG) else { return Ok(()) };
    match left(who, wrong, now) {
        Duration::ZERO => Ok(()),
        left => Err(refusal::TOO_MANY.after(left.as_secs_f64().ceil() as u32)),
    }
}

fn count(all: &mut HashMap<Who, Wrong>, who: Who, now: Instant) {
    if all.len() >= KEPT {
        all.retain(|who, wrong| !left(*who, wrong, now).is_zero());
    }
    let wrong = all.entry(who).or_insert(Wrong { times: 0, last: now });
    let before = if left(who, wrong, now).is_zero() { 0 } else { wrong.times };
    *wrong = Wrong { times: before + 1, last: now };
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn ten_wrong_codes_close_the_door_for_an_hour() {
        let (tries, now) = (Tries::default(), Instant::now());
        let address = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..10 {
            tries.may_try_code(address, now).unwrap();
            tries.wrong_code(address, now);
        }
        assert_eq!(tries.may_try_code(address, now).unwrap_err().retry_after, Some(3600));
        tries.may_try_code(IpAddr::from([192, 0, 2, 2]), now).unwrap();
        tries.may_try_code(address, now + AFTER_CODES - SECOND).unwrap_err();
        tries.may_try_code(address, now + AFTER_CODES).unwrap();
    }

    #[test]
    fn ten_wrong_passwords_make_an_account_wait_a_quarter_of_an_hour_and_a_right_one_begins_anew() {
        let (tries, now) = (Tries::default(), Instant::now());
        for _ in 0..9 {
            tries.try_password("els", now).unwrap();
        }
        tries.right_password("els");
        for n in 0..10 {
            tries.try_password("els", now + SECOND * n).unwrap();
        }
        let refused = tries.try_password("els", now + SECOND * 9).unwrap_err();
        assert_eq!(refused.retry_after, Some(900));
        tries.try_password("jan", now).unwrap();
        tries.try_password("els", now + SECOND * 908).unwrap_err();
        let then = now + SECOND * 909;
        for _ in 0..10 {
            tries.try_password("els", then).unwrap();
        }
        tries.try_password("els", then).unwrap_err();
    }

    #[test]
    fn what_was_wrong_long_ago_does_not_count() {
        let (tries, mut now) = (Tries::default(), Instant::now());
        for _ in 0..30 {
            tries.try_password("els", now).unwrap();
            now += AFTER_PASSWORDS;
        }
    }
}
