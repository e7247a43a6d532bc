//! What comes between a request and its answer.

use std::time::Duration;

use stamboek_domain::sync::engine::{Event, Failure, Path, Reply};
use stamboek_domain::sync::op::OpId;
use stamboek_domain::sync::wire::{
    CommitId, Head, MEDIA_TYPE, OpResult, OutcomeWord, PushAnswer, PushRequest, Rev,
};
use uuid::Uuid;

use crate::laptop::at;
use crate::plant::Plant;
use crate::server::{Said, problem};
use crate::world::World;

impl World {
    /// A request leaves a laptop.
    pub(crate) fn send(&mut self, laptop: usize, id: u64, path: Path, body: &str) {
        self.counts.requests += 1;
        let device = self.laptops[laptop].device();
        if self.fault(50) {
            return self.reply(laptop, id, Err(Failure::Unreachable));
        }
        if self.fault(20) {
            let later = Duration::from_secs(self.random.next() % 40);
            let said = problem(503, "unavailable");
            return self.said(laptop, id, said, Some(later));
        }
        if self.fault(15) {
            return self.said(laptop, id, problem(401, "unauthorised"), None);
        }
        if self.fault(40) {
            return self.garbage(laptop, id, path, body);
        }
        if path == Path::Push && self.fault(80) {
            self.late.push((device, body.to_owned()));
        }
        let said = self.serve(device, path, body);
        match self.fault(60) {
            // The server was killed after its commit, or the answer got lost.
            true => self.reply(laptop, id, Err(Failure::Unreachable)),
            false => self.said(laptop, id, said, None),
        }
    }

    /// The server answers, whether anybody hears it or not.
    pub(crate) fn serve(
        &mut self,
        device: stamboek_domain::sync::record::DeviceId,
        path: Path,
        body: &str,
    ) -> Said {
        let time = at(self.now);
        let commit = self.random.uuid();
        let said = match path {
            Path::Push => {
                self.check_same_decision(device, body, commit);
                self.server.push(body, device, commit, time, self.plant)
            }
            Path::Pull => self.server.pull(body, time, self.plant),
            Path::Reconcile => self.server.reconcile(body, time, self.plant),
        };
        if let Some(broken) = self.server.broken.take() {
            self.fail(broken);
        }
        said
    }

    /// I13: the same ops over the same records come to the same, whoever decides.
    fn check_same_decision(
        &mut self,
        device: stamboek_domain::sync::record::DeviceId,
        body: &str,
        commit: Uuid,
    ) {
        if !self.random.chance(60) {
            return;
        }
        let time = at(self.now);
        let (mut one, mut other) = (self.server.clone(), self.server.clone());
        let first = one.push(body, device, commit, time, self.plant);
        let second = other.push(body, device, commit, time, self.plant);
        if first.2 != second.2 {
            self.fail("I13: the same push came to two outcomes".into());
        }
    }

    /// Somebody else answers, or half of the answer arrives.
    fn garbage(&mut self, laptop: usize, id: u64, path: Path, body: &str) {
        let device = self.laptops[laptop].device();
        let said = match self.random.below(4) {
            0 => (200, "text/html", "<html>Aanmelden op het netwerk</html>".to_owned()),
            1 => (200, MEDIA_TYPE, "<html>Aanmelden op het netwerk</html>".to_owned()),
            2 => {
                let (status, media, whole) = self.serve(device, path, body);
                (status, media, whole[..whole.len() / 2].to_owned())
            }
            _ => (409, "text/html", String::new()),
        };
        if self.plant == Some(Plant::AnySuccess) && path == Path::Push && said.0 == 200 {
            return self.said(laptop, id, (200, MEDIA_TYPE, all_taken(body)), None);
        }
        let before = self.laptops[laptop].store.writes;
        self.said(laptop, id, said, None);
        let asks = self.laptops[laptop]
            .todo
            .iter()
            .any(|effect| matches!(effect, stamboek_domain::sync::engine::Effect::Store { .. }));
        if before != self.laptops[laptop].store.writes || asks {
            self.fail("I12: an answer that is none changed something".into());
        }
    }

    fn said(&mut self, laptop: usize, id: u64, said: Said, retry_after: Option<Duration>) {
        let (status, media_type, body) = said;
        let reply = Reply { status, media_type: media_type.to_owned(), retry_after, body };
        self.reply(laptop, id, Ok(reply));
    }

    fn reply(&mut self, laptop: usize, id: u64, reply: Result<Reply, Failure>) {
        self.laptops[laptop].step(Event::Reply { id, reply }, self.now, &mut self.random);
    }
}

/// As if everything had arrived.
fn all_taken(body: &str) -> String {
    let Ok(request) = serde_json::from_str::<PushRequest>(body) else { return String::new() };
    let id = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).ok()?;
        Uuid::parse_str(value.get("op_id")?.as_str()?).ok().map(OpId)
    };
    let results = request
        .ops
        .iter()
        .filter_map(|sent| {
            let op_id = id(sent.op.get())?;
            Some(OpResult { op_id, hash: sent.hash, outcome: OutcomeWord::Applied, detail: Vec::new() })
        })
        .collect();
    let nothing = Head { rev: Rev(0), commit: CommitId(Uuid::nil()) };
    let answer = PushAnswer { results, head: request.seen.unwrap_or(nothing), time: at(Duration::ZERO) };
    serde_json::to_string(&answer).unwrap_or_default()
}
