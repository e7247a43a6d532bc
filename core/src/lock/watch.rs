//! When the program locks by itself (S13): nobody typed for a while, the laptop slept, or its own screen
//! was locked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};

use crate::register::Register;
use crate::shell::{Event, Shell};

/// How often it looks while the program runs.
const LOOK: Duration = Duration::from_secs(5);
/// Longer between two looks, on either clock: the laptop slept.
const SLEPT: Duration = Duration::from_secs(60);

/// Who works here and since when nobody typed.
pub struct Watch {
    now: Mutex<Now>,
    /// PINs are looked at one after the other.
    turn: Mutex<()>,
}

struct Now {
    /// Nobody has a PIN: nothing locks.
    armed: bool,
    locked: bool,
    /// Who unlocked.
    person: Option<String>,
    patience: Duration,
    input: Instant,
    /// The last look, by both clocks; `None` while nobody looks regularly.
    looked: Option<(Instant, DateTime<FixedOffset>)>,
    /// By that look nobody was at the computer.
    away: bool,
    /// Until when the PIN of somebody is not looked at.
    waits: BTreeMap<String, Instant>,
}

impl Default for Watch {
    fn default() -> Self {
        let now = Now {
            armed: false,
            locked: false,
            person: None,
            patience: Duration::from_secs(600),
            input: Instant::now(),
            looked: None,
            away: false,
            waits: BTreeMap::new(),
        };
        Self { now: Mutex::new(now), turn: Mutex::default() }
    }
}

impl Watch {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Until it is dropped no other PIN is looked at.
    pub(super) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// A register was opened: locked when somebody has a PIN.
    pub(crate) fn begin(&self, armed: bool, patience: Duration) {
        let mut now = self.now();
        (now.armed, now.locked, now.person, now.patience) = (armed, armed, None, patience);
    }

    /// Other rules, or the first or the last PIN.
    pub(super) fn set(&self, armed: bool, patience: Duration) {
        let mut now = self.now();
        (now.armed, now.patience) = (armed, patience);
        now.locked &= armed;
    }

    /// After how many minutes it locks; `None`: never.
    pub(crate) fn minutes(&self) -> Option<u32> {
        let now = self.now();
        now.armed.then_some((now.patience.as_secs() / 60) as u32)
    }

    /// Who unlocked.
    pub(super) fn person(&self) -> Option<String> {
        self.now().person.clone()
    }

    /// Somebody typed, clicked or scrolled. Does not unlock.
    pub(super) fn input(&self) {
        self.now().input = Instant::now();
    }

    /// Locks, where somebody has a PIN; whether that changed anything.
    pub(super) fn lock(&self) -> bool {
        self.now().lock()
    }

    /// That person works here from now on.
    pub(super) fn unlock(&self, person: &str) {
        let mut now = self.now();
        (now.locked, now.person, now.input) = (false, Some(person.to_owned()), Instant::now());
        now.waits.remove(person);
    }

    /// Whether commands are refused now.
    pub(crate) fn is_locked(&self, wall: DateTime<FixedOffset>) -> bool {
        let mut now = self.now();
        now.look(Instant::now(), wall);
        now.locked
    }

    /// Seconds until the PIN of somebody is looked at again, rounded up.
    pub(super) fn wait(&self, person: &str) -> u32 {
        let until = self.now().waits.get(person).copied();
        let left = until.map_or(Duration::ZERO, |until| until.saturating_duration_since(Instant::now()));
        left.as_millis().div_ceil(1000) as u32
    }

    /// Whether such a wait was begun, over or not.
    pub(super) fn has_waited(&self, person: &str) -> bool {
        self.now().waits.contains_key(person)
    }

    /// The PIN of somebody is not looked at for a while.
    pub(super) fn make_wait(&self, person: &str, wait: Duration) {
        self.now().waits.insert(person.to_owned(), Instant::now() + wait);
    }

    /// Looks regularly until the register is closed, and tells the screens when it locks.
    pub(crate) fn look_after(
        self: &Arc<Self>,
        register: &Arc<Register>,
        shell: &Arc<dyn Shell>,
        clock: fn() -> DateTime<FixedOffset>,
    ) {
        let (watch, register, shell) = (self.clone(), Arc::downgrade(register), shell.clone());
        watch.now().looked = Some((Instant::now(), clock()));
        let looking = move || watch.keep_looking(&register, &*shell, clock);
        // Without a thread every command still looks first, but sleep is not noticed.
        if std::thread::Builder::new().name("lock".into()).spawn(looking).is_err() {
            self.now().looked = None;
        }
    }

