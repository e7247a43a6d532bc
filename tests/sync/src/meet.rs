//! One laptop and the server, without faults: for tests and measurements of a real store.

use std::collections::VecDeque;
use std::time::Duration;

use stamboek_domain::sync::engine::{
    Effect, Engine, Event, Moment, Path, Reply, Settings, StoreAnswer, SyncState, Trouble, Wake, Work,
};
use stamboek_domain::sync::record::DeviceId;
use stamboek_domain::sync::wire::PAGE_ROWS;
use uuid::Uuid;

use crate::laptop::at;
use crate::server::Server;

/// A server that makes no mistakes and is always there.
pub struct Central(Server);

impl Default for Central {
    fn default() -> Self {
        Self(Server::new(Uuid::from_u128(1)))
    }
}

/// Lets a laptop with this state meet the server, `now` after the beginning, until it rests. Answers
/// what it would tell a person.
pub fn meet(
    Central(server): &mut Central,
    device: DeviceId,
    state: SyncState,
    now: Duration,
    carry_out: &mut dyn FnMut(Work) -> StoreAnswer,
) -> Option<Trouble> {
    let mut engine = Engine::new(Settings { years: |_| vec![2026], page_rows: PAGE_ROWS }, state);
    let moment = Moment { monotonic: now, wall: at(now), random: 0 };
    let mut todo = VecDeque::from(engine.step(Event::Started, moment));
    todo.extend(engine.step(Event::Woke(Wake::Asked), moment));
    while let Some(effect) = todo.pop_front() {
        let event = match effect {
            Effect::Store { id, work } => Event::Stored { id, answer: carry_out(work) },
            Effect::Send { id, path, body } => {
                let (status, media_type, body) = match path {
                    Path::Push => server.push(&body, device, Uuid::now_v7(), at(now), None),
                    Path::Pull => server.pull(&body, at(now), None),
                    Path::Reconcile => server.reconcile(&body, at(now), None),
                };
                let media_type = media_type.to_owned();
                Event::Reply { id, reply: Ok(Reply { status, media_type, retry_after: None, body }) }
            }
            _ => continue,
        };
        todo.extend(engine.step(event, moment));
    }
    engine.trouble()
}
