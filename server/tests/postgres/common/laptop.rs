//! A laptop as the protocol sees it: its key, its token, what it saw, and the ops that it makes.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::Utc;
use p256::ecdsa::SigningKey;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use stamboek_domain::attendance::{HalfDay, Mark};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::access::{
    AccessEntry, Assertion, DeviceEnrolled, EnrolDevice, Purpose, SignIn, TokenAnswer, TokenRequest,
};
use stamboek_domain::sync::op::{BatchId, Cell, CellChange, Change, Clock, Op, OpId};
use stamboek_domain::sync::wire::{
    DigestSum, Head, IDEMPOTENCY_KEY, MEDIA_TYPE, PullAnswer, PullRequest, PushAnswer, PushRequest, Rev,
    SentOp,
};
use stamboek_domain::tag::Tag;
use stamboek_server::keys;
use uuid::Uuid;

use super::{AUDIENCE, PASSWORD};

pub struct Laptop {
    pub url: String,
    pub key: SigningKey,
    pub device: Uuid,
    pub inst: Uuid,
    pub user: Uuid,
    pub login: String,
    pub token: String,
    pub grant: Option<String>,
    pub seen: Option<Head>,
    /// How far its clock, and the server's that it talks to, is ahead.
    pub ahead: chrono::Duration,
    agent: ureq::Agent,
}

/// What the server said: its status and its body.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    pub kind: String,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u32>,
    pub body: Vec<u8>,
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert!((200..300).contains(&self.status), "{} {}", self.status, String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The status, and what the refusal is.
    pub fn refusal(&self) -> (u16, String) {
        assert_eq!(self.kind, "application/problem+json", "{}", String::from_utf8_lossy(&self.body));
        (self.status, self.json()["type"].as_str().unwrap().to_owned())
    }
}

pub fn new_key() -> SigningKey {
    loop {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).unwrap();
        if let Ok(key) = SigningKey::from_slice(&bytes) {
            return key;
        }
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(40)))
        // A connection for each request: who is refused before the body was read finds the door closed.
        .max_idle_connections(0)
        .http_status_as_error(false)
        .proxy(None)
        .user_agent("stamboek/0.1.0")
        .build()
        .new_agent()
}

impl Laptop {
    /// A laptop that nobody knows yet.
    pub fn new(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            key: new_key(),
            device: Uuid::nil(),
            inst: Uuid::nil(),
            user: Uuid::nil(),
            login: String::new(),
            token: String::new(),
            grant: None,
            seen: None,
            ahead: chrono::Duration::zero(),
            agent: agent(),
        }
    }

    pub fn enrol(url: &str, code: &str) -> Self {
        let mut laptop = Self::new(url);
        let enrolled: DeviceEnrolled = laptop.post("/v1/devices", &laptop.enrolment(code)).read();
        laptop.device = enrolled.device;
        laptop.inst = enrolled.institution;
        laptop
    }

    pub fn enrolment(&self, code: &str) -> EnrolDevice {
        use base64ct::{Base64UrlUnpadded, Encoding};
        let public_key = Base64UrlUnpadded::encode_string(&self.key.verifying_key().to_sec1_bytes());
        EnrolDevice { code: code.to_owned(), public_key }
    }

    pub fn assertion(&self) -> Assertion {
        Assertion {
            device: self.device,
            audience: AUDIENCE.to_owned(),
            issued_at: Utc::now() + self.ahead,
            id: Uuid::new_v4(),
        }
    }

    pub fn signed(&self, assertion: &Assertion) -> String {
        keys::sign(&self.key, Purpose::Assertion, assertion)
    }

    pub fn ask_token(&mut self, sign_in: Option<SignIn>) -> Said {
        let assertion = self.signed(&self.assertion());
        let said = self.post("/v1/token", &TokenRequest { assertion, grant: self.grant.clone(), sign_in });
        if said.status == 200 {
            let answer: TokenAnswer = said.read();
            self.token = answer.token;
            self.grant = answer.grant.or(self.grant.take());
        }
        said
    }

    /// The grant that it had is over, or another clock is asked.
    pub fn sign_in_again(&mut self) {
        self.grant = None;
        self.sign_in(&self.login.clone());
    }

    pub fn sign_in(&mut self, login: &str) {
        self.login = login.to_owned();
        let proof = SignIn::Password { login: login.to_owned(), password: PASSWORD.to_owned() };
        assert_eq!(self.ask_token(Some(proof)).status, 200);
    }

    pub fn get(&self, path: &str) -> Said {
        let request = self.agent.get(format!("{}{path}", self.url)).header("accept-encoding", "zstd");
        let request = match self.token.is_empty() {
            true => request,
            false => request.header("authorization", format!("Bearer {}", self.token)),
        };
        heard(request.call().unwrap())
    }

    pub fn post(&self, path: &str, body: &impl Serialize) -> Said {
        self.try_post(path, &serde_json::to_vec(body).unwrap()).unwrap()
    }

    /// As it is, also when nobody answers.
    pub fn try_post(&self, path: &str, body: &[u8]) -> Result<Said, ureq::Error> {
        let packed = (body.len() >= 1024).then(|| zstd::encode_all(body, 1).unwrap());
        let encoding = packed.is_some().then_some("zstd");
        self.send(path, MEDIA_TYPE, encoding, packed.as_deref().unwrap_or(body))
    }

    /// A call that writes, under this key.
    pub fn post_as(&self, key: &str, path: &str, body: &impl Serialize) -> Said {
        let body = serde_json::to_vec(body).unwrap();
        self.send_as(Some(key), path, MEDIA_TYPE, None, &body).unwrap()
    }

    pub fn send(
        &self,
        path: &str,
        kind: &str,
        encoding: Option<&str>,
        body: &[u8],
    ) -> Result<Said, ureq::Error> {
        self.send_as(Some(&Uuid::new_v4().to_string()), path, kind, encoding, body)
    }

    pub fn send_as(
        &self,
        key: Option<&str>,
        path: &str,
        kind: &str,
        encoding: Option<&str>,
        body: &[u8],
    ) -> Result<Said, ureq::Error> {
        let mut request = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("content-type", kind)
            .header("accept-encoding", "zstd");
        if !self.token.is_empty() && !path.ends_with("/token") && path != "/v1/devices" {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        if let Some(key) = key {
            request = request.header(IDEMPOTENCY_KEY, key);
        }
        if let Some(encoding) = encoding {
            request = request.header("content-encoding", encoding);
        }
        Ok(heard(request.send(body)?))
    }

    pub fn path(&self, what: &str) -> String {
        format!("/v1/institutions/{}/{what}", self.inst)
    }

    pub fn pushing(&self, ops: &[Op]) -> PushRequest {
        let sent = |op: &Op| SentOp::saved(serde_json::to_string(op).unwrap()).unwrap();
        PushRequest { seen: self.seen, ops: ops.iter().map(sent).collect(), waiting: ops.len() as u32 }
    }

    pub fn push(&mut self, ops: &[Op]) -> PushAnswer {
        let answer: PushAnswer = self.post(&self.path("push"), &self.pushing(ops)).read();
        self.seen = Some(answer.head);
        answer
    }

    /// Tells that a pupil was looked at.
    pub fn looked(&self, kind: &str, pupil: PupilId) {
        let entry = AccessEntry {
            id: Uuid::now_v7(),
            at: Utc::now().fixed_offset(),
            user: Some(self.user),
            kind: kind.into(),
            pupil: Some(pupil.0),
            count: 1,
        };
        assert_eq!(self.post(&self.path("access-log"), &json!({ "entries": [entry] })).status, 204);
    }

    pub fn pulling(&self, after: Rev, limit: usize) -> PullRequest {
        PullRequest { seen: self.seen, after, years: vec![2025, 2026], limit }
    }

    /// Everything, page by page.
    pub fn pull(
        &mut self,
        limit: usize,
    ) -> (BTreeMap<(String, String), stamboek_domain::sync::wire::Row>, PullAnswer) {
        let mut all = BTreeMap::new();
        let mut after = Rev(0);
        loop {
            let mut answer: PullAnswer = self.post(&self.path("pull"), &self.pulling(after, limit)).read();
            self.seen = Some(answer.head);
            after = answer.next;
            for row in std::mem::take(&mut answer.rows) {
                all.insert((row.kind.clone(), row.id.clone()), row);
            }
            if answer.complete {
                return (all, answer);
            }
        }
    }
}

