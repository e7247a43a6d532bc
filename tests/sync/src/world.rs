//! Laptops, a server, and what happens to them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::TimeDelta;
use stamboek_domain::sync::apply::{Outcome, apply};
use stamboek_domain::sync::engine::{Effect, Event, Path, StoreAnswer, Wake, Work};
use stamboek_domain::sync::op::{Change, OpId};
use stamboek_domain::sync::parts::named_pupils;
use stamboek_domain::sync::record::{DeviceId, RecordKey, state};
use stamboek_domain::sync::wire::Hash;

use crate::beside::{Beside, Disk};
use crate::check;
use crate::laptop::{Laptop, at};
use crate::person::enter;
use crate::plant::Plant;
use crate::random::Random;
use crate::server::Server;
use crate::store::{State, Store};

/// What a run went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ops saved.
    pub entries: u64,
    /// Requests that left a laptop.
    pub requests: u64,
    /// Programs killed.
    pub crashes: u64,
    /// Servers put back from a backup.
    pub server_restores: u64,
    /// Laptops put back from an older copy.
    pub laptop_restores: u64,
    /// Laptops copied.
    pub clones: u64,
    /// Disks that refused.
    pub full_disks: u64,
    /// Conflicts that were recorded, by the end.
    pub conflicts: u64,
    /// Entries that were held, by the end.
    pub held: u64,
}

impl Counts {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            entries: self.entries + other.entries,
            requests: self.requests + other.requests,
            crashes: self.crashes + other.crashes,
            server_restores: self.server_restores + other.server_restores,
            laptop_restores: self.laptop_restores + other.laptop_restores,
            clones: self.clones + other.clones,
            full_disks: self.full_disks + other.full_disks,
            conflicts: self.conflicts + other.conflicts,
            held: self.held + other.held,
        }
    }
}

/// How a run ended.
pub struct Run {
    /// The first invariant that was broken, with the step.
    pub broken: Option<(usize, String)>,
    /// What it went through.
    pub counts: Counts,
}

/// Steps until everybody must be quiet, at most.
const QUIET: usize = 30_000;

pub(crate) struct World {
    pub(crate) random: Random,
    pub(crate) laptops: Vec<Laptop>,
    pub(crate) server: Server,
    pub(crate) now: Duration,
    pub(crate) plant: Option<Plant>,
    pub(crate) counts: Counts,
    /// Requests that will arrive once more.
    pub(crate) late: Vec<(DeviceId, String)>,
    backups: Vec<Server>,
    copies: Vec<(usize, Store, BTreeMap<OpId, Hash>)>,
    /// Every op that was ever saved.
    ever: BTreeMap<OpId, Change>,
    /// Ops that the disk damaged while they waited.
    damaged: BTreeSet<OpId>,
    /// No more faults.
    calm: bool,
    broken: Option<String>,
}

/// Runs the world of this seed for so many steps, then lets it come to rest.
pub fn run(seed: u64, steps: usize, plant: Option<Plant>) -> Run {
    run_with(seed, steps, plant, &|| None)
}

/// As [`run`], with a disk beside the model of every laptop.
pub fn run_beside(seed: u64, steps: usize, disk: &dyn Fn() -> Box<dyn Disk>) -> Run {
    run_with(seed, steps, None, &|| Some(Beside(disk())))
}

fn run_with(seed: u64, steps: usize, plant: Option<Plant>, beside: &dyn Fn() -> Option<Beside>) -> Run {
    let mut random = Random::new(seed);
    let laptops = 5 + random.below(3);
    let mut world = World {
        server: Server::new(random.uuid()),
        laptops: Vec::new(),
        now: Duration::ZERO,
        plant,
        counts: Counts::default(),
        late: Vec::new(),
        backups: Vec::new(),
        copies: Vec::new(),
        ever: BTreeMap::new(),
        damaged: BTreeSet::new(),
        calm: false,
        broken: None,
        random,
    };
    for _ in 0..laptops {
        let device = DeviceId(world.random.uuid());
        world.laptops.push(Laptop::new(Store::new(device, plant, beside()), BTreeMap::new()));
        let last = world.laptops.len() - 1;
        world.laptops[last].start(Duration::ZERO, &mut world.random);
    }
    world.backups.push(world.server.clone());
    for step in 0..steps {
        world.server.step = step as u64;
        world.happen();
        if let Some(broken) = world.broken.take() {
            return Run { broken: Some((step, broken)), counts: world.counts };
        }
    }
    let broken = world.rest().err().map(|broken| (steps, broken));
    let kind = |kind: &str| {
        let of = |key: &&RecordKey| key.kind.as_str() == kind;
        world.server.records.keys().filter(of).count() as u64
    };
    world.counts.conflicts = kind("conflict");
    world.counts.held = kind("held");
    Run { broken, counts: world.counts }
}

