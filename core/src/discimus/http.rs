//! The seam over HTTP, to a program on this computer (`docs/discimus-koppelvlak.md`). What comes back
//! is a stranger's: bounded, of the agreed shape, and about what was asked, or thrown away (S27-S30).

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::discimus::{Hello, Outcome, Question, Receipt, SEAM, Told, Transaction};
use ureq::Agent;

use super::gateway::{Failure, Gateway};

/// Largest answer, in bytes (S27).
const LARGEST: u64 = 1024 * 1024;
/// Longest wait for a whole answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest wait for somebody to listen.
const KNOCK: Duration = Duration::from_secs(3);

/// The program that listens on a port of this computer.
pub struct Http {
    agent: Agent,
    port: u16,
}

impl Http {
    /// No contact yet.
    pub fn new(port: u16) -> Self {
        Self::with_patience(port, PATIENCE)
    }

    /// As [`Http::new`], with another longest wait.
    pub fn with_patience(port: u16, patience: Duration) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(patience))
            .timeout_connect(Some(KNOCK.min(patience)))
            .http_status_as_error(false)
            .max_redirects(0)
            // Nothing of this leaves the computer, whatever the environment says (S26).
            .proxy(None)
            .user_agent("stamboek")
            .build()
            .new_agent();
        Self { agent, port }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/v{SEAM}/{path}", self.port)
    }

    fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Failure> {
        let body = serde_json::to_vec(body).map_err(|_| Failure::Answer)?;
        let request = self.agent.post(self.url(path)).header("content-type", "application/json");
        read(request.send(&body[..]))
    }
}

fn read<T: DeserializeOwned>(
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<T, Failure> {
    let mut response = response.map_err(|error| failure(&error))?;
    match response.status().as_u16() {
        200 => {}
        500.. => return Err(Failure::Failed),
        _ => return Err(Failure::Answer),
    }
    let json = response.headers().get("content-type").is_some_and(|kind| kind == "application/json");
    if !json {
        return Err(Failure::Answer);
    }
    let body = response.body_mut().with_config().limit(LARGEST).read_to_vec();
    serde_json::from_slice(&body.map_err(|error| failure(&error))?).map_err(|_| Failure::Answer)
}

fn failure(error: &ureq::Error) -> Failure {
    match error {
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => Failure::Nobody,
        ureq::Error::Timeout(_) => Failure::Slow,
        ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => Failure::Nobody,
        ureq::Error::Io(error) => match error.kind() {
            std::io::ErrorKind::ConnectionRefused => Failure::Nobody,
            std::io::ErrorKind::TimedOut | std::io::ErrorKind::WouldBlock => Failure::Slow,
            _ => Failure::Failed,
        },
        _ => Failure::Answer,
    }
}

impl Gateway for Http {
    fn hello(&self) -> Result<Hello, Failure> {
        let hello: Hello = read(self.agent.get(self.url("hello")).call())?;
        if hello.seam == SEAM { Ok(hello) } else { Err(Failure::Answer) }
    }

    fn send(&self, transaction: &Transaction) -> Result<Outcome, Failure> {
        let receipt: Receipt = self.post("transactions", transaction)?;
        let answers = receipt.transaction == transaction.id;
        if answers { Ok(receipt.outcome) } else { Err(Failure::Answer) }
    }

    fn ask(&self, question: &Question) -> Result<Vec<Told>, Failure> {
        let told: Vec<Told> = self.post("questions", question)?;
        let asked: BTreeSet<_> = question.pupils.iter().collect();
        let fits = |one: &Told| asked.contains(&one.pupil) && one.telling.about() == question.about;
        if told.iter().all(fits) { Ok(told) } else { Err(Failure::Answer) }
    }
}