fn heard(mut response: ureq::http::Response<ureq::Body>) -> Said {
    let status = response.status().as_u16();
    let header = |name: &str| {
        response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let retry_after = header("retry-after").parse().ok();
    let (kind, packed) = (header("content-type"), header("content-encoding") == "zstd");
    let body = response.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
    let body = if packed { zstd::decode_all(&body[..]).unwrap() } else { body };
    Said { status, kind, retry_after, body }
}

/// An entry of somebody.
pub fn op(user: Uuid, change: Change) -> Op {
    Op {
        op_id: OpId(Uuid::now_v7()),
        v: 1,
        batch: BatchId(Uuid::now_v7()),
        entered_at: Utc::now().fixed_offset(),
        clock: Clock::Unknown,
        change,
        user: None,
        person: Some(user),
        note: None,
    }
}

/// A new pupil with this name.
pub fn pupil(name: &str) -> (PupilId, Change) {
    let pupil = PupilId(Uuid::now_v7());
    let tag = Tag::mint(Uuid::new_v4().as_bytes()[..10].try_into().unwrap());
    let fields = BTreeMap::from([
        (PupilField::LastName, name.to_owned()),
        (PupilField::FirstName, "Test".to_owned()),
        (PupilField::Kind, "pupil".to_owned()),
    ]);
    (pupil, Change::PupilCreate { pupil, tag: tag.as_str().to_owned(), fields })
}

/// A mark of a pupil on a half day, over what was seen.
pub fn mark(pupil: PupilId, at: &str, was: Option<&str>, now: Option<&str>) -> Change {
    let read = |code: Option<&str>| -> Option<Mark> {
        code.map(|code| serde_json::from_value(json!({ "code": code })).unwrap())
    };
    let half: HalfDay = serde_json::from_value(json!({ "day": at, "half": "VM" })).unwrap();
    Change::AttendanceSet {
        items: vec![CellChange { key: Cell { pupil, at: half }, was: read(was), now: read(now) }],
    }
}

/// The digests are those of the records that are handed out.
pub fn digests_fit(laptop: &mut Laptop) {
    laptop.seen = None;
    let (rows, answer) = laptop.pull(5_000);
    let mut sums: BTreeMap<(String, Option<u16>), DigestSum> = BTreeMap::new();
    for ((kind, id), row) in rows.iter().filter(|(_, row)| row.body.is_some()) {
        sums.entry((kind.clone(), row.year)).or_default().add(kind, id, row.rev);
    }
    let said: BTreeMap<_, _> =
        answer.digest.into_iter().map(|digest| ((digest.kind, digest.year), digest.sum)).collect();
    assert!(said == sums);
}