impl World {
    pub(crate) fn fail(&mut self, broken: String) {
        self.broken.get_or_insert(broken);
    }

    /// Whether this fault happens now, with so many chances in a thousand.
    pub(crate) fn fault(&mut self, per_mille: u64) -> bool {
        !self.calm && self.random.chance(per_mille)
    }

    fn happen(&mut self) {
        self.now += Duration::from_millis(self.random.next() % 20_000);
        let laptop = self.random.below(self.laptops.len());
        match self.random.below(1000) {
            0..420 => self.person(laptop),
            420..920 => {
                for _ in 0..=self.random.below(14) {
                    self.progress(laptop);
                }
            }
            920..935 => self.crash(laptop),
            935..945 => self.backups.push(self.server.clone()),
            945..957 => self.restore_server(),
            957..965 => self.copies.push((
                laptop,
                self.laptops[laptop].store.clone(),
                self.laptops[laptop].saved.clone(),
            )),
            965..969 => self.restore_laptop(),
            969..972 => self.clone_laptop(laptop),
            972..985 => self.arrive_late(),
            985..990 => self.jump(laptop),
            990..996 => self.rewind(laptop),
            _ => self.damage(laptop),
        }
    }

    fn person(&mut self, laptop: usize) {
        for change in enter(&mut self.random, &self.laptops[laptop].store) {
            self.save(laptop, change);
        }
    }

    fn save(&mut self, laptop: usize, change: Change) {
        let one = &mut self.laptops[laptop];
        let records = one.store.records(&change);
        let now = state(&records, &change);
        let there = named_pupils(&change)
            .into_iter()
            .all(|pupil| one.store.view.contains_key(&RecordKey::pupil(pupil)));
        if !there || !matches!(apply(&now, &change), Ok(Outcome::Applied(_))) {
            return;
        }
        one.save(change, self.now, &mut self.random);
        self.counts.entries += 1;
        if let Some(row) = self.laptops[laptop].store.outbox.last() {
            self.ever.insert(row.op_id, row.change.clone());
        }
        self.look(laptop);
    }

    /// One thing that the laptop waits for comes about.
    fn progress(&mut self, laptop: usize) {
        match self.laptops[laptop].todo.pop_front() {
            Some(Effect::Store { id, work }) => self.store(laptop, id, work),
            Some(Effect::Send { id, path, body }) => self.send(laptop, id, path, &body),
            Some(Effect::RenewToken { id }) => {
                let renewed = !self.fault(100);
                let event = Event::Token { id, renewed };
                self.laptops[laptop].step(event, self.now, &mut self.random);
            }
            Some(_) => {}
            None if self.calm => {}
            None => {
                let due = self.laptops[laptop].due;
                let event = match due {
                    Some(due) if due <= self.now || self.random.chance(300) => {
                        self.now = self.now.max(due);
                        Event::Timer
                    }
                    _ if self.random.chance(400) => Event::Woke(Wake::Asked),
                    _ => Event::Woke(Wake::Focus),
                };
                self.laptops[laptop].step(event, self.now, &mut self.random);
            }
        }
        self.look(laptop);
    }

    fn store(&mut self, laptop: usize, id: u64, work: Work) {
        if self.fault(8) {
            return self.crash(laptop);
        }
        if self.fault(15) {
            self.counts.full_disks += 1;
            let answer = self.refused(&work, laptop);
            return self.laptops[laptop].step(Event::Stored { id, answer }, self.now, &mut self.random);
        }
        if let (Some(Plant::CursorBeforeData), Work::Complete { cursor, .. }) = (self.plant, &work) {
            self.laptops[laptop].store.sync.cursor = *cursor;
            if self.fault(100) {
                return self.crash(laptop);
            }
        }
        self.laptops[laptop].flushed();
        let answer = self.laptops[laptop].store.work(work);
        if self.fault(8) {
            return self.crash(laptop);
        }
        self.laptops[laptop].step(Event::Stored { id, answer }, self.now, &mut self.random);
    }

