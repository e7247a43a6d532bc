//! A laptop: its disk, its engine, and what the engine asked for and did not get yet.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use stamboek_domain::sync::engine::{Effect, Engine, Event, Moment, Settings};
use stamboek_domain::sync::op::{BatchId, Change, Op, OpId};
use stamboek_domain::sync::record::{DeviceId, wanted};
use stamboek_domain::sync::wire::Hash;
use uuid::Uuid;

use crate::plant::Plant;
use crate::random::Random;
use crate::store::{State, Store};

/// Rows of a page: few, so that pulls take several.
const PAGE: usize = 6;
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);

/// A laptop, and what its user was told is saved.
pub struct Laptop {
    pub store: Store,
    pub engine: Engine,
    pub todo: VecDeque<Effect>,
    /// When the one timer runs out; `None`: it never does.
    pub due: Option<Duration>,
    /// Its clock, ahead of the server's.
    pub offset: TimeDelta,
    /// Every op of which was said that it is saved.
    pub saved: BTreeMap<OpId, Hash>,
    /// With [`Plant::SavedBeforeCommit`]: what the disk really has.
    durable: Option<Store>,
    pub broken: Option<String>,
    /// Writes of the store when it was looked at last.
    pub looked: u64,
}

impl Laptop {
    pub fn new(store: Store, saved: BTreeMap<OpId, Hash>) -> Self {
        let engine = Engine::new(settings(), store.sync.clone());
        Self {
            store,
            engine,
            todo: VecDeque::new(),
            due: None,
            offset: TimeDelta::zero(),
            saved,
            durable: None,
            broken: None,
            looked: 0,
        }
    }

    pub fn device(&self) -> DeviceId {
        self.store.device
    }

    fn moment(&self, now: Duration, random: &mut Random) -> Moment {
        Moment { monotonic: now, wall: at(now) + self.offset, random: random.next() }
    }

    /// One step of the engine.
    pub fn step(&mut self, event: Event, now: Duration, random: &mut Random) {
        let moment = self.moment(now, random);
        let effects = self.engine.step(event, moment);
        let mut failed = false;
        for effect in effects {
            match effect {
                Effect::Timer(after) => {
                    if after > LONGEST_WAIT {
                        self.broken = Some("I9: a wait of more than fifteen minutes".into());
                    }
                    let forgotten = failed && self.store.plant == Some(Plant::TimerForgotten);
                    self.due = (!forgotten).then_some(now + after);
                }
                Effect::Trouble(trouble) => failed = trouble.is_some(),
                Effect::DigestDiffers => {
                    self.broken = Some("I11: mirror and server differ after a whole pull".into());
                }
                Effect::Revoked(_) => {}
                other => self.todo.push_back(other),
            }
        }
    }

    /// The program starts, or starts again after a crash.
    pub fn start(&mut self, now: Duration, random: &mut Random) {
        if let Some(durable) = self.durable.take() {
            self.store = durable;
            self.looked = 0;
        }
        self.engine = Engine::new(settings(), self.store.sync.clone());
        self.todo.clear();
        self.step(Event::Started, now, random);
        let there = |op: &OpId| self.store.outbox.iter().any(|row| row.op_id == *op);
        if !self.saved.keys().all(there) {
            self.broken = Some("I2: what was said to be saved is gone after a crash".into());
        }
    }

    /// Whatever was saved before is on the disk now.
    pub fn flushed(&mut self) {
        self.durable = None;
    }

    /// A person saves a change; the clock of the laptop says when.
    pub fn save(&mut self, change: Change, now: Duration, random: &mut Random) {
        if self.store.plant == Some(Plant::WaitingOpEdited) && self.edit_waiting(&change) {
            return;
        }
        if self.store.plant == Some(Plant::SavedBeforeCommit) && self.durable.is_none() {
            self.durable = Some(self.store.clone());
        }
        let moment = self.moment(now, random);
        let op = Op {
            op_id: OpId(random.uuid()),
            v: 1,
            batch: BatchId(Uuid::nil()),
            entered_at: moment.wall.fixed_offset(),
            clock: self.engine.clock(moment),
            change,
            user: None,
            person: None,
            note: None,
        };
        let Ok(mut body) = serde_json::to_string(&op) else { return };
        if random.chance(10) {
            // A newer program on this laptop than on the server.
            body = body.replacen("\"v\":1", "\"v\":2", 1);
        }
        self.store.save(&op, body.clone());
        self.saved.insert(op.op_id, Hash::of(&body));
        if random.chance(700) {
            self.step(Event::Saved, now, random);
        }
    }

    fn edit_waiting(&mut self, change: &Change) -> bool {
        let same_records = |one: &Change| wanted(one) == wanted(change);
        let same = |one: &Change| std::mem::discriminant(one) == std::mem::discriminant(change);
        let mut rows = self.store.outbox.iter_mut();
        let Some(row) = rows.find(|row| {
            row.state == State::Pending && same_records(&row.change) && same(&row.change) && !row.refused
        }) else {
            return false;
        };
        let Ok(mut op) = serde_json::from_str::<Op>(&row.body) else { return false };
        op.change = change.clone();
        row.change = change.clone();
        row.body = serde_json::to_string(&op).unwrap_or_default();
        row.hash = Hash::of(&row.body);
        let (op_id, hash) = (row.op_id, row.hash);
        self.saved.insert(op_id, hash);
        self.store.view = self.store.rebuilt();
        self.store.writes += 1;
        true
    }
}

fn settings() -> Settings {
    Settings { years: |_| vec![2026], page_rows: PAGE }
}

/// The server's clock.
pub fn at(now: Duration) -> DateTime<Utc> {
    let start = DateTime::from_timestamp(1_795_420_800, 0).unwrap_or_default();
    start + now
}