    fn keep_looking(
        &self,
        register: &Weak<Register>,
        shell: &dyn Shell,
        clock: fn() -> DateTime<FixedOffset>,
    ) {
        while register.strong_count() > 0 {
            std::thread::sleep(LOOK);
            // Asked before the turn: a system that takes its time holds up nobody.
            let away = shell.is_away() == Some(true);
            let mut now = self.now();
            let left = now.left(away);
            let locks = now.look(Instant::now(), clock()) || left;
            drop(now);
            if locks {
                shell.notify(Event::Changed { subjects: vec!["session".to_owned()] });
            }
        }
    }
}

impl Now {
    fn lock(&mut self) -> bool {
        let locks = self.armed && !self.locked;
        self.locked |= self.armed;
        locks
    }

    /// Whether it locked because the person went away since the last look. Only then: a system that says
    /// so for good would lock out whoever just unlocked.
    fn left(&mut self, away: bool) -> bool {
        let left = away && !self.away;
        self.away = away;
        left && self.lock()
    }

    /// Whether it locked by this look. The two clocks differ in what they count of sleep: on Linux
    /// and macOS the one that only goes forward stands still, on Windows it goes on.
    fn look(&mut self, at: Instant, wall: DateTime<FixedOffset>) -> bool {
        let slept = self.looked.is_some_and(|(before, wall_before)| {
            let by_wall = (wall - wall_before).to_std().unwrap_or_default();
            at.saturating_duration_since(before).max(by_wall) > SLEPT
        });
        self.looked = self.looked.map(|_| (at, wall));
        let idle = at.saturating_duration_since(self.input) >= self.patience;
        if slept || idle { self.lock() } else { false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(seconds: i64) -> DateTime<FixedOffset> {
        let nine: DateTime<FixedOffset> = "2026-11-23T09:00:00+01:00".parse().unwrap();
        nine + chrono::Duration::seconds(seconds)
    }

    fn at_work(from: Instant) -> Now {
        let watch = Watch::default();
        watch.begin(true, Duration::from_secs(120));
        watch.unlock("an");
        let mut now = watch.now.into_inner().unwrap();
        (now.input, now.looked) = (from, Some((from, wall(0))));
        now
    }

    /// Looks every five seconds up to a moment.
    fn until(now: &mut Now, from: Instant, seconds: u64) -> bool {
        (1..=seconds / 5).any(|n| now.look(from + LOOK * n as u32, wall(n as i64 * 5)))
    }

    #[test]
    fn it_locks_once_after_the_minutes_without_input() {
        let from = Instant::now();
        let mut now = at_work(from);
        assert!(!until(&mut now, from, 115));
        assert!(now.look(from + Duration::from_secs(120), wall(120)) && now.locked);
        assert!(!now.look(from + Duration::from_secs(125), wall(125)), "said once");
    }

    #[test]
    fn input_moves_the_moment() {
        let from = Instant::now();
        let mut now = at_work(from);
        now.input = from + Duration::from_secs(60);
        assert!(!until(&mut now, from, 175));
        assert!(now.look(from + Duration::from_secs(180), wall(180)));
    }

    #[test]
    fn it_locks_when_either_clock_jumped_since_the_last_look() {
        let from = Instant::now();
        // Suspended: only the wall went on. On Windows: both.
        for (by, by_wall) in [(5, 3_600), (3_600, 3_600), (90, 5)] {
            let mut now = at_work(from);
            now.patience = Duration::from_secs(1_800 * 4);
            assert!(now.look(from + Duration::from_secs(by), wall(by_wall)));
        }
        let mut now = at_work(from);
        assert!(!now.look(from + LOOK, wall(-3_600)), "a clock put back is no sleep");
    }

    #[test]
    fn it_locks_once_each_time_the_person_goes_away() {
        let mut now = at_work(Instant::now());
        assert!(!now.left(false) && now.left(true) && now.locked);
        now.locked = false;
        assert!(!now.left(true) && !now.locked, "who unlocked is here, whatever the system says");
        assert!(!now.left(false) && now.left(true));
    }

    #[test]
    fn nothing_locks_before_anybody_has_a_pin() {
        let watch = Watch::default();
        watch.begin(false, Duration::ZERO);
        assert!(!watch.lock() && !watch.is_locked(wall(0)) && watch.minutes().is_none());
        watch.set(true, Duration::from_secs(600));
        assert!(watch.lock() && watch.is_locked(wall(0)));
        watch.set(false, Duration::from_secs(600));
        assert!(!watch.is_locked(wall(0)), "the last PIN was taken away");
    }
}