    /// A full disk changes nothing, and says so.
    fn refused(&self, work: &Work, laptop: usize) -> StoreAnswer {
        let ignored = self.plant == Some(Plant::DiskFullIgnored);
        match work {
            Work::Ack { .. } | Work::Stage { .. } | Work::Recover { .. } | Work::Refuse { .. } if ignored => {
                StoreAnswer::Done
            }
            Work::Complete { .. } if ignored => {
                StoreAnswer::Completed { digest: self.laptops[laptop].store.digest() }
            }
            _ => StoreAnswer::Failed,
        }
    }

    fn crash(&mut self, laptop: usize) {
        self.counts.crashes += 1;
        self.laptops[laptop].start(self.now, &mut self.random);
        self.look(laptop);
    }

    fn restore_server(&mut self) {
        let chosen = self.random.below(self.backups.len());
        self.server = self.backups[chosen].clone();
        // What was made after that backup does not exist any more.
        self.backups.truncate(chosen + 1);
        self.counts.server_restores += 1;
    }

    /// Only what one laptop sent just now is lost.
    fn rewind(&mut self, laptop: usize) {
        let before = self.server.clone();
        for _ in 0..25 {
            self.progress(laptop);
        }
        self.server = before;
        self.counts.server_restores += 1;
    }

    fn restore_laptop(&mut self) {
        let Some((laptop, store, saved)) = self.random.clone().pick(&self.copies).cloned() else { return };
        let one = &mut self.laptops[laptop];
        (one.store, one.saved) = (store, saved);
        // Out of a backup of ours, or put back behind our back.
        one.store.put_back(self.random.chance(600));
        one.flushed();
        one.looked = 0;
        one.start(self.now, &mut self.random);
        self.counts.laptop_restores += 1;
    }

    fn clone_laptop(&mut self, laptop: usize) {
        if self.laptops.len() >= 8 {
            return;
        }
        let (store, saved) = (self.laptops[laptop].store.clone(), self.laptops[laptop].saved.clone());
        self.laptops.push(Laptop::new(store, saved));
        let last = self.laptops.len() - 1;
        self.laptops[last].start(self.now, &mut self.random);
        self.counts.clones += 1;
    }

    fn arrive_late(&mut self) {
        if self.late.is_empty() {
            return;
        }
        let (device, body) = self.late.swap_remove(self.random.below(self.late.len()));
        self.serve(device, Path::Push, &body);
    }

    fn jump(&mut self, laptop: usize) {
        let days = self.random.below(7300) as i64 - 3650;
        self.laptops[laptop].offset = TimeDelta::days(days);
    }

    /// The disk changes a letter of an op that waits.
    fn damage(&mut self, laptop: usize) {
        let mut rows = self.laptops[laptop].store.outbox.iter_mut();
        let waits = rows.find(|row| row.state == State::Pending && !row.refused);
        if let Some(row) = waits {
            row.body = row.body.replacen("\"batch\"", "\"botch\"", 1);
            self.damaged.insert(row.op_id);
        }
    }

    fn look(&mut self, laptop: usize) {
        let one = &mut self.laptops[laptop];
        let changed = one.looked != one.store.writes;
        one.looked = one.store.writes;
        let broken = one.broken.take().or_else(|| changed.then(|| check::always(one).err()).flatten());
        if let Some(broken) = broken {
            self.fail(broken);
        }
    }

    /// No more faults, and no other reason to wake up than the timer (I9): everybody comes to rest.
    fn rest(&mut self) -> Result<(), String> {
        self.calm = true;
        self.server.step += 1000;
        for _ in 0..QUIET {
            if let Some(broken) = self.broken.take() {
                return Err(broken);
            }
            if let Some(laptop) = (0..self.laptops.len()).find(|one| !self.laptops[*one].todo.is_empty()) {
                self.progress(laptop);
                continue;
            }
            if self.is_quiet() {
                return check::at_rest(&self.laptops, &self.server, &self.ever, &self.damaged);
            }
            let due = |one: &usize| self.laptops[*one].due.unwrap_or(Duration::MAX);
            let Some(next) = (0..self.laptops.len()).min_by_key(due) else { break };
            let Some(due) = self.laptops[next].due else { break };
            self.now = self.now.max(due);
            self.laptops[next].step(Event::Timer, self.now, &mut self.random);
            self.look(next);
        }
        Err(format!("I9: somebody does not come to rest ({})", at(self.now)))
    }

    fn is_quiet(&self) -> bool {
        self.laptops.iter().all(|laptop| {
            let waits = |state: State, refused: bool| state != State::Done && !refused;
            laptop.store.sync.cursor == self.server.head.rev
                && laptop.store.sync.seen == Some(self.server.head)
                && !laptop.store.outbox.iter().any(|row| waits(row.state, row.refused))
        })
    }
}
